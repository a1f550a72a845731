"""The matrix: who said what of which country, and of which region, at one meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.result import CountryRow, RegionRow, Tally
from partnercli.tally.table import Mention, StanceTable, Voice

Mentions = Mapping[str, Mention]
"""What is said of one country or region, by the delegations that say anything of it, in the matrix's order."""


class Column(NamedTuple):
    """One delegation that is expected, and how its words came to be known.

    `responded` is false for a silent one: nothing is known of it, neither support nor opposition. `carried` is
    the earlier meeting whose preferences stand, None where they are of this meeting or where there are none.
    `confirmed`: it confirmed the reading. `confidential`: it spoke in confidence and is never named outside
    the Presidency's own outputs. `supports` is the number of all countries that it supports.
    """

    delegation: str
    name: str
    responded: bool
    carried: str | None
    confirmed: bool
    confidential: bool
    supports: int


class MatrixRow(NamedTuple):
    """One country with its figures in the tally and what each delegation says of it."""

    figures: CountryRow
    mentions: Mentions


class MatrixRegion(NamedTuple):
    """One region with its figures in the tally, what is said of it as such, and its countries."""

    figures: RegionRow
    mentions: Mentions
    rows: tuple[MatrixRow, ...]


class Matrix(NamedTuple):
    """Delegations by countries within regions, in the tally's order: a reading of positions, not a decision.

    `tally` has the figures beside it, the line, the meeting and how all of it is handled. `delegations` are
    all that are expected, in protocol order unless another was asked for (`in_order`).
    """

    tally: Tally
    delegations: tuple[Column, ...]
    regions: tuple[MatrixRegion, ...]

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The countries, region by region."""
        return tuple(row for region in self.regions for row in region.rows)


def matrix(table: StanceTable, tally: Tally, exercise: Exercise) -> Matrix:
    """Who said what; the rows are those of the tally, which must have been counted from the same table."""
    carried = {entry.delegation: entry.origin for entry in table.carried}
    return Matrix(
        tally,
        tuple(_column(table, exercise, code, carried.get(code)) for code in table.expected),
        tuple(_region(table, tally, region) for region in tally.regions),
    )


NOT_HEARD = "not heard"
"""Stands in the row of a country for a delegation that is silent altogether."""


class WideRow(NamedTuple):
    """A row for tables with a column a delegation: a country, or a region as such where `country` is None.

    `said` is each delegation's stance, NOT_HEARD where it is silent, None where it says nothing of it. `conditional`
    are those of whatever stance that have conditions. `priority` is None for a region as such.
    """

    region: str
    country: str | None
    name: str
    support: int
    priority: bool | None
    said: Mapping[str, str | None]
    conditional: tuple[str, ...]


def wide(found: Matrix) -> Iterator[WideRow]:
    """The rows, region by region; first what is said of the region as such, where anybody says anything of it."""
    for region in found.regions:
        figures = region.figures
        if region.mentions:
            itself = len(figures.itself[Stance.SUPPORT])
            yield WideRow(figures.region, None, figures.name, itself, None, *_said(found, region.mentions))
        for row in region.rows:
            country = row.figures
            about = (country.region, country.country, country.name, country.support, country.priority)
            yield WideRow(*about, *_said(found, row.mentions))


def _said(found: Matrix, mentions: Mentions) -> tuple[dict[str, str | None], tuple[str, ...]]:
    stances = {column.delegation: _stance(column, mentions) for column in found.delegations}
    return stances, tuple(code for code, mention in mentions.items() if mention.conditional)


def _stance(column: Column, mentions: Mentions) -> str | None:
    if column.delegation in mentions:
        return mentions[column.delegation].stance.value
    return None if column.responded else NOT_HEARD


def in_order(found: Matrix, codes: Sequence[str]) -> Matrix:
    """The matrix with its delegations, all of them, in the order of these codes."""
    columns = {column.delegation: column for column in found.delegations}

    def sorted_by_codes(mentions: Mentions) -> Mentions:
        return {code: mentions[code] for code in codes if code in mentions}

    return found._replace(
        delegations=tuple(columns[code] for code in codes),
        regions=tuple(
            region._replace(
                mentions=sorted_by_codes(region.mentions),
                rows=tuple(row._replace(mentions=sorted_by_codes(row.mentions)) for row in region.rows),
            )
            for region in found.regions
        ),
    )


def _column(table: StanceTable, exercise: Exercise, code: str, carried: str | None) -> Column:
    voice = table.voices.get(code, Voice())
    return Column(
        delegation=code,
        name=exercise.delegations[code].name,
        responded=code in table.voices,
        carried=carried,
        confirmed=voice.confirmed,
        confidential=voice.bilateral,
        supports=len(table.supported_by(code)),
    )


def _region(table: StanceTable, tally: Tally, region: RegionRow) -> MatrixRegion:
    rows = (
        MatrixRow(row, table.on_country(row.country))
        for row in tally.countries
        if row.region == region.region
    )
    return MatrixRegion(region, table.on_region(region.region), tuple(rows))
