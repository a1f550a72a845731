"""The cache while a run is killed, the disk fails, others run at once or may not write: never another answer.

strace kills a run, or gives it an error, at each kind of system call that touches the cache. A naive keeper, which
empties a file and fills it again, is seen to leave half of one.
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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import partnercli
from partnercli.repository.cache import Store
from partnercli.repository.trees import TEMPORARY

ROOT = Path(__file__).parents[2]
PROGRAM = tempfile.TemporaryDirectory(prefix="partner-")
"""A copy of the program, compiled by the first run, so that every run makes the same calls in the same order."""
CALLS = (
    "openat,write,?mkdir,?mkdirat,?rename,?renameat,renameat2,?unlink,unlinkat,?getdents64,?lstat,newfstatat"
)
MOMENTS = 3
"""How many calls of a name are tried, evenly spread."""
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.geteuid() == 0 else ()
NAIVE = (sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write('x' * 9999)")

atexit.register(PROGRAM.cleanup)
Path(PROGRAM.name).chmod(0o755)
shutil.copytree(Path(partnercli.__file__).parent, Path(PROGRAM.name) / "partnercli")


def works(*command: str) -> bool:
    """Whether a program is here and may do this."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.tools
traced = pytest.mark.skipif(
    not works("strace", "--output=/dev/null", "true"), reason="strace is not here or may not trace"
)


