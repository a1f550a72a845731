"""The files named on the command line, and those of the folders named there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.files_sent import sent_bytes
from partnercli.cli.session import Session
from partnercli.exchange.opening.limits import LARGEST
from partnercli.library.lookup import typed
from partnercli.library.problems import NoAccess, NotFound, Problem, Refused
from partnercli.repository.kinds import DATA
from partnercli.system.reasons import reason

ENDINGS = (".xlsx", ".docx", ".csv", ".json")
"""How the names of files end that are taken out of a folder."""
_HINT = "name the files that were sent, or their folder: .xlsx, .docx, .csv or .json"


class Given(NamedTuple):
    """A file that was named: its path as it was typed, and its bytes up to a little more than may be read."""

    name: str
    data: bytes


class Folders(NamedTuple):
    """The files to read, each once, and a line on each folder that has others, which may be replies all the same."""

    files: tuple[Given, ...]
    passed_over: tuple[str, ...]


def files_given(session: Session, paths: Iterable[Path]) -> Folders:
    """The files, each once; a folder stands for its files by name.

    Raises NotFound, NoAccess or Refused with all that cannot be taken.
    """
    found: dict[str, Path] = {}
    files, passed_over, problems = list[Given](), list[str](), list[Problem]()
    for path in paths:
        try:
            taken, others = _files(path)
            for file in taken:
                found.setdefault(realpath(file), file)
            if others:
                passed_over.append(f"passed over in {path}: {', '.join(others)}")
        except Problem as problem:
            problems.append(problem)
    for file in found.values():
        try:
            _require_outside(session, file)
            files.append(Given(typed(str(file)), sent_bytes(file, LARGEST, _HINT)))
        except Problem as problem:
            problems.append(problem)
    _raise(problems)
    if not files:
        raise NotFound("; ".join(("there is no file to import", *passed_over)), _HINT)
    return Folders(tuple(files), tuple(passed_over))


def _files(path: Path) -> tuple[list[Path], list[str]]:
    """The file itself; of a folder the files that are taken, and the names of the others."""
    try:
        if not path.is_dir():
            return [path], []
        every = sorted(path.iterdir())
    except OSError as error:
        raise NoAccess(f"{path} cannot be read: {reason(error)}", _HINT) from error
    return list(filter(_may_be_reply, every)), [one.name for one in every if not _may_be_reply(one)]


def _may_be_reply(path: Path) -> bool:
    """Whether a file of a folder is taken: not what Word and Excel leave beside a file that is open."""
    return path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$")) and path.is_file()


def _require_outside(session: Session, path: Path) -> None:
    if Path(realpath(path)).is_relative_to(realpath(session.root / DATA)):
        raise Refused(f"{path} is a part of the data itself", "import what was sent, kept outside of data/")


def _raise(problems: Sequence[Problem]) -> None:
    """Raise the only problem, or one with all of them and the code of the first."""
    if len(problems) > 1:
        hints = "; ".join(dict.fromkeys(problem.hint for problem in problems if problem.hint))
        raise type(problems[0])("; ".join(map(str, problems)), hints)
    for problem in problems:
        raise problem
