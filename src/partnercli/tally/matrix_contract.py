"""The matrix as JSON: the contract `partner.matrix/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnercli.records.share import rounded
from partnercli.tally.contract import heading, threshold_as_plain
from partnercli.tally.matrix import Column, Matrix, MatrixRegion, MatrixRow, Mentions
from partnercli.tally.similarity import Likeness

FORMAT = "partner.matrix/1"
"""The contract's name and version."""


def to_contract(found: Matrix, similarity: Iterable[Likeness] | None = None) -> dict[str, Any]:
    """The matrix as plain values.

    `stances` name only those who say something; `conditional`, `first` and `assumed` are the delegations among
    them with conditions, whatever their stance, with it as first choice, and with this word in a what-if only.
    `similarity` is a key only where it is given along; its shares are rounded to 4 places, null if undefined.
    """
    tally = found.tally
    pairs = {} if similarity is None else {"similarity": [_likeness(pair) for pair in similarity]}
    return {
        **heading(FORMAT, tally),
        "threshold": threshold_as_plain(tally.threshold),
        "delegations": [_column(column) for column in found.delegations],
        "regions": [_region(region) for region in found.regions],
        "countries": [_country(row) for row in found.rows],
        **pairs,
    }


def _column(column: Column) -> dict[str, Any]:
    return column._asdict()


def _region(region: MatrixRegion) -> dict[str, Any]:
    figures = region.figures
    return {
        "region": figures.region,
        "name": figures.name,
        "support": figures.support,
        "region_only": list(figures.region_only),
        **_said(region.mentions),
    }


def _country(row: MatrixRow) -> dict[str, Any]:
    figures = row.figures
    return {
        "country": figures.country,
        "name": figures.name,
        "region": figures.region,
        "support": figures.support,
        "priority": figures.priority,
        **_said(row.mentions),
    }


def _said(mentions: Mentions) -> dict[str, Any]:
    return {
        "stances": {code: mention.stance.value for code, mention in mentions.items()},
        "conditional": [code for code, mention in mentions.items() if mention.conditional],
        "first": [code for code, mention in mentions.items() if mention.first],
        "assumed": [code for code, mention in mentions.items() if mention.assumed],
    }


def _likeness(pair: Likeness) -> dict[str, Any]:
    return {"a": pair.one, "b": pair.other, "jaccard": rounded(pair.jaccard)}
