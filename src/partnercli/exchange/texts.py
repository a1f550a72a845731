"""Texts that somebody sent: how their lines end, and what they must be so that a record may hold them."""

from __future__ import annotations

import re
from typing import Final

from partnercli.records.characters import forbidden_in

LONGEST_TEXT: Final = 2000
"""Characters of the longest condition or comment that is taken over."""
LONGEST_NAME: Final = 80
"""Characters of the longest name for which the nearest one is looked for, which takes time."""
_LINE_END = re.compile("\r\n?")
_SPACES = re.compile(r"[^\S\n]+")


def lines(text: str) -> str:
    """The text with its lines ending with a line feed."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def single_spaced(text: str) -> str:
    """The text with one space for several of any kind, and none at its ends; its lines stay."""
    return _SPACES.sub(" ", text).strip()


def fault_of(text: str) -> tuple[str, str] | None:
    """What is wrong with a text and what to do about it; None where a record may hold it."""
    if name := forbidden_in(text):
        return f"the text holds {name}", "leave that character out"
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text):,} characters, and {LONGEST_TEXT:,} at most are taken over"
        return message, "shorten it"
    return None
