"""Where each row of the other tables can be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnercli.exchange.export.sheet import Drawn, Sheet, Sourced, period, place, text
from partnercli.records.source import Source

ALL_ROWS = "*"
"""Stands for the key where a source holds for every row of a table."""


class SourceRow(NamedTuple):
    """A source of a row, and its place among the sources of that row."""

    at: Sourced
    place: int

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.at.source


def _numbered(sources: Iterable[Sourced]) -> Iterator[SourceRow]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in sources:
        counts[one.table, one.key] += 1
        yield SourceRow(one, counts[one.table, one.key])


SOURCES: Sheet[Iterable[Sourced], SourceRow] = Sheet(
    name="sources",
    means="A source at which a row of another table can be checked.",
    key=("table", "key", "place"),
    fields=(
        text("table", "The table of the row.", lambda row: row.at.table, required=True),
        text(
            "key",
            f"The key of the row, its values joined by slashes; {ALL_ROWS} where the source holds for every row.",
            lambda row: row.at.key,
            required=True,
        ),
        place("The place among the sources of the row, from 1.", lambda row: row.place),
        text("title", "What the source is called.", lambda row: row.source.title, required=True),
        text(
            "reference",
            "Its number, Official Journal reference or the place within it.",
            lambda row: row.source.reference,
        ),
        period(
            "date",
            "When it was published or read: a day, month, quarter, half-year or year.",
            lambda row: row.source.date,
        ),
        text("url", "Its address.", lambda row: row.source.url),
        text("note", "What it does or does not show.", lambda row: row.source.note),
    ),
    rows=_numbered,
)
"""The sources of all tables that were drawn."""


def sources_of(drawn: Iterable[Drawn], whole: Iterable[Sourced]) -> Drawn:
    """The table of sources: those that hold for a whole table, then those of rows, table by table."""
    return SOURCES.drawn([*whole, *(one for sheet in drawn for one in sheet.sources)])
