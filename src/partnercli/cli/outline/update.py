"""`partner outline update`: an outline drafted anew, with all that people wrote in it left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import Any

import typer

from partnercli.cli.changes import carry_out, revised
from partnercli.cli.options import CountryName, DryRun
from partnercli.cli.outline.draft import Drafted, RecordDay, day_of_record, drafted
from partnercli.cli.outline.screen import head
from partnercli.cli.outline.words import difference, field_in_words, value_in_words
from partnercli.cli.session import Session, sound
from partnercli.documents.words import listed
from partnercli.library.lookup import find_outline
from partnercli.library.problems import Refused
from partnercli.outlines.draft import Draft
from partnercli.outlines.schedule import Settled
from partnercli.outlines.state import Situation
from partnercli.outlines.update import Change, Turn, Update, standing_steps, update
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope

_CLOSED = {
    "endorsed": "what was endorsed stays as it was",
    "superseded": "a later outline stands in its place",
}


def update_outline(
    context: typer.Context,
    country: CountryName,
    on: RecordDay = None,
    dry_run: DryRun = False,
) -> int:
    """Draft an outline anew where facts have changed, and leave alone what people wrote.

    What the rules wrote and nobody changed follows the facts; new steps come in at their places. What somebody
    changed, added, moved or took out stays, and what the rules would say instead is told.

    Example: partner outline update Morocco --on 2021-06-15
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    key = find_outline(exercise, country)
    outline = exercise.outlines[key]
    _require_open(key, outline)
    day, taken = day_of_record(session, exercise, on)
    _require_later(outline, day)
    again = _again(exercise, key, outline, day)
    situation = Situation(key, exercise.countries[key], exercise.instruments, day)
    found: list[Update] = []

    def change(values: Any) -> Any:
        found.append(update(values, again.values, situation))
        return found[-1].values

    loaded = session.load(Scope.everything())
    changed = revised(loaded, Kind.OUTLINE, key, change)
    session.terminal.note(f"day of record: {day}, {taken}")
    for line in wrap(_last(outline), session.terminal.text_width):
        session.terminal.note(line)
    for marks in head(loaded.exercise, outline, width=session.terminal.text_width):
        session.terminal.note(*marks)
    for line in _lines(outline, again.draft, found[-1].changes, session.terminal.text_width):
        session.terminal.note(line)
    carry_out(session, loaded, [changed], dry_run=dry_run)
    return code


def _require_open(key: str, outline: Outline) -> None:
    path = Kind.OUTLINE.file(key)
    if outline.status in _CLOSED:
        raise Refused(
            f"{path} is {outline.status}: {_CLOSED[outline.status]}",
            f"to work on it again, make it a draft first: partner outline status {key} draft",
        )


def _require_later(outline: Outline, day: date) -> None:
    if outline.drafted and day < outline.drafted.on:
        raise Refused(
            f"{day} is before {outline.drafted.on}, the state that it was last drafted on",
            "give that day or a later one: --on DATE",
        )


def _last(outline: Outline) -> str:
    if outline.drafted:
        return f"last drafted on the state of {outline.drafted.on}"
    return "no draft is recorded in it, so what it says otherwise than the rules counts as somebody's own"


def _again(exercise: Exercise, key: str, outline: Outline, day: date) -> Drafted:
    """The draft of today, with the instruments once asked for, following on the steps that stand."""
    asked = outline.drafted.wanted if outline.drafted else ()
    wanted = [slug for slug in asked if slug in exercise.instruments]
    return drafted(exercise, key, day, wanted, Settled(outline.hold, standing_steps(plain(outline))))


def _lines(outline: Outline, draft: Draft, changes: tuple[Change, ...], width: int) -> Iterator[str]:
    """What differs, in words."""
    places = {step.id: f"step {number} ({step.id})" for number, step in enumerate(outline.steps, 1)}
    for step, found in groupby(changes, key=lambda change: change.step):
        yield f"{places.get(step, step) if step else 'outline'}:"
        for change in found:
            for text in _told(draft, change):
                yield from wrap(text, width, initial_indent="    ", subsequent_indent="      ")


def _told(draft: Draft, change: Change) -> Iterator[str]:
    match change.turn:
        case Turn.SET:
            yield from difference(change.field, change.old, change.new)
        case Turn.KEPT:
            yield f"{field_in_words(change.field)}: changed by hand, so left alone; by the rules it would go:"
            yield from difference(change.field, change.old, change.new)
        case Turn.ADDED:
            yield f"{value_in_words('timeline', change.new['timeline'])}: {change.new['action']}"
            yield from _notes(draft, change.new["instrument"])
        case Turn.GROUNDLESS:
            reason = f" ({change.new})" if change.new else ""
            yield f"the rules give this step no longer{reason}; it stays until you drop it"
        case Turn.LEFT_OUT:
            yield "the rules give this step, but it was taken out or never put in, so it is not added"
            country, instrument = draft.outline.country, change.new["instrument"]
            yield f"if you want it: partner outline step add {country} {instrument} --action TEXT"
        case Turn.UNFOUNDED:
            yield (
                f"the rules give this step, but it needs first {listed(change.new)}, which was taken out or dropped: "
                "so it is not added"
            )
        case Turn.REORDERED:
            yield "the steps stand in another order"


def _notes(draft: Draft, instrument: str) -> Iterator[str]:
    """What is still to decide about a new step."""
    place = [step.instrument for step in draft.outline.steps].index(instrument)
    for path in (("steps", place), ("steps", place, "timeline")):
        yield from draft.comments.get(path, "").splitlines()
