"""The chart of time: one bar a measure between two days, its status a hatch and a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from partnercli.documents.blocks import Figure
from partnercli.documents.chart_drawing import (
    BLUE,
    INK,
    RED,
    RULE,
    SOFT,
    WIDTH,
    box,
    drawing,
    hatch,
    polygon,
    shape,
    stroke,
    text,
    text_width,
    titled,
    wrapped,
)
from partnercli.documents.words import day_in_words, listed
from partnercli.records.plural import plural

_STATUS, _LEFT, _RIGHT = 214, 274, WIDTH - 14
_TOP, _ROW, _BAR = 34, 30, 14
_STEPS = (3, 6, 12, 24, 60, 120, 600)
"""Months between two lines of the grid."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A measure and when it runs.

    `first` and `last` are days; with one of them alone it is a single day. `status` is done, under way, planned,
    late, on hold or dropped, or empty where it is not told. `open_end` says that nobody set an end: `last` is then at
    best a guess.
    """

    label: str
    first: date | None
    last: date | None
    status: str
    open_end: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """How the bar of a status is drawn: its line, its dashes, its hatches (rising, falling) and its fill."""

    line: str = BLUE
    dashes: str = "none"
    rising: bool = False
    falling: bool = False
    fill: str = "#ffffff"
    struck: bool = False
    width: float = 1.25


_LOOKS: Mapping[str, _Look] = {
    "": _Look(),
    "done": _Look(fill=BLUE),
    "under way": _Look(rising=True),
    "planned": _Look(),
    "late": _Look(line=RED, rising=True, falling=True, width=2),
    "on hold": _Look(dashes="4 3", fill="#e4e4e4", line=INK),
    "dropped": _Look(dashes="1.5 2.5", struck=True, line=SOFT),
}


def timeline_chart(rows: Sequence[TimelineRow], start: date, end: date) -> Figure:
    """When each measure runs, between two days, as bars on a grid of quarters, half-years or years.

    A single day is a diamond; an open end is an arrow; what begins before `start` or ends after `end` is cut
    off at a small triangle that points there; a row without a day says "no date". Where there is no row the
    figure says so.

    Args:
        rows: The measures from top to bottom.
        start: The first day shown.
        end: The last day shown.

    Raises:
        ValueError: `end` lies before `start`, a row ends before it begins, or a status is none of these.
    """
    if end < start:
        raise ValueError("a timeline ends before it begins")
    for row in rows:
        if row.status not in _LOOKS:
            raise ValueError(f"unknown status: {row.status}")
        if row.first and row.last and row.last < row.first:
            raise ValueError(f"{row.label} ends before it begins")
    title, alt = "Timeline of measures", _alt(rows, start, end)
    caption = f"Timeline from {day_in_words(start)} to {day_in_words(end)}"
    if not rows:
        svg = drawing(36, title, alt, text(0, 22, "There is no measure.", fill=SOFT))
        return Figure(svg, alt, caption)
    scale, bottom = _Scale(start.toordinal(), end.toordinal() + 1), _TOP + len(rows) * _ROW
    drawn = (_row(row, _TOP + place * _ROW, scale) for place, row in enumerate(rows))
    legend = _legend(dict.fromkeys(row.status for row in rows), bottom + 20)
    return Figure(drawing(bottom + 30, title, alt, *_grid(scale, bottom), *drawn, *legend), alt, caption)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days, as ordinals, on the drawing; `after` is the first day no longer shown."""

    start: int
    after: int

    def x(self, day: int) -> float:
        inside = min(max(day, self.start), self.after)
        return _LEFT + (_RIGHT - _LEFT) * (inside - self.start) / (self.after - self.start)


def _month(day: int) -> int:
    known = date.fromordinal(day)
    return known.year * 12 + known.month - 1


