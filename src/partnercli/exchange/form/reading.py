"""A form that came back: which one it is, whether it can be trusted, and what each delegation says in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from partnercli.exchange.form import words
from partnercli.exchange.form.filled_tables import is_reply, line_of, tables_of
from partnercli.exchange.form.hidden_part import FormSent, SheetSent, form_sent
from partnercli.exchange.form.names import BROUGHT_ALONG, FAMILY, FORMAT
from partnercli.exchange.form.sheet_reading import SheetReading
from partnercli.exchange.grid import Grid, Sent
from partnercli.exchange.named import meeting_named
from partnercli.exchange.remark import Remark, Weight, errors
from partnercli.exchange.reply import Read, Reply
from partnercli.exchange.subjects import Subjects
from partnercli.records.base import Unreadable
from partnercli.records.base import shown as quoted
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold

_OWN_NAME: Final = re.compile(re.escape(FAMILY) + r"\d{1,9}")
_AGAIN: Final = "ask the delegation to fill in the form as it was sent"


def form_in(sent: Sent) -> bool:
    """Whether a file is our form, of whatever version: a cell of it says so."""
    return any(
        _OWN_NAME.fullmatch(cell.text.strip()) for grid in sent.grids for row in grid.rows for cell in row
    )


def read_form(sent: Sent, exercise: Exercise) -> Read:
    """The replies in a form that came back; of a workbook for all delegations, of each sheet that says anything."""
    part = next((grid for grid in sent.grids if _is_hidden_part(grid)), None)
    if part is None:
        return _refused(
            sent, "", "the hidden part of the form is gone: it says for whom the form was", _AGAIN
        )
    form = form_sent([[cell.text for cell in row] for row in part.rows])
    problems = list(_untrusted(sent, part.name, form, exercise))
    if problems:
        return Read(remarks=tuple(problems))
    sheets = [grid for grid in sent.grids if is_reply(grid)]
    if not sheets:
        hint = f'leave its head "{words.COUNTRY}", "{words.POSITION}" as it was sent'
        return _refused(sent, "", "the table of partner countries is not there", hint)
    replies: list[Reply] = []
    remarks: list[Remark] = list(_not_of_the_form(sent, sheets))
    subjects = Subjects(exercise)
    places: dict[str, str] = {}
    for grid in sheets:
        found = list(_misplaced(sent, form, grid))
        remarks += found
        of = _sheet_of(form, grid)
        if of is None or any(one.weight is Weight.ERROR for one in found):
            continue
        if of.delegation in places:
            message = f"{of.called} replies in two sheets: {places[of.delegation]} and {grid.name}"
            remarks.append(Remark(sent.file, grid.name, message, "keep the sheet that is meant"))
            replies = [reply for reply in replies if reply.delegation != of.delegation]
            continue
        places[of.delegation] = grid.name
        reading = SheetReading(tables_of(grid), of, subjects, sent.file, grid.name)
        reply = _reply(sent, form, grid, of, reading)
        remarks += reading.remarks
        if not form.together or _says_anything(reply):
            replies.append(reply)
    if form.together and not replies and not errors(remarks):
        remarks.append(_untouched(sent))
    return Read(tuple(replies), tuple(remarks))


def _untouched(sent: Sent) -> Remark:
    hint = "fill in the sheet of a delegation and save the file; if that was done, is this the file that was saved?"
    return Remark(sent.file, "", "nothing in it was filled in or changed", hint, Weight.WARNING)


def _reply(sent: Sent, form: FormSent, grid: Grid, of: SheetSent, reading: SheetReading) -> Reply:
    return Reply(
        of.delegation,
        sent.file,
        sent.digest,
        grid.name,
        reading.entries(),
        reading.calls(),
        reading.answers(),
        meeting=form.meeting,
        form=True,
        illustrative=form.illustrative,
        together=form.together,
    )


def _says_anything(reply: Reply) -> bool:
    """Whether anything was changed in the sheet of a delegation."""
    return (
        any(entry.touched for entry in reply.entries)
        or any(call.touched for call in reply.calls)
        or any(one.answer != one.shown for one in reply.answers)
    )


def _is_hidden_part(grid: Grid) -> bool:
    row = grid.rows[0] if grid.rows else ()
    return len(row) > 1 and row[0].text == "format" and row[1].text.startswith(FAMILY)


def _untrusted(sent: Sent, place: str, form: FormSent, exercise: Exercise) -> Iterator[Remark]:
    """Why it cannot be told what a form is about, or what it showed."""
    if form.format != FORMAT:
        message = f"this is a form of another version: {quoted(form.format)}, and {FORMAT} is read"
        hint = "send the delegation a new form, or read this one with the program that made it"
        yield Remark(sent.file, place, message, hint)
        return
    if not form.untouched:
        yield Remark(
            sent.file, place, "the hidden part of the form was changed: it cannot be trusted", _AGAIN
        )
        return
    try:
        meeting_named(exercise, form.meeting)
    except Unreadable as unknown:
        message = f"the form is for a meeting that is not on record: {quoted(form.meeting)}"
        yield Remark(sent.file, place, message, unknown.hint)
    for sheet in form.sheets:
        if sheet.delegation not in exercise.delegations:
            message = f"the form is for a delegation that is not on record: {quoted(sheet.called)}"
            hint = f"the delegations are: {', '.join(exercise.delegations)}"
            yield Remark(sent.file, place, message, hint)


def _not_of_the_form(sent: Sent, sheets: list[Grid]) -> Iterator[Remark]:
    """Sheets with something in them that the form did not have."""
    for grid in sent.grids:
        own = grid in sheets or grid.name in BROUGHT_ALONG or grid.hidden
        if not own and any(cell.text.strip() for row in grid.rows for cell in row):
            hint = "what is meant as a reply belongs into the form's own sheet"
            message = "this sheet is no part of the form and is not read"
            yield Remark(sent.file, grid.name, message, hint, Weight.WARNING)


def _sheet_of(form: FormSent, grid: Grid) -> SheetSent | None:
    """What was sent to the delegation whose sheet this is: the one there is, or the one that the sheet names."""
    if not form.together:
        return form.sheets[0] if form.sheets else None
    called = line_of(grid, words.DELEGATION)
    name = called.text if called else grid.name
    return next((one for one in form.sheets if fold(name) in (fold(one.called), fold(one.delegation))), None)


def _misplaced(sent: Sent, form: FormSent, grid: Grid) -> Iterator[Remark]:
    """Where a sheet says otherwise than the form for whom and for which meeting it is."""
    called, of = line_of(grid, words.DELEGATION), _sheet_of(form, grid)
    if of is None:
        address = called.address if called else grid.name
        yield Remark(
            sent.file, address, "it cannot be told whose sheet this is", f"name one of: {_names(form)}"
        )
    elif called and fold(called.text) != fold(of.called) and fold(called.text) != fold(of.delegation):
        message = f"the form was made for {of.called}, and this sheet says {quoted(called.text)}"
        yield Remark(sent.file, called.address, message, _AGAIN)
    elif called is None:
        yield _line_gone(sent, grid, words.DELEGATION)
    meeting = line_of(grid, words.MEETING)
    if meeting is None:
        yield _line_gone(sent, grid, words.MEETING)
    elif fold(meeting.text) != fold(form.meeting_called):
        message = (
            f"the form was made for the {form.meeting_called}, and this sheet says {quoted(meeting.text)}"
        )
        yield Remark(sent.file, meeting.address, message, _AGAIN)


def _line_gone(sent: Sent, grid: Grid, name: str) -> Remark:
    message = f'the line "{name}" of the form is gone; its hidden part says it too'
    return Remark(sent.file, grid.name, message, weight=Weight.WARNING)


def _names(form: FormSent) -> str:
    return ", ".join(sheet.called for sheet in form.sheets)


def _refused(sent: Sent, address: str, message: str, hint: str) -> Read:
    return Read(remarks=(Remark(sent.file, address, message, hint),))
