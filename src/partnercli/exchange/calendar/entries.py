"""What stands in a calendar: days with a title and a few lines; nothing here names a delegation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from partnercli.documents.audience import Audience, marks_above
from partnercli.records.marking import Marking
from partnercli.records.period import Period


class Kind(StrEnum):
    """What an entry is about, in the order of one day: a hold of an outline counts as one of its steps."""

    MEETINGS = "meetings"
    REPLIES = "replies"
    STEPS = "steps"


class Entry(NamedTuple):
    """One entry, from its first day to its last, both included.

    `key` tells it from all others, is made of ids alone, parted by a full stop, which no id has, and stays when its
    words or days change. `lines` are what is read under the title. `countries` are the partners that it concerns, by
    id; none where it concerns all of them, or readers are told names alone. `certain`: it takes place, or has, as far
    as the records say; a plan may move.
    """

    key: str
    kind: Kind
    first: date
    last: date
    title: str
    lines: tuple[str, ...]
    place: str | None = None
    countries: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar for one circle of readers, as of `day`, its entries in the order of their days.

    `series` is what all its issues have in common, in which their entries have the same ids. `undated` are the steps
    for which no day can be told, each by its partner's id; by name where readers are told names alone.
    """

    audience: Audience
    marking: Marking
    illustrative: bool
    title: str
    series: str
    day: date
    entries: tuple[Entry, ...]
    undated: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands above the calendar and in each entry, which travels alone."""
        return marks_above(self.marking, self.audience, illustrative=self.illustrative)


class Span(NamedTuple):
    """The days of a step, and the word its title needs where only one end of it is known."""

    first: date
    last: date
    word: str = ""


def span(start: Period | None, end: Period | None) -> Span | None:
    """From the first day of one period to the last of another; the one day known where only one is given."""
    if start is not None and end is not None:
        return Span(start.first, end.last)
    if start is not None:
        return Span(start.first, start.first, " begins")
    return Span(end.last, end.last, " is due") if end is not None else None


def only(calendar: Calendar, kinds: Collection[Kind], countries: Collection[str]) -> Calendar:
    """Of a calendar the entries of these kinds; where countries are named, those that concern one of them."""
    kept = (
        entry
        for entry in calendar.entries
        if entry.kind in kinds and (not countries or not set(entry.countries).isdisjoint(countries))
    )
    undated = (one for one in calendar.undated if Kind.STEPS in kinds and (not countries or one in countries))
    return replace(calendar, entries=tuple(kept), undated=tuple(undated))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by their days; of one day meetings first, then reply dates, then steps."""
    order = list(Kind)
    return tuple(sorted(entries, key=lambda one: (one.first, one.last, order.index(one.kind), one.key)))
