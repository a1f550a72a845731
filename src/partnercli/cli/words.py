"""Words that several screens share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def day_in_words(day: date) -> str:
    """A day as the Council writes it: 22 April 2021."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def percent(share: Fraction | None) -> str:
    """A share as a whole percentage; 100 % and 0 % only where they are exact; a dash where unknown."""
    if share is None:
        return "–"
    rounded = round(share * 100)
    if rounded in (0, 100) and share not in (0, 1):
        return "<1 %" if rounded == 0 else ">99 %"
    return f"{rounded} %"


def share_in_words(share: Fraction) -> str:
    """A share as a sentence says it: half, two thirds, 55 %."""
    known = {
        Fraction(1, 2): "half",
        Fraction(1, 3): "a third",
        Fraction(2, 3): "two thirds",
        Fraction(1, 4): "a quarter",
        Fraction(3, 4): "three quarters",
        Fraction(1): "all",
    }
    if share in known:
        return known[share]
    whole = share * 100
    return f"{whole.numerator} %" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: commas, `and` before the last, no comma before it."""
    *first, last = words or ("none",)
    return f"{', '.join(first)} and {last}" if first else last


def plural(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else several or one + 's'}"
