"""Editing a file that a person has written: one field is spliced in or out, and all other bytes stay.

The new text is read again and proved before it is handed out: it says exactly what was meant, and no comment
is lost. Only with a field that is taken out go the comments on its own lines; those above it stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, NamedTuple

from partnercli.findings import RecordPath
from partnercli.records.base import Record, shown
from partnercli.records.characters import forbidden_in
from partnercli.repository.arrange import Plan, arranged
from partnercli.repository.canonical import in_flow
from partnercli.repository.entries import key_in, key_lines, key_out, listed
from partnercli.repository.fields import dotted, keys_at
from partnercli.repository.margins import margins
from partnercli.repository.place import Place
from partnercli.repository.splice import (
    Splice,
    end_of,
    is_flow,
    replaced,
    spliced,
    start_of,
    with_line_ends,
)
from partnercli.repository.text import BOM
from partnercli.repository.walk import Walked, read_yaml

_BESIDE = re.compile(r"[ \t]+#[^\r\n]*")


class NotEdited(Exception):
    """An edit that cannot be made without harm, in words; `hint` says what to do instead."""

    def __init__(self, message: str, hint: str = "edit the file itself") -> None:
        super().__init__(message)
        self.hint = hint


class _File(NamedTuple):
    """A file that the reader has nothing against."""

    mark: bytes
    text: str
    value: Any
    place: Place


def set_field(data: bytes, model: type[Record], path: RecordPath, value: Any) -> bytes:
    """A file's bytes with another value at `path`; None takes the field out.

    `value` is text, a number, true, false, or a list of them. A key that is not there yet is put after the
    nearest earlier one of its model. The same bytes where the file says so already. Raises NotEdited.
    """
    refuse_forbidden(value)
    file = _read(data)
    above, key = path[:-1], path[-1]
    parent = _node(file.place, above)
    if parent is None:
        return data if value is None else set_field(data, model, above, _mapping_of(key, value, path))
    if value is None and list(parent.keys) == [key] and above:
        return set_field(data, model, above, None)
    meant = _meant(file.value, path, value)
    if exact(meant) == exact(file.value):
        return data
    return _done(file, _ways(file, parent, model, path, value), meant, may_lose=value is None)


def set_in_entries(
    data: bytes, model: type[Record], path: RecordPath, key: str, values: Mapping[int, Any]
) -> bytes:
    """A file's bytes with other values of one key in entries of the list at `path`, by their places, proved at once.

    As `set_field` would set them one after the other, but for the reading in between; raises NotEdited, also where
    only that helps.
    """
    file = _read(data)
    meant, splices = deepcopy(file.value), list[Splice]()
    for step, value in values.items():
        entry = _node(file.place, (*path, step))
        if entry is None:
            raise NotEdited(f"{dotted((*path, step))} is not there")
        splices += next(iter(_ways(file, entry, model, (*path, step, key), value)))
        _value_at(meant, (*path, step))[key] = value
    return _done(file, [splices], meant, may_lose=False)


def said(data: bytes) -> Any:
    """The plain values of a file, for the caller to change; raises NotEdited where it cannot be read as it is."""
    return deepcopy(_read(data).value)


def arrange(data: bytes, path: RecordPath, plan: Plan) -> bytes:
    """A file's bytes with the entries of the list at `path` as planned; raises NotEdited."""
    file = _read(data)
    place, old = _node(file.place, path), _value_at(file.value, path)
    if place is None or not plan or not isinstance(old, list) or not old:
        raise NotEdited(f"{dotted(path)} is no list with entries")
    new = [old[step] if isinstance(step, int) else step.value for step in plan]
    goes = len(old) > sum(isinstance(step, int) for step in plan)
    return _done(file, [[arranged(file.text, place, plan)]], _with(file.value, path, new), may_lose=goes)


def replace(data: bytes, path: RecordPath, value: Any) -> bytes:
    """A file's bytes with a value of another form at `path`, such as a list for a text; raises NotEdited."""
    refuse_forbidden(value)
    file = _read(data)
    parent = _node(file.place, path[:-1]) if path else None
    if parent is None:
        raise NotEdited("the file as a whole cannot be replaced")
    return _done(
        file, _whole(file.text, parent, path[-1], value), _with(file.value, path, value), may_lose=True
    )


def comments(data: bytes) -> list[str]:
    """The comments of a file, from top to bottom."""
    file = _read(data)
    return _comments(file.text, file.place)


@lru_cache(maxsize=1)
def _walked(data: bytes) -> Walked:
    """What a file says; the next edit begins with what the last one was proved by. Nobody changes it."""
    return read_yaml(data, "")


def _read(data: bytes) -> _File:
    walked = _walked(data)
    if walked.findings or walked.place is None:
        raise NotEdited("the file cannot be read as it is", "mend it first; see where: partner validate")
    text = data.removeprefix(BOM)
    return _File(data[: len(data) - len(text)], text.decode(), walked.value, walked.place)


