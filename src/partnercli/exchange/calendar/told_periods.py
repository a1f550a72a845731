"""The days that a timing in words tells, for readers who are given the words alone."""

from __future__ import annotations

import re
from datetime import date

from partnercli.documents.words import day_in_words
from partnercli.exchange.calendar.entries import Span, span
from partnercli.records.base import Unreadable
from partnercli.records.period import Period

_MONTHS = {day_in_words(date(2000, month, 1)).split()[1]: f"{month:02}" for month in range(1, 13)}
_HALVES = {"first": "1", "second": "2"}
_PERIOD = re.compile(
    r"Q(?P<quarter>[1-4]) (?P<year_q>\d{4})"
    r"|(?P<half>first|second) half of (?P<year_h>\d{4})"
    rf"|(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>\d{{4}})",
    re.ASCII,
)


def told_span(timing: str) -> Span | None:
    """The days of a timing as a table has it: Q3 2021 to Q4 2021; from Q3 2021; None where no day can be told."""
    if timing.startswith("from "):
        return span(told_period(timing.removeprefix("from ")), None)
    if timing.startswith("until "):
        return span(None, told_period(timing.removeprefix("until ")))
    first, to, last = timing.partition(" to ")
    start, end = told_period(first), told_period(last if to else first)
    return span(start, end) if start and end else None


def told_period(text: str) -> Period | None:
    """A period as a table has it: 3 March 2014, October 2011, Q3 2021, first half of 2022, 2014."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    if found["quarter"]:
        written = f"{found['year_q']}-Q{found['quarter']}"
    elif found["half"]:
        written = f"{found['year_h']}-H{_HALVES[found['half']]}"
    else:
        month = f"-{_MONTHS[found['month']]}" if found["month"] else ""
        written = f"{found['year']}{month}" + (f"-{int(found['day']):02}" if found["day"] else "")
    try:
        return Period.read(written)
    except Unreadable:
        return None
