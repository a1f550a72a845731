"""Changes of a repository's files: checked together before the first is written, shown, or written one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import unified_diff
from typing import Any, NamedTuple

from pydantic import ValidationError

from partnercli.cli.findings_text import write_findings
from partnercli.cli.session import Session, shown
from partnercli.cli.terminal import Piece
from partnercli.findings import Finding, RecordPath, errors, identified
from partnercli.library.judging import judged
from partnercli.library.problems import NoAccess, Refused, Usage
from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.canonical import Comments, NotCanonical, canonical
from partnercli.repository.edit import NotEdited, comments, said
from partnercli.repository.fields import dotted
from partnercli.repository.kinds import model_of
from partnercli.repository.load import Loaded, load_changed
from partnercli.repository.model_errors import findings_of
from partnercli.repository.rewrite import rewritten
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Tree
from partnercli.repository.trees import Unreadable as UnreadableFile
from partnercli.repository.write import (
    NOTHING,
    Changed,
    Occupied,
    WriteProblem,
    remove,
    require_writable,
    write_atomic,
)

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


class Change(NamedTuple):
    """A file before and after: `before` is None where it is new, `after` where it goes.

    `fields` are what was set on purpose: an error there refuses the change even where it is not new.
    """

    path: str
    before: bytes | None
    after: bytes | None
    fields: tuple[RecordPath, ...] = ()


def new_file(path: str, record: Record, notes: Comments | None = None) -> Change:
    """A record's file that is not there yet, with comments above the places named; raises Refused."""
    try:
        return Change(path, None, canonical(path, record, notes))
    except NotCanonical as error:
        raise Refused(f"{path} cannot be written: {error}", "shorten what it is to say") from error


def new_record(kind: Kind, key: str, values: dict[str, Any]) -> Change:
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


def left_by(loaded: Loaded, change: Change) -> Change | None:
    """The change of a new file that an interrupted run of several files left there whole: nothing of it is left to do.

    None where nothing stands there, or something else.
    """
    try:
        there = loaded.tree.read(change.path)
    except UnreadableFile:
        return None
    return Change(change.path, there, there) if there == change.after else None


def revised(loaded: Loaded, kind: Kind, key: str, change: Callable[[Any], Any]) -> Change:
    """A record's file as it is once it says what `change` makes of its plain values; all else in it stays.

    `change` gets a copy of its own. Raises NoAccess or Refused.
    """
    path = kind.file(key)
    before = file_bytes(loaded.tree, path)
    try:
        return Change(path, before, rewritten(before, model_of(kind), change(said(before))))
    except NotEdited as error:
        raise Refused(f"{path}: {error}; nothing was written", error.hint) from error


def file_bytes(tree: Tree, path: str) -> bytes:
    """A file's bytes; raises NoAccess."""
    try:
        return tree.read(path)
    except UnreadableFile as error:
        raise NoAccess(f"{path} cannot be read: {error}") from error


def carry_out(session: Session, loaded: Loaded, changes: Sequence[Change], *, dry_run: bool) -> bool:
    """Write the changes, each file in one step, and print the paths of what stands; with `dry_run` show a unified diff.

    `loaded` holds everything. Refused, with nothing written, where the repository would have an error that it
    had not before. False where nothing is to change, which is said.
    """
    left = [change for change in changes if change.after != change.before]
    if not left:
        said_already = ", ".join(dict.fromkeys(change.path for change in changes))
        session.terminal.note(f"nothing to change: {said_already} says so already")
        return False
    _check(session, loaded, left)
    for change in left:
        _say_what_is_lost(session, change)
    if dry_run:
        for change in left:
            _show(session, change)
    else:
        _write(session, left)
    return True


def _write(session: Session, changes: Sequence[Change]) -> None:
    """Write all, or none where one of the files was changed meanwhile; where the disk fails, say how far it came."""
    for change in changes:
        with _told():
            require_writable(session.root / change.path, NOTHING if change.before is None else change.before)
    for written, change in enumerate(changes):
        so_far = f"{written} of {len(changes)} files {'was' if written == 1 else 'were'} written before it"
        write_change(session, change, so_far if written else "")
        path = shown(session.root / change.path)
        if change.after is None:
            session.terminal.note(f"{path} is gone")
        else:
            session.terminal.line(path)


def _check(session: Session, loaded: Loaded, changes: Sequence[Change]) -> None:
    """The repository as it would be: refused for an error that it has not now, or in what was set."""
    session.terminal.progress.begins("Checking the change")
    after = load_changed(loaded, {change.path: change.after for change in changes}, Scope.everything())
    now = errors(judged(after, loaded.exercise.config).findings)
    old = {mark for _, mark in identified(errors(judged(loaded).findings))} if now else set()
    found = [
        one
        for one, mark in identified(now)
        if mark not in old or any(_concerns(one, change) for change in changes)
    ]
    if found:
        write_findings(session.terminal, after, found)
        raise Refused(
            "with this the data would have the errors above, so nothing was written",
            "give another value, or mend first what is named there",
        )


def _concerns(finding: Finding, change: Change) -> bool:
    at_field = any(finding.path[: len(field)] == field for field in change.fields)
    return finding.file == change.path and at_field


def _say_what_is_lost(session: Session, change: Change) -> None:
    if change.before is not None and change.after is not None:
        lost = Counter(comments(change.before)) - Counter(comments(change.after))
        for comment in lost.elements():
            session.terminal.error(f"the comment beside what is taken out goes too: {comment}")


def _show(session: Session, change: Change) -> None:
    terminal = session.terminal
    if not terminal.is_terminal:
        terminal.write("".join(_diff(change)))
        return
    for part in _diff(change):
        for line in part.splitlines():
            terminal.line(Piece(line, _STYLES.get(line[0], "")))


def _diff(change: Change) -> Iterator[str]:
    before, after = (
        (data or b"").decode().splitlines(keepends=True) for data in (change.before, change.after)
    )
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    for line in unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write_change(session: Session, change: Change, so_far: str = "") -> None:
    """Write one change that was checked; raises Refused where the file changed meanwhile, or NoAccess.

    `so_far` says what was written before it, where anything was.
    """
    path = session.root / change.path
    with _told(so_far):
        if change.after is not None:
            write_atomic(path, change.after, NOTHING if change.before is None else change.before)
        elif change.before is not None:
            remove(path, change.before)


@contextmanager
def _told(so_far: str = "") -> Iterator[None]:
    """Problems of writing in words for the desk, with what was written so far."""
    and_so_far = f"; {so_far}" if so_far else ""
    try:
        yield
    except Occupied as error:
        raise Refused(
            f"{error}, and is never overwritten{and_so_far}", "look at it, then give the command again"
        ) from error
    except Changed as error:
        raise Refused(
            f"{error}{and_so_far or '; nothing was written'}", "look at the file, then give the command again"
        ) from error
    except WriteProblem as error:
        raise NoAccess(f"{error}{and_so_far}", error.hint) from error
