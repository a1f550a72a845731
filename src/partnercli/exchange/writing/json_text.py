"""An export as one JSON object, a row a line, so that two of them can be compared as texts are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from partnercli.exchange.tables import Export, Table, Value
from partnercli.records.share import rounded


def json_file(export: Export) -> bytes:
    """The bytes of `partner.export/1`: its heading, what the columns mean, the keys, the rows of each table."""
    heading: dict[str, Any] = {
        "format": export.format,
        "marking": export.marking.value,
        "illustrative": export.illustrative,
        "audience": export.audience.value,
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


def _columns(table: Table) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "type": one.type.value, "means": one.means, "required": one.required}
        for one in table.columns
    ]


def _key(table: Table) -> dict[str, Any]:
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
