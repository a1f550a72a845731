"""Past revisions as trees, read out of git's own store without a checkout, and what differs between two states."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1, sha256
from itertools import count
from pathlib import Path
from typing import Final

from partnercli.repository.git import silent
from partnercli.repository.git_store import Entry, Folder, Silent, store_of, unlisted
from partnercli.repository.kinds import DATA, SETTINGS, TEMPLATES
from partnercli.repository.trees import DEEPEST_FOLDER, TEMPORARY, Missing, Tree, Unreadable

ROOTS: Final = (SETTINGS, DATA, TEMPLATES)
"""What of a repository's root is its own; all else is not looked at."""
RECORDS: Final = (SETTINGS, DATA)
"""Where all records lie."""
_FILES = frozenset({0o100644, 0o100755, 0o100664})
_LINK = 0o120000
_SHA1 = 40
"""Letters of an object's name in most repositories; in the others it is a SHA-256."""
_MOST_ENTRIES = 200_000
"""Files and folders that are listed at most: few objects of git, each named many times, can stand for endless many."""


class GitTree:
    """A repository's files as they were at one revision; only the folders asked for are read."""

    def __init__(self, root: Path, revision: str) -> None:
        """The state of the repository at `root`, which may lie below git's own root, at a commit, tag or branch.

        Raises GitProblem where there is no git, no git repository or no such revision.
        """
        self._store = store_of(root)
        self.revision = self._store.commit(revision)
        top = self._store.top(self.revision)
        self._top: Folder = {name: top[name] for name in ROOTS if name in top}
        self.records: Folder = {name: top[name] for name in RECORDS if name in top}
        self._require_data()

    def files(self, folder: str) -> Iterator[str]:
        """The files under a folder, by the same rules as those of a working tree."""
        try:
            entries = self._folder(folder)
        except Missing:
            return
        yield from self._below(folder, entries, {}, count(1))

    def files_unlike(self, other: GitTree) -> Iterator[str]:
        """The files of records that `other` has not, or not so; folders that both have alike are not opened."""
        seen = count(1)
        for name, entry in sorted(self.records.items()):
            if other.records.get(name) == entry:
                continue
            if entry.is_folder and not name.endswith(".yaml"):
                yield from self._within(name, entry, other.records.get(name), seen)
            else:
                yield name

    def read(self, path: str) -> bytes:
        """A file's bytes, at most one more than the largest file that is read."""
        return self._store.read(self.object(path))

    def require_file(self, path: str) -> None:
        """Raise Unreadable, or Missing, where there is no ordinary file."""
        self.object(path)

    def object(self, path: str) -> str:
        """The object that holds a file's bytes; raises Unreadable, or Missing where there is no file."""
        folder, _, name = path.rpartition("/")
        entry = self._folder(folder).get(name)
        if entry is None:
            raise Missing("there is no such file")
        if entry.mode == _LINK:
            raise Unreadable("it is a link; keep the file or folder itself here")
        if entry.mode not in _FILES:
            raise Unreadable("it is not an ordinary file")
        return entry.object

    def _require_data(self) -> None:
        """Raise GitProblem where the folder of all records is lost: then nothing can be said of the revision."""
        data = self._top.get(DATA)
        try:
            if data is not None and data.is_folder:
                self._store.folder(data.object)
        except Silent as error:
            raise silent() from error
        except Unreadable:
            raise unlisted() from None

    def _folder(self, folder: str) -> Folder:
        """What a folder holds; raises Unreadable, or Missing."""
        here = self._top
        for step in folder.split("/") if folder else ():
            entry = here.get(step)
            if entry is None:
                raise Missing("there is no such file")
            if not entry.is_folder:
                raise Unreadable("it is not a folder, or a link to one; keep the folder itself here")
            here = self._store.folder(entry.object)
        return here

    def _below(self, folder: str, entries: Folder, theirs: Folder, seen: Iterator[int]) -> Iterator[str]:
        """The files under a folder, but for what is the same among `theirs`."""
        if folder.count("/") >= DEEPEST_FOLDER:
            raise Unreadable(f"folders lie more than {DEEPEST_FOLDER} deep")
        for name, entry in sorted(entries.items()):
            if next(seen) > _MOST_ENTRIES:
                raise Unreadable(f"it holds more than {_MOST_ENTRIES:,} files and folders")
            if theirs.get(name) == entry:
                continue
            path = f"{folder}/{name}" if folder else name
            if not entry.is_folder or name.endswith(".yaml"):
                if not name.startswith(".") or name.endswith(TEMPORARY):
                    yield path
            elif not name.startswith("."):
                yield from self._within(path, entry, theirs.get(name), seen)

    def _within(self, path: str, ours: Entry, theirs: Entry | None, seen: Iterator[int]) -> Iterator[str]:
        try:
            other = self._store.folder(theirs.object) if theirs and theirs.is_folder else {}
            yield from self._below(path, self._store.folder(ours.object), other, seen)
        except Unreadable:
            yield path


def differing(base: GitTree, other: Tree) -> frozenset[str]:
    """The files of records that are not surely the same in two states.

    Between revisions they are told by their objects, folders first, and no file is read. Of another tree all are
    read, and compared with what git keeps.
    """
    if isinstance(other, GitTree):
        return frozenset((*base.files_unlike(other), *other.files_unlike(base)))
    listed = {path for tree in (base, other) for place in RECORDS for path in listed_under(tree, place)}
    return frozenset(path for path in sorted(listed) if not _same(base, other, path))  # folder by folder


def listed_under(tree: Tree, place: str) -> Iterator[str]:
    """The files under a folder, or the file itself; the folder where it cannot be opened."""
    try:
        yield from (place,) if place.endswith(".yaml") else tree.files(place)
    except Unreadable:
        yield place


def object_of(data: bytes, like: str) -> str:
    """The name by which git would know a file of these bytes; `like` is that of any object of the same repository."""
    whole = b"blob %d\0%b" % (len(data), data)
    return (sha1(whole, usedforsecurity=False) if len(like) == _SHA1 else sha256(whole)).hexdigest()


def _same(base: GitTree, other: Tree, path: str) -> bool:
    try:
        return base.object(path) == object_of(other.read(path), base.revision)
    except Unreadable:
        return False
