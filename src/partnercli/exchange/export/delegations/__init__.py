"""The tables for delegations: what their report, the NOTE and outlines tell them; no count, and nobody's words.

Made from an allow-list of its own: a sheet names each column that delegations may read, and none is taken away from
the Presidency's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from partnercli.documents.audience import Audience
from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.sources import RecordSources, fact_sources
from partnercli.exchange.export.delegations import facts, names, outlines
from partnercli.exchange.export.delegations.readable import Readable
from partnercli.exchange.export.sheet import Sheet
from partnercli.exchange.export.told import TOLD_SOURCES, told
from partnercli.exchange.tables import Export
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise

SHEETS: tuple[Sheet[Readable, Any], ...] = (
    names.REGIONS,
    names.DELEGATIONS,
    names.COUNTRIES,
    names.INSTRUMENTS,
    names.DOCUMENTS,
    names.PARTNERS,
    outlines.OUTLINES,
    outlines.STEPS,
    outlines.CONTRIBUTIONS,
    facts.COOPERATION,
    facts.INDICATORS,
)
"""Each after those that it refers to."""
TABLES = (*(sheet.name for sheet in SHEETS), TOLD_SOURCES.name)
"""The names of the tables, in their order."""


def delegations_export(exercise: Exercise, config: Config, meeting: str, on: date) -> Export:
    """What delegations may read on a day, by the phrases of a meeting; KeyError if it is unknown."""
    report = delegations_report(exercise, config, meeting, on)
    readable = Readable(report, exercise, on, exercise.meetings[meeting].date)
    sheets = (*(sheet.drawn(readable) for sheet in SHEETS), TOLD_SOURCES.drawn(told(_sources(readable))))
    return Export(
        audience=Audience.DELEGATIONS,
        marking=report.heading.marking,
        illustrative=report.heading.illustrative,
        title=report.heading.title,
        meeting=report.heading.meeting,
        on=on,
        tables=tuple(one.table for one in sheets),
    )


def _sources(readable: Readable) -> Iterator[RecordSources]:
    """The sources that the report tells, and those of the instruments that are named beside it."""
    yield from readable.report.sources
    used = {row.instrument for row in outlines.steps(readable)}
    others = [key for key in names.named_instruments(readable) if key not in used]
    yield from fact_sources(readable.exercise, (), others, readable.on)
