"""The benchmark itself, on repositories so small that its figures mean nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ONLY = "bare|script, 30|Word|REV : tally, 30|commits : tally, 30|changed : cold|memory|matrix :"

pytestmark = pytest.mark.tools


def test_a_run_proves_what_it_measures_and_shows_every_figure_or_says_why_not() -> None:
    options = ["--sizes", "30", "60", "--rounds", "1", "--against", "HEAD", "--only", ONLY]
    command = (sys.executable, "-m", "benchmarks.run", *options)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures, moves, sentence = done.stdout.split("\n\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in figures.splitlines()][2:]
    assert len(rows) > 15
    shown = {what: (ratio, note) for what, ratio, _, _, _, note in rows}
    assert [
        what
        for what, (ratio, note) in shown.items()
        if not ratio and note not in {"not installed", "not in the tool yet"}
    ] == []
    for what in (
        "partner --version : bare",
        "validate of the shipped data : bare",
        "diff of two commits : tally, 30",
    ):
        assert float(shown[what][0]) > 0
    assert moves.count("\n") > 12
    assert sentence.startswith("Moved: nothing.")  # one round is too few to tell
