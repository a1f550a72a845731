"""What a desk would use instead of the tool: the peers, each from the environment in which it starts quicker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.programs import PEERS_PYTHON, PYTHON, ROOT, Command, answer, run

PEERS = ROOT / "benchmarks" / "peers"
HELLO, WORD = "typer hello", "python-docx alone"
SKILLED, NAIVE, PANDAS = "skilled script", "naive script", "pandas script"
PROGRAMS = "check-jsonschema + yamllint"
SCRIPTS = {SKILLED: ("check.py", "skilled"), NAIVE: ("check.py", "naive"), PANDAS: ("tally.py",)}
"""Those that are given a repository."""
NAMES = (HELLO, WORD, *SCRIPTS, PROGRAMS)
LARGEST = 3000
"""The largest repository that peers are run on: on ten times as much the slowest of them take minutes."""
TRIALS = 3
"""How often a script is started with each interpreter before one is chosen."""


def without_repository(text: Path, document: Path) -> dict[str, Command]:
    """The least command line, and python-docx that writes this text: those of them that are installed."""
    wanted = {HELLO: ("hello.py", "Desk"), WORD: ("note.py", str(text), str(document))}
    found = {what: chosen(*words) for what, words in wanted.items()}
    return {what: command for what, command in found.items() if command is not None}


def interpreters(root: Path) -> dict[str, str]:
    """The interpreter for each script that is given a repository, where one has its libraries."""
    found = {what: chosen(*words, str(root)) for what, words in SCRIPTS.items()}
    return {what: command.words[0] for what, command in found.items() if command is not None}


def on_repository(pythons: Mapping[str, str], root: Path) -> dict[str, Command]:
    """The peers that are installed, on a repository."""
    named = {
        what: Command((python, str(PEERS / SCRIPTS[what][0]), *SCRIPTS[what][1:], str(root)))
        for what, python in pythons.items()
    }
    folder = PEERS_PYTHON.parent
    if (folder / "check-jsonschema").exists() and (folder / "yamllint").exists():
        words = ("/bin/sh", PEERS / "check.sh", folder, ROOT / "schemas", root)
        named[PROGRAMS] = Command(tuple(map(str, words)))
    return named


def chosen(script: str, *words: str) -> Command | None:
    """A script with the interpreter that runs it quicker; None where none of them has its libraries."""
    commands = [
        command
        for python in (PYTHON, str(PEERS_PYTHON))
        if Path(python).exists() and _installed(command := Command((python, str(PEERS / script), *words)))
    ]
    if len(commands) < 2:
        return commands[0] if commands else None
    times = [[run(command).time for command in commands] for _ in range(TRIALS)]
    middle = [median(column) for column in zip(*times, strict=True)]
    return commands[middle.index(min(middle))]


def _installed(command: Command) -> bool:
    done = answer(command)
    if done.returncode and "ModuleNotFoundError" not in done.stderr:
        raise SystemExit(f"{command.words} ended with {done.returncode}: {done.stderr}")
    return not done.returncode
