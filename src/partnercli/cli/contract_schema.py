"""The JSON Schema of a contract, made from its type: every key described by the text that stands below it.

Pydantic would make schemas of typed dictionaries on Python 3.11 only from those of `typing_extensions`, and would not
say of a record within one that its keys may be left out, as in its file.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from partnercli.records.contract_words import INLINE, Keyword, RecordOf
from partnercli.records.schema import DIALECT, in_words, json_schema, texts_below
from partnercli.repository.kinds import model_of

Schema = dict[str, Any]
_TYPES: Mapping[Any, Schema] = {
    Any: {},
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
}


def contract_schema(contract: Any) -> Schema:
    """The JSON Schema of a contract, called as its `format` says, complete in itself: no key besides those named.

    A contract of several shapes is a union. Raises TypeError where a type says something for which JSON has no form.
    """
    parts = _Parts()
    shapes = [parts.object(one) for one in get_args(contract) or (contract,)]
    name = shapes[0]["properties"]["format"]["const"]
    whole = shapes[0] if len(shapes) == 1 else {"anyOf": _titled(shapes, get_args(contract))}
    definitions = {"$defs": parts.found} if parts.found else {}
    head = {"$schema": DIALECT, "$id": f"urn:partnercli:contract:{name}", "title": name}
    return head | whole | definitions


class _Parts:
    """The definitions that a schema refers to, found on the way, each under the name of its class."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}
        self._of: dict[str, type] = {}

    def object(self, cls: type) -> Schema:
        """A typed dictionary, or a dataclass that is written as one; the name of a contract comes first."""
        texts, keys = _texts(cls), _keys(cls)
        described = {key: {"description": texts[key]} if key in texts else {} for key in keys}
        return {
            "type": "object",
            "description": _about(cls),
            "properties": {key: self.value(hint) | described[key] for key, (hint, _) in keys.items()},
            "required": [key for key, (_, required) in keys.items() if required],
            "additionalProperties": False,
        }

    def value(self, hint: Any) -> Schema:
        """What a value of a type looks like."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is None:
            schema = self._named(hint)
        elif origin is NotRequired:
            schema = self.value(arguments[0])
        elif origin is Annotated:
            schema = self._annotated(arguments[0], arguments[1:])
        elif origin is Literal:
            schema = _one_of(arguments)
        elif origin in {Union, UnionType}:
            schema = {"anyOf": [self.value(one) for one in arguments]}
        elif origin is list or (origin is tuple and arguments[1:] == (...,)):
            schema = {"type": "array", "items": self.value(arguments[0])}
        elif origin in {dict, Mapping}:
            schema = self._mapping(*arguments)
        else:
            raise TypeError(f"JSON has no form for {hint}")
        return schema

    def _named(self, hint: Any) -> Schema:
        """A type that has a name and no parts in brackets."""
        if hint in _TYPES:
            return dict(_TYPES[hint])
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _one_of(tuple(one.value for one in hint))
        if _is_object(hint):
            return self._reference(hint)
        raise TypeError(f"JSON has no form for {hint}")

    def _annotated(self, hint: Any, more: tuple[Any, ...]) -> Schema:
        """A value with what else holds for it; a text beside its type says what it means."""
        schema = self.value(hint)
        for one in more:
            if isinstance(one, RecordOf):
                schema = self._brought(json_schema(one.kind, model_of(one.kind)), one.part)
            elif isinstance(one, Keyword):
                schema[one.name] = one.value
            elif isinstance(one, str):
                schema["description"] = one
        return schema

    def _mapping(self, key: Any, value: Any) -> Schema:
        """Any keys where these are text; where they are the words of a list, each of its words."""
        inner = self.value(value)
        words = self.value(key).get("enum")
        if words is None:
            return {"type": "object", "additionalProperties": inner}
        every = {"properties": dict.fromkeys(words, inner), "required": words}
        return {"type": "object", **every, "additionalProperties": False}

    def _reference(self, cls: Any) -> Schema:
        name = cls.__name__.removesuffix("Contract")
        if get_origin(get_type_hints(cls).get("format")) is Literal:  # a contract of its own
            return self._brought(contract_schema(cls))
        if self._of.setdefault(name, cls) is not cls:
            raise TypeError(f"two parts of a contract are called {name}")
        if name not in self.found:
            self.found[name] = {}  # a part may hold its like
            self.found[name] = self.object(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _brought(self, whole: Schema, part: str | None = None) -> Schema:
        """A schema of its own, such as that of a kind of file, brought along whole; `part` is meant, where one is."""
        self.found[whole["title"]] = whole
        return {"$ref": whole["$id"] if part is None else f"{whole['$id']}#/$defs/{part}"}


def _titled(shapes: list[Schema], types: tuple[type, ...]) -> list[Schema]:
    """Several shapes of one contract, each with the name of its type in words."""
    return [{"title": in_words(cls.__name__), **shape} for cls, shape in zip(types, shapes, strict=True)]


def _one_of(words: tuple[Any, ...]) -> Schema:
    kind = _TYPES[type(words[0])]
    return {**kind, "const": words[0]} if len(words) == 1 else {**kind, "enum": list(words)}


def _keys(cls: type) -> dict[str, tuple[Any, bool]]:
    """The keys of a type: what each holds, and whether it is always there."""
    found: dict[str, tuple[Any, bool]] = {}
    # `total=False` alone: Python misses NotRequired where annotations are kept as text
    optional: frozenset[str] = getattr(cls, "__optional_keys__", frozenset())
    for key, hint in get_type_hints(cls, include_extras=True).items():
        if get_origin(hint) is Annotated and INLINE in hint.__metadata__:
            found |= _keys(hint.__origin__)
        else:
            found[key] = hint, get_origin(hint) is not NotRequired and key not in optional
    return {key: found[key] for key in sorted(found, key="format".__ne__)}


def _about(cls: type) -> str:
    """What a type means: its docstring, or the text below the call that declares it."""
    if node := _classes(cls.__module__).get(cls.__name__):
        return ast.get_docstring(node) or ""
    for declared, text in pairwise(_parsed(cls.__module__).body):
        named = isinstance(declared, ast.Assign) and ast.unparse(declared.targets[0]) == cls.__name__
        if named and isinstance(text, ast.Expr):
            return inspect.cleandoc(str(ast.literal_eval(text.value)))
    return ""


def _texts(cls: type) -> dict[str, str]:
    """What each key means: the text below it, those of the classes it builds on included.

    Keys that are no names for Python (`from`) are declared by a call, and have their text beside their type.
    """
    node = _classes(cls.__module__).get(cls.__name__)
    if node is None:
        return {}
    module = vars(sys.modules[cls.__module__])
    bases = [module.get(base.id) for base in node.bases if isinstance(base, ast.Name)]
    found: dict[str, str] = {}
    for base in bases:
        if isinstance(base, type) and _is_object(base):
            found |= _texts(base)
    for hint in get_type_hints(cls, include_extras=True).values():
        if get_origin(hint) is Annotated and INLINE in hint.__metadata__:
            found |= _texts(hint.__origin__)
    return found | texts_below(node)


def _is_object(hint: Any) -> bool:
    """Whether values of a type become JSON objects whose keys the type names."""
    return is_typeddict(hint) or is_dataclass(hint)


def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module as they are written."""
    return {node.name: node for node in _parsed(module).body if isinstance(node, ast.ClassDef)}


@cache
def _parsed(module: str) -> ast.Module:
    """The source of a module."""
    return ast.parse(inspect.getsource(sys.modules[module]))
