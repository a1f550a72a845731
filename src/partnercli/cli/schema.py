"""`partner schema`: JSON Schemas of the records, by which editors complete and check what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.problems import Exit, NoAccess, Refused
from partnercli.cli.session import Session, shown
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.repository.canonical import SCHEMAS, schema_name
from partnercli.repository.starter import schema_text
from partnercli.repository.trees import Missing, Unreadable, WorkingTree
from partnercli.repository.write import NOTHING, WriteProblem, write_atomic

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def schema(
    context: typer.Context,
    kind: Annotated[
        Kind | None, typer.Argument(metavar="KIND", help="Print the schema of this kind of file alone.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the schemas lie; otherwise schemas/ of the repository."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say which are out of date, and end with 1.")
    ] = False,
) -> int:
    """Write JSON Schemas, by which editors complete and check what is typed.

    One file a kind, <kind>.schema.json, written only where it changes; the paths written are printed. With a
    kind and no option its schema is printed and nothing is written.
    """
    session: Session = context.obj
    if kind and not output and not check:
        session.terminal.write(schema_text(kind).decode())
        return Exit.FINE
    folder = output or session.root / SCHEMAS
    stale = list(_stale(folder, [kind] if kind else Kind))
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


def _stale(folder: Path, kinds: Iterable[Kind]) -> Iterator[tuple[Path, bytes, bytes | None]]:
    """The files that say something else than they should: path, new bytes, old ones."""
    tree = WorkingTree(folder)
    for kind in kinds:
        path, text = folder / schema_name(kind), schema_text(kind)
        try:
            old = tree.read(path.name)
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
        raise NoAccess(str(problem), "check the folder's permissions and the space left") from problem
