"""`partner settings`: partner.yaml, what this repository holds and by which convention counts are read."""

from __future__ import annotations

import typer

from partnercli.cli.editing import set_fields
from partnercli.cli.marks import marks, write_json
from partnercli.cli.options import Assignments, DryRun, Format, Output
from partnercli.cli.record_screen import record_lines
from partnercli.cli.session import Session, sound
from partnercli.records.kinds import Kind
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope

app = typer.Typer(
    help="See and change the settings of the repository: partner.yaml.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command("show")
def show_settings(context: typer.Context, output: Output = Format.TEXT) -> int:
    """Show the settings: title, Presidency, marking, the line, how counts are worded."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.settings()))
    record = plain(exercise.config) if exercise.config else {}
    if output is Format.JSON:
        write_json(session, "partner.settings/1", exercise, settings=record)
        return code
    session.terminal.lines(marks(exercise))
    session.terminal.lines(record_lines(record, min(session.terminal.width, 100), {}))
    return code


@app.command("set")
def set_settings(context: typer.Context, assignments: Assignments, dry_run: DryRun = False) -> int:
    """Set fields of partner.yaml, all else in it left as it is.

    A field within another is named with a dot: priority.at_least=2/3, checks.PC305=off. Nothing is written if it
    would break the data.
    """
    return set_fields(context.obj, Kind.CONFIG, lambda _exercise, _name: "", "", assignments, dry_run=dry_run)
