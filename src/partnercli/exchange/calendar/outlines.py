"""The steps of the outlines that stand, each from its first day to its last; and when a hold ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnercli.documents.outline_words import standing
from partnercli.documents.partners import printed_names
from partnercli.documents.progress import standing_outlines
from partnercli.documents.step_words import STATES, instrument_name, timing
from partnercli.documents.words import first_capital, listed, period_in_words
from partnercli.exchange.calendar.entries import Entry, Kind, span
from partnercli.outlines.follow_up import state
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, Step


def steps(exercise: Exercise, on: date) -> Iterator[Entry]:
    """The steps with a day of all outlines, as far as they have come on a day; dropped ones are left out.

    For delegations too: neither why a step is there nor who contributes what.
    """
    for key, outline in standing_outlines(exercise):
        for step in outline.steps:
            if step.status != "dropped":
                yield from _step(exercise, key, outline, step, on)


def undated(exercise: Exercise) -> Iterator[str]:
    """The country of each step that has no day at all; dropped ones do not count."""
    for key, outline in standing_outlines(exercise):
        for step in outline.steps:
            if step.status != "dropped" and span(step.timeline.start, step.timeline.end) is None:
                yield key


def holds(exercise: Exercise, on: date) -> Iterator[Entry]:
    """The last day of each time in which no step should start, and why: for the Presidency alone."""
    for key, outline in standing_outlines(exercise):
        if outline.hold is not None:
            until = outline.hold.until
            names, designations = printed_names(exercise, [key], on)
            said = f"No step before {period_in_words(until)} has passed"
            yield Entry(
                key=f"hold.{key}",
                kind=Kind.STEPS,
                first=until.last,
                last=until.last,
                title=f"{names[key]}: hold ends",
                lines=(
                    f"{said}: {outline.hold.reason}." if outline.hold.reason else f"{said}.",
                    *designations,
                ),
                countries=(key,),
                certain=False,
            )


def _step(exercise: Exercise, key: str, outline: Outline, step: Step, on: date) -> Iterator[Entry]:
    days = span(step.timeline.start, step.timeline.end)
    if days is None:
        return
    names, designations = printed_names(exercise, [key], on)
    how_far = state(step, on)
    said = f" ({STATES[how_far]})" if how_far != "planned" else ""
    helped = f", with {listed(step.partners)}" if step.partners else ""
    lines = (
        step.action,
        f"Lead: {step.lead}{helped}" if step.lead else first_capital(helped.removeprefix(", ")),
        f"Time: {timing(step)}",
        f"State: {STATES[how_far]}",
        f"The outline is {standing(exercise, outline)}.",
        *designations,
    )
    yield Entry(
        key=f"step.{key}.{step.id}",
        kind=Kind.STEPS,
        first=days.first,
        last=days.last,
        title=f"{names[key]}: {instrument_name(exercise, step.instrument)}{days.word}{said}",
        lines=tuple(line for line in lines if line),
        countries=(key,),
        certain=step.status in ("done", "ongoing"),
    )
