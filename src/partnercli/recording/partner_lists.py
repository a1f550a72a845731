"""The list of partners as the Presidency decides it: who is added, who is left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partnercli.records.document import Document
from partnercli.records.plain import Plain, in_order

Entry = str | Plain


class NeedsReason(ValueError):
    """The decision departs from the tally and says no reason; `added` or left out."""

    def __init__(self, country: str, *, added: bool) -> None:
        super().__init__(
            f"{country} is {'added' if added else 'left out'} against the tally without a reason"
        )
        self.country = country
        self.added = added


class NotOnTheList(ValueError):
    """A country is to be left out that is neither listed nor carried by the tally."""

    def __init__(self, country: str) -> None:
        super().__init__(f"{country} is not on the list")
        self.country = country


class OtherCountries(ValueError):
    """An order that names others than the list; `missing` are on the list, `unlisted` are not."""

    def __init__(self, missing: Sequence[str], unlisted: Sequence[str]) -> None:
        super().__init__("the order does not name the countries of the list, each once")
        self.missing = missing
        self.unlisted = unlisted


class Reading(NamedTuple):
    """What the tally says of countries: those that reach the line, and all in the usual order of lists."""

    carried: Sequence[str]
    usual: Sequence[str]


def country_of(entry: Entry) -> str:
    """The country of an entry, which may be its id alone."""
    return entry if isinstance(entry, str) else str(entry["country"])


def frozen(plain: Plain, carried: Sequence[str]) -> Plain:
    """A document with a list of its own: the one it has, else the tally's priorities as they are now."""
    return plain if "partners" in plain else in_order({**plain, "partners": list(carried)}, Document)


def added(plain: Plain, country: str, because: str | None, reading: Reading) -> Plain:
    """The list with one more country, or with a reason for one that is there.

    It comes to its usual place where the list is in the usual order, else to the end. Raises NeedsReason for
    one that the tally does not carry.
    """
    listed: list[Entry] = list(plain["partners"])
    old = next((entry for entry in listed if country_of(entry) == country), None)
    known = old["because"] if isinstance(old, dict) and "because" in old else None
    if country not in reading.carried and not (because or known):
        raise NeedsReason(country, added=True)
    entry: Entry = {"country": country, "because": because} if because else old or country
    if old is not None:
        partners = [entry if one is old else one for one in listed]
    else:
        partners = _placed(listed, entry, reading.usual)
    left = [one for one in plain.get("left_out", ()) if one["country"] != country]
    return _decided(plain, partners, left)


def left_out(plain: Plain, country: str, because: str | None, reading: Reading) -> Plain:
    """The list without a country; one that reaches the line is kept with the reason among those left out.

    Raises NeedsReason or NotOnTheList.
    """
    listed = list(plain["partners"])
    partners = [entry for entry in listed if country_of(entry) != country]
    left = list(plain.get("left_out", ()))
    known = next((one for one in left if one["country"] == country), None)
    if country not in reading.carried:
        if partners == listed and known is None:
            raise NotOnTheList(country)
        return _decided(plain, partners, [one for one in left if one is not known])
    if not because and known is None:
        raise NeedsReason(country, added=False)
    if because:
        entry = {"country": country, "because": because}
        left = [entry if one is known else one for one in left] if known else [*left, entry]
    return _decided(plain, partners, left)


def ordered(plain: Plain, countries: Sequence[str]) -> Plain:
    """The list in another order, each country named once; raises OtherCountries."""
    entries = {country_of(entry): entry for entry in plain["partners"]}
    if sorted(entries) != sorted(countries):
        missing = [country for country in entries if country not in countries]
        raise OtherCountries(missing, [country for country in countries if country not in entries])
    return {**plain, "partners": [entries[country] for country in countries]}


def undecided(plain: Plain) -> Plain:
    """The document without a list of its own: the tally's priorities stand again."""
    return {key: value for key, value in plain.items() if key not in ("partners", "left_out")}


def _placed(listed: Sequence[Entry], entry: Entry, usual: Sequence[str]) -> list[Entry]:
    place: Mapping[str, int] = {country: number for number, country in enumerate(usual)}

    def rank(one: Entry) -> int:
        return place.get(country_of(one), len(place))

    together = [*listed, entry]
    return sorted(together, key=rank) if list(listed) == sorted(listed, key=rank) else together


def _decided(plain: Plain, partners: Sequence[Entry], left: Sequence[Plain]) -> Plain:
    new = {**plain, "partners": list(partners), "left_out": list(left)}
    kept = new if left else {key: value for key, value in new.items() if key != "left_out"}
    return in_order(kept, Document)
