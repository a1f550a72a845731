"""Running programs: a command, one timed run of it, its answer, and the rounds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Round, Run

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
"""The interpreter of the project's own environment, which runs the tool."""
PEERS_PYTHON = ROOT / "build" / "bench-venv" / "bin" / "python"
"""The interpreter of the peers' environment, which `make bench` makes."""
TIMED = (PYTHON, "-I", "-S", str(ROOT / "benchmarks" / "timed.py"))
LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "XDG_CACHE_HOME")
ENVIRONMENT = {
    key: value
    for key, value in os.environ.items()
    if key not in LEFT_OUT and not key.startswith(("PARTNER_", "_PARTNER_", "GIT_"))
}


def nothing() -> None:
    """What most commands need before a run."""


class Command(NamedTuple):
    """A program with its arguments; `before` is done before each run, and not timed.

    One that is `slow` runs in the first rounds only.
    """

    words: tuple[str, ...]
    environment: Mapping[str, str] = ENVIRONMENT
    before: Callable[[], object] = nothing
    slow: bool = False

    def also(self, *words: str) -> Command:
        """The same with more arguments."""
        return self._replace(words=(*self.words, *words))


class Failed(Exception):
    """A command ended with a code that it should not end with."""


def run(command: Command) -> Run:
    """Run a command, its output thrown away; raises Failed."""
    done = answer(command._replace(words=(*TIMED, *command.words)))
    if done.returncode:
        raise Failed(f"ended with {done.returncode}")
    return Run(*map(float, done.stdout.split()))


def answer(command: Command) -> subprocess.CompletedProcess[str]:
    """What a command says, whatever code it ends with."""
    command.before()
    return subprocess.run(
        command.words,
        env=command.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def rounds(named: Mapping[str, Command], count: int, slow: int) -> Iterator[Round]:
    """So many rounds, and first the one that does not count; what is slow runs in that and in the first `slow`.

    Every round starts each command once, in turn, so that whatever else the machine does falls on all of them.
    """
    for number in range(count + 1):
        runs = {}
        for name, command in named.items():
            if command.slow and number > slow:
                continue
            try:
                runs[name] = run(command)
            except Failed as failure:
                raise SystemExit(f"{name} {failure}: {answer(command).stderr}") from None
        if number:
            yield runs