class Desk(NamedTuple):
    """A repository with a fault in it, and a folder for a cache."""

    root: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": PROGRAM.name,
            "PYTHONHASHSEED": "0",
            "PARTNER_CACHE_DIR": str(self.folder),
        }

    @property
    def partner(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "partnercli", "--repo", str(self.root))

    @property
    def validate(self) -> tuple[str, ...]:
        return (*self.partner, "validate")

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=self.environment, timeout=60, cwd="/"
        )

    def says(self, command: Sequence[str]) -> tuple[int, str, str]:
        done = self.run(command)
        return done.returncode, done.stdout, done.stderr

    @property
    def answer(self) -> tuple[int, str, str]:
        """What a run says that remembers nothing."""
        return self.says((*self.partner, "--no-cache", "validate"))

    def traced(self, command: Sequence[str], inject: str = "") -> tuple[tuple[int, str, str], list[str]]:
        """What a run under strace says, and its calls, a line each."""
        log = self.root.with_name("strace.log")
        how = [f"--inject={inject}"][: len(inject)]
        said = self.says(
            ("strace", "--decode-fds=path", f"--trace={CALLS}", *how, f"--output={log}", *command)
        )
        return said, log.read_text("utf-8", "replace").splitlines()

    def entries(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def torn(self) -> list[Path]:
        """Entries that are not what was kept."""
        found = []
        for path in self.entries():
            name = f"{path.parent.name}/{path.name}"
            store = Store(self.folder, self.root)
            store._version, store.folder = path.parents[2], path.parents[1]  # noqa: SLF001 - of whichever version
            if not path.name.endswith(TEMPORARY) and store.get(name) is None:
                found.append(path)
        return found


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Where everybody may look."""
    with tempfile.TemporaryDirectory(prefix="partner-") as at:
        Path(at).chmod(0o755)
        root = Path(at) / "repository"
        shutil.copytree(ROOT / "tests" / "fictional", root)
        (root / "data/countries/belmonte.yaml").write_text("name: Belmonte\nregion: nowhere\n", "utf-8")
        yield Desk(root, Path(at) / "cache")


def spread(numbers: Sequence[int]) -> list[int]:
    """Some of these, evenly spread, the first and the last among them."""
    return sorted({numbers[at * (len(numbers) - 1) // (MOMENTS - 1)] for at in range(MOMENTS)})


def touches(lines: Sequence[str], folder: Path) -> dict[str, list[int]]:
    """Of each call's name the numbers, from 1, of those that touch the folder."""
    counts: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for line in lines:
        if call := re.match(r"(\w+)\(", line):
            counts[call[1]] = counts.get(call[1], 0) + 1
            if str(folder) in line:
                found.setdefault(call[1], []).append(counts[call[1]])
    return found


@traced
def test_a_run_that_is_killed_while_it_keeps_leaves_nothing_half_kept(desk: Desk) -> None:
    answer = desk.answer
    assert desk.says(desk.validate) == answer
    shutil.rmtree(desk.folder)
    said, lines = desk.traced(desk.validate)
    assert said == answer
    moments = touches(lines, desk.folder)
    assert {"openat", "write", "mkdir"} <= moments.keys()
    assert len(moments["write"]) >= 8
    killed = 0
    for call, numbers in moments.items():
        for number in spread(numbers):
            shutil.rmtree(desk.folder, ignore_errors=True)
            (code, _, _), _ = desk.traced(desk.validate, f"{call}:signal=KILL:when={number}")
            killed += code in (-signal.SIGKILL, 128 + signal.SIGKILL)
            assert desk.torn() == []
            assert desk.says(desk.validate) == answer
    assert killed > 8


@traced
@pytest.mark.parametrize("error", ["ENOSPC", "EACCES"])
def test_a_disk_that_fails_the_cache_takes_only_time(error: str, desk: Desk) -> None:
    answer = desk.answer
    desk.says(desk.validate)
    shutil.rmtree(desk.folder)
    cold = touches(desk.traced(desk.validate)[1], desk.folder)
    for call, numbers in cold.items():
        for number in spread(numbers):
            shutil.rmtree(desk.folder, ignore_errors=True)
            assert desk.traced(desk.validate, f"{call}:error={error}:when={number}")[0] == answer, (
                call,
                number,
            )
            assert desk.torn() == []
    shutil.rmtree(desk.folder, ignore_errors=True)
    desk.says(desk.validate)
    warm = touches(desk.traced(desk.validate)[1], desk.folder)
    for call, numbers in warm.items():
        for number in spread(numbers):
            assert desk.traced(desk.validate, f"{call}:error={error}:when={number}")[0] == answer, (
                call,
                number,
            )


@traced
def test_a_naive_keeper_is_seen_to_leave_half_an_entry(desk: Desk) -> None:
    desk.says(desk.validate)
    entry = desk.entries()[0]
    numbers = touches(desk.traced((*NAIVE, str(entry)))[1], entry)["write"]
    desk.traced((*NAIVE, str(entry)), f"write:signal=KILL:when={numbers[0]}")
    assert desk.torn() == [entry]


def test_runs_at_once_do_not_disturb_each_other(desk: Desk) -> None:
    answer = desk.answer
    for _ in range(2):
        shutil.rmtree(desk.folder, ignore_errors=True)
        runs = [
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=desk.environment
            )
            for command in (desk.validate, desk.validate, (*desk.partner, "cache", "clear"), desk.validate)
        ]
        said = [(run.communicate(timeout=60), run.returncode) for run in runs]
        assert [
            (code, out, err) for (out, err), code in said if "repositor" not in out and "empty" not in out
        ] == [answer] * 3
        assert desk.torn() == []
        assert not [path for path in desk.entries() if path.name.endswith(TEMPORARY)]


@pytest.mark.skipif(
    not works(*NOBODY, sys.executable, "-c", "import partnercli.cli.run"),
    reason="nobody else can be played here",
)
def test_who_may_not_write_or_read_the_cache_gets_the_same_answer(desk: Desk) -> None:
    answer = desk.answer
    as_nobody = (*NOBODY, *desk.validate)
    assert desk.says(as_nobody) == answer  # the folder cannot be made
    assert not desk.folder.exists()
    desk.says(desk.validate)
    before = desk.entries()
    assert desk.says(as_nobody) == answer  # it is somebody else's
    assert desk.entries() == before
    if NOBODY:
        os.chown(desk.folder, 65534, 65534)
        assert desk.says(as_nobody) == answer  # what lies in it is
        before = desk.entries()
        desk.folder.chmod(0o500)
        assert desk.says(as_nobody) == answer
        desk.folder.chmod(0o000)
        assert desk.says(as_nobody) == answer
        assert desk.entries() == before
        done = desk.says((*NOBODY, *desk.partner, "cache", "info"))
        assert done[0] == 0
        assert "Traceback" not in done[2]
