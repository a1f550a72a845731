"""Countries on a screen: all of them by region, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from partnercli.cli.marks import marks
from partnercli.cli.narrow import flowing, table_row
from partnercli.cli.record_screen import instrument_names, record_lines
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import day_in_words
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.repository.canonical import plain

_TABLE = 72
"""Columns that the list needs."""


class CountryRow(NamedTuple):
    """A country in a list: how many instruments are in force with it or under way, and how its outline stands."""

    country: str
    name: str
    iso2: str
    in_force: int
    under_way: int
    outline: str


def countries_screen(
    exercise: Exercise, regions: Sequence[tuple[str, Sequence[CountryRow]]], on: date, width: int
) -> Iterator[Line]:
    """One line a country, by region; where nothing is recorded the cell is empty."""
    yield from marks(exercise, width=width)
    count = sum(len(rows) for _, rows in regions)
    if not count:
        to_do = "Record one: partner country new NAME --region REGION …"
        yield from wrapped(f"There is no country yet. {to_do}", width)
        return
    said = f"{plural(count, 'country', 'countries')}; instruments as they stood on {day_in_words(on)}"
    yield from wrapped(said, width)
    yield ()
    if width >= _TABLE:
        yield (Piece(f"{'':<34}{'code':<6}{'in force':>8}{'under way':>11}  outline", "dim"),)
    for region, rows in regions:
        yield from wrapped(region, width, "bold")
        for one in rows:
            yield from _row(one, width)


def _row(one: CountryRow, width: int) -> Iterator[Line]:
    figures = f"{one.iso2:<6}{one.in_force or '':>8}{one.under_way or '':>11}"
    line = f"  {fitted(one.name, 31)} {figures}  {one.outline}".rstrip()
    said = (
        one.iso2,
        f"{one.in_force} in force" if one.in_force else "",
        f"{one.under_way} under way" if one.under_way else "",
        f"outline: {one.outline}" if one.outline else "",
    )
    yield from table_row((line,), _TABLE, width, f"  {one.name}", said)


def country_screen(exercise: Exercise, key: str, width: int) -> Iterator[Line]:
    """All that is recorded of one country."""
    yield from marks(exercise, width=width)
    outline = exercise.outlines.get(key)
    said = f" · {key} · {'outline: ' + str(outline.status) if outline else 'no outline'}"
    yield from flowing((Piece(exercise.countries[key].name, "bold"), said), width)
    yield ()
    yield from record_lines(plain(exercise.countries[key]), width, instrument_names(exercise))
