"""Plain data and blocks as JSON, to hand them from one process to another, and back.

A block or a run is `{"Heading": [its fields, in order]}`, a record of the data `{"record": {…}}`, a tuple a list.
Blocks are unpacked by the types of their fields: what came from elsewhere is a block or it is refused.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from partnercli.documents.blocks import Block, Figure, Table


def packed(value: object) -> Any:
    """Blocks, or plain data as a template's context holds it, in the types that JSON knows."""
    match value:
        case tuple():
            return [packed(item) for item in value]
        case dict():
            return {"record": {key: packed(item) for key, item in value.items()}}
        case _ if is_dataclass(value):
            return {type(value).__name__: [packed(getattr(value, field.name)) for field in fields(value)]}
        case _:
            return value


def unpacked_data(value: Any) -> Any:
    """The plain data that was packed."""
    match value:
        case list():
            return tuple(unpacked_data(item) for item in value)
        case {"record": dict(items)}:
            return {key: unpacked_data(item) for key, item in items.items()}
        case dict():
            return _read(Table | Figure, value)
        case _:
            return value


def unpacked_blocks(value: Any) -> tuple[Block, ...]:
    """The blocks that were packed; ValueError for anything else."""
    blocks: tuple[Block, ...] = _read(tuple[Block, ...], value)
    return blocks


def _read(kind: Any, value: Any) -> Any:
    """A value of the type `kind`: one that fields of blocks have."""
    match get_origin(kind), value:
        case type() as origin, list() if origin is tuple:
            item, _ = get_args(kind)
            return tuple([_read(item, one) for one in value])
        case origin, _ if origin is UnionType:
            return _read(_option(kind, value), value)
        case origin, str() if origin is Literal and value in get_args(kind):
            return value
        case None, dict() if list(value) == [kind.__name__]:
            return _block(kind, value[kind.__name__])
        case None, _ if type(value) is kind:
            return value
    raise ValueError(f"this is no {kind}")


def _option(kind: Any, value: Any) -> Any:
    """Which type of a union the value says it is of."""
    name = next(iter(value), "") if isinstance(value, dict) else type(value).__name__
    options = {option.__name__: option for option in get_args(kind)}
    if name not in options:
        raise ValueError(f"this is no {kind}")
    return options[name]


def _block(kind: Any, values: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(values, list) or len(values) != len(hints):
        raise ValueError(f"these are not the fields of a {kind.__name__}")
    return kind(*map(_read, hints, values))


@cache
def _hints(kind: type) -> tuple[Any, ...]:
    return tuple(get_type_hints(kind).values())
