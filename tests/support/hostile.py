"""A hostile file and what must be said of it, and what such files are made of."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from sent_files import document, relationships, types, workbook


class Hostile(NamedTuple):
    """What makes the file, the address that is named, and what the message must say; whether it takes long."""

    make: Callable[[], bytes]
    address: str
    says: str
    slow: bool = False


SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
WORD_RELS = "word/_rels/document.xml.rels"
RELS = "xl/_rels/workbook.xml.rels"
FORMULA = "formulas are not read"


def in_sheets(*kinds: str, **parts: bytes) -> bytes:
    """A workbook whose sheet has relationships, and parts added: x__y is x/y."""
    added = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return workbook({SHEET_RELS: relationships(*kinds), **added})


def padded(changed: dict[str, bytes]) -> bytes:
    """A workbook of which a part does not pack, so that the whole unpacks to little more than its size."""
    return workbook({**changed, "xl/media/x": Random(8).randbytes(300_000)})  # noqa: S311 - not for secrets


def padded_document(inner: str) -> bytes:
    return document(inner, {"word/media/x": Random(8).randbytes(300_000)})  # noqa: S311 - not for secrets


def field(instruction: str) -> str:
    pieces = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instruction)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return f"<w:p>{begin}{pieces}{end}</w:p>"


def macros(main: str, kind: str) -> dict[str, bytes]:
    return {"[Content_Types].xml": types(main, f"application/vnd.ms-{kind}.macroEnabled.main+xml")}
