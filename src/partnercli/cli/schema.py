"""`partner schema`: JSON Schemas of the records, by which editors check what is typed, and of the JSON contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.contracts import CONTRACTS, Contract
from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session, shown
from partnercli.library.problems import NoAccess, Refused, Usage
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.records.plural import plural
from partnercli.repository.canonical import SCHEMAS, schema_name
from partnercli.repository.starter import schema_text
from partnercli.repository.trees import Missing, Unreadable, WorkingTree
from partnercli.repository.write import NOTHING, WriteProblem, write_atomic

FOLDER = "contracts"
"""The folder of the contracts' schemas, within that of the records'."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def schema(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND|CONTRACT",
            help="Print the schema of this kind of file alone, or of this JSON contract: tally, or partner.tally/1.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the schemas lie; otherwise schemas/ of the repository."),
    ] = None,
    contracts: Annotated[
        bool,
        typer.Option("--contracts", help="Those of the JSON contracts too, in contracts/ within the folder."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say which are out of date, and end with 1.")
    ] = False,
) -> int:
    """Write JSON Schemas, by which editors complete and check what is typed.

    One file a kind, <kind>.schema.json, written only where it changes; the paths written are printed. With a
    kind and no option its schema is printed and nothing is written. What commands print as JSON has schemas too,
    by the `format` that stands in it: they are written with --contracts, and kept up to date where they lie.

    Example: partner schema country
    """
    session: Session = context.obj
    kind = _asked(name) if name is not None else None
    if kind is not None and not (output or contracts or check):
        session.terminal.write(_text(kind).decode())
        return Exit.FINE
    folder = output or session.root / SCHEMAS
    wanted = {_file(one): one for one in ([kind] if kind is not None else _all(folder, contracts=contracts))}
    stale = list(_stale(folder, wanted))
    for path, text, old in stale:
        if not check:
            _write(path, text, old)
        session.terminal.line(shown(path))
    if check and stale:
        verb = "is" if len(stale) == 1 else "are"
        raise Refused(f"{plural(len(stale), 'schema')} {verb} out of date", "write them anew: partner schema")
    if not stale:
        session.terminal.note("all schemas are up to date")
    return Exit.FINE


def _asked(name: str) -> Kind | Contract:
    """The kind of file, or else the contract, that is called so; raises Usage."""
    if name in list(Kind):
        return Kind(name)
    for one in CONTRACTS:
        if name in {one.name, one.format}:
            return one
    known = (*map(str, Kind), *(one.format for one in CONTRACTS), *(one.name for one in CONTRACTS))
    hint = (
        did_you_mean(name, known)
        or f"kinds of files are {', '.join(Kind)}; a contract is named as in its JSON"
    )
    raise Usage(f'there is no schema "{name}"', hint)


def _all(folder: Path, *, contracts: bool) -> list[Kind | Contract]:
    """What has a schema in a folder: every kind of file, and the contracts where they are wanted or lie there."""
    return [*Kind, *(CONTRACTS if contracts or (folder / FOLDER).is_dir() else ())]


def _file(one: Kind | Contract) -> str:
    """The path of a schema, from the folder of all."""
    return schema_name(one) if isinstance(one, Kind) else f"{FOLDER}/{one.name}.schema.json"


def _text(one: Kind | Contract) -> bytes:
    """A schema as its file holds it."""
    if isinstance(one, Kind):
        return schema_text(one)
    from partnercli.cli.contract_schema import contract_schema

    return f"{json.dumps(contract_schema(one.load()), ensure_ascii=False, indent=2)}\n".encode()


def _stale(folder: Path, wanted: Mapping[str, Kind | Contract]) -> Iterator[tuple[Path, bytes, bytes | None]]:
    """The files that say something else than they should: path, new bytes, old ones."""
    tree = WorkingTree(folder)
    for name, one in wanted.items():
        path, text = folder / name, _text(one)
        try:
            old = tree.read(name)
        except Missing:
            old = None
        except Unreadable as problem:
            raise NoAccess(f"{shown(path)} cannot be read: {problem}", "move it out of the way") from problem
        if old != text:
            yield path, text, old
    tree.close()


def _write(path: Path, text: bytes, old: bytes | None) -> None:
    try:
        write_atomic(path, text, NOTHING if old is None else old)
    except WriteProblem as problem:
        raise NoAccess(str(problem), problem.hint) from problem
