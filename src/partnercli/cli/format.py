"""`partner format`: the canonical layout of files that people have written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from partnercli.cli.changes import Change, carry_out, file_bytes
from partnercli.cli.exit_codes import Exit
from partnercli.cli.findings_text import write_findings
from partnercli.cli.session import Session, shown
from partnercli.cli.terminal import Piece
from partnercli.cli.validation import paths_in
from partnercli.library.problems import Usage
from partnercli.records.plural import plural
from partnercli.repository.kinds import DATA, model_of, place_of
from partnercli.repository.layout import NotLaidOut, laid_out
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class _Found(NamedTuple):
    """The files that another layout would change, how many were read, and how many are left as they are."""

    changes: list[Change]
    read: int
    left: int


@app.command("format")
def format_(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Only these files or folders.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files that would change; end with 1 if there are any.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change.")] = False,
) -> int:
    """Put files into the canonical layout: order of keys, indents, lines of prose, quotes.

    No value changes and no comment is lost. A file that cannot be read, or not be laid out without harm, is left
    as it is and named. With --check or --diff nothing is written.

    Example: partner format data/countries
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    found = _laid_out(session, loaded, paths or ())
    if check and not diff:
        for change in found.changes:
            session.terminal.line(shown(session.root / change.path))
    elif found.changes:
        carry_out(session, loaded, found.changes, dry_run=check or diff)
    _say(session, found, written=not (check or diff))
    return Exit.ERRORS if found.left or (check and found.changes) else Exit.FINE


def _laid_out(session: Session, loaded: Loaded, paths: Sequence[Path]) -> _Found:
    changes, left = [], 0
    files = _files(session, loaded, paths)
    for path in session.terminal.progress.each("Laying out the files", files):
        place = place_of(path)
        before = file_bytes(loaded.tree, path)
        try:
            change = Change(path, before, laid_out(before, model_of(place[0]), path)) if place else None
        except NotLaidOut as reason:
            left += 1
            write_findings(session.terminal, loaded, reason.findings)
            said = f"{shown(session.root / path)} is left as it is: {reason}"
            session.terminal.error(Piece("error: ", "bold red"), said)
        else:
            changes += [change] if change and change.after != before else []
    return _Found(changes, len(files), left)


def _files(session: Session, loaded: Loaded, paths: Sequence[Path]) -> list[str]:
    """The records' files, all of them or those named; raises Usage where a path names none."""
    wanted = paths_in(session.root, paths)
    known = [path for path in ("partner.yaml", *loaded.tree.files(DATA)) if place_of(path)]
    for typed, path in zip(paths, wanted, strict=True):
        if not any(_lies_in(file, path) for file in known):
            raise Usage(f"{typed} holds no record", "name partner.yaml, or a file or folder below data/")
    return [file for file in known if not wanted or any(_lies_in(file, path) for path in wanted)]


def _lies_in(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def _say(session: Session, found: _Found, *, written: bool) -> None:
    changed, fine = len(found.changes), found.read - len(found.changes) - found.left
    verb = "laid out anew" if written else "would be laid out anew"
    parts = [f"{plural(changed, 'file')} {verb}"] if changed else []
    parts += [f"{plural(fine, 'file')} {'was' if fine == 1 else 'were'} laid out already"] if fine else []
    parts += (
        [f"{plural(found.left, 'file')} left as {'it is' if found.left == 1 else 'they are'}"]
        if found.left
        else []
    )
    session.terminal.note("; ".join(parts))
