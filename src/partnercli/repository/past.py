"""Records at past revisions: which commit changed which record, from what to what, and what could not be read.

Nothing is read twice: what a file says now is known already, and so is what it said whenever it was the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.git_history import ChangedFile, History
from partnercli.repository.git_history import Revision as GitRevision
from partnercli.repository.git_tree import GitTree, listed_under, object_of
from partnercli.repository.kinds import place_of
from partnercli.repository.load import Loaded
from partnercli.repository.one_file import parsed
from partnercli.repository.trees import Missing, Unreadable


class RecordChange(NamedTuple):
    """A record before and after; None where there is none. `key` is its id."""

    kind: Kind
    key: str
    before: Record | None
    after: Record | None


class Revision(NamedTuple):
    """A commit with the records that it changed; `commit` is None for what is not committed yet.

    `unread` are files that cannot be read as they stood then: they are passed over, and what comes next is compared
    with what could be read before. `cut`: nothing earlier was fetched, so that all of it only looks new.
    """

    commit: str | None
    author: str
    when: datetime | None
    subject: str
    changes: tuple[RecordChange, ...]
    unread: tuple[str, ...] = ()
    cut: bool = False


def revisions(root: Path, now: Loaded, paths: Sequence[str], names: str) -> Iterator[Revision]:
    """What changed in files or folders, commit by commit, the earliest first; last what `now` has and HEAD has not.

    Positions that cannot name the id `names`, neither before nor after, are not read. Raises GitProblem.
    """
    history = History(root, paths)
    past = _Past(history, _Now(now, paths, names.encode(), history.head), names.encode())
    for revision in history.revisions:
        yield past.revision(revision)
    yield past.uncommitted(GitTree(root, history.head), paths)


class _Unread(NamedTuple):
    """Stands for a file that says nothing that can be understood; `lost`: its content is not here."""

    lost: bool = False


_LOST = ""
"""Stands for the object of a file whose content cannot be read."""


class _Now:
    """The files on disk, each known by the object as which git would keep it."""

    def __init__(self, loaded: Loaded, paths: Sequence[str], names: bytes, head: str) -> None:
        """The files under `paths`; `head` is any commit of the repository."""
        self._parsed = loaded.parsed
        self._unparsed: dict[str, bytes] = {}
        self.objects: dict[str, str] = {}
        self._naming: set[str] = set()
        for path in (file for place in paths for file in listed_under(loaded.tree, place)):
            try:
                data = loaded.tree.read(path)
            except Missing:
                continue
            except Unreadable:
                self.objects[path] = _LOST
                continue
            self.objects[path] = object_of(data, head)
            if _may_name(data, names):
                self._naming.add(path)
            if path not in loaded.parsed:
                self._unparsed[path] = data

    def names_it(self, path: str) -> bool:
        """Whether a file may name what was asked for."""
        return path in self._naming

    def record(self, kind: Kind, path: str) -> Record | None:
        """What a file says, None where that cannot be understood."""
        known = self._parsed.get(path) or parsed(kind, self._unparsed[path], path)
        return known.record


class _Past:
    """The records read so far, by path: the last state of each that could be read."""

    def __init__(self, history: History, now: _Now, names: bytes) -> None:
        self._history = history
        self._now = now
        self._names = names
        self._last: dict[str, Record | None] = {}
        self._bytes: Callable[[str], bytes | None] = cache(self._object)
        self._said: Callable[[str, str], Record | _Unread] = cache(self._record)

    def revision(self, revision: GitRevision) -> Revision:
        """A commit's changes as records."""
        changes, unread = self._changes(revision.files)
        return Revision(
            revision.commit, revision.author, revision.when, revision.subject, changes, unread, revision.cut
        )

    def uncommitted(self, head: GitTree, paths: Sequence[str]) -> Revision:
        """What the files on disk say that the last commit does not."""
        committed = {file: _object_in(head, file) for path in paths for file in listed_under(head, path)}
        files = sorted(committed.keys() | self._now.objects)
        states = (ChangedFile(file, committed.get(file), self._now.objects.get(file)) for file in files)
        changes, unread = self._changes(one for one in states if one.before != one.after)
        return Revision(None, "", None, "", changes, unread)

    def _changes(self, files: Iterable[ChangedFile]) -> tuple[tuple[RecordChange, ...], tuple[str, ...]]:
        changes, unread = [], []
        for file in files:
            place, path = place_of(file.path), file.path
            if place is None:
                continue
            if place[0] is Kind.POSITION and not self._may_say(file):
                self._last[path] = None  # of what is asked for it says as little as no file would
                continue
            old, new = (None if name is None else self._said(path, name) for name in file[1:])
            if not isinstance(old, _Unread):
                self._last[path] = old
            if isinstance(new, _Unread):
                unread.append(path)
                if new.lost:
                    self._last.pop(path, None)
                continue
            if path in self._last and self._last[path] != new:
                changes.append(RecordChange(*place, self._last[path], new))
            self._last[path] = new
        return tuple(changes), tuple(unread)

    def _may_say(self, file: ChangedFile) -> bool:
        """Whether a position has to be read: of all of them, few name a country, now or when last understood."""
        return self._last.get(file.path) is not None or any(
            name is not None and self._names_it(file.path, name) for name in (file.before, file.after)
        )

    def _names_it(self, path: str, name: str) -> bool:
        if name == self._now.objects.get(path):
            return not name or self._now.names_it(path)
        data = self._bytes(name)
        return data is None or _may_name(data, self._names)

    def _record(self, path: str, name: str) -> Record | _Unread:
        """What a file said as this object."""
        kind = (place_of(path) or (Kind.CONFIG, ""))[0]
        if name and name == self._now.objects.get(path):
            return self._now.record(kind, path) or _Unread()
        data = self._bytes(name)
        return _Unread(lost=True) if data is None else parsed(kind, data, path).record or _Unread()

    def _object(self, name: str) -> bytes | None:
        """The bytes of an object, None where they are not here."""
        try:
            return self._history.read(name) if name else None
        except Unreadable:
            return None


def _may_name(data: bytes, names: bytes) -> bool:
    """Whether a file may say these letters: as they are, or behind a backslash, any of them by its number."""
    return names in data or b"\\" in data


def _object_in(tree: GitTree, path: str) -> str | None:
    try:
        return tree.object(path)
    except Missing:
        return None
    except Unreadable:
        return _LOST
