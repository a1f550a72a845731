"""The table of kinds: which path holds which kind of record, read by which model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from unicodedata import normalize

from partnercli.records.kinds import Kind
from partnercli.records.names import nearest
from partnercli.records.slug import is_slug

if TYPE_CHECKING:  # a check of what did not change needs no model
    from partnercli.records.base import Record

SETTINGS = Kind.CONFIG.path
"""The file of the settings."""
DATA = "data"
"""The folder of all records but the settings."""
TEMPLATES = "templates"
"""The folder of the words of documents, and of the styles of Word."""
GIT_SETTINGS = ".git/config"
"""The file of git's own settings, which say where changes are pushed to."""
RECORD_ENDINGS = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""How files are named that are meant as records, in small letters; some editors add the last two unseen."""
_MODELS = {
    Kind.CONFIG: "config:Config",
    Kind.REGIONS: "regions:RegionList",
    Kind.PRESIDENCIES: "presidencies:PresidencyList",
    Kind.DELEGATIONS: "delegations:DelegationList",
    Kind.COUNTRY: "country:Country",
    Kind.MEETING: "meeting:Meeting",
    Kind.POSITION: "position:Position",
    Kind.INSTRUMENT: "instrument:Instrument",
    Kind.OUTLINE: "outline:Outline",
    Kind.DOCUMENT: "document:Document",
}
_SINGLE = {kind.path: kind for kind in Kind if kind.single}
_FOLDERS = {kind.path: kind for kind in Kind if not kind.single}


@cache
def model_of(kind: Kind) -> type[Record]:
    """The model of a kind's records, imported when first needed."""
    module, _, name = _MODELS[kind].partition(":")
    found: type[Record] = getattr(import_module(f"partnercli.records.{module}"), name)
    return found


def place_of(path: str) -> tuple[Kind, str] | None:
    """The kind and id of the record at `path`, or None where no record belongs."""
    if path in _SINGLE:
        return _SINGLE[path], ""
    parts = path.split("/")
    kind = _FOLDERS.get("/".join(parts[:2]))
    if kind is None or not path.endswith(".yaml") or len(parts) != (4 if kind is Kind.POSITION else 3):
        return None
    return kind, "/".join(parts[2:]).removesuffix(".yaml")


def is_folder(path: str) -> bool:
    """Whether a folder of records belongs at `path`, so that anything else there would hide them."""
    folder, _, name = path.rpartition("/")
    return path in _FOLDERS or (folder == Kind.POSITION.path and is_slug(name))


def likely_place(path: str) -> str:
    """Where a misplaced file most likely belongs, in words; empty when nothing is near."""
    name = path.rpartition("/")[2]
    if not name.endswith(".yaml"):
        ending = max((one for one in RECORD_ENDINGS if name.lower().endswith(one)), key=len, default="")
        return f"name it {name[: -len(ending)]}.yaml"
    parts = path.split("/")
    if len(parts) == 2:
        near = _nearest_by_name(parts[1], _SINGLE)
        return f"did you mean {near}?" if near else ""
    near = _nearest_by_name(parts[1], _FOLDERS)
    if near == Kind.POSITION.path:
        return "a position lies in data/positions/<meeting>/<code>.yaml"
    return f"did you mean the folder {near}/?" if near else ""


def _nearest_by_name(name: str, paths: Iterable[str]) -> str:
    by_name = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in paths}
    near = nearest(name.removesuffix(".yaml"), by_name, most=1)
    return by_name[near[0]] if near else ""


def same_but_for_case(paths: Iterable[str]) -> list[list[str]]:
    """Groups of paths that some systems cannot tell apart."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(normalize("NFC", path).casefold(), []).append(path)
    return [found for found in groups.values() if len(found) > 1]
