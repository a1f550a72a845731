"""Outlines as bars over quarters and Presidencies: readable without colour, and on a screen that knows ASCII alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from partnercli.cli.narrow import flowing, together
from partnercli.cli.outline.screen import name_of
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.step_words import instrument_name
from partnercli.documents.words import listed
from partnercli.outlines.follow_up import State, state
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Outline, Step
from partnercli.records.period import Period, next_quarter, quarter_of

_LABEL = 28
"""Columns left of the bars, at least."""
_LONGEST = 44
"""And at most."""
_WIDEST = 8
"""Columns of a quarter, where there is room."""
SIGNS: dict[State, str] = {
    "done": "█",
    "ongoing": "▒",
    "late": "!",
    "planned": "=",
    "on-hold": "o",
    "dropped": "x",
}
"""What a bar is made of, by how far the step has come."""
_WORDS = "█ done  ▒ under way  = planned  ! late  o on hold  x dropped"
_MARKS = "> open end, or on beyond the edge  < begun before it  ^ meeting  │ the day"


class Axis(NamedTuple):
    """The quarters shown, how many columns each takes, and how many stand left of them."""

    quarters: tuple[Period, ...]
    wide: int
    label: int = _LABEL

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.quarters[0].first

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.quarters[-1].last

    @property
    def columns(self) -> int:
        """The columns of all quarters."""
        return len(self.quarters) * self.wide

    def column(self, day: date) -> int:
        """The column of a day; of one beyond an edge, the column at that edge."""
        inside = min(max(day, self.first), self.last)
        place = next(n for n, quarter in enumerate(self.quarters) if quarter.last >= inside)
        quarter = self.quarters[place]
        return place * self.wide + (inside - quarter.first).days * self.wide // quarter.days

    def holds(self, day: date) -> bool:
        """Whether a day is shown."""
        return self.first <= day <= self.last


def axis_of(
    outlines: Sequence[Outline], on: date, start: Period | None, end: Period | None, width: int
) -> Axis:
    """The quarters from `start` to `end`; otherwise those in which steps have dates, else that of the day.

    Never more than a screen of `width` columns holds: the last ones are left out then.
    """
    days = [
        day
        for outline in outlines
        for step in outline.steps
        for period in (step.timeline.start, step.timeline.end)
        if period is not None
        for day in (period.first, period.last)
    ]
    first = start.first if start else min(days, default=on)
    last = max(end.last if end else max(days, default=on), first)
    room = width - _LABEL - 1  # for an arrow beyond the last quarter
    quarters = [quarter_of(first)]
    while quarters[-1].last < last and len(quarters) < room // 2:
        quarters.append(next_quarter(quarters[-1].first))
    wide = min(_WIDEST, room // len(quarters))
    return Axis(tuple(quarters), wide, min(_LONGEST, _LABEL + room - wide * len(quarters)))


def timeline_screen(
    exercise: Exercise,
    outlines: Sequence[Outline],
    meetings: Sequence[tuple[str, Meeting]],
    axis: Axis,
    on: date,
    width: int,
) -> Iterator[Line]:
    """A row a step, below the quarters and who holds the Presidency in them."""
    if not outlines:
        yield from wrapped("There is no outline yet. Draft one: partner outline new COUNTRY", width)
        return
    yield from _head(exercise, axis)
    if any(axis.holds(meeting.date) for _, meeting in meetings):
        yield ("meetings".ljust(axis.label), _marked(axis, [meeting.date for _, meeting in meetings]))
    for outline in outlines:
        yield from flowing((Piece(name_of(exercise, outline.country), "bold"), f" ({outline.status})"), width)
        for number, step in enumerate(outline.steps, 1):
            if _dated(step):
                name = fitted(instrument_name(exercise, step.instrument), axis.label - 5)
                yield (f"{number:>3} {name} ", _bar(step, axis, on))
        undated = [
            f"{number} {instrument_name(exercise, step.instrument)}"
            for number, step in enumerate(outline.steps, 1)
            if not _dated(step)
        ]
        if undated:
            yield from wrapped(f"No date: {', '.join(undated)}.", width, indent="      ", first="    ")
    yield ()
    for legend in (_WORDS, _MARKS):
        yield from together(legend.split("  "), "  ", width)
    yield from _told(exercise, meetings, axis, width)


def _dated(step: Step) -> bool:
    return step.timeline.start is not None or step.timeline.end is not None


def _head(exercise: Exercise, axis: Axis) -> Iterator[Line]:
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    held = [
        (axis.column(term.start), term.delegation)
        for term in terms
        if term.start <= axis.last and term.end >= axis.first
    ]
    if held:
        yield ("Presidency".ljust(axis.label), Piece(_written(axis, held), "bold"))
    years = [
        (place * axis.wide, str(quarter.first.year))
        for place, quarter in enumerate(axis.quarters)
        if place == 0 or quarter.first.month == 1
    ]
    yield (" " * axis.label, _written(axis, years))
    if axis.wide > 1:
        letter = "Q" if axis.wide > 2 else ""
        quarters = [
            (place * axis.wide, f"{letter}{quarter.first.month // 3 + 1}")
            for place, quarter in enumerate(axis.quarters)
        ]
        yield (" " * axis.label, _written(axis, quarters))


def _written(axis: Axis, words: Sequence[tuple[int, str]]) -> str:
    """Words at their columns; one for which the next leaves no room is left out."""
    line = ""
    for (column, word), (after, _) in pairwise([*words, (axis.columns + 1, "")]):
        if column + len(word) < after:
            line = line.ljust(column) + word
    return line


def _marked(axis: Axis, days: Sequence[date]) -> str:
    line = [" "] * axis.columns
    for day in days:
        if axis.holds(day):
            line[axis.column(day)] = "^"
    return "".join(line).rstrip()


def _bar(step: Step, axis: Axis, on: date) -> str:
    """A step's bar: from its beginning to its end; with an open end, over the beginning, or to the day once begun."""
    start, end = step.timeline.start, step.timeline.end
    first = start.first if start else axis.first
    last = end.last if end else start.last if start else axis.last
    is_open = end is None
    if is_open and state(step, on) == "ongoing":
        last = max(last, on)
    line = [
        "│" if axis.holds(on) and column == axis.column(on) else " " for column in range(axis.columns + 1)
    ]
    if last < axis.first:
        line[0] = "<"
    elif first > axis.last:
        line[-1] = ">"
    else:
        sign = SIGNS[state(step, on)]
        for column in range(axis.column(first), axis.column(last) + 1):
            line[column] = sign
        if is_open or last > axis.last:
            line[min(axis.column(last) + 1, axis.columns)] = ">"
        if start is None or first < axis.first:
            line[0] = "<"
    return "".join(line).rstrip()


def _told(
    exercise: Exercise, meetings: Sequence[tuple[str, Meeting]], axis: Axis, width: int
) -> Iterator[Line]:
    """The meetings marked, each with its day; and from when on nobody knows the Presidency."""
    shown = []
    for _, meeting in meetings:
        if axis.holds(meeting.date):
            names = listed([name_of(exercise, key) for key in meeting.countries])
            shown.append(f"{meeting.date} {meeting.forum}{f' ({names})' if names else ''}")
    if shown:
        yield from wrapped(f"^ {'; '.join(shown)}.", width)
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    if terms and (known := max(term.end for term in terms)) < axis.last:
        yield from wrapped(f"No Presidency is known after {known}.", width)
