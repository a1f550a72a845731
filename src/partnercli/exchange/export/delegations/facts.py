"""What is in place or in progress with partners, and the figures on them, as delegations read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.export.delegations.readable import Readable
from partnercli.exchange.export.references import (
    TO_COUNTRY,
    TO_INSTRUMENT,
)
from partnercli.exchange.export.sheet import Sheet, number, period, place, text, whole, yes_no
from partnercli.exchange.export.told import in_words
from partnercli.outlines.state import standings
from partnercli.records.country import Cooperation, Indicator


class CooperationRow(NamedTuple):
    """What is in place or in progress with a country on the day of the export."""

    country: str
    place: int
    entry: Cooperation


class IndicatorRow(NamedTuple):
    """A figure on a country."""

    country: str
    place: int
    indicator: Indicator


def cooperation(readable: Readable) -> Iterator[CooperationRow]:
    """What counts on the day of the export, as the state of play tells it: each instrument by its strongest status."""
    for key in readable.countries:
        held = standings(readable.exercise.countries[key], readable.on).values()
        entries = (entry for standing in held for entry in standing.entries)
        for at, entry in enumerate(entries, start=1):
            yield CooperationRow(key, at, entry)


def _indicators(readable: Readable) -> Iterator[IndicatorRow]:
    for key in readable.countries:
        for at, indicator in enumerate(readable.exercise.countries[key].indicators, start=1):
            yield IndicatorRow(key, at, indicator)


COOPERATION: Sheet[Readable, CooperationRow] = Sheet(
    name="cooperation",
    means="What is in place or in progress with a partner on the day of the export.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place among what exists with it, from 1.", lambda row: row.place),
        text("instrument", "The instrument.", lambda row: row.entry.instrument, required=True),
        text("title", "Which one it is.", lambda row: row.entry.title),
        text(
            "status",
            "in-force, signed, negotiating, exploratory or suspended.",
            lambda row: row.entry.status.value,
            required=True,
        ),
        period(
            "since",
            "When that was reached: a day, month, quarter, half-year or year.",
            lambda row: row.entry.since,
        ),
        yes_no("verified", "No: still to be confirmed.", lambda row: row.entry.verified),
    ),
    rows=cooperation,
    references=(TO_COUNTRY, TO_INSTRUMENT),
)


INDICATORS: Sheet[Readable, IndicatorRow] = Sheet(
    name="indicators",
    means="A figure on the relevance of migration flows.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place among the figures on it, from 1.", lambda row: row.place),
        text("measure", "What is counted.", lambda row: row.indicator.measure, required=True),
        whole("year", "The year it belongs to.", lambda row: row.indicator.year, required=True),
        number("value", "The figure, in `unit`.", lambda row: row.indicator.value, required=True),
        text("unit", "What one is.", lambda row: row.indicator.unit, required=True),
        whole("rounded_to", "How coarsely the source rounds it.", lambda row: row.indicator.rounded_to),
        text("date", "The day or time within the year, in words.", lambda row: row.indicator.date),
        text(
            "source",
            "Where it can be checked.",
            lambda row: in_words(row.indicator.sources),
            required=True,
        ),
    ),
    rows=_indicators,
    references=(TO_COUNTRY,),
)
