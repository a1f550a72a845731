"""How firm a tally is, as JSON: the contract `partner.robustness/1`, on which other programs rely."""

from __future__ import annotations

from typing import Literal, TypedDict

from partnercli.records.contract_words import Count
from partnercli.tally.contract import Heading, ThresholdContract, heading, threshold_as_plain
from partnercli.tally.robustness import Firmness, Outcome, Robustness


class IfSilentSpeakContract(TypedDict):
    """What a country's support may become once every silent delegation speaks."""

    low: Count
    """The support if none of them supports it."""
    high: Count
    """The support if all of them do."""
    needed: Count
    """How many are needed then, since everyone expected has responded."""
    priority: Outcome
    """Whether it is a priority then: whatever they say, only if some of them support it, or in no case."""


class FirmnessContract(TypedDict):
    """How firmly a country stands where it stands."""

    country: str
    """Its id."""
    name: str
    """Its name on the day of the meeting."""
    region: str
    """Its region, by its id."""
    support: Count
    """How many expected delegations support it."""
    needed: Count
    """How many are needed."""
    margin: int
    """How many supporters it has above the line; below zero, how many it lacks."""
    priority: bool
    """Whether it reaches the line."""
    flip: Count
    """How many delegations would have to change for `priority` to differ, the base as it is; which, does not matter."""
    if_silent_speak: IfSilentSpeakContract
    """What may become of it once the silent speak."""
    carried: Count
    """How many of its supporters said so at an earlier meeting."""
    pivotal: list[str]
    """Without any one of whom `priority` would differ, by codes in protocol order."""


class RobustnessContract(Heading):
    """How firm a tally is: who would have to change, or speak, for a country to cross the line."""

    format: Literal["partner.robustness/1"]
    """The contract's name and version."""
    threshold: ThresholdContract
    """The line above which a country is a priority."""
    silent: list[str]
    """Who is expected and did not respond, by codes in protocol order."""
    bilateral: list[str]
    """Who spoke in confidence: never to be named outside the Presidency."""
    countries: list[FirmnessContract]
    """The countries of the tally, in its order."""


def to_contract(robustness: Robustness) -> RobustnessContract:
    """The countries of the tally in its order, as plain values: whole numbers, and delegations in protocol order.

    `bilateral` spoke in confidence, and are never named outside the Presidency's own outputs.
    """
    tally = robustness.tally
    return {
        "format": "partner.robustness/1",
        **heading(tally),
        "threshold": threshold_as_plain(tally.threshold),
        "silent": list(tally.silent),
        "bilateral": list(tally.bilateral),
        "countries": [_country(row) for row in robustness.countries],
    }


def _country(row: Firmness) -> FirmnessContract:
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
