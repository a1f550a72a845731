"""What a record's file may say, as JSON Schema for editors; and what each field means, from the models themselves.

Of the dialect only what readers of draft 7 know is used, so that older editors understand the schemas too.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from partnercli.records.config import FORMAT
from partnercli.records.kinds import Kind
from partnercli.records.schema_words import EXAMPLES, FORMS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What each field of a model means: the text that stands below it, those of its base classes included.

    Read from the source when somebody asks, not at every start.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base is not BaseModel and issubclass(base, BaseModel):
            found |= texts_in(base)
    return found


def texts_in(cls: type) -> dict[str, str]:
    """What each field or member of a class means, from its source: the text that stands below it."""
    node = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    return texts_below(node) if isinstance(node, ast.ClassDef) else {}


def _with_own_text(written: JsonSchemaValue, cls: type) -> JsonSchemaValue:
    """The schema of a class with its docstring: out of the source where `python -OO` left none behind."""
    if "description" not in written:
        node = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
        said = ast.get_docstring(node) if isinstance(node, ast.ClassDef) else None
        written |= {"description": said} if said else {}
    return written


def texts_below(node: ast.ClassDef) -> dict[str, str]:
    """The text that stands below each field or member of a class."""
    return {
        name.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(node.body)
        for name in _names_set(field)
        if isinstance(name, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _names_set(statement: ast.stmt) -> list[ast.expr]:
    """What a statement of a class gives a type, as fields have, or a value, as members have."""
    if isinstance(statement, ast.AnnAssign):
        return [statement.target]
    return statement.targets if isinstance(statement, ast.Assign) else []


def json_schema(kind: Kind, model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a kind of file: every field described, nothing that may be empty."""
    schema = _explained(model.model_json_schema(by_alias=True, schema_generator=_Generator))
    head = {
        "$schema": DIALECT,
        "$id": f"urn:partnercli:schema:{kind}:{FORMAT}",
        "title": kind.capitalize(),
        "description": schema["description"],
        "examples": [EXAMPLES[kind]],
    }
    return head | {key: value for key, value in schema.items() if key not in head}


def _explained(schema: Any) -> Any:
    """The same schema with titles in words, and each text that has a form with what to write and examples of it."""
    if isinstance(schema, list):
        return [_explained(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    whole = {key: _explained(part) for key, part in schema.items()}
    form = FORMS.get(pattern) if isinstance(pattern := schema.get("pattern"), str) else None
    if form:
        whole["patternErrorMessage"] = form.said
    if form and form.examples:
        whole["examples"] = list(form.examples)
    if isinstance(title := schema.get("title"), str):
        whole["title"] = in_words(title)
    return whole


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas with descriptions, and without null: no value in a file is ever empty."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model's schema, each property with its description."""
        model: type[BaseModel] = schema["cls"]
        written = _with_own_text(super().model_schema(schema), model)
        texts = descriptions(model)
        for name, field in model.model_fields.items():
            within = written.get("properties", {}).get(field.alias or name)
            if within is not None and name in texts:
                within["description"] = texts[name]
        return written

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """The schema of a set of words, with what the set is."""
        return _with_own_text(super().enum_schema(schema), schema["cls"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - named by the base class
        """A field's key is its title."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping with keys of its own form has no others."""
        written = super().dict_schema(schema)
        return written | {"additionalProperties": False} if "patternProperties" in written else written

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left out is left out, never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The default of a field that may be left out is not repeated where it is nothing: editors would write it."""
        written = super().default_schema(schema)
        if written.get("default", "") in (None, [], {}):
            written.pop("default")
        return written


def in_words(name: str) -> str:
    """The name of a class as words: `CountryName` gives `Country name`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
