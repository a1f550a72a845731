"""Every command that writes, killed and failed at every step of its writes: each file is the old one or the new one.

A run is forked off, with the calls by which files are written counted; at one of them it ends at once, as if
killed, or the disk fails it. What is left is compared with what an undisturbed run leaves.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from files_kept import files, restore
from partnercli.repository import write
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import TEMPORARY, WorkingTree
from writing_verbs import VERBS, Verb, named, perform

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.tools

CALLS = frozenset({"open", "write", "fchmod", "fsync", "link", "replace", "rename", "unlink", "close"})
"""What the one writer of files asks of the system; making a folder and reading come before or do no harm."""
THEIRS = b"title: Theirs is "
READ = WorkingTree.read
KILLED = 99
"""The exit code of a run that was ended, of no command's own."""


class Disturbed:
    """The module `os` as the writer of files sees it; at the `number`-th of its calls, from 1, something happens."""

    def __init__(self, number: int, happens: Callable[[], None]) -> None:
        self.calls = 0
        self._number = number
        self._happens = happens

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def called(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self._number:
                if name == "close" and self._happens is not killed:
                    real(*arguments, **named)  # a descriptor whose close fails is closed all the same
                self._happens()
            return real(*arguments, **named)

        return called


def killed() -> NoReturn:
    os._exit(KILLED)


def full() -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def worn() -> NoReturn:
    raise OSError(errno.EIO, "Input/output error")


def disturbed(
    verb: Verb, root: Path, number: int = 0, happens: Callable[[], None] = killed
) -> tuple[int, int]:
    """Run a command: its exit code, and how many calls the writer made; nothing happens where `number` is 0."""
    with pytest.MonkeyPatch.context() as patch:
        seen = Disturbed(number, happens)
        patch.setattr(write, "os", seen)
        return perform(verb.arguments, root, verb.lines), seen.calls


def forked(verb: Verb, root: Path, number: int = 0) -> int:
    """Run a command in a child process, which is killed at one of the writer's calls: its exit code."""
    child = os.fork()
    if not child:
        code = KILLED
        try:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the caught one is pytest's
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            code, _ = disturbed(verb, root, number)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def whole(root: Path) -> dict[str, bytes]:
    """The files without what is left over from an edit, which is a note of its own."""
    return {path: data for path, data in files(root).items() if not path.endswith(TEMPORARY)}


def leaves(verb: Verb, root: Path) -> tuple[dict[str, bytes], dict[str, bytes], int]:
    """The files before and after an undisturbed run, and how many calls its writes take."""
    shutil.copytree(ROOT / "tests" / "fictional", root)
    verb.prepare(root)
    before = files(root)
    code, calls = disturbed(verb, root)
    assert code == 0
    after = files(root)
    assert after != before
    restore(root, before)
    return before, after, calls


def faults(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """What a disturbed run may not leave: half a file, one that nobody meant, a record that cannot be read."""
    now = whole(root)
    for path in now.keys() | before.keys() | after.keys():
        if now.get(path) not in (before.get(path), after.get(path)):
            yield path
    if now != before:
        for finding in load(WorkingTree(root), Scope.everything()).findings:
            if finding.code != "PC122":
                yield f"{finding.file} {finding.code}"


@pytest.mark.parametrize("verb", VERBS, ids=named)
def test_a_command_killed_at_any_step_leaves_each_file_whole_and_given_again_finishes(
    verb: Verb, tmp_path: Path
) -> None:
    root = tmp_path / "it"
    before, after, calls = leaves(verb, root)
    stood: list[dict[str, bytes]] = [before]  # from which an undisturbed run leads to `after`
    for number in range(1, calls + 1):
        assert forked(verb, root, number) == KILLED
        assert (number, list(faults(root, before, after))) == (number, [])
        if (left := whole(root)) not in stood:
            code = forked(verb, root)
            done = whole(root) == after or (left == after and verb.adds)
            assert (number, code in (0, 1, 3), done) == (number, True, True)
            stood.append(left)
        restore(root, before)


@pytest.mark.parametrize("verb", VERBS, ids=named)
def test_a_command_that_the_disk_fails_at_any_step_says_so_and_leaves_each_file_whole(
    verb: Verb, tmp_path: Path
) -> None:
    root = tmp_path / "it"
    before, after, calls = leaves(verb, root)
    codes = set()
    for number in range(1, calls + 1):
        code = disturbed(verb, root, number, worn if number % 4 == 0 else full)[0]
        assert (number, list(faults(root, before, after))) == (number, [])
        assert code or whole(root) == after, number
        codes.add(code)
        restore(root, before)
    failed = 1 if verb.lines else 4  # lines of a sitting fail one by one, and all of it ends with 1
    assert codes <= {0, failed}
    assert failed in codes


class Read:
    """Reading a tree; after the `number`-th time that `path` is read, from 1, somebody else changes what it says."""

    def __init__(self, root: Path, path: str, number: int) -> None:
        self.times = 0
        self._file, self._path, self._number = root / path, path, number

    def __call__(self, tree: WorkingTree, path: str) -> bytes:
        data = READ(tree, path)
        if path == self._path:
            self.times += 1
            if self.times == self._number:
                self._file.write_bytes(data.replace(b"title: ", THEIRS, 1))
        return data


@pytest.mark.parametrize("verb", VERBS, ids=named)
def test_what_somebody_writes_after_any_reading_of_a_file_is_never_lost(
    verb: Verb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "it"
    before, after, _ = leaves(verb, root)
    for path in (path for path in before if after.get(path) != before[path]):
        number, times = 0, 1
        while number < times:
            number += 1
            seen = Read(root, path, number)
            monkeypatch.setattr(WorkingTree, "read", lambda tree, path, seen=seen: seen(tree, path))
            perform(verb.arguments, root, verb.lines)
            kept = any(
                THEIRS in data for data in whole(root).values()
            )  # in a new place too: its file may move
            assert (path, number, kept) == (path, number, True)
            restore(root, before)
            times = seen.times
        assert times


def test_the_recipe_catches_a_naive_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def naive(path: Path, data: bytes, _was: object) -> None:
        system = vars(write)["os"]
        descriptor = system.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        system.write(descriptor, data)
        system.close(descriptor)

    monkeypatch.setattr("partnercli.cli.changes.write_atomic", naive)
    verb = next(verb for verb in VERBS if verb.name == "country set")
    before, after, calls = leaves(verb, tmp_path / "it")
    torn: list[str] = []
    for number in range(1, calls + 1):
        forked(verb, tmp_path / "it", number)
        torn += faults(tmp_path / "it", before, after)
        restore(tmp_path / "it", before)
    assert torn
