"""Facts about a partner country, put into what its file says: cooperation, contributions, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from partnercli.records.base import Record
from partnercli.records.contribution import CountryContribution
from partnercli.records.country import Cooperation, Country, Indicator
from partnercli.records.plain import Plain, in_order, keys_of

_DATED = ("status", "since", "until", "amount")
"""What an entry of cooperation states as a fact: it never changes without a source."""


class NoSource(ValueError):
    """A fact is stated and no source for it."""


class WhichOne(ValueError):
    """An instrument that stands there several times; `titles` tell them apart."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__("the instrument stands there several times")
        self.titles = titles


class Incomplete(ValueError):
    """A new entry lacks a field that every entry has; `field` is which."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is missing")
        self.field = field


def with_cooperation(plain: Plain, fact: Plain) -> Plain:
    """The country with an entry of cooperation added, or the one of the same instrument and title changed.

    `fact` has the instrument and what else is said of it; a lone entry of the instrument needs no title. What
    is known to exist is no longer absent. A `since` belongs to its status and goes with it. Raises NoSource,
    WhichOne or Incomplete.
    """
    entries = plain.get("cooperation", [])
    place = _place(entries, fact)
    old = {} if place is None else entries[place]
    if place is None and "status" not in fact:
        raise Incomplete("status")
    changed = any(key in fact and fact[key] != old.get(key) for key in _DATED)
    if (place is None or changed) and not fact.get("sources"):
        raise NoSource
    kept = {key: value for key, value in old.items() if key != "since"} if _moved_on(old, fact) else old
    new = _merged(kept, fact, Cooperation)
    absent = [one for one in plain.get("absent", ()) if one != fact["instrument"] or new["status"] == "ended"]
    others = {key: value for key, value in plain.items() if key != "absent"}
    whole = {**others, "cooperation": _put(entries, place, new), **({"absent": absent} if absent else {})}
    return in_order(whole, Country)


def outdated_since(plain: Plain, fact: Plain) -> Any:
    """The day of the old status that goes because the fact gives another status and no day for it; else None.

    Raises WhichOne.
    """
    entries = plain.get("cooperation", [])
    place = _place(entries, fact)
    old = {} if place is None else entries[place]
    return old.get("since") if _moved_on(old, fact) and "since" not in fact else None


def _moved_on(old: Plain, fact: Plain) -> bool:
    return "status" in fact and "status" in old and fact["status"] != old["status"]


def _place(entries: Sequence[Plain], fact: Plain) -> int | None:
    """Where the entry stands that is meant; None for a new one."""
    same = [place for place, entry in enumerate(entries) if entry["instrument"] == fact["instrument"]]
    titled = [place for place in same if entries[place].get("title") == fact.get("title")]
    if titled:
        return titled[0]
    if "title" in fact or not same:
        return None
    if len(same) > 1:
        raise WhichOne([entries[place].get("title", "") for place in same])
    return same[0]


def with_contribution(plain: Plain, fact: Plain) -> Plain:
    """The country with what a Member State brings added, or changed where the description is the same.

    Raises NoSource or Incomplete.
    """
    keys = ("instrument", "delegation", "description")
    return _with_entry(plain, "contributions", fact, keys, ("kind",), CountryContribution)


def with_indicator(plain: Plain, fact: Plain) -> Plain:
    """The country with a figure added, or changed where measure, year and date are the same.

    Raises NoSource or Incomplete.
    """
    return _with_entry(plain, "indicators", fact, ("measure", "year", "date"), ("value", "unit"), Indicator)


def _with_entry(
    plain: Plain, key: str, fact: Plain, same: Iterable[str], needed: Iterable[str], model: type[Record]
) -> Plain:
    entries = plain.get(key, [])
    identity = [fact.get(one) for one in same]
    place = next((n for n, entry in enumerate(entries) if [entry.get(one) for one in same] == identity), None)
    if place is None:
        for field in needed:
            if field not in fact:
                raise Incomplete(field)
    if not fact.get("sources"):
        raise NoSource
    new = _merged({} if place is None else entries[place], fact, model)
    return in_order({**plain, key: _put(entries, place, new)}, Country)


def _merged(old: Plain, fact: Plain, model: type[Record]) -> Plain:
    """An entry with the fact's fields, in the order of a file; further sources come after those it has."""
    sources = list(old.get("sources", ()))
    sources += [source for source in fact.get("sources", ()) if source not in sources]
    new = {**old, **fact, "sources": sources}
    keys = keys_of(model)
    first = [key for key in ("instrument",) if key in keys]
    return {key: new[key] for key in dict.fromkeys((*first, *keys)) if key in new and key != "sources"} | {
        "sources": sources
    }


def _put(entries: Sequence[Plain], place: int | None, new: Plain) -> list[Plain]:
    if place is None:
        return [*entries, new]
    return [new if number == place else entry for number, entry in enumerate(entries)]
