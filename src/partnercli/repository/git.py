"""git itself, as it is asked for past revisions; the only module that calls it.

git is run so that nothing of a repository can make it run something else: no hooks, no monitors, no filters, no
fetching of what is missing, nothing from the environment. Ownership of the folder stays git's own check.
"""

from __future__ import annotations

import os
import subprocess  # nosec B404 # git alone is run, with fixed words
from pathlib import Path
from time import monotonic
from typing import IO

from partnercli.system.pipes import pipes
from partnercli.system.processes import apart, cap_memory, end, program

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
PATIENCE = 4
"""Seconds for one answer of git, which needs a fraction of one; in a repository made to stop it, it waits for ever."""
LONG_PATIENCE = 30
"""Seconds for the whole history of some files, of which git reads every commit."""
_MOST_SAID = 128 << 20
"""Bytes that git may say at once: the history of some hundred thousand changes."""
_MOST_COMPLAINED = 1 << 16
"""Bytes of its complaints that are kept."""
_MOST_MEMORY = 1 << 30
"""Bytes that git may fill, which needs a fraction; few of its objects can stand for endless many files."""
_NO_REVISION = ("fatal: Needed a single revision", "fatal: log for")
"""What git says where there is no such revision, or no longer one; all else is a repository that it cannot read."""
LOG = ("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "diff.orderFile=/dev/null", "log")
"""A log that shows what the first commit brought, and has no signature checked by a program that settings name."""


class GitProblem(Exception):
    """What is wrong with a revision or with git, in words, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def silent(patience: int = PATIENCE) -> GitProblem:
    """What to say where git has not answered for so many seconds."""
    return GitProblem(
        f"git gave no answer within {patience} seconds", "try again, and if it stays so: git fsck"
    )


def prefix(root: Path) -> str:
    """The way from git's own root to `root`, with a `/` at its end; empty where they are one, or without git."""
    try:
        done = run(root, "rev-parse", "--show-prefix")
    except GitProblem:
        return ""
    return os.fsdecode(done.stdout.rstrip(b"\n")) if done.returncode == 0 else ""


def why_no_commit(root: Path, revision: str) -> GitProblem:
    """Why a repository has no commit of that name, asked of git once more."""
    nowhere = GitProblem(
        f'there is no revision "{revision}"',
        "name a commit, a branch or a tag; where only the latest history was fetched, fetch more",
    )
    if "\0" in revision:
        return nowhere
    done = run(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    said = done.stderr.decode(errors="replace")
    if "dubious ownership" in said:
        return GitProblem(
            "git does not trust this folder, because it belongs to somebody else",
            "let its owner run the command, or ask whoever keeps this computer",
        )
    if "not a git repository" in said:
        return GitProblem(
            f"{root} is not in a git repository",
            "past states are read from git: run git init in that folder, then commit what it holds",
        )
    if done.returncode and not any(line.startswith(_NO_REVISION) for line in said.splitlines()):
        last = said.strip().rpartition("\n")[2]
        return GitProblem("git cannot read this repository", f"git says: {last}")
    return nowhere


def run(root: Path, *arguments: str, patience: int = PATIENCE) -> subprocess.CompletedProcess[bytes]:
    """Run git to its end.

    Raises GitProblem where it is not here, takes longer than so many seconds, or says more than anybody needs.
    """
    process = started(root, *arguments)
    said, complained, until = bytearray(), bytearray(), monotonic() + patience
    into = {number(process.stdout): said, number(process.stderr): complained}
    read = pipes(list(into))
    try:
        while into:
            found = read.next(until - monotonic())
            if found is None or monotonic() > until:  # it may complain without end
                raise silent(patience)
            pipe, data = found
            into[pipe] += data
            if not data:
                del into[pipe]
            del complained[_MOST_COMPLAINED:]
            if len(said) > _MOST_SAID:
                raise GitProblem(f"git says more than {_MOST_SAID >> 20} MiB at once", "try: git fsck")
        code = process.wait(max(0, until - monotonic()))
    except subprocess.TimeoutExpired as error:
        raise silent(patience) from error
    finally:
        ended(process)
    return subprocess.CompletedProcess(arguments, code, bytes(said), bytes(complained))


def started(root: Path, *arguments: str, asked: bool = False) -> subprocess.Popen[bytes]:
    """Start git; `asked`: it waits for questions. Raises GitProblem where it is not here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        process = subprocess.Popen(  # noqa: S603 # nosec B603 # fixed words; revisions behind --end-of-options
            [program("git"), *_SAFE, *arguments],
            bufsize=0 if asked else -1,
            cwd=root,
            env=kept | _ENVIRONMENT,
            stdin=subprocess.PIPE if asked else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if asked else subprocess.PIPE,
            **apart(),
        )
    except OSError as error:
        raise GitProblem("git is needed to read past revisions, and is not here", "install git") from error
    cap_memory(process, _MOST_MEMORY)
    return process


def ended(process: subprocess.Popen[bytes]) -> None:
    """Stop git, whatever it is at, and all that it started, without waiting for what it may still say."""
    end(process)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    process.wait()


def number(pipe: IO[bytes] | None) -> int:
    """The descriptor of a pipe to or from git."""
    if pipe is None:  # never, since it was asked for
        raise GitProblem("git cannot be talked to")
    return pipe.fileno()
