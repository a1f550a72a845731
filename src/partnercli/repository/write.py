"""The one writer of files: whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Final

from partnercli.repository.trees import TEMPORARY

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What a disk says that has no hard links: exFAT, some network shares."""
_NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a disk says that cannot lock a folder: some network shares."""
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""How a run is ended from outside, other than by force."""
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


class Unconfirmed(WriteProblem):
    """The new file stands whole, but the disk did not confirm that it would outlast a power cut."""


class Occupied(WriteProblem):
    """A file stands where a new one was to be made."""


class Changed(WriteProblem):
    """The file is not what it was when it was read."""


def write_atomic(path: Path, data: bytes, was: bytes | Was) -> None:
    """Put `data` at `path` in one step, its folder made where missing.

    `was` is what stood there when the edit began; NOTHING makes a new file and never overwrites. A reader
    sees the old file or the new one; a crash at any point leaves one of them, and at most a temporary file
    whose name says so. Raises WriteProblem.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _folder_locked(path.parent) as folder, _undisturbed():
            _unchanged(path, was)
            temporary = f".{path.name}.{os.urandom(4).hex()}{TEMPORARY}"
            try:
                _write_new(temporary, data, folder, _mode_of(path))
                _put_in_place(temporary, path, folder, new=was is NOTHING)
            finally:
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
            _confirm(path, folder)
    except OSError as error:
        raise WriteProblem(f"{path} cannot be written: {_reason(error)}") from error


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
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with os.fdopen(descriptor, "wb") as file:
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
            os.unlink(path.name, dir_fd=folder)
            _confirm(path, folder)
    except OSError as error:
        raise WriteProblem(f"{path} cannot be removed: {_reason(error)}") from error


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


def _write_new(name: str, data: bytes, folder: int, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, 0o666, dir_fd=folder)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    _prove(name, data, folder)


def _prove(name: str, data: bytes, folder: int) -> None:
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        if file.read() != data:
            raise WriteProblem(f"{name} does not hold what was written to it")


def _put_in_place(temporary: str, path: Path, folder: int, *, new: bool) -> None:
    if not new:
        os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        return
    try:
        os.link(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError as error:
        raise Occupied(f"{path} is there already") from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _unchanged(path, NOTHING)  # all that a disk without hard links allows
        os.rename(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)


def _confirm(path: Path, folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        message = f"{path} is written, but the disk did not confirm it: {_reason(error)}"
        raise Unconfirmed(message) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off being ended, by Ctrl-C too, until what stands there only for a moment is gone again."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _folder_locked(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(descriptor, folder)
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise WriteProblem(f"another edit in {folder} is still under way") from error
            time.sleep(0.05)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            raise
        else:
            return
