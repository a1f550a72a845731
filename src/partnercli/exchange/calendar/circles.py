"""The calendar of each circle of readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnercli.documents.audience import Audience
from partnercli.documents.handling import marking_for
from partnercli.documents.report.public import PublicReport
from partnercli.exchange.calendar import meetings, outlines
from partnercli.exchange.calendar.entries import Calendar, Entry, Kind, in_order
from partnercli.exchange.calendar.told_periods import told_span
from partnercli.records.config import Config
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.slug import slugify


def day_of_record(exercise: Exercise) -> date | None:
    """The later of the days of the current document and the current meeting; None where there is neither."""
    document = exercise.documents.get(exercise.current_document or "")
    meeting = exercise.meetings.get(exercise.current_meeting or "")
    return max((record.date for record in (document, meeting) if record is not None), default=None)


def calendar_of(exercise: Exercise, config: Config, audience: Audience, on: date) -> Calendar:
    """The calendar for delegations or for the Presidency, as of a day."""
    within = audience is Audience.PRESIDENCY
    entries = (
        *(meetings.all_meetings(exercise) if within else meetings.meetings_for_all(exercise)),
        *(meetings.all_replies(exercise, on) if within else meetings.replies_for_all(exercise, on)),
        *outlines.steps(exercise, on),
        *(outlines.holds(exercise, on) if within else ()),
    )
    return Calendar(
        audience=audience,
        marking=marking_for(audience),
        illustrative=exercise.any_illustrative,
        title=config.title,
        series=config.title,
        day=on,
        entries=in_order(entries),
        undated=tuple(outlines.undated(exercise)),
    )


def public_calendar(report: PublicReport) -> Calendar:
    """The calendar for the public: the steps of a public report, and nothing that it does not say."""
    undated = (
        outline.name
        for outline in report.outlines
        for step in outline.steps
        if told_span(step.timing) is None
    )
    return Calendar(
        audience=Audience.PUBLIC,
        marking=marking_for(Audience.PUBLIC),
        illustrative=report.heading.illustrative,
        title=report.heading.title,
        series=str(DocumentNumber.read(report.number).form(0, 0, 0)),
        day=date.fromisoformat(report.date),
        entries=in_order(_public_steps(report)),
        undated=tuple(undated),
    )


def _public_steps(report: PublicReport) -> Iterator[Entry]:
    keys = dict[str, int]()
    for outline in report.outlines:
        for step in outline.steps:
            key = f"step.{slugify(outline.name)}.{slugify(step.instrument)}"
            keys[key] = keys.get(key, 0) + 1
            if days := told_span(step.timing):
                yield Entry(
                    key=f"{key}.{keys[key]}",
                    kind=Kind.STEPS,
                    first=days.first,
                    last=days.last,
                    title=f"{outline.name}: {step.instrument}{days.word}",
                    lines=(f"Time: {step.timing}", report.heading.title, *_designation(report, outline.name)),
                    certain=False,
                )


def _designation(report: PublicReport, name: str) -> tuple[str, ...]:
    """The footnote of a name as printed: that whose mark it ends with, of `**` and `*` the longer one."""
    marked = [one for one in report.designations if name.endswith(one.partition(" ")[0])]
    return (max(marked, key=lambda one: len(one.partition(" ")[0])),) if marked else ()
