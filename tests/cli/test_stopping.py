"""Ctrl-C, and being ended from outside: at moments that Python and libraries do not bear well, too."""

from __future__ import annotations

import os
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
WHILE_A_LIBRARY_THAT_IS_LOADED_PASSES_OVER_IT = """
class Finder:
    def find_spec(self, name, *given):
        if name == "typer":
            try: stop()
            except BaseException: pass
sys.meta_path.insert(0, Finder())
"""
TWICE = """
from partnercli.repository.trees import WorkingTree
def read(*given):
    try:
        stop()
        time.sleep(60)
    finally:
        stop()
        os.write(1, b"cleaned up")
WorkingTree.read = read
"""
MOMENTS = {
    "reading": WHILE_READING,
    "taking apart": WHILE_AN_OBJECT_IS_TAKEN_APART,
    "loading": WHILE_A_LIBRARY_MAKES_A_CLASS,
    "another error": WHILE_A_LIBRARY_MAKES_ANOTHER_ERROR_OF_IT,
    "passed over": WHILE_A_LIBRARY_THAT_IS_LOADED_PASSES_OVER_IT,
}


def stopped(at: Path, moment: str, number: signal.Signals) -> tuple[int, bytes, bytes]:
    """A tally that is sent a signal at a moment: its exit code and what it said."""
    code = (
        "import os, signal, sys, time\n"
        f"def stop(): os.kill(os.getpid(), {int(number)})\n"
        f"{moment}\n"
        "from partnercli.__main__ import main\n"
        "sys.argv[1:] = ['tally']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=at, capture_output=True, timeout=50, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_ctrl_c_ends_with_130_and_without_a_word(moment: str, fictional: Path) -> None:
    assert stopped(fictional, moment, signal.SIGINT) == (130, b"", b"")


@pytest.mark.parametrize(("how", "code"), [("stop()", 130), ("raise OSError(28, 'No space left')", 4)])
def test_a_workbook_that_is_not_finished_leaves_nothing_in_the_folder_for_temporary_files(
    how: str, code: int, fictional: Path, tmp_path: Path
) -> None:
    program = (
        "import os, signal, sys, zipfile\n"
        "def stop(): os.kill(os.getpid(), signal.SIGINT)\n"
        "def write(archive, file, *given):\n"
        "    assert os.path.exists(file)\n"
        f"    {how}\n"
        "zipfile.ZipFile.write = write\n"
        "from partnercli.__main__ import main\n"
        f"sys.argv[1:] = ['form', 'QM', '--output', {str(tmp_path / 'out')!r}]\n"
        "main()\n"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=fictional,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert list(temporary.iterdir()) == []


def test_ctrl_c_while_the_tab_key_is_answered_says_nothing_either(fictional: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *given):\n"
        "        if name.endswith('completion.names'):\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from partnercli.__main__ import main\n"
        "main()\n"
    )
    asked = {"_PARTNER_COMPLETE": "complete_bash", "COMP_WORDS": "partner outline new A", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=fictional,
        env=os.environ | asked,
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_being_ended_from_outside_is_the_same_with_the_signal_s_own_code(
    number: signal.Signals, code: int, fictional: Path
) -> None:
    assert stopped(fictional, WHILE_READING, number) == (code, b"", b"")


def test_a_second_one_does_not_disturb_the_cleaning_up(fictional: Path) -> None:
    assert stopped(fictional, TWICE, signal.SIGINT) == (130, b"cleaned up", b"")
