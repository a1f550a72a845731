"""JSON that somebody sent, as plain values: bounded, and never two things under one key."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from partnercli.exchange.opening.limits import LARGEST
from partnercli.exchange.remark import Remark
from partnercli.records.base import shown
from partnercli.records.characters import forbidden_in

_DEEPEST: Final = 16
"""Brackets within brackets; a reply has six."""
_MOST_VALUES: Final = 250_000
_MOST_FAULTS: Final = 50
_MOST_DIGITS: Final = 9
_PLAIN_KEY = re.compile(r"\w{1,40}")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]|,', re.DOTALL)


class Parsed(NamedTuple):
    """The value of a file, None where it cannot be made out, and what in it no record could hold."""

    value: Any
    remarks: tuple[Remark, ...]


class _Refused(NamedTuple):
    """What stands where a number was that no record could hold."""

    message: str


class _Object(dict[str, Any]):
    """An object, and the keys that it has more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def parsed(name: str, data: bytes, leave_out: Callable[[Any], None] | None = None) -> Parsed:
    """The plain values of a file: objects as dictionaries, whole numbers, texts, true and false, null.

    `leave_out` takes out of them what is not read, and may hold numbers and texts of any kind.
    """
    if len(data) > LARGEST:
        return _refused(
            name, "", f"the file is larger than {LARGEST // 1_000_000} MB", "send less in one file"
        )
    body = data.removeprefix(BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(body[: error.start].decode("utf-8"))
        return _refused(name, place, "the file is not UTF-8 text", "save it as UTF-8")
    if too_much := _too_much(text):
        return _refused(name, *too_much)
    try:
        value = json.loads(
            text, object_pairs_hook=_Object, parse_int=_whole, parse_float=_part, parse_constant=_part
        )
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        place = f"line {error.lineno}, column {error.colno}"
        return _refused(
            name, place, message, "write it with a program, or look at the sign before this place"
        )
    if leave_out is not None:
        leave_out(value)
    faults = [Remark(name, *fault) for fault in islice(_faults(value, ""), _MOST_FAULTS + 1)]
    if len(faults) > _MOST_FAULTS:
        faults[-1] = Remark(
            name, "", f"more than {_MOST_FAULTS} faults of this kind; the others are not listed"
        )
    return Parsed(value, tuple(faults))


def path_to(path: str, step: str | int) -> str:
    """The address of what lies one step further: replies[0].delegation."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    key = step if _PLAIN_KEY.fullmatch(step) else shown(step)
    return f"{path}.{key}" if path else key


def _too_much(text: str) -> tuple[str, str, str] | None:
    """Where the text is too deep or holds too many values, before a parser meets it."""
    depth, values = 0, 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        depth += (sign in "[{") - (sign in "]}")
        values += sign in "[{,"
        if depth > _DEEPEST:
            message = f"brackets lie more than {_DEEPEST} deep within each other"
            return _place(text[: token.start()]), message, "replies are no deeper than six"
        if values > _MOST_VALUES:
            message = f"the file holds more than {_MOST_VALUES:,} values"
            return _place(text[: token.start()]), message, "send less in one file"
    return None


def _faults(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Everything in a value that no record could hold, with its place."""
    if isinstance(value, _Refused):
        yield path, value.message, "write a whole number from 1"
    elif isinstance(value, str):
        if name := forbidden_in(value):
            yield path, f"the text holds {name}", "leave that character out"
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _faults(item, path_to(path, place))
    elif isinstance(value, _Object):
        for key in value.twice:
            yield path_to(path, key), "this field is given twice", "keep one of the two"
        for key, item in value.items():
            if name := forbidden_in(key):
                yield path, f"a field's name holds {name}", "leave that character out"
            else:
                yield from _faults(item, path_to(path, key))


def _whole(digits: str) -> int | _Refused:
    if len(digits) > _MOST_DIGITS:
        return _Refused(f"a number of {len(digits):,} digits belongs nowhere here")
    return int(digits)


def _part(text: str) -> _Refused:
    return _Refused(f"{shown(text)} is no whole number")


def _place(before: str) -> str:
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def _refused(name: str, address: str, message: str, hint: str) -> Parsed:
    return Parsed(None, (Remark(name, address, message, hint),))
