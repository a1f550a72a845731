"""What is remembered between runs, so that files which did not change need not be read through again.

It lies outside the repository, in a folder of the user's own, and only ever saves time: each entry is kept under a
digest of all that it was made from, behind a digest of itself and of its place, and is passed over where anything
about it is odd. Nothing of it is run: entries are JSON. Entries of another version of the tool or its libraries are
never looked at.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from partnercli import __version__
from partnercli.system.folders import ordinary_file
from partnercli.system.reasons import reason
from partnercli.system.users import folder_for_caches, is_own_alone, is_own_or_the_systems

FOLDER: Final = "PARTNER_CACHE_DIR"
"""Names the folder of the cache; empty: there is none."""
LARGEST: Final = 1 << 28
"""The largest entry that is looked at, in bytes."""
_MOST_VERSIONS = 4
_MOST_REPOSITORIES = 64
_VERSION = "partner-[0-9a-f]{32}"
_REPOSITORY = "[0-9a-f]{32}"
"""How the folders are named that this tool makes in a cache's folder, and in these: no others are touched."""
ROOMS: Final = ("findings", "records", "repository", "tally", "outlines", "checks", "library", "system")
"""The rooms whose code decides what an entry says."""
JUDGING: Final = "cli/judging.py"
"""What reads for them what is judged."""


class Where(NamedTuple):
    """The folder of the cache; without one `why_not` says in words why nothing is remembered."""

    folder: Path | None
    why_not: str = ""


def where(root: Path | None = None) -> Where:
    """Where the cache lies: PARTNER_CACHE_DIR, else the user's own folder for caches; nowhere in CI unless it is named.

    A folder that belongs to somebody else, or that others may write to, is not used: what lies there may be anybody's;
    nor one in the repository at `root`, which goes wherever that does.
    """
    named = os.environ.get(FOLDER)
    if named == "":
        return Where(None, f"{FOLDER} is empty")
    if named is None and os.environ.get("CI"):
        return Where(None, "the run is one of CI, where nothing outlasts it")
    if not os.path.isfile(__file__):  # noqa: PTH113 - a text, at every start
        return Where(None, "the tool runs out of an archive")
    folder = Path(named) if named else _users_own()
    if folder is None or not folder.is_absolute():
        return Where(None, f"{FOLDER} is no full path" if named else "there is no home folder")
    why_not = _unfit(folder, root)
    return Where(None, why_not) if why_not else Where(folder)


def _unfit(folder: Path, root: Path | None) -> str:
    """Why a folder cannot be used; empty where it can, or can be made."""
    if root is not None and _lies_in(folder, root):
        return f"{folder} lies in the repository"
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return _unfit_above(folder)
    except OSError as error:
        return f"{folder} cannot be looked at: {reason(error)}"
    if not stat.S_ISDIR(found.st_mode):
        return f"{folder} is no folder"
    if not is_own_alone(found):
        return f"{folder} belongs to somebody else, or others may write to it"
    return ""


def _unfit_above(folder: Path) -> str:
    """Why a folder cannot be made; under sudo, say, the home is somebody's who could not use what root made there."""
    above = next(one for one in folder.parents if one.exists())
    if not is_own_or_the_systems(above.stat()):
        return f"{above} belongs to somebody else"
    return "" if os.access(above, os.W_OK | os.X_OK) else f"{above} cannot be written to"


def _lies_in(folder: Path, root: Path) -> bool:
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root))


def _users_own() -> Path | None:
    folder = folder_for_caches()
    return folder / "partner" if folder else None


