"""The commits that changed certain files, out of one `git log`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from partnercli.repository.git import LOG, LONG_PATIENCE, GitProblem, run
from partnercli.repository.git_store import store_of
from partnercli.repository.git_tree import ROOTS
from partnercli.repository.trees import Unreadable

_NOTHING = frozenset("0")
_HOW = ("--raw", "-z", "-c", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
_ORDER = ("--topo-order", "--reverse", "--encoding=UTF-8")
_FORM = "--format=%H%x00%P%x00%aN%x00%aI%x00%s"


class LastChange(NamedTuple):
    """Who last changed a repository's files, and when."""

    author: str
    when: datetime


def last_change(root: Path, revision: str = "HEAD") -> LastChange:
    """The author and date of the last commit up to a revision that changed the data or the templates.

    Raises GitProblem.
    """
    commit = store_of(root).commit(revision)
    done = run(root, *LOG, "-1", "--format=%aN%x00%aI", "--end-of-options", commit, "--", *ROOTS)
    author, _, when = done.stdout.decode("utf-8", "replace").strip().partition("\0")
    if done.returncode or not when:
        raise GitProblem(f'no commit up to "{revision}" holds data', "commit the data first")
    return LastChange(author, _moment(when))


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
    """The commits up to `head`, which is HEAD's, that changed certain files, the earliest first; the files' bytes."""

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        """`paths` are files or folders from the repository's root; raises GitProblem."""
        self._store = store_of(root)
        self.head = self._store.commit("HEAD")
        self.revisions = tuple(self._revisions(root, paths))

    def read(self, name: str) -> bytes:
        """An object's bytes; raises Unreadable."""
        return self._store.read(name)

    def _revisions(self, root: Path, paths: Sequence[str]) -> Iterator[Revision]:
        arguments = (*LOG, *_HOW, *_ORDER, _FORM, "--end-of-options", self.head, "--", *paths)
        done = run(root, *arguments, patience=LONG_PATIENCE)
        if done.returncode:
            raise _unread()
        try:
            yield from self._said(deque(done.stdout.split(b"\0")))
        except (ValueError, IndexError) as error:
            raise _unread() from error

    def _said(self, words: deque[bytes]) -> Iterator[Revision]:
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


def _unread() -> GitProblem:
    """What to say where the commits cannot be read."""
    return GitProblem("git cannot read the history of this repository", "try: git fsck")


def _changed_files(words: deque[bytes]) -> Iterator[ChangedFile]:
    """The files of one commit; of a merge those that are as in none of its parents, compared with the first."""
    if words and not words[0].strip():
        words.popleft()  # which parts a merge's own lines from its head, and stands there where it has none
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
