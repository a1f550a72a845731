"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
_CONTROLS = ("\t", "\r", "\n")


def formula_like(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when it opens a CSV or when the cell is edited.

    Some pass over blanks before the sign.
    """
    return text.startswith(_CONTROLS) or text.lstrip().startswith(_SIGNS)
