"""Edits that are killed, or that the disk fails, at every system call that touches the folder edited.

A run is recorded once with strace; then it is repeated with a kill, or an error, at each of the recorded calls.
Every recipe is also seen to catch a naive writer, which empties the file and fills it again.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import partnercli
from partnercli.repository.load import Scope, load
from partnercli.repository.trees import TEMPORARY, WorkingTree

ROOT = Path(__file__).parents[2]
FOLDER = "data/outlines"
FILE = f"{FOLDER}/tunisia.yaml"
CALLS = (
    *("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "close", "flock", "?link", "linkat"),
    *("?rename", "?renameat", "renameat2", "?unlink", "unlinkat", "?mkdir", "mkdirat"),
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
mount -t tmpfs -o size=8k none "$1" || exit 99
folder=$1 kept=$2; shift 2
"$@"; code=$?
cp -R "$folder/." "$kept"; exit $code
"""


def works(*command: str) -> bool:
    """Whether a program is here and may do this."""
    try:
        return subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT).returncode == 0
    except FileNotFoundError:
        return False


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
class Copy:
    """A copy of the shipped repository, and the outline that an undisturbed run writes into it."""

    root: Path
    before: dict[str, bytes]
    whole: bytes

    @property
    def partner(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "partnercli", "--repo", str(self.root))

    @property
    def draft(self) -> tuple[str, ...]:
        """The real writer's command."""
        return (*self.partner, "outline", "new", "Tunisia")

    @property
    def naive(self) -> tuple[str, ...]:
        """A command of a naive writer that puts the same outline at the same place."""
        source = self.root.with_name("whole.yaml")
        source.write_bytes(self.whole)
        return (*NAIVE, str(source), str(self.root / FILE))

    def state(self) -> dict[str, bytes]:
        """All its files."""
        return files_of(self.root)

    def left_over(self) -> list[str]:
        """Temporary files that a run left."""
        return [path for path in self.state() if path.endswith(TEMPORARY)]

    def faults(self) -> list[str]:
        """What a run may not leave: a changed file, half an outline, a finding beside those on what is left over."""
        state = self.state()
        allowed = self.before | {FILE: self.whole} | {left: state[left] for left in self.left_over()}
        changed = [
            path for path in state | self.before if path != FILE and state.get(path) != allowed.get(path)
        ]
        torn = [FILE] if state.get(FILE, self.whole) != self.whole else []
        read = load(WorkingTree(self.root), Scope.everything())
        named = {(one.code, one.file) for one in read.findings}
        return [
            *changed,
            *torn,
            *(str(one) for one in named ^ {("PC122", left) for left in self.left_over()}),
        ]

    def restore(self) -> None:
        """Take away what a run left."""
        for path in self.state().keys() - self.before:
            (self.root / path).unlink()


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)


def copied(root: Path) -> Copy:
    """A copy of the shipped repository at `root`, without the outline, which an undisturbed run has shown."""
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "partner.yaml", root)
    (root / FOLDER).mkdir(exist_ok=True)
    (root / FILE).unlink(missing_ok=True)
    before = files_of(root)
    assert run(Copy(root, before, b"").draft).returncode == 0
    whole = (root / FILE).read_bytes()
    (root / FILE).unlink()
    return Copy(root, before, whole)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copied(tmp_path_factory.mktemp("copy") / "repository")


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
    return str(copy.root / FOLDER) in line.replace('>, "', "/")


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


def disturbed(copy: Copy, command: Sequence[str], touch: Touch, what: str) -> tuple[int, str]:
    """Run a command again with a kill or an error at one recorded call, and see that it was that call."""
    code, errors, log = trace(copy, command, f"{touch.call}:{what}:when={touch.number}")
    hit = [line for line, after in pairwise([*log, ""]) if "INJECTED" in line or "killed" in after]
    assert [touching(copy, line) for line in hit] == [True], (touch, hit)
    return code, errors


@traced
def test_an_edit_killed_at_any_call_leaves_the_outline_whole_or_absent_and_what_is_left_over_is_named(
    copy: Copy,
) -> None:
    seen = set()
    for touch in touches(copy, copy.draft):
        assert disturbed(copy, copy.draft, touch, "signal=KILL")[0] == -9
        assert (touch, copy.faults()) == (touch, [])
        seen.add((FILE in copy.state(), len(copy.left_over())))
        copy.restore()
    assert seen == {(False, 0), (False, 1), (True, 1), (True, 0)}


