"""How firm a tally is, as JSON: the contract `partner.robustness/1`, on which other programs rely."""

from __future__ import annotations

from typing import Any

from partnercli.tally.contract import heading, threshold_as_plain
from partnercli.tally.robustness import Firmness, Robustness

FORMAT = "partner.robustness/1"
"""The contract's name and version."""


def to_contract(robustness: Robustness) -> dict[str, Any]:
    """The countries of the tally in its order, as plain values: whole numbers, and delegations in protocol order.

    `bilateral` spoke in confidence, and are never named outside the Presidency's own outputs.
    """
    tally = robustness.tally
    return {
        **heading(FORMAT, tally),
        "threshold": threshold_as_plain(tally.threshold),
        "silent": list(tally.silent),
        "bilateral": list(tally.bilateral),
        "countries": [_country(row) for row in robustness.countries],
    }


def _country(row: Firmness) -> dict[str, Any]:
    spoken = row.if_silent_speak
    return {
        "country": row.country,
        "name": row.name,
        "region": row.region,
        "support": row.support,
        "needed": row.needed,
        "margin": row.margin,
        "priority": row.priority,
        "flip": row.flip,
        "if_silent_speak": {
            "low": spoken.low,
            "high": spoken.high,
            "needed": spoken.needed,
            "priority": spoken.priority,
        },
        "carried": row.carried,
        "pivotal": list(row.pivotal),
    }
