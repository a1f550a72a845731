"""One record on a screen: all that is recorded, in the order of its file, each fact with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.documents.words import money, period_in_words
from partnercli.records.amount import Amount
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.period import Period

_LABEL = 22
"""Columns of the names of fields."""
_DATES = frozenset({"date", "received", "since", "until", "from", "to", "on", "announced"})
_PLAIN = frozenset(
    {"instrument", "country", "delegation", "measure", "title", "status", "kind", "description", "amount"}
    | {"year", "value", "unit", "strength"}
)
"""Fields of an entry whose values say by themselves what they are."""
Names = Mapping[str, str]
"""The names of instruments by id: what an officer reads beside the id that a command takes."""


def instrument_names(exercise: Exercise) -> Names:
    """What the instruments of the catalogue are called, by id."""
    return {key: instrument.name for key, instrument in exercise.instruments.items()}


def record_lines(plain: Mapping[str, Any], width: int, names: Names) -> Iterator[Line]:
    """The fields of a record, from its plain values; lists of entries below their name."""
    for key, value in plain.items():
        label = key.replace("_", " ")
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield (Piece(label, "bold"),)
            for entry in value:
                yield from _entry(entry, width, names)
        else:
            yield from _field(label, _words(key, value, names), width)


def _field(label: str, words: str, width: int) -> Iterator[Line]:
    parts = wrap(words, width - _LABEL) or ["-"]
    yield (Piece(f"{label:<{_LABEL - 1}} ", "bold"), parts[0])
    for part in parts[1:]:
        yield (" " * _LABEL + part,)


def _entry(entry: Any, width: int, names: Names) -> Iterator[Line]:
    """An entry of a list: what it is and what is said of it, then its sources."""
    if not isinstance(entry, dict):
        yield from wrapped(f"- {entry}", width, indent="    ", first="  ")
        return
    if "title" in entry and "instrument" not in entry:
        yield from wrapped(f"- {_source(entry)}", width, indent="    ", first="  ")
        return
    said = [_said(key, value, names) for key, value in entry.items() if key != "sources"]
    yield from wrapped(f"- {'; '.join(said)}", width, indent="    ", first="  ")
    for source in entry.get("sources", ()):
        yield from wrapped(f"source: {_source(source)}", width, indent="      ", first="    ")


def _said(key: str, value: Any, names: Names) -> str:
    if key == "verified":
        return "verified" if value else "not verified"
    words = _words(key, value, names)
    return words if key in _PLAIN else f"{key.replace('_', ' ')}: {words}"


def _words(key: str, value: Any, names: Names) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        joint = "; " if any(isinstance(item, dict) or "," in str(item) for item in value) else ", "
        return joint.join(_words(key.removesuffix("s"), item, names) for item in value)
    if isinstance(value, dict):
        return _mapping(key, value, names)
    if key in ("instrument", "absent", "together_with", "not_with") and value in names:
        return f"{names[value]} ({value})"
    return _when(value) if key in _DATES else str(value)


def _mapping(key: str, value: Mapping[str, Any], names: Names) -> str:
    if key == "amount":
        sum_ = money(Amount(value=value["value"], currency=value["currency"]))
        return f"{sum_} ({value['note']})" if "note" in value else sum_
    if key == "translations":
        return "; ".join(f"{code}: {'; '.join(_translated(words))}" for code, words in value.items())
    if "event" in value:
        unread = "" if value.get("verified", True) else " (not verified)"
        return f"{_when(value['date'])}: {value['event']}{unread}"
    return ", ".join(
        f"{name.replace('_', ' ')} {_words(name, inner, names)}" for name, inner in value.items()
    )


def _translated(words: Mapping[str, Any]) -> Iterator[str]:
    """Each text of another language behind the field, or the English words, that it stands for."""
    for name, text in words.items():
        if isinstance(text, dict):
            yield from _translated(text)
        else:
            yield f"{name} = {text}"


def _when(value: Any) -> str:
    """A day or period in words; what is none as it is."""
    try:
        return period_in_words(Period.read(value))
    except Unreadable:
        return str(value)


def _source(source: Mapping[str, Any]) -> str:
    parts = [str(source["title"])]
    parts += [str(source["reference"])] if "reference" in source else []
    parts += [_when(source["date"])] if "date" in source else []
    parts += [str(source["url"])] if "url" in source else []
    return f"{'; '.join(parts)}{' (' + str(source['note']) + ')' if 'note' in source else ''}"
