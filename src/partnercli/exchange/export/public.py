"""The tables for the public: its report, and nothing else; no delegation, count, meeting or remark has room in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from partnercli.documents.report.public import (
    PublicOutlineRow,
    PublicPartner,
    PublicReport,
    PublicStep,
    public_report,
)
from partnercli.exchange.export.sheet import Sheet, day, place, text
from partnercli.exchange.export.told import TOLD_SOURCES, told
from partnercli.exchange.tables import Export, Reference
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise

TO_PARTNER = Reference(("partner",), "partners")
TO_OUTLINE = Reference(("partner",), "outlines")


class StepRow(NamedTuple):
    """A step of a partner's outline, at its place."""

    partner: str
    place: int
    step: PublicStep


class BroughtRow(NamedTuple):
    """What a Member State that was released brings to a partner's outline, at its place in protocol order."""

    partner: str
    place: int
    words: str


def _document(report: PublicReport) -> tuple[PublicReport]:
    return (report,)


def _partners(report: PublicReport) -> Iterator[tuple[int, PublicPartner]]:
    return enumerate(report.partners, start=1)


def _outlines(report: PublicReport) -> tuple[PublicOutlineRow, ...]:
    return report.outlines


def _steps(report: PublicReport) -> Iterator[StepRow]:
    for outline in report.outlines:
        yield from (StepRow(outline.name, at, step) for at, step in enumerate(outline.steps, start=1))


def _brought(report: PublicReport) -> Iterator[BroughtRow]:
    for outline in report.outlines:
        for at, words in enumerate(outline.contributions, start=1):
            yield BroughtRow(outline.name, at, words)


def _footnotes(report: PublicReport) -> Iterator[tuple[int, str]]:
    return enumerate(report.designations, start=1)


SHEETS: tuple[Sheet[PublicReport, Any], ...] = (
    Sheet[PublicReport, PublicReport](
        name="document",
        means="The Council document that was released.",
        key=("number",),
        fields=(
            text("number", "Its number as printed.", lambda row: row.number, required=True),
            day("date", "Its date.", lambda row: date.fromisoformat(row.date), required=True),
            text("subject", "Its subject.", lambda row: row.subject, required=True),
        ),
        rows=_document,
    ),
    Sheet[PublicReport, tuple[int, PublicPartner]](
        name="partners",
        means="A partner of the released list.",
        key=("partner",),
        fields=(
            text("partner", "The partner by its name as printed.", lambda row: row[1].name, required=True),
            place("The place on the list, which is alphabetical, from 1.", lambda row: row[0]),
            text("phrase", "Who supports it, in words.", lambda row: row[1].phrase, required=True),
        ),
        rows=_partners,
    ),
    Sheet[PublicReport, PublicOutlineRow](
        name="outlines",
        means="A partner for which there is an indicative outline.",
        key=("partner",),
        fields=(text("partner", "The partner.", lambda row: row.name, required=True),),
        rows=_outlines,
        references=(TO_PARTNER,),
    ),
    Sheet[PublicReport, StepRow](
        name="steps",
        means="An instrument of an outline, and when.",
        key=("partner", "place"),
        fields=(
            text("partner", "The partner.", lambda row: row.partner, required=True),
            place("The place in the order of implementation, from 1.", lambda row: row.place),
            text("instrument", "The instrument.", lambda row: row.step.instrument, required=True),
            text("timing", "When, in words.", lambda row: row.step.timing, required=True),
        ),
        rows=_steps,
        references=(TO_OUTLINE,),
    ),
    Sheet[PublicReport, BroughtRow](
        name="contributions",
        means="A Member State that brings something to an outline, and of which kind.",
        key=("partner", "place"),
        fields=(
            text("partner", "The partner.", lambda row: row.partner, required=True),
            place("The place in protocol order, from 1.", lambda row: row.place),
            text(
                "contribution",
                "The Member State, and the kind in brackets.",
                lambda row: row.words,
                required=True,
            ),
        ),
        rows=_brought,
        references=(TO_OUTLINE,),
    ),
    Sheet[PublicReport, tuple[int, str]](
        name="footnotes",
        means="A footnote of a partner's name.",
        key=("place",),
        fields=(
            place("The place among the footnotes, from 1.", lambda row: row[0]),
            text("footnote", "The footnote, after its mark.", lambda row: row[1], required=True),
        ),
        rows=_footnotes,
    ),
)
"""Each after those that it refers to."""
TABLES = (*(sheet.name for sheet in SHEETS), TOLD_SOURCES.name)
"""The names of the tables, in their order."""


def public_export(exercise: Exercise, config: Config, on: date) -> Export:
    """What the public may read of the current document; raises WrittenByOthers, NotReleased or MissingRecord."""
    report = public_report(exercise, config, on)
    sheets = (*(sheet.drawn(report) for sheet in SHEETS), TOLD_SOURCES.drawn(told(report.sources)))
    return Export(
        audience=report.heading.audience,
        marking=report.heading.marking,
        illustrative=report.heading.illustrative,
        title=report.heading.title,
        meeting=report.heading.meeting,
        on=on,
        tables=tuple(one.table for one in sheets),
    )
