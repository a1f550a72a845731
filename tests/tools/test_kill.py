"""Edits that are killed, or that the disk fails, at every system call of a write: a new file, and one replaced.

A run is recorded once with strace; then it is repeated with a kill, or an error, at each of the recorded calls.
Every recipe is also seen to catch a naive writer, which empties the file and fills it again.
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
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import partnercli
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import TEMPORARY, WorkingTree

ROOT = Path(__file__).parents[2]
CALLS = (
    *("openat", "write", "pwrite64", "ftruncate", "fchmod", "fsync", "fdatasync", "close", "flock", "?link"),
    *("linkat", "?rename", "?renameat", "renameat2", "?unlink", "unlinkat", "?mkdir", "mkdirat"),
)
PROGRAM = tempfile.TemporaryDirectory(prefix="partner-")
"""A copy of the program, compiled by the first run, so that every run makes the same calls in the same order."""
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": PROGRAM.name,
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONHASHSEED": "0",
}
NAIVE = (sys.executable, "-c", "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read())")
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.geteuid() == 0 else ()
ON_SMALL_DISK = """
folder=$1 kept=$2 size=$3; shift 3
cp -R "$folder/." "$kept"
mount -t tmpfs -o "size=$size" none "$folder" || exit 99
cp -R "$kept/." "$folder" || exit 99
"$@"; code=$?
cp -R "$folder/." "$kept"; exit $code
"""
PAGE = 4096  # bytes in which a disk of that kind hands out its room


def works(*command: str) -> bool:
    """Whether a program is here and may do this."""
    try:
        return subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT).returncode == 0
    except FileNotFoundError:
        return False


atexit.register(PROGRAM.cleanup)
Path(PROGRAM.name).chmod(0o755)
shutil.copytree(Path(partnercli.__file__).parent, Path(PROGRAM.name) / "partnercli")
CAN_TRACE = works("strace", "--output=/dev/null", "true")
CAN_MOUNT = works("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /mnt")
CAN_BE_NOBODY = works(*NOBODY, sys.executable, "-c", "import partnercli.cli.run")

pytestmark = pytest.mark.tools
traced = pytest.mark.skipif(not CAN_TRACE, reason="strace is not here or may not trace")


@dataclass(frozen=True)
class Touch:
    """A system call that touches the folder edited: the `number`-th of its name in the run, from 1."""

    call: str
    number: int


@dataclass(frozen=True)
class Edit:
    """A command that writes one file, and the call that puts it in place; `says` is what it puts there."""

    arguments: tuple[str, ...]
    file: str
    placed_by: str
    says: bytes

    @property
    def folder(self) -> str:
        return self.file.rpartition("/")[0]


DRAFT = Edit(("outline", "new", "Belmonte"), "data/outlines/belmonte.yaml", "linkat", b"country: belmonte")
SETTING = Edit(
    ("country", "set", "Corvo", f"note={'As the Isles told us. ' * 400}End."),
    "data/countries/corvo.yaml",
    "rename",
    b"told us. End.",
)


@dataclass(frozen=True)
class Copy:
    """A copy of a repository, an edit of it, and what an undisturbed run of that writes."""

    root: Path
    edit: Edit
    before: dict[str, bytes]
    whole: bytes

    @property
    def partner(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "partnercli", "--repo", str(self.root))

    @property
    def real(self) -> tuple[str, ...]:
        """The real writer's command."""
        return (*self.partner, *self.edit.arguments)

    @property
    def naive(self) -> tuple[str, ...]:
        """A command of a naive writer that puts the same bytes at the same place."""
        source = self.root.with_name("whole.yaml")
        source.write_bytes(self.whole)
        return (*NAIVE, str(source), str(self.root / self.edit.file))

    @property
    def old(self) -> bytes | None:
        """What stood there before; None for nothing."""
        return self.before.get(self.edit.file)

    @property
    def now(self) -> bytes | None:
        """What stands there now."""
        return self.state().get(self.edit.file)

    def state(self) -> dict[str, bytes]:
        """All its files."""
        return files_of(self.root)

    def left_over(self) -> list[str]:
        """Temporary files that a run left."""
        return [path for path in self.state() if path.endswith(TEMPORARY)]

    def faults(self) -> list[str]:
        """What a run may not leave: a changed file, half a one, a finding beside those on what is left over."""
        state, left = self.state(), self.left_over()
        changed = {path for path in state | self.before if state.get(path) != self.before.get(path)}
        torn = {self.edit.file} if self.now not in (self.old, self.whole) else set()
        read = load(WorkingTree(self.root), Scope.everything())
        named = {(one.code, one.file) for one in read.findings}
        return [
            *(changed - {self.edit.file, *left}),
            *torn,
            *map(str, named ^ {("PC122", one) for one in left}),
        ]

    def restore(self) -> None:
        """Take back what a run did."""
        for path, data in self.state().items():
            if path not in self.before:
                (self.root / path).unlink()
            elif data != self.before[path]:
                (self.root / path).write_bytes(self.before[path])


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)


