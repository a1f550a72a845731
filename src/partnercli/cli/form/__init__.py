"""`partner form`: the workbooks in which delegations reply."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.form.contract import to_contract
from partnercli.cli.form.files import FOLDER, file_name, require_unfilled
from partnercli.cli.form.forms import forms_of
from partnercli.cli.form.given import contact_given, delegations_given, reply_day_given
from partnercli.cli.form.notes import say_what_to_know
from partnercli.cli.made_files import put
from partnercli.cli.options import AtMeeting, Delegations
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session, shown, sound
from partnercli.exchange.extra import NoSpreadsheets, require_spreadsheets
from partnercli.exchange.form.layout import sheets_for
from partnercli.library.folder import BUILD
from partnercli.library.problems import Usage
from partnercli.repository.scope import Scope

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def form(
    context: typer.Context,
    delegations: Delegations = None,
    meeting: AtMeeting = None,
    together: Annotated[
        bool,
        typer.Option("--together", help="One workbook with a sheet for each, for the Presidency alone."),
    ] = False,
    blank: Annotated[bool, typer.Option("--blank", help="Show nothing of what delegations said.")] = False,
    reply_by: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Until when; otherwise the last day given with the questions."),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Whom to ask; otherwise `contact` of the settings."),
    ] = None,
    illustrative: Annotated[
        bool, typer.Option("--illustrative", help="Not a real form: it says so, and so will its reply.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder to write to; otherwise build/forms/ of the repository."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List the files as JSON.")] = False,
) -> int:
    """Write the forms in which delegations reply: an Excel workbook for each.

    Without a choice: for each delegation expected at the meeting. A form shows what its delegation said last, and
    nothing of any other; what it said in confidence is left out. `partner import` reads it back.

    Example: partner form DE FR --reply-by 2021-05-07
    """
    session: Session = context.obj
    _require_spreadsheets()
    loaded = session.load(Scope.of_meeting(meeting))
    exercise, code = sound(session, loaded)
    at = meeting_at(loaded, meeting)
    contact = contact_given(exercise, contact)
    whose = delegations_given(session, exercise, at, delegations or [])
    sheets = sheets_for(exercise, at, whose, blank=blank)
    forms = forms_of(
        exercise,
        at,
        sheets,
        together=together,
        illustrative=illustrative,
        reply_by=reply_day_given(exercise, at, reply_by),
        contact=contact,
    )
    say_what_to_know(session, forms)
    from partnercli.exchange.form.workbook import workbook_of

    written = session.terminal.progress.each("Writing the forms", forms)
    files = {file_name(one): workbook_of(one) for one in written}
    require_unfilled(output if output is not None else session.root / BUILD / FOLDER, files)
    paths = put(session, output, files, "" if output is not None else FOLDER)
    if as_json:
        session.terminal.json(to_contract(exercise, forms, paths, list(files.values())))
    else:
        for path in paths:
            session.terminal.line(shown(path))
    return code


def _require_spreadsheets() -> None:
    try:
        require_spreadsheets()
    except NoSpreadsheets as problem:
        raise Usage(str(problem), problem.hint) from problem
