"""Partner countries as documents name them: which ones, in which order, under which name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.tally.result import Tally

_MARKS = ("*", "**", "***", "†", "‡")
"""Marks of the footnotes that some countries' names carry, in the order of the names."""


def listed_partners(exercise: Exercise, document: Document, tally: Tally) -> tuple[str, ...]:
    """The list as the Presidency decided it; else the priorities, by region, alphabetical within."""
    if document.partners is not None:
        return tuple(partner.country for partner in document.partners)
    found = sorted(tally.priorities, key=lambda row: row.name)
    return tuple(key for _, keys in by_region(exercise, [row.country for row in found]) for key in keys)


def printed_names(
    exercise: Exercise, keys: Iterable[str], on: date
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The countries' names on a day, by id, with the marks of their footnotes, and those footnotes."""
    names: dict[str, str] = {}
    designations: list[str] = []
    for key in keys:
        country = exercise.countries[key]
        mark = ""
        if country.footnote:
            mark = _MARKS[min(len(designations), len(_MARKS) - 1)]
            designations.append(f"{mark} {country.footnote}")
        names[key] = country.name_on(on) + mark
    return names, tuple(designations)


def by_region(exercise: Exercise, countries: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The countries by region, in the order of regions.yaml: a grouping for presentation only."""
    names = {region.id: region.name for region in exercise.regions}
    found: dict[str, list[str]] = {}
    for key in countries:
        found.setdefault(exercise.countries[key].region, []).append(key)
    for region in sorted(found, key=lambda region: (exercise.region_order.get(region, len(names)), region)):
        yield names.get(region, region), found[region]
