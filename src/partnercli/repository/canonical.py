"""The canonical text of a new file: how a record is laid out when no person has written it yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any

from partnercli.findings import RecordPath
from partnercli.records.base import Record
from partnercli.repository.walk import plain_value, read_yaml

WIDEST = 110
"""Columns of a line; what does not fit on one is laid out on several."""
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[\-?:](?=[^\s,\[\]{}])")
_NEVER_PLAIN = re.compile(r":(\s|$)|\s#|[\n\t]")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?:]")
Comments = Mapping[RecordPath, str]
"""Comments by the place they stand above."""


def canonical(record: Record, comments: Comments | None = None) -> bytes:
    """The text of a record's file, with comments above the places they belong to.

    Only what was set is written. It is read back before it is returned: ValueError if it says anything else.
    """
    data = plain(record)
    text = "".join(f"{line}\n" for line in _Layout(comments or {}).mapping(data, (), 0)).encode()
    if read_yaml(text, "").value != data:
        raise ValueError("the text of a new file does not read back as it was meant")
    return text


def plain(record: Record) -> Any:
    """A record as the plain values of its file."""
    return _plain(record.model_dump(by_alias=True, exclude_unset=True))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if isinstance(value, (bool, int)) else str(value)


class _Layout:
    """Lines of a file: blocks, with short lists and mappings on one line."""

    def __init__(self, comments: Comments) -> None:
        self._comments = comments

    def mapping(self, value: Mapping[str, Any], path: RecordPath, indent: int) -> Iterator[str]:
        """The lines of a mapping's keys."""
        for key, item in value.items():
            yield from self._comment((*path, key), indent)
            yield from self._entry(f"{' ' * indent}{_scalar(key)}:", item, (*path, key), indent)

    def _entry(self, head: str, value: Any, path: RecordPath, indent: int) -> Iterator[str]:
        line = f"{head} {_flow(value)}" if self._may_flow(value, path) else None
        if line is not None and len(line) <= WIDEST:
            yield line
        elif isinstance(value, Mapping):
            yield head
            yield from self.mapping(value, path, indent + 2)
        elif isinstance(value, list):
            yield head
            yield from self._list(value, path, indent + 2)
        else:
            yield from _long_text(head, str(value), indent + 2)

    def _list(self, value: Sequence[Any], path: RecordPath, indent: int) -> Iterator[str]:
        for number, item in enumerate(value):
            place = (*path, number)
            yield from self._comment(place, indent)
            line = f"{' ' * indent}- {_flow(item)}" if self._may_flow(item, place) else None
            if isinstance(item, Mapping) and (line is None or len(line) > WIDEST):
                first, *rest = self.mapping(item, place, indent + 2)
                before = []
                while first.lstrip().startswith("#"):
                    before.append(first[2:])
                    first, *rest = rest
                yield from before
                yield f"{' ' * indent}- {first.lstrip()}"
                yield from rest
            elif line is None or len(line) > WIDEST:
                yield from _long_text(f"{' ' * indent}-", str(item), indent + 2)
            else:
                yield line

    def _may_flow(self, value: Any, path: RecordPath) -> bool:
        if any(place[: len(path)] == path and place != path for place in self._comments):
            return False
        if isinstance(value, Mapping):
            return bool(path) and not any(
                isinstance(item, (Mapping, list)) and item for item in value.values()
            )
        return not isinstance(value, list) or not any(isinstance(item, (Mapping, list)) for item in value)

    def _comment(self, path: RecordPath, indent: int) -> Iterator[str]:
        for paragraph in self._comments.get(path, "").splitlines():
            for part in wrap(paragraph, WIDEST - indent - 2, break_long_words=False):
                yield f"{' ' * indent}# {part}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(item, flow=True) for item in value) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    bare = bool(_PLAIN.match(value)) and value == value.strip() and not _NEVER_PLAIN.search(value)
    if bare and isinstance(plain_value(value), str) and not (flow and _NOT_IN_FLOW.search(value)):
        return value
    return json.dumps(value, ensure_ascii=False)


def _long_text(head: str, text: str, indent: int) -> Iterator[str]:
    foldable = (
        text == " ".join(text.split(" ")) and not re.search(r"  |[\n\t]", text) and text == text.strip()
    )
    if not foldable:
        yield f"{head} {_scalar(text)}"
        return
    yield f"{head} >-"
    for part in wrap(text, WIDEST - indent, break_long_words=False, break_on_hyphens=False):
        yield f"{' ' * indent}{part}"
