"""What the parts of a Word file refer to: each other, and addresses outside."""

from __future__ import annotations

from lxml import etree

from partnercli.documents.word.elements import Element, root

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relations:
    """The relationships of one part; the same target has one and the same name."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, bool], str] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, kind: str, target: str, *, outside: bool = False) -> str:
        """The name of the relationship to a target; `kind` is the last word of its type, or the whole type."""
        return self._names.setdefault((kind, target, outside), f"rId{len(self._names) + 1}")

    def link(self, address: str) -> str:
        """The name of the relationship to an address outside the file."""
        return self.add("hyperlink", address, outside=True)

    def part(self) -> Element:
        """The file's part for them."""
        part = root(_RELATIONS, "Relationships")
        for (kind, target, outside), name in self._names.items():
            whole = kind if ":" in kind else f"{OFFICE}/{kind}"
            one = etree.SubElement(part, f"{{{_RELATIONS}}}Relationship", Id=name, Type=whole, Target=target)
            if outside:
                one.set("TargetMode", "External")
        return part
