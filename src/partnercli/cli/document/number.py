"""`partner document number` and `current`: what a document is called by, and which one is meant without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from partnercli.checks.naming import references
from partnercli.cli.changes import Change, carry_out, file_bytes, revised
from partnercli.cli.document.forms import about_number, made_current, new_id, number_given
from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import DocumentName, DryRun
from partnercli.cli.session import Session
from partnercli.findings import RecordPath
from partnercli.library.lookup import find_document
from partnercli.library.problems import Refused, Usage
from partnercli.recording.documents import cites, numbered, recited
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.kinds import place_of
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope


def number_document(
    context: typer.Context,
    document: DocumentName,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="The number that the registry gave: 10217/21.")
    ],
    dry_run: DryRun = False,
) -> int:
    """Give a document the number that the registry gave; its file moves, and what names it follows.

    Example: partner document new --subject "Way ahead" --date 2021-06-10

    Example: partner document number XXXX/21 10217/21
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    key = find_document(exercise, document)
    record = exercise.documents[key]
    if record.number.given:
        raise Refused(
            f"{record.full_number} has its number already", "correct a wrong one in its file, and rename that"
        )
    given_number = number_given(number)
    if not given_number.given:
        raise Usage(f"{given_number} is no number", "give the one that the registry gave: 10217/21")
    later = record.full_number
    new = given_number.form(later.revision, later.addendum, later.corrigendum)
    here = revised(loaded, Kind.DOCUMENT, key, lambda said: numbered(said, record.number, given_number))
    changes = [
        _moved(loaded, new, here.after),
        *_named_anew(loaded, key, new.slug),
        *_cited_anew(loaded, key, given_number),
        Change(here.path, here.before, None),
    ]
    if carry_out(session, loaded, changes, dry_run=dry_run) and not dry_run:
        for line in _after_numbering(exercise, key, given_number):
            session.terminal.note(line)
    return Exit.FINE


def _moved(loaded: Loaded, new: DocumentNumber, text: bytes | None) -> Change:
    """The file under its new name; one that an interrupted run of this command left there is taken as written."""
    path = Kind.DOCUMENT.file(new.slug)
    if new.slug in loaded.exercise.documents and (there := file_bytes(loaded.tree, path)) == text:
        return Change(path, there, text)
    new_id(loaded.exercise, new)
    return Change(path, None, text)


def _named_anew(loaded: Loaded, old: str, new: str) -> Iterator[Change]:
    """The records that name the document by its id: the settings, and the meetings that have it before them."""
    for file, named in references(loaded.exercise):
        paths = [path for path, kind, key in named if kind is Kind.DOCUMENT and key == old]
        found = place_of(file) if paths else None
        if found is not None:
            yield revised(loaded, *found, lambda said, paths=paths: _put(said, paths, new))  # type: ignore[misc]


def _put(said: Any, paths: Sequence[RecordPath], value: str) -> Any:
    for path in paths:
        within = said
        for step in path[:-1]:
            within = within[step]
        within[path[-1]] = value
    return said


def _cited_anew(loaded: Loaded, key: str, new: DocumentNumber) -> Iterator[Change]:
    """The documents that print it among the previous ones, where no other document goes by the same XXXX."""
    old = loaded.exercise.documents[key].number
    if _sharing(loaded.exercise, key):
        return
    for other in _citing(loaded.exercise, key):
        yield revised(
            loaded,
            Kind.DOCUMENT,
            other,
            lambda said: {**said, "previous_documents": recited(said["previous_documents"], old, new)},
        )


def _sharing(exercise: Exercise, key: str) -> list[str]:
    number = exercise.documents[key].number
    return [other for other, one in exercise.documents.items() if other != key and one.number == number]


def _citing(exercise: Exercise, key: str) -> list[str]:
    old = exercise.documents[key].number
    others = ((other, one) for other, one in exercise.documents.items() if other != key)
    return [other for other, one in others if cites(one.previous_documents, old)]


def _after_numbering(exercise: Exercise, key: str, new: DocumentNumber) -> Iterator[str]:
    record = exercise.documents[key]
    yield f"{record.number} is {new} now"
    if new.year[-2:] != record.number.year[-2:]:
        yield f"warning: the number is of another year than {record.number}: compare it with the registry's"
    yield from (line for line in about_number(new, key) if line.startswith("warning"))
    if _sharing(exercise, key) and (citing := _citing(exercise, key)):
        yield (
            f"{record.number} stands for several documents, so it stays among the previous documents of "
            f"{', '.join(citing)}: look which one is meant"
        )


def make_current(context: typer.Context, document: DocumentName, dry_run: DryRun = False) -> int:
    """Make a document the current one, which is rendered and revised unless another is named.

    Example: partner document current 8952/21
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    key = find_document(loaded.exercise, document)
    carry_out(session, loaded, made_current(loaded, key, wanted=True), dry_run=dry_run)
    return Exit.FINE
