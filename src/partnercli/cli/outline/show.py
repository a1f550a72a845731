"""`partner outline list` and `show`: the outlines there are, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from partnercli.checks.readings import Readings
from partnercli.cli.given import day_given
from partnercli.cli.lookup import find_outline, typed
from partnercli.cli.marks import write_json
from partnercli.cli.options import CountryName, Format, Output
from partnercli.cli.outline.screen import due_day, name_of, outlines_screen, screen
from partnercli.cli.session import Session, sound
from partnercli.outlines.basis import Doubt, doubts
from partnercli.outlines.follow_up import crowded, partners_agreed, partners_to_outline, progress_of
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Step
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope

OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day on which steps are late or not; otherwise today."),
]


def day_of(session: Session, given: str | None) -> date:
    """The day on which outlines are followed up: the one given, else today."""
    return day_given(typed(given)) if given else session.today


def list_outlines(context: typer.Context, on_day: OnDay = None, output: Output = Format.TEXT) -> int:
    """List the outlines there are, what is next and overdue, and the partners that have none.

    A partner has to have one only once a conclusion is recorded.
    """
    session: Session = context.obj
    day = day_of(session, on_day)
    exercise, code = sound(session, session.load(Scope.everything()))
    readings = Readings(exercise)
    suspicion = {key: doubts(exercise, key, readings.support) for key in exercise.outlines}
    missing = _missing(readings)
    if output is Format.TEXT:
        session.terminal.lines(outlines_screen(exercise, day, suspicion, missing))
        return code
    outlines = [_listed(exercise, key, day, suspicion[key]) for key in sorted(exercise.outlines)]
    crowds = [
        {"quarter": str(quarter), "countries": list(keys)}
        for quarter, keys in crowded(exercise.outlines).items()
    ]
    write_json(
        session,
        "partner.outlines/1",
        exercise,
        illustrative=exercise.any_illustrative,
        on=day.isoformat(),
        outlines=outlines,
        crowded=crowds,
        partners_agreed=partners_agreed(exercise),
        priorities_without=missing,
    )
    return code


def _missing(readings: Readings) -> list[str]:
    """The partners listed, and the priorities not left out, without an outline; none before a conclusion."""
    tally = readings.current_tally
    if tally is None or not partners_agreed(readings.exercise):
        return []
    partners = partners_to_outline(readings.exercise, [row.country for row in tally.priorities])
    return [country for country in partners if country not in readings.exercise.outlines]


def _listed(exercise: Exercise, key: str, on: date, found: tuple[Doubt, ...]) -> dict[str, Any]:
    outline = exercise.outlines[key]
    progress = progress_of(outline, on)
    return {
        "country": key,
        "name": name_of(exercise, outline.country),
        "status": outline.status,
        "steps": len(outline.steps),
        "done": progress.counts["done"],
        "next": coming(progress.coming),
        "overdue": [step.id for step in progress.late],
        "suspect": [doubt._asdict() for doubt in found],
    }


def coming(step: Step | None) -> dict[str, Any] | None:
    """The next step for programs; None where none is dated."""
    return {"step": step.id, "from": str(step.timeline.start), "lead": step.lead} if step else None


def show_outline(
    context: typer.Context, country: CountryName, on_day: OnDay = None, output: Output = Format.TEXT
) -> int:
    """Show one outline: its status, steps in order with lead and time, what is overdue, contributions, gaps.

    One that is endorsed is shown as suspect, with what changed, where facts or positions beneath it did.
    """
    session: Session = context.obj
    day = day_of(session, on_day)
    exercise, code = sound(session, session.load(Scope.everything()))
    key = find_outline(exercise, country)
    outline = exercise.outlines[key]
    found = doubts(exercise, key, Readings(exercise).support)
    if output is Format.TEXT:
        session.terminal.lines(screen(exercise, outline, day, found, min(session.terminal.width, 100)))
        return code
    write_json(
        session,
        "partner.outline/1",
        exercise,
        illustrative=exercise.any_illustrative,
        on=day.isoformat(),
        suspect=[doubt._asdict() for doubt in found],
        overdue=[_overdue(step) for step in progress_of(outline, day).late],
        outline=plain(outline),
    )
    return code


def _overdue(step: Step) -> dict[str, Any]:
    due = due_day(step)
    return {"step": step.id, "since": due.isoformat() if due else None}
