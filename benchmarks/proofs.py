"""Nothing is timed before it is seen to do what it is said to do; each proof ends the run where it fails.

What the tool says is held against what was counted in the text of the files, and against a fault that was planted.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.choosing import NAIVE, PANDAS, PROGRAMS, SKILLED
from benchmarks.programs import Command, answer
from benchmarks.repositories import Repository, positions_in

DELEGATIONS = 27
TIMES = {"cold validate": 1, "first validate": 1, "warm validate": 2, "one changed": 2}
"""The ways of checking, and how often each has to say the same: what is kept is there the second time."""
Named = Mapping[str, Command]


def prove(holds: bool, what: str) -> None:  # noqa: FBT001 - it is what is proved
    """End the run with this sentence unless it holds."""
    if not holds:
        raise SystemExit(f"nothing was measured: {what}")


def said(command: Command) -> dict[str, Any]:
    """What a command of the tool answers as JSON."""
    done = answer(command.also("--format", "json"))
    prove(bool(done.stdout), f"{command.words} says nothing: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def prove_readings(named: Named, repository: Repository, size: str) -> None:
    """Tally, past tally, diff and history say what the text of the files said before and after the last commit."""
    earlier, now = repository.earlier, repository.now
    changed = {name: (earlier[name], now[name]) for name in earlier | now if earlier[name] != now[name]}
    for what, expected in (("tally", now), ("tally --at", earlier)):
        if command := named.get(f"{what}, {size}"):
            counted = {row["country"]: row["support"] for row in said(command)["countries"] if row["support"]}
            prove(counted == expected, f"{what} of {size} positions is not what their files say")
    for what in ("diff", "diff with the files"):
        if command := named.get(f"{what}, {size}"):
            found = said(command)
            moved = {
                row["country"]: (row["support"]["from"], row["support"]["to"]) for row in found["countries"]
            }
            kinds = sorted(record["kind"] for record in found["records"])
            prove(
                (moved, kinds) == (changed, ["country", "position"]), f"{what} of {size} positions is wrong"
            )
    if command := named.get(f"history, {size}"):
        last = said(command)["meetings"][-1]["delegations"]["support"]
        prove(
            len(last) == now[repository.country], f"history of {size} positions is not what their files say"
        )


def prove_checks(named: Named, repository: Repository, size: str) -> None:
    """Every way of checking finds all files and nothing to mend, also with what an earlier run kept."""
    for way, times in TIMES.items():
        if command := named.get(f"{way}, {size}"):
            for _ in range(times):
                report = said(command)
                found = (report["checked"], report["findings"])
                prove(
                    found == (repository.files, []), f"{way}: {found}, and not {repository.files} sound files"
                )


def prove_fault_found(named: Named, repository: Repository, size: str) -> None:
    """Every way of checking finds a planted fault and nothing else, and nothing once it is mended."""
    for way, times in TIMES.items():
        if command := named.get(f"{way}, {size}"):
            root = repository.changing if way == "one changed" else repository.root
            _plant(root, way, partial(_faulty, command), times)


def prove_peers(named: Named, repository: Repository, size: str) -> None:
    """Peers read all files, count what the text of the files says, and find the same planted fault."""
    for what, count in {SKILLED: _last_line, NAIVE: _last_line, PROGRAMS: _listed}.items():
        if command := named.get(f"{what}, {size}"):
            prove(count(command) == repository.files, f"the {what} does not read all files")
            _plant(repository.root, what, partial(_printed, command))
    if command := named.get(f"{PANDAS}, {size}"):
        rows = csv.DictReader(answer(command).stdout.splitlines())
        counted = {row["country"]: int(row["support"]) for row in rows}
        prove(counted == repository.now, "the pandas script counts something else")


def prove_replies(command: Command) -> None:
    """Each of the 27 replies brings reservations and nothing else."""
    replied = said(command)["replies"]
    brought = [change["to"] for one in replied for change in one["changes"]]
    sound = len(replied) == DELEGATIONS and set(brought) == {"reservation"} and len(brought) > 2 * DELEGATIONS
    prove(sound, "the forms do not come in as they were filled")


def prove_word(command: Command) -> None:
    """What python-docx wrote says what it was given: the text of the tool's own Word document."""
    answer(command)
    text, document = map(Path, command.words[-2:])
    prove(text_of(document) == json.loads(text.read_text("utf-8")), "python-docx wrote another text")


def text_of(document: Path) -> list[Any]:
    """The blocks of a Word document: a paragraph as its text, a table as rows of texts."""
    from docx import Document
    from docx.table import Table

    return [
        [[cell.text for cell in row.cells] for row in block.rows] if isinstance(block, Table) else block.text
        for block in Document(str(document)).iter_inner_content()
    ]


def _plant(root: Path, what: str, faulty: Callable[[], set[str]], times: int = 1) -> None:
    file = positions_in(root)[0]
    place, sound = file.relative_to(root).as_posix(), file.read_text("utf-8")
    try:
        file.write_text(sound.replace("country: ", "contry: ", 1), "utf-8")
        for _ in range(times):
            prove(faulty() == {place}, f"{what}: a planted fault was not found, or not it alone")
    finally:
        file.write_text(sound, "utf-8")
    prove(faulty() == set(), f"{what}: a fault is found that was mended")


def _faulty(command: Command) -> set[str]:
    return {str(one["file"]) for one in said(command)["findings"] if one["severity"] == "error"}


def _printed(command: Command) -> set[str]:
    return set(re.findall(r"data/[^:\s]+", answer(command).stdout))


def _last_line(command: Command) -> int:
    return int(answer(command).stdout.splitlines()[-1].split()[0])


def _listed(command: Command) -> int:
    lines = answer(command.also("-v", "-v")).stdout.splitlines()
    return sum(line.startswith("  ") for line in lines)
