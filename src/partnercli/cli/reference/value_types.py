"""Types of values in words, from their JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from partnercli.cli.reference.markdown import code, inline, link
from partnercli.records.schema_words import FORMS

_TYPES: Final = {"boolean": "true or false", "integer": "whole number", "number": "number"}
_EACH: Final = "mapping, each to "
"""Before what the values are of a mapping whose keys are no fields: years, codes."""


def type_of(value: Mapping[str, Any], values: Mapping[str, Mapping[str, Any]]) -> str:
    """What is written for a value, as Markdown; `values` are those that it may refer to, by name."""
    match value:
        case {"$ref": name}:
            found = values[name.rpartition("/")[2]]
            said = link(found["title"]) if "properties" in found else type_of(found, values)
        case {"enum": words}:
            said = ", ".join(map(code, words))
        case {"pattern": pattern}:
            said = inline(FORMS[pattern].called)
        case {"anyOf": either}:
            said = " or ".join(type_of(one, values) for one in either)
        case {"type": "array", "items": inner}:
            said = f"list of {type_of(inner, values)}{', not empty' if 'minItems' in value else ''}"
        case {"patternProperties": inner}:
            (one,) = inner.values()
            said = _EACH + type_of(one, values)
        case {"type": "object", "additionalProperties": inner}:
            said = _EACH + type_of(inner, values)
        case _:
            said = _TYPES[value["type"]] + _bounds(value)
    return said


def _bounds(value: Mapping[str, Any]) -> str:
    """Between what a number lies; empty where that is not said."""
    match value:
        case {"exclusiveMinimum": least}:
            return f" above {least}"
        case {"minimum": least, "maximum": most}:
            return f" {least} to {most}" if least != most else f" {least}"
        case {"minimum": least}:
            return f" from {least}"
    return ""
