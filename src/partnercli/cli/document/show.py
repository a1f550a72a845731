"""`partner document list`, `show` and `set`: the documents there are, and one of them."""

from __future__ import annotations

import typer

from partnercli.cli.document.contract import document_contract, documents_contract
from partnercli.cli.document.partner_list import partner_list
from partnercli.cli.document.screen import document_screen, documents_screen
from partnercli.cli.editing import set_fields
from partnercli.cli.options import Assignments, DocumentName, DocumentOrCurrent, DryRun, Format, Output
from partnercli.cli.session import Session, sound
from partnercli.library.lookup import find_document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.scope import Scope


def list_documents(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the documents: number, kind, date, how its list of partners stands, whether it is released.

    Example: partner document list
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.everything()))
    found = [partner_list(exercise, key) for key in _by_date(exercise)]
    if output is Format.TEXT:
        width = session.terminal.text_width
        session.terminal.lines(documents_screen(exercise, found, width))
        return code
    session.terminal.json(documents_contract(exercise, found))
    return code


def _by_date(exercise: Exercise) -> list[str]:
    return sorted(exercise.documents, key=lambda key: (exercise.documents[key].date, key))


def show_document(
    context: typer.Context, document: DocumentOrCurrent = None, output: Output = Format.TEXT
) -> int:
    """Show all that is recorded of one document, with its sources.

    Example: partner document show 8952/21
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.everything()))
    found = partner_list(exercise, find_document(exercise, document))
    if output is Format.TEXT:
        session.terminal.lines(document_screen(exercise, found, session.terminal.text_width))
    else:
        session.terminal.json(document_contract(exercise, found))
    return code


def set_document(
    context: typer.Context, document: DocumentName, assignments: Assignments, dry_run: DryRun = False
) -> int:
    """Set fields of a document's record, all else in its file left as it is.

    A list is separated by commas: subject_codes="JAI 572,ASIM 30"; subject, from and to are one line each. The list
    of partners, the number and the release have commands of their own. Nothing is written if it would break the
    data.

    Example: partner document set 8952/21 subject_codes="JAI 572,ASIM 30"
    """
    return set_fields(context.obj, Kind.DOCUMENT, find_document, document, assignments, dry_run=dry_run)
