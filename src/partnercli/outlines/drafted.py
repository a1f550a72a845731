"""What the tool wrote into an outline, told apart from what people wrote by a digest of each field.

Works on the plain values of an outline's file. A digest has six hexadecimal digits: enough to see that a field
was changed, short enough that a step's digests stand on one line. Line breaks do not count, nor does an empty
list that is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from partnercli.records.lines import one_line
from partnercli.records.plain import Plain

STEP_FIELDS = (
    "action",
    "lead",
    "with",
    "outreach",
    "timeline",
    "after",
    "status",
    "contributions",
    "why",
    "sources",
)
"""The fields of a step that the rules fill, in the order of their digests: add only at the end."""
OWN_FIELDS = ("objectives", "gaps", "later")
"""The outline's own fields that the rules fill, likewise."""
_DIGITS = 6
_UNKNOWN = "-" * _DIGITS
"""Stands for a digest that no field has."""


def recorded(values: Mapping[str, Any], on: date, wanted: Iterable[str]) -> Plain:
    """The record of a draft: of all that its values say, on the day `on` with the instruments `wanted`."""
    asked = sorted(set(wanted))
    return {
        "on": str(on),
        **({"with": asked} if asked else {}),
        "digest": digests(values, OWN_FIELDS),
        "steps": [
            {"instrument": step["instrument"], "digest": digests(step, STEP_FIELDS)}
            for step in values["steps"]
        ],
    }


def unknown(steps: Iterable[Mapping[str, Any]]) -> Plain:
    """The record of an outline of which nothing was recorded, with the steps of a draft: no field is the tool's."""
    row = _UNKNOWN * len(STEP_FIELDS)
    return {
        "digest": _UNKNOWN * len(OWN_FIELDS),
        "steps": [{"instrument": step["instrument"], "digest": row} for step in steps],
    }


def digests(values: Mapping[str, Any], fields: Sequence[str]) -> str:
    """The digests of these fields, one after the other."""
    return "".join(digest(values, field) for field in fields)


def digest(values: Mapping[str, Any], field: str) -> str:
    """The digest of what one field says."""
    return sha256(json.dumps(_field(values, field), sort_keys=True).encode()).hexdigest()[:_DIGITS]


def same(one: Mapping[str, Any], other: Mapping[str, Any], field: str) -> bool:
    """Whether a field says the same in both."""
    return bool(_field(one, field) == _field(other, field))


def recorded_digest(text: str, field: str, fields: Sequence[str]) -> str:
    """The digest recorded for a field in a row of them; empty where the row is too short."""
    start = fields.index(field) * _DIGITS
    return text[start : start + _DIGITS]


def _field(values: Mapping[str, Any], field: str) -> Any:
    return _said(values.get(field, "planned" if field == "status" else None))


def _said(value: Any) -> Any:
    """A value such that equal meanings are equal: nothing for what is empty, one space between words."""
    if isinstance(value, Mapping):
        said = {key: _said(item) for key, item in value.items()}
        return {key: item for key, item in said.items() if item is not None} or None
    if isinstance(value, (list, tuple)):
        return [_said(item) for item in value] or None
    if value is None or value is False:
        return None
    return one_line(str(value))
