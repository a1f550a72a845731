"""Ctrl-C, and being ended from outside, at many moments of a run: it ends at once, and nothing is left of it.

strace gives the signal at a system call, so that each moment is the same one every time: while libraries are loaded,
while files are read, at each call of a write, while a program that was started is waited for. A naive writer is seen to
leave half a file. On a terminal the signal is the key itself.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

import partnercli
from files_kept import files

ROOT = Path(__file__).parents[2]
PROGRAM = tempfile.TemporaryDirectory(prefix="partner-")
"""A copy of the program, compiled by the first run, so that every run makes the same calls in the same order."""
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": PROGRAM.name,
    "PYTHONHASHSEED": "0",
    "XDG_CACHE_HOME": "/dev/null/none",
}
START = "import sys; from partnercli.__main__ import main; main()"
NAIVE = (sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write('country: ' + 'x' * 99999)")
NEW = ("outline", "new", "Belmonte")
NEW_FILE = "data/outlines/belmonte.yaml"
OLD = ("country", "set", "Corvo", "iso3=XCV")
OLD_FILE = "data/countries/corvo.yaml"
WRITING = "openat,write,fchmod,fsync,flock,linkat,rename,renameat,renameat2,unlink,unlinkat"
MOMENTS = 8
"""How many calls of a run that reads are tried, evenly spread."""

atexit.register(PROGRAM.cleanup)
shutil.copytree(Path(partnercli.__file__).parent, Path(PROGRAM.name) / "partnercli")


def traces() -> bool:
    try:
        return subprocess.run(["strace", "--output=/dev/null", "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.tools
traced = pytest.mark.skipif(not traces(), reason="strace is not here or may not trace")


class Call(NamedTuple):
    """A system call of a run: the `number`-th of its name, from 1; `touched` is what it was given."""

    name: str
    number: int
    touched: str


def partner(root: Path, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", START, "--repo", str(root), *arguments)


def run(
    root: Path, command: Sequence[str], calls: str, *injected: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run a command under strace, with a signal at the calls that are named; and the calls that were made."""
    log = root.with_name("strace.log")
    how = [f"--inject={one}" for one in injected]
    strace = ("strace", "--follow-forks", "--decode-fds=path", f"--trace={calls}", f"--output={log}", *how)
    done = subprocess.run(
        [*strace, *command], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=60
    )
    return done, log.read_text("utf-8", "replace")


def calls_of(log: str) -> list[Call]:
    seen: dict[str, int] = {}
    found = []
    for name, touched in re.findall(r"^\d+ +(\w+)\((.*)", log, re.MULTILINE):
        seen[name] = seen.get(name, 0) + 1
        found.append(Call(name, seen[name], touched))
    return found


def of_the_write(log: str) -> list[Call]:
    """The calls from the lock of the file's folder on, to the one that lets it go."""
    found = calls_of(log)
    names = [call.name for call in found]
    start = names.index("flock")
    return [call for call in found[start : start + 16] if "data/" in call.touched]


@pytest.fixture
def root(tmp_path: Path, compiled: None) -> Path:  # noqa: ARG001 - before anything is traced
    """A copy of the invented repository."""
    return Path(shutil.copytree(ROOT / "tests" / "fictional", tmp_path / "fictional"))


@pytest.fixture(scope="module")
def compiled() -> None:
    """The program is compiled by a run of each command that is traced."""
    root = ROOT / "tests" / "fictional"
    for command in ((*NEW, "--dry-run"), (*OLD, "--dry-run"), ("validate",), ("tally",)):
        subprocess.run(partner(root, *command), capture_output=True, check=True, env=ENVIRONMENT)


@traced
@pytest.mark.parametrize(
    ("command", "file", "number"),
    [(NEW, NEW_FILE, signal.SIGTERM), (OLD, OLD_FILE, signal.SIGINT), (NEW, NEW_FILE, signal.SIGHUP)],
    ids=["new TERM", "replaced INT", "new HUP"],
)
def test_at_each_call_of_a_write_the_file_is_the_old_or_the_new_one_and_nothing_is_left_beside_it(
    command: tuple[str, ...], file: str, number: signal.Signals, root: Path
) -> None:
    before = files(root)
    done, log = run(root, partner(root, *command), WRITING)
    assert done.returncode == 0
    whole = files(root)[file]
    stood = set()
    calls = of_the_write(log)
    for call in calls if number != signal.SIGHUP else calls[-4:]:  # from the one that puts it in place on
        (root / file).unlink(missing_ok=True)
        if file in before:
            (root / file).write_bytes(before[file])
        inject = f"{call.name}:signal={number.name}:when={call.number}"
        done, _ = run(root, partner(root, *command), WRITING, inject)
        now = files(root)
        assert (call, done.returncode, done.stderr) == (call, 128 + number, "")
        assert (call, now.pop(file, None) in (before.get(file), whole)) == (call, True)
        assert (call, now) == (call, {path: data for path, data in before.items() if path != file})
        stood.add((root / file).exists() and (root / file).read_bytes() == whole)
    assert True in stood


