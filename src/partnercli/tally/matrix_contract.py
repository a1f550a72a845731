"""The matrix as JSON: the contract `partner.matrix/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

from partnercli.records.contract_words import Count, Part
from partnercli.records.position import Stance
from partnercli.records.share import rounded
from partnercli.tally.contract import Heading, ThresholdContract, heading, threshold_as_plain
from partnercli.tally.matrix import Column, Matrix, MatrixRegion, MatrixRow, Mentions
from partnercli.tally.similarity import Likeness


class ColumnContract(TypedDict):
    """A delegation that is expected, and how its words came to be known."""

    delegation: str
    """Its code."""
    name: str
    """Its name."""
    responded: bool
    """Whether anything is known of it; if not, neither support nor opposition."""
    carried: str | None
    """The earlier meeting from which its words stand, by its id; null where they are of this one, or there are none."""
    confirmed: bool
    """Whether it confirmed the reading."""
    confidential: bool
    """Whether it spoke in confidence: never to be named outside the Presidency."""
    supports: Count
    """How many countries it supports."""


class SaidContract(TypedDict):
    """What is said of a country or of a region as such; nobody is named that says nothing."""

    stances: dict[str, Stance]
    """What each delegation says, by its code."""
    conditional: list[str]
    """Who of them names conditions, whatever the stance, by codes."""
    first: list[str]
    """Who of them names it first, by codes."""
    assumed: list[str]
    """Who of them says so in a what-if only, by codes."""


class MatrixRegionContract(SaidContract):
    """A region that is named, or in which a country is."""

    region: str
    """Its id."""
    name: str
    """Its name."""
    support: Count
    """How many delegations support the region itself or any country in it, each once."""
    region_only: list[str]
    """Those of them that support none of its countries, by codes in protocol order."""


class MatrixCountryContract(SaidContract):
    """A country that an expected delegation names, in any stance."""

    country: str
    """Its id."""
    name: str
    """Its name on the day of the meeting."""
    region: str
    """Its region, by its id."""
    support: Count
    """How many expected delegations support it."""
    priority: bool
    """Whether it reaches the line."""


class LikenessContract(TypedDict):
    """How alike the supports of two delegations are."""

    a: str
    """The code of one."""
    b: str
    """The code of the other."""
    jaccard: Part | None
    """The countries that both support, as a share of those that either does; null where neither supports any."""


class MatrixContract(Heading):
    """Who said what of which country: a reading of positions, not a decision."""

    format: Literal["partner.matrix/1"]
    """The contract's name and version."""
    threshold: ThresholdContract
    """The line above which a country is a priority."""
    delegations: list[ColumnContract]
    """All that are expected, in protocol order unless `--order` asks for another."""
    regions: list[MatrixRegionContract]
    """The regions, in the order of `data/regions.yaml`."""
    countries: list[MatrixCountryContract]
    """The countries by region and support, as on the screen."""
    similarity: NotRequired[list[LikenessContract]]
    """Every two delegations that are expected; only with `--order similarity`."""


def to_contract(found: Matrix, similarity: Iterable[Likeness] | None = None) -> MatrixContract:
    """The matrix as plain values.

    `stances` name only those who say something; `conditional`, `first` and `assumed` are the delegations among
    them with conditions, whatever their stance, with it as first choice, and with this word in a what-if only.
    `similarity` is a key only where it is given along; its shares are rounded to 4 places, null if undefined.
    """
    tally = found.tally
    contract: MatrixContract = {
        "format": "partner.matrix/1",
        **heading(tally),
        "threshold": threshold_as_plain(tally.threshold),
        "delegations": [_column(column) for column in found.delegations],
        "regions": [_region(region) for region in found.regions],
        "countries": [_country(row) for row in found.rows],
    }
    if similarity is not None:
        contract["similarity"] = [_likeness(pair) for pair in similarity]
    return contract


def _column(column: Column) -> ColumnContract:
    return {
        "delegation": column.delegation,
        "name": column.name,
        "responded": column.responded,
        "carried": column.carried,
        "confirmed": column.confirmed,
        "confidential": column.confidential,
        "supports": column.supports,
    }


def _region(region: MatrixRegion) -> MatrixRegionContract:
    figures = region.figures
    return {
        "region": figures.region,
        "name": figures.name,
        "support": figures.support,
        "region_only": list(figures.region_only),
        **_said(region.mentions),
    }


def _country(row: MatrixRow) -> MatrixCountryContract:
    figures = row.figures
    return {
        "country": figures.country,
        "name": figures.name,
        "region": figures.region,
        "support": figures.support,
        "priority": figures.priority,
        **_said(row.mentions),
    }


def _said(mentions: Mentions) -> SaidContract:
    return {
        "stances": {code: mention.stance for code, mention in mentions.items()},
        "conditional": [code for code, mention in mentions.items() if mention.conditional],
        "first": [code for code, mention in mentions.items() if mention.first],
        "assumed": [code for code, mention in mentions.items() if mention.assumed],
    }


def _likeness(pair: Likeness) -> LikenessContract:
    return {"a": pair.one, "b": pair.other, "jaccard": rounded(pair.jaccard)}
