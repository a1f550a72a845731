"""An Office file as its parts: their XML, and what they have relationships to (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple, NoReturn

from lxml import etree

from partnercli.documents.office_archive import xml_faults
from partnercli.exchange.opening.elements import Element
from partnercli.exchange.opening.remarks import Remarks

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MOST_RELATIONSHIPS = 5_000
"""Links of all kinds, those to addresses outside too."""
MOST_TIMES = 2
"""How many times a part is read: files in which one stands for many are made to take long."""
_AGAIN = "open the file in {program} and save it anew under another name"


class Relationship(NamedTuple):
    """What a part has a relationship to: `kind` is the last word of its type, `target` a part or an address outside."""

    source: str
    key: str
    kind: str
    target: str
    outside: bool


class BrokenPart(Exception):
    """A part that is missing or broken; it has been remarked on."""


class Package:
    """The parts of one file by name; `program` makes such files."""

    def __init__(self, parts: Mapping[str, bytes], remarks: Remarks) -> None:
        self.parts = parts
        self._names = {name.lower(): name for name in parts}
        self._times = Counter[str]()
        self.remarks = remarks
        self.program = "Excel" if any(name.startswith("xl/") for name in parts) else "Word"
        every = (one for name in parts if name.lower().endswith(".rels") for one in self._read(name))
        self.relationships = list(islice(every, MOST_RELATIONSHIPS))
        if next(every, None):
            remarks.error(
                "", f"it holds more than {MOST_RELATIONSHIPS:,} links between its parts", self.again
            )

    @property
    def again(self) -> str:
        """What to do about a file that is broken."""
        return _AGAIN.format(program=self.program)

    def of(self, source: str, *kinds: str) -> Iterator[Relationship]:
        """The relationships of a part to other parts, of these kinds; the file's own for no name."""
        return (
            one
            for one in self.relationships
            if one.source == source and one.kind in kinds and not one.outside
        )

    def kind(self, name: str) -> str:
        """What the file says that a part is: a media type, empty where it does not say."""
        root = self.xml("[Content_Types].xml")
        own = (one for one in root.iter(f"{_TYPES}Override") if _same(one.get("PartName"), f"/{name}"))
        ending = name.rpartition(".")[2]
        usual = (one for one in root.iter(f"{_TYPES}Default") if _same(one.get("Extension"), ending))
        found = next(own, None)
        if found is None:
            found = next(usual, None)
        return "" if found is None else str(found.get("ContentType"))

    def xml(self, name: str, *tags: str) -> Element:
        """The outermost element of a part, of one of these local names; raises BrokenPart."""
        part = self.parts.get(name)
        if part is None:
            self.broken(name, "is missing")
        self._times[name] += 1
        if self._times[name] > MOST_TIMES:
            self.broken(name, "stands for many things at once")
        for fault in xml_faults(name, part):
            self.broken(name, fault.message)
        try:
            root = etree.fromstring(part, _parser())
        except etree.XMLSyntaxError as error:
            line, column = error.position
            self.broken(name, f"is no well-formed XML (line {line}, column {column})")
        if tags and etree.QName(root).localname not in tags:
            self.broken(name, f"is no {tags[0]}")
        return root

    def broken(self, name: str, what: str) -> NoReturn:
        """Remark on a part of the file, and raise BrokenPart."""
        self.remarks.error(name, f"this part of the file {what}", self.again)
        raise BrokenPart

    def _called(self, name: str) -> str:
        """The name of a part as the archive has it: capitals and small letters are the same."""
        return self._names.get(name.lower(), name)

    def _read(self, name: str) -> Iterator[Relationship]:
        folder, file = posixpath.split(name)
        source = self._called(posixpath.join(posixpath.dirname(folder), file[: -len(".rels")]))
        try:
            root = self.xml(name)
        except BrokenPart:
            return
        for one in root.iter(_RELATIONSHIP):
            target, outside = str(one.get("Target", "")), one.get("TargetMode") == "External"
            if not outside:
                inside = posixpath.join("/", posixpath.dirname(source), target)
                target = self._called(posixpath.normpath(inside).lstrip("/"))
            kind = str(one.get("Type", "")).rpartition("/")[2]
            yield Relationship(source, str(one.get("Id", "")), kind, target, outside)


def _same(name: str | None, other: str) -> bool:
    """Names in a package are the same in capitals and small letters."""
    return str(name).lower() == other.lower()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
