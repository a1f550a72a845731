"""From what a file says to what it is to say, by the least change of its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from partnercli.findings import RecordPath
from partnercli.records.base import Record
from partnercli.repository.arrange import Added
from partnercli.repository.edit import (
    NotEdited,
    arrange,
    exact,
    refuse_forbidden,
    replace,
    said,
    set_field,
    set_in_entries,
)
from partnercli.repository.fields import keys_at


def rewritten(data: bytes, model: type[Record], meant: Any) -> bytes:
    """A file's bytes so that it says `meant`, all else in it as it was; the same bytes where it does already.

    Entries of a list are told apart by the first key of their model: one that stays, wherever to, keeps its
    text and its comments. Raises NotEdited.
    """
    refuse_forbidden(meant)
    return _toward(data, model, (), said(data), meant)


def _toward(data: bytes, model: type[Record], path: RecordPath, old: Any, new: Any) -> bytes:
    if exact(old) == exact(new):
        return data
    if isinstance(old, dict) and isinstance(new, dict) and (new or not path):
        return _mapping(data, model, path, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        values = not any(isinstance(item, (dict, list)) for item in (*old, *new))
        return set_field(data, model, path, new) if values else _list(data, model, path, old, new)
    if isinstance(old, (dict, list)) or isinstance(new, (dict, list)) or isinstance(path[-1], int):
        return replace(data, path, new)
    return set_field(data, model, path, new)


def _mapping(
    data: bytes, model: type[Record], path: RecordPath, old: dict[str, Any], new: dict[str, Any]
) -> bytes:
    for key, value in new.items():
        if key in old:
            data = _toward(data, model, (*path, key), old[key], value)
        else:
            data = set_field(data, model, (*path, key), value)
    for key in [key for key in old if key not in new]:
        data = set_field(data, model, (*path, key), None)
    return data


def _list(
    data: bytes, model: type[Record], path: RecordPath, old: Sequence[Any], new: Sequence[Any]
) -> bytes:
    stays = _matched(old, new, keys_at(model, (*path, 0)))
    plan = [Added(entry) if at is None else at for entry, at in zip(new, stays, strict=True)]
    if plan != list(range(len(old))):
        data = arrange(data, path, plan)
    kept = {place: old[at] for place, at in enumerate(stays) if at is not None}
    data, kept = _together(data, model, path, kept, new)
    for place, entry in kept.items():
        data = _toward(data, model, (*path, place), entry, new[place])
    return data


def _together(
    data: bytes, model: type[Record], path: RecordPath, kept: Mapping[int, Any], new: Sequence[Any]
) -> tuple[bytes, dict[int, Any]]:
    """What was kept, by its places, once what can be set in many entries at once is: one reading a key, not a value."""
    now = {place: dict(entry) if isinstance(entry, dict) else entry for place, entry in kept.items()}
    pairs = [
        (place, entry, new[place])
        for place, entry in now.items()
        if isinstance(entry, dict) and isinstance(new[place], dict)
    ]
    for key in dict.fromkeys(key for _, _, meant in pairs for key in meant):
        values = {
            place: meant[key]
            for place, entry, meant in pairs
            if key in meant and exact(entry.get(key)) != exact(meant[key])
            if not isinstance(meant[key], (dict, list)) and not isinstance(entry.get(key), (dict, list))
        }
        if len(values) > 1:
            with suppress(NotEdited):
                data = set_in_entries(data, model, path, key, values)
                for place, value in values.items():
                    now[place][key] = value
    return data, now


def _matched(old: Sequence[Any], new: Sequence[Any], keys: Sequence[str]) -> list[int | None]:
    """For each new entry the place of the old one that it is: the same, or else the first of the same name."""
    free = dict(enumerate(old))
    found: list[int | None] = [None] * len(new)
    for same in (exact, lambda entry: _name(entry, keys)):
        for place, entry in enumerate(new):
            if found[place] is None:
                found[place] = next((at for at, one in free.items() if same(one) == same(entry)), None)
                free.pop(found[place], None)  # type: ignore[arg-type]
    return found


def _name(entry: Any, keys: Sequence[str]) -> Any:
    """What an entry is called: by the first key of its model that it has, or itself."""
    if not isinstance(entry, dict):
        return exact(entry)
    return next((exact(entry[key]) for key in (*keys, *entry) if key in entry), None)
