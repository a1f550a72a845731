"""The line that says what is under way: on a real terminal, of which every byte is read."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import pytest

from partnercli.cli import progress as module
from partnercli.cli.progress import Progress, somebody_looks
from partnercli.cli.run import run
from partnercli.cli.terminal import Terminal

PATIENCE = 20
"""Seconds until a line that should come counts as missing; as a rule it comes at once."""

USUAL_PATIENCE = module._PATIENCE  # noqa: SLF001 - what users see


class Looked:
    """A terminal of ours, and what came to it."""

    def __init__(self, fd: int, stream: TextIO, patch: pytest.MonkeyPatch) -> None:
        self._fd = fd
        self._stream = stream
        self._patch = patch
        self.bytes = b""

    def progress(self) -> Progress:
        """A run's progress, with this terminal as standard error of this process from now on."""
        self._patch.setattr(sys, "stderr", self._stream)
        return Progress(silent=not somebody_looks())

    def read(self) -> str:
        """All that came since the terminal was opened."""
        with suppress(BlockingIOError):
            while more := os.read(self._fd, 65536):
                self.bytes += more
        return self.bytes.decode()

    def waits_for(self, text: str) -> str:
        """All that came, once `text` is in it."""
        until = time.monotonic() + PATIENCE
        while text not in self.read():
            assert time.monotonic() < until, self.bytes
            time.sleep(0.002)
        return self.read()

    def shows(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [last_of(line) for line in self.read().replace("\r\n", "\n").split("\n")]

    def narrows(self, columns: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def last_of(line: str) -> str:
    """What stands on a line that was written over, each time from its start and cleared behind."""
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", line.rpartition("\r")[2])


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Looked]:
    """A terminal of 80 columns, on which the line comes after a hundredth of a second."""
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    monkeypatch.setattr(module, "_PACE", 0.002)
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        looked = Looked(ours, stream, monkeypatch)
        looked.narrows(80)
        yield looked
        signal.setitimer(signal.ITIMER_REAL, 0)
    os.close(ours)


def test_it_says_what_is_under_way_and_how_far_and_goes_without_a_trace(looked: Looked) -> None:
    progress = looked.progress()
    progress.begins("Reading the files")
    progress.count(12340)
    looked.waits_for("\rReading the files: 12,340\x1b[K")
    progress.count(12341)
    looked.waits_for("\rReading the files: 12,341\x1b[K")
    progress.begins("Comparing what they say")
    looked.waits_for("\rComparing what they say ...\x1b[K")
    progress.end()
    assert looked.read().endswith("\r\x1b[K")
    assert looked.shows() == [""]


def test_of_a_known_whole_it_says_the_whole(looked: Looked) -> None:
    progress = looked.progress()
    forms = ["de", "fr", "it"]
    said = []
    for place, form in enumerate(progress.each("Writing the forms", forms), start=1):
        looked.waits_for(f"Writing the forms: {place} of 3")
        said.append(form)
    progress.end()
    assert said == forms


def test_the_same_line_is_written_once(looked: Looked) -> None:
    progress = looked.progress()
    progress.begins("Comparing what they say")
    written = looked.waits_for("...")
    time.sleep(0.03)
    assert looked.read() == written
    progress.end()


def test_steps_that_are_quick_each_say_together_that_something_is_under_way(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    progress = looked.progress()
    for _ in progress.each("Putting the files in place", list(range(20))):
        time.sleep(0.01)
    assert "Putting the files in place: " in looked.read()
    progress.end()


def test_a_screen_that_is_gone_does_not_end_the_run(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def gone(_: int, line: bytes) -> int:
        tried.append(line)
        raise OSError

    progress = looked.progress()
    monkeypatch.setattr(os, "write", gone)
    progress.begins("Reading the files")
    until = time.monotonic() + PATIENCE
    while not tried and time.monotonic() < until:
        time.sleep(0.002)
    progress.end()
    assert len(tried) > 1


def test_before_a_second_nothing_is_written(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", USUAL_PATIENCE)
    progress = looked.progress()
    progress.begins("Reading the files")
    progress.count(1)
    assert 0.9 < signal.getitimer(signal.ITIMER_REAL)[0] <= 1
    progress.end()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert looked.read() == ""


def test_whatever_is_printed_stands_on_clean_lines(looked: Looked) -> None:
    progress = looked.progress()
    terminal = Terminal(progress=progress)
    progress.begins("Reading the files")
    looked.waits_for("...")
    terminal.problem("a file is missing")
    sys.stderr.flush()
    progress.begins("Comparing what they say")
    looked.waits_for("Comparing")
    terminal.note("12 files read")
    sys.stderr.flush()
    assert looked.shows() == ["error: a file is missing", "12 files read", ""]


@pytest.mark.parametrize("print_one", ["line", "write", "json", "flush"])
def test_it_goes_before_a_result_is_printed_or_something_is_asked(
    print_one: str, looked: Looked, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = looked.progress()
    terminal = Terminal(progress=progress)
    progress.begins("Reading the files")
    looked.waits_for("...")
    getattr(terminal, print_one)(*(() if print_one == "flush" else ("x",)))
    assert looked.shows() == [""]
    written = looked.read()
    time.sleep(0.03)  # nor does it come back while a question waits for its answer
    assert looked.read() == written
    assert capsys.readouterr().out.strip(' "\n') == ("" if print_one == "flush" else "x")


@pytest.mark.parametrize("columns", [120, 40, 20, 4, 1])
def test_it_is_never_wider_than_the_screen_and_leaves_room_for_ctrl_c(columns: int, looked: Looked) -> None:
    looked.narrows(columns)
    progress = looked.progress()
    for _ in progress.each("Putting the files in place", list(range(2))):
        time.sleep(0.02)
    progress.end()
    lines = [part.removesuffix("\x1b[K") for part in looked.read().split("\r")]
    assert max(map(len, lines)) <= max(columns - 3, 0)
    assert columns < 40 or "Putting the files in place: 2 of 2" in lines
    assert columns > 20 or not any(":" in line for line in lines)  # half a number would be a wrong one
    assert "\n" not in looked.read()


@pytest.mark.parametrize(
    ("name", "value"), [("CI", "true"), ("TERM", "dumb"), ("TERM", ""), ("TERM", None)], ids=str
)
def test_it_stays_away_where_nobody_looks(
    name: str, value: str | None, looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    progress = looked.progress()
    progress.begins("Reading the files")
    assert progress.silent
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert looked.read() == ""


def test_it_stays_away_with_quiet_and_in_a_pipe(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Terminal(progress=looked.progress()).progress.silent
    assert Terminal(progress=looked.progress(), quiet=True).progress.silent
    with Path(os.devnull).open("w", encoding="utf-8") as elsewhere:
        monkeypatch.setattr(sys, "stderr", elsewhere)
        assert not somebody_looks()


def test_it_stays_away_while_the_run_is_in_the_background(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_front = 0
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1 - in_front)
    progress = looked.progress()
    progress.begins("Reading the files")
    time.sleep(0.03)
    assert looked.read() == ""
    in_front = 1  # a shell's fg
    looked.waits_for("Reading the files ...")
    progress.end()


def test_a_run_within_another_program_leaves_its_alarm_alone(
    looked: Looked, fictional: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looked.progress()
    before = [signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM)]
    assert run(["--repo", str(fictional), "tally"]) == 0
    assert capsys.readouterr().out
    assert looked.read() == ""
    assert before == [signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM)]


def test_without_colour_it_is_the_same(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    progress = looked.progress()
    progress.begins("Reading the files")
    assert looked.waits_for("...").startswith("\rReading the files ...\x1b[K")
    progress.end()


@pytest.mark.parametrize(
    ("command", "code"), [(("validate",), 0), (("tally",), 0), (("tally", "--meeting", "2001"), 3)]
)
def test_a_run_leaves_its_results_and_errors_alone_on_the_screen(
    command: tuple[str, ...],
    code: int,
    looked: Looked,
    fictional: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0001)
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)  # all is read anew
    progress = looked.progress()
    assert run(["--repo", str(fictional), *command], progress) == code
    sys.stderr.flush()
    assert "Reading the files" in looked.read()
    assert [line for line in looked.shows() if line and not line.startswith(("error: ", "hint: "))] == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert bool(capsys.readouterr().out) == (code == 0)


def test_it_costs_no_library_before_it_is_shown(
    process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = process("--repo", "tests/fictional", "validate", options=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "partnercli.cli.progress" in loaded
    assert "rich" not in loaded
