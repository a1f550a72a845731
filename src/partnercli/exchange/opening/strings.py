"""Texts of a workbook: plain or in runs, without how to pronounce them (ECMA-376, part 1, 18.4)."""

from __future__ import annotations

import re

from partnercli.exchange.opening.elements import Element, children, local
from partnercli.exchange.texts import lines

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def rich_text(element: Element) -> str:
    """The text of a shared or inline string: of its own or of its runs, joined."""
    found = []
    for one in element:
        if local(one) == "t":
            found.append(one.text or "")
        elif local(one) == "r":
            found += [text.text or "" for text in children(one, "t")]
    return plain("".join(found))


def plain(text: str) -> str:
    """The text meant by one with escapes (_x000D_), its lines ending with a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(_meant, text)
    return lines(text)


def _meant(escaped: re.Match[str]) -> str:
    """The character; half of one, which is none, stays as it is written."""
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code <= 0xDFFF else chr(code)