@traced
def test_a_naive_writer_interrupted_leaves_half_a_file(root: Path) -> None:
    command = (*NAIVE, str(root / NEW_FILE))
    _, log = run(root, command, "openat,write")
    (call,) = [call for call in calls_of(log) if call.name == "openat" and NEW_FILE in call.touched]
    done, _ = run(root, command, "openat,write", f"openat:signal=INT:when={call.number}")
    assert "KeyboardInterrupt" in done.stderr
    assert files(root)[NEW_FILE] == b""


@traced
@pytest.mark.parametrize("command", [("validate",), ("tally",)])
def test_at_any_call_while_libraries_are_loaded_and_files_are_read_it_ends_without_a_word(
    command: tuple[str, ...], root: Path
) -> None:
    before = files(root)
    calls = calls_of(run(root, partner(root, *command), "openat")[1])
    first = next(place for place, call in enumerate(calls) if "/run.cpython" in call.touched)
    tried = calls[first :: max((len(calls) - first) // MOMENTS, 1)]
    assert len(tried) >= MOMENTS
    for call in tried:
        done, _ = run(root, partner(root, *command), "openat", f"openat:signal=INT:when={call.number}")
        assert (call, done.returncode, done.stdout, done.stderr) == (call, 130, "", "")
    assert files(root) == before


@traced
@pytest.mark.parametrize("again", [(), ("kill,wait4,write:signal=INT",)], ids=["once", "again and again"])
def test_a_process_that_renders_a_template_is_ended_too(again: tuple[str, ...], root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "note.md.j2").write_text("# WORDS\n\n{{ questions[0] }}\n", "utf-8")
    before = files(root)
    calls, note = (
        "execve,kill,poll,ppoll,wait4,write",
        partner(root, "render", "note", "--output", "/nowhere"),
    )
    last = [call for call in calls_of(run(root, note, calls)[1]) if "poll" in call.name][-1]
    done, log = run(root, note, calls, f"{last.name}:signal=INT:when={last.number}", *again)
    assert log.count("--- SIGINT") > len(again)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert re.search(r"kill\(-\d+, SIGKILL\)", log)
    assert log.count("+++ killed by SIGKILL +++") == 1
    assert files(root) == before


def test_what_is_ignored_stays_so(root: Path) -> None:
    ignoring = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
    code = f"import os, signal; os.kill(os.getpid(), signal.SIGHUP); {START}"
    done = subprocess.run(
        (*ignoring, sys.executable, "-c", code, "--repo", str(root), "tally"),
        capture_output=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def screen() -> Iterator[tuple[int, int]]:
    """A terminal: our side, and that of the run."""
    ours, theirs = os.openpty()
    yield ours, theirs
    for side in (ours, theirs):
        os.close(side)


def test_the_key_itself_on_a_terminal_takes_the_line_away_and_leaves_the_terminal_as_it_was(
    root: Path, screen: tuple[int, int]
) -> None:
    ours, theirs = screen
    slow = (
        "import sys, time\n"
        "from partnercli.cli import progress\n"
        "progress._PATIENCE = 0.05\n"
        "from partnercli.repository.trees import WorkingTree\n"
        "WorkingTree.read = lambda *given: time.sleep(30)\n"
        "from partnercli.__main__ import main\n"
        "main()\n"
    )
    how = termios.tcgetattr(theirs)
    command = (sys.executable, "-c", slow, "--repo", str(root), "tally")
    take = "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    leader = (sys.executable, "-c", f"{take}os.execv(sys.argv[1], sys.argv[1:])", *command)
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    with subprocess.Popen(leader, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as one:
        shown = read_until(ours, b"Reading the files ...")
        os.write(ours, termios.tcgetattr(theirs)[6][termios.VINTR])
        code = one.wait(20)
    shown += read_until(ours, b"\r\x1b[K")
    assert code == 130
    assert b"Traceback" not in shown
    assert re.sub(rb"\x1b\[K", b"", shown.rpartition(b"\r")[2]) == b""
    assert termios.tcgetattr(theirs) == how


def read_until(side: int, text: bytes) -> bytes:
    """What came on a terminal, up to some text at its end."""
    shown, until = b"", time.monotonic() + 20
    os.set_blocking(side, False)
    while not shown.endswith(text) and not shown.endswith(text + b"\x1b[K"):
        assert time.monotonic() < until, shown
        with suppress(BlockingIOError):
            shown += os.read(side, 65536)
        time.sleep(0.01)
    return shown
