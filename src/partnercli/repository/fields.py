"""What a person types about a field: its place in a record, and its value as the file will say it."""

from __future__ import annotations

import csv
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from partnercli.findings import RecordPath
from partnercli.records.base import Record, Unreadable
from partnercli.records.names import did_you_mean
from partnercli.repository.plain_value import plain_value


class Field(NamedTuple):
    """A field of a record: its name as it was typed, its place, and what the model says of its value.

    `one_text` says whether a text alone may stand for its list: the lines of a document's subject.
    """

    name: str
    path: RecordPath
    holds: Any
    one_text: bool = False


def find_field(model: type[Record], record: Any, name: str) -> Field:
    """The field that a name with dots stands for in a file's plain values.

    An entry of a list of mappings is named by what its first key says: `cooperation.grant.status`. Raises
    Unreadable where there is no such field.
    """
    field = Field("", (), model)
    for word in name.split("."):
        step = _entry(field, record, word) if _is_list(field.holds) else _key(field, word)
        record = _at(record, step)
        name = f"{field.name}.{word}".lstrip(".")
        path, one_text = (*field.path, step), _takes_one_text(field.holds, step)
        field = Field(name, path, _inside(field.holds, step), one_text)
    return field


def value_of(field: Field, text: str) -> Any:
    """What a text typed for a field means: text, a number, true, false, or a list of them.

    A list is parted by commas; a value with a comma stands in quotes, as in CSV. Where one text may stand for the
    list, several are all in quotes: "a","b". Raises Unreadable where the field has fields of its own.
    """
    if field.one_text:
        parts = _parted(text) if text.startswith('"') else [text]
        return parts if len(parts) > 1 else parts[0]
    several = _is_list(field.holds)
    each = _core(get_args(field.holds)[0]) if several else field.holds
    if keys := list(_fields(each)):
        inner = f"{field.name}.{keys[0].upper()}.{keys[1]}" if several else f"{field.name}.{keys[0]}"
        raise Unreadable(f"{field.name} has fields of its own", f"name one of them, such as {inner}")
    if get_origin(each) is dict:
        raise Unreadable(f"{field.name} has entries of its own", f"name one of them: {field.name}.NAME")
    return [_one(each, item) for item in _parted(text)] if several else _one(each, text)


def keys_at(model: type[Record], path: RecordPath) -> list[str]:
    """The keys of the mapping at `path` in the model's order; none where they are free."""
    holds: Any = model
    for step in path:
        holds = _inside(holds, step)
    return list(_fields(holds))


def dotted(path: RecordPath) -> str:
    """A place in words; entries of lists are counted from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def as_typed(model: type[Record], record: Any, path: RecordPath) -> str:
    """A place by the name that `find_field` finds it under, in a file's plain values."""
    words, holds = [], model
    for step in path:
        words.append(_named(holds, record, step) if isinstance(step, int) else step)
        record, holds = _at(record, step), _inside(holds, step)
    return ".".join(words)


def _named(holds: Any, entries: Any, place: int) -> str:
    """What an entry of a list says in its first key; where it has none, its place counted from 1."""
    first = next(iter(_fields(_core(get_args(holds)[0]))), None)
    return str(_at(_at(entries, place), first)) if first else str(place + 1)


def _core(annotation: Any) -> Any:
    """An annotation without what only describes or constrains it, and without None."""
    if get_origin(annotation) is Annotated:
        return _core(get_args(annotation)[0])
    parts = get_args(annotation)
    return _core(next(part for part in parts if part is not NoneType)) if NoneType in parts else annotation


def _takes_one_text(holds: Any, step: str | int) -> bool:
    found = _fields(holds).get(step) if isinstance(step, str) else None
    if found is None or not _is_list(_core(found.annotation)):
        return False
    form: Any = Annotated[found.annotation, *found.metadata] if found.metadata else found.annotation
    try:
        TypeAdapter(form).validate_python("x")
    except ValidationError:
        return False
    return True


def _is_list(holds: Any) -> bool:
    return get_origin(holds) in (tuple, list)


def _fields(holds: Any) -> dict[str, Any]:
    """The fields of a model by their keys; none of what is no model."""
    is_model = isinstance(holds, type) and issubclass(holds, BaseModel)
    return {field.alias or name: field for name, field in holds.model_fields.items()} if is_model else {}


def _inside(holds: Any, step: str | int) -> Any:
    """What a model says of the value behind one step; None where it says nothing."""
    if fields := _fields(holds):
        return _core(fields[step].annotation) if isinstance(step, str) and step in fields else None
    parts = get_args(holds)
    return _core(parts[0 if isinstance(step, int) else -1]) if parts else None


def _at(value: Any, step: str | int) -> Any:
    if isinstance(value, list) and isinstance(step, int):
        return value[step]
    return value.get(step) if isinstance(value, dict) else None


def _key(field: Field, word: str) -> str:
    known = list(_fields(field.holds))
    if not known and get_origin(field.holds) is not dict:
        raise Unreadable(f"{field.name} is a value and has no fields", f"set {field.name} itself")
    if known and word not in known:
        name = f"{field.name}.{word}".lstrip(".")
        below = _below(field.holds, word)
        near = f"did you mean {below[0]}?" if len(below) == 1 else did_you_mean(word, known)
        hint = near or f"the fields here are: {', '.join(known)}"
        raise Unreadable(f'there is no field "{name}"', hint)
    return word


def _below(holds: Any, word: str) -> list[str]:
    """The fields of that key which lie one further down: priority.at_least for at_least."""
    return [f"{key}.{word}" for key, one in _fields(holds).items() if word in _fields(_core(one.annotation))]


def _entry(field: Field, entries: Any, word: str) -> int:
    first = next(iter(_fields(_core(get_args(field.holds)[0]))), None)
    if first is None:
        raise Unreadable(f"{field.name} is a list of values", f"set it whole: {field.name}=a,b")
    named = [str(_at(entry, first)) for entry in entries] if isinstance(entries, list) else []
    if named.count(word) == 1:
        return named.index(word)
    if word in named:
        message = f'{field.name} has {named.count(word)} entries with {first} "{word}"'
        raise Unreadable(message, "edit the file itself")
    hint = f"the entries here are: {', '.join(named)}" if named else "add it in the file itself"
    raise Unreadable(f'{field.name} has no entry with {first} "{word}"', hint)


def _one(holds: Any, text: str) -> Any:
    return text if isinstance(holds, type) and issubclass(holds, str) else plain_value(text)


def _parted(text: str) -> list[str]:
    try:
        (row,) = csv.reader([text], skipinitialspace=True, strict=True)
    except (csv.Error, ValueError) as error:
        raise Unreadable("the list cannot be read", 'separate it by commas: a,b,"c, d"') from error
    return [item.strip() for item in row]
