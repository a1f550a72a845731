"""A `.git` that somebody made to run, stop or fill something: the answer is a sentence, soon, and nothing is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., subprocess.CompletedProcess[bytes]]
Make = Callable[[Path], object]

CORVO = "HEAD:data/countries/corvo.yaml"
NO_REPOSITORY = b"is not in a git repository"
UNREADABLE = b"git cannot read this repository"
SILENT = b"git gave no answer within 4 seconds"
COMMANDS = (
    "core.fsmonitor core.pager core.editor core.sshCommand diff.external diff.evil.command diff.evil.textconv "
    "filter.evil.clean filter.evil.smudge filter.evil.process credential.helper core.alternateRefsCommand"
)
HOOKS = ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc")


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def cleared(root: Path, place: str) -> Path:
    """Where something else is to stand, with what stood there taken away; `HEAD…` is where git keeps that object."""
    if place.startswith("HEAD"):
        key = git(root, "rev-parse", place)
        place = f".git/objects/{key[:2]}/{key[2:]}"
    there = root / place
    if place:
        shutil.rmtree(there) if there.is_dir() else there.unlink(missing_ok=True)
    return there


def settings(text: bytes) -> Make:
    """More lines in git's settings."""

    def add(root: Path) -> None:
        with (root / ".git/config").open("ab") as file:
            file.write(text)

    return add


def bytes_of(text: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text)


def hole(path: Path) -> None:
    """A file of 10 GB that takes no room."""
    path.touch()
    os.truncate(path, 10 << 30)


def piped_settings(root: Path) -> None:
    os.mkfifo(root / ".git/pipe")
    settings(b"[include]\n path = pipe\n")(root)


def commands(root: Path) -> None:
    """Every setting and hook that names a program names one that leaves a mark."""
    attack = root.parent / "attack"
    attack.write_text(f"#!/bin/sh\ntouch {root.parent}/canary\n")
    attack.chmod(0o755)
    for name in COMMANDS.split():
        git(root, "config", name, str(attack))
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* diff=evil filter=evil\n")
    (root / ".git/hooks").mkdir(exist_ok=True)
    for hook in HOOKS:
        shutil.copy(attack, root / ".git/hooks" / hook)


RECIPES: dict[str, tuple[str, Make, int, bytes]] = {
    "programs in settings and hooks": ("", commands, 0, b""),
    "no repository: a pipe": (".git", os.mkfifo, 3, NO_REPOSITORY),
    "settings that are none": (".git/config", bytes_of(b"\x00\xff[[["), 3, UNREADABLE),
    "a commit that is none": ("HEAD", bytes_of(b"x"), 3, UNREADABLE),
    "a folder that is none": (
        "HEAD:data",
        bytes_of(b"x"),
        3,
        b"git cannot list the files of this revision",
    ),
    "a file that is none": (CORVO, bytes_of(b"x"), 0, b""),
}
MORE_RECIPES: dict[str, tuple[str, Make, int, bytes]] = {
    "no repository: a link": (".git", lambda path: path.symlink_to("/etc"), 3, NO_REPOSITORY),
    "no repository: words": (".git", bytes_of(b"nonsense"), 3, UNREADABLE),
    "no repository: elsewhere": (".git", bytes_of(b"gitdir: /etc"), 3, NO_REPOSITORY),
    "no repository: itself": (".git", bytes_of(b"gitdir: .git"), 3, NO_REPOSITORY),
    "no repository: 10 GB": (".git", hole, 3, UNREADABLE),
    "settings that name themselves": ("", settings(b"[include]\n path = config\n"), 3, UNREADABLE),
    "settings of the future": ("", settings(b"[core]\n repositoryformatversion = 99\n"), 3, UNREADABLE),
    "settings of another folder": ("", settings(b"[core]\n worktree = /etc\n"), 0, b""),
    "a head of other bytes": (".git/HEAD", bytes_of(b"\xff\x00"), 3, NO_REPOSITORY),
    "no objects": (".git/objects", os.mkfifo, 3, NO_REPOSITORY),
    "a file that is empty": (CORVO, Path.touch, 0, b""),
    "a pack that is none": (f".git/objects/pack/pack-{'a' * 40}.idx", bytes_of(b"x"), 0, b""),
}
STOPPED: dict[str, tuple[str, Make, int, bytes]] = {
    "settings that name a pipe": ("", piped_settings, 3, SILENT),
    "a folder a pipe": ("HEAD:data", os.mkfifo, 3, SILENT),
    "a file a pipe": (CORVO, os.mkfifo, 0, b""),
}
"""What makes git wait for ever."""
LONG = {**MORE_RECIPES, **STOPPED}


@pytest.mark.parametrize(
    "title", [*RECIPES, *(pytest.param(title, marks=pytest.mark.tools) for title in LONG)]
)
def test_a_hostile_git_gets_a_sentence_soon_and_runs_nothing(
    title: str, process: Process, fictional: Path, history: Callable[[str], str]
) -> None:
    place, make, code, sentence = {**RECIPES, **LONG}[title]
    history("as it was")
    make(cleared(fictional, place))
    before = files(fictional)
    for command in (["validate", "--changed-since", "HEAD"], ["diff", "HEAD"]):
        done = process("--repo", str(fictional), *command, limited=True)
        assert done.returncode == code
        assert sentence in done.stderr
        assert b"Traceback" not in done.stderr
    assert files(fictional) == before
    assert not (fictional.parent / "canary").exists()


def test_what_asks_for_no_past_state_does_without_git(
    process: Process, fictional: Path, history: Callable[[str], str]
) -> None:
    history("as it was")
    piped_settings(fictional)
    done = process("--repo", str(fictional), "validate", limited=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_plain_git_runs_what_these_settings_name(fictional: Path, history: Callable[[str], str]) -> None:
    history("as it was")
    commands(fictional)
    git(fictional, "status")
    assert (fictional.parent / "canary").exists()


@pytest.mark.tools
def test_a_file_of_a_gigabyte_in_a_past_state_costs_no_memory(
    process: Process, fictional: Path, history: Callable[[str], str]
) -> None:
    zonda = fictional / "data/countries/zonda.yaml"
    zonda.touch()
    os.truncate(zonda, 1 << 30)
    history("a gigabyte of nothing")
    zonda.unlink()
    done = process("--repo", str(fictional), "diff", "HEAD", limited=True)
    assert done.returncode == 0
    assert done.stderr == b"warning: data/countries/zonda.yaml could not be read in HEAD and is left out\n"


def files(root: Path) -> dict[str, tuple[int, int]]:
    """What stands under a folder: its size and the time of its change."""
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in root.rglob("*")}