@traced
def test_a_naive_edit_killed_leaves_half_a_file_at_some_call(copy: Copy) -> None:
    torn = []
    for touch in touches(copy, copy.naive):
        assert disturbed(copy, copy.naive, touch, "signal=KILL")[0] == -9
        torn += copy.faults()
        copy.restore()
    assert FILE in torn


@traced
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])
def test_an_edit_that_the_disk_fails_at_any_call_says_so_and_leaves_the_outline_whole_or_absent(
    copy: Copy, error: str
) -> None:
    recorded = touches(copy, copy.draft)
    codes = set()
    for touch in recorded[[touch.call for touch in recorded].index("flock") :]:
        code, errors = disturbed(copy, copy.draft, touch, f"error={error}")
        codes.add((touch.call, code))
        assert (touch, copy.faults()) == (touch, [])
        assert FILE in copy.state() or code == 4, touch
        assert copy.left_over() == [] or touch.call == "unlinkat", touch
        assert code == 0 or errors.startswith("error: "), touch
        assert "Traceback" not in errors, touch
        copy.restore()
    assert {("openat", 4), ("write", 4), ("fsync", 4), ("linkat", 4), ("unlinkat", 0)} <= codes


@traced
def test_a_naive_edit_that_the_disk_fails_leaves_half_a_file(copy: Copy) -> None:
    torn = []
    for touch in touches(copy, copy.naive):
        disturbed(copy, copy.naive, touch, "error=ENOSPC")
        torn += copy.faults()
        copy.restore()
    assert FILE in torn


@traced
def test_what_a_killed_edit_left_over_is_a_note_and_hinders_no_later_edit(copy: Copy) -> None:
    link = next(touch for touch in touches(copy, copy.draft) if touch.call == "linkat")
    disturbed(copy, copy.draft, link, "signal=KILL")
    (left,) = copy.left_over()
    checked = run((*copy.partner, "validate", left))
    assert checked.returncode == 0
    assert re.match(re.escape(left) + r":\d+:\d+: note PC122: ", checked.stdout)
    assert run(copy.draft).returncode == 0
    assert (copy.faults(), copy.left_over(), FILE in copy.state()) == ([], [left], True)


def test_an_edit_larger_than_files_may_be_leaves_nothing_unlike_a_naive_one(copy: Copy) -> None:
    limited = ("sh", "-c", 'ulimit -f 2; exec "$@"', "sh")
    done = run((*limited, *copy.draft))
    assert (done.returncode, copy.state()) == (4, copy.before)
    assert "file too large" in done.stderr
    run((*limited, *copy.naive))
    assert FILE in copy.faults()


@pytest.mark.skipif(not CAN_MOUNT, reason="this user may not mount a small disk")
def test_an_edit_on_a_full_disk_leaves_nothing_unlike_a_naive_one(copy: Copy, tmp_path: Path) -> None:
    small = ("unshare", "--mount", "sh", "-c", ON_SMALL_DISK, "sh", str(copy.root / FOLDER), str(tmp_path))
    assert len(copy.whole) > 8192
    done = run((*small, *copy.draft))
    assert (done.returncode, files_of(tmp_path), copy.state()) == (4, {}, copy.before)
    assert "no space left on device" in done.stderr
    run((*small, *copy.naive))
    assert 0 < len(files_of(tmp_path)["tunisia.yaml"]) < len(copy.whole)


@pytest.mark.skipif(not CAN_BE_NOBODY, reason="another user may not run this Python")
def test_a_folder_that_the_user_may_only_read_is_told_and_left_as_it_was() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy = copied(Path(folder) / "repository")
        (copy.root / FOLDER).chmod(0o555)
        done = run((*NOBODY, *copy.draft))
        (copy.root / FOLDER).chmod(0o755)
        assert (done.returncode, copy.state()) == (4, copy.before)
        assert done.stderr.startswith("error: ")
        assert "permission denied" in done.stderr


def test_of_two_edits_at_once_one_writes_and_the_other_is_told_unlike_two_naive_ones(copy: Copy) -> None:
    def at_once(command: Sequence[str]) -> list[int]:
        both = [subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT) for _ in range(2)]
        return sorted(one.wait() for one in both)

    assert at_once(copy.draft) == [0, 1]
    assert (copy.faults(), copy.left_over(), FILE in copy.state()) == ([], [], True)
    assert at_once(copy.naive) == [0, 0]
