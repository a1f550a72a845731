"""Characters that no text of a record may hold: they hide, reorder or break what a reader sees."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BEYOND = "".join(chr(plane << 16 | last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))
"""The noncharacters of the planes beyond the first."""
_NAMED = {"\r": "a carriage return without a line feed (old Mac line end)", "\ufeff": "a byte order mark"}
_UNNAMED = {
    "Cc": "a control character",
    "Co": "a character for private use",
    "Cn": "a code that is no character",
    "Cs": "half a character",
}


@cache
def forbidden_characters() -> re.Pattern[str]:
    """Controls, line separators, direction marks, invisible marks, tags, private use, noncharacters, a lone CR."""
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
        "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
        "\U000e0000-\U000e007f\U000f0000-\U0010ffff]|[^\x00-\uffff](?<=[" + _BEYOND + "])"
        "|\r(?!\n)"
    )


def harmless(text: str) -> bool:
    """Whether a text holds nothing but printable characters and line ends: the quick answer for most files."""
    return text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable()


def forbidden_in(text: str) -> str | None:
    """The name of the first forbidden character in a value, or None."""
    found = None if harmless(text) else forbidden_characters().search(text)
    return name_of(found[0]) if found else None


def name_of(character: str) -> str:
    """What a message calls a forbidden character: its number and name in Unicode, or what it is."""
    if character in _NAMED:
        return _NAMED[character]
    name = unicodedata.name(character, "").lower() or _UNNAMED[unicodedata.category(character)]
    return f"U+{ord(character):04X} ({name})"
