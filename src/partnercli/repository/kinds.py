"""The table of kinds: which path holds which kind of record, under which id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from partnercli.records.base import Record
from partnercli.records.exercise import Kind
from partnercli.records.names import nearest

CONFIG_FILE = "partner.yaml"
DATA = "data"


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """Where a kind of record lies. `path` is a file, or a folder whose files are the records.

    `deep` folders have one folder a meeting in between. `model` names the model's module and class, imported
    when first needed. `noun` is what an officer calls it.
    """

    kind: Kind
    path: str
    model: str
    noun: str
    deep: bool = False

    def model_class(self) -> type[Record]:
        """The model of its records."""
        module, _, name = self.model.partition(":")
        found: type[Record] = getattr(import_module(f"partnercli.records.{module}"), name)
        return found

    def file(self, key: str) -> str:
        """The path of the record with this id (for a position: meeting/code)."""
        return self.path if self.single else f"{self.path}/{key}.yaml"

    @property
    def single(self) -> bool:
        """Whether it is one file, not a folder."""
        return self.path.endswith(".yaml")


KINDS: tuple[KindOfFile, ...] = (
    KindOfFile(Kind.CONFIG, CONFIG_FILE, "config:Config", "settings"),
    KindOfFile(Kind.REGIONS, "data/regions.yaml", "regions:RegionList", "regions"),
    KindOfFile(Kind.PRESIDENCIES, "data/presidencies.yaml", "presidencies:PresidencyList", "presidencies"),
    KindOfFile(Kind.DELEGATIONS, "data/delegations.yaml", "delegations:DelegationList", "delegations"),
    KindOfFile(Kind.COUNTRY, "data/countries", "country:Country", "country"),
    KindOfFile(Kind.MEETING, "data/meetings", "meeting:Meeting", "meeting"),
    KindOfFile(Kind.POSITION, "data/positions", "position:Position", "position", deep=True),
    KindOfFile(Kind.INSTRUMENT, "data/instruments", "instrument:Instrument", "instrument"),
    KindOfFile(Kind.OUTLINE, "data/outlines", "outline:Outline", "outline"),
    KindOfFile(Kind.DOCUMENT, "data/documents", "document:Document", "document"),
)
BY_KIND = {entry.kind: entry for entry in KINDS}
_SINGLE = {entry.path: entry for entry in KINDS if entry.single}
_FOLDERS = {entry.path: entry for entry in KINDS if not entry.single}


def file_of(kind: Kind, key: str = "") -> str:
    """The path of a record from the repository's root."""
    return BY_KIND[kind].file(key)


def place_of(path: str) -> tuple[KindOfFile, str] | None:
    """The kind and id of the record at `path`, or None where no record belongs."""
    if path in _SINGLE:
        return _SINGLE[path], ""
    parts = path.split("/")
    entry = _FOLDERS.get("/".join(parts[:2]))
    if entry is None or not path.endswith(".yaml") or len(parts) != 3 + entry.deep:
        return None
    return entry, "/".join(parts[2:]).removesuffix(".yaml")


def likely_place(path: str) -> str:
    """Where a misplaced file most likely belongs, in words; empty when nothing is near."""
    folder, _, name = path.rpartition("/")
    if name.endswith(".yml"):
        return f"name it {name.removesuffix('.yml')}.yaml"
    if path.count("/") == 1:
        near = nearest(path, _SINGLE, most=1)
        return f"did you mean {near[0]}?" if near else ""
    near = nearest("/".join(folder.split("/")[:2]), _FOLDERS, most=1)
    return f"did you mean the folder {near[0]}/?" if near else ""


def same_but_for_case(paths: Iterable[str]) -> dict[str, list[str]]:
    """Groups of paths that some systems cannot tell apart."""
    from unicodedata import normalize

    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(normalize("NFC", path).casefold(), []).append(path)
    return {key: found for key, found in groups.items() if len(found) > 1}
