"""What Windows lacks is taken away, and a day at the desk is the same, to the byte."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import desk_played
import like_windows
import partnercli
from git_made import commit_all

PACKAGE = Path(partnercli.__file__).parent
SUPPORT = Path(desk_played.__file__).parent
AS_THERE = "import like_windows; like_windows.become()\nfrom partnercli.__main__ import main\n"
HERE = WHOLE, PLAIN = ("system-as-it-is", "system-as-there")
"""The two repositories' folders, whose names are as long, since lines break after so many columns."""


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same day, played on this system as it is, and as it would be on Windows; their folders by name."""
    fictional = SUPPORT.parent / "fictional"
    above = tmp_path_factory.mktemp("days")
    whole, plain = (
        Path(shutil.copytree(fictional, above / name / "repository", symlinks=True)) for name in HERE
    )
    commit_all(whole)
    shutil.copytree(whole / ".git", plain / ".git")
    with ExitStack() as open_files:
        runs = [
            subprocess.Popen(
                [sys.executable, "-B", SUPPORT / "desk_played.py", above / name / "repository", *how],
                env={
                    "PATH": os.environ["PATH"],
                    "PARTNER_CACHE_DIR": str(above / name / "cache"),
                    "TERM": "dumb",
                },
                stdout=open_files.enter_context((above / name / "said").open("wb")),
            )
            for name, how in zip(HERE, ((), ("--like-windows",)), strict=True)
        ]
        for run in runs:
            run.wait(120)
    return {name: above / name for name in HERE}


def said(day: Path) -> list[list[str]]:
    """What each step said, with the name of the day's own folder taken out."""
    steps: list[list[str]] = json.loads((day / "said").read_text().replace(day.name, "there"))
    return steps


def files(day: Path) -> dict[str, bytes]:
    """All that stands in the repositories after the day but for git's own files."""
    return {
        path.relative_to(day).as_posix(): path.read_bytes()
        for name in ("repository", "new")
        for path in sorted((day / name).rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def test_the_day_is_a_day(days: dict[str, Path]) -> None:
    codes = {command: code for command, code, *_ in said(days[WHOLE])}
    refused = {command for command, code in codes.items() if code}
    assert refused == desk_played.REFUSED
    made = files(days[WHOLE])
    assert {
        f"repository/build/10001-31.{ending}" for ending in ("md", "docx", "pdf", "html", "xml")
    } <= made.keys()
    assert "new/partner.yaml" in made


def test_in_a_pipe_of_windows_all_is_read_and_written_in_utf_8_with_its_own_ends_of_lines(
    days: dict[str, Path],
) -> None:
    texts = {command: out for command, _, out, _ in said(days[PLAIN])}
    assert "Ínsula d'Ocre" in texts["position show QR"]
    assert [command for command, text in texts.items() if "\r" in text] == ["tally --at HEAD --format csv"]


def test_outside_of_this_room_nothing_names_what_windows_lacks() -> None:
    named = [
        f"{path.relative_to(PACKAGE).as_posix()}: {what}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE / "system"
        for what in _lacking(ast.parse(path.read_text("utf-8")))
    ]
    assert named == ["cli/typed_lines.py: readline"], "which is asked for only where it is"


def test_what_windows_lacks_is_found_wherever_it_is_named() -> None:
    code = "import os\nos.fork()\ndef f():\n  from signal import SIGALRM\n  import fcntl\nos.open(a, os.O_NOFOLLOW)"
    assert sorted(_lacking(ast.parse(code))) == ["fcntl", "os.O_NOFOLLOW", "os.fork", "signal.SIGALRM"]


def _lacking(tree: ast.Module) -> Iterator[str]:
    """What a module names that Windows lacks."""
    lacking = {f"{module}.{name}" for module, names in like_windows.LACKING.items() for name in names}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if f"{module}.{name}" in lacking:
                yield f"{module}.{name}"
            case ast.ImportFrom(module=str(module), names=names):
                yield from (found for one in names if (found := f"{module}.{one.name}") in lacking)
                yield from {module} & set(like_windows.MODULES)
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name in like_windows.MODULES)


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        (("--version",), 0, "partner "),
        (("--help",), 0, "Usage: partner [OPTIONS] COMMAND …"),
        (("validate",), 0, "nothing to mend in 26 files"),
        (("render", "note"), 0, "build/10001-31.md"),
        (("tally", "--meeting", "nowhere"), 3, ""),
    ],
)
def test_the_program_itself_runs(words: tuple[str, ...], code: int, out: str, fictional: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", f"{AS_THERE}main()", *words],
        cwd=fictional,
        env=os.environ | {"PYTHONPATH": str(SUPPORT), "PYTHONIOENCODING": "cp850"},
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stdout.decode().startswith(out)) == (code, True)
    assert b"Traceback" not in done.stderr
    assert bool(done.stderr) is bool(code)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_says_nothing_and_undoes_what_it_was_about(
    number: signal.Signals, code: int, fictional: Path
) -> None:
    write = (
        f"{AS_THERE}import os, signal\n"
        "fsync = os.fsync\n"
        f"os.fsync = lambda file: (signal.raise_signal({int(number)}), fsync(file))\n"
        "main()\n"
    )
    path = fictional / "data/positions/2031-03-04-working-group/qm.yaml"
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    done = subprocess.run(
        [sys.executable, "-B", "-c", write, "position", "set", "QM", "--change", "--support", "esker"],
        cwd=fictional,
        env=os.environ | {"PYTHONPATH": str(SUPPORT)},
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert path.read_bytes() != before, "it came when nothing could be undone any more, and was put off"
    assert sorted(path.parent.iterdir()) == beside


@pytest.mark.parametrize("number", range(len(desk_played.STEPS)), ids=map(" ".join, desk_played.STEPS))
def test_each_command_says_the_same(number: int, days: dict[str, Path]) -> None:
    whole, plain = (said(days[name])[number] for name in HERE)
    assert plain == whole


def test_all_files_are_the_same(days: dict[str, Path]) -> None:
    whole, plain = (files(days[name]) for name in HERE)
    assert plain.keys() == whole.keys()
    assert [path for path in whole if plain[path] != whole[path]] == []
