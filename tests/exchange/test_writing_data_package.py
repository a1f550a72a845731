"""datapackage.json: the CSV files as programs have to know them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from exports_made import MADE, PEOPLE
from partnercli.exchange.writing.data_package import data_package


@pytest.fixture
def people() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data_package(MADE))["resources"][1]
    return found


def test_it_says_how_the_files_are_handled() -> None:
    told = json.loads(data_package(MADE))
    assert (told["profile"], told["title"]) == ("tabular-data-package", "Partnerships & <others>")
    assert (told["readers"], told["marking"], told["illustrative"]) == ("PRESIDENCY ONLY", "LIMITE", True)
    assert [one["path"] for one in told["resources"]] == ["regions.csv", "people.csv", "unused.csv"]


def test_columns_are_typed_and_explained(people: dict[str, Any]) -> None:
    fields = people["schema"]["fields"]
    assert [field["type"] for field in fields][:7] == [
        "string",
        "integer",
        "string",
        "number",
        "number",
        "date",
        "boolean",
    ]
    assert fields[0] == {
        "name": "region",
        "type": "string",
        "description": "Where it belongs.",
        "constraints": {"required": True},
    }
    assert [field["name"] for field in fields][-3:] == ["readers", "marking", "illustrative"]


def test_keys_are_given_and_a_table_that_refers_to_itself_is_named_by_an_empty_text(
    people: dict[str, Any],
) -> None:
    schema = people["schema"]
    assert schema["primaryKey"] == ["region", "place"]
    assert schema["foreignKeys"] == [
        {"fields": ["region"], "reference": {"resource": "regions", "fields": ["region"]}},
        {
            "fields": ["next_region", "next_place"],
            "reference": {"resource": "", "fields": ["region", "place"]},
        },
    ]


def test_a_reference_that_a_row_fills_in_part_is_left_out_as_the_standard_would_call_it_broken() -> None:
    half = ("maghreb", 99, None, None, None, None, None, "sahel", None)
    export = replace(MADE, tables=(MADE.tables[0], replace(PEOPLE, rows=(*PEOPLE.rows, half))))
    schema = json.loads(data_package(export))["resources"][1]["schema"]
    assert [key["fields"] for key in schema["foreignKeys"]] == [["region"]]
