"""From what a model refuses to findings that an officer can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from partnercli.findings import Finding, RecordPath
from partnercli.findings.reading import MISSING_KEY, UNKNOWN_KEY, WRONG_KIND, WRONG_VALUE
from partnercli.records.base import Record, Unreadable, kind_of, shown
from partnercli.records.names import did_you_mean
from partnercli.records.plain import keys_of
from partnercli.repository.walk import REFUSED

SHORT = 60
"""Characters of a value that a hint repeats."""
_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "decimal_type": "a number",
    "is_instance_of": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}
_PATTERNS = {
    r"\S": ("there is no text here", "write it, or leave the field out"),
    r"^[A-Z]{2}$": ("is not a code of two capital letters", "write it as BE or TN"),
    r"^[A-Z]{3}$": ("is not a code of three capital letters", "write it as EUR or TUN"),
    r"^[a-z]{2}$": ("is not a language code", "write two small letters: en"),
    r"^https://[^\s]+$": (
        "is not an address that begins with https://",
        "give the full address, or leave it out",
    ),
    r"^[A-Z][A-Z /-]*[A-Z]( \d+)?$": ("is not a subject code", "write it as printed: JAI 572"),
}


def findings_of(error: ValidationError, model: type[Record], value: Any, file: str) -> Iterator[Finding]:
    """Each fault as a finding with its place in the record; values refused before are not reported again."""
    for fault in error.errors(include_url=False, include_input=False):
        path: RecordPath = tuple(step for step in fault["loc"] if step != "[key]")
        found = _at(value, path)
        if found is not REFUSED and not _only_counts_good_entries(fault, found):
            yield _finding(fault, path, model, value, file)


def _only_counts_good_entries(fault: Mapping[str, Any], found: Any) -> bool:
    """Whether a list is called too short for want of entries that stand there, each with a fault of its own."""
    return bool(fault["type"] == "too_short" and len(found) >= fault["ctx"]["min_length"])


def _finding(
    fault: Mapping[str, Any], path: RecordPath, model: type[Record], value: Any, file: str
) -> Finding:
    kind, context = fault["type"], fault.get("ctx", {})
    found = _at(value, path)
    if kind == "missing":
        key = str(path[-1])
        hint = _elsewhere(value, path, model) or _described(model, path)
        return MISSING_KEY.finding(file, f'"{key}" is missing', hint=hint, path=path[:-1], arguments=(key,))
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown_key(path, model, file, _elsewhere(value, path, model))
    if isinstance(problem := context.get("error"), Unreadable):
        return WRONG_VALUE.finding(
            file, str(problem), hint=problem.hint, path=path, at_key="[key]" in fault["loc"]
        )
    if kind in _KINDS:
        return _wrong_kind(_KINDS[kind], found, path, model, file)
    message, hint = _value_in_words(kind, context, found, fault["msg"])
    return WRONG_VALUE.finding(file, message, hint=hint, path=path)


def _unknown_key(path: RecordPath, model: type[Record], file: str, hint: str) -> Finding:
    key = str(path[-1])
    known = keys_of(_model_at(model, path[:-1]))
    hint = hint or did_you_mean(key, known) or f"the fields here are: {', '.join(known)}"
    return UNKNOWN_KEY.finding(
        file, f'unknown field "{key}"', hint=hint, path=path, at_key=True, arguments=(key,)
    )


def _elsewhere(value: Any, path: RecordPath, model: type[Record]) -> str:
    """Where an entry of a list of the file belongs that has the fields of another: one added below the last list."""
    entry = _at(value, path[:2])
    if (
        len(path) != 3
        or not isinstance(entry, dict)
        or entry.keys() <= set(keys_of(_model_at(model, path[:2])))
    ):
        return ""
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if (
            inner
            and name != path[0]
            and isinstance(value.get(name), list)
            and entry.keys() <= set(keys_of(inner))
        ):
            return f"this is an entry of `{name}` that stands among `{path[0]}`: move it to the others of its kind"
    return ""


def _wrong_kind(wanted: str, found: Any, path: RecordPath, model: type[Record], file: str) -> Finding:
    message = f"{wanted} belongs here, not {_with_article(kind_of(found))}"
    hint = ""
    if wanted == "text" and not isinstance(found, (list, dict)):
        hint = f"put it in quotes: {shown(found)}"
    elif wanted == "a list":
        form = _form(_inner(model, path))
        brackets = f"write [{found}]" if len(str(found)) <= SHORT else "put it in square brackets"
        each = f"begin each entry with a hyphen{f': - {form}' if form else ''}"
        hint = each if form or isinstance(found, dict) else brackets
    elif wanted == "a group of fields":
        hint = (
            f"write {_form(_inner(model, path))}" if path else f"begin with its fields: {_form(model)[1:-1]}"
        )
    elif wanted == "true or false":
        hint = "write true or false, without quotes"
    elif "number" in wanted and isinstance(found, str):
        hint = "write it in digits alone, without quotes, spaces or leading zeros"
    return WRONG_KIND.finding(file, message, hint=hint, path=path, arguments=(wanted,))


def _inner(model: type[Record], path: RecordPath) -> type[BaseModel] | None:
    """The model of what should stand at `path`, or None where no mapping should."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return model
    owner = _model_at(model, path[: path.index(keys[-1])])
    field = next((f for name, f in owner.model_fields.items() if keys[-1] in (name, f.alias)), None)
    return _model_in(field.annotation) if field else None


def _form(model: type[BaseModel] | None) -> str:
    """How a mapping of this model begins: its required keys, or its first one."""
    if model is None:
        return ""
    fields = [(field.alias or name, field) for name, field in model.model_fields.items()]
    required = [key for key, field in fields if field.is_required()] or [fields[0][0]]
    return "{" + ", ".join(f"{key}: …" for key in required) + "}"


def _with_article(noun: str) -> str:
    return noun if noun == "text" else f"a {noun}"


def _value_in_words(kind: str, context: Mapping[str, Any], found: Any, message: str) -> tuple[str, str]:
    if kind in ("literal_error", "enum"):
        words = re.findall(r"'([^']*)'", context["expected"])
        return f"{shown(found)} is none of: {', '.join(words)}", did_you_mean(str(found), words)
    if kind == "string_pattern_mismatch":
        said, hint = _PATTERNS.get(context["pattern"], ("is not written as it must be", ""))
        return (said if context["pattern"] == r"\S" else f"{shown(found)} {said}"), hint
    if kind == "too_short":
        return "the list must not be empty", "add at least one entry"
    if kind.startswith(("greater_than", "less_than")):
        bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
        bound = next(f"{words} {context[key]}" for key, words in bounds.items() if key in context)
        return f"{shown(found)} must be {bound}", ""
    return message, ""


def _at(value: Any, path: RecordPath) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _model_at(model: type[BaseModel], path: RecordPath) -> type[BaseModel]:
    for step in path:
        if isinstance(step, int):
            continue
        field = next((f for name, f in model.model_fields.items() if step in (name, f.alias)), None)
        inner = _model_in(field.annotation) if field else None
        model = inner or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _model_in(part)) is not None:
            return found
    return None


def _described(model: type[Record], path: RecordPath) -> str:
    from partnercli.records.schema import descriptions

    owner, key = _model_at(model, path[:-1]), path[-1]
    name = next((name for name, field in owner.model_fields.items() if key in (name, field.alias)), "")
    said = descriptions(owner).get(name, "").replace("\n", " ").rstrip(": .")
    return f"add {key}: {said[:1].lower()}{said[1:]}" if said else f"add {key}"
