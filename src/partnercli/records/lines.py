"""A text on one line, as a sentence, a cell or a comment takes it in."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The same words with one space between them, and no line end."""
    return " ".join(text.split())
