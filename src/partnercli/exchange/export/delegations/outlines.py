"""Outlines as delegations read them, with what Member States bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partnercli.documents.progress import standing_outlines
from partnercli.documents.report.rows import OutlineRow, OutlineStep
from partnercli.exchange.export.delegations.readable import Readable
from partnercli.exchange.export.references import (
    TO_COUNTRY,
    TO_DELEGATION,
    TO_INSTRUMENT,
    TO_OUTLINE,
)
from partnercli.exchange.export.sheet import Sheet, day, number, period, place, text, whole, yes_no
from partnercli.exchange.tables import Reference
from partnercli.records.contribution import Contribution


class NamedOutline(NamedTuple):
    """An outline, and its country's name on the meeting's day, without the mark of a footnote."""

    outline: OutlineRow
    name: str


class StepRow(NamedTuple):
    """A step of an outline at its place, as delegations are told of it, and its instrument by id."""

    country: str
    place: int
    step: OutlineStep
    instrument: str


class BroughtRow(NamedTuple):
    """What a Member State brings to a step, named by its place in the outline."""

    country: str
    place: int
    step: int
    contribution: Contribution


def _outlines(readable: Readable) -> Iterator[NamedOutline]:
    for row in readable.report.outlines:
        yield NamedOutline(row, readable.exercise.countries[row.country].name_on(readable.day))


def steps(readable: Readable) -> Iterator[StepRow]:
    """The steps of the outlines that the report tells, in the order of implementation."""
    outlines = dict(standing_outlines(readable.exercise))
    for row in readable.report.outlines:
        pairs = zip(row.steps, outlines[row.country].steps, strict=True)
        for at, (step, record) in enumerate(pairs, start=1):
            yield StepRow(row.country, at, step, record.instrument)


def _brought(readable: Readable) -> Iterator[BroughtRow]:
    """What Member States bring to each outline, in protocol order and by step; a declared nil is told to nobody."""
    for country, outline in standing_outlines(readable.exercise):
        brought = [
            (step, one)
            for step, record in enumerate(outline.steps, start=1)
            for one in record.contributions
            if one.kind != "none"
        ]
        brought.sort(key=lambda pair: readable.exercise.protocol_place(pair[1].delegation))
        for at, (step, one) in enumerate(brought, start=1):
            yield BroughtRow(country, at, step, one)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


OUTLINES: Sheet[Readable, NamedOutline] = Sheet(
    name="outlines",
    means="The indicative outline of a partnership.",
    key=("country",),
    fields=(
        text("country", "The partner country.", lambda row: row.outline.country, required=True),
        text("name", "Its short name on the meeting's day.", lambda row: row.name, required=True),
        text(
            "standing",
            "What it is: a working draft, submitted, discussed, endorsed, by whom and when.",
            lambda row: row.outline.standing,
            required=True,
        ),
        text(
            "objectives",
            "What the partnership is to reach, a line each.",
            lambda row: "\n".join(row.outline.objectives),
        ),
        text("gaps", "Fields without a lasting instrument in force, in words.", lambda row: row.outline.gaps),
    ),
    rows=_outlines,
    references=(TO_COUNTRY,),
)


STEPS: Sheet[Readable, StepRow] = Sheet(
    name="steps",
    means="A step of an outline.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place in the order of implementation, from 1.", lambda row: row.place),
        text("instrument", "The instrument that it uses.", lambda row: row.instrument, required=True),
        text("action", "What is to be done.", lambda row: row.step.action, required=True),
        text("lead", "Who does it.", lambda row: row.step.lead),
        text("with", "Who works on it with the lead, in words.", lambda row: row.step.partners),
        text("timing", "When, in words.", lambda row: row.step.timing, required=True),
        day(
            "first_day",
            "The first day of its time; empty where none is given.",
            lambda row: _day(row.step.first),
        ),
        day(
            "last_day",
            "The last day of its time; empty where none is given.",
            lambda row: _day(row.step.last),
        ),
        text(
            "state",
            "How far it is on the day of the export: planned, ongoing, done, late, on-hold or dropped.",
            lambda row: row.step.state,
            required=True,
        ),
        yes_no("outreach", "Whether it is contact with the partner.", lambda row: row.step.outreach),
    ),
    rows=steps,
    references=(TO_OUTLINE, TO_INSTRUMENT),
)


CONTRIBUTIONS: Sheet[Readable, BroughtRow] = Sheet(
    name="contributions",
    means="What a Member State brings to a step of an outline.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place among those to the outline, in protocol order, from 1.", lambda row: row.place),
        whole("step", "The step, by its place in the outline.", lambda row: row.step, required=True),
        text("delegation", "The Member State.", lambda row: row.contribution.delegation, required=True),
        text(
            "kind",
            "lead, financial (own money), operational (carries out EU money), participation or political.",
            lambda row: row.contribution.kind,
            required=True,
        ),
        text("description", "What it does.", lambda row: row.contribution.description, required=True),
        number(
            "amount",
            "The sum in full, in `currency`; empty where nobody gave one.",
            lambda row: row.contribution.amount.value if row.contribution.amount else None,
        ),
        text(
            "currency",
            "The currency, in the three letters of ISO 4217.",
            lambda row: row.contribution.amount.currency if row.contribution.amount else None,
        ),
        period(
            "period", "When: 2019, 2016/2019, or 2016/ where it goes on.", lambda row: row.contribution.period
        ),
        yes_no("verified", "No: still to be confirmed.", lambda row: row.contribution.verified),
    ),
    rows=_brought,
    references=(Reference(("country", "step"), "steps"), TO_DELEGATION),
)
