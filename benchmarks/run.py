"""Measures speed, as ratios of medians of one run: `make bench`, or `python run.py --sizes 300 3000 --rounds 5`.

Every round starts each command once, in turn, so that whatever else the machine does falls on all of them; the
first round is not counted. Nothing is timed before the tool's results are seen to be right. "Bare" is the Python
that runs the tool, doing nothing; "floor" is that Python opening, reading and hashing every file.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
BARE = (sys.executable, "-c", "pass")
PARTNER = (sys.executable, "-c", "from partnercli.__main__ import main; main()")
FLOOR = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha256(file.read()).digest()
"""
RULES = ("approval", "sav", "pav", "seqpav", "phragmen", "equal-shares", "chamberlin-courant")
WIDE = "tally, 27 × 80"
FORMS, REPLIES, TABLES = "form, 27 workbooks", "import, 27 replies", "export, in all formats"
BARS = {"report": (3, 4), FORMS: (6, 9), REPLIES: (6, 15), TABLES: (8, 12)}
"""Goal and least of what costs more than a reading: it makes or opens many files, or large ones."""
SIX_MEETINGS = 6 * 27
Command = tuple[str, ...]


class Run(NamedTuple):
    """One run of a command: how long it took, in seconds, and the most memory it held, in KiB."""

    time: float
    memory: float


Round = Mapping[str, Run]
"""The runs of one round, by the command's name."""


class Bar(NamedTuple):
    """A figure to hold: what it is, how it comes out of a round, what it should be and must be at most."""

    what: str
    figure: Callable[[Round], float]
    goal: float
    least: float


