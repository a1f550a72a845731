"""From a stance table to the figures."""

from __future__ import annotations

from partnercli.records.exercise import Exercise
from partnercli.tally.countries import country_rows
from partnercli.tally.population import population
from partnercli.tally.regions import region_rows
from partnercli.tally.result import Tally
from partnercli.tally.table import StanceTable
from partnercli.tally.threshold import priorities, threshold


def count(table: StanceTable, exercise: Exercise) -> Tally:
    """Where consensus lies, by the rule and the bands of `partner.yaml`; ValueError without that file."""
    config = exercise.config
    if config is None:
        raise ValueError("without partner.yaml there is no rule to count by")
    reached = priorities(table, config.priority)
    persons = population(table, exercise)
    return Tally(
        meeting=table.meeting,
        day=table.day,
        marking=table.marking,
        illustrative=table.illustrative,
        what_if=table.what_if,
        expected=table.expected,
        responded=table.responded,
        silent=table.silent,
        carried=table.carried,
        not_counted=table.not_counted,
        confirmed=table.confirmed,
        bilateral=table.bilateral,
        without_any=tuple(code for code in table.responded if not table.supported_by(code) & reached),
        threshold=threshold(table, config.priority),
        population=persons,
        countries=country_rows(table, exercise, config, persons),
        regions=region_rows(table, exercise, reached),
    )
