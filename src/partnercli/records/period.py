"""Periods: a day, month, quarter, half-year or year, as written; and how they stand to one another."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Self

from partnercli.records.base import Unreadable, shown, written

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)
_HINT = "write a day 2014-03-03, a month 2014-03, a quarter 2021-Q3, a half-year 2021-H2 or a year 2014"
_DAY_HINT = "write year-month-day: 2021-05-25"
_DAYS_OF_A_REPOSITORY = 4096
"""Texts whose day or period is kept: all that was said at a meeting is of a few days."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = "((19|20|21)[0-9]{2}|2200)"
_IN_MONTH = "(0[1-9]|[12][0-9]|3[01])"
_PERIOD = f"{_YEAR}(-(Q[1-4]|H[12]|(0[1-9]|1[0-2])(-{_IN_MONTH})?))?"
DAY_PATTERN = f"^{_YEAR}-(0[1-9]|1[0-2])-{_IN_MONTH}$"
PERIOD_PATTERN = f"^{_PERIOD}$"
TERM_PATTERN = f"^{_PERIOD}(/({_PERIOD})?)?$"
"""What editors are told of days, periods and terms; that the day exists only the reader sees."""
YEARS = range(1900, 2201)
"""The years that a record can speak of; any other is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days from `first` to `last`, both included; `text` is how it was written.

    Periods overlap, so only some pairs have an order: `before` and `after` say whether one lies wholly on
    one side of the other. `key` sorts them by their first day, the shorter one first.
    """

    first: date
    last: date
    text: str = field(compare=False)

    @classmethod
    def of_day(cls, day: date) -> Self:
        """The period of one day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def of_months(cls, year: int, month: int, months: int, text: str) -> Self:
        """The period of whole months from the first of `month`."""
        end = month + months - 1
        return cls(date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1]), text)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """A quarter, 1 to 4."""
        return cls.of_months(year, 3 * quarter - 2, 3, f"{year:04d}-Q{quarter}")

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """A half-year, 1 or 2: the term of a Presidency."""
        return cls.of_months(year, 6 * half - 5, 6, f"{year:04d}-H{half}")

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls.of_months(year, 1, 12, f"{year:04d}")

    @classmethod
    def read(cls, value: object) -> Self:
        """Read a period from its text (a bare year may be a number); raises Unreadable."""
        if isinstance(value, cls):
            return value
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise Unreadable(f"{shown(value)} is not a period", _HINT)
        return cls._written(str(value))

    @classmethod
    @lru_cache(_DAYS_OF_A_REPOSITORY)
    def _written(cls, text: str) -> Self:
        form = _FORM.fullmatch(text)
        if not form:
            raise Unreadable(f"{shown(text)} is not a period", _HINT)
        year = _known_year(int(form["year"]), text)
        try:
            if form["quarter"]:
                return cls.quarter(year, int(form["quarter"]))
            if form["half"]:
                return cls.half(year, int(form["half"]))
            if form["day"]:
                return cls.of_day(date(year, int(form["month"]), int(form["day"])))
            return cls.of_months(year, int(form["month"]), 1, text) if form["month"] else cls.year(year)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise Unreadable(f"{shown(text)} is not in the calendar", _HINT) from error

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def key(self) -> tuple[date, date]:
        """Sorts periods by their first day, then the shorter one first."""
        return self.first, self.last

    def before(self, other: Period) -> bool:
        """Whether it has ended when `other` begins."""
        return self.last < other.first

    def after(self, other: Period) -> bool:
        """Whether it begins when `other` has ended."""
        return other.before(self)

    def begun_on(self, day: date) -> bool:
        """Whether it has begun on `day`, as far as the text can tell: its first day is not later."""
        return self.first <= day

    def over_on(self, day: date) -> bool:
        """Whether it has wholly passed on `day`."""
        return self.last < day

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Term:
    """From one period to another; without an end it goes on."""

    start: Period
    end: Period | None
    text: str = field(compare=False)

    @classmethod
    def read(cls, value: object) -> Self:
        """Read `2019`, `2016/2019` or `2016/` (still going on); raises Unreadable."""
        if isinstance(value, cls):
            return value
        first, slash, last = str(value).partition("/")
        try:
            start = Period.read(value if isinstance(value, int) else first)
            end = Period.read(last) if last else (None if slash else start)
        except Unreadable as error:
            hint = "write 2019, 2016/2019, or 2016/ when it goes on; months, quarters and days are fine too"
            raise Unreadable(f"{shown(value)} is not a period or a term", hint) from error
        if end is not None and end.last < start.first:
            raise Unreadable(f"{shown(value)} ends before it begins", "write the earlier period first")
        return cls(start, end, str(value))

    def __str__(self) -> str:
        return self.text


def read_day(value: object) -> date:
    """Read a day written 2021-05-25; raises Unreadable."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _day(value)
    raise Unreadable(f"{shown(value)} is not a day", _DAY_HINT)


@lru_cache(_DAYS_OF_A_REPOSITORY)
def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise Unreadable(f"{shown(text)} is not a day", _DAY_HINT)
    _known_year(int(text[:4]), text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{shown(text)} is not in the calendar", "write a day that exists") from error


def _known_year(year: int, text: str) -> int:
    if year not in YEARS:
        raise Unreadable(
            f"{shown(text)} lies outside the years {YEARS[0]} to {YEARS[-1]}",
            "check the year; leave the field out where no date is known",
        )
    return year


def quarter_of(day: date) -> Period:
    """The quarter in which a day lies."""
    return Period.quarter(day.year, (day.month - 1) // 3 + 1)


def next_quarter(day: date) -> Period:
    """The first full quarter after `day`."""
    return quarter_of(day_after(quarter_of(day)))


def day_after(period: Period) -> date:
    """The first day after a period."""
    return period.last + timedelta(days=1)


def as_scalar(value: Period | Term) -> str | int:
    """A period or term as a file says it: a year is a number."""
    return int(value.text) if value.text.isdecimal() else value.text


Day = Annotated[date, written(read_day, type="string", pattern=DAY_PATTERN)]
"""A day, written 2021-05-25."""

_OR_YEAR = {"type": ["string", "integer"], "minimum": YEARS[0], "maximum": YEARS[-1]}
"""The pattern binds a text, the bounds a year written as a number."""

PeriodText = Annotated[Period, written(Period.read, as_scalar, pattern=PERIOD_PATTERN, **_OR_YEAR)]
"""A day 2014-03-03, month 2014-03, quarter 2021-Q3, half-year 2021-H2 or year 2014."""

TermText = Annotated[Term, written(Term.read, as_scalar, pattern=TERM_PATTERN, **_OR_YEAR)]
"""A period, or two parted by a slash: 2016/2019; 2016/ goes on."""
