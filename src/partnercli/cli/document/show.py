"""`partner document list`, `show` and `set`: the documents there are, and one of them."""

from __future__ import annotations

import typer

from partnercli.cli.document.partner_list import PartnerList, partner_list
from partnercli.cli.document.screen import document_screen, documents_screen
from partnercli.cli.editing import set_fields
from partnercli.cli.lookup import find_document
from partnercli.cli.marks import write_json
from partnercli.cli.options import Assignments, DocumentName, DocumentOrCurrent, DryRun, Format, Output
from partnercli.cli.session import Session, sound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope


def list_documents(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the documents: number, kind, date, how its list of partners stands, whether it is released."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.everything()))
    found = [partner_list(exercise, key) for key in _by_date(exercise)]
    illustrative = any(map(_illustrative, found))
    if output is Format.TEXT:
        width = min(session.terminal.width, 100)
        session.terminal.lines(documents_screen(exercise, found, width, illustrative=illustrative))
        return code
    current = exercise.config.current_document if exercise.config else None
    documents = [_summary(one, current) for one in found]
    markings = [one.document.marking for one in found]
    write_json(
        session, "partner.documents/1", exercise, illustrative=illustrative, of=markings, documents=documents
    )
    return code


def _by_date(exercise: Exercise) -> list[str]:
    return sorted(exercise.documents, key=lambda key: (exercise.documents[key].date, key))


def _illustrative(found: PartnerList) -> bool:
    return found.tally is not None and found.tally.illustrative


def _summary(found: PartnerList, current: str | None) -> dict[str, object]:
    document = found.document
    return {
        "document": found.key,
        "number": found.number,
        "kind": document.kind,
        "date": document.date.isoformat(),
        "marking": str(document.marking),
        "subject": list(document.subject),
        "current": found.key == current,
        "decided": found.own,
        "by_count": found.by_count,
        "by_decision": found.by_decision,
        "left_out": len(found.left_out),
        "by_others": document.by_others,
        "released": document.release.on.isoformat() if document.release else None,
    }


def show_document(
    context: typer.Context, document: DocumentOrCurrent = None, output: Output = Format.TEXT
) -> int:
    """Show all that is recorded of one document, with its sources."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.everything()))
    found = partner_list(exercise, find_document(exercise, document))
    if output is Format.TEXT:
        session.terminal.lines(document_screen(exercise, found, min(session.terminal.width, 100)))
    else:
        write_json(
            session,
            "partner.document/1",
            exercise,
            illustrative=_illustrative(found),
            of=[found.document.marking],
            id=found.key,
            number=found.number,
            document=plain(found.document),
        )
    return code


def set_document(
    context: typer.Context, document: DocumentName, assignments: Assignments, dry_run: DryRun = False
) -> int:
    """Set fields of a document's record, all else in its file left as it is.

    A list is separated by commas: subject_codes="JAI 572,ASIM 30"; subject, from and to are one line each. The list
    of partners, the number and the release have commands of their own. Nothing is written if it would break the
    data.
    """
    return set_fields(context.obj, Kind.DOCUMENT, find_document, document, assignments, dry_run=dry_run)
