"""The folder of a new repository: whether it may become one, what stands in the way, and writing into it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from partnercli.cli.root import here
from partnercli.cli.session import shown
from partnercli.library.problems import NoAccess, Refused
from partnercli.repository.kinds import DATA, SETTINGS
from partnercli.repository.trees import TEMPORARY
from partnercli.repository.write import NOTHING, Occupied, WriteProblem, write_atomic
from partnercli.system.reasons import reason

MOST_NAMED = 5
"""Files in the way that are named one by one."""


def require_place(folder: Path) -> None:
    """Raise Refused where a repository is, or one above it, and NoAccess where something is that is no folder."""
    here()
    for above in folder.resolve().parents:
        if (above / SETTINGS).exists():
            raise Refused(
                f"{shown(folder)} lies within the repository {shown(above)}", "choose a folder outside it"
            )
    if (folder / SETTINGS).exists():
        raise Refused(
            f"{shown(folder)} is a repository already", f"look at it: partner --repo {shown(folder)} validate"
        )
    if os.path.lexists(folder) and not folder.is_dir():
        raise NoAccess(f"{shown(folder)} is no folder", "name a new or empty folder")


def require_free(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raise Refused where anything stands in the folder but git's own, and what a run that was cut off made."""
    try:
        found = list(_in_the_way(folder, "", files))
    except OSError as error:
        raise NoAccess(
            f"{shown(folder)} cannot be read: {reason(error)}", "name a new or empty folder"
        ) from error
    if found:
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        begun = any(_stands(folder / path, data) for path, data in files.items())
        raise Refused(
            f"{shown(folder)} is not empty: {', '.join(found[:MOST_NAMED])}{more}",
            "name a new or empty folder, or move these away"
            + ("; to finish a run that was cut off, give it the options of then" if begun else ""),
        )


def _in_the_way(folder: Path, inner: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """What stands under `inner` and is not as it would be written, by path; a folder not to be made counts whole."""
    at = folder / inner
    if not os.path.lexists(at):
        return
    for entry in sorted(os.scandir(at), key=lambda one: one.name):
        path = f"{inner}{entry.name}"
        if path == ".git" or entry.name.endswith(TEMPORARY):
            continue
        if entry.is_dir(follow_symlinks=False) and any(one.startswith(f"{path}/") for one in files):
            yield from _in_the_way(folder, f"{path}/", files)
        elif path not in files or not _stands(folder / path, files[path]):
            yield path


def left_over(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """What a run that was cut off left beside the records, by path; `validate` names what lies among them."""
    for inner in sorted({Path(path).parent for path in files if not path.startswith(f"{DATA}/")}):
        yield from sorted(shown(path) for path in (folder / inner).glob(f".*{TEMPORARY}"))


def _stands(path: Path, data: bytes) -> bool:
    """Whether an ordinary file holds these bytes."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(data):
        return False
    return path.read_bytes() == data


def write_new(folder: Path, path: str, data: bytes) -> None:
    """Write one file in one step, or find it there as it would be written; raises Refused or NoAccess."""
    try:
        write_atomic(folder / path, data, NOTHING)
    except Occupied as error:
        if not _stands(folder / path, data):
            raise Refused(
                f"{error}, made by somebody else meanwhile", "look at it before going on"
            ) from error
    except WriteProblem as error:
        hint = "mend that, then give the same command again: it goes on where it stopped"
        raise NoAccess(str(error), hint) from error
