"""Whose a folder is, and where a user's own things lie."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_ROOT = 0


def is_own_alone(found: os.stat_result) -> bool:
    """Whether a folder is the user's, and nobody else may write to it.

    Plain path: this cannot be told, and is taken for granted; on Windows others have no rights to what lies in a user's
    profile, but for a folder elsewhere nobody looks.
    """
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def is_own_or_the_systems(found: os.stat_result) -> bool:
    """Whether a folder is the user's, or of the system itself. Plain path: as above."""
    return not hasattr(os, "geteuid") or found.st_uid in (os.geteuid(), _ROOT)


def folder_for_caches() -> Path | None:
    """The user's own folder for what can be made again; None where there is none: a home that is not there is not made.

    XDG_CACHE_HOME names it on Linux, LOCALAPPDATA on Windows; else it is `.cache` in the home.
    """
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        named = os.environ.get(name, "")
        if os.path.isabs(named):  # noqa: PTH117 - a text, at every start
            return Path(named)
    home = os.path.expanduser("~") if os.environ.get("HOME") != "" else ""  # noqa: PTH111 - Path.home() may raise
    return Path(home) / ".cache" if os.path.isabs(home) and Path(home).is_dir() else None  # noqa: PTH117
