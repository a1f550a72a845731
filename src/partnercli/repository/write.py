"""The one writer of files: whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Final

from partnercli.repository.trees import TEMPORARY
from partnercli.system.folders import (
    SAFELY,
    Folder,
    held,
    is_held_elsewhere,
    keep_mode,
    once_free,
    put_new,
)
from partnercli.system.locks import Busy, locked
from partnercli.system.reasons import reason
from partnercli.system.signals import put_off

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What a disk says that has no hard links: exFAT, some network shares."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFELY
_MARK = f".edit{TEMPORARY}"
"""The file that says that an edit is under way, where a folder cannot be locked."""
_PATIENCE = 5.0
"""Seconds to wait for another edit in the same folder."""


class Was(Enum):
    """What must stand at a path before a write, where it is not certain bytes."""

    NOTHING = "nothing"
    ANYTHING = "anything"


NOTHING: Final = Was.NOTHING
ANYTHING: Final = Was.ANYTHING


class WriteProblem(Exception):
    """A file that could not be written, with the reason; what stood there before still stands."""

    hint = "check the folder's permissions and the space left"
    """What to do, where the file can lie nowhere else."""


class Unconfirmed(WriteProblem):
    """The new file stands whole, but the disk did not confirm that it would outlast a power cut."""


class Occupied(WriteProblem):
    """A file stands where a new one was to be made."""


class Changed(WriteProblem):
    """The file is not what it was when it was read."""


class InUse(WriteProblem):
    """Another program has the file open and lets nobody replace it, or it may not be written to."""

    hint = "once that is done, give the command again"


class UnderWay(WriteProblem):
    """Another edit in the same folder was waited for in vain."""

    hint = "wait until it is done, then give the command again"


def write_atomic(path: Path, data: bytes, was: bytes | Was) -> None:
    """Put `data` at `path` in one step, its folder made where missing.

    `was` is what stood there when the edit began; NOTHING makes a new file and never overwrites. A reader
    sees the old file or the new one; a crash at any point leaves one of them, and at most a temporary file
    whose name says so. Raises WriteProblem.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _folder_locked(path.parent) as folder, put_off():
            _unchanged(path, was)
            temporary = f".{path.name}.{os.urandom(4).hex()}{TEMPORARY}"
            try:
                _write_new(temporary, data, folder, _mode_of(path))
                _put_in_place(temporary, path, folder, new=was is NOTHING)
            finally:
                with suppress(OSError):
                    os.unlink(folder.at(temporary), dir_fd=folder.descriptor)
            _confirm(path, folder)
    except OSError as error:
        raise WriteProblem(f"{path} cannot be written: {reason(error)}") from error


def keep(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, its folders made where missing, all for their owner alone.

    For what can be made again: a power cut may lose it. Raises OSError.
    """
    for folder in reversed((path.parent, *path.parent.parents)):
        if not folder.exists():
            with suppress(FileExistsError):
                folder.mkdir(0o700)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}{TEMPORARY}")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
            file.write(data)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def discard(path: Path, aside: Path | None = None) -> None:
    """Take away a file, or a folder with all that lies in it, which can be made again; raises OSError.

    It is moved `aside` first, where that is said, so that nobody puts more into it meanwhile.
    """
    import shutil

    path = path.rename(aside) if aside else path
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove(path: Path, was: bytes) -> None:
    """Take a file away that still holds `was`; raises WriteProblem."""
    try:
        with _folder_locked(path.parent) as folder:
            _unchanged(path, was)
            _in_use_is_told(path, lambda: os.unlink(folder.at(path.name), dir_fd=folder.descriptor))
            _confirm(path, folder)
    except OSError as error:
        raise WriteProblem(f"{path} cannot be removed: {reason(error)}") from error


def require_writable(path: Path, was: bytes | Was = ANYTHING) -> None:
    """Raise WriteProblem where `write_atomic` would not put a file, as far as can be told without writing."""
    if path.parent.exists() and not path.parent.is_dir():
        raise WriteProblem(f"{path.parent} is no folder")
    _unchanged(path, was)


def _unchanged(path: Path, was: bytes | Was) -> None:
    if was is not NOTHING and os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise WriteProblem(f"{path} is not an ordinary file, and is left as it is")
    if was is ANYTHING:
        return
    if was is NOTHING:
        if os.path.lexists(path):
            raise Occupied(f"{path} is there already")
    elif not path.exists() or path.read_bytes() != was:
        raise Changed(f"{path} was changed by somebody else meanwhile")


def _mode_of(path: Path) -> int | None:
    with suppress(FileNotFoundError):
        found = path.lstat().st_mode
        return stat.S_IMODE(found) if stat.S_ISREG(found) else None
    return None


def _write_new(name: str, data: bytes, folder: Folder, mode: int | None) -> None:
    descriptor = os.open(folder.at(name), _NEW, 0o666, dir_fd=folder.descriptor)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if mode is not None:
            keep_mode(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    _prove(name, data, folder)


def _prove(name: str, data: bytes, folder: Folder) -> None:
    with os.fdopen(folder.file(name), "rb") as file:
        if file.read() != data:
            raise WriteProblem(f"{name} does not hold what was written to it")


def _put_in_place(temporary: str, path: Path, folder: Folder, *, new: bool) -> None:
    if not new:
        _in_use_is_told(path, lambda: _renamed(temporary, path.name, folder))
        return
    try:
        put_new(temporary, path.name, folder)
    except FileExistsError as error:
        raise Occupied(f"{path} is there already") from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _unchanged(path, NOTHING)  # all that a disk without hard links allows
        _renamed(temporary, path.name, folder)


def _renamed(temporary: str, name: str, folder: Folder) -> None:
    at = folder.descriptor
    os.replace(folder.at(temporary), folder.at(name), src_dir_fd=at, dst_dir_fd=at)


def _in_use_is_told(path: Path, change: Callable[[], None]) -> None:
    try:
        once_free(change)
    except PermissionError as error:
        if not is_held_elsewhere(error):
            raise
        raise InUse(
            f"{path} is open in another program (close it there first), or may not be written to"
        ) from error


def _confirm(path: Path, folder: Folder) -> None:
    try:
        folder.confirm()
    except OSError as error:
        message = f"{path} is written, but the disk did not confirm it: {reason(error)}"
        raise Unconfirmed(message) from error


@contextmanager
def _folder_locked(path: Path) -> Iterator[Folder]:
    folder = held(path)
    try:
        with locked(folder, _PATIENCE, _MARK):
            yield folder
    except Busy as error:
        stale = f"; if none is, remove {path / _MARK}" if folder.descriptor is None else ""
        raise UnderWay(f"another edit in {path} is still under way{stale}") from error
    finally:
        with suppress(OSError):
            folder.close()
