"""An export as one SQLite database: typed tables with keys, views over them, and every column explained."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from fractions import Fraction

from partnercli.exchange.tables import Column, Export, Table, Type, Value
from partnercli.exchange.writing.formats import OldSqlite
from partnercli.exchange.writing.handled import handled, marks, readers
from partnercli.exchange.writing.views import View, views_of
from partnercli.records.lines import one_line
from partnercli.records.share import rounded

APPLICATION_ID = 0x50415254
"""Tells programs whose database it is: PART in ASCII."""
VERSION = 1
"""The user_version of the database: the number of partner.export."""
_OLDEST = (3, 37)
"""The SQLite that first had STRICT tables, of November 2021."""
_TYPES = {
    Type.TEXT: "TEXT",
    Type.DAY: "TEXT",
    Type.WHOLE: "INTEGER",
    Type.YES_NO: "INTEGER",
    Type.SHARE: "REAL",
    Type.NUMBER: "REAL",
}
_WHOLE = range(-(2**63), 2**63)
_OWN = """CREATE TABLE about (
  fact TEXT NOT NULL PRIMARY KEY, -- What is said.
  says TEXT NOT NULL -- What it is here.
) STRICT;
CREATE TABLE columns (
  "table" TEXT NOT NULL, -- A table or view of this database.
  "column" TEXT NOT NULL, -- A column of it; empty where the whole is explained.
  type TEXT NOT NULL, -- What the column holds.
  means TEXT NOT NULL, -- What it means.
  PRIMARY KEY ("table", "column")
) STRICT;"""


def sqlite_file(export: Export) -> bytes:
    """The bytes of the database, the same whenever it is made with one version of SQLite; raises OldSqlite."""
    if sqlite3.sqlite_version_info < _OLDEST:
        raise OldSqlite(sqlite3.sqlite_version)
    tables = handled(export)
    views = views_of(tables)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.executescript(
            f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
            f"PRAGMA foreign_keys = ON; BEGIN; PRAGMA defer_foreign_keys = ON; {_OWN}"
        )
        base.executemany("INSERT INTO about VALUES (?, ?)", _facts(export))
        base.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", _explained(tables, views))
        keys = {table.name: table.key for table in tables}
        for table in tables:
            _fill(base, table, keys)
        for view in views:
            base.execute(view.statement)
        base.execute("COMMIT")
        return base.serialize()


def _facts(export: Export) -> Iterator[tuple[str, str]]:
    yield "title", export.title
    yield "handling", "; ".join(marks(export)) or export.marking.value
    yield "readers", readers(export.audience)
    if export.meeting is not None:
        yield "meeting", export.meeting
    yield "on", export.on.isoformat()
    if export.revision is not None:
        yield "revision", export.revision
    if export.reading:
        yield "reading", " ".join(export.reading)
    yield "format", export.format


def _explained(tables: Iterable[Table], views: Iterable[View]) -> Iterator[tuple[str, str, str, str]]:
    for table in tables:
        yield table.name, "", "table", table.means
        yield from ((table.name, column.name, column.type.value, column.means) for column in table.columns)
    for view in views:
        yield view.name, "", "view", view.means


def _fill(base: sqlite3.Connection, table: Table, keys: dict[str, tuple[str, ...]]) -> None:
    base.execute(_statement(table, keys))
    for reference in table.references:
        if reference.columns != table.key[: len(reference.columns)]:  # else the key's own index serves
            name = _quoted(f"index_of_{table.name}_by_{'_'.join(reference.columns)}")
            base.execute(f"CREATE INDEX {name} ON {_quoted(table.name)} ({_names(reference.columns)})")
    places = ", ".join("?" * len(table.columns))
    rows = ([_stored(value) for value in row] for row in table.rows)
    base.executemany(" ".join(("INSERT INTO", _quoted(table.name), "VALUES", f"({places})")), rows)


def _statement(table: Table, keys: dict[str, tuple[str, ...]]) -> str:
    """CREATE TABLE as people read it in .schema: a line a column, with what it means."""
    lines = [
        (_declared(column, [row[place] for row in table.rows]), column.means)
        for place, column in enumerate(table.columns)
    ]
    if table.key:
        lines.append((f"PRIMARY KEY ({_names(table.key)})", ""))
    for one in table.references:
        target = f"{_quoted(one.table)} ({_names(keys[one.table])})"
        lines.append((f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {target}", ""))
    ends = [*("," for _ in lines[1:]), ""]
    body = "\n".join(
        f"  {words}{end}{_comment(means)}" for (words, means), end in zip(lines, ends, strict=True)
    )
    return f"CREATE TABLE {_quoted(table.name)} ({_comment(table.means)}\n{body}\n) STRICT"


def _declared(column: Column, values: list[Value]) -> str:
    """A column's name, type and conditions; of any type where a number is longer than SQLite's, and kept as text."""
    name = _quoted(column.name)
    fits = all(isinstance(_stored(value), str) is isinstance(value, str | date) for value in values)
    words = [name, _TYPES[column.type] if fits else "ANY"]
    if column.required:
        words.append("NOT NULL")
    if column.type is Type.YES_NO:
        words.append(f"CHECK ({name} IN (0, 1))")
    if column.type is Type.DAY:
        words.append(f"CHECK ({name} IS date({name}))")
    return " ".join(words)


def _stored(value: Value) -> str | int | float | None:
    """A value as SQLite keeps it: days and yes or no as text and 1 or 0, numbers exactly or as text."""
    match value:
        case bool():
            return int(value)
        case int():
            return value if value in _WHOLE else str(value)
        case Decimal():
            near = float(value)
            return near if Decimal(repr(near)) == value else f"{value:f}"
        case Fraction():
            return rounded(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _comment(words: str) -> str:
    return f" -- {one_line(words)}" if words else ""
