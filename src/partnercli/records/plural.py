"""A count with its noun, for every sentence that counts."""

from __future__ import annotations


def plural(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun: 1 file, 2 files; `several` for a noun that takes more than an s."""
    return f"{count} {one if count == 1 else several or one + 's'}"
