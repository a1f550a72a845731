"""Outlines with all that is on record of their steps, for the Presidency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.documents.outline_words import standing
from partnercli.documents.partners import by_region
from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.references import TO_COUNTRY, TO_INSTRUMENT, TO_MEETING, TO_OUTLINE
from partnercli.exchange.export.sheet import Part, Sheet, day, joined, parts, period, place, text, yes_no
from partnercli.exchange.export.told import in_words
from partnercli.exchange.tables import Reference
from partnercli.outlines.follow_up import State, state
from partnercli.records.outline import LeftForLater, Outline, StatusChange, Step

TO_STEP = Reference(("country", "step"), "steps")


class OutlineRow(NamedTuple):
    """The outline of a country, by its name on the meeting's day where it has a record, and what it is, in words."""

    country: str
    name: str | None
    outline: Outline
    standing: str


class StepRow(NamedTuple):
    """A step at its place in its outline, and how far it has come on the day of the export."""

    country: str
    place: int
    step: Step
    state: State


class OrderRow(NamedTuple):
    """Two steps of an outline of which one comes after the other."""

    country: str
    step: str
    after: str


def all_outlines(ground: Ground) -> Iterator[tuple[str, Outline]]:
    """All outlines by country, superseded ones too: by region, and by country within it."""
    outlines, countries = ground.exercise.outlines, ground.exercise.countries
    for _, keys in by_region(ground.exercise, sorted(outlines.keys() & countries.keys())):
        yield from ((key, outlines[key]) for key in keys)
    yield from ((key, outlines[key]) for key in sorted(outlines.keys() - countries.keys()))


def _outlines(ground: Ground) -> Iterator[OutlineRow]:
    for country, outline in all_outlines(ground):
        record = ground.exercise.countries.get(country)
        name = record.name_on(ground.day) if record else None
        yield OutlineRow(country, name, outline, standing(ground.exercise, outline))


def _steps(ground: Ground) -> Iterator[StepRow]:
    for country, outline in all_outlines(ground):
        for at, step in enumerate(outline.steps, start=1):
            yield StepRow(country, at, step, state(step, ground.on))


def _order(ground: Ground) -> Iterator[OrderRow]:
    for row in _steps(ground):
        for after in dict.fromkeys(row.step.after):
            yield OrderRow(row.country, row.step.id, after)


OUTLINES: Sheet[Ground, OutlineRow] = Sheet(
    name="outlines",
    means="The indicative outline of a partnership.",
    key=("country",),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        text("name", "Its short name on the meeting's day.", lambda row: row.name, required=True),
        text(
            "status",
            "draft, submitted, discussed, endorsed or superseded.",
            lambda row: row.outline.status,
            required=True,
        ),
        text(
            "standing", "The same in words, with by whom and when.", lambda row: row.standing, required=True
        ),
        text("meeting", "Where it is, or will be, discussed.", lambda row: row.outline.meeting),
        text(
            "endorsed_by",
            "Who endorsed it.",
            lambda row: row.outline.endorsed.by if row.outline.endorsed else None,
        ),
        day("endorsed", "When.", lambda row: row.outline.endorsed.on if row.outline.endorsed else None),
        text(
            "endorsed_in",
            "The document that records it.",
            lambda row: row.outline.endorsed.reference if row.outline.endorsed else None,
        ),
        period(
            "hold_until",
            "No step before this has passed: a day, month, quarter, half-year or year.",
            lambda row: row.outline.hold.until if row.outline.hold else None,
        ),
        text(
            "hold_reason",
            "Why steps are held back.",
            lambda row: row.outline.hold.reason if row.outline.hold else None,
        ),
        text(
            "objectives",
            "What the partnership is to reach, a line each.",
            lambda row: "\n".join(row.outline.objectives),
        ),
        text(
            "gaps",
            "Pillars in which nothing was in force when it was drafted, by semicolons.",
            lambda row: joined(row.outline.gaps),
        ),
    ),
    rows=_outlines,
    references=(TO_COUNTRY, TO_MEETING),
)

OUTLINE_HISTORY: Sheet[Ground, Part[str, StatusChange]] = Sheet(
    name="outline_history",
    means="A status that an outline reached.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place in time, from 1.", lambda row: row.place),
        text("status", "The status.", lambda row: row.what.status, required=True),
        day("on", "When it was reached.", lambda row: row.what.on, required=True),
        text("meeting", "The meeting where that happened.", lambda row: row.what.meeting),
        text("by", "Who did it.", lambda row: row.what.by),
        text("reference", "The document that records it.", lambda row: row.what.reference),
        text("note", "What to know about it.", lambda row: row.what.note),
    ),
    rows=lambda ground: parts((key, one.history) for key, one in all_outlines(ground)),
    references=(TO_OUTLINE, TO_MEETING),
)

LATER: Sheet[Ground, Part[str, LeftForLater]] = Sheet(
    name="later",
    means="An instrument that was looked at for an outline and left for later.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place among them, from 1.", lambda row: row.place),
        text("instrument", "The instrument.", lambda row: row.what.instrument, required=True),
        text("reason", "Why it is left.", lambda row: row.what.reason, required=True),
    ),
    rows=lambda ground: parts((key, one.later) for key, one in all_outlines(ground)),
    references=(TO_OUTLINE, TO_INSTRUMENT),
)

STEPS: Sheet[Ground, StepRow] = Sheet(
    name="steps",
    means="A step of an outline.",
    key=("country", "step"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place in the order of implementation, from 1.", lambda row: row.place),
        text("step", "The step's id within the outline.", lambda row: row.step.id, required=True),
        text("instrument", "The instrument that it uses.", lambda row: row.step.instrument, required=True),
        text("action", "What is to be done.", lambda row: row.step.action, required=True),
        text("lead", "Who does it.", lambda row: row.step.lead),
        text(
            "with",
            "Who works on it with the lead, by semicolons.",
            lambda row: joined(row.step.partners),
        ),
        period(
            "from",
            "When it begins: a day, month, quarter, half-year or year.",
            lambda row: row.step.timeline.start,
        ),
        period(
            "to",
            "When it ends, likewise; empty where no date can be given.",
            lambda row: row.step.timeline.end,
        ),
        day(
            "first_day",
            "The first day of `from`.",
            lambda row: row.step.timeline.start.first if row.step.timeline.start else None,
        ),
        day(
            "last_day",
            "The last day of `to`.",
            lambda row: row.step.timeline.end.last if row.step.timeline.end else None,
        ),
        text(
            "status",
            "planned, ongoing, done, on-hold or dropped.",
            lambda row: row.step.status,
            required=True,
        ),
        text(
            "state",
            "The same, or late: how far it is on the day of the export.",
            lambda row: row.state,
            required=True,
        ),
        yes_no("outreach", "Whether it is contact with the partner.", lambda row: row.step.outreach),
        text("why", "The rules that placed it.", lambda row: row.step.why),
        text("source", "Where it can be checked.", lambda row: in_words(row.step.sources or ())),
    ),
    rows=_steps,
    references=(TO_OUTLINE, TO_INSTRUMENT),
    sources=lambda row: row.step.sources or (),
)

STEP_ORDER: Sheet[Ground, OrderRow] = Sheet(
    name="step_order",
    means="Which step of an outline comes after which.",
    key=("country", "step", "after"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        text("step", "The step that comes later.", lambda row: row.step, required=True),
        text("after", "The step that comes before.", lambda row: row.after, required=True),
    ),
    rows=_order,
    references=(TO_STEP, Reference(("country", "after"), "steps")),
)
