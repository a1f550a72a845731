"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def formula_like(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when it opens a CSV or when the cell is edited."""
    return text.startswith(_SIGNS)
