"""The tool itself: its version, Python's, the libraries that it cannot do without, and the optional ones."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from partnercli import __version__
from partnercli.cli.doctor.point import Point, Sign
from partnercli.system.installation import (
    EXTRAS,
    Extra,
    Library,
    libraries,
    package,
    to_get,
    to_mend,
    way,
)

_WITHOUT = {
    "pdf": ("PDF", "no PDF is written, and Word documents have tables in place of charts"),
    "tables": ("Excel workbooks", "no forms for delegations and no Excel export are written"),
}
"""What an extra is for, and what is not done without it."""


def the_tool() -> tuple[Point, ...]:
    """The version and where it lies, Python, and the libraries, the broken ones each by itself."""
    needed = [_library(one) for one in libraries() if not one.extra]
    sound = ", ".join(point.found for point in needed if point.sign is Sign.OK)
    named = [Point("libraries", Sign.OK, f"libraries: {sound}")] if sound else []
    return (_installed(), _python(), *named, *(point for point in needed if point.sign is not Sign.OK))


def optional_parts() -> Iterator[Point]:
    """What not all commands need, by what is missed without it."""
    found = libraries()
    for extra in EXTRAS:
        yield _extra(extra, [one for one in found if one.extra == extra.name])


def versions() -> dict[str, str | None]:
    """The version of every library that the tool asks for, by name; None where it is not installed."""
    return {one.name: _version(one) for one in libraries()}


def _installed() -> Point:
    found = package()
    if found is None:
        said = (
            f"partner {__version__}, run from its files: it was not installed, so its libraries are not known"
        )
        return Point("partner", Sign.NOTE, said)
    direct = json.loads(found.read_text("direct_url.json") or "{}")
    editable = ", from the files it is developed in" if direct.get("dir_info", {}).get("editable") else ""
    return Point("partner", Sign.OK, f"partner {__version__}, installed by {way()} in {sys.prefix}{editable}")


def _python() -> Point:
    running = ".".join(map(str, sys.version_info[:3]))
    found = package()
    wanted = Library("Python", tuple((found.metadata["Requires-Python"] if found else "").split(",")))
    if found and not wanted.takes(running):
        return Point(
            "python", Sign.ERROR, f"Python {running}, and {wanted} is needed", "install another Python"
        )
    encoding = sys.getfilesystemencoding()
    if encoding != "utf-8":
        said = f"Python {running}, which takes names of files to be {encoding}: names with accents may fail"
        return Point("python", Sign.NOTE, said, "set PYTHONUTF8=1")
    return Point("python", Sign.OK, f"Python {running}, names of files in UTF-8")


def _library(library: Library) -> Point:
    """How it is with a library that nothing works without."""
    found = _version(library)
    if found is None:
        return Point(library.name, Sign.ERROR, f"{library} is not installed", to_mend(library))
    if not library.takes(found):
        said = f"{library.name} {found} is installed, and {library} is needed"
        return Point(library.name, Sign.ERROR, said, to_mend(library))
    if why := _why_not(library):
        said = f"{library.name} {found} is installed and cannot be loaded: {why}"
        return Point(library.name, Sign.ERROR, said, to_mend(library))
    return Point(library.name, Sign.OK, f"{library.name} {found}")


def _extra(extra: Extra, of: list[Library]) -> Point:
    what, without = _WITHOUT[extra.name]
    faults = [point for point in map(_library, of) if point.sign is not Sign.OK]
    absent = [one.name for one in of if _version(one) is None]
    if not of:
        gone = " and ".join(extra.gone())
        missing = Point(
            extra.name, Sign.MISSING, f"{what}: {gone} not found, so {without}", to_get(extra.name)
        )
        return missing if gone else Point(extra.name, Sign.OK, f"{what}: {' and '.join(extra.modules)}")
    if absent:
        said = f"{what}: {' and '.join(absent)} not installed, so {without}"
        return Point(extra.name, Sign.MISSING, said, to_get(extra.name))
    if faults:
        return Point(extra.name, Sign.ERROR, f"{what}: {faults[0].found}", faults[0].to_do)
    return Point(extra.name, Sign.OK, f"{what}: {', '.join(f'{one.name} {_version(one)}' for one in of)}")


def _version(library: Library) -> str | None:
    try:
        return version(library.name)
    except PackageNotFoundError:
        return None


def _why_not(library: Library) -> str:
    """Why a library cannot be loaded; empty where it can."""
    try:
        import_module(library.module)
    except Exception as error:  # noqa: BLE001 - a broken library may raise anything
        return str(error) or type(error).__name__
    return ""
