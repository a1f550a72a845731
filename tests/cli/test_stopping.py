"""Ctrl-C, and being ended from outside: at moments that Python and libraries do not bear well, too."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

WHILE_READING = """
from partnercli.repository.trees import WorkingTree
WorkingTree.read = lambda *given: stop()
"""
WHILE_AN_OBJECT_IS_TAKEN_APART = """
from partnercli.repository.trees import WorkingTree
class Gone:
    def __del__(self): stop()
WorkingTree.read = lambda *given: Gone() and time.sleep(60)
"""
WHILE_A_LIBRARY_MAKES_A_CLASS = """
class Named:
    def __set_name__(self, *given): stop()
class Finder:
    def find_spec(self, name, *given):
        if name == "typer":
            type("Made", (), {"one": Named()})
sys.meta_path.insert(0, Finder())
"""
WHILE_A_LIBRARY_MAKES_ANOTHER_ERROR_OF_IT = """
from partnercli.repository.trees import WorkingTree
def read(*given):
    try:
        stop()
        time.sleep(60)
    except KeyboardInterrupt as end:
        raise RuntimeError("a model cannot be built") from end
WorkingTree.read = read
"""
MOMENTS = {
    "reading": WHILE_READING,
    "taking apart": WHILE_AN_OBJECT_IS_TAKEN_APART,
    "loading": WHILE_A_LIBRARY_MAKES_A_CLASS,
    "another error": WHILE_A_LIBRARY_MAKES_ANOTHER_ERROR_OF_IT,
}


def stopped(at: Path, moment: str, number: signal.Signals) -> tuple[int, bytes, bytes]:
    """A tally that is sent a signal at a moment: its exit code and what it said."""
    code = (
        "import os, signal, sys, time\n"
        f"def stop(): os.kill(os.getpid(), {int(number)})\n"
        f"{MOMENTS[moment]}\n"
        "from partnercli.__main__ import main\n"
        "sys.argv[1:] = ['tally']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=at, capture_output=True, timeout=50, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_ends_with_130_and_without_a_word(moment: str, fictional: Path) -> None:
    assert stopped(fictional, moment, signal.SIGINT) == (130, b"", b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_being_ended_from_outside_is_the_same_with_the_signal_s_own_code(
    number: signal.Signals, code: int, fictional: Path
) -> None:
    assert stopped(fictional, "reading", number) == (code, b"", b"")
