"""What keeps tables from being put together: rows that name others in vain, keys that stand twice, empty cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from partnercli.exchange.tables import Export, Reference, Table, Value

Key = tuple[Value, ...]


def faults(export: Export) -> tuple[str, ...]:
    """A sentence for each row that could not stand in a database; none where the records agree with each other."""
    keys = {(table.name, table.key): set(_cells(table, table.key)) for table in export.tables}
    found: list[str] = []
    for table in export.tables:
        found += _twice(table)
        found += _empty(table)
        for reference in table.references:
            found += _in_vain(table, reference, keys[_meant(export, reference)])
    return tuple(found)


def _meant(export: Export, reference: Reference) -> tuple[str, tuple[str, ...]]:
    key = next(table.key for table in export.tables if table.name == reference.table)
    return reference.table, key


def _cells(table: Table, names: tuple[str, ...]) -> list[Key]:
    at = [[column.name for column in table.columns].index(name) for name in names]
    return [tuple(row[place] for place in at) for row in table.rows]


def _twice(table: Table) -> Iterator[str]:
    for key, count in Counter(_cells(table, table.key)).items():
        if count > 1:
            yield f"{table.name}: {_shown(key)} stands {count} times"


def _empty(table: Table) -> Iterator[str]:
    keys = _cells(table, table.key)
    for at, column in enumerate(table.columns):
        if column.required:
            yield from (
                f"{table.name}: {_shown(key)} has no {column.name}"
                for key, row in zip(keys, table.rows, strict=True)
                if row[at] is None
            )


def _in_vain(table: Table, reference: Reference, known: set[Key]) -> Iterator[str]:
    """A reference with an empty column names nothing."""
    for key, named in zip(_cells(table, table.key), _cells(table, reference.columns), strict=True):
        if None not in named and named not in known:
            yield f"{table.name}: {_shown(key)} names {_shown(named)}, which is not in {reference.table}"


def _shown(key: Key) -> str:
    return ", ".join(map(str, key))
