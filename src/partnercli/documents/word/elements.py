"""Elements of Word's XML, and texts that XML can hold."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

from partnercli.documents.xml_elements import FORBIDDEN

Element: TypeAlias = etree._Element  # noqa: SLF001 - the library's only name for the type

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}


def w(tag: str, /, *children: Element, **attributes: object) -> Element:
    """An element of Word's main namespace, with attributes of the same."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def root(namespace: str, tag: str) -> Element:
    """The outermost element of a part whose only namespace needs no prefix."""
    bare: Any = {None: namespace}
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=bare)


def text_element(tag: str, text: str) -> Element:
    """An element that holds a text, its spaces kept."""
    element = w(tag)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = allowed(text)
    return element


def allowed(text: str) -> str:
    """The text, with the replacement character for each character that XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)


def link(element: Element, relation: str, name: str = "id") -> Element:
    """The same element, bound to a relationship of its part."""
    element.set(f"{{{R}}}{name}", relation)
    return element


def xml(element: Element) -> bytes:
    """An element as a file of its own."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
