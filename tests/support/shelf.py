"""A shelf of wheels: the libraries of this environment packed anew, so that installers are tried without a network.

What was installed here came from the lock, each file by its hash; an installer finds the same files on the shelf.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_OF_THE_INSTALLER = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"}
"""Files of a library's metadata that tell how it came here."""


def roots() -> list[str]:
    """What the project requires to run, with every extra, and to be built; and pip, which pipx wants to renew."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]["all"]
    return [*project["project"]["dependencies"], *extras, *project["build-system"]["requires"], "pip"]


def needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """The libraries that satisfy these requirements here, with all that they require themselves, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(requirements)
    while waiting:
        wanted = Requirement(waiting.pop())
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        waiting += found[name].requires or ()
    return found


def stocked(shelf: Path, requirements: Iterable[str]) -> Path:
    """The folder `shelf`, made, with a wheel of each library needed; raises PackageNotFoundError by name."""
    shelf.mkdir()
    for library in needed(requirements).values():
        _pack(library, shelf)
    return shelf


def _pack(library: Distribution, shelf: Path) -> None:
    name = canonicalize_name(library.name).replace("-", "_")
    record: list[str] = []
    with zipfile.ZipFile(shelf / f"{name}-{library.version}-{_tag(library)}.whl", "w") as wheel:
        home = ""
        for path, data in _files(library):
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{path},sha256={digest},{len(data)}")
            wheel.writestr(path, data)
            if path.endswith(".dist-info/METADATA"):
                home = path.removesuffix("METADATA")
        wheel.writestr(f"{home}RECORD", "\n".join([*record, f"{home}RECORD,,", ""]))


def _tag(library: Distribution) -> str:
    """For which Pythons and machines a library is, as its wheel's name says it."""
    lines = (library.read_text("WHEEL") or "").splitlines()
    tags = [line.removeprefix("Tag: ").split("-") for line in lines if line.startswith("Tag: ")]
    return "-".join(".".join(dict.fromkeys(words)) for words in zip(*tags, strict=True))


def _files(library: Distribution) -> Iterator[tuple[str, bytes]]:
    """A library's files as its wheel had them: scripts, which an installer makes, and traces of one left out."""
    if library.files is None:
        raise PackageNotFoundError(library.name)
    for file in library.files:
        path = file.as_posix()
        if path.startswith("..") or path.endswith(".pyc") or file.name in _OF_THE_INSTALLER:
            continue
        yield path, Path(str(file.locate())).read_bytes()
