"""The files of an export: all made in memory first, then put into the folder of their readers, then listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from partnercli.cli.made_files import FileContract, LeftOutContract, as_listed, named_for, put
from partnercli.cli.progress import Progress
from partnercli.cli.session import Session, shown
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.words import listed
from partnercli.exchange.extra import NoSpreadsheets
from partnercli.exchange.tables import Export
from partnercli.exchange.writing.formats import Format, OldSqlite, written
from partnercli.exchange.writing.readme import readme
from partnercli.library.problems import Usage
from partnercli.records.marking import Marking

README = "README.md"
_NAMED = 6
"""How many files of an earlier export are named on the screen; --json lists all."""


class ExportFileContract(FileContract):
    """A file of an export."""

    format: str
    """Its format: csv, xlsx, json, sqlite, or readme for what explains them."""


class ExportFilesContract(TypedDict):
    """The files that an export made."""

    format: Literal["partner.export-files/1"]
    """The contract's name and version."""
    marking: Marking
    """How they are handled."""
    illustrative: bool
    """Whether a position that is not real went into them."""
    audience: Audience
    """For whom they are made."""
    meeting: str | None
    """The meeting whose positions are read, by its id; null where readers are not told."""
    what_if: list[str]
    """Always empty: an export is made from the files as they stand."""
    files: list[ExportFileContract]
    """The files, the one that explains them first."""
    left_out: list[LeftOutContract]
    """The formats in which nothing could be made."""
    left_over: list[str]
    """Files of an earlier export that still lie in the folder, by their paths."""


class Order(NamedTuple):
    """What is asked for: in which formats, which tables, and where the folder goes.

    `lenient`: what cannot be written for lack of a library is left out with a word.
    """

    formats: tuple[Format, ...]
    lenient: bool
    tables: frozenset[str]
    output: Path | None
    as_json: bool


def store(session: Session, order: Order, export: Export) -> None:
    """Put the files on the disk, each whole or not at all, and print their list; raises Usage, Refused, NoAccess."""
    made, left_out = _made(order, export, session.terminal.progress)
    done = [form for form in order.formats if form not in left_out]
    everything = {README: ("readme", readme(export, done, order.tables))} | made
    under = named_for(export.audience, "export")
    paths = put(session, order.output, {name: data for name, (_, data) in everything.items()}, under)
    left_over = _left_over(paths)
    for form, because in left_out.items():
        session.terminal.note(Piece("left out: ", "bold yellow"), f"{form}: {because}")
    if left_over:
        said = f"of an earlier export there are still in {shown(left_over[0].parent)}: "
        names = listed([path.name for path in left_over], _NAMED)
        session.terminal.note(Piece("note: ", "bold"), said, names)
    if order.as_json:
        _list(session, export, dict(zip(paths, everything.values(), strict=True)), left_out, left_over)
    else:
        session.terminal.lines((shown(path),) for path in paths)


def _made(
    order: Order, export: Export, progress: Progress
) -> tuple[dict[str, tuple[str, bytes]], dict[Format, str]]:
    """The files by name with their formats, and why a format was left out."""
    files: dict[str, tuple[str, bytes]] = {}
    left_out: dict[Format, str] = {}
    for form in progress.each("Writing the tables", order.formats):
        try:
            made = written(export, form, order.tables)
        except (NoSpreadsheets, OldSqlite) as problem:
            if not order.lenient:
                raise Usage(str(problem), f"{problem.hint}; or name other formats: --format csv") from problem
            left_out[form] = f"{problem}: {problem.hint}"
        else:
            files |= {name: (form.value, data) for name, data in made.items()}
    return files, left_out


def _left_over(paths: Sequence[Path]) -> list[Path]:
    """Files in the folder that look like an export's and were not written now, by name."""
    endings = {f".{form}" for form in Format}
    return sorted(one for one in paths[0].parent.iterdir() if one.suffix in endings and one not in paths)


def _list(
    session: Session,
    export: Export,
    files: Mapping[Path, tuple[str, bytes]],
    left_out: Mapping[Format, str],
    left_over: Collection[Path],
) -> None:
    contract: ExportFilesContract = {
        "format": "partner.export-files/1",
        "marking": export.marking,
        "illustrative": export.illustrative,
        "audience": export.audience,
        "meeting": export.meeting,
        "what_if": [],
        "files": [{**as_listed(path, data), "format": form} for path, (form, data) in files.items()],
        "left_out": [{"format": form, "because": because} for form, because in left_out.items()],
        "left_over": [shown(path) for path in left_over],
    }
    session.terminal.json(contract)
