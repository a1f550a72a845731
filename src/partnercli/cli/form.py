"""`partner form`: the workbooks in which delegations reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from partnercli.cli.files_sent import sent_bytes
from partnercli.cli.given import words_given
from partnercli.cli.made_files import BUILD, as_listed, put
from partnercli.cli.marks import mark_words, marking_of, write_json
from partnercli.cli.names_given import NamesGiven
from partnercli.cli.options import AtMeeting, Delegations
from partnercli.cli.problems import Refused, Usage
from partnercli.cli.recording_desk import called, day_since, meeting_at
from partnercli.cli.session import Session, shown, sound
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import PRESIDENCY_ONLY
from partnercli.documents.words import day_in_words, listed
from partnercli.exchange.extra import NoSpreadsheets, require_spreadsheets
from partnercli.exchange.form.layout import Form, Sheet, sheets_for
from partnercli.exchange.form.names import FORMAT
from partnercli.records.exercise import Exercise
from partnercli.repository.scope import Scope
from partnercli.tally.members import expected
from partnercli.tally.stances import stance_table

app = typer.Typer(add_completion=False, rich_markup_mode=None)

FOLDER = "forms"
"""Where forms lie within the build folder."""


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
    if contact is not None:
        contact = words_given(contact, "the contact")
    elif exercise.config is not None:
        contact = exercise.config.contact
    sheets = sheets_for(exercise, at, _chosen(session, exercise, at, delegations or []), blank=blank)
    forms = _forms(
        exercise,
        at,
        sheets,
        together=together,
        illustrative=illustrative,
        reply_by=_until(exercise, at, reply_by),
        contact=contact,
    )
    _say_what_to_know(session, forms)
    from partnercli.exchange.form.workbook import workbook_of

    written = session.terminal.progress.each("Writing the forms", forms)
    files = {_name(one): workbook_of(one) for one in written}
    _require_unfilled(output if output is not None else session.root / BUILD / FOLDER, files)
    paths = put(session, output, files, "" if output is not None else FOLDER)
    if as_json:
        _list(session, exercise, forms, paths, list(files.values()))
    else:
        for path in paths:
            session.terminal.line(shown(path))
    return code


def _require_spreadsheets() -> None:
    try:
        require_spreadsheets()
    except NoSpreadsheets as problem:
        raise Usage(str(problem), problem.hint) from problem


def _chosen(session: Session, exercise: Exercise, at: str, given: Sequence[str]) -> tuple[str, ...]:
    """The delegations named, or all that are expected, in protocol order; raises NotFound or Refused."""
    awaited = expected(exercise, exercise.meetings[at])
    if not given:
        if not awaited:
            raise Refused(f"no delegation is expected at {at}", "name those that shall have a form")
        return awaited
    names = NamesGiven(exercise)
    codes = names.each(names.delegation, given)
    names.check()
    if others := [code for code in codes if code not in awaited]:
        said = f"not expected at {at}, so that no reply of theirs is counted: {listed(others)}"
        session.terminal.note(Piece("warning: ", "bold yellow"), said)
    return exercise.in_protocol_order(set(codes))


def _until(exercise: Exercise, at: str, given: str | None) -> date | None:
    """The day until which replies are asked for, None where none is known; raises Usage or Refused."""
    meeting = exercise.meetings[at]
    if given is not None:
        return day_since(meeting, given, "a reply")
    return max((question.due for question in meeting.questions if question.due is not None), default=None)


def _forms(
    exercise: Exercise,
    at: str,
    sheets: Sequence[Sheet],
    *,
    together: bool,
    illustrative: bool,
    reply_by: date | None,
    contact: str | None,
) -> list[Form]:
    """One form for each sheet, or one for all.

    Where anything that counts at the meeting is not real, no form of that meeting may pass for a real one.
    """
    meeting = exercise.meetings[at]
    invented = illustrative or stance_table(exercise, at).illustrative
    made = []
    for group in [tuple(sheets)] if together else [(sheet,) for sheet in sheets]:
        unreal = invented or any(sheet.illustrative for sheet in group)
        marks = mark_words(marking_of(exercise), illustrative=unreal)
        made.append(
            Form(
                title=exercise.config.title if exercise.config else "",
                meeting=at,
                meeting_called=called(meeting),
                day=meeting.date,
                marks=(*marks, *((PRESIDENCY_ONLY,) if together else ())),
                sheets=group,
                together=together,
                illustrative=unreal,
                reply_by=reply_by,
                contact=contact,
            )
        )
    return made


def _name(form: Form) -> str:
    """The name of a form's file."""
    return f"form-{form.meeting}-{'together' if form.together else form.sheets[0].delegation.lower()}.xlsx"


def _require_unfilled(folder: Path, names: Iterable[str]) -> None:
    """Raises Refused where a form that somebody filled in would be written over."""
    from partnercli.exchange.opening.limits import LARGEST
    from partnercli.exchange.workbook_file import as_made

    hint = "move it away (and import it), or name another folder with --output"
    there = [path for name in names if (path := folder / name).is_file()]
    filled = [shown(path) for path in there if not as_made(sent_bytes(path, LARGEST, hint))]
    if filled:
        said = "saved by another program since it was made, and may hold replies"
        raise Refused(f"{said}: {listed(filled)}", hint)


def _say_what_to_know(session: Session, forms: Sequence[Form]) -> None:
    """What the desk should know before a form is sent: nothing of it stands in the form."""
    note, warning, one = session.terminal.note, Piece("warning: ", "bold yellow"), forms[0]
    if left_out := [sheet.delegation for form in forms for sheet in form.sheets if sheet.left_out]:
        why = "others may see the workbook" if one.together else "a form goes to the whole delegation"
        note(Piece("left out: ", "bold yellow"), f"what {listed(left_out)} said in confidence, as {why}")
    if one.together:
        note(warning, "this workbook shows who said what: it is for the Presidency alone, never send it")
    if one.reply_by is None:
        note(warning, "no day for replies is known, and the forms name none: --reply-by DATE")
    elif one.reply_by < session.today:
        note(warning, f"{day_in_words(one.reply_by)} has passed; another day: --reply-by DATE")
    elif over := [
        asked.question.id
        for asked in one.sheets[0].questions
        if asked.question.due and asked.question.due < session.today
    ]:
        hint = f"partner meeting question {one.meeting} QUESTION --due DATE"
        note(warning, f"the day of {listed(over)} has passed, and the forms say it; another day: {hint}")
    if one.contact is None:
        hint = '--contact "…", or for all forms: partner settings set contact=…'
        note(warning, f"the forms do not say whom delegations can ask: {hint}")


def _list(
    session: Session, exercise: Exercise, forms: Sequence[Form], paths: Sequence[Path], data: Sequence[bytes]
) -> None:
    """The files as JSON; of a workbook for all, its sheets."""
    files: list[dict[str, Any]] = []
    for form, path, made in zip(forms, paths, data, strict=True):
        sheets = [_sheet(sheet) for sheet in form.sheets]
        of_one = (
            {"delegation": None, "prefilled_from": None, "sheets": sheets} if form.together else sheets[0]
        )
        files.append(as_listed(path, made, **of_one, illustrative=form.illustrative))
    write_json(
        session,
        FORMAT,
        exercise,
        illustrative=any(form.illustrative for form in forms),
        meeting=forms[0].meeting,
        reply_by=forms[0].reply_by.isoformat() if forms[0].reply_by else None,
        what_if=[],
        files=files,
    )


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "delegation": sheet.delegation,
        "prefilled_from": sheet.prefilled_from,
        "left_out": sheet.left_out,
    }
