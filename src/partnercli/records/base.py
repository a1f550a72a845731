"""What all records share: strict, frozen, every field documented; and how a value is read from its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic_core import core_schema

from partnercli.records.slug import LONGEST, PATTERN, is_slug, slugify

T = TypeVar("T")


class Unreadable(ValueError):
    """A value that cannot be read: the message says what is wrong, `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


_WRITTEN: dict[frozenset[str], set[str]] = {}
"""Sets of keys that records were written with, each once."""


class Record(BaseModel):
    """A mapping in a file: unknown keys are refused, nothing is converted silently, nothing changes later."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        defer_build=True,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
    )

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002 - named by the base class
        """Keep which keys were written once for all records that have the same: of a position they are a third."""
        written = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _WRITTEN.setdefault(frozenset(written), written))


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How a value is written as one YAML scalar: `read` turns text or number into it, or raises Unreadable.

    `write` turns it back into text or a whole number; `schema` is what JSON Schema says of the written form.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], str | int]
    schema: dict[str, Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read by `read` alone; written back by `write`."""
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The written form's JSON Schema."""
        return dict(self.schema)


def written(read: Callable[[Any], Any], write: Callable[[Any], str | int] = str, **schema: Any) -> Written:
    """Metadata for `Annotated`: a value read by `read`, described to editors by `schema`."""
    return Written(read, write, schema)


def either(*keys: str) -> ConfigDict:
    """What editors are told of a mapping that has exactly one of these keys; the model itself checks it."""
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in keys]})


def shown(value: object) -> str:
    """A value as a message quotes it: short, on one line."""
    text = str(value) if isinstance(value, (str, int, Decimal)) else f"a {kind_of(value)}"
    text = text.lower() if isinstance(value, bool) else text
    text = text.replace("\n", " ")
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def kind_of(value: object) -> str:
    """What a YAML value is, in an officer's words."""
    if isinstance(value, dict):
        return "group of fields"
    if isinstance(value, list):
        return "list"
    if isinstance(value, bool):
        return "true/false value"
    if isinstance(value, (int, Decimal)):
        return "number"
    return "text"


_DIGITS = re.compile(r"[0-9]*\.?[0-9]+")


def _number(value: object, info: ValidationInfo) -> object:
    """A number as exactly as it was written: in JSON, which our own `model_dump_json` made, it stands as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if info.mode == "json" and isinstance(value, str) and _DIGITS.fullmatch(value):
        return Decimal(value)
    return value


def check_slug(text: str) -> str:
    """`text` itself, or Unreadable with the nearest slug."""
    if is_slug(text):
        return text
    near = slugify(text)
    hint = f"write {near}" if near and is_slug(near) else "use lower-case letters, digits and hyphens"
    raise Unreadable(f"{shown(text)} is not an id of lower-case letters, digits and hyphens", hint)


Text = Annotated[str, Field(pattern=r"\S")]
"""Text that says something: never empty, never only spaces."""

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list; the order is the author's."""

OneOf = Annotated[T, Field(strict=False)]
"""One word of a fixed set."""

Number = Annotated[
    Decimal, Field(ge=0), BeforeValidator(_number, json_schema_input_type=Annotated[float, Field(ge=0)])
]
"""A number that is not negative, exactly as written."""

Count = Annotated[int, Field(ge=1)]
"""A whole number from 1."""

Year = Annotated[int, Field(ge=1900, le=2200)]
"""A calendar year."""

Slug = Annotated[
    str, AfterValidator(check_slug), Field(json_schema_extra={"pattern": PATTERN, "maxLength": LONGEST})
]
"""An id of lower-case letters and digits, parted by single hyphens."""
