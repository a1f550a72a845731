"""Files that are made: as of which day, under what name, and in which folder, which is no part of the data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from partnercli.cli.given import day_given
from partnercli.cli.session import Session, shown
from partnercli.documents.audience import Audience
from partnercli.library.folder import BUILD
from partnercli.library.problems import NoAccess, Refused, Usage
from partnercli.repository.write import ANYTHING, WriteProblem, require_writable, write_atomic


class FileContract(TypedDict):
    """A file that was made."""

    path: str
    """Where it is: from the working folder where it lies below that, else whole."""
    bytes: int
    """Its size."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""


class LeftOutContract(TypedDict):
    """A format in which nothing could be made."""

    format: str
    """The format."""
    because: str
    """Why, and what to do about it."""


def today(session: Session) -> date:
    """The day of the run; SOURCE_DATE_EPOCH, in seconds, stands in for it where builds must not vary."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return session.today
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Usage(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is no number of seconds', "unset it, or correct it"
        ) from error


def day_made(session: Session, on: str | None) -> date:
    """The day as of which something is made: the one that was given, else that of the run; raises Usage."""
    return day_given(on) if on is not None else today(session)


def put(session: Session, output: Path | None, files: Mapping[str, bytes], under: str = "") -> list[Path]:
    """Put files by name into the folder named, or into build/ of the repository; gives their paths.

    `under` is a folder within it. Each file is written whole or not at all, over what stood there; raises Refused or
    NoAccess.
    """
    folder = output if output is not None else session.root / BUILD
    if output is None and folder.is_symlink():
        raise Refused(
            f"{BUILD}/ is a link that leads elsewhere", "remove the link, or name a folder with --output"
        )
    paths = [folder / under / name for name in files]
    try:
        for path in paths:
            require_writable(path)
    except WriteProblem as error:
        raise NoAccess(str(error), "name another folder with --output") from error
    pairs = list(zip(paths, files.values(), strict=True))
    for place, (path, data) in enumerate(session.terminal.progress.each("Putting the files in place", pairs)):
        try:
            write_atomic(path, data, ANYTHING)
        except WriteProblem as error:
            before = f"; new already: {', '.join(map(shown, paths[:place]))}" if place else ""
            raise NoAccess(f"{error}{before}", "name another folder with --output") from error
    return paths


def named_for(readers: Audience, stem: str) -> str:
    """The name of what is made for a circle of readers: one for each, so that none is sent for another."""
    return stem if readers is Audience.DELEGATIONS else f"{stem}-{readers}"


def as_listed(path: Path, data: bytes) -> FileContract:
    """A file as lists in JSON have it."""
    return {"path": shown(path), "bytes": len(data), "sha256": sha256(data).hexdigest()}
