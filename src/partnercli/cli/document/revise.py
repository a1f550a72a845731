"""`partner document revise`: the later forms of a document: REV, ADD and COR."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from partnercli.cli.changes import Change, carry_out, left_by, new_record
from partnercli.cli.document.forms import Codes, Current, Day, made_current, which_is_current
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_or, given, words_given
from partnercli.cli.options import DocumentOrCurrent, DryRun
from partnercli.cli.session import Session
from partnercli.documents.outdated import to_revise
from partnercli.documents.words import day_in_words
from partnercli.library.lookup import find_document
from partnercli.library.problems import Refused, Usage
from partnercli.recording.documents import Form, last_form, later_form, later_revision, next_form
from partnercli.records.base import Unreadable
from partnercli.records.document import Document
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.plain import Plain, in_order
from partnercli.repository.canonical import plain
from partnercli.repository.fields import find_field, value_of
from partnercli.repository.scope import Scope


def revise_document(
    context: typer.Context,
    document: DocumentOrCurrent = None,
    day: Day = None,
    codes: Codes = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="A field that changes: presented_to=EMWP. Repeatable."
        ),
    ] = None,
    addendum: Annotated[bool, typer.Option("--addendum", help="An addendum (ADD n) instead.")] = False,
    corrigendum: Annotated[
        bool, typer.Option("--corrigendum", help="A corrigendum (COR n) instead.")
    ] = False,
    current: Current = False,
    dry_run: DryRun = False,
) -> int:
    """Record the next revision (REV n) of a document: its header and list carried over, its release not.

    A revision keeps number, year and codes of the first version, and the previous documents that it cites.

    Example: partner document revise 8952/21
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    key = find_document(exercise, document)
    record = exercise.documents[key]
    if addendum and corrigendum:
        raise Usage("--addendum and --corrigendum do not go together", "leave one of them out")
    form = Form.ADDENDUM if addendum else Form.CORRIGENDUM if corrigendum else Form.REVISION
    dated = day_or(day, session.today)

    def file_of(number: DocumentNumber) -> Change:
        values = later_form({**plain(record), **given(subject_codes=codes)}, number, dated)
        for assignment in assignments or ():
            values = _assigned(values, words_given(assignment))
        return new_record(Kind.DOCUMENT, number.slug, in_order(values, Document))

    number = last_form(exercise.documents.values(), record, form)
    change = left_by(loaded, file_of(number)) if current and not _is_current(exercise, number) else None
    if change is None:
        _may_be_continued(exercise, key, form, dated)
        number = next_form(exercise.documents.values(), record, form)
        change = file_of(number)
    if (
        carry_out(
            session, loaded, [change, *made_current(loaded, number.slug, wanted=current)], dry_run=dry_run
        )
        and not dry_run
    ):
        for line in _after_revising(record, number, dated):
            session.terminal.note(line)
        if not any(assignment.startswith("meeting=") for assignment in assignments or ()):
            for line in _still_reports(exercise, key, number):
                session.terminal.note(line)
        for line in which_is_current(exercise, number.slug, now=current):
            session.terminal.note(line)
    return Exit.FINE


def _is_current(exercise: Exercise, number: DocumentNumber) -> bool:
    """Whether a form is the current document: then no run that was to make it that was interrupted."""
    return exercise.current_document == number.slug


def _may_be_continued(exercise: Exercise, key: str, form: Form, day: date) -> None:
    record = exercise.documents[key]
    if not record.number.given:
        raise Refused(
            f"{record.full_number} has no number yet, so there is nothing to revise",
            f"change it as it is: partner document set {key} FIELD=VALUE; "
            f"or number it: partner document number {key} NUMBER",
        )
    if (later := later_revision(exercise.documents.values(), record)) is not None:
        hint = f"name that one: partner document revise {later.full_number.slug}"
        raise Refused(f"{record.full_number} is superseded by {later.full_number}", hint)
    if form is Form.REVISION and record.full_number != record.number.form(record.revision or 0, 0, 0):
        hint = f"revise the document itself, or correct this: partner document revise {key} --corrigendum"
        raise Refused(f"{record.full_number} is no version of the whole document", hint)
    if form is Form.ADDENDUM and record.corrigendum:
        raise Refused(f"{record.full_number} is a corrigendum", "add to the document that it corrects")
    if day < record.date:
        hint = f"give --date, from {record.date} on"
        raise Refused(
            f"{day_in_words(day)} is before {record.full_number} itself ({day_in_words(record.date)})", hint
        )


_FIXED = {"number": "a later form keeps it", "revision": "it is counted", "addendum": "it is counted"}
_FIXED |= {
    "corrigendum": "it is counted",
    "release": "it is decided anew: partner document release DOCUMENT --by WHO",
}


def _assigned(values: Plain, assignment: str) -> Plain:
    """The values with one field set that is a value or a list of values; raises Usage."""
    name, equals, text = assignment.partition("=")
    if not equals or not name:
        raise Usage(
            f'"{assignment}" sets no field', "write --set FIELD=VALUE, in quotes where it holds spaces"
        )
    if (why := _FIXED.get(name.partition(".")[0])) is not None:
        raise Usage(f"{name} cannot be set here: {why}", "leave it out")
    try:
        field = find_field(Document, values, name)
        value = value_of(field, text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error
    if len(field.path) > 1:
        raise Usage(
            f"{name} lies within a field", "set it afterwards: partner document set DOCUMENT FIELD=VALUE"
        )
    others = {key: old for key, old in values.items() if key != name}
    return {**others, name: value} if text else others


def _after_revising(record: Document, number: DocumentNumber, day: date) -> Iterator[str]:
    yield f"{number} of {day_in_words(day)}, which follows {record.full_number} of {day_in_words(record.date)}"
    if record.partners is not None:
        yield f"the list of {len(record.partners)} partners is carried over"
    if record.release is not None:
        yield "the release is not: it was decided for the earlier text"


def _still_reports(exercise: Exercise, key: str, number: DocumentNumber) -> Iterator[str]:
    """That the new form reports the meeting of the old one, where delegations have spoken at the current one since."""
    since = next((one.heard_since for one in to_revise(exercise) if one.document == key), None)
    if since:
        yield f"it reports {exercise.documents[key].meeting} as before, and delegations have spoken at {since}:"
        yield f"  partner document set {number.slug} meeting={since}"
