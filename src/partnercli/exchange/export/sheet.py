"""How a table of the export is laid out: each column beside where its values come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, NamedTuple, TypeVar

from partnercli.exchange.tables import Column, Reference, Table, Type, Value
from partnercli.records.period import Period, Term
from partnercli.records.source import Source

R = TypeVar("R")
"""What a row is made from."""
G = TypeVar("G")
"""What all rows of a circle's tables are found in: its report, or the exercise with its readings."""
K = TypeVar("K")
T = TypeVar("T")


class Field(NamedTuple, Generic[R]):
    """A column, and how its value is got from what a row is made from."""

    column: Column
    value: Callable[[R], Value]


def text(name: str, means: str, value: Callable[[R], str | None], *, required: bool = False) -> Field[R]:
    """A column of text; a text of nothing is an empty cell."""
    return Field(Column(name, Type.TEXT, means, required), lambda row: value(row) or None)


def whole(name: str, means: str, value: Callable[[R], int | None], *, required: bool = False) -> Field[R]:
    """A column of whole numbers."""
    return Field(Column(name, Type.WHOLE, means, required), value)


def share(
    name: str, means: str, value: Callable[[R], Fraction | None], *, required: bool = False
) -> Field[R]:
    """A column of exact shares, from 0 to 1."""
    return Field(Column(name, Type.SHARE, means, required), value)


def number(
    name: str, means: str, value: Callable[[R], Decimal | None], *, required: bool = False
) -> Field[R]:
    """A column of numbers exactly as their source gives them."""
    return Field(Column(name, Type.NUMBER, means, required), value)


def day(name: str, means: str, value: Callable[[R], date | None], *, required: bool = False) -> Field[R]:
    """A column of days."""
    return Field(Column(name, Type.DAY, means, required), value)


def period(name: str, means: str, value: Callable[[R], Period | Term | None]) -> Field[R]:
    """A column of periods as their records write them: 2021-Q3, 2030/2032."""

    def written(row: R) -> str | None:
        found = value(row)
        return None if found is None else str(found)

    return text(name, means, written)


def yes_no(name: str, means: str, value: Callable[[R], bool | None], *, required: bool = True) -> Field[R]:
    """A column of yes or no; never empty unless it says so."""
    return Field(Column(name, Type.YES_NO, means, required), value)


def place(means: str, value: Callable[[R], int]) -> Field[R]:
    """The column that keeps the order of rows, counted from 1."""
    return whole("place", means, value, required=True)


def joined(words: Iterable[str]) -> str:
    """Several ids or words in one cell: two; three."""
    return "; ".join(words)


def _nowhere(_: object) -> tuple[Source, ...]:
    return ()


def _no_more(_: object) -> tuple[Field[Any], ...]:
    return ()


class Placed(NamedTuple, Generic[T]):
    """One of several things at its `place` among them, counted from 1."""

    place: int
    what: T


def placed(things: Iterable[T]) -> Iterator[Placed[T]]:
    """Things in their order, each at its place."""
    return (Placed(at, what) for at, what in enumerate(things, start=1))


class Part(NamedTuple, Generic[K, T]):
    """One of several things that a record holds: `of` tells whose it is, `place` which one, counted from 1."""

    of: K
    place: int
    what: T


def parts(held: Iterable[tuple[K, Iterable[T]]]) -> Iterator[Part[K, T]]:
    """What each record holds, record by record."""
    for of, things in held:
        yield from (Part(of, at, what) for at, what in enumerate(things, start=1))


class Sourced(NamedTuple):
    """A source of what one row says: the table, and the row's key, its values joined by slashes."""

    table: str
    key: str
    source: Source


class Drawn(NamedTuple):
    """A table with its rows, and the sources of each, which are no part of it."""

    table: Table
    sources: tuple[Sourced, ...]


@dataclass(frozen=True)
class Sheet(Generic[G, R]):
    """A table before it has rows: `rows` finds in `G` what they are made from, in the order shown to people.

    `more` are columns that depend on the data, after the others; `sources` gives those of a row.
    """

    name: str
    means: str
    key: tuple[str, ...]
    fields: tuple[Field[R], ...]
    rows: Callable[[G], Iterable[R]]
    references: tuple[Reference, ...] = ()
    more: Callable[[G], tuple[Field[R], ...]] = _no_more
    sources: Callable[[R], Iterable[Source]] = _nowhere

    def drawn(self, ground: G) -> Drawn:
        """The table with its rows."""
        fields = (*self.fields, *self.more(ground))
        columns = tuple(field.column for field in fields)
        made = [(row, tuple(field.value(row) for field in fields)) for row in self.rows(ground)]
        places = [[column.name for column in columns].index(name) for name in self.key]
        rows = tuple(values for _, values in made)
        return Drawn(
            Table(self.name, self.means, columns, self.key, rows, self.references),
            tuple(
                Sourced(self.name, "/".join(str(values[at]) for at in places), source)
                for row, values in made
                for source in self.sources(row)
            ),
        )
