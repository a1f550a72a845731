"""What `partner document new`, `number` and `revise` share: numbers, ids, and which document is current."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from partnercli.cli.changes import Change, left_by, new_record, revised
from partnercli.cli.given import understood
from partnercli.library.problems import Refused, Usage
from partnercli.records.document import Document
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.plain import Plain
from partnercli.records.slug import numbered
from partnercli.repository.load import Loaded

Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="Its date; otherwise today.")]
Codes = Annotated[
    list[str] | None,
    typer.Option("--subject-code", metavar="CODE", help='As printed: "JAI 572". Repeatable, in order.'),
]
Current = Annotated[
    bool,
    typer.Option(
        "--current", help="Make it the current document, which is rendered unless another is named."
    ),
]


def number_given(text: str) -> DocumentNumber:
    """A number without later forms, of the command line; raises Usage."""
    number = understood(DocumentNumber.read, text.strip())
    first = number.form(0, 0, 0)
    if number != first:
        hint = f"give {first} here; a later form of it: partner document revise {first.slug}"
        raise Usage(f"{number} is a later form of {first}", hint)
    return number


def new_id(exercise: Exercise, number: DocumentNumber) -> str:
    """The id of a new document; raises Refused where the number is recorded already."""
    taken = exercise.ids(Kind.DOCUMENT)
    if not number.given:
        return numbered(number.slug, taken)
    if number.slug in taken:
        key = number.slug
        hint = f"see it: partner document show {key}; a new version of it: partner document revise {key}"
        raise Refused(f"{number} is recorded already, in {Kind.DOCUMENT.file(number.slug)}", hint)
    return number.slug


def new_file_of(
    loaded: Loaded, number: DocumentNumber, values: Plain, *, current: bool
) -> tuple[str, Change]:
    """The id and file of a new document; raises Refused where the number is recorded already.

    Where an interrupted run left the file and had more to do, it is that one; and so is one without a number that
    says all the same, since nobody means two of these.
    """
    known = loaded.exercise.documents.items()
    for key in (key for key, one in known if one.full_number == number and (current or not number.given)):
        if (begun := left_by(loaded, new_record(Kind.DOCUMENT, key, values))) is not None:
            return key, begun
    key = new_id(loaded.exercise, number)
    return key, new_record(Kind.DOCUMENT, key, values)


def current_document(exercise: Exercise) -> Document | None:
    """The document that is rendered unless another is named; None where there is none."""
    return exercise.documents.get(exercise.current_document or "")


def made_current(loaded: Loaded, key: str, *, wanted: bool) -> list[Change]:
    """The change of the settings by which the document with this id is the current one; none if not wanted."""
    if not wanted:
        return []
    return [revised(loaded, Kind.CONFIG, "", lambda plain: {**plain, "current_document": key})]


def about_number(number: DocumentNumber, key: str) -> Iterator[str]:
    """What to say of a number: that there is none yet, or that it is unusual."""
    if not number.given:
        yield f"it has no number yet; once the registry gives one: partner document number {key} NUMBER"
    elif not number.usual:
        yield f"warning: {number} lies outside the usual range of numbers: compare it with the registry's"


def which_is_current(exercise: Exercise, key: str, *, now: bool) -> Iterator[str]:
    """Which document is current after one more was recorded; `now` if it is that one."""
    before = current_document(exercise)
    if now:
        yield "it is the current document now"
    elif before is not None:
        yield f"the current document is still {before.full_number}; to change that: partner document current {key}"
    else:
        yield f"there is no current document; to make it that: partner document current {key}"
