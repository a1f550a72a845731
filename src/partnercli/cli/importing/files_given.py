"""The files named on the command line, and those of the folders named there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.files_sent import sent_bytes
from partnercli.cli.lookup import typed
from partnercli.cli.problems import NoAccess, NotFound, Problem, Refused
from partnercli.cli.session import Session
from partnercli.exchange.opening.limits import LARGEST

ENDINGS = (".xlsx", ".docx", ".csv", ".json")
"""How the names of files end that are taken out of a folder."""
_HINT = "name the files that were sent, or their folder: .xlsx, .docx, .csv or .json"
_DATA = "data"


class Given(NamedTuple):
    """A file that was named: its path as it was typed, and its bytes up to a little more than may be read."""

    name: str
    data: bytes


def files_given(session: Session, paths: Iterable[Path]) -> list[Given]:
    """The files, each once; a folder stands for its files by name.

    Raises NotFound, NoAccess or Refused with all that cannot be taken.
    """
    found: dict[str, Path] = {}
    files, problems = list[Given](), list[Problem]()
    for path in paths:
        try:
            for file in _files(session, path):
                found.setdefault(realpath(file), file)
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
        raise NotFound("there is no file to import", _HINT)
    return files


def _files(session: Session, path: Path) -> Iterator[Path]:
    """The file itself; of a folder those that could be replies, and a word on the others."""
    try:
        if not path.is_dir():
            yield path
            return
        every = sorted(path.iterdir())
    except OSError as error:
        raise NoAccess(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", _HINT) from error
    others = [one.name for one in every if not _may_be_reply(one)]
    if others:
        session.terminal.note(f"passed over in {path}: {', '.join(others)}")
    yield from filter(_may_be_reply, every)


def _may_be_reply(path: Path) -> bool:
    """Whether a file of a folder is taken: not what Word and Excel leave beside a file that is open."""
    return path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$")) and path.is_file()


def _require_outside(session: Session, path: Path) -> None:
    if Path(realpath(path)).is_relative_to(realpath(session.root / _DATA)):
        raise Refused(f"{path} is a part of the data itself", "import what was sent, kept outside of data/")


def _raise(problems: Sequence[Problem]) -> None:
    """Raise the only problem, or one with all of them and the code of the first."""
    if len(problems) > 1:
        hints = "; ".join(dict.fromkeys(problem.hint for problem in problems if problem.hint))
        raise type(problems[0])("; ".join(map(str, problems)), hints)
    for problem in problems:
        raise problem
