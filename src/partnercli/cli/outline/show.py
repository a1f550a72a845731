"""`partner outline list` and `show`: the outlines there are, and one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.checks.readings import Readings
from partnercli.cli.given import day_or
from partnercli.cli.options import CountryName, Format, Output
from partnercli.cli.outline.contract import outline_contract, outlines_contract
from partnercli.cli.outline.screen import outlines_screen, screen
from partnercli.cli.session import Session, sound
from partnercli.library.lookup import find_outline
from partnercli.outlines.basis import doubts
from partnercli.outlines.partners import partners_agreed, partners_to_outline
from partnercli.repository.scope import Scope

OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day on which steps are late or not; otherwise today."),
]


def list_outlines(context: typer.Context, on_day: OnDay = None, output: Output = Format.TEXT) -> int:
    """List the outlines there are, what is next and what is late, and the partners that have none.

    A partner has to have one only once a conclusion is recorded.

    Example: partner outline list
    """
    session: Session = context.obj
    day = day_or(on_day, session.today)
    exercise, code = sound(session, session.load(Scope.everything()))
    readings = Readings(exercise)
    suspicion = {key: doubts(exercise, key, readings.support) for key in exercise.outlines}
    missing = _missing(readings)
    if output is Format.TEXT:
        width = session.terminal.text_width
        session.terminal.lines(outlines_screen(exercise, day, suspicion, missing, width))
        return code
    session.terminal.json(outlines_contract(exercise, day, suspicion, missing))
    return code


def _missing(readings: Readings) -> list[str]:
    """The partners listed, and the priorities not left out, without an outline; none before a conclusion."""
    tally = readings.current_tally
    if tally is None or not partners_agreed(readings.exercise):
        return []
    partners = partners_to_outline(readings.exercise, [row.country for row in tally.priorities])
    return [country for country in partners if country not in readings.exercise.outlines]


def show_outline(
    context: typer.Context, country: CountryName, on_day: OnDay = None, output: Output = Format.TEXT
) -> int:
    """Show one outline: its status, steps in order with lead and time, what is late, contributions, gaps.

    One that is endorsed is shown as suspect, with what changed, where facts or positions beneath it did.

    Example: partner outline show Morocco
    """
    session: Session = context.obj
    day = day_or(on_day, session.today)
    exercise, code = sound(session, session.load(Scope.everything()))
    key = find_outline(exercise, country)
    outline = exercise.outlines[key]
    found = doubts(exercise, key, Readings(exercise).support)
    if output is Format.TEXT:
        session.terminal.lines(screen(exercise, outline, day, found, session.terminal.text_width))
        return code
    session.terminal.json(outline_contract(exercise, key, day, found))
    return code
