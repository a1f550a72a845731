"""What a record's file may say, as JSON Schema for editors; and what each field means, from the models themselves."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What each field of a model means: the text that stands below it, those of its base classes included.

    Read from the source when somebody asks, not at every start.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base is not BaseModel and issubclass(base, BaseModel):
            found |= _below_fields(base)
    return found


def _below_fields(model: type[BaseModel]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(statements)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a kind of file: every field described, nothing that may be empty."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    return {"$schema": DIALECT, **schema}


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas with descriptions, and without null: no value in a file is ever empty."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model's schema, each property with its description."""
        written = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        texts = descriptions(model)
        for name, field in model.model_fields.items():
            within = written.get("properties", {}).get(field.alias or name)
            if within is not None and name in texts:
                within["description"] = texts[name]
        return written

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left out is left out, never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The default of a field that may be left out is not repeated where it is null."""
        written = super().default_schema(schema)
        if written.get("default", "") is None:
            written.pop("default")
        return written
