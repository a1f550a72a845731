"""Records at past revisions: which commit changed which record, from what to what, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from partnercli.records.base import Record
from partnercli.records.kinds import Kind
from partnercli.repository.git import ChangedFile, GitTree, History
from partnercli.repository.git import Revision as GitRevision
from partnercli.repository.kinds import model_of, place_of
from partnercli.repository.trees import Missing, Tree, Unreadable
from partnercli.repository.walk import read_yaml


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


def revisions(root: Path, now: Tree, paths: Sequence[str], names: str) -> Iterator[Revision]:
    """What changed in files or folders, commit by commit, the earliest first; last what `now` has and HEAD has not.

    Positions that do not hold the text `names`, neither before nor after, are not read. Raises GitProblem.
    """
    past = _Past(History(root, paths), names.encode())
    for revision in past.history.revisions:
        yield past.revision(revision)
    yield past.uncommitted(GitTree(root, "HEAD"), now, paths)


class _Unread(NamedTuple):
    """Stands for a file that says nothing that can be understood; `lost`: its content is not here."""

    lost: bool = False


_State = bytes | _Unread | None
"""A file's bytes at one time; None where there is no file."""


class _Past:
    """The records read so far, by path: the last state of each that could be read."""

    def __init__(self, history: History, names: bytes) -> None:
        self.history = history
        self._names = names
        self._last: dict[str, Record | None] = {}
        self._bytes: Callable[[str | None], _State] = cache(self._object)

    def revision(self, revision: GitRevision) -> Revision:
        """A commit's changes as records."""
        pairs = [(file.path, *self._pair(file)) for file in revision.files]
        changes, unread = self._changes(pairs)
        return Revision(
            revision.commit, revision.author, revision.when, revision.subject, changes, unread, revision.cut
        )

    def uncommitted(self, head: Tree, now: Tree, paths: Sequence[str]) -> Revision:
        """What the files on disk say that the last commit does not."""
        files = sorted({file for tree in (head, now) for path in paths for file in _files(tree, path)})
        pairs = [(file, _read(head, file), _read(now, file)) for file in files]
        changes, unread = self._changes([pair for pair in pairs if pair[1] != pair[2]])
        return Revision(None, "", None, "", changes, unread)

    def _pair(self, file: ChangedFile) -> tuple[_State, _State]:
        return self._bytes(file.before), self._bytes(file.after)

    def _object(self, name: str | None) -> _State:
        try:
            return None if name is None else self.history.read(name)
        except Unreadable:
            return _Unread(lost=True)

    def _changes(
        self, pairs: Sequence[tuple[str, _State, _State]]
    ) -> tuple[tuple[RecordChange, ...], tuple[str, ...]]:
        changes, unread = [], []
        for path, before, after in pairs:
            place = place_of(path)
            if place is None or not self._may_say(place[0], before, after):
                continue
            old, new = (_record(place[0], data, path) for data in (before, after))
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

    def _may_say(self, kind: Kind, *states: _State) -> bool:
        """Whether a file has to be read: of all positions, few name a country."""
        return kind is not Kind.POSITION or any(
            isinstance(state, _Unread) or (state is not None and self._names in state) for state in states
        )


def _record(kind: Kind, data: _State, path: str) -> Record | _Unread | None:
    if data is None or isinstance(data, _Unread):
        return data
    walked = read_yaml(data, path)
    if walked.findings or walked.place is None:
        return _Unread()
    try:
        return model_of(kind).model_validate(walked.value)
    except ValidationError:
        return _Unread()


def _files(tree: Tree, path: str) -> Iterator[str]:
    try:
        yield from (path,) if path.endswith(".yaml") else tree.files(path)
    except Unreadable:
        return


def _read(tree: Tree, path: str) -> _State:
    try:
        return tree.read(path)
    except Missing:
        return None
    except Unreadable:
        return _Unread(lost=True)
