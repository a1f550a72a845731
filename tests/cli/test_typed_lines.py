"""The tour de table at a keyboard: TAB, the line before, undo, and how it is ended."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

AT = "data/positions/2031-03-04-working-group"


def _so_that_an_interrupt_comes() -> None:
    """The terminal is the program's own, and ^C a signal even where the tests run in the background."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Keyboard:
    """`position enter` on a terminal of its own."""

    def __init__(self, at: Path) -> None:
        self._ours, theirs = os.openpty()
        command = [sys.executable, "-B", "-m", "partnercli", "position", "enter"]
        environment = {
            "PATH": os.environ["PATH"],
            "PARTNER_CACHE_DIR": "",
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": os.devnull,
        }
        self._run = subprocess.Popen(
            command,
            cwd=at,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_so_that_an_interrupt_comes,  # noqa: PLW1509
        )
        os.close(theirs)
        self._ready = select.poll()
        self._ready.register(self._ours, select.POLLIN)

    def shows(self, words: str) -> str:
        """What comes on the screen, until these words do."""
        shown, until = b"", time.monotonic() + 30
        while words.encode() not in shown:
            assert time.monotonic() < until, shown
            if self._ready.poll(100):
                shown += os.read(self._ours, 1 << 16)
        return shown.decode()

    def keys(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def ends(self) -> tuple[int, str]:
        """The exit code, and the last that was shown."""
        shown, until = b"", time.monotonic() + 30
        with contextlib.suppress(OSError):
            while self._ready.poll(1000 * max(0, until - time.monotonic())):
                shown += os.read(self._ours, 1 << 16)
        os.close(self._ours)
        return self._run.wait(max(1, until - time.monotonic())), shown.decode()


@pytest.fixture
def keyboard(fictional: Path) -> Iterator[Keyboard]:
    at_it = Keyboard(fictional)
    yield at_it
    at_it._run.kill()  # noqa: SLF001 - where a test failed half-way
    at_it._run.wait()  # noqa: SLF001


def test_at_a_keyboard_tab_completes_and_the_arrow_brings_a_line_back(
    keyboard: Keyboard, noted: Callable[[str], str]
) -> None:
    pytest.importorskip("readline")
    keyboard.shows("QR> ")
    keyboard.keys("alta\t, ~insu\t; oppose cor\t; @far\t; #time\t; =scr\t\r")
    assert "support Altamar; can accept Ínsula d'Ocre; opposition to Corvo" in keyboard.shows("QS> ")
    assert "calls: [timelines]\nanswers:\n  - {question: way-forward, reply: scrutiny-reservation}" in noted(
        "QR"
    )
    keyboard.keys("esker, corva\r")
    assert "did you mean Corvo?" in keyboard.shows("QS> ")
    keyboard.keys("\x1b[A\x7fo\r")  # up, rub out, o
    assert "All were asked." in keyboard.shows("\n> ")
    assert noted("QS") == "statement\npreferences:\n  - {country: esker}\n  - {country: corvo}\n"
    keyboard.keys("undo\r")
    keyboard.shows("QS> ")
    keyboard.keys("\x04")
    code, shown = keyboard.ends()
    assert (code, "1 answer recorded" in shown, noted("QS")) == (0, True, "")


def test_at_a_keyboard_an_interrupt_loses_nothing_and_the_next_sitting_goes_on(
    keyboard: Keyboard, noted: Callable[[str], str], fictional: Path
) -> None:
    keyboard.shows("QR> ")
    keyboard.keys("corvo\r")
    keyboard.shows("QS> ")
    keyboard.keys("half a li")
    keyboard.shows("half a li")
    time.sleep(0.2)  # a hand is slower than readline, which heeds an interrupt only while it waits for a key
    keyboard.keys("\x03")
    code, shown = keyboard.ends()
    assert (code, "interrupted: what is recorded stands" in shown) == (130, True)
    assert (bool(noted("QR")), noted("QS")) == (True, "")
    again = Keyboard(fictional)
    assert "5 of 6 recorded" in again.shows("QS> ")
    again.keys("\r\r\r")
    assert again.ends()[0] == 0
