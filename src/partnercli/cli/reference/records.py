"""docs/reference/records.md: each kind of file, its fields, and an example, from the schemas that editors get."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from partnercli.cli.reference.markdown import code, fenced, inline, link, page, prose, table
from partnercli.cli.reference.value_types import type_of
from partnercli.records.kinds import Kind
from partnercli.records.schema import json_schema
from partnercli.records.schema_words import EXAMPLES, FORMS
from partnercli.repository.canonical import lines
from partnercli.repository.kinds import model_of

Schema = dict[str, Any]
_HEAD = """\
A file is one record of a kind below. A field that is not named here is refused, with the nearest that is; what there is
nothing to say of is left out, never left empty. Editors complete and check all this while it is typed, by the schemas
that `partner schema` writes."""


def records_page() -> str:
    """How values are written, each kind with the values that it alone holds, and the values that several hold."""
    schemas = {kind: json_schema(kind, model_of(kind)) for kind in Kind}
    values = {name: one for schema in schemas.values() for name, one in schema.get("$defs", {}).items()}
    times = Counter(name for schema in schemas.values() for name in schema.get("$defs", {}))
    own = {
        kind: [one for one in schema.get("$defs", {}) if times[one] == 1] for kind, schema in schemas.items()
    }
    parts = (
        _HEAD,
        _kinds(schemas),
        "## How values are written",
        _forms(),
        *(part for kind, schema in schemas.items() for part in _kind(kind, schema, own[kind], values)),
        "## Values that several kinds hold",
        *(part for name in values if times[name] > 1 for part in _value(values[name], values)),
    )
    return page("Records", "the models of the records", *parts)


def _kinds(schemas: Mapping[Kind, Schema]) -> str:
    rows = (
        (link(one["title"]), code(_path(kind)), prose(one["description"])) for kind, one in schemas.items()
    )
    return table(("kind", "file", "what"), rows)


def _path(kind: Kind) -> str:
    """Where a file of a kind lies."""
    return kind.file("<meeting>/<code>" if kind is Kind.POSITION else "<id>")


def _forms() -> str:
    """What the types of fields are called, and how each is written."""
    forms = sorted(FORMS.values(), key=lambda form: form.called)
    return table(("type", "how"), ((inline(form.called), prose(form.said)) for form in forms))


def _kind(kind: Kind, schema: Schema, own: Collection[str], values: Mapping[str, Schema]) -> Iterator[str]:
    """A kind of file: its fields, an example, and its `own` values."""
    yield f"## {inline(schema['title'])}"
    yield f"{code(_path(kind))}: {prose(schema['description'])}"
    yield from _fields(schema, values)
    yield "A small one, wholly invented:"
    yield fenced("\n".join(lines(EXAMPLES[kind], 0)))
    for name in own:
        yield from _value(values[name], values)


def _value(value: Schema, values: Mapping[str, Schema]) -> Iterator[str]:
    """A mapping within files; a list of words stands with the field that takes one of them."""
    if "properties" in value:
        yield f"### {inline(value['title'])}"
        yield prose(value["description"])
        yield from _fields(value, values)


def _fields(value: Schema, values: Mapping[str, Schema]) -> Iterator[str]:
    """A row for each field."""
    needed = value.get("required", ())
    rows = (
        (code(key), type_of(field, values), _left_out(key, field, needed), prose(field["description"]))
        for key, field in value["properties"].items()
    )
    yield table(("field", "type", "when left out", "meaning"), rows)
    if either := [one["required"][0] for one in value.get("oneOf", ())]:
        yield f"Exactly one of {' and '.join(map(code, either))}."


def _left_out(key: str, field: Schema, needed: Collection[str]) -> str:
    """What holds where a field is left out; empty where that says nothing."""
    if key in needed:
        return "required"
    return code(json.dumps(field["default"]).strip('"')) if "default" in field else ""
