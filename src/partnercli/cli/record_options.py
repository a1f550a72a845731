"""What the commands on documents, countries and instruments share: options, days, sources, new records, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, get_args

import typer
from pydantic import ValidationError

from partnercli.cli.changes import Change, new_file
from partnercli.cli.lookup import typed
from partnercli.cli.problems import Usage
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece
from partnercli.documents.words import BANNER
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import did_you_mean
from partnercli.records.period import read_day
from partnercli.repository.fields import dotted
from partnercli.repository.kinds import model_of
from partnercli.repository.model_errors import findings_of
from partnercli.repository.text import forbidden_in


class Format(StrEnum):
    """How records are written out."""

    TEXT = "text"
    JSON = "json"


Output = Annotated[Format, typer.Option("--format", help="text, or json for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")]
CountryName = Annotated[
    str, typer.Argument(metavar="COUNTRY", help="The country: name, slug, ISO code or alias.")
]
InstrumentName = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="The instrument: its id or name.")]
DocumentName = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="The document: its id, or its number as printed.")
]
DocumentOrCurrent = Annotated[
    str | None,
    typer.Argument(
        metavar="[DOCUMENT]",
        help="The document: its id, or its number as printed; otherwise the current one.",
    ),
]
Assignments = Annotated[
    list[str],
    typer.Argument(metavar="FIELD=VALUE", help="A field and its value; an empty value takes it out."),
]
SourceTitles = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="TITLE", help="Where it can be checked: the source's title. Repeatable."
    ),
]
SourceReference = Annotated[
    str | None, typer.Option("--reference", help="The source's number, or the place within it.")
]
SourceUrl = Annotated[str | None, typer.Option("--url", help="The source's address, from https:// on.")]
Verified = Annotated[
    bool | None,
    typer.Option("--verified/--unverified", help="Read in its source, or only generally reported."),
]
NoteText = Annotated[str | None, typer.Option("--note", help="What to know about it.")]


def day_given(text: str | None, usual: date) -> date:
    """A day of the command line, or the usual one where none is given; raises Usage."""
    if text is None:
        return usual
    try:
        return read_day(text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def said(text: str) -> str:
    """A text of the command line as a record can hold it; raises Usage."""
    text = typed(text)
    if name := forbidden_in(text):
        raise Usage(f"the text holds {name}", "leave that character out")
    return text


def given(**fields: Any) -> dict[str, Any]:
    """The fields that were given, as a record holds them: neither None nor an empty list, texts checked."""
    return {key: _checked(value) for key, value in fields.items() if value is not None and value != []}


def _checked(value: Any) -> Any:
    if isinstance(value, list):
        return [_checked(item) for item in value]
    return said(value) if isinstance(value, str) else value


def one_of(kind: Any, text: str | None, what: str) -> str | None:
    """A word of a fixed set, an enumeration or Literal; None where none is given. Raises Usage with the nearest."""
    words = get_args(kind) or tuple(map(str, kind))
    if text is None or text in words:
        return text
    hint = did_you_mean(text, words) or f"write one of: {', '.join(words)}"
    raise Usage(f'"{said(text)}" is no {what}', hint)


def sources(
    titles: Sequence[str] | None, reference: str | None, url: str | None
) -> list[dict[str, Any]] | None:
    """The sources given; reference and address belong to an only one. None where none is given; raises Usage."""
    if not titles:
        if reference or url:
            raise Usage("a reference needs the title of its source", 'add it: --source "TITLE"')
        return None
    if len(titles) > 1 and (reference or url):
        raise Usage(
            "with several sources it cannot be told whose reference or address it is",
            "put the reference into each title, or give one source here and add the others later",
        )
    return [given(title=title, reference=reference, url=url) for title in titles]


def made(kind: Kind, key: str, values: dict[str, Any]) -> Change:
    """The file of a new record; raises Usage with all that its values get wrong, or Refused."""
    model, path = model_of(kind), kind.file(key)
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        found = list(findings_of(error, model, values, path))
        faults = [f"{dotted(one.path)}: {one.message}" if one.path else one.message for one in found]
        hints = dict.fromkeys(one.hint for one in found if one.hint)
        raise Usage("; ".join(faults), "; ".join(hints)) from error
    return new_file(path, record)


def marking_of(exercise: Exercise, of: Iterable[Marking] = ()) -> Marking:
    """How what is read from the repository is handled; `of` are the markings of the documents shown with it."""
    own = exercise.config.marking if exercise.config else Marking.LIMITE
    return Marking.highest((own, *of))


def marks(exercise: Exercise, *, illustrative: bool = False, of: Iterable[Marking] = ()) -> Iterator[Line]:
    """What stands above every screen: the stricter marking of all, and that positions are not real."""
    limite = ["LIMITE"] if marking_of(exercise, of) is Marking.LIMITE else []
    if words := [*limite, *([BANNER] if illustrative else [])]:
        yield (Piece(" · ".join(words), "bold"),)


def write_json(
    session: Session,
    name: str,
    exercise: Exercise,
    *,
    illustrative: bool = False,
    of: Iterable[Marking] = (),
    **content: Any,
) -> None:
    """One JSON object: its contract, how it is handled, and what it holds."""
    whole = {
        "format": name,
        "marking": str(marking_of(exercise, of)),
        "illustrative": illustrative,
        **content,
    }
    session.terminal.write(json.dumps(whole, ensure_ascii=False, indent=2, default=float) + "\n")
