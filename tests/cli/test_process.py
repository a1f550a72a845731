"""The process itself: pipes, locales, odd environments, and the same bytes every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli import __version__

Partner = Callable[..., tuple[int, str, str]]
Process = Callable[..., subprocess.CompletedProcess[bytes]]

COMMANDS = (
    ("tally",),
    ("validate", "--format", "json"),
    ("diff", "HEAD", "--format", "md"),
    ("outline", "new", "Ínsula d'Ocre", "--dry-run"),
)
MORE_COMMANDS = (
    ("tally", "--format", "json"),
    ("majority", "corvo", "--names"),
    ("shortlist", "--size", "2", "--format", "json"),
    ("country", "set", "corvo", "official_name=Île", "--dry-run"),
    ("tally", "--format", "csv"),
    ("tally", "--robustness"),
    ("tally", "--list"),
    ("matrix", "--format", "md"),
    ("majority", "--question", "way-forward", "--names", "--format", "json"),
    ("shortlist", "--size", "3"),
    ("report", "--audience", "presidency", "--on", "2031-03-25", "--format", "json"),
    ("validate",),
    *(("validate", "--format", name) for name in ("github", "summary", "gitlab", "sarif", "junit")),
    ("validate", "--changed-since", "HEAD"),
    ("diff", "HEAD"),
    ("explain", "PC204"),
)
ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "HOME": "/tmp", "LC_ALL": "C.UTF-8"},  # noqa: S108 - any home that is there
    {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati", "COLUMNS": "1"},
    {"PYTHONHASHSEED": "3", "TZ": "Nowhere/None", "TERM": "dumb", "COLUMNS": "0", "HOME": "/nowhere"},
    {"PYTHONHASHSEED": "4", "LANG": "tr_TR.UTF-8", "TERM": "xterm-256color", "COLUMNS": "200", "LINES": "1"},
)


def test_the_version(process: Process, tmp_path: Path) -> None:
    done = process("--version", at=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"partner {__version__}\n".encode(), b"")


@pytest.mark.parametrize("command", [("tally",), ("tally", "--format", "json"), ("--help",), ("--version",)])
def test_a_reader_that_stops_early_ends_the_command_in_silence(
    command: tuple[str, ...], process: Process, shipped: Path
) -> None:
    done = process(*command, at=shipped, through='{ "$@"; echo "$?" >&2; } | true')
    assert done.stderr == b"0\n"


def test_output_that_finds_no_room_ends_with_4(process: Process, fictional: Path) -> None:
    done = process("tally", at=fictional, through='"$@" >/dev/full')
    assert done.returncode == 4
    assert done.stderr == (
        b"error: a file could not be read or written: no space left on the disk\n"
        b"hint: check its name, its folder and the space left\n"
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_do_no_harm(closed: str, process: Process, fictional: Path) -> None:
    done = process("render", "note", at=fictional, through=f'"$@" {closed}')
    assert (done.returncode, done.stderr) == (0, b"")
    assert (fictional / "build" / "10001-31.md").exists()


def test_a_terminal_of_ascii_gets_plainer_marks(
    screen: Callable[..., tuple[int, str]], fictional: Path
) -> None:
    code, shown = screen("tally", at=fictional)
    assert code == 0
    assert "###|#.r" in shown
    assert "\\xcdnsula d'Ocre" in shown


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, *(pytest.param(command, marks=pytest.mark.tools) for command in MORE_COMMANDS)],
    ids=" ".join,
)
def test_files_and_pipes_get_the_same_bytes_in_any_environment(
    command: tuple[str, ...], process: Process, fictional: Path, history: Callable[[str], str]
) -> None:
    history("before")
    shutil.copy(fictional / "data/countries/corvo.yaml", fictional / "data/countries/zonda.yaml")
    first, *others = [process(*command, at=fictional, environment=one) for one in ENVIRONMENTS]
    assert first.returncode in (0, 1)
    assert first.stdout
    assert b"Traceback" not in first.stderr
    for other in others:
        assert (other.returncode, other.stdout, other.stderr) == (
            first.returncode,
            first.stdout,
            first.stderr,
        )


def test_a_pipe_takes_colour_only_when_forced(process: Process, fictional: Path) -> None:
    done = process("tally", at=fictional, environment={"FORCE_COLOR": "1", "PYTHONUTF8": "1"})
    assert b"\x1b[1m" in done.stdout


def test_two_processes_with_different_hash_seeds_write_the_same_note(
    process: Process, shipped: Path, tmp_path: Path
) -> None:
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        done = process(
            "render", "note", "--output", str(folder), at=shipped, environment={"PYTHONHASHSEED": seed}
        )
        assert (done.returncode, done.stderr) == (0, b"")
        written.append((folder / "8952-21.md").read_bytes())
    assert written[0] == written[1]


def test_two_processes_with_different_hash_seeds_draft_the_same_outline(
    process: Process, shipped: Path
) -> None:
    drafts = [
        process(
            "outline", "new", "Tunisia", "--dry-run", at=shipped, environment={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert drafts[0] == drafts[1] != b""


def test_python_finds_nothing_to_warn_of(process: Process, fictional: Path) -> None:
    done = process("validate", "--format", "json", at=fictional, options=("-X", "dev", "-W", "error"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["findings"] == []


def test_a_file_name_that_is_no_text_is_shown_and_no_traceback(process: Process, fictional: Path) -> None:
    folder = os.fsencode(fictional / "data" / "countries")
    Path(os.fsdecode(folder + b"/b\xe9lmonte.yaml")).write_bytes(b"name: B\n")
    for output in ("text", "json"):
        done = process("validate", "--format", output, at=fictional, environment={"PYTHONUTF8": "1"})
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"data/countries/b\\udce9lmonte.yaml" in done.stdout
