"""The map of stances: delegations across, countries down, each stance a sign on a shade of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from partnercli.documents.blocks import Figure
from partnercli.documents.chart_drawing import (
    BLUE,
    RULE,
    SOFT,
    WIDTH,
    box,
    drawing,
    number,
    polygon,
    shape,
    text,
    text_width,
)
from partnercli.documents.words import listed
from partnercli.records.plural import plural

_LABELS = 152
_WIDEST_CELL = 17.4
_HEAD, _ROW = 15, 13
_RADIUS = 4


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A country in its region, with one cell for each delegation.

    A cell is "support", "can-accept", "reservation", "opposition", or empty where nothing was said.
    """

    name: str
    region: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stance:
    """How a stance looks: the shade of its cell, and the sign drawn around a middle."""

    shade: str
    sign: Callable[[float, float], str]


def heat_map(columns: Sequence[str], rows: Sequence[HeatRow], legend: Sequence[tuple[str, str]]) -> Figure:
    """Who said what about which country, as a grid.

    Support is a white disc on dark, acceptance a half-full circle, a reservation an empty triangle, opposition
    a cross: told apart by form alone, and by four shades that stay four in grey. Rows of one region have to
    stand together; above each region the delegations are named again. Where there is no row or no column the
    figure says so.

    Args:
        columns: The codes of the delegations, from left to right.
        rows: The countries from top to bottom.
        legend: The stances that the legend explains, each with its words.

    Raises:
        ValueError: A row has too few or too many cells, or a stance is none of the four.
    """
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(f"the row of {row.name} has {len(row.cells)} cells where {len(columns)} belong")
    unknown = {key for row in rows for key in row.cells if key} | {key for key, _ in legend}
    if unknown - _STANCES.keys():
        raise ValueError(f"unknown stance: {min(unknown - _STANCES.keys())}")
    title, alt = "Positions of delegations by country", _alt(columns, rows, dict(legend))
    if not rows or not columns:
        svg = drawing(36, title, alt, text(0, 22, "No position has been recorded.", fill=SOFT))
    else:
        parts, height = _grid(columns, rows, legend)
        svg = drawing(height, title, alt, *parts)
    return Figure(svg, alt, title)


def _grid(
    columns: Sequence[str], rows: Sequence[HeatRow], legend: Sequence[tuple[str, str]]
) -> tuple[list[str], float]:
    """The parts of the drawing, and its height."""
    cell = min(_WIDEST_CELL, (WIDTH - _LABELS - 2) / len(columns))
    parts: list[str] = []
    y = 2
    for region, group in groupby(rows, lambda row: row.region):
        parts += _head(region, columns, y, cell)
        top = y = y + _HEAD
        for row in group:
            parts += _row(row, y, cell)
            y += _ROW
        parts.append(_rules(top, y, len(columns), cell))
        y += 3
    explained, base = _legend(legend, y + 14)
    return [*parts, *explained], base + 6


def _head(region: str, columns: Sequence[str], y: float, cell: float) -> Iterator[str]:
    yield text(0, y + 11, region, size=11, width=_LABELS - 6, font_weight="bold", font_style="italic")
    for place, code in enumerate(columns):
        x, size = _LABELS + (place + 0.5) * cell, min(9, cell * 0.52)
        yield text(x, y + 11, code, size=size, text_anchor="middle", width=cell * 1.3)


def _row(row: HeatRow, y: float, cell: float) -> Iterator[str]:
    yield text(8, y + 10, row.name, size=10.5, width=_LABELS - 14)
    for place, key in enumerate(row.cells):
        if key:
            yield _cell(_STANCES[key], _LABELS + place * cell, y, cell)


def _cell(stance: _Stance, x: float, y: float, width: float) -> str:
    return box(x, y, width, _ROW, fill=stance.shade) + stance.sign(x + width / 2, y + _ROW / 2)


def _rules(top: int, bottom: int, columns: int, cell: float) -> str:
    """The lines between the cells of one region, in one path: a map has some two thousand cells."""
    left, right = number(_LABELS), number(_LABELS + columns * cell)
    across = (f"M{left} {number(y)}H{right}" for y in range(top, bottom + 1, _ROW))
    down = (
        f"M{number(_LABELS + place * cell)} {number(top)}V{number(bottom)}" for place in range(columns + 1)
    )
    return shape("path", d="".join((*across, *down)), fill="none", stroke=RULE, stroke_width=0.5)


def _legend(legend: Sequence[tuple[str, str]], y: float) -> tuple[list[str], float]:
    """The legend from left to right, on as many lines as it needs, and its last base line."""
    parts, x = list[str](), 0.0
    for key, words in legend:
        needed = _WIDEST_CELL + 6 + text_width(words, 11) + 16
        if x and x + needed > WIDTH:
            x, y = 0.0, y + 18
        parts += (
            _cell(_STANCES[key], x, y - 10, _WIDEST_CELL),
            text(x + _WIDEST_CELL + 6, y, words, size=11, width=WIDTH - x - _WIDEST_CELL - 6),
        )
        x += needed
    return parts, y


def _disc(x: float, y: float) -> str:
    return shape("circle", cx=x, cy=y, r=_RADIUS, fill="#ffffff")


def _half_circle(x: float, y: float) -> str:
    circle = shape("circle", cx=x, cy=y, r=_RADIUS, fill="#ffffff", stroke=BLUE, stroke_width=1.2)
    top, bottom = (f"{number(x)} {number(end)}" for end in (y - _RADIUS, y + _RADIUS))
    half = f"M{top}A{_RADIUS} {_RADIUS} 0 0 0 {bottom}Z"
    return circle + shape("path", d=half, fill=BLUE)


def _triangle(x: float, y: float) -> str:
    points = (
        (x, y - _RADIUS),
        (x + _RADIUS + 0.5, y + _RADIUS - 0.5),
        (x - _RADIUS - 0.5, y + _RADIUS - 0.5),
    )
    return polygon(*points, fill="none", stroke="#5c4200", stroke_width=1.3, stroke_linejoin="round")


def _cross(x: float, y: float) -> str:
    arm = _RADIUS - 0.5
    left, right, top, bottom = map(number, (x - arm, x + arm, y - arm, y + arm))
    lines = f"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
    return shape("path", d=lines, fill="none", stroke="#3d0808", stroke_width=2.2, stroke_linecap="round")


_STANCES: Mapping[str, _Stance] = {
    "support": _Stance(BLUE, _disc),
    "can-accept": _Stance("#b7cfe6", _half_circle),
    "reservation": _Stance("#f8efd8", _triangle),
    "opposition": _Stance("#d99a9a", _cross),
}


def _alt(columns: Sequence[str], rows: Sequence[HeatRow], words: Mapping[str, str]) -> str:
    if not rows or not columns:
        return "No position has been recorded."
    counts = Counter(key for row in rows for key in row.cells if key)
    said = [
        f"{plural(counts[key], 'time', 'times')} {words.get(key, key)}" for key in _STANCES if counts[key]
    ]
    most = max(rows, key=lambda row: row.cells.count("support"))
    support = most.cells.count("support")
    first = (
        f"Grid of the positions of {plural(len(columns), 'delegation', 'delegations')} on "
        f"{plural(len(rows), 'country', 'countries')} in "
        f"{plural(len({row.region for row in rows}), 'region', 'regions')}: {listed(said) or 'none recorded'}"
    )
    return f"{first}; {most.name} has the most support, from {support}." if support else f"{first}."
