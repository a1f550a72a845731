"""A tour de table whose laptop dies: at every system call of an answer, and between two answers.

A sitting is recorded once with strace; then it is repeated with a kill at each call that touches the folder of the
meeting's positions. What stands then is read, validated, and gone on with.
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
from pathlib import Path

import pytest

import partnercli
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import TEMPORARY, WorkingTree

ROOT = Path(__file__).parents[2]
AT = "data/positions/2031-03-04-working-group"
LINES = 'altamar, ~corvo; ?esker: until then; #timelines\nditto QR; "We stand ready."\nQN: +esker\n'
CALLS = "openat,write,fchmod,fsync,flock,linkat,renameat,renameat2,rename,unlinkat,mkdir,close"
WRITTEN = ("qn.yaml", "qr.yaml", "qs.yaml")
PROGRAM = tempfile.TemporaryDirectory(prefix="partner-")
"""A copy of the program, compiled by the first run, so that every run makes the same calls in the same order."""
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": PROGRAM.name,
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONHASHSEED": "0",
}
NAIVE = (
    sys.executable,
    "-c",
    "import sys; [open(f'{sys.argv[1]}/{c}.yaml', 'w').write('delegation: ' + c * 9999) for c in ('qr', 'qs')]",
)


atexit.register(PROGRAM.cleanup)
shutil.copytree(Path(partnercli.__file__).parent, Path(PROGRAM.name) / "partnercli")


def traces() -> bool:
    try:
        return subprocess.run(["strace", "--output=/dev/null", "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = [
    pytest.mark.tools,
    pytest.mark.skipif(not traces(), reason="strace is not here or may not trace"),
]


def entering(root: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "partnercli", "--repo", str(root), "position", "enter")


def run(command: tuple[str, ...], lines: str = LINES) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, input=lines, capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=60
    )


def fresh(root: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests" / "fictional", root))


def positions(root: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (root / AT).iterdir() if not path.name.endswith(TEMPORARY)
    }


def traced(
    root: Path, command: tuple[str, ...], *options: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    log = root.with_name(f"{root.name}.log")
    strace = ("strace", "--follow-forks", "--decode-fds=path", f"--output={log}", f"--trace={CALLS}")
    return run((*strace, *options, *command)), log.read_text("utf-8", "replace")


def calls_of(log: str) -> list[tuple[str, int]]:
    """Each call that touches the meeting's positions, and the how many-th of its name in the run it is."""
    seen: dict[str, int] = {}
    found = []
    for call, touched in re.findall(r"^\d+ +(\w+)\((.*)", log, re.MULTILINE):
        seen[call] = seen.get(call, 0) + 1
        if AT in touched:
            found.append((call, seen[call]))
    return found


def killed_at(root: Path, command: tuple[str, ...], call: str, number: int) -> None:
    traced(root, command, f"--inject={call}:signal=KILL:when={number}")


def writing_calls(log: str) -> list[tuple[str, int]]:
    """The calls of the answers' writes, from the lock of each on; all other calls only read."""
    found = calls_of(log)
    locks = [place for place, (call, _) in enumerate(found) if call == "flock"]
    return [one for lock in locks for one in found[lock - 1 : lock + 14]]


def test_a_sitting_killed_at_any_call_keeps_every_answer_whole_and_goes_on(tmp_path: Path) -> None:
    run(entering(fresh(tmp_path / "compiled")))
    whole = fresh(tmp_path / "whole")
    before = positions(whole)
    done, log = traced(whole, entering(whole))
    assert done.returncode == 0
    after = positions(whole)
    kills = writing_calls(log)
    assert {"linkat", "fsync", "write", "flock"} <= {call for call, _ in kills}
    stopped_with = set()
    for place, (call, number) in enumerate(kills):
        root = fresh(tmp_path / f"{place}")
        killed_at(root, entering(root), call, number)
        stand = positions(root)
        torn = {name for name, data in stand.items() if data not in (before.get(name), after.get(name))}
        assert (call, number, torn) == (call, number, set())
        assert [
            one.code for one in load(WorkingTree(root), Scope.everything()).findings if one.code != "PC122"
        ] == []
        new = [name for name in ("qr.yaml", "qs.yaml") if name in stand]
        assert new == ["qr.yaml", "qs.yaml"][: len(new)]
        stopped_with.add(len(new))
        left = LINES.splitlines(keepends=True)[len(new) :]
        assert run(entering(root), "".join(left)).returncode in (0, 1)
        assert positions(root) == after
        shutil.rmtree(root)
    assert stopped_with == {0, 1, 2}


def test_a_naive_writer_killed_so_leaves_half_a_file(tmp_path: Path) -> None:
    root = fresh(tmp_path / "naive")
    command = (*NAIVE, str(root / AT))
    _, log = traced(root, command)
    call, number = next(one for one in reversed(calls_of(log)) if one[0] == "write")
    root = fresh(tmp_path / "again")
    killed_at(root, (*NAIVE, str(root / AT)), call, number)
    codes = {one.code for one in load(WorkingTree(root), Scope.everything()).findings}
    assert codes - {"PC122"}


def test_a_sitting_killed_between_two_answers_goes_on_at_the_next_delegation(tmp_path: Path) -> None:
    root = fresh(tmp_path / "between")
    with subprocess.Popen(
        entering(root), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as sitting:
        assert sitting.stdin is not None
        sitting.stdin.write("altamar\n")
        sitting.stdin.flush()
        until = time.monotonic() + 30
        while not (root / AT / "qr.yaml").exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        time.sleep(0.2)
        sitting.send_signal(signal.SIGKILL)
    again = run(entering(root), "corvo\n")
    assert (again.returncode, "5 of 6 recorded" in again.stdout) == (0, True)
    assert "country: corvo" in (root / AT / "qs.yaml").read_text("utf-8")
    assert "country: altamar" in (root / AT / "qr.yaml").read_text("utf-8")