class Store:
    """The entries of one repository, by name; a name says what an entry was made from."""

    def __init__(self, cache_folder: Path, root: Path) -> None:
        """Those of the repository at `root`, as this version of the tool makes them; nothing is read or written yet."""
        whole = os.fsencode(os.path.realpath(root))
        self._version = cache_folder / this_version()
        self.folder = self._version / sha256(whole).hexdigest()[:32]

    def get(self, name: str) -> bytes | None:
        """What an entry says; None where there is none, or it is not what was kept here."""
        try:
            whole = _read(self.folder / name)
        except OSError:
            return None
        seal, _, data = whole.partition(b"\n")
        return data if seal == self._seal(name, data) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry; where it cannot be kept, the next run takes longer."""
        from partnercli.repository.write import keep  # a check of what did not change writes nothing

        with suppress(OSError):
            if not self.folder.exists():
                others = [one for one in _folders(self._version.parent, _VERSION) if one != self._version]
                _keep_newest(others, _MOST_VERSIONS - 1)
                _keep_newest(_folders(self._version, _REPOSITORY), _MOST_REPOSITORIES - 1)
            keep(self.folder / name, self._seal(name, data) + b"\n" + data)

    def keep_newest(self, kind: str, most: int) -> None:
        """Let go of all entries whose name begins with `kind/` but for the `most` that were kept last."""
        with suppress(OSError):
            _keep_newest((self.folder / kind).iterdir(), most)

    def _seal(self, name: str, data: bytes) -> bytes:
        """A digest of an entry and of where it belongs: moved, it counts for nothing."""
        whole = sha256(f"{self._version.name}/{self.folder.name}/{name}\n".encode())
        whole.update(data)
        return whole.hexdigest().encode()


class Contents(NamedTuple):
    """What lies in a cache: of how many repositories, in how many files, of how many bytes together."""

    repositories: int
    files: int
    size: int

    @property
    def size_in_words(self) -> str:
        """Their size in MiB, or of less than one in KiB, rounded up."""
        return f"{self.size >> 20:,} MiB" if self.size >> 20 else f"{-(-self.size >> 10)} KiB"


def contents(folder: Path) -> Contents:
    """What lies in a cache's folder."""
    sizes = list(_sizes(folder))
    versions = _folders(folder, _VERSION)
    repositories = {one.name for version in versions for one in _folders(version, _REPOSITORY)}
    return Contents(len(repositories), len(sizes), sum(sizes))


def clear(folder: Path) -> Contents:
    """Take away all that this tool made in a cache's folder, and say what it was; raises OSError."""
    from partnercli.repository.write import discard

    gone = contents(folder)
    for version in _folders(folder, _VERSION):
        discard(version, aside=folder / f"partner-{os.urandom(16).hex()}")
    return gone


def _sizes(folder: Path) -> Iterator[int]:
    for version in _folders(folder, _VERSION):
        for at, _, names in os.walk(version):
            for name in names:
                with suppress(OSError):  # another run took it away meanwhile
                    yield (Path(at) / name).lstat().st_size


def _folders(folder: Path, named: str) -> list[Path]:
    """The folders in a folder that this tool made: none has such a name by chance."""
    try:
        with os.scandir(folder) as found:
            return [
                Path(one.path)
                for one in found
                if re.fullmatch(named, one.name) and one.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


def _keep_newest(paths: Iterable[Path], most: int) -> None:
    from partnercli.repository.write import discard

    by_age = sorted((path.lstat().st_mtime_ns, path) for path in paths)
    for _, path in by_age[: -most or None]:
        with suppress(OSError):  # what cannot go keeps nothing else from being kept
            discard(path)


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file; nothing of one that is too large; raises OSError."""
    descriptor = ordinary_file(path)
    try:
        size = os.fstat(descriptor).st_size
        return os.read(descriptor, size) if size <= LARGEST else b""
    finally:
        os.close(descriptor)


@cache
def this_version() -> str:
    """The folder of what this version keeps: a digest of what decides what an entry says.

    That is the code of the tool, the libraries beside it, and Python.
    """
    here = Path(__file__).parents[1]
    stamps = [__version__, sys.version, _stamp(here / JUDGING)]
    for room in ROOMS:
        with os.scandir(here / room) as found:
            stamps += sorted(_stamp(one) for one in found if one.name.endswith(".py"))
    for place in map(Path, filter(None, sys.path)):  # a library brought up to date changes its folder's time
        with suppress(OSError):
            if not place.samefile(os.curdir):  # where reports are written
                stamps.append(_stamp(place))
    whole = "\n".join(stamps).encode(errors="surrogateescape")
    return f"partner-{sha256(whole).hexdigest()[:32]}"


def _stamp(one: Path | os.DirEntry[str]) -> str:
    state = one.stat()
    return f"{os.fspath(one)} {state.st_size} {state.st_mtime_ns}"
