"""git repositories made for a test; what a command starts of git, asks it for, and parses."""

from __future__ import annotations

import subprocess
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from weakref import WeakValueDictionary

import pytest

from partnercli.repository import git as module
from partnercli.repository import git_store, one_file
from partnercli.repository.walk import read_yaml

_NOBODY = ("-c", "user.name=Desk", "-c", "user.email=desk@example.invalid", "-c", "gc.auto=0")


def git(folder: Path, *arguments: str, data: bytes = b"") -> str:
    """Run git in a folder; gives what it printed."""
    command = ["git", *_NOBODY, *arguments]
    done = subprocess.run(command, cwd=folder, input=data, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit_all(folder: Path, *how: str) -> str:
    """A new repository in a folder with all that it holds; gives the commit's name. `how` goes to `git init`."""
    git(folder, "init", "--quiet", "--initial-branch=main", *how)
    return commit(folder)


def commit(folder: Path) -> str:
    """One more commit of all that a folder holds; gives its name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=more")
    return git(folder, "rev-parse", "HEAD")


def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands of git that are started from here on, as they come."""
    commands: list[str] = []
    start = module.started

    def counted(root: Path, *arguments: str, **how: Any) -> subprocess.Popen[bytes]:
        commands.append(next(word for word in arguments if word in _COMMANDS))
        return start(root, *arguments, **how)

    for name in ("git", "git_store"):
        monkeypatch.setattr(f"partnercli.repository.{name}.started", counted)
    # Whoever still holds the store of an earlier test, whose folder bore the same name, shares it with nobody here.
    monkeypatch.setattr("partnercli.repository.git_store._OPEN", WeakValueDictionary())
    return commands


def asking(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The objects that git gives from here on, by their names."""
    asked: list[str] = []
    ask = git_store.Store.ask

    def noted(store: git_store.Store, name: str) -> git_store.Object:
        found = ask(store, name)
        asked.append(found.name)
        return found

    monkeypatch.setattr(git_store.Store, "ask", noted)
    return asked


def parsing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed from here on, in each of their states."""
    parsed: list[str] = []

    def noted(data: bytes, path: str) -> Any:
        parsed.append(path)
        return read_yaml(data, path)

    monkeypatch.setattr(one_file, "read_yaml", noted)
    return parsed


def a_git(folder: Path, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of these lines for the shell in the place of git."""
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def has_ended(number: int, within: float = 20) -> bool:
    """Whether the process of that number ends within so many seconds; one that is killed takes its while."""
    stat, until = Path(f"/proc/{number}/stat"), monotonic() + within
    while monotonic() < until:
        try:
            if stat.read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        sleep(0.01)
    return False


_COMMANDS = frozenset({"cat-file", "log", "ls-tree", "rev-parse"})
