"""An export as one JSON object, a row a line, so that two of them can be compared as texts are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypedDict

from partnercli.documents.audience import Audience
from partnercli.exchange.tables import Export, Table, Type, Value
from partnercli.records.contract_words import Day
from partnercli.records.marking import Marking
from partnercli.records.share import rounded


class ExportHeadingContract(TypedDict):
    """What an export says of itself."""

    format: Literal["partner.export/1"]
    """The contract's name and version."""
    marking: Marking
    """How it is handled."""
    illustrative: bool
    """Whether a position that is not real went into it."""
    audience: Audience
    """For whom it is made: each circle of readers has tables of its own."""
    title: str
    """The title of the exercise, or of the document that was released."""
    meeting: str | None
    """The meeting whose positions are read, by its id; null where readers are not told."""
    what_if: list[str]
    """Always empty: an export is made from the files as they stand."""
    on: Day
    """The day as of which steps are late or done."""
    revision: str | None
    """What was named with `--at`; null for the files as they are."""
    reading: list[str]
    """How positions were read, in sentences: who was heard, where the line is; nothing where readers are not told."""


class ColumnContract(TypedDict):
    """A column of a table."""

    name: str
    """Its name: the key of its cells in every row."""
    type: Type
    """What its cells hold."""
    means: str
    """What it means."""
    required: bool
    """Whether no cell of it is null."""


class ReferenceContract(TypedDict):
    """Columns whose values, where there are any, are the key of a row of another table."""

    columns: list[str]
    """The columns, by name."""
    table: str
    """The other table."""


class KeyContract(TypedDict):
    """What tells one row of a table from another."""

    key: list[str]
    """The columns that do, by name."""
    refers_to: list[ReferenceContract]
    """The rows of other tables that its rows name."""


class ExportContract(ExportHeadingContract):
    """The tables of an exercise for one circle of readers; each comes after those that it refers to."""

    columns: dict[str, list[ColumnContract]]
    """The columns of each table, by its name, in their order."""
    keys: dict[str, KeyContract]
    """What the rows of each table are known by."""
    tables: dict[str, list[dict[str, str | int | float | bool | None]]]
    """The rows of each table, a cell a column; null is nothing."""


def json_file(export: Export) -> bytes:
    """The bytes of `partner.export/1`: its heading, what the columns mean, the keys, the rows of each table."""
    heading: ExportHeadingContract = {
        "format": export.format,
        "marking": export.marking,
        "illustrative": export.illustrative,
        "audience": export.audience,
        "title": export.title,
        "meeting": export.meeting,
        "what_if": [],
        "on": export.on.isoformat(),
        "revision": export.revision,
        "reading": list(export.reading),
    }
    parts = [f"{_text(name)}: {_text(value)}" for name, value in heading.items()]
    parts += [
        f'"columns": {_object((table.name, _list(map(_text, _columns(table)))) for table in export.tables)}',
        f'"keys": {_object((table.name, _text(_key(table))) for table in export.tables)}',
        f'"tables": {_object((table.name, _list(_rows(table))) for table in export.tables)}',
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _columns(table: Table) -> list[ColumnContract]:
    return [
        {"name": one.name, "type": one.type, "means": one.means, "required": one.required}
        for one in table.columns
    ]


def _key(table: Table) -> KeyContract:
    return {
        "key": list(table.key),
        "refers_to": [{"columns": list(one.columns), "table": one.table} for one in table.references],
    }


def _rows(table: Table) -> Iterable[str]:
    names = [_text(column.name) for column in table.columns]
    for row in table.rows:
        yield "{" + ", ".join(f"{name}: {_value(cell)}" for name, cell in zip(names, row, strict=True)) + "}"


def _value(value: Value) -> str:
    match value:
        case Decimal():
            return f"{value:f}"  # in full, which a float might not hold
        case Fraction():
            return str(rounded(value))
        case date():
            return _text(value.isoformat())
        case _:
            return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(lines: Iterable[str]) -> str:
    whole = ",\n".join(lines)
    return f"[\n{whole}\n]" if whole else "[]"


def _object(entries: Iterable[tuple[str, str]]) -> str:
    whole = ",\n".join(f"{_text(name)}: {value}" for name, value in entries)
    return f"{{\n{whole}\n}}"
