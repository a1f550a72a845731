"""How the tool was installed, which libraries it asks for, and what to type for one that is missing."""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from importlib import import_module
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final, NamedTuple

NAME: Final = "partnercli"
_MODULES: Final = {
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "ruamel-yaml": "ruamel.yaml",
    "ruamel-yaml-clib": "_ruamel_yaml",
}
"""What is imported of a library whose module bears another name."""
_REQUIREMENT: Final = re.compile(
    r"(?P<name>[\w.-]+)\s*(?P<bounds>[^;]*)(?:;\s*extra\s*==\s*['\"](?P<extra>\w+)['\"])?"
)
_UV_MADE: Final = re.compile(r"^uv\s*=", re.MULTILINE)


class Way(StrEnum):
    """What the tool was installed with."""

    PIP = "pip"
    PIPX = "pipx"
    UV_PIP = "uv pip"
    UV_TOOL = "uv tool"


class Library(NamedTuple):
    """A library that the tool asks for: its name, the bounds of its version as "<4" and ">=3.1".

    `extra` is the extra that it belongs to; empty where nothing works without it.
    """

    name: str
    bounds: tuple[str, ...]
    extra: str = ""

    def __str__(self) -> str:
        """As it is named to an installer: `typst>=0.15,<0.16`."""
        return self.name + ",".join(sorted(self.bounds, reverse=True))

    @property
    def module(self) -> str:
        """What is imported of it."""
        return _MODULES.get(self.name, self.name)

    def takes(self, version: str) -> bool:
        """Whether a version lies within the bounds."""
        return all(_holds(version, bound) for bound in self.bounds)


class Lacking(NamedTuple):
    """What is missing of an extra, in words, and how to get it."""

    message: str
    hint: str


class Extra(NamedTuple):
    """Libraries that only some of the work needs: the extra's name, what needs it as a sentence begins, its modules."""

    name: str
    work: str
    modules: tuple[str, ...]

    def gone(self) -> tuple[str, ...]:
        """Those of its modules that cannot be loaded."""
        return tuple(name for name in self.modules if not loads(name))

    def lacking(self) -> Lacking:
        """What to say once one of its modules could not be loaded."""
        gone = self.gone()
        are = "is" if len(gone) == 1 else "are"
        return Lacking(f"{self.work} {' and '.join(gone)}, which {are} not installed", to_get(self.name))


PDF: Final = Extra("pdf", "PDF needs", ("typst",))
TABLES: Final = Extra("tables", "Excel workbooks need", ("openpyxl", "defusedxml"))
EXTRAS: Final = (PDF, TABLES)


def package() -> Distribution | None:
    """What is on record of the installed tool; None where its files lie about without having been installed."""
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        return None


def libraries() -> tuple[Library, ...]:
    """All that the tool asks for, as its package says; empty where it was not installed. Those of `all` come once."""
    found = package()
    read = [_REQUIREMENT.match(line) for line in (found.requires if found else None) or ()]
    named = [
        Library(one["name"], tuple(one["bounds"].replace(" ", "").split(",")), one["extra"] or "")
        for one in read
        if one
    ]
    return tuple(one for one in named if one.extra != "all")


def broken(error: Exception) -> Lacking | None:
    """What to say where a library that nothing works without cannot be loaded; None where the fault is the tool's."""
    name = getattr(error, "name", None) or ""
    if name.partition(".")[0] == NAME:
        return None
    found = next(
        (one for one in libraries() if not one.extra and f"{name}.".startswith(f"{one.module}.")), None
    )
    if found is None:
        return Lacking(f"a library that partner needs cannot be loaded: {error}", "see which: partner doctor")
    return Lacking(
        f"partner needs the library {found.name}, which cannot be loaded",
        f"{to_mend(found)}; see whether more is missing: partner doctor",
    )


def way() -> Way:
    """What the tool was installed with, by what each leaves beside it."""
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return Way.PIPX
    if (prefix / "uv-receipt.toml").exists():
        return Way.UV_TOOL
    try:
        made = (prefix / "pyvenv.cfg").read_text("utf-8", "replace")
    except OSError:
        made = ""
    return Way.UV_PIP if _UV_MADE.search(made) else Way.PIP


def to_get(extra: str) -> str:
    """What to type to get an extra, in the way in which the tool was installed."""
    match way():
        case Way.PIPX:
            wanted = (quoted(str(one)) for one in libraries() if one.extra == extra)
            return f"pipx inject {NAME} {' '.join(wanted)}"
        case Way.UV_TOOL:
            return f"uv tool install {quoted(f'{NAME}[all]{_origin()}')}"
        case Way.UV_PIP:
            return f"uv pip install --python {quoted(sys.prefix)} {quoted(f'{NAME}[{extra}]')}"
        case Way.PIP:
            return f"{_pip()} install {quoted(f'{NAME}[{extra}]')}"


def to_mend(library: Library) -> str:
    """What to type where a library that the tool cannot do without is missing, broken or of another version."""
    match way():
        case Way.PIPX:
            return f"pipx reinstall {NAME}"
        case Way.UV_TOOL:
            return f"uv tool upgrade --reinstall {NAME}"
        case Way.UV_PIP:
            return f"uv pip install --python {quoted(sys.prefix)} --reinstall {quoted(str(library))}"
        case Way.PIP:
            return f"{_pip()} install --force-reinstall {quoted(str(library))}"


def quoted(text: str) -> str:
    """A text as one word of a command line, in the quotes of this system's shells where it needs any.

    Which shells a system has is the one thing that only its name tells.
    """
    from shlex import quote

    if os.name != "nt":
        return quote(text)
    return text if re.fullmatch(r"[\w.:\\/-]+", text) else f'"{text}"'


def _origin() -> str:
    """Where the tool came from, if not from a registry: behind its name, as installers read it."""
    import json

    found = package()
    said = found.read_text("direct_url.json") if found else None
    return f" @ {json.loads(said)['url']}" if said else ""


def _pip() -> str:
    """The pip of this Python: by its own name only where that is the one that a shell would find."""
    here = os.path.dirname(sys.executable)  # noqa: PTH120 - a text, as PATH holds
    first = next((one for one in os.environ.get("PATH", "").split(os.pathsep) if _has_pip(one)), None)
    return "pip" if first == here else f"{quoted(sys.executable)} -m pip"


def _has_pip(folder: str) -> bool:
    return any((Path(folder) / name).exists() for name in ("pip", "pip.exe"))


def loads(module: str) -> bool:
    """Whether a module is there and can be loaded."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _holds(version: str, bound: str) -> bool:
    """Whether a version is within one bound, >= or <; versions are compared by the numbers before any letter."""
    if bound.startswith(">="):
        return _numbers(version) >= _numbers(bound[2:])
    return _numbers(version) < _numbers(bound[1:])


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
