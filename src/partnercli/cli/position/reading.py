"""The commands of `partner position` that only read: show and list."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from partnercli.cli.options import AtMeeting, DelegationName, Format, Output
from partnercli.cli.position.contract import position_contract, positions_contract
from partnercli.cli.position.screen import Listed, list_screen, position_screen
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session, sound
from partnercli.library.lookup import find_delegation
from partnercli.library.problems import Usage
from partnercli.recording.readings import Noted, noted
from partnercli.records.exercise import Exercise
from partnercli.repository.scope import Scope
from partnercli.tally.questions import QuestionRow, question_rows
from partnercli.tally.stances import stance_table


class Table(StrEnum):
    """How a list is written out."""

    TABLE = "table"
    """For people, as wide as the terminal."""
    JSON = "json"
    """For programs: one object."""


class Reading(NamedTuple):
    """The exercise at a meeting on the day of the run, and the exit code that its data leave."""

    session: Session
    exercise: Exercise
    at: str
    rows: tuple[QuestionRow, ...]
    code: int

    def noted(self, delegation: str) -> Noted:
        """What was noted of a delegation there."""
        return noted(self.exercise, self.at)(delegation)

    def open_to(self, delegation: str) -> tuple[QuestionRow, ...]:
        """The questions to which a delegation's reply is still awaited."""
        return tuple(row for row in self.rows if delegation in row.awaited)


def read(session: Session, meeting: str | None) -> Reading:
    """Read one meeting and those whose positions it carries; raises NotFound or Refused."""
    loaded = session.load(Scope.of_meeting(meeting))
    exercise, code = sound(session, loaded)
    at = meeting_at(loaded, meeting)
    rows = question_rows(stance_table(exercise, at), exercise, session.today)
    return Reading(session, exercise, at, rows, code)


def show(
    context: typer.Context,
    delegation: DelegationName,
    meeting: AtMeeting = None,
    output: Output = Format.TEXT,
) -> int:
    """Show what stands of a delegation.

    What it said at the meeting, or what is carried over to it, and from where.

    Example: partner position show DE
    """
    reading = read(context.obj, meeting)
    session, exercise = reading.session, reading.exercise
    one = reading.noted(find_delegation(exercise, delegation))
    if output is Format.TEXT:
        open_questions = reading.open_to(one.delegation)
        session.terminal.lines(position_screen(exercise, one, open_questions, session.terminal.text_width))
    else:
        session.terminal.json(position_contract(exercise, one))
    return reading.code


def list_positions(
    context: typer.Context,
    meeting: AtMeeting = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Only those whose reading was noted, not confirmed.")
    ] = False,
    no_reply: Annotated[
        bool, typer.Option("--no-reply", help="Only those whose reply to a question is awaited.")
    ] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Only those not heard at all.")] = False,
    output: Annotated[Table, typer.Option("--format", help="table, or json for programs.")] = Table.TABLE,
) -> int:
    """List what stands of each delegation.

    In protocol order: where it was said, whether it is confirmed or only noted, and which replies are there.
    Whoever is silent under silence procedure is no longer awaited once the date has passed.

    Example: partner position list --unconfirmed
    """
    if unconfirmed + no_reply + silent > 1:
        raise Usage("--unconfirmed, --no-reply and --silent do not go together", "leave out all but one")
    reading = read(context.obj, meeting)
    table = stance_table(reading.exercise, reading.at)
    listed = [
        Listed(one, reading.open_to(code), counted=code in table.expected)
        for code in (*table.expected, *table.not_counted)
        if _is_wanted(
            one := reading.noted(code),
            reading.open_to(code),
            unconfirmed=unconfirmed,
            no_reply=no_reply,
            silent=silent,
        )
    ]
    illustrative = table.illustrative or any(row.noted.illustrative for row in listed)
    if output is Table.TABLE:
        reading.session.terminal.lines(
            list_screen(
                reading.exercise,
                table,
                listed,
                reading.session.terminal.text_width,
                illustrative=illustrative,
            )
        )
        return reading.code
    contract = positions_contract(reading.exercise, reading.at, listed, illustrative=illustrative)
    reading.session.terminal.json(contract)
    return reading.code


def _is_wanted(
    one: Noted, awaited: Sequence[QuestionRow], *, unconfirmed: bool, no_reply: bool, silent: bool
) -> bool:
    if unconfirmed:
        return one.heard and not one.confirmed
    if no_reply:
        return bool(awaited)
    return not (silent and one.heard)
