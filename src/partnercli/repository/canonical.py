"""The canonical text of a new file: how a record is laid out when no person has written it yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from partnercli.findings import RecordPath
from partnercli.records.base import Record, Unreadable
from partnercli.records.kinds import Kind
from partnercli.records.period import read_day
from partnercli.repository.kinds import place_of
from partnercli.repository.plain_value import plain_value
from partnercli.repository.walk import read_yaml

WIDEST = 110
"""Columns of a line; what does not fit on one is laid out on several."""
SCHEMAS = "schemas"
"""The folder of the JSON Schemas, from the repository's root."""
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[\-?:](?=[^\s,\[\]{}])")
_NEVER_PLAIN = re.compile(r":(\s|$)|\s#|[\n\t]")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?:]")
_NOT_TEXT_ELSEWHERE = re.compile(
    r"[-+]?[0-9._][0-9._:]*(e[-+]?[0-9_]+)?|[-+]?0[box][0-9a-f_]+|[-+]?\.(inf|nan)|<<|="
    r"|[0-9]{4}-[0-9]+-[0-9]+([t ].*)?",
    re.IGNORECASE,
)
"""Text that is text to this reader, but a number, a time or a command to other programs that read YAML."""


class NotCanonical(ValueError):
    """A record whose text would not say what was meant: too large to be read back, or a comment without its place."""


Comments = Mapping[RecordPath, str]
"""Comments by the place they stand above."""


def canonical(path: str, record: Record, comments: Comments | None = None) -> bytes:
    """The text of a record's file at `path`, with comments above the places they belong to.

    Only what was set is written. ValueError if no record belongs at `path`, if a comment has no place there, or
    if the text, read back before it is returned, says anything else.
    """
    data = plain(record)
    layout = _Layout(comments or {})
    lines = (schema_line(path), *layout.mapping(data, (), 0))
    text = "".join(f"{line}\n" for line in lines).encode()
    if layout.unplaced:
        raise NotCanonical(f"a comment stands above no place of the file: {layout.unplaced}")
    walked = read_yaml(text, "")
    if walked.findings or walked.value != data:
        raise NotCanonical("the text of a new file does not read back as it was meant")
    return text


def lines(mapping: Mapping[str, Any], indent: int, hyphen: int = 2) -> list[str]:
    """The lines of a mapping's keys, `indent` columns in, without their line ends.

    The hyphens of lists that take lines of their own stand `hyphen` columns further in.
    """
    return list(_Layout({}, hyphen).mapping(mapping, (), indent))


def entry_lines(value: Any, indent: int, hyphen: int = 2) -> list[str]:
    """The lines of a list's entry whose hyphen stands `indent` columns in."""
    return list(_Layout({}, hyphen).entries([value], (), indent))


def schema_line(path: str) -> str:
    """The first line of a record's file, by which editors find the schema of its kind."""
    place = place_of(path)
    if place is None:
        raise NotCanonical(f"no record belongs at {path}")
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{SCHEMAS}/{schema_name(place[0])}"


def schema_name(kind: Kind) -> str:
    """The name of the file that holds the JSON Schema of a kind."""
    return f"{kind}.schema.json"


def plain(record: Record) -> Any:
    """A record as the plain values of its file."""
    return _plain(record.model_dump(by_alias=True, exclude_unset=True))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if isinstance(value, (bool, int)) else str(value)


class _Layout:
    """Lines of a file: blocks, with short lists and mappings on one line."""

    def __init__(self, comments: Comments, hyphen: int = 2) -> None:
        self._comments = comments
        self._hyphen = hyphen
        self.unplaced = set(comments)

    def mapping(self, value: Mapping[str, Any], path: RecordPath, indent: int) -> Iterator[str]:
        """The lines of a mapping's keys."""
        for key, item in value.items():
            yield from self._comment((*path, key), indent)
            yield from self._entry(f"{' ' * indent}{key_text(key)}:", item, (*path, key), indent)

    def _entry(self, head: str, value: Any, path: RecordPath, indent: int) -> Iterator[str]:
        line = f"{head} {_on_one_line(value)}" if self._may_flow(value, path) else None
        if line is not None and len(line) <= WIDEST:
            yield line
        elif isinstance(value, Mapping):
            yield head
            yield from self.mapping(value, path, indent + 2)
        elif isinstance(value, list):
            yield head
            yield from self.entries(value, path, indent + self._hyphen)
        else:
            yield from _long_text(head, str(value), indent + 2)

    def entries(self, value: Sequence[Any], path: RecordPath, indent: int) -> Iterator[str]:
        """The lines of a list's entries."""
        for number, item in enumerate(value):
            place = (*path, number)
            yield from self._comment(place, indent)
            line = f"{' ' * indent}- {_on_one_line(item)}" if self._may_flow(item, place) else None
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
        self.unplaced.discard(path)
        for paragraph in self._comments.get(path, "").splitlines():
            for line in folded(paragraph.split(), WIDEST - indent - 2):
                yield f"{' ' * indent}# {line}"


def _on_one_line(value: Any) -> str:
    return in_flow(value) if isinstance(value, (Mapping, list)) else scalar(value)


def in_flow(value: Any) -> str:
    """A value as it stands inside [ ] or { }, itself on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_text(key)}: {in_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    return scalar(value, flow=True)


def key_text(key: str) -> str:
    """A key, quoted where it must be; a year or another number is a key without quotes too."""
    return key if key.isascii() and key.isdecimal() else scalar(key)


def scalar(value: Any, *, flow: bool = False) -> str:
    """A value that is no list and no mapping on one line, quoted where it must be; `flow` for inside [ ] or { }."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value if _may_be_bare(value, flow=flow) else json.dumps(value, ensure_ascii=False)


def _may_be_bare(text: str, *, flow: bool) -> bool:
    if not _PLAIN.match(text) or text != text.strip() or _NEVER_PLAIN.search(text):
        return False
    if not isinstance(plain_value(text), str) or (flow and _NOT_IN_FLOW.search(text)):
        return False
    return not _NOT_TEXT_ELSEWHERE.fullmatch(text) or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        return str(read_day(text)) == text
    except Unreadable:
        return False


def _long_text(head: str, text: str, indent: int) -> Iterator[str]:
    words = text.split(" ")
    if "" in words or text != text.strip() or re.search(r"[\n\t]", text):
        yield f"{head} {scalar(text)}"
        return
    yield f"{head} >-"
    for line in folded(words, WIDEST - indent):
        yield f"{' ' * indent}{line}"


def folded(words: Sequence[str], width: int) -> Iterator[str]:
    """The words in lines of at most `width`; a longer word has a line of its own."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield line
