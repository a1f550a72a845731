"""Past revisions: a tree read out of git's own store, without a checkout; the only module that calls git.

git is run so that nothing of a repository can make it run something else: no hooks, no monitors, no filters, no
fetching of what is missing, nothing from the environment. Ownership of the folder stays git's own check.
"""

from __future__ import annotations

import os
import select
import subprocess  # nosec B404 # git alone is run, with fixed words
import weakref
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import IO, NamedTuple

from partnercli.repository.text import LARGEST
from partnercli.repository.trees import DEEPEST_FOLDER, TEMPORARY, Missing, Unreadable

_SAFE = (
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "diff.external=",
    "-c",
    "core.pager=cat",
    "-c",
    "protocol.allow=never",
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
_PATIENCE = 4
"""Seconds for one answer of git, which needs a fraction of one; in a repository made to stop it, it waits for ever."""
_LONG_PATIENCE = 30
"""Seconds for the whole history of some files, of which git reads every commit."""
_NOTHING = frozenset("0")
_LOG = ("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "diff.orderFile=/dev/null", "log")
"""A log that shows what the first commit brought, and has no signature checked by a program that settings name."""
_NO_REVISION = ("fatal: Needed a single revision", "fatal: log for")
"""What git says where there is no such revision, or no longer one; all else is a repository that it cannot read."""
_ROOTS = ("partner.yaml", "data", "templates")
_FILES = frozenset({"100644", "100755", "100664"})
_LINK = "120000"


class GitProblem(Exception):
    """What is wrong with a revision or with git, in words, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class _Entry(NamedTuple):
    """A path of the revision: its mode, as git writes it, and its object."""

    mode: str
    object: str


class GitTree:
    """A repository's files as they were at one revision."""

    def __init__(self, root: Path, revision: str) -> None:
        """The state of the repository at `root`, which may lie below git's own root, at a commit, tag or branch.

        Raises GitProblem where there is no git, no git repository or no such revision.
        """
        self.revision = _commit(root, revision)
        self._entries = _entries(root, self.revision)
        self._paths = sorted(self._entries)
        self._root = root
        self._store: _Store | None = None

    def files(self, folder: str) -> Iterator[str]:
        """The files under a folder, by the same rules as those of a working tree."""
        prefix = f"{folder}/" if folder else ""
        start = bisect_left(self._paths, prefix)
        below = takewhile(lambda path: path.startswith(prefix), self._paths[start:])
        seen = (_as_listed(prefix, path) for path in below)
        yield from dict.fromkeys(path for path in seen if path)

    def read(self, path: str) -> bytes:
        """A file's bytes, at most one more than the largest file that is read."""
        name = self._file(path)
        if self._store is None:
            self._store = _Store(self._root)
        return self._store.read(name)

    def require_file(self, path: str) -> None:
        """Raise Unreadable, or Missing, where there is no ordinary file."""
        self._file(path)

    def _file(self, path: str) -> str:
        entry = self._entries.get(path)
        if entry is None:
            if any(self.files(path)):
                raise Unreadable("it is not an ordinary file")
            raise Missing("there is no such file")
        if entry.mode == _LINK:
            raise Unreadable("it is a link; keep the file or folder itself here")
        if entry.mode not in _FILES:
            raise Unreadable("it is not an ordinary file")
        return entry.object


class _Store:
    """One `git cat-file --batch`: asked for an object, it answers with its bytes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._silent = False
        self._start()

    def _start(self) -> None:
        process = _started(self._root, "cat-file", "--batch", stdin=subprocess.PIPE)
        self._end = weakref.finalize(self, _ended, process)
        self._asked, self._answers = _open_pipe(process.stdin), _open_pipe(process.stdout)
        self._ready = select.poll()
        self._ready.register(self._answers, select.POLLIN)

    def read(self, name: str) -> bytes:
        """An object's bytes, at most one more than the largest file; raises Unreadable where git gives none."""
        if self._silent:
            raise Unreadable("git gives no more answers")
        try:
            self._asked.write(f"{name}\n".encode())
            self._asked.flush()
            if not self._ready.poll(_PATIENCE * 1000):
                self._silent = True
                self._end()
                raise Unreadable(f"git gave no answer within {_PATIENCE} seconds")
            head = self._answers.readline().split()
            if len(head) != 3:
                raise Unreadable("git does not have its content here")
            size = int(head[2])
            data = self._answers.read(min(size, LARGEST + 1))
            if size > LARGEST:  # the rest is not even taken from the pipe
                self._end()
                self._start()
            else:
                self._answers.read(1)
        except OSError as error:
            raise Unreadable("git ended before it gave its content") from error
        return data


def prefix(root: Path) -> str:
    """The way from git's own root to `root`, with a `/` at its end; empty where they are one, or without git."""
    try:
        done = _run(root, "rev-parse", "--show-prefix")
    except GitProblem:
        return ""
    return os.fsdecode(done.stdout.rstrip(b"\n")) if done.returncode == 0 else ""


class LastChange(NamedTuple):
    """Who last changed a repository's files, and when."""

    author: str
    when: datetime


def last_change(root: Path, revision: str = "HEAD") -> LastChange:
    """The author and date of the last commit up to a revision that changed the data or the templates.

    Raises GitProblem.
    """
    commit = _commit(root, revision)
    done = _run(root, *_LOG, "-1", "--format=%aN%x00%aI", "--end-of-options", commit, "--", *_ROOTS)
    author, _, when = done.stdout.decode("utf-8", "replace").strip().partition("\0")
    if done.returncode or not when:
        raise GitProblem(f'no commit up to "{revision}" holds data', "commit the data first")
    return LastChange(author, datetime.fromisoformat(when))


class ChangedFile(NamedTuple):
    """A file that a commit changed: the object that it was before and that it is after; None where there is none."""

    path: str
    before: str | None
    after: str | None


class Revision(NamedTuple):
    """A commit, and which of the files asked for it changed, by their paths from the repository's root.

    `when` is the author's date. `cut`: what came before it was not fetched, so that all its files look new.
    """

    commit: str
    author: str
    when: datetime
    subject: str
    files: tuple[ChangedFile, ...]
    cut: bool = False


class History:
    """The commits up to HEAD that changed certain files, the earliest first, and the bytes of those files."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        """`paths` are files or folders from the repository's root; raises GitProblem."""
        self._store = _Store(root)
        self.revisions = tuple(self._revisions(root, _commit(root, "HEAD"), paths))

    def read(self, name: str) -> bytes:
        """An object's bytes; raises Unreadable."""
        return self._store.read(name)

    def _revisions(self, root: Path, head: str, paths: Sequence[str]) -> Iterator[Revision]:
        how = (
            "--raw",
            "-z",
            "-c",
            "--no-abbrev",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--relative",
        )
        order = ("--topo-order", "--reverse", "--encoding=UTF-8")
        form = "--format=%H%x00%P%x00%aN%x00%aI%x00%s"
        arguments = (*_LOG, *how, *order, form, "--end-of-options", head, "--", *paths)
        done = _run(root, *arguments, patience=_LONG_PATIENCE)
        if done.returncode:
            raise GitProblem("git cannot read the history of this repository", "try: git fsck")
        words = deque(done.stdout.split(b"\0"))
        while len(words) > 5:
            commit, parents, author, when, subject = (
                words.popleft().decode("utf-8", "replace") for _ in range(5)
            )
            files = tuple(_changed_files(words))
            cut = not parents.strip() and self._has_parent(commit.strip())
            yield Revision(commit.strip(), author, _moment(when), subject, files, cut)

    def _has_parent(self, commit: str) -> bool:
        """Whether a commit names one before it, which need not be here."""
        try:
            head, _, _ = self._store.read(commit).partition(b"\n\n")
        except Unreadable:
            return False
        return b"\nparent " in head


def _changed_files(words: deque[bytes]) -> Iterator[ChangedFile]:
    """The files of one commit; of a merge those that are as in none of its parents, compared with the first."""
    if len(words) > 1 and not words[0].strip() and words[1].startswith(b"::"):
        words.popleft()  # which parts a merge's own lines from its head
    while words and words[0].lstrip().startswith(b":"):
        said = words.popleft().lstrip()
        parents = len(said) - len(said.lstrip(b":"))
        names = said.decode().split(" ")[parents + 1 : -1]
        before, after = (None if set(name) <= _NOTHING else name for name in (names[0], names[-1]))
        yield ChangedFile(os.fsdecode(words.popleft()), before, after)


def _moment(text: str) -> datetime:
    """A commit's date; the first moment that computers know where it has none that can be read."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _as_listed(prefix: str, path: str) -> str:
    """The path as a working tree lists it: what lies too deep, or in a folder named like a file, by that folder."""
    here = prefix.rstrip("/")
    *folders, name = path[len(prefix) :].split("/")
    for folder in folders:
        here = f"{here}/{folder}" if here else folder
        if folder.startswith("."):
            return ""
        if folder.endswith(".yaml") or here.count("/") >= DEEPEST_FOLDER:
            return here
    return "" if name.startswith(".") and not name.endswith(TEMPORARY) else path


def _commit(root: Path, revision: str) -> str:
    if "\0" in revision:
        raise GitProblem(f'there is no revision "{revision}"')
    done = _run(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    name = done.stdout.decode().strip()
    if done.returncode == 0 and name.isalnum():  # not one of the ^names that stand for what is left out
        return name
    said = done.stderr.decode(errors="replace")
    if "dubious ownership" in said:
        raise GitProblem(
            "git does not trust this folder, because it belongs to somebody else",
            "let its owner run the command, or ask whoever keeps this computer",
        )
    if "not a git repository" in said:
        raise GitProblem(
            f"{root} is not in a git repository",
            "past states are read from git: run git init in that folder, then commit what it holds",
        )
    if done.returncode and not any(line.startswith(_NO_REVISION) for line in said.splitlines()):
        raise GitProblem(
            "git cannot read this repository", f"git says: {said.strip().rpartition(chr(10))[2]}"
        )
    raise GitProblem(
        f'there is no revision "{revision}"',
        "name a commit, a branch or a tag; where only the latest history was fetched, fetch more",
    )


def _entries(root: Path, commit: str) -> dict[str, _Entry]:
    done = _run(root, "ls-tree", "-r", "-z", commit, "--", *_ROOTS)
    if done.returncode:
        raise GitProblem("git cannot list the files of this revision", "try: git fsck")
    entries = {}
    for line in done.stdout.split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        mode, _, name = head.decode().split(" ")
        entries[os.fsdecode(path)] = _Entry(mode, name)
    return entries


def _run(root: Path, *arguments: str, patience: int = _PATIENCE) -> subprocess.CompletedProcess[bytes]:
    process = _started(root, *arguments)
    try:
        out, err = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired as error:
        _ended(process)
        raise GitProblem(
            f"git gave no answer within {patience} seconds", "try again, and if it stays so: git fsck"
        ) from error
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def _started(root: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.Popen(  # noqa: S603 # nosec B603, B607 # fixed words; revisions behind --end-of-options
            ["git", *_SAFE, *arguments],  # noqa: S607 - wherever the user keeps git
            cwd=root,
            env=kept | _ENVIRONMENT,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if stdin == subprocess.DEVNULL else subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitProblem("git is needed to read past revisions, and is not here", "install git") from error


def _open_pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # never, since both were asked for
        raise GitProblem("git cannot be talked to")
    return pipe


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()