def main() -> None:
    """Make the repositories, prove the results, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000], metavar="POSITIONS")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    with tempfile.TemporaryDirectory() as folder:
        roots = {size: made(Path(folder) / str(size), size) for size in sizes}
        prove_findings(roots[sizes[0]])
        wide = made(Path(folder) / "wide", SIX_MEETINGS, "--countries", "80")
        readings = analyses(wide, Path(folder) / "documents") | exchanges(wide, Path(folder))
        named = commands(roots, Path(folder) / "documents") | readings
        rounds = list(measured(named, asked.rounds))
    for line in table(bars(sizes, [what for what in readings if what != WIDE]), rounds):
        print(line)


def commands(roots: Mapping[int, Path], documents: Path) -> dict[str, Command]:
    """What is run, by name."""
    named: dict[str, Command] = {
        "bare": BARE,
        "version": (*PARTNER, "--version"),
        "help": (*PARTNER, "--help"),
        "start": (*PARTNER, "validate", "--help"),
        "validate shipped": (*PARTNER, "--repo", str(ROOT), "validate"),
        "tally shipped": (*PARTNER, "--repo", str(ROOT), "tally"),
        "note": (*PARTNER, "--repo", str(ROOT), "render", "note", "--output", str(documents)),
    }
    named["note in all formats"] = (*named["note"], "--format", "all")
    for size, root in roots.items():
        named[f"floor {size}"] = (sys.executable, "-c", FLOOR, str(root))
        named[f"validate {size}"] = (*PARTNER, "--repo", str(root), "validate")
        named[f"tally {size}"] = (*PARTNER, "--repo", str(root), "tally")
    return named


def made(root: Path, positions: int, *options: str) -> Path:
    """An invented repository, its tally proved."""
    generate = (sys.executable, str(ROOT / "benchmarks" / "generate.py"), str(root), str(positions), *options)
    subprocess.run(generate, check=True)
    prove_tally(root)
    return root


def analyses(root: Path, documents: Path) -> dict[str, Command]:
    """The readings of a meeting of 27 delegations and 80 countries, and its tally, by what each is called."""
    *_, before, current = sorted(file.stem for file in (root / "data" / "meetings").iterdir())
    country = min(file.stem for file in (root / "data" / "countries").iterdir())
    shortlists = {f"shortlist, {rule}": ("shortlist", "--size", "10", "--rule", rule) for rule in RULES}
    readings = {
        WIDE: ("tally",),
        "tally --robustness": ("tally", "--robustness"),
        "matrix": ("matrix",),
        "matrix, by similarity": ("matrix", "--order", "similarity"),
        "majority on a country": ("majority", country),
        **shortlists,
        "diff between meetings": ("diff", "--meetings", before, current),
        "report": ("report", "--audience", "presidency", "--output", str(documents)),
    }
    return {what: (*PARTNER, "--repo", str(root), *arguments) for what, arguments in readings.items()}


def exchanges(root: Path, folder: Path) -> dict[str, Command]:
    """What goes out to 27 delegations and to other tools, and what comes in, by what each is called.

    Nothing is recorded of what comes in, so that every round finds the same.
    """
    taken = ("import", str(replies(root, folder / "replies")), "--dry-run")
    prove_replies(root, taken)
    named = {
        FORMS: ("form", "--output", str(folder / "forms")),
        REPLIES: taken,
        TABLES: ("export", "--audience", "presidency", "--format", "all", "--output", str(folder / "tables")),
    }
    return {what: (*PARTNER, "--repo", str(root), *arguments) for what, arguments in named.items()}


def replies(root: Path, folder: Path) -> Path:
    """A folder of forms, each filled in: a delegation reserves its position in the first three rows."""
    from openpyxl import load_workbook

    command = (*PARTNER, "--repo", str(root), "form", "--output", str(folder))
    subprocess.run(command, check=True, capture_output=True)
    for file in folder.glob("*.xlsx"):
        workbook = load_workbook(file)
        sheet = workbook["Reply"]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Partner country")
        for number in range(head + 1, head + 4):
            sheet.cell(number, 2).value = "Reservation"
        workbook.save(file)
    return folder


def bars(sizes: list[int], analyses_named: Iterable[str]) -> Iterator[Bar]:
    """The figures of a run."""
    yield Bar("partner --version : bare", over("version", "bare"), 1.3, 2)
    yield Bar("partner --help : bare", over("help", "bare"), 7, 9)
    yield Bar("validate of the shipped data : bare", over("validate shipped", "bare"), 20, 20)
    yield Bar("render note, Markdown : tally", over("note", "tally shipped"), 1.5, 1.5)
    yield Bar("render note, all five formats : tally", over("note in all formats", "tally shipped"), 2.5, 4)
    for size in sizes:
        yield Bar(f"cold validate : floor, {size:,}", over(f"validate {size}", f"floor {size}"), 30, 45)
    for what in analyses_named:
        goal, least = BARS.get(what, (1.2, 2))
        yield Bar(f"{what} : tally, 27 × 80", over(what, WIDE), goal, least)
    for less, more in pairwise(sizes):
        span = f"{less:,} to {more:,}"
        yield Bar(f"tally at {more:,} : at {less:,}", over(f"tally {more}", f"tally {less}"), 1.1, 1.3)
        yield Bar(f"growth of cold validate, {span}", growth("validate", less, more), 1.05, 1.1)
        yield Bar(f"memory of cold validate, KiB a file, {span}", memory("validate", less, more), 8, 12)


def over(command: str, base: str) -> Callable[[Round], float]:
    """How many times as long as another command."""
    return lambda runs: runs[command].time / runs[base].time


def growth(command: str, less: int, more: int) -> Callable[[Round], float]:
    """The exponent e of time ~ files^e, less the start of a command: 1 is in proportion, 0 is flat."""

    def exponent(runs: Round) -> float:
        small, large = (
            max(runs[f"{command} {size}"].time - runs["start"].time, 1e-3) for size in (less, more)
        )
        return math.log(large / small) / math.log(more / less)

    return exponent


def memory(command: str, less: int, more: int) -> Callable[[Round], float]:
    """What each further position file adds to the most memory held, in KiB."""
    return lambda runs: (runs[f"{command} {more}"].memory - runs[f"{command} {less}"].memory) / (more - less)


def measured(named: Mapping[str, Command], rounds: int) -> Iterator[Round]:
    """The rounds that count."""
    for number in range(rounds + 1):
        runs = {name: run(command) for name, command in named.items()}
        if number:
            yield runs


def run(command: Command) -> Run:
    """Run a command, its output thrown away."""
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    begun = perf_counter()
    child = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    taken = perf_counter() - begun
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command} ended with {code}")
    return Run(taken, used.ru_maxrss)


def table(wanted: Iterator[Bar], rounds: list[Round]) -> Iterator[str]:
    """The figures as lines: of the medians, the lowest and highest of any round, the goal and the least."""
    middle = {
        name: Run(*map(median, zip(*(runs[name] for runs in rounds), strict=True))) for name in rounds[0]
    }
    yield f"{'':52} {'ratio':>6} {'of rounds':>13} {'goal':>5} {'least':>5}"
    for bar in wanted:
        ratio, each = bar.figure(middle), sorted(map(bar.figure, rounds))
        held = "" if ratio <= bar.goal else " over the goal" if ratio <= bar.least else " MISSED"
        spread = f"{each[0]:.2f}–{each[-1]:.2f}"
        yield f"{bar.what:52} {ratio:6.2f} {spread:>13} {bar.goal:5g} {bar.least:5g}{held}"


def result(root: Path, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    """What a command of the tool answers as JSON."""
    done = subprocess.run((*PARTNER, "--repo", str(root), *arguments), capture_output=True, check=False)
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def prove_tally(root: Path) -> None:
    """Stop unless the tally equals one counted in the text of the current meeting's files."""
    current = re.findall(r"current_meeting: (.+)", (root / "partner.yaml").read_text("utf-8"))[0]
    positions = (root / "data" / "positions" / current).glob("*.yaml")
    named = re.compile(r"- country: (.+)\n    stance: support\n")
    counted = Counter(name for file in positions for name in named.findall(file.read_text("utf-8")))
    tallied = {
        row["country"]: row["support"] for row in result(root, "tally", "--format", "json")["countries"]
    }
    if counted != {name: count for name, count in tallied.items() if count}:
        raise SystemExit(f"the tally of {root.name} positions is not what their files say")


def prove_replies(root: Path, taken: Command) -> None:
    """Stop unless each of the 27 replies brings reservations and nothing else."""
    replied = result(root, *taken, "--format", "json")["replies"]
    brought = [change["to"] for one in replied for change in one["changes"]]
    if len(replied) != 27 or set(brought) != {"reservation"} or len(brought) < 60:
        raise SystemExit("the forms do not come in as they were filled")


def prove_findings(root: Path) -> None:
    """Stop unless there is no error, and a planted fault is found as the only one."""
    file = next((root / "data" / "positions").glob("*/*.yaml"))
    sound = file.read_text("utf-8")
    for text, faulty in ((sound.replace("country: ", "contry: ", 1), {file}), (sound, set[Path]())):
        file.write_text(text, "utf-8")
        found = result(root, "validate", "--format", "json")["findings"]
        if {root / str(one["file"]) for one in found if one["severity"] == "error"} != faulty:
            raise SystemExit("a planted fault was not found, or errors where there are none")


if __name__ == "__main__":
    main()
