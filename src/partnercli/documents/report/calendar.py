"""The calendar beside the steps of all outlines: equal quarters, or years where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from partnercli.documents.chart_drawing import number

WIDTH = 1000
"""The width of a row, in units of its drawing."""
_LEAST = 6
"""The width of a bar that can still be seen."""
_MOST = 16
"""Quarters that have room beside each other."""


class Bar(NamedTuple):
    """When a step runs, in units of the drawing; `after` and `rest` are where it goes on if nobody gave an end."""

    x: str
    width: str
    after: str
    rest: str


class Calendar(NamedTuple):
    """The time from the first day of one unit to the last of another; `months` is the length of each unit."""

    first: int
    last: int
    months: int

    @property
    def units(self) -> tuple[str, ...]:
        """The names of the units: Q3 2021, or 2021."""
        return tuple(self._name(unit) for unit in range(self.first, self.last + 1))

    @property
    def lines(self) -> tuple[str, ...]:
        """Where a unit begins, but for the first."""
        return tuple(number(self._x(unit)) for unit in range(self.first + 1, self.last + 1))

    def bar(self, step: Mapping[str, Any]) -> Bar | None:
        """A step's place; None where nobody gave a day."""
        days = [date.fromisoformat(day) for day in (step["first"], step["last"]) if day]
        if not days:
            return None
        begins, ends = self._place(days[0]), self._place(days[-1], after=True)
        if step["open_end"]:
            ends = min(begins + 1, self.last + 1)
        x, end = self._x(begins), self._x(ends)
        return Bar(number(x), number(max(end - x, _LEAST)), number(end), number(WIDTH - end))

    def _x(self, place: float) -> float:
        return WIDTH * (place - self.first) / (self.last + 1 - self.first)

    def _place(self, day: date, *, after: bool = False) -> float:
        """A day in units, to the day within its month; `after` at its end."""
        within = (day.day - (not after)) / 31 if day.day < 28 else (1.0 if after else (day.day - 1) / 31)
        return (_month(day) + within) / self.months

    def _name(self, unit: int) -> str:
        year, month = divmod(unit * self.months, 12)
        return str(year) if self.months == 12 else f"Q{month // 3 + 1} {year}"


def calendar_of(contract: Mapping[str, Any]) -> Calendar | None:
    """The calendar that holds every dated step of a report; None where there is none."""
    days = [date.fromisoformat(day) for day in _days(contract)]
    if not days:
        return None
    first, last = _month(min(days)), _month(max(days))
    months = 3 if last // 3 - first // 3 < _MOST else 12
    return Calendar(first // months, last // months, months)


def _days(contract: Mapping[str, Any]) -> Iterator[str]:
    for outline in contract["outlines"]:
        for step in outline["steps"]:
            yield from (day for day in (step.get("first"), step.get("last")) if day)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
