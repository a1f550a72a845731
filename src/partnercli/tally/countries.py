"""The figures of each country that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from partnercli.records.config import Band, Config
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold
from partnercli.records.position import Stance
from partnercli.tally.phrases import phrase
from partnercli.tally.population import Population
from partnercli.tally.result import CountryRow
from partnercli.tally.table import StanceTable, by_stance
from partnercli.tally.threshold import lifted_by_carried, priorities


def country_rows(
    table: StanceTable, exercise: Exercise, config: Config, persons: Population
) -> tuple[CountryRow, ...]:
    """Every country named in any stance: region by region or all together, as the rule's `within` says."""
    support = {country: len(table.supporters(country)) for country in table.countries}
    region_of = {country: exercise.countries[country].region for country in support}
    reading = _Reading(
        table=table,
        bands=config.phrases,
        persons=persons,
        region_of=region_of,
        reached=priorities(table, config.priority),
        lifted=lifted_by_carried(table, config.priority),
        rank=ranks(support),
        rank_in_region=_ranks_in_region(support, region_of),
    )
    rows = (_row(reading, country) for country in support)
    order = _by_rank if config.priority.within == "all" else _by_region(exercise)
    return tuple(sorted(rows, key=order))


def ranks(support: Mapping[str, int]) -> dict[str, int]:
    """1 + the number of others with more: 1, 1, 3. Equal counts are never parted."""
    descending = sorted(support.values(), reverse=True)
    return {name: 1 + descending.index(number) for name, number in support.items()}


def _by_rank(row: CountryRow) -> tuple[int, str, str]:
    """The order of all countries together: rank, then name."""
    return row.rank, fold(row.name), row.country


class _Reading(NamedTuple):
    """What a row is made from, besides its country."""

    table: StanceTable
    bands: tuple[Band, ...]
    persons: Population
    region_of: Mapping[str, str]
    reached: frozenset[str]
    lifted: frozenset[str]
    rank: Mapping[str, int]
    rank_in_region: Mapping[str, int]


def _row(reading: _Reading, country: str) -> CountryRow:
    table = reading.table
    mentions = table.on_country(country)
    delegations = by_stance(mentions)
    supporters = delegations[Stance.SUPPORT]
    return CountryRow(
        country=country,
        name=table.names[country],
        region=reading.region_of[country],
        rank=reading.rank[country],
        rank_in_region=reading.rank_in_region[country],
        share=Fraction(len(supporters), len(table.expected)),
        share_of_responded=Fraction(len(supporters), len(table.responded)),
        population_share=reading.persons.share(supporters),
        conditional=sum(mentions[code].conditional for code in supporters),
        first_named=sum(mentions[code].first for code in supporters),
        phrase=phrase(reading.bands, len(supporters), len(table.expected)),
        priority=country in reading.reached,
        lifted_by_carried=country in reading.lifted,
        delegations=delegations,
    )


def _ranks_in_region(support: Mapping[str, int], region_of: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for region in set(region_of.values()):
        found |= ranks(
            {country: number for country, number in support.items() if region_of[country] == region}
        )
    return found


def _by_region(exercise: Exercise) -> Callable[[CountryRow], tuple[int, str, int, str, str]]:
    """Regions in the order of regions.yaml, unknown ones last; then rank in the region, then name."""

    def order(row: CountryRow) -> tuple[int, str, int, str, str]:
        return *exercise.region_place(row.region), row.rank_in_region, fold(row.name), row.country

    return order
