"""What a text that somebody sent must be, so that a record may hold it."""

from __future__ import annotations

from typing import Final

from partnercli.records.characters import forbidden_in

LONGEST_TEXT: Final = 2000
"""Characters of the longest condition or comment that is taken over."""


def fault_of(text: str) -> tuple[str, str] | None:
    """What is wrong with a text and what to do about it; None where a record may hold it."""
    if name := forbidden_in(text):
        return f"the text holds {name}", "leave that character out"
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text):,} characters, and {LONGEST_TEXT:,} at most are taken over"
        return message, "shorten it"
    return None
