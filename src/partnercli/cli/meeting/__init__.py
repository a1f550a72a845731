"""`partner meeting`: meetings, what is asked there, and what was concluded."""

from __future__ import annotations

import typer

from partnercli.cli.changes import carry_out, revised
from partnercli.cli.editing import set_fields
from partnercli.cli.meeting import reading as meeting_reading
from partnercli.cli.meeting.new import as_current, new
from partnercli.cli.meeting.questions import conclude, put_question
from partnercli.cli.options import Assignments, DryRun, MeetingName
from partnercli.cli.problems import Exit
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session
from partnercli.library.lookup import typed
from partnercli.library.problems import NotFound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.repository.scope import Scope

app = typer.Typer(
    help="Record meetings: what is asked there, and what was concluded.\n\n"
    "Example: partner meeting new 2021-06-10-emwp --current",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("new")(new)


@app.command("current")
def make_current(context: typer.Context, meeting: MeetingName, dry_run: DryRun = False) -> int:
    """Make a meeting the current one.

    Every command means it where none is named.

    Example: partner meeting current 2021-04-22-hlwg
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    change = revised(loaded, Kind.CONFIG, "", lambda config: as_current(config, at))
    carry_out(session, loaded, [change], dry_run=dry_run)
    return Exit.FINE


app.command("question")(put_question)
app.command("conclude")(conclude)


@app.command("set")
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


app.command("list")(meeting_reading.list_meetings)
app.command("show")(meeting_reading.show)
