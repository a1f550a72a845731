"""A diff on a screen of 80 columns: the Presidency's own view, with who moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.diff.record_screen import lists, positions, records
from partnercli.cli.diff.words import (
    NOT_KNOWN,
    crossing,
    marks,
    no_change,
    outline_change,
    pair,
    rule,
    standing,
    title,
)
from partnercli.cli.marks import mark_line
from partnercli.cli.moved_words import from_to
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.records.plural import plural
from partnercli.tally.diff import Change, CountryDiff, Diff, Move

_NAME = 25
_COLUMNS = {"support": 10, "reserved": 10, "opposed": 10, "rank": 10, "in region": 11}
"""The figures of a country, each with its columns on the screen."""
_TABLE = 2 + _NAME + sum(_COLUMNS.values())
"""Columns that the table needs; on a narrower screen a country's figures are a sentence."""


def screen(comparison: Comparison, width: int = 80) -> Iterator[Line]:
    """The whole screen."""
    yield from mark_line(marks(comparison), width)
    yield from wrapped(f"What changed {title(comparison)}", width, "bold")
    yield ()
    if comparison.of != "documents":
        changed = comparison.differs
        yield from _figures(comparison, width) if changed else wrapped(no_change(comparison), width)
    yield from lists(comparison, width)
    yield from positions(comparison, width)
    yield from _outlines(comparison, width)
    yield from records(comparison, width)
    yield from wrapped(standing(comparison), width, "bold")


def _figures(comparison: Comparison, width: int) -> Iterator[Line]:
    if not comparison.known:
        yield from wrapped(NOT_KNOWN, width)
        return
    found = comparison.figures
    yield from wrapped(" ".join(filter(None, (_delegations(found), rule(found.threshold)))), width)
    if found.countries and width >= _TABLE:
        head = "".join(f"{label:>{room}}" for label, room in _COLUMNS.items())
        yield (Piece(f"{'':{_NAME + 2}}{head}", "dim"),)
    for region, rows in groupby(found.countries, key=lambda row: row.region):
        yield from wrapped(comparison.region(region), width, "bold")
        for row in rows:
            yield from _country(row, width)
    if found.regions:
        said = ", ".join(f"{row.name} {pair(row.support)}" for row in found.regions)
        yield from wrapped(f"Support by region: {said}.", width)


def _delegations(found: Diff) -> str:
    expected = f"{plural(found.expected.after, 'delegation')} expected, "
    expected += f"{found.expected.before} before." if found.expected.differs else "as before."
    named = {
        "Newly expected": found.entered,
        "No longer expected": found.left,
        "Spoke": found.spoke,
        "Fell silent": found.fell_silent,
    }
    return " ".join((expected, *(f"{label}: {' '.join(codes)}." for label, codes in named.items() if codes)))


def _country(row: CountryDiff, width: int) -> Iterator[Line]:
    figures: tuple[Change[Any], ...] = (
        row.support,
        row.reservations,
        row.opposition,
        row.rank,
        row.rank_in_region,
    )
    if width >= _TABLE:
        cells = (f"{pair(one):>{room}}" for one, room in zip(figures, _COLUMNS.values(), strict=True))
        yield (f"  {fitted(row.name, _NAME)}{''.join(cells)}",)
    else:
        said = (f"{label} {pair(one)}" for one, label in zip(figures, _COLUMNS, strict=True))
        yield from wrapped(f"  {row.name}: {', '.join(said)}", width, indent="    ")
    if words := crossing(row):
        yield from _below(words, width, "bold")
    joined = [move for move in row.moves if move.joins]
    left = [move for move in row.moves if move.leaves]
    other = [move for move in row.moves if not (move.joins or move.leaves)]
    for label, moves in (("joined", joined), ("left", left), ("also moved", other)):
        if moves:
            yield from _below(f"{label}: {_together(moves)}", width)


def _below(text: str, width: int, style: str = "") -> Iterator[Line]:
    return wrapped(f"    {text}", width, style, indent="      ")


def _together(moves: Iterable[Move]) -> str:
    """Who moved, those who made the same move together; who comes from nothing, or goes to it, stands alone."""
    groups: dict[str, list[str]] = {}
    for move in moves:
        plain = (move.joins and move.before is None) or (move.leaves and move.after is None)
        groups.setdefault("" if plain else f" ({from_to(move.before, move.after)})", []).append(
            move.delegation
        )
    return ", ".join(f"{' '.join(codes)}{words}" for words, codes in groups.items())


def _outlines(comparison: Comparison, width: int) -> Iterator[Line]:
    if comparison.outlines.changes:
        yield (Piece("Outlines", "bold"),)
    for one in comparison.outlines.changes:
        step = f", {one.step}" if one.step else ""
        text = f"  {comparison.country(one.country)}{step}: {outline_change(one)}"
        yield from wrapped(text, width, indent="    ")
