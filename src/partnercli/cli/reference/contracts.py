"""docs/reference/contracts.md: what the JSON for other programs holds, from the schemas of the contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from partnercli.cli.contract_schema import Schema, contract_schema
from partnercli.cli.contracts import CONTRACTS, Contract
from partnercli.cli.reference.markdown import anchor, code, page, prose, table
from partnercli.records.schema import in_words

_HEAD = """\
Every JSON object says in its `format` which contract it keeps. Keys may be added to a contract without another number;
what is there keeps its name and its meaning. Lists stand in the order shown to people, delegations in protocol order.
Each has a JSON Schema in `schemas/contracts/`, which `partner schema` prints too: `partner schema partner.tally/1`."""
_SIMPLE: Final = {
    "boolean": "true or false",
    "integer": "whole number",
    "null": "null",
    "number": "number",
    "string": "text",
}
_FORMATS: Final = {"date": "day (2021-04-22)", "date-time": "day and time (2021-04-22T10:00:00+02:00)"}
_SHARE: Final = "share (0 to 1, 4 places)"


def contracts_page() -> str:
    """A list of all contracts, and for each its keys and those of its parts."""
    schemas = {one: contract_schema(one.load()) for one in sorted(CONTRACTS)}
    rows = (
        (_link(one.format), ", ".join(map(code, one.commands.split(", "))), _about(schema))
        for one, schema in schemas.items()
    )
    parts = (part for one, schema in schemas.items() for part in _contract(one, schema))
    return page(
        "JSON contracts",
        "the types of the contracts",
        _HEAD,
        table(("contract", "command", "what"), rows),
        *parts,
    )


def _about(schema: Schema) -> str:
    """What a contract is; of several shapes, each."""
    return " ".join(prose(one["description"].partition("\n\n")[0]) for one in schema.get("anyOf", (schema,)))


def _contract(contract: Contract, schema: Schema) -> Iterator[str]:
    """A contract and its parts; what it brings along has a section or page of its own."""
    yield f"## {contract.format}"
    for shape in schema.get("anyOf", (schema,)):
        if shape is not schema:
            yield f"### {contract.format}: {shape['title'].lower()}"
        yield from _object(contract, shape)
    for name, part in schema.get("$defs", {}).items():
        if "$id" not in part:
            yield f"### {_called(contract, name)}"
            yield from _object(contract, part)


def _object(contract: Contract, schema: Schema) -> Iterator[str]:
    """What an object is, and a row for each of its keys."""
    if said := schema["description"]:
        yield "\n\n".join(map(prose, said.split("\n\n")))
    rows = (
        (code(key), _type(contract, value) + _absent(key, schema), prose(value["description"]))
        for key, value in schema["properties"].items()
    )
    yield table(("key", "holds", "meaning"), rows)


def _absent(key: str, schema: Schema) -> str:
    return "" if key in schema["required"] else "; may be absent"


def _type(contract: Contract, value: Mapping[str, Any]) -> str:
    """What a value looks like, as Markdown."""
    match value:
        case {"$ref": name}:
            said = _reference(contract, name)
        case {"const": word}:
            said = code(json.dumps(word))
        case {"enum": words}:
            said = ", ".join(code(json.dumps(word)) for word in words)
        case {"anyOf": either}:
            said = " or ".join(_type(contract, one) for one in either)
        case {"type": "array", "items": inner}:
            said = f"list of {_type(contract, inner)}"
        case {"type": "object", "properties": inner}:
            keys = ", ".join(map(code, inner))
            said = f"object with the keys {keys}, each {_type(contract, next(iter(inner.values())))}"
        case {"type": "object", "additionalProperties": inner}:
            said = f"object, under each key {_type(contract, inner)}"
        case {"format": form}:
            said = _FORMATS[form]
        case {"type": "number", "maximum": 1}:
            said = _SHARE
        case _:
            said = _SIMPLE[value["type"]]
    return said


def _reference(contract: Contract, name: str) -> str:
    """A part of the same contract, another contract, or a record or a part of one."""
    kind, _, part = name.partition("#/$defs/")
    if not kind:
        return _link(_called(contract, part), _in_words(part))
    if "partner." in kind:
        return _link(f"partner.{kind.partition('partner.')[2]}")
    record = part or kind.split(":")[-2]
    return f"[{_in_words(record)}](records.md#{anchor(_in_words(record))})"


def _called(contract: Contract, part: str) -> str:
    """The heading of a part: its own on the whole page."""
    return f"{contract.format}: {_in_words(part)}"


def _link(heading: str, text: str = "") -> str:
    return f"[{text or code(heading)}](#{anchor(heading)})"


def _in_words(name: str) -> str:
    return in_words(name).lower()
