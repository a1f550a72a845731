from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from partnercli.records.base import Record
from partnercli.records.country import Country
from partnercli.records.kinds import Kind
from partnercli.records.schema import DIALECT, descriptions, json_schema
from partnercli.repository.kinds import model_of


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """A JSON Schema and all the schemas within it."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts(part)


def mappings(schema: Any) -> list[dict[str, Any]]:
    """The schemas of mappings with keys of their own."""
    return [part for part in parts(schema) if "properties" in part]


@pytest.mark.parametrize("kind", Kind)
def test_every_key_of_every_kind_is_described(kind: Kind) -> None:
    schema = json_schema(model_of(kind))
    said = [
        (part["title"], key, field.get("description", ""))
        for part in mappings(schema)
        for key, field in part["properties"].items()
    ]
    assert said
    assert [(title, key) for title, key, text in said if not text.strip()] == []
    assert schema["$schema"] == DIALECT


@pytest.mark.parametrize("kind", Kind)
def test_no_mapping_lets_other_keys_in(kind: Kind) -> None:
    found = mappings(json_schema(model_of(kind)))
    assert [part["title"] for part in found if part.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("kind", Kind)
def test_no_value_may_be_null(kind: Kind) -> None:
    schema = json_schema(model_of(kind))
    assert [
        part for part in parts(schema) if part.get("type") == "null" or part.get("default", "") is None
    ] == []


def test_keys_stand_as_a_file_writes_them() -> None:
    [document] = [
        part for part in mappings(json_schema(model_of(Kind.DOCUMENT))) if part["title"] == "Document"
    ]
    assert {"from", "to"} <= set(document["required"])
    assert "sender" not in document["properties"]


def test_a_description_is_the_text_below_the_field_and_base_classes_have_their_say() -> None:
    class Harbour(Country):
        """A country with a harbour."""

        depth: int
        """In metres,
        at low water."""
        name: str
        """What sailors call it."""
        unsaid: int

    said = descriptions(Harbour)
    assert said["depth"] == "In metres,\nat low water."
    assert said["name"] == "What sailors call it."
    assert said["region"] == "Its region, by its id in regions.yaml."
    assert "unsaid" not in said
    assert descriptions(Record) == {}
