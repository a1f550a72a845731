"""The figures of each region that is named, or in which a country is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from fractions import Fraction

from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.result import RegionRow
from partnercli.tally.table import StanceTable, by_stance


def region_rows(table: StanceTable, exercise: Exercise, reached: Collection[str]) -> tuple[RegionRow, ...]:
    """The regions in the order of regions.yaml; one that it does not know comes last, under its id.

    `reached` are the countries that are priorities.
    """
    countries: defaultdict[str, list[str]] = defaultdict(list)
    for country in sorted(table.countries):
        countries[exercise.countries[country].region].append(country)
    names = exercise.region_names
    listed = table.regions | countries.keys()
    order = (*(region for region in names if region in listed), *sorted(listed - names.keys()))
    return tuple(
        _row(table, region, names.get(region, region), countries[region], reached) for region in order
    )


def _row(
    table: StanceTable, region: str, name: str, countries: Collection[str], reached: Collection[str]
) -> RegionRow:
    itself = by_stance(table.on_region(region))
    named = set(itself[Stance.SUPPORT])
    with_country = {code for country in countries for code in table.supporters(country)}
    supporters = table.in_order(named | with_country)
    return RegionRow(
        region=region,
        name=name,
        share=Fraction(len(supporters), len(table.expected)),
        supporters=supporters,
        region_only=table.in_order(named - with_country),
        itself=itself,
        partners=tuple(country for country in countries if country in reached),
    )
