"""`partner settings`: partner.yaml, what this repository holds and by which convention counts are read."""

from __future__ import annotations

from typing import Literal

import typer

from partnercli.cli.editing import set_fields
from partnercli.cli.marks import Handling, handling, marks
from partnercli.cli.options import Assignments, DryRun, Format, Output
from partnercli.cli.record_screen import record_lines
from partnercli.cli.session import Session, sound
from partnercli.records.contract_words import SettingsRecord
from partnercli.records.kinds import Kind
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope

app = typer.Typer(
    help="See and change the settings of the repository: partner.yaml.\n\nExample: partner settings show",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


class SettingsContract(Handling):
    """The settings of the repository."""

    format: Literal["partner.settings/1"]
    """The contract's name and version."""
    settings: SettingsRecord
    """The settings as partner.yaml says them."""


@app.command("show")
def show_settings(context: typer.Context, output: Output = Format.TEXT) -> int:
    """Show the settings: title, Presidency, marking, the line, how counts are worded.

    Example: partner settings show
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.settings()))
    record = plain(exercise.config) if exercise.config else {}
    if output is Format.JSON:
        contract: SettingsContract = {
            "format": "partner.settings/1",
            **handling(exercise),
            "settings": record,
        }
        session.terminal.json(contract)
        return code
    session.terminal.lines(marks(exercise))
    session.terminal.lines(record_lines(record, session.terminal.text_width, {}))
    return code


@app.command("set")
def set_settings(context: typer.Context, assignments: Assignments, dry_run: DryRun = False) -> int:
    """Set fields of partner.yaml, all else in it left as it is.

    A field within another is named with a dot: priority.at_least=2/3, checks.PC305=off. Nothing is written if it
    would break the data.

    Example: partner settings set priority.at_least=2/3
    """
    return set_fields(context.obj, Kind.CONFIG, lambda _exercise, _name: "", "", assignments, dry_run=dry_run)
