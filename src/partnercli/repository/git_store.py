"""git's store of objects, asked through one `git cat-file --batch` for commits, folders and files alike."""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from partnercli.repository.git import (
    PATIENCE,
    GitProblem,
    ended,
    number,
    run,
    silent,
    started,
    why_no_commit,
)
from partnercli.repository.text import LARGEST
from partnercli.repository.trees import Unreadable
from partnercli.system.pipes import pipes

_HEAD = re.compile(rb"(?P<object>[0-9a-f]{40}|[0-9a-f]{64}) (?P<kind>[a-z]+) (?P<size>[0-9]{1,19})")
"""How git begins an answer; where it has no such object, what was asked for and one word."""
_LARGEST_FOLDER = 32 << 20
"""Bytes of a folder's entries, far beyond every honest one: some hundred thousand files."""
_LONGEST_NAME = 4096
"""Letters of a revision's name."""
_LONGEST_HEAD = 1 << 15
"""Bytes before the end of the line with which git begins an answer: where it repeats a revision's name."""
_MOST_STARTS = 100
"""How often git is started anew, after files beyond every honest size and objects over which it ends."""
_FOLDER = 0o040000


class Entry(NamedTuple):
    """What a folder of a revision holds under a name: its mode, as git writes it, and its object."""

    mode: int
    object: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mode == _FOLDER


Folder = Mapping[str, Entry]
"""The entries of a folder by name."""


class Object(NamedTuple):
    """An object: its name, its kind (commit, tree, blob), and its bytes."""

    name: str
    kind: str
    data: bytes


class Silent(Unreadable):
    """git gave no answer."""


class Store:
    """The objects of one repository; folders are remembered by their object, which never changes."""

    def __init__(self, root: Path) -> None:
        """Nothing is started before something is asked for; several may share one: `store_of`."""
        self._root = root
        self._starts = 0
        self._asking: _Asking | None = None
        self._folders: dict[str, Folder] = {}

    def read(self, name: str) -> bytes:
        """An object's bytes, at most one more than the largest file; raises Unreadable where git gives none."""
        return self.ask(name).data

    def commit(self, revision: str) -> str:
        """The commit that a revision's name stands for; raises GitProblem with the reason where there is none."""
        if len(revision) <= _LONGEST_NAME and not {"\n", "\0"} & set(revision):
            try:
                found = self.ask(f"{revision}^{{commit}}")
            except Silent as error:
                raise silent() from error
            except Unreadable:
                pass
            else:
                if found.kind == "commit":
                    return found.name
        raise why_no_commit(self._root, revision)

    def top(self, commit: str) -> Folder:
        """What the repository's root held then; raises GitProblem.

        Where git's one process cannot name it (it was not there yet, or settings know no working folder), git lists it.
        """
        try:
            return self.folder(f"{commit}:./")
        except Silent as error:
            raise silent() from error
        except Unreadable:
            done = run(self._root, "ls-tree", "-z", commit)
            if done.returncode:
                raise unlisted() from None
            return _listed(done.stdout)

    def folder(self, name: str) -> Folder:
        """The entries of a folder, by its object or `commit:path`; raises Unreadable."""
        known = self._folders.get(name)
        if known is None:
            found = self.ask(name)
            if found.kind != "tree":
                raise Unreadable("it is not a folder")
            known = self._folders[name] = _entries(found.data, len(found.name) // 2)
        return known

    def ask(self, name: str) -> Object:
        """The object that something is the name of; raises Unreadable, or Silent."""
        if self._asking is None:
            if self._starts >= _MOST_STARTS:
                raise Unreadable("git gives no more answers")
            self._starts += 1
            self._asking = _Asking(self._root)
        try:
            found, whole = self._asking.ask(name)
        except Silent:
            self._starts, self._asking = _MOST_STARTS, None
            raise
        except OSError as error:
            self._asking = None
            raise Unreadable("git ended before it gave its content") from error
        if not whole:  # the rest is not even taken from the pipe
            self._asking = None
        return found


_OPEN: weakref.WeakValueDictionary[Path, Store] = weakref.WeakValueDictionary()


def store_of(root: Path) -> Store:
    """The store of the repository at `root`, the same for all who hold it at one time: so git is started once."""
    where = root.absolute()
    store = _OPEN.get(where)
    if store is None:
        store = _OPEN[where] = Store(root)
    return store


def unlisted() -> GitProblem:
    """What to say where the folders of a revision cannot be read."""
    return GitProblem("git cannot list the files of this revision", "try: git fsck")


class _Asking:
    """One process that answers. An answer that does not come within PATIENCE is given up, wherever it stops."""

    def __init__(self, root: Path) -> None:
        process = started(root, "cat-file", "--batch", asked=True)
        weakref.finalize(self, ended, process)
        self._questions, self._answers = number(process.stdin), pipes([number(process.stdout)])
        self._buffer = bytearray()
        self._until = 0.0

    def ask(self, name: str) -> tuple[Object, bool]:
        """An object, and whether its bytes are whole; of one that is not, no more can be asked after it.

        Raises Unreadable where there is none, Silent, and OSError where git has ended.
        """
        self._until = monotonic() + PATIENCE
        os.write(self._questions, os.fsencode(f"{name}\n"))
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _LONGEST_HEAD:
                raise BrokenPipeError
            self._more()
        head = _HEAD.fullmatch(self._taken(end + 1)[:-1])
        if head is None:
            raise Unreadable("git does not have its content here")
        kind, size = head["kind"].decode(), int(head["size"])
        most = _LARGEST_FOLDER if kind == "tree" else LARGEST
        data = self._taken(min(size, most) + 1)
        whole = size <= most
        return Object(head["object"].decode(), kind, data[:-1] if whole else data), whole

    def _taken(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._more()
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _more(self) -> None:
        found = self._answers.next(self._until - monotonic())
        if found is None:
            raise Silent(f"git gave no answer within {PATIENCE} seconds")
        if not found[1]:
            raise BrokenPipeError
        self._buffer += found[1]


def _entries(data: bytes, width: int) -> Folder:
    """A folder as git keeps it: mode, name and object, `width` bytes long, one after the other."""
    entries, at = {}, 0
    try:
        while at < len(data):
            end = data.index(b"\0", at)
            mode, _, name = data[at:end].partition(b" ")
            at = end + 1 + width
            entries[os.fsdecode(name)] = Entry(int(mode, 8), data[end + 1 : at].hex())
    except ValueError as error:
        raise Unreadable("git does not have its content here") from error
    return entries


def _listed(lines: bytes) -> Folder:
    """A folder as git lists it."""
    entries = {}
    try:
        for line in lines.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, _, key = head.decode().split(" ")
            entries[os.fsdecode(name)] = Entry(int(mode, 8), key)
    except ValueError as error:
        raise unlisted() from error
    return entries
