"""What the templates of the page say: values of the contract with their place in it, and words for codes and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from partnercli.documents.chart_drawing import number
from partnercli.documents.step_words import STATES
from partnercli.documents.words import (
    STANCE_SIGNS,
    day_in_words,
    first_capital,
    listed,
    percent,
    share_in_words,
    signed,
)
from partnercli.records.position import Stance

NO_DECISION = "A reading of positions, not a decision: the Presidency decides the list."
_RELEASED = "Made from what was released, and from nothing else."
_NOW = {"can-accept": "can now accept", "reservation": "now reserved", "opposition": "now opposed"}
_NO_LONGER = {"can-accept": "able to accept", "reservation": "reserved", "opposition": "opposed"}
_STANCES = tuple(str(one) for one in Stance)


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself: a template escapes no more of it."""
        return str(self)


class Cell(NamedTuple):
    """A cell of the matrix: its sign, its classes, and its place when the rows are sorted by it."""

    sign: str
    look: str
    order: int


class Words:
    """Looks values of one contract up by their place, as `/tally/countries/0/support` (JSON Pointer, RFC 6901)."""

    def __init__(self, contract: Mapping[str, Any]) -> None:
        self.contract = contract
        self.held = {one["meeting"]: place for place, one in enumerate(contract.get("meetings", ()))}
        self.regions = {one["region"]: one["name"] for one in contract.get("regions", ())}

    def names(self) -> dict[str, Any]:
        """All that a template may use besides the contract itself."""
        tally = self.contract.get("tally", {"countries": ()})
        rows = (*tally["countries"], *self.contract["partners"])
        return {
            "n": self.value,
            "count": self.count,
            "change": self.change,
            "region": lambda key: self.regions.get(key, key),
            "meeting": self.meeting,
            "meeting_day": self.meeting_day,
            "shown_regions": {one.get("region") for one in rows},
            "named_by": {one["country"]: stances(one) for one in tally["countries"]},
            "cells": cells,
            "moves": moves,
            "part_of": part_of,
            "in_regions": in_regions,
            "share_words": lambda share: share_in_words(Fraction(share)),
            "state": STATES,
            "no_decision": _RELEASED if self.contract["audience"] == "public" else NO_DECISION,
        }

    def at(self, place: str) -> Any:
        """The value at a place."""
        value: Any = self.contract
        for key in place.split("/")[1:]:
            value = value[int(key)] if isinstance(value, list | tuple) else value[key]
        return value

    def value(self, place: str, form: str = "plain") -> Html:
        """The value at a place as it is read, with the value itself and its place behind it."""
        value = self.at(place)
        if form == "day":
            shown = day_in_words(date.fromisoformat(value))
            return Html(f'<time datetime="{value}" data-at="{place}">{shown}</time>')
        return _data("" if value is None else value, place, _SHOWN[form](value))

    def count(self, place: str) -> Html:
        """How many entries the list at a place has."""
        return _data(len(self.at(place)), f"{place}#", str(len(self.at(place))))

    def change(self, place: str) -> Html:
        """By how much a pair of numbers at a place changed, with its sign."""
        pair = self.at(place)
        moved = pair["to"] - pair["from"]
        return _data(moved, f"{place}-", signed(moved))

    def meeting(self, key: str) -> str:
        """A meeting by its forum and day; by its id where the report holds no more of it."""
        if key not in self.held:
            return key
        place = f"/meetings/{self.held[key]}"
        return Html(f"{escape(self.at(place)['forum'])}, {self.value(f'{place}/date', 'day')}")

    def meeting_day(self, key: str) -> str:
        """The day of a meeting in words."""
        return day_in_words(date.fromisoformat(self.at(f"/meetings/{self.held[key]}/date")))


def _data(value: object, place: str, shown: str) -> Html:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return Html(f'<data value="{escape(written)}" data-at="{escape(place)}">{escape(shown)}</data>')


def _percent(share: float | None) -> str:
    return percent(None if share is None else Fraction(str(share)))


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "plain": lambda value: "–" if value is None else str(value),
    "percent": _percent,
    "signed": signed,
    "yes": lambda value: "yes" if value else "no",
}
"""How a value is read, by the form that a template asks for."""


def filters() -> dict[str, Callable[..., Any]]:
    """The filters of the templates."""
    return {
        "stances": stances,
        "listed": listed,
        "first_capital": first_capital,
        "country_name": country_name,
    }


def stances(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The delegations that say anything of a country of the tally."""
    return tuple(code for codes in row["delegations"].values() for code in codes)


def country_name(key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """The name of a country among rows that have it."""
    return next((str(row["name"]) for row in rows if row["country"] == key), key)


def in_regions(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, list[tuple[int, Any]]]]:
    """Rows with their places, by region where those of each stand together, else all of them under None."""
    found = [
        (region, list(of)) for region, of in groupby(enumerate(rows), key=lambda row: str(row[1]["region"]))
    ]
    apart = len(found) > len({region for region, _ in found})
    return [(None, list(enumerate(rows)))] if apart else [*found]


def part_of(count: int, whole: int) -> str:
    """A count in hundredths of a whole, as a drawing has it."""
    return number(100 * count / whole) if whole else "0"


def cells(row: Mapping[str, Any], delegations: Sequence[Mapping[str, Any]]) -> Iterator[Cell]:
    """What each delegation says of a country, in the signs of the NOTE's own matrix; the strongest word sorts first."""
    for one in delegations:
        said = row["stances"].get(one["delegation"])
        if said is None:
            yield Cell("·", "m none", 8) if one["responded"] else Cell("-", "m silent", 9)
        else:
            sign, tied = STANCE_SIGNS[Stance(said)], one["delegation"] in row["conditional"]
            yield Cell(f"{sign}*" if tied else sign, f"m {sign}", 2 * _STANCES.index(said) + tied)


def moves(found: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Who moved, by what they came to say: who joined first, then who left."""
    groups: dict[str, list[str]] = {}
    for move in found:
        groups.setdefault(_moved(move["from"], move["to"]), []).append(move["delegation"])
    return sorted(groups.items(), key=lambda group: (group[0] != "joined", not group[0].startswith("left")))


def _moved(before: str | None, after: str | None) -> str:
    if after == Stance.SUPPORT:
        return "joined"
    if after is None:
        return "left" if before == Stance.SUPPORT else f"no longer {_NO_LONGER[str(before)]}"
    return f"left, {_NOW[after]}" if before == Stance.SUPPORT else _NOW[after]
