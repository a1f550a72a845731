"""Where a repository lies: in the folder that is named, or the nearest one upward; and why there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from partnercli.library.problems import NotFound
from partnercli.repository.kinds import SETTINGS

VARIABLE: Final = "PARTNER_REPO"
"""Names the repository for every command, in the environment."""
_LOOKED_AT = 200
"""Folders below that are looked at for a repository: enough for a desk's own, and no search of a disk."""
_NAMED = 3


class Root(NamedTuple):
    """The root of a repository, and what led there: "--repo", PARTNER_REPO, or "" where it was found upward."""

    folder: Path
    by: str


def root_of(given: Path | None) -> Root:
    """The repository of a command: the one given, else that of PARTNER_REPO, else the nearest upward.

    Raises NotFound, which says what stands in its place and where one is near.
    """
    if given is not None:
        return Root(_named(given, str(given), "name it: partner --repo DIR …"), "--repo")
    if named := os.environ.get(VARIABLE):
        hint = f"let {VARIABLE} name the repository's folder, or do without it"
        return Root(_named(Path(named), f"{VARIABLE} names {named}, which", hint), VARIABLE)
    return Root(_upward(here()), "")


def here() -> Path:
    """The folder that the user works in; raises NotFound where somebody took it away meanwhile."""
    try:
        return Path.cwd()
    except OSError as error:
        raise NotFound("the folder you work in is not there any more", "go to another one: cd DIR") from error


def _named(folder: Path, called: str, hint: str) -> Path:
    """A folder that somebody named; `called` is how a sentence on it begins, `hint` how it is named right."""
    if (folder / SETTINGS).exists():
        return folder
    if folder.is_file():
        above = folder.resolve().parent
        near = [above] if folder.name == SETTINGS else []
        raise NotFound(f"{called} is a file, and a repository is a folder", _near(near) or hint)
    if not folder.is_dir():
        raise NotFound(f"{called} is not there", hint)
    whole = folder.resolve()
    near = [one for one in whole.parents if (one / SETTINGS).exists()][:1] or _below(whole)
    raise NotFound(f"{called} is no repository: it has no {SETTINGS}", _near(near) or hint)


def _upward(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / SETTINGS).exists():
            return folder
    below = _below(start)
    if below:
        raise NotFound("this folder is no repository, but there is one below it", _near(below))
    make = "make one here: partner init" if _is_free(start) else "make one: partner init DIR"
    raise NotFound(
        f"no {SETTINGS} in this folder or one above, so this is no repository",
        f"go to one, or name it: partner --repo DIR …; or {make}",
    )


def _near(folders: list[Path]) -> str:
    """The repositories that may be meant, as they are named; empty without any."""
    from partnercli.system.installation import quoted

    start = here()
    shown = [one.relative_to(start) if one.is_relative_to(start) else one for one in folders[:_NAMED]]
    named = [f"partner --repo {quoted(str(one))} …" for one in shown]
    return f"did you mean {' or '.join(named)}?" if named else ""


def _below(folder: Path) -> list[Path]:
    """The repositories right below a folder, by name; none where it cannot be looked into."""
    try:
        return sorted(_repositories(folder))
    except OSError:
        return []


def _repositories(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in islice(entries, _LOOKED_AT):
            if not entry.name.startswith(".") and os.path.exists(os.path.join(entry.path, SETTINGS)):  # noqa: PTH110, PTH118 - entries are texts
                yield Path(entry.path)


def _is_free(folder: Path) -> bool:
    """Whether `partner init` would take a folder: nothing stands there but git's own."""
    try:
        return {entry.name for entry in os.scandir(folder)} <= {".git"}
    except OSError:
        return False
