"""What a diff says of records and of decided lists in words, the same on the screen and on a forge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.moved_words import from_to, move_words
from partnercli.documents.words import listed
from partnercli.records.compare import RecordChange
from partnercli.records.country import Country
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meaning import value
from partnercli.records.period import Period
from partnercli.records.share import as_text
from partnercli.tally.history import country_moves
from partnercli.tally.list_changes import ListedBy

_FILES = {
    Kind.CONFIG: "settings",
    Kind.REGIONS: "list of regions",
    Kind.PRESIDENCIES: "list of Presidencies",
    Kind.DELEGATIONS: "list of delegations",
}
_ENTRIES = {Kind.REGIONS: "region", Kind.DELEGATIONS: "delegation"}
_SHORT = 40
"""Letters of a value that is shown; of a longer one only that it changed."""


def record_name(comparison: Comparison, kind: Kind, key: str | None) -> str:
    """What a sentence calls a record: country Tunisia, document 8952/21, settings."""
    if key is None:
        return _FILES[kind]
    if kind is Kind.PRESIDENCIES:
        return f"Presidency of {key.replace('/', ' from ')}"
    if kind is Kind.MEETING:
        return f"meeting {comparison.meeting(key)}"
    called = (_called(side.exercise, kind, key) for side in (comparison.head, comparison.base))
    return f"{_ENTRIES.get(kind, str(kind))} {next(filter(None, called), key)}"


def record_change(one: RecordChange) -> str:
    """What happened to a record, with what it says where that is short."""
    if one.change != "changed":
        return fields_changed(one)
    short = {key: words for key in one.fields if (words := _short(one, key))}
    long = [key for key in one.fields if key not in short]
    return "; ".join([*short.values(), *([f"{listed(long)} changed"] if long else [])])


def fields_changed(one: RecordChange) -> str:
    """What happened to a record, without anything that it says."""
    if one.change == "changed":
        return f"{listed(one.fields)} changed"
    return "new" if one.change == "added" else "taken out"


def reworded_outlines(comparison: Comparison) -> list[str]:
    """The outlines that say the same in other words."""
    names = [comparison.country(key) for key in comparison.outlines.reworded]
    return [f"the outline of {listed(names)}"] if names else []


def list_change(comparison: Comparison, one: ListedBy) -> str:
    """How one list differs from the other, in sentences; names as on the day of the later document."""
    found = one.lists
    if not found.comparable:
        return _undecided(one)
    said = [
        f"{label}: {listed(country_names(comparison, one, keys))}."
        for label, keys in (("Off the list", found.out), ("New on it", found.into))
        if keys
    ]
    if found.reordered:
        said.append("Those on both lists stand in another order.")
    return " ".join(said or ["Both lists name the same countries in the same order."])


def list_title(one: ListedBy) -> str:
    """Which list: of a document at two times, or of one document and then of another."""
    before, after = (str(document.full_number) for document in one.documents)
    return before if before == after else f"{before} → {after}"


def country_names(comparison: Comparison, one: ListedBy, keys: tuple[str, ...]) -> list[str]:
    """The countries' names on the day of the later document."""
    day = one.documents[1].date
    sides = (comparison.head.exercise.countries, comparison.base.exercise.countries)
    found = {key: next((side[key] for side in sides if key in side), None) for key in keys}
    return [country.name_on(day) if country else key for key, country in found.items()]


def _undecided(one: ListedBy) -> str:
    before, after = (str(document.full_number) for document in one.documents)
    found, tally = one.lists, "the tally is not taken for one"
    if found.before is None and found.after is None:
        both = before if before == after else f"{before} and {after}"
        return f"No list was decided in {both}, so there is nothing to compare: {tally}."
    if before == after:
        return f"A list is decided {'now' if found.before is None else 'no longer'}: {tally}."
    without = before if found.before is None else after
    return f"{without} has no decided list, so there is nothing to compare: {tally}."


def _called(exercise: Exercise, kind: Kind, key: str) -> str | None:
    """The name of a record, None where it is not there."""
    if kind is Kind.DOCUMENT and key in exercise.documents:
        return str(exercise.documents[key].full_number)
    named: Mapping[Kind, Mapping[str, Any]] = {
        Kind.COUNTRY: exercise.countries,
        Kind.INSTRUMENT: exercise.instruments,
        Kind.DELEGATIONS: exercise.delegations,
        Kind.REGIONS: {region.id: region for region in exercise.regions},
    }
    record = named.get(kind, {}).get(key)
    return record.name if record else None


def _short(one: RecordChange, key: str) -> str:
    """From what to what a field changed; of what exists with a country the statuses; empty where that is too long."""
    if one.kind is Kind.COUNTRY and key == "cooperation":
        moves = country_moves(str(one.key), cast(Country, one.before), cast(Country, one.after))
        return ", ".join(move_words(move) for move in moves if move.about == "cooperation")
    before, after = (_in_words(value(cast(Any, record), key)) for record in (one.before, one.after))
    return f"{key}: {from_to(before or None, after or None)}" if None not in (before, after) else ""


def _in_words(said: object) -> str | None:
    """A single value that is short, "" where nothing is said; else None."""
    if said is None:
        return ""
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, Fraction):
        return as_text(said)
    if isinstance(said, str | int | Decimal | date | Period | DocumentNumber):
        text = " ".join(str(said).split())
        return text if len(text) <= _SHORT else None
    return None
