"""Plain values: what a file's YAML says, before a record is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from partnercli.records.base import Record

Plain = dict[str, Any]
"""A mapping of a file, as its YAML says it."""


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as files write them, in its order."""
    return [field.alias or name for name, field in model.model_fields.items()]


def in_order(values: Mapping[str, Any], model: type[Record]) -> Plain:
    """Plain values with their keys in the order in which a file of the model is written."""
    return {key: values[key] for key in keys_of(model) if key in values}
