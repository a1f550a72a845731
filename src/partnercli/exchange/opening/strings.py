"""Texts of a workbook: plain or in runs, without how to pronounce them (ECMA-376, part 1, 18.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.opening.elements import Element, child, children, local, says
from partnercli.exchange.texts import lines

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Text(NamedTuple):
    """A text as it is read where its cell is not struck through, and where it is: then runs of other fonts are left.

    `struck`: a run of it is struck through, and is in neither.
    """

    shown: str
    shown_if_struck: str = ""
    struck: bool = False


def rich_text(element: Element) -> Text:
    """The text of a shared or inline string: of its own or of its runs, joined."""
    runs = list(_runs(element))
    return Text(
        plain("".join(text for text, struck in runs if not struck)),
        plain("".join(text for text, struck in runs if struck is False)),
        any(struck and text.strip() for text, struck in runs),
    )


def _runs(element: Element) -> Iterator[tuple[str, bool | None]]:
    """Each run, and whether it is struck through; None where that is as the cell says."""
    for one in element:
        if local(one) == "t":
            yield one.text or "", None
        elif local(one) == "r":
            font = child(one, "rPr")
            yield (
                "".join(text.text or "" for text in children(one, "t")),
                None if font is None else strikes(font),
            )


def strikes(font: Element) -> bool:
    """Whether a font strikes its text through."""
    return says(font, "strike") is True


def plain(text: str) -> str:
    """The text meant by one with escapes (_x000D_), its lines ending with a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(_meant, text)
    return lines(text)


def _meant(escaped: re.Match[str]) -> str:
    """The character; half of one, which is none, stays as it is written."""
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code <= 0xDFFF else chr(code)
