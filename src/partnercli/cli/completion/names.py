"""The names of a repository's records, as its folders and the lines of its files show them.

Nothing is parsed: a name that is offered need not hold. What is no id is not offered, whatever a file is called.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress

from partnercli.records.kinds import Kind
from partnercli.records.slug import is_slug

ENDING = ".yaml"
REPOSITORY = "<repository>"
_FOLDERS = {
    "<country>": Kind.COUNTRY,
    "<meeting>": Kind.MEETING,
    "<document>": Kind.DOCUMENT,
    "<instrument>": Kind.INSTRUMENT,
    "<outline>": Kind.OUTLINE,
}
"""The names that are those of files."""
_LISTS = {"<delegation>": (Kind.DELEGATIONS, "code"), "<region>": (Kind.REGIONS, "id")}
"""The names that stand in one file, each behind this key."""
_INSIDE = {"<question>": "<meeting>", "<step>": "<outline>"}
"""The names that stand in the record that is named beside them, each behind `id`."""
_LARGEST = 1 << 20
"""The bytes that a file of a repository may have."""


class Names:
    """The names of the repository that a command line means; none where there is no repository."""

    def __init__(self, said: Mapping[str, str], environment: Mapping[str, str]) -> None:
        """`said` is the last value on the line of each kind: the repository's folder, the meeting."""
        self._said = said
        self._root = _root(said.get(REPOSITORY) or environment.get("PARTNER_REPO"))

    def of(self, kind: str) -> Iterator[str]:
        """Those of a kind: files by name, what stands in a file in its order."""
        if self._root is None:
            return iter(())
        if folder := _FOLDERS.get(kind):
            return _stems(f"{self._root}/{folder.path}")
        if kind in _LISTS:
            one, key = _LISTS[kind]
            return _behind(key, f"{self._root}/{one.path}")
        if kind in _INSIDE:
            return self._inside(_INSIDE[kind])
        return iter(())

    def _inside(self, kind: str) -> Iterator[str]:
        """The ids in the record of a kind that is named on the line, or for a meeting is the current one."""
        name = self._said.get(kind, "").lower()
        if not name and kind == "<meeting>":
            name = next(_behind("current_meeting", f"{self._root}/{Kind.CONFIG.path}"), "")
        if not is_slug(name):
            return iter(())
        return _behind("id", f"{self._root}/{_FOLDERS[kind].file(name)}")


def _root(named: str | None) -> str | None:
    """The repository in the folder that is named, as a shell reads it; else the nearest above."""
    with suppress(OSError):  # the working folder is gone
        folder = os.path.expanduser(named) if named else os.getcwd()  # noqa: PTH109, PTH111 - as below
        while not os.path.exists(f"{folder}/{Kind.CONFIG.path}"):  # noqa: PTH110 - pathlib takes long to load
            above = os.path.dirname(folder)  # noqa: PTH120
            if named or above == folder:
                return None
            folder = above
        return os.path.realpath(folder)
    return None


def _stems(folder: str) -> Iterator[str]:
    """The ids of the records in a folder, in alphabetical order."""
    with suppress(OSError), os.scandir(folder) as entries:
        stems = [
            entry.name.removesuffix(ENDING)
            for entry in entries
            if entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False)
        ]
        yield from sorted(filter(is_slug, stems)) if _no_link(folder) else ()


def _behind(key: str, path: str) -> Iterator[str]:
    """The ids and codes that stand behind a key in a file, one a line, in its order."""
    for line in _text(path).splitlines():
        there, colon, value = line.lstrip(" -{").partition(":")
        name = value.partition("#")[0].partition(",")[0].strip(" }\"'")
        if colon and there == key and is_slug(name.lower()):
            yield name


def _text(path: str) -> str:
    """The text of a regular file of a size that a repository may hold; empty where there is none."""
    with suppress(OSError):
        found = os.lstat(path)
        if stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST and _no_link(path):
            with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                return file.read()
    return ""


def _no_link(path: str) -> bool:
    """Whether a path from the repository's root leads over no link."""
    return os.path.realpath(path) == os.path.normpath(path)