def copied(root: Path, edit: Edit) -> Copy:
    """A copy of the fictional repository at `root`, and what an undisturbed run of the edit writes there."""
    shutil.copytree(ROOT / "tests" / "fictional", root)
    empty = Copy(root, edit, files_of(root), b"")
    assert run(empty.real).returncode == 0
    copy = Copy(root, edit, empty.before, empty.now or b"")
    assert edit.says in copy.whole
    copy.restore()
    return copy


@pytest.fixture(scope="module", params=[DRAFT, SETTING], ids=["new", "replaced"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copied(tmp_path_factory.mktemp("copy") / "repository", request.param)


@pytest.fixture
def copy(made: Copy) -> Iterator[Copy]:
    """The copy as it was made."""
    yield made
    made.restore()


def trace(copy: Copy, command: Sequence[str], inject: str = "") -> tuple[int, str, list[str]]:
    """Run a command under strace: its exit code, its errors, and the calls made, a line each."""
    log = copy.root.with_name("strace.log")
    calls = f"--trace={','.join(CALLS)}"
    # The quick way to trace (seccomp) loses injected signals.
    how = (
        ["--inject=" + inject]
        if "signal" in inject
        else ["--seccomp-bpf", *["--inject=" + inject][: len(inject)]]
    )
    done = run(("strace", "--follow-forks", "--decode-fds=path", calls, *how, f"--output={log}", *command))
    return done.returncode, done.stderr, log.read_text("utf-8", "replace").splitlines()


def touching(copy: Copy, line: str) -> bool:
    """Whether a traced call concerns the folder, by its path or by its name within its parent's."""
    return str(copy.root / copy.edit.folder) in line.replace('>, "', "/")


def touches(copy: Copy, command: Sequence[str]) -> list[Touch]:
    """The calls of an undisturbed run that touch the folder, in order."""
    counts: dict[str, int] = {}
    found = []
    for line in trace(copy, command)[2]:
        if call := re.match(r"\d+ +(\w+)\(", line):
            counts[call[1]] = counts.get(call[1], 0) + 1
            if touching(copy, line):
                found.append(Touch(call[1], counts[call[1]]))
    copy.restore()
    return found


def of_the_write(copy: Copy) -> list[Touch]:
    """The calls of the write itself, which begins with a lock; what comes before only reads."""
    recorded = touches(copy, copy.real)
    return recorded[[touch.call for touch in recorded].index("flock") :]


def disturbed(copy: Copy, command: Sequence[str], touch: Touch, what: str) -> tuple[int, str]:
    """Run a command again with a kill or an error at one recorded call, and see that it was that call."""
    code, errors, log = trace(copy, command, f"{touch.call}:{what}:when={touch.number}")
    hit = [line for line, after in pairwise([*log, ""]) if "INJECTED" in line or "killed" in after]
    assert [touching(copy, line) for line in hit] == [True], (touch, hit)
    return code, errors


@traced
def test_an_edit_killed_at_any_call_leaves_the_old_file_or_the_new_one_and_what_is_left_over_is_named(
    copy: Copy,
) -> None:
    seen = set()
    for touch in of_the_write(copy):
        assert disturbed(copy, copy.real, touch, "signal=KILL")[0] == -9
        assert (touch, copy.faults()) == (touch, [])
        seen.add((copy.now == copy.whole, len(copy.left_over())))
        copy.restore()
    linked = {(True, 1)} if copy.edit.placed_by == "linkat" else set()
    assert seen == {(False, 0), (False, 1), (True, 0)} | linked


@traced
def test_a_naive_edit_killed_leaves_half_a_file_at_some_call(copy: Copy) -> None:
    torn = []
    for touch in touches(copy, copy.naive):
        assert disturbed(copy, copy.naive, touch, "signal=KILL")[0] == -9
        torn += copy.faults()
        copy.restore()
    assert copy.edit.file in torn


@traced
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])
def test_an_edit_that_the_disk_fails_at_any_call_says_so_and_leaves_the_old_file_or_the_new_one(
    copy: Copy, error: str
) -> None:
    codes = set()
    for touch in of_the_write(copy):
        code, errors = disturbed(copy, copy.real, touch, f"error={error}")
        codes.add((touch.call.removesuffix("at"), code))
        assert (touch, copy.faults()) == (touch, [])
        assert copy.now == copy.whole or code == 4, touch
        assert copy.left_over() == [] or touch.call == "unlinkat", touch
        assert code == 0 or errors.startswith("error: "), touch
        assert "Traceback" not in errors, touch
        copy.restore()
    placed_by = copy.edit.placed_by.removesuffix("at")
    assert {("open", 4), ("write", 4), ("fsync", 4), (placed_by, 4), ("unlink", 0)} <= codes


@traced
def test_a_naive_edit_that_the_disk_fails_leaves_half_a_file(copy: Copy) -> None:
    torn = []
    for touch in touches(copy, copy.naive):
        disturbed(copy, copy.naive, touch, "error=ENOSPC")
        torn += copy.faults()
        copy.restore()
    assert copy.edit.file in torn