def refuse_forbidden(value: Any) -> None:
    """Raise NotEdited where a text of the value holds a character that no file may hold."""
    if isinstance(value, str) and (name := forbidden_in(value)):
        raise NotEdited(f"the value holds {name}", "leave that character out")
    if isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            refuse_forbidden(item)


def _node(place: Place, path: RecordPath) -> Place | None:
    """The list or mapping at `path`; None where nothing stands."""
    here: Any = place
    for step in path:
        within = here.entries if isinstance(step, int) else here.values
        known = step < len(within) if isinstance(step, int) else step in within
        if not known:
            return None
        here = within[step]
        if not isinstance(here, Place):
            raise NotEdited(f"{dotted(path)} is a value and has nothing inside")
    return here if isinstance(here, Place) else None


def _mapping_of(key: str | int, value: Any, path: RecordPath) -> dict[str, Any]:
    if isinstance(key, int):
        raise NotEdited(f"{dotted(path[:-1])} has no entry yet")
    return {key: value}


def _meant(whole: Any, path: RecordPath, value: Any) -> Any:
    """The plain values that the file is to hold."""
    whole = deepcopy(whole)
    here = whole
    for step in path[:-1]:
        here = here[step]
    key = path[-1]
    if isinstance(here, list) and isinstance(key, int) and value is not None and key < len(here):
        here[key] = value
    elif not isinstance(here, dict):
        raise NotEdited(f"{dotted(path)} cannot be set or taken out on its own")
    elif value is None:
        here.pop(key, None)
    else:
        here[key] = value
    return whole


def exact(value: Any) -> Any:
    """A value such that only the same value of the same kind equals it: true is not 1."""
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else (type(value), value)


def _done(file: _File, ways: Iterable[Sequence[Splice]], meant: Any, *, may_lose: bool) -> bytes:
    """The bytes that the first of these ways gives that is proved; raises NotEdited."""
    fault = ""
    for splices in ways:
        text = spliced(file.text, splices)
        fault = _fault(file, text, meant, may_lose=may_lose)
        if not fault:
            return file.mark + text.encode()
    raise NotEdited(fault)


def _fault(file: _File, text: str, meant: Any, *, may_lose: bool) -> str:
    """What is wrong with an edited text; empty where it is proved."""
    walked = _walked(file.mark + text.encode())
    if walked.place is None or walked.findings or exact(walked.value) != exact(meant):
        return "the value cannot be put where it belongs without harm to what stands around it"
    if may_lose:
        return ""
    lost = Counter(_comments(file.text, file.place)) - Counter(_comments(text, walked.place))
    return f"the comment {shown(next(iter(lost)))} would be lost" if lost else ""


def _comments(text: str, place: Place) -> list[str]:
    return [one.text for one in margins(text, place) if one.text] if "#" in text else []


def _ways(
    file: _File, parent: Place, model: type[Record], path: RecordPath, value: Any
) -> Iterator[Sequence[Splice]]:
    """The splices that may give what is meant, the most like the file's own style first."""
    key = path[-1]
    node: Any = parent.entries[key] if isinstance(key, int) else parent.values.get(key)
    old = _value_at(file.value, path)
    if node is None:
        yield [key_in(file.text, parent, keys_at(model, path[:-1]), str(key), value)]
    elif value is None:
        yield [key_out(file.text, parent, str(key))]
    elif not isinstance(node, Place):
        for splice in replaced(file.text, node, old, value, flow=is_flow(parent)):
            yield [splice]
    elif not _of_values(old) or (isinstance(value, (dict, list)) and not _of_values(value)):
        raise NotEdited(f"{dotted(path)} has fields of its own")
    elif isinstance(value, list):
        yield from listed(file.text, node, old, value)
    else:
        yield from _whole(file.text, parent, key, value)


def _of_values(value: Any) -> bool:
    """Whether it is a list, and none of its entries is a list or mapping."""
    return isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)


def _whole(text: str, parent: Place, step: str | int, value: Any) -> Iterator[Sequence[Splice]]:
    """Ways to put a value of another form: with lines of its own where it needs them, else where the old one was."""
    old = parent.entries[step] if isinstance(step, int) else parent.values[step]
    if isinstance(step, str) and not is_flow(parent):
        key = parent.keys[step]
        first, *rest = key_lines(parent, step, value, int(key.start_mark.column))
        on_lines = isinstance(old, Place) and not is_flow(old)
        end = end_of(text, old)
        colon = text.index(":", int(key.end_mark.index)) + 1
        beside = _BESIDE.match(text, colon if on_lines else end)
        new = "\n".join([first.lstrip() + (beside[0] if beside else ""), *rest])
        end = end if on_lines or not beside else beside.end()
        yield [Splice(start_of(key), end, with_line_ends(new, text, start_of(key)))]
    yield [Splice(start_of(old), end_of(text, old), in_flow(value))]


def _with(whole: Any, path: RecordPath, value: Any) -> Any:
    """The plain values with another one at `path`."""
    whole = deepcopy(whole)
    _value_at(whole, path[:-1])[path[-1]] = value
    return whole


def _value_at(value: Any, path: RecordPath) -> Any:
    for step in path:
        value = value[step] if isinstance(step, int) else value.get(step)
    return value
