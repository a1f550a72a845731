"""Trees: the one door to a repository's bytes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from partnercli.repository.text import LARGEST
from partnercli.system.folders import Folder, held
from partnercli.system.reasons import reason

TEMPORARY = ".partner-tmp"
"""How names of temporary files end; they are passed over and named."""

_ABSENT = (errno.ENOENT, errno.ENAMETOOLONG)
"""Errors that say that there is no such file: none can have a name that is too long."""


DEEPEST_FOLDER = 8
"""How deep folders may lie: records need three."""


class Unreadable(Exception):
    """A file that cannot be read, with the reason in words."""


class Missing(Unreadable):
    """A file that is not there."""


class Tree(Protocol):
    """A repository's files at one state."""

    def files(self, folder: str) -> Iterator[str]:
        """The files under a folder, as paths from the root with `/`, sorted; none where there is no such folder.

        Links, devices, folders that cannot be opened and folders named like files are listed as well: to
        read them is refused. Raises Unreadable where `folder` itself cannot be opened.
        """

    def read(self, path: str) -> bytes:
        """A file's bytes; raises Unreadable, or Missing where there is none."""

    def require_file(self, path: str) -> None:
        """Raise what reading the file would raise, without reading it."""


class WorkingTree:
    """The files on disk under a root. Links are never followed below it."""

    def __init__(self, root: Path) -> None:
        """A tree under `root`, which may itself be a link."""
        self.root = root
        self._folder: tuple[str, Folder] | None = None

    def files(self, folder: str) -> Iterator[str]:
        """The files under a folder, hidden ones passed over unless they are left over from an edit."""
        try:
            found = self._at(folder).names()
        except OSError as error:
            if error.errno in _ABSENT:
                return
            raise Unreadable(_reason(error)) from error
        if folder.count("/") >= DEEPEST_FOLDER:
            raise Unreadable(f"folders lie more than {DEEPEST_FOLDER} deep")
        for name, is_folder in found:
            path = f"{folder}/{name}" if folder else name
            if not is_folder or name.endswith(".yaml"):
                if not name.startswith(".") or name.endswith(TEMPORARY):
                    yield path
            elif not name.startswith("."):
                yield from self._within(path)

    def _within(self, folder: str) -> Iterator[str]:
        try:
            yield from self.files(folder)
        except Unreadable:
            yield folder

    def read(self, path: str) -> bytes:
        """A regular file's bytes, at most one more than the largest file that is read."""
        descriptor = self._opened(path)
        try:
            return _read_all(descriptor, min(os.fstat(descriptor).st_size, LARGEST) + 1)
        except OSError as error:
            raise Unreadable(_reason(error)) from error
        finally:
            os.close(descriptor)

    def require_file(self, path: str) -> None:
        """Raise what reading the file would raise, without reading it."""
        os.close(self._opened(path))

    def _opened(self, path: str) -> int:
        folder, _, name = path.rpartition("/")
        try:
            return self._at(folder).file(name)
        except OSError as error:
            if error.errno in _ABSENT:
                raise Missing("there is no such file") from error
            raise Unreadable(_reason(error)) from error

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder opened last."""
        if self._folder:
            self._folder[1].close()
            self._folder = None

    def _at(self, folder: str) -> Folder:
        if self._folder and self._folder[0] == folder:
            return self._folder[1]
        self.close()
        found = held(self.root)
        for step in folder.split("/") if folder else ():
            try:
                inner = found.inner(step)
            finally:
                found.close()
            found = inner
        self._folder = (folder, found)
        return found


class ReadOnce:
    """Another tree that is looked at once: what a command sees of its folders and files is of one moment.

    So an edit that was thought out on a file is written only over the very bytes that it was thought out on.
    """

    def __init__(self, under: Tree) -> None:
        """Nothing is read yet."""
        self._under = under
        self._folders: dict[str, list[str] | Unreadable] = {}
        self._files: dict[str, bytes | Unreadable] = {}
        self._required: dict[str, Unreadable | None] = {}

    def files(self, folder: str) -> Iterator[str]:
        """The files of the other, as they were when these, or those of a folder above, were first asked for."""
        if folder not in self._folders:
            try:
                above = self._listed_above(folder)
                self._folders[folder] = list(self._under.files(folder)) if above is None else above
            except Unreadable as error:
                self._folders[folder] = error
        found = self._folders[folder]
        if isinstance(found, Unreadable):
            raise found
        yield from found

    def _listed_above(self, folder: str) -> list[str] | None:
        """The files under a folder, of those listed for one above; None where none was, or the folder was shut."""
        above = folder
        while "/" in above:
            above = above.rpartition("/")[0]
            if isinstance(listed := self._folders.get(above), list) and folder not in listed:
                return [path for path in listed if path.startswith(f"{folder}/")]
        return None

    def read(self, path: str) -> bytes:
        """A file's bytes as they were when they were first asked for."""
        if path not in self._files:
            try:
                self._files[path] = self._under.read(path)
            except Unreadable as error:
                self._files[path] = error
        found = self._files[path]
        if isinstance(found, Unreadable):
            raise found
        return found

    def require_file(self, path: str) -> None:
        """Raise what reading the file would have raised when this was first asked."""
        if path not in self._required:
            self._required[path] = None
            try:
                self._under.require_file(path)
            except Unreadable as error:
                self._required[path] = error
        if (found := self._required[path]) is not None:
            raise found


