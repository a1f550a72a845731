"""Elements of somebody's XML, their namespace put aside: Office writes each in two (ECMA-376 parts 1 and 4)."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - the library's only name for the type

_LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, without a namespace or in that of its element; empty where there is none."""
    plain = element.get(name)
    if plain is None:
        plain = element.get(f"{str(element.tag).rpartition('}')[0]}}}{name}")
    return str(plain or "")


def link(element: Element) -> str:
    """The key of the relationship that an element stands for; empty where there is none."""
    return next((str(key) for name in _LINKS if (key := element.get(f"{{{name}}}id"))), "")


def on(element: Element, name: str) -> bool:
    """Whether an attribute that says yes or no says yes."""
    return attribute(element, name) in {"1", "true", "on"}


def children(element: Element | None, *names: str) -> list[Element]:
    """The children of these names, in their order."""
    return [] if element is None else [one for one in element if local(one) in names]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return next(iter(children(element, name)), None)


def says(properties: Element | None, name: str) -> bool | None:
    """Whether properties switch something on or off; None where they do not say."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in {"0", "false", "off"}