def _first_day(month: int) -> int:
    year, of_year = divmod(month, 12)
    return date(year, of_year + 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1


def _grid(scale: _Scale, bottom: float) -> Iterator[str]:
    """Lines where a period begins, with the periods' names between them and the years above."""
    months = _month(scale.after - 1) - _month(scale.start)
    step = next((step for step in _STEPS if months / step <= 12), 12000)
    for day, month in _periods(scale, step):
        yield stroke(scale.x(day), _TOP - (30 if month % 12 == 0 else 16), scale.x(day), bottom, RULE, 0.75)
    yield from (stroke(x, _TOP - 30, x, bottom, RULE, 0.75) for x in (_LEFT, _RIGHT))
    yield stroke(0, _TOP, WIDTH, _TOP, INK, 0.75)
    if step < 12:
        names = {
            month: f"{'Q' if step == 3 else 'H'}{month % 12 // step + 1}"
            for _, month in _periods(scale, step)
        }
        yield from _names(scale, step, _TOP - 5, names)
    years = {month: str(month // 12) for _, month in _periods(scale, max(step, 12))}
    yield from _names(scale, max(step, 12), _TOP - 19, years)


def _periods(scale: _Scale, step: int) -> Iterator[tuple[int, int]]:
    """The first day of each period that is at least partly shown, and its month, counted from the year 0."""
    first = _month(scale.start) // step * step
    for month in range(first, _month(scale.after - 1) + 1, step):
        yield (_first_day(month) if month >= 12 else scale.start), month


def _names(scale: _Scale, step: int, y: float, names: Mapping[int, str]) -> Iterator[str]:
    """The name of each period in its middle, where it has room."""
    periods = [*_periods(scale, step), (scale.after, 0)]
    for (day, month), (following, _) in pairwise(periods):
        left, right = scale.x(day), scale.x(following)
        if right - left > text_width(names[month], 10) + 2:
            # Of several years together only the first is named, at the line where it begins.
            x, anchor = ((left + right) / 2, "middle") if step <= 12 else (left + 2, "start")
            yield text(x, y, names[month], size=10, text_anchor=anchor, fill=SOFT)


def _row(row: TimelineRow, y: float, scale: _Scale) -> str:
    lines = wrapped(row.label, _STATUS - 12, 11, 2)
    base = y + (19 if len(lines) == 1 else 13)
    label = (text(0, base + 12 * place, line, size=11) for place, line in enumerate(lines))
    status = text(_STATUS, y + 19, row.status, size=10.5, font_style="italic") if row.status else ""
    rule = stroke(0, y + _ROW, WIDTH, y + _ROW, RULE, 0.5)
    bar = _bar(row, y + (_ROW - _BAR) / 2, scale)
    told = f"{row.status}, {_days(row)}" if row.status else _days(row)
    return titled(f"{row.label}: {told}", *label, status, rule, *bar)


def _bar(row: TimelineRow, y: float, scale: _Scale) -> Iterator[str]:
    look, middle = _LOOKS[row.status], y + _BAR / 2
    first, last = (day.toordinal() if day else None for day in (row.first, row.last))
    if first is None and last is None:
        yield text(_LEFT + 6, middle + 4, "no date", size=10.5, fill=SOFT, font_style="italic")
        return
    begins = first if first is not None else last or 0
    ends = (last if last is not None else begins) + 1
    if row.open_end:
        ends = max(ends, scale.after)
    if ends <= scale.start or begins >= scale.after:
        yield _pointer(middle, look, left=ends <= scale.start)
    elif ends - begins == 1:
        x = (scale.x(begins) + scale.x(ends)) / 2
        yield from _diamond(x, middle, look)
    else:
        left, right = scale.x(begins), scale.x(ends)
        arrow = 9 if row.open_end else 0
        yield from _drawn(left, y, max(right - left - arrow, 2.5), look)
        if row.open_end:
            yield polygon((right - 9, y - 2), (right, middle), (right - 9, y + _BAR + 2), fill=look.line)
        elif ends > scale.after:
            yield _pointer(middle, look, left=False)
        if begins < scale.start:
            yield _pointer(middle, look, left=True)


def _drawn(x: float, y: float, width: float, look: _Look) -> Iterator[str]:
    """A bar: its ground, its hatches cut off at its edges, its outline over both."""
    yield box(x, y, width, _BAR, fill=look.fill)
    lines = (hatch(x, y, width, _BAR, step=6) if look.rising else "") + (
        hatch(x, y, width, _BAR, step=6, falling=True) if look.falling else ""
    )
    if lines:
        yield shape("path", d=lines, fill="none", stroke=look.line, stroke_width=1)
    if look.struck:
        yield stroke(x, y + _BAR / 2, x + width, y + _BAR / 2, look.line, 1.5)
    line = {"stroke": look.line, "stroke_dasharray": look.dashes}
    yield box(x, y, width, _BAR, fill="none", stroke_width=look.width, **line)


def _diamond(x: float, y: float, look: _Look) -> Iterator[str]:
    """A single day; its ground tells what is done, its line the rest."""
    points = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
    yield polygon(
        *points, fill=look.fill, stroke=look.line, stroke_width=look.width, stroke_dasharray=look.dashes
    )
    if look.rising or look.struck:
        yield stroke(x - 3.5, y + 3.5, x + 3.5, y - 3.5, look.line, 1.25)
    if look.falling:
        yield stroke(x - 3.5, y - 3.5, x + 3.5, y + 3.5, look.line, 1.25)


def _pointer(y: float, look: _Look, *, left: bool) -> str:
    """A triangle outside the grid, that points to what lies before or after it."""
    x, way = (_LEFT - 3, -1) if left else (_RIGHT + 3, 1)
    return polygon((x, y - 5), (x + 8 * way, y), (x, y + 5), fill=look.line)


def _legend(statuses: Iterable[str], y: float) -> Iterator[str]:
    """Each status that occurs, with its look and its word."""
    x = 0.0
    for status in _LOOKS:
        if status and status in statuses:
            yield from _drawn(x + 1, y - 11, 28, _LOOKS[status])
            yield text(x + 35, y, status, size=11)
            x += 35 + text_width(status, 11) + 16


def _days(row: TimelineRow) -> str:
    """When a row runs, in words."""
    days = [day_in_words(day) for day in (row.first, row.last) if day]
    words = " to ".join(dict.fromkeys(days)) or "no date"
    return f"{words}, open end" if row.open_end else words


def _alt(rows: Sequence[TimelineRow], start: date, end: date) -> str:
    span = f"from {day_in_words(start)} to {day_in_words(end)}"
    if not rows:
        return f"There is no measure {span}."
    counts = Counter(row.status for row in rows)
    undated = sum(row.first is None and row.last is None for row in rows)
    unended = sum(row.open_end for row in rows)
    more = [
        plural(undated, "has no date", "have no date") if undated else "",
        plural(unended, "has an open end", "have an open end") if unended else "",
    ]
    said = listed([f"{counts[status]} {status}" for status in _LOOKS if status and counts[status]])
    measures = plural(len(rows), "measure", "measures")
    shown = f"Timeline of {measures} {span}{f': {said}' if said else ''}"
    return "; ".join(filter(None, (shown, *more))) + "."