class Selected:
    """Another tree of which only some files are listed: who reads all that it lists reads no more than these."""

    def __init__(self, under: Tree, paths: Iterable[str]) -> None:
        """`paths` that are not there, or lie where no folder can be opened, are passed over, as in any list of files.

        They may also name what hides a folder of records: listing that is then left to the other tree.
        """
        self._under = under
        self._paths = dict.fromkeys(sorted(paths))
        self._folders = {path.rpartition("/")[0] for path in self._paths}

    def files(self, folder: str) -> Iterator[str]:
        """The selected files under a folder."""
        if folder in self._paths:
            yield from self._under.files(folder)
            return
        shut = {inner for inner in self._folders if not _opens(self._under, inner)}
        for path in self._paths:
            inner = path.rpartition("/")[0]
            if f"{inner}/".startswith(f"{folder}/") and inner not in shut and self._is_there(path):
                yield path

    def read(self, path: str) -> bytes:
        """A file's bytes, selected or not."""
        return self._under.read(path)

    def require_file(self, path: str) -> None:
        """Raise what reading the file would raise."""
        self._under.require_file(path)

    def _is_there(self, path: str) -> bool:
        try:
            self._under.require_file(path)
        except Missing:
            return False
        except Unreadable:
            pass
        return True


class Overlay:
    """Another tree with some files' bytes replaced, added or gone: an edit, checked before it is written."""

    def __init__(self, under: Tree, changed: Mapping[str, bytes | None]) -> None:
        """`changed` gives the new bytes by path; None for a file that is to go."""
        self._under = under
        self._changed = changed

    def files(self, folder: str) -> Iterator[str]:
        """The files of both."""
        below = {path for path in self._changed if path.startswith(f"{folder}/") or not folder}
        gone = {path for path in below if self._changed[path] is None}
        yield from sorted({*self._under.files(folder), *below} - gone)

    def read(self, path: str) -> bytes:
        """The new bytes where there are some."""
        if path not in self._changed:
            return self._under.read(path)
        data = self._changed[path]
        if data is None:
            raise Missing("there is no such file")
        return data

    def require_file(self, path: str) -> None:
        """Raise what reading the file would raise; an edited one can always be read."""
        if path not in self._changed:
            self._under.require_file(path)
        elif self._changed[path] is None:
            raise Missing("there is no such file")


def bytes_or_none(tree: Tree, path: str) -> bytes | None:
    """A file's bytes; None where it is not there or cannot be read."""
    try:
        return tree.read(path)
    except Unreadable:
        return None


def _opens(tree: Tree, folder: str) -> bool:
    try:
        next(tree.files(folder), None)
    except Unreadable:
        return False
    return True


def _read_all(descriptor: int, most: int) -> bytes:
    data = os.read(descriptor, most)
    while len(data) < most and (more := os.read(descriptor, most - len(data))):
        data += more
    return data


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "it is a link; keep the file or folder itself here"
    if error.errno == errno.ENXIO:
        return "it is not an ordinary file"
    if error.errno == errno.ENOTDIR:
        return "it is not a folder, or a link to one; keep the folder itself here"
    return reason(error)
