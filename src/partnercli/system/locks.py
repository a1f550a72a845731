"""Folders in which one edit at a time is under way."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from partnercli.system.folders import SAFELY, Folder

_NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a disk says that cannot lock a folder: some network shares."""
_GOES_WITH_ITS_HOLDER: Final = getattr(os, "O_TEMPORARY", 0)
"""How Windows is told to take a file away as soon as nobody has it open, however a run ended."""


class Busy(Exception):
    """Another edit in the folder is under way, and stays so."""


@contextmanager
def locked(folder: Folder, patience: float, mark: str) -> Iterator[None]:
    """Keep others out of a folder, after waiting so many seconds for them; raises Busy, and OSError.

    Whole path: the lock is one of the system's, and ends with the run or when the folder is closed. Plain path: it is a
    file named `mark`. On Windows that goes with the run as well; elsewhere a run that is killed leaves it, and whoever
    comes next is told.
    """
    until = time.monotonic() + patience
    while (mine := _marked(folder, mark) if folder.descriptor is None else _taken(folder.descriptor)) is None:
        if time.monotonic() > until:
            raise Busy
        time.sleep(0.05)
    try:
        yield
    finally:
        if folder.descriptor is None:
            _unmark(mine, folder.at(mark))


def _taken(descriptor: int) -> int | None:
    """The folder, locked; None where another run has it. A disk that knows no locks goes without."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return descriptor


def _marked(folder: Folder, mark: str) -> int | None:
    """A descriptor of the mark, put just now; None where there is another's, also one that is just going."""
    path = folder.at(mark)
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFELY | _GOES_WITH_ITS_HOLDER, 0o666)
    except FileExistsError:
        return None
    except PermissionError:
        if os.path.lexists(path):
            return None
        raise


def _unmark(descriptor: int, path: str) -> None:
    with suppress(OSError):
        os.close(descriptor)
    if not _GOES_WITH_ITS_HOLDER:
        with suppress(OSError):
            Path(path).unlink()
