"""The JSON file: one object that says how it is handled, what its columns mean, and every row."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given

from exports_made import HOSTILE, MADE, PUBLIC, exports
from partnercli.exchange.tables import Export, Value
from partnercli.exchange.writing.json_text import json_file


def read(export: Export) -> dict[str, Any]:
    """The file as a reader sees it that keeps numbers as they are written."""
    found: dict[str, Any] = json.loads(json_file(export), parse_float=Decimal)
    return found


def shown(value: Value) -> Any:
    if isinstance(value, Fraction):
        return Decimal(str(float(round(value, 4))))
    return value.isoformat() if isinstance(value, date) else value


def test_its_heading_says_how_it_is_handled() -> None:
    told = read(MADE)
    assert list(told)[:3] == ["format", "marking", "illustrative"]
    assert {name: told[name] for name in list(told)[:10]} == {
        "format": "partner.export/1",
        "marking": "LIMITE",
        "illustrative": True,
        "audience": "presidency",
        "title": "Partnerships & <others>",
        "meeting": "2031-03-04-working-group",
        "what_if": [],
        "on": "2031-03-25",
        "revision": "main",
        "reading": ["One of two heard.", "The line is 1."],
    }


def test_the_public_is_told_neither_meeting_nor_revision() -> None:
    told = read(PUBLIC)
    assert (told["marking"], told["meeting"], told["revision"]) == ("public", None, None)


def test_columns_and_keys_are_explained() -> None:
    told = read(MADE)
    assert told["columns"]["regions"][0] == {
        "name": "region",
        "type": "text",
        "means": "The region's id.",
        "required": True,
    }
    assert told["keys"]["people"] == {
        "key": ["region", "place"],
        "refers_to": [
            {"columns": ["region"], "table": "regions"},
            {"columns": ["next_region", "next_place"], "table": "people"},
        ],
    }


def test_hostile_words_stand_as_they_are() -> None:
    words = [row["words"] for row in read(MADE)["tables"]["people"] if row["words"] is not None]
    assert words == ["plain", *HOSTILE]


def test_each_row_has_a_line_of_its_own() -> None:
    lines = json_file(MADE).decode().splitlines()
    assert '{"region": "sahel", "name": "Sahel"},' in lines


@given(exports())
def test_any_export_is_read_back_with_numbers_in_full(export: Export) -> None:
    told = read(export)["tables"]
    assert list(told) == [table.name for table in export.tables]
    for table in export.tables:
        names = [column.name for column in table.columns]
        assert told[table.name] == [dict(zip(names, map(shown, row), strict=True)) for row in table.rows]
