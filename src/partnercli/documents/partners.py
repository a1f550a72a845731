"""Partner countries as documents name them: which ones, in which order, under which name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, count

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.record_words import RecordWords
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold
from partnercli.tally.result import Tally

_MARKS = ("*", "**", "***", "†", "‡")
"""Marks of the footnotes that some countries' names carry, in the order of the names; then come numbers."""


def priority_partners(exercise: Exercise, tally: Tally) -> tuple[str, ...]:
    """The countries that reach the line, by region, alphabetical within."""
    found = sorted(tally.priorities, key=lambda row: fold(row.name))
    return tuple(key for _, keys in by_region(exercise, [row.country for row in found]) for key in keys)


def alphabetical(words: RecordWords, keys: Iterable[str], on: date) -> list[str]:
    """Countries in the alphabetical order of their names in a language, on a day."""
    return sorted(keys, key=lambda key: fold(words.country(key, on)))


def in_language(exercise: Exercise, words: RecordWords, keys: Iterable[str], on: date) -> tuple[str, ...]:
    """Countries by region, alphabetical within by their names in a language on a day."""
    ordered = in_regions(exercise, alphabetical(words, keys, on))
    return tuple(key for _, within in ordered for key in within)


def printed_names(
    exercise: Exercise, keys: Iterable[str], on: date
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The countries' names on a day as records have them, with the marks of their footnotes, and those footnotes."""
    return names_in(RecordWords(exercise, ENGLISH), keys, on)


def names_in(words: RecordWords, keys: Iterable[str], on: date) -> tuple[dict[str, str], tuple[str, ...]]:
    """The countries' names on a day, by id, with the marks of their footnotes, and those footnotes."""
    names: dict[str, str] = {}
    designations: list[str] = []
    marks = chain(_MARKS, (f"({number})" for number in count(len(_MARKS) + 1)))
    for key in keys:
        footnote, mark = words.footnote(key), ""
        if footnote:
            mark = next(marks)
            designations.append(f"{mark} {footnote}")
        names[key] = words.country(key, on) + mark
    return names, tuple(designations)


def partners_shown(
    exercise: Exercise, document: Document | None, tally: Tally | None
) -> tuple[tuple[str, ...], bool]:
    """The list that a document decided, in its order, else the priorities; and whether it was decided.

    What has no record is left out; without a document and a tally there are no partners.
    """
    if document is None or document.partners is None:
        return (priority_partners(exercise, tally) if tally else ()), False
    keys = dict.fromkeys(one.country for one in document.partners)
    return tuple(key for key in keys if key in exercise.countries), True


def by_region(exercise: Exercise, countries: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The countries by the names of their regions, in the order of regions.yaml: for presentation only."""
    names = exercise.region_names
    return ((names.get(region, region), keys) for region, keys in in_regions(exercise, countries))


def in_regions(exercise: Exercise, countries: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The same by the ids of the regions."""
    found: dict[str, list[str]] = {}
    for key in countries:
        found.setdefault(exercise.countries[key].region, []).append(key)
    for region in sorted(found, key=exercise.region_place):
        yield region, found[region]
