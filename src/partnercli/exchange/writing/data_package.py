"""datapackage.json: what programs have to know of the CSV files, as a Frictionless Data Package (version 1)."""

from __future__ import annotations

import json
from typing import Any

from partnercli.exchange.tables import Column, Export, Reference, Table, Type
from partnercli.exchange.writing.handled import handled, readers

_TYPES = {
    Type.TEXT: "string",
    Type.WHOLE: "integer",
    Type.SHARE: "number",
    Type.NUMBER: "number",
    Type.DAY: "date",
    Type.YES_NO: "boolean",
}


def data_package(export: Export) -> bytes:
    """The description of all CSV files of an export: types, keys, and what each column means."""
    whole = {
        "profile": "tabular-data-package",
        "name": "partner-export",
        "title": export.title,
        "marking": export.marking.value,
        "illustrative": export.illustrative,
        "readers": readers(export.audience),
        "resources": [_resource(export, table) for table in handled(export)],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(export: Export, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if references := [one for one in table.references if not _partly_empty(table, one)]:
        keys = {one.name: list(one.key) for one in export.tables}
        schema["foreignKeys"] = [
            {
                "fields": list(one.columns),
                "reference": {
                    "resource": ""
                    if one.table == table.name
                    else one.table,  # as Table Schema 1 names itself
                    "fields": keys[one.table],
                },
            }
            for one in references
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.means,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _partly_empty(table: Table, reference: Reference) -> bool:
    """Whether a row fills some of the columns and not all: to a database no reference, to Frictionless a broken one."""
    names = [column.name for column in table.columns]
    places = [names.index(column) for column in reference.columns]
    return any(0 < sum(row[place] is None for place in places) < len(places) for row in table.rows)


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.means,
    }
    return {**field, "constraints": {"required": True}} if column.required else field
