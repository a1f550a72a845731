"""Setting fields of a record: what `partner KIND set` does for every kind of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from partnercli.cli.findings_text import write_findings
from partnercli.cli.lookup import typed
from partnercli.cli.problems import Exit, NoAccess, Refused, Usage
from partnercli.cli.session import Session, errors, shown
from partnercli.cli.terminal import Piece
from partnercli.cli.validation import judged
from partnercli.findings import Finding, RecordPath, identified
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.edit import NotEdited, comments, set_field
from partnercli.repository.fields import find_field, value_of
from partnercli.repository.kinds import model_of
from partnercli.repository.load import Loaded, Scope, load
from partnercli.repository.trees import Overlay, Tree
from partnercli.repository.trees import Unreadable as UnreadableFile
from partnercli.repository.walk import read_yaml
from partnercli.repository.write import Changed, WriteProblem, write_atomic

Find = Callable[[Exercise, str], str]
"""Finds the id of a record by what a person calls it, or raises NotFound."""
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


class _Edit(NamedTuple):
    """A file before and after, and the fields that were set."""

    path: str
    before: bytes
    after: bytes
    fields: tuple[RecordPath, ...]


def set_fields(
    session: Session, kind: Kind, find: Find, name: str, assignments: Sequence[str], *, dry_run: bool
) -> Exit:
    """Set fields of the record called `name`, each assignment being FIELD=VALUE; an empty value takes it out.

    Refused, with nothing written, where the repository would have an error that it had not before. With
    `dry_run` the change is shown as a unified diff.
    """
    loaded = session.load(Scope.everything())
    edit = _edited(loaded, kind, _key(loaded, kind, find, name), assignments)
    if edit.after == edit.before:
        session.terminal.note(f"nothing to change: {edit.path} says so already")
        return Exit.FINE
    _checked(session, loaded, edit)
    lost = Counter(comments(edit.before)) - Counter(comments(edit.after))
    for comment in lost.elements():
        session.terminal.error(f"the comment beside what is taken out goes too: {comment}")
    if dry_run:
        _show(session, edit)
        return Exit.FINE
    _write(session, edit)
    session.terminal.line(shown(session.root / edit.path))
    return Exit.FINE


def _key(loaded: Loaded, kind: Kind, find: Find, name: str) -> str:
    """The record's id; one that cannot be read as it is goes by its id alone, to be mended."""
    unread = loaded.exercise.malformed.get(kind, frozenset())
    return name.lower() if name.lower() in unread else find(loaded.exercise, name)


def _edited(loaded: Loaded, kind: Kind, key: str, assignments: Sequence[str]) -> _Edit:
    path = kind.file(key)
    before = after = _read(loaded.tree, path)
    fields: list[RecordPath] = []
    for assignment in map(typed, assignments):
        field, equals, text = assignment.partition("=")
        if not equals or not field:
            raise Usage(f'"{assignment}" sets no field', "write FIELD=VALUE, in quotes where it holds spaces")
        place, after = _assigned(after, kind, field, text)
        if place in fields:
            raise Usage(f"{field} is given twice", "give each field once")
        fields.append(place)
    return _Edit(path, before, after, tuple(fields))


def _assigned(data: bytes, kind: Kind, name: str, text: str) -> tuple[RecordPath, bytes]:
    model = model_of(kind)
    try:
        field = find_field(model, read_yaml(data, "").value, name)
        value = value_of(field, text)
        return field.path, set_field(data, model, field.path, value if text else None)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error
    except NotEdited as error:
        raise Refused(f"{name}: {error}; nothing was written", error.hint) from error


def _read(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path)
    except UnreadableFile as error:
        raise NoAccess(f"{path} cannot be read: {error}") from error


def _checked(session: Session, loaded: Loaded, edit: _Edit) -> None:
    """The repository as it would be after the edit: refused for an error that it has not now, or in what was set."""
    old = {mark for _, mark in identified(errors(judged(loaded).findings))}
    after = load(Overlay(loaded.tree, {edit.path: edit.after}), Scope.everything())
    now = identified(errors(judged(after, loaded.exercise.config).findings))
    found = [one for one, mark in now if mark not in old or _concerns(one, edit)]
    if found:
        write_findings(session.terminal, after, found)
        raise Refused(
            "with this the data would have the errors above, so nothing was written",
            "give another value, or mend first what is named there",
        )


def _concerns(finding: Finding, edit: _Edit) -> bool:
    return finding.file == edit.path and any(finding.path[: len(field)] == field for field in edit.fields)


def _show(session: Session, edit: _Edit) -> None:
    terminal = session.terminal
    if not terminal.is_terminal:
        terminal.write("".join(_diff(edit)))
        return
    for part in _diff(edit):
        for line in part.splitlines():
            terminal.line(Piece(line, _STYLES.get(line[0], "")))


def _diff(edit: _Edit) -> Iterator[str]:
    before, after = (data.decode().splitlines(keepends=True) for data in (edit.before, edit.after))
    for line in unified_diff(before, after, f"a/{edit.path}", f"b/{edit.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _write(session: Session, edit: _Edit) -> None:
    try:
        write_atomic(session.root / edit.path, edit.after, edit.before)
    except Changed as error:
        raise Refused(
            f"{error}; nothing was written", "look at the file, then give the command again"
        ) from error
    except WriteProblem as error:
        raise NoAccess(str(error), "check the folder's permissions and the space left") from error
