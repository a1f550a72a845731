"""`partner meeting list`, `show` and `set`: the meetings there are, and one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.editing import set_fields
from partnercli.cli.meeting.contract import meeting_contract, meetings_contract
from partnercli.cli.meeting.screen import list_screen, meeting_screen
from partnercli.cli.options import Assignments, DryRun, Format, MeetingName, Output
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session, sound
from partnercli.library.lookup import typed
from partnercli.library.problems import NotFound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
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
        session.terminal.lines(list_screen(exercise, tables, session.terminal.text_width))
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


def set_meeting(
    context: typer.Context,
    meeting: MeetingName,
    assignments: Assignments,
    dry_run: DryRun = False,
) -> int:
    """Set fields of a meeting's record.

    All else in its file is left as it is. Nothing is written if it would break the data.

    Example: partner meeting set 2021-04-22-hlwg title="HLWG in April"
    """
    session: Session = context.obj
    return set_fields(session, Kind.MEETING, _find, meeting, assignments, dry_run=dry_run)


def _find(exercise: Exercise, name: str) -> str:
    if name in exercise.meetings:
        return name
    hint = did_you_mean(name, exercise.meetings) or "see those there are: partner meeting list"
    raise NotFound(f'there is no meeting "{typed(name)}"', hint)
