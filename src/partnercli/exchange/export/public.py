"""The tables for the public: its report, and nothing else; no delegation, count, meeting or remark has room in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from partnercli.documents.report.public import (
    PublicOutlineRow,
    PublicPartner,
    PublicReport,
    PublicStep,
    public_report,
)
from partnercli.exchange.export.sheet import Part, Placed, Sheet, day, parts, place, placed, text
from partnercli.exchange.export.told import TOLD_SOURCES, told
from partnercli.exchange.tables import Export, Reference
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise

TO_PARTNER = Reference(("partner",), "partners")
TO_OUTLINE = Reference(("partner",), "outlines")


def _document(report: PublicReport) -> tuple[PublicReport]:
    return (report,)


def _partners(report: PublicReport) -> Iterator[Placed[PublicPartner]]:
    return placed(report.partners)


def _outlines(report: PublicReport) -> tuple[PublicOutlineRow, ...]:
    return report.outlines


def _steps(report: PublicReport) -> Iterator[Part[str, PublicStep]]:
    return parts((outline.name, outline.steps) for outline in report.outlines)


def _brought(report: PublicReport) -> Iterator[Part[str, str]]:
    """What Member States that were released bring to each outline, in words, in protocol order."""
    return parts((outline.name, outline.contributions) for outline in report.outlines)


def _footnotes(report: PublicReport) -> Iterator[Placed[str]]:
    return placed(report.designations)


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
    Sheet[PublicReport, Placed[PublicPartner]](
        name="partners",
        means="A partner of the released list.",
        key=("partner",),
        fields=(
            text("partner", "The partner by its name as printed.", lambda row: row.what.name, required=True),
            place("The place on the list, which is alphabetical, from 1.", lambda row: row.place),
            text("phrase", "Who supports it, in words.", lambda row: row.what.phrase, required=True),
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
    Sheet[PublicReport, Part[str, PublicStep]](
        name="steps",
        means="An instrument of an outline, and when.",
        key=("partner", "place"),
        fields=(
            text("partner", "The partner.", lambda row: row.of, required=True),
            place("The place in the order of implementation, from 1.", lambda row: row.place),
            text("instrument", "The instrument.", lambda row: row.what.instrument, required=True),
            text("timing", "When, in words.", lambda row: row.what.timing, required=True),
        ),
        rows=_steps,
        references=(TO_OUTLINE,),
    ),
    Sheet[PublicReport, Part[str, str]](
        name="contributions",
        means="A Member State that brings something to an outline, and of which kind.",
        key=("partner", "place"),
        fields=(
            text("partner", "The partner.", lambda row: row.of, required=True),
            place("The place in protocol order, from 1.", lambda row: row.place),
            text(
                "contribution",
                "The Member State, and the kind in brackets.",
                lambda row: row.what,
                required=True,
            ),
        ),
        rows=_brought,
        references=(TO_OUTLINE,),
    ),
    Sheet[PublicReport, Placed[str]](
        name="footnotes",
        means="A footnote of a partner's name.",
        key=("place",),
        fields=(
            place("The place among the footnotes, from 1.", lambda row: row.place),
            text("footnote", "The footnote, after its mark.", lambda row: row.what, required=True),
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
