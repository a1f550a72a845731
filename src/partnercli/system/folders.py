"""Folders, and the files right in them: what was looked at is what is opened, where the system can hold a folder."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

BY_DESCRIPTOR: Final = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
"""Whether a folder can be held open and files be named from it; elsewhere they are named by their whole path."""
SAFELY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""How every file is opened, as far as the system can: over no link, for this run alone, and byte for byte."""
_TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | SAFELY
_TO_HOLD = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_JUNCTION = 0xA0000003
"""How Windows tags a folder that leads elsewhere (IO_REPARSE_TAG_MOUNT_POINT); `os.lstat` takes it for a folder."""
_NO_NAME = frozenset("/\\:")
"""What no name of a file holds where folders are not held: it might lead elsewhere, or to a stream within the file."""
_PATIENCE = 1.0
"""Seconds to wait for a file that another program holds."""


class Folder(NamedTuple):
    """A folder that files are opened and put in, until it is closed."""

    path: str
    descriptor: int | None
    """None on the plain path, to be given as `dir_fd` all the same: nothing is named from a folder then."""

    def at(self, name: str) -> str:
        """The name of what lies in it, for a call that is given `descriptor` as well; raises FileNotFoundError."""
        if self.descriptor is not None:
            return name
        if not name or _NO_NAME & set(name):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return f"{self.path}{os.sep}{name}"

    def names(self) -> list[tuple[str, bool]]:
        """The names in it, sorted, and whether each is a folder; a link is none. Raises OSError."""
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as entries:
            return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)

    def inner(self, name: str) -> Folder:
        """A folder in it, which is no link; raises OSError."""
        if name in ("", ".", ".."):
            raise FileNotFoundError(errno.ENOENT, "this path leads out of the repository")
        whole = self.at(name)
        if self.descriptor is not None:
            flags = _TO_HOLD | os.O_NOFOLLOW
            return Folder(whole, os.open(name, flags, dir_fd=self.descriptor))
        found = os.lstat(whole)
        if _leads_elsewhere(found) or not stat.S_ISDIR(found.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), whole)
        return Folder(whole, None)

    def file(self, name: str) -> int:
        """A descriptor of an ordinary file in it, to be read; raises OSError."""
        return ordinary_file(self.at(name), self.descriptor)

    def confirm(self) -> None:
        """Wait until the disk has it that a file was put here; raises OSError.

        Plain path: nothing can be waited for, and a power cut right after may bring the old file back, whole.
        """
        if self.descriptor is not None:
            os.fsync(self.descriptor)

    def close(self) -> None:
        """Let go of it; raises OSError."""
        if self.descriptor is not None:
            os.close(self.descriptor)


def held(path: str | os.PathLike[str]) -> Folder:
    """A folder by its path, which may lead over links; raises OSError.

    Plain path: the folder is not held. Whoever puts a link in its place meanwhile leads what follows elsewhere.
    """
    if BY_DESCRIPTOR:
        return Folder(os.fspath(path), os.open(path, _TO_HOLD))
    if not stat.S_ISDIR(Path(path).stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), os.fspath(path))
    return Folder(os.fspath(path), None)


def ordinary_file(path: str | os.PathLike[str], folder: int | None = None) -> int:
    """A descriptor of an ordinary file to be read: ELOOP where it is a link, ENXIO where it is something else.

    Plain path: what stands there is looked at first, then opened; between the two it can be exchanged.
    """
    if not BY_DESCRIPTOR:
        found = os.lstat(path)
        if _leads_elsewhere(found):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
        _require_ordinary(found, path)
    descriptor = os.open(path, _TO_READ, dir_fd=folder)
    try:
        _require_ordinary(os.fstat(descriptor), path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def keep_mode(descriptor: int, mode: int) -> None:
    """Give an open file the rights of the one that it will replace.

    Plain path: it has the rights that its folder gives to new files.
    """
    if BY_DESCRIPTOR:
        os.fchmod(descriptor, mode)


def put_new(temporary: str, name: str, folder: Folder) -> None:
    """Give a file its name, where nothing has that; raises FileExistsError, and OSError.

    Plain path: renaming does it, which refuses a name that is taken on Windows (`os.rename`); on another system without
    held folders, what somebody puts there in the last moment is lost.
    """
    if folder.descriptor is not None:
        at = folder.descriptor
        os.link(temporary, name, src_dir_fd=at, dst_dir_fd=at, follow_symlinks=False)
        return
    old, new = Path(folder.at(temporary)), folder.at(name)
    if os.path.lexists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
    once_free(lambda: old.rename(new))


def once_free(change: Callable[[], object]) -> None:
    """Carry out a change of a file that another program may hold for a moment, as a virus scanner does.

    Only on the plain path does that stand in the way. Raises PermissionError where it stays so.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            change()
        except PermissionError:
            if BY_DESCRIPTOR or time.monotonic() > until:
                raise
        else:
            return
        time.sleep(0.05)


def is_held_elsewhere(error: OSError) -> bool:
    """Whether a file could not be changed because another program has it open, or because nobody may write to it.

    Where folders can be held, an open file stands in nobody's way. Plain path: Windows says the same of both.
    """
    return not BY_DESCRIPTOR and isinstance(error, PermissionError)


def _leads_elsewhere(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _require_ordinary(found: os.stat_result, path: str | os.PathLike[str]) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), os.fspath(path))
