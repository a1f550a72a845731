"""The commands of `partner meeting` that only read: list and show."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from partnercli.cli.marks import write_json
from partnercli.cli.meeting.screen import list_screen, meeting_screen
from partnercli.cli.options import Format, Output
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session, sound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope
from partnercli.tally.contract import question_as_plain
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable

_MEETINGS = Scope(
    frozenset({Kind.CONFIG, Kind.DELEGATIONS, Kind.COUNTRY, Kind.REGIONS, Kind.MEETING, Kind.POSITION})
)
"""What a list of meetings needs: who spoke at each, and the names."""


def list_meetings(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the meetings by date."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(_MEETINGS))
    tables = [stance_table(exercise, key) for key in by_date(exercise)]
    if output is Format.TEXT:
        session.terminal.lines(list_screen(exercise, tables))
        return code
    illustrative = any(table.illustrative for table in tables)
    meetings = [{**_summary(exercise, table), "illustrative": table.illustrative} for table in tables]
    current = exercise.config.current_meeting if exercise.config else None
    write_json(
        session, "partner.meetings/1", exercise, illustrative=illustrative, current=current, meetings=meetings
    )
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
    """
    session: Session = context.obj
    loaded = session.load(Scope.of_meeting(meeting))
    exercise, code = sound(session, loaded)
    table = stance_table(exercise, meeting_at(loaded, meeting))
    rows = question_rows(table, exercise, session.today)
    if output is Format.TEXT:
        session.terminal.lines(meeting_screen(exercise, table, rows, min(session.terminal.width, 100)))
        return code
    record = exercise.meetings[table.meeting]
    replies = [
        {**question_as_plain(row), "awaited": list(row.awaited), "objections": list(row.objections)}
        for row in rows
    ]
    written = {key: value for key, value in plain(record).items() if key not in ("questions", "delegations")}
    content = {
        "meeting": table.meeting,
        "record": written,
        "delegations": _heard(table),
        "questions": replies,
    }
    write_json(session, "partner.meeting/1", exercise, illustrative=table.illustrative, **content)
    return code


def by_date(exercise: Exercise) -> list[str]:
    """The ids of the meetings, the earliest first."""
    return sorted(exercise.meetings, key=lambda key: (exercise.meetings[key].date, key))


def _summary(exercise: Exercise, table: StanceTable) -> dict[str, Any]:
    """A meeting in a list, as plain values."""
    record = exercise.meetings[table.meeting]
    return {
        "meeting": table.meeting,
        "forum": record.forum,
        "date": record.date.isoformat(),
        "title": record.title,
        "delegations": _heard(table),
        "questions": [one.id for one in record.questions],
        "concluded": [one.question for one in record.conclusions],
        "documents": list(record.documents),
    }


def _heard(table: StanceTable) -> dict[str, Any]:
    """Who is expected, spoke, is carried over or was not heard, in protocol order."""
    return {
        "expected": len(table.expected),
        "spoke": [code for code, voice in table.voices.items() if voice.spoke],
        "carried": [{"delegation": one.delegation, "from": one.origin} for one in table.carried],
        "silent": list(table.silent),
        "confirmed": list(table.confirmed),
    }
