"""The commands of `partner meeting` that only read: list and show."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.meeting.contract import meeting_contract, meetings_contract
from partnercli.cli.meeting.screen import list_screen, meeting_screen
from partnercli.cli.options import Format, Output
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session, sound
from partnercli.records.kinds import Kind
from partnercli.repository.scope import Scope
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table

_MEETINGS = Scope(
    frozenset({Kind.CONFIG, Kind.DELEGATIONS, Kind.COUNTRY, Kind.REGIONS, Kind.MEETING, Kind.POSITION})
)
"""What a list of meetings needs: who spoke at each, and the names."""


def list_meetings(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the meetings by date.

    Example: partner meeting list
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(_MEETINGS))
    tables = [stance_table(exercise, key) for key in exercise.meetings_by_date]
    if output is Format.TEXT:
        session.terminal.lines(list_screen(exercise, tables))
        return code
    session.terminal.json(meetings_contract(exercise, tables))
    return code


def show(
    context: typer.Context,
    meeting: Annotated[
        str | None,
        typer.Argument(metavar="MEETING", help="The meeting, by its id; otherwise the current one."),
    ] = None,
    output: Output = Format.TEXT,
) -> int:
    """Show a meeting and who has spoken.

    Its questions with the replies, what was concluded, who spoke, who is carried over and who was not heard.

    Example: partner meeting show 2021-04-22-hlwg
    """
    session: Session = context.obj
    loaded = session.load(Scope.of_meeting(meeting))
    exercise, code = sound(session, loaded)
    table = stance_table(exercise, meeting_at(loaded, meeting))
    rows = question_rows(table, exercise, session.today)
    if output is Format.TEXT:
        session.terminal.lines(meeting_screen(exercise, table, rows, session.terminal.text_width))
        return code
    session.terminal.json(meeting_contract(exercise, table, rows))
    return code
