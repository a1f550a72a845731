"""Numbers of a workbook as people see them: 3, 0.5, 25%, 2021-05-25 (ECMA-376, part 1, 18.8.30 and 18.17.4)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal
from enum import Enum, auto

_NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?")
_CONTEXT = Context(prec=15)
"""How many significant digits a spreadsheet shows; what comes after them is the computer's own."""
_SMALLEST, _LONGEST = -9, 21
"""The powers of ten between which a number is written out."""
_SAID = re.compile(r'"[^"]*"|[\\_*].|\[(?!(h+|m+|s+)\])[^\]]*\]|;.*', re.DOTALL | re.IGNORECASE)
"""What a format says itself, or as a condition, and its parts after the first."""
_LONGEST_CODE = 255
"""Characters of a format: as many as Excel takes."""
_LAST_DAY = (date(9999, 12, 31) - date(1899, 12, 30)).days
_SECONDS = 86_400
_LEAP_DAY = 60
"""The day that the first system counts though it never was: 29 February 1900."""


class Shown(Enum):
    """As what a format shows a number."""

    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()
    MOMENT = auto()
    TIME = auto()


_BUILT_IN = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), Shown.DAY),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47), Shown.TIME),
    22: Shown.MOMENT,
}
"""What the formats are that a workbook names by number alone."""


def built_in(number: int) -> Shown:
    """As what one of the formats shows a number that are not written down in the file."""
    return _BUILT_IN.get(number, Shown.NUMBER)


def shown_by(code: str) -> Shown:
    """As what a format's code, dd.mm.yyyy or 0.0%, shows a number; lasting hours ([h]:mm) are numbers."""
    letters = _SAID.sub("", code[:_LONGEST_CODE]).lower()
    if letters == "general" or "[" in letters:
        return Shown.NUMBER
    hours = any(letter in letters for letter in "hs")
    if any(letter in letters for letter in "dy"):
        return Shown.MOMENT if hours else Shown.DAY
    if hours:
        return Shown.TIME
    if "m" in letters:
        return Shown.DAY
    return Shown.PERCENT if "%" in letters else Shown.NUMBER


def number_text(written: str, shown: Shown, *, from_1904: bool) -> str | None:
    """A number as a format shows it; None where it is no number, or no day of the calendar."""
    text = written.strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    if shown is Shown.PERCENT:
        return f"{_decimal(value * 100)}%"
    return _decimal(value) if shown is Shown.NUMBER else _moment(value, shown, from_1904=from_1904)


def _decimal(value: Decimal) -> str:
    rounded = _CONTEXT.plus(value)
    if not rounded:
        return "0"
    if not _SMALLEST <= rounded.adjusted() < _LONGEST:
        return str(rounded)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: Decimal, shown: Shown, *, from_1904: bool) -> str | None:
    """A day, counted from the last of 1899 or, where the workbook says so, the first of 1904."""
    if not 0 <= value <= _LAST_DAY:
        return None
    days, seconds = divmod(round(value * _SECONDS), _SECONDS)
    clock = str(timedelta(seconds=seconds)).zfill(len("00:00:00")).removesuffix(":00")
    if shown is Shown.TIME:
        return clock
    if not from_1904 and days in {0, _LEAP_DAY}:
        return None
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if days > _LEAP_DAY else 31)
    try:
        day = (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return None
    return f"{day} {clock}" if shown is Shown.MOMENT and seconds else day
