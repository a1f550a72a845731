"""Files full of lists of countries, as large as may be: each imported by a process of its own, in a few seconds."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.tools

SECONDS = 3
NAMES = ("Altamar", "Belmonte", "Corvo", "Dravina", "Esker", "Far Isles")
SIGNS = (", ", "; ", "/", " & ", " and ")
ALL = 4_900_000
"""Characters of a file: a little less than are read."""


def some(length: int, chance: random.Random) -> str:
    """A list of countries that has about so many characters."""
    found = chance.choice(NAMES)
    while len(found) < length - 14:
        found += chance.choice(SIGNS) + chance.choice(NAMES)
    return found


def rows(head: str, cells: int, length: int, before: str = "") -> Iterator[str]:
    """Rows of cells with lists, as many as a file may hold."""
    chance = random.Random(1)  # noqa: S311 - not for secrets
    yield head
    for _ in range(min(9_990, ALL // (cells * length))):
        yield "\t".join(before + some(length - len(before), chance) for _ in range(cells))


def wide(before: str = "") -> str:
    return "\n".join(rows("\t".join(["Country"] * 256), 256, 96, before))


HOSTILE: dict[str, Callable[[], str]] = {
    "long.csv": lambda: "\n".join(rows("Country", 1, 1000)),
    "short.csv": lambda: "\n".join(rows("Country", 1, 480)),
    "wide.csv": wide,
    "positions.csv": lambda: wide("reservation, "),
    "everybody.csv": lambda: _everybody(9_990),
    "lists.json": lambda: _json({"country": row} for row in rows("x", 1, 500)),
    "unknown.json": lambda: _json({"country": f"x{number}"} for number in range(110_000)),
}


def _everybody(count: int) -> str:
    """Rows that say the same of the same countries, each for several delegations."""
    row = f"QM, QN, QO, QP\t{'; '.join(NAMES * 10)}\tsupport"
    return "\n".join(["Delegation\tCountry\tPosition", *[row] * count])


def _json(preferences: Iterator[dict[str, str]]) -> str:
    return json.dumps({"delegation": "QM", "preferences": list(preferences)}, separators=(",", ":"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_full_of_lists_is_refused_in_a_few_seconds(name: str, fictional: Path) -> None:
    (fictional / name).write_text(HOSTILE[name](), encoding="utf-8")
    command = [sys.executable, "-m", "partnercli", "import", name]
    command += [] if name == "everybody.csv" else ["--delegation", "QM"]
    before = os.times()
    done = subprocess.run(command, cwd=fictional, capture_output=True, check=False, timeout=60)
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert spent < SECONDS
