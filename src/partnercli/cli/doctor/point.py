"""What one look found: a sign, a sentence, and what to type where something is missing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Sign(StrEnum):
    """How things are with what was looked at."""

    OK = "ok"
    NOTE = "note"
    """To know, or to look at; everything works."""
    MISSING = "missing"
    """An optional part that is not there: some commands do without it, or say so."""
    ERROR = "error"
    """Broken: commands fail, or the data have errors."""


class Point(NamedTuple):
    """One thing that was looked at: what it is called, how it is, in words, and what to do; empty for nothing."""

    name: str
    sign: Sign
    found: str
    to_do: str = ""


class Section(NamedTuple):
    """Points that belong together, in the order shown."""

    title: str
    points: tuple[Point, ...]


def verdict(sections: Iterable[Section]) -> str:
    """One sentence on all of it."""
    signs = [point.sign for section in sections for point in section.points]
    broken, missing = signs.count(Sign.ERROR), signs.count(Sign.MISSING)
    if broken:
        return (
            f"{broken} {'thing is' if broken == 1 else 'things are'} broken: see above, behind {Sign.ERROR}."
        )
    if missing:
        optional = "1 optional part is" if missing == 1 else f"{missing} optional parts are"
        return f"All that is needed is there; {optional} missing."
    return "All that is needed is there."