@traced
def test_what_a_killed_edit_left_over_is_a_note_and_hinders_no_later_edit(copy: Copy) -> None:
    put = next(touch for touch in of_the_write(copy) if touch.call.startswith(copy.edit.placed_by))
    disturbed(copy, copy.real, put, "signal=KILL")
    (left,) = copy.left_over()
    checked = run((*copy.partner, "validate", left))
    assert checked.returncode == 0
    assert re.match(re.escape(left) + r":\d+:\d+: note PC122: ", checked.stdout)
    assert run(copy.real).returncode == 0
    assert (copy.faults(), copy.left_over(), copy.now) == ([], [left], copy.whole)


def test_an_edit_larger_than_files_may_be_leaves_the_old_file_unlike_a_naive_one(copy: Copy) -> None:
    limited = ("sh", "-c", 'ulimit -f 2; exec "$@"', "sh")
    done = run((*limited, *copy.real))
    assert (done.returncode, copy.state()) == (4, copy.before)
    assert "it would be larger than the disk allows" in done.stderr
    run((*limited, *copy.naive))
    assert copy.edit.file in copy.faults()


@pytest.mark.skipif(not CAN_MOUNT, reason="this user may not mount a small disk")
def test_an_edit_on_a_full_disk_leaves_the_old_file_unlike_a_naive_one(copy: Copy, tmp_path: Path) -> None:
    folder = copy.root / copy.edit.folder
    there = files_of(folder)
    full = sum(-(-len(data) // PAGE) for data in there.values()) * PAGE
    small = ("unshare", "--mount", "sh", "-c", ON_SMALL_DISK, "sh", str(folder), str(tmp_path), str(full))
    done = run((*small, *copy.real))
    assert (done.returncode, files_of(tmp_path), copy.state()) == (4, there, copy.before)
    assert "no space left on the disk" in done.stderr
    run((*small, *copy.naive))
    assert files_of(tmp_path)[folder.joinpath(copy.edit.file).name] not in (copy.old, copy.whole)


@pytest.mark.skipif(not CAN_BE_NOBODY, reason="another user may not run this Python")
@pytest.mark.parametrize("edit", [DRAFT, SETTING], ids=["new", "replaced"])
def test_a_folder_that_the_user_may_only_read_is_told_and_left_as_it_was_unlike_by_a_naive_one(
    edit: Edit,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy = copied(Path(folder) / "repository", edit)
        (copy.root / edit.folder).chmod(0o555)
        done, naive = run((*NOBODY, *copy.real)), run((*NOBODY, *copy.naive))
        (copy.root / edit.folder).chmod(0o755)
        assert (done.returncode, copy.state()) == (4, copy.before)
        assert done.stderr.startswith("error: ")
        assert "permission denied" in done.stderr
        assert (naive.returncode, "Traceback" in naive.stderr) == (1, True)


def test_of_two_drafts_at_once_one_writes_and_the_other_is_told_unlike_two_naive_ones(tmp_path: Path) -> None:
    copy = copied(tmp_path / "repository", DRAFT)

    def at_once(command: Sequence[str]) -> list[int]:
        both = [subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT) for _ in range(2)]
        return sorted(one.wait() for one in both)

    assert at_once(copy.real) == [0, 1]
    assert (copy.faults(), copy.left_over(), copy.now) == ([], [], copy.whole)
    assert at_once(copy.naive) == [0, 0]


@contextmanager
def stopped(copy: Copy, touch: Touch) -> Iterator[subprocess.Popen[bytes]]:
    """A run of the edit that stands still from one call on, and goes on to its end when the block ends."""
    log = copy.root.with_name("stopped.log")
    inject = f"--inject={touch.call}:signal=STOP:when={touch.number}"
    command = ("strace", "--follow-forks", f"--trace={touch.call}", inject, f"--output={log}", *copy.real)
    log.touch()
    with subprocess.Popen(
        command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=ENVIRONMENT
    ) as one:
        while (stop := re.search(r"(\d+) +--- stopped by SIGSTOP", log.read_text("utf-8"))) is None:
            assert one.poll() is None
            time.sleep(0.02)
        yield one
        os.kill(int(stop[1]), signal.SIGCONT)


@traced
@pytest.mark.parametrize(("calls_before", "codes"), [(0, (0, 4)), (1, (1, 0))], ids=["locked", "read"])
def test_of_two_settings_at_once_one_is_told_and_what_was_confirmed_stands_unlike_with_a_naive_one(
    calls_before: int, codes: tuple[int, int], tmp_path: Path
) -> None:
    copy = copied(tmp_path / "repository", SETTING)
    other = (*copy.partner, "country", "set", "Corvo", "iso3=XCV")
    recorded = touches(copy, copy.real)
    with stopped(copy, recorded[[touch.call for touch in recorded].index("flock") - calls_before]) as first:
        second = run(other)
    assert (first.returncode, second.returncode) == codes
    both = (copy.whole, (copy.old or b"").replace(b"iso3: XCC", b"iso3: XCV"))
    assert copy.now == both[codes.index(0)]
    copy.restore()
    assert (run(other).returncode, run(copy.naive).returncode) == (0, 0)
    assert copy.now not in both[1:]
