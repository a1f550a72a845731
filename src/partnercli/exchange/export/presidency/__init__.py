"""The tables for the Presidency: every record, what the positions amount to, and where each fact can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from partnercli.documents.audience import Audience
from partnercli.documents.handling import marking_for
from partnercli.exchange.export.presidency import (
    facts,
    instruments,
    meetings,
    names,
    outlines,
    positions,
    readings,
)
from partnercli.exchange.export.presidency.ground import Ground, ground_of
from partnercli.exchange.export.presidency.sources import ALL_ROWS, SOURCES, sources_of
from partnercli.exchange.export.sheet import Sheet, Sourced
from partnercli.exchange.tables import Export
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise

SHEETS: tuple[Sheet[Ground, Any], ...] = (
    names.REGIONS,
    names.POPULATION_YEARS,
    names.DELEGATIONS,
    names.PRESIDENCIES,
    names.COUNTRIES,
    names.COUNTRY_NAMES,
    instruments.INSTRUMENTS,
    instruments.INSTRUMENT_ORDER,
    instruments.DURATIONS,
    names.ABSENT,
    meetings.MEETINGS,
    meetings.QUESTIONS,
    meetings.CONCLUSIONS,
    meetings.DOCUMENTS,
    meetings.PARTNERS,
    meetings.LEFT_OUT,
    positions.POSITIONS,
    positions.PREFERENCES,
    positions.CALLS,
    positions.ANSWERS,
    positions.REMARKS,
    readings.TALLY,
    readings.REGION_TALLY,
    readings.STANCES,
    readings.REGION_STANCES,
    readings.MATRIX,
    outlines.OUTLINES,
    outlines.OUTLINE_HISTORY,
    outlines.LATER,
    outlines.STEPS,
    outlines.STEP_ORDER,
    facts.CONTRIBUTIONS,
    facts.COOPERATION,
    facts.COOPERATION_HISTORY,
    facts.INDICATORS,
)
"""Each after those that it refers to."""
TABLES = (*(sheet.name for sheet in SHEETS), SOURCES.name)
"""The names of the tables, in their order."""


def presidency_export(exercise: Exercise, config: Config, meeting: str, on: date) -> Export:
    """All records, read at a meeting; KeyError if it is unknown."""
    ground = ground_of(exercise, meeting, on)
    drawn = [sheet.drawn(ground) for sheet in SHEETS]
    return Export(
        audience=Audience.PRESIDENCY,
        marking=marking_for(Audience.PRESIDENCY),
        illustrative=exercise.any_illustrative,
        title=config.title,
        meeting=meeting,
        on=on,
        tables=tuple(one.table for one in (*drawn, sources_of(drawn, _of_lists(exercise)))),
    )


def _of_lists(exercise: Exercise) -> Iterator[Sourced]:
    """The sources that hold for all regions, for all delegations, and for all Presidencies."""
    lists = (
        (names.REGIONS.name, exercise.region_list),
        (names.DELEGATIONS.name, exercise.delegation_list),
        (names.PRESIDENCIES.name, exercise.presidency_list),
    )
    for name, record in lists:
        for source in record.sources if record else ():
            yield Sourced(name, ALL_ROWS, source)
