"""Countries on a screen: all of them by region, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from partnercli.cli.marks import marks
from partnercli.cli.record_screen import instrument_names, record_lines
from partnercli.cli.terminal import Line, Piece, fitted
from partnercli.documents.words import day_in_words
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.repository.canonical import plain


class CountryRow(NamedTuple):
    """A country in a list: how many instruments are in force with it or under way, and how its outline stands."""

    country: str
    name: str
    iso2: str
    in_force: int
    under_way: int
    outline: str


def countries_screen(
    exercise: Exercise, regions: Sequence[tuple[str, Sequence[CountryRow]]], on: date
) -> Iterator[Line]:
    """One line a country, by region; where nothing is recorded the cell is empty."""
    yield from marks(exercise)
    count = sum(len(rows) for _, rows in regions)
    if not count:
        yield ("There is no country yet. Record one: partner country new NAME --region REGION …",)
        return
    yield (f"{plural(count, 'country', 'countries')}; instruments as they stood on {day_in_words(on)}",)
    yield ()
    yield (Piece(f"{'':<34}{'code':<6}{'in force':>8}{'under way':>11}  outline", "dim"),)
    for region, rows in regions:
        yield (Piece(region, "bold"),)
        for row in rows:
            figures = f"{row.iso2:<6}{row.in_force or '':>8}{row.under_way or '':>11}"
            yield (f"  {fitted(row.name, 31)} {figures}  {row.outline}".rstrip(),)


def country_screen(exercise: Exercise, key: str, width: int) -> Iterator[Line]:
    """All that is recorded of one country."""
    yield from marks(exercise, width=width)
    outline = exercise.outlines.get(key)
    yield (
        Piece(exercise.countries[key].name, "bold"),
        f" · {key} · {'outline: ' + str(outline.status) if outline else 'no outline'}",
    )
    yield ()
    yield from record_lines(plain(exercise.countries[key]), width, instrument_names(exercise))
