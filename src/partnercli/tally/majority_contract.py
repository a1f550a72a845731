"""A majority as JSON: the contract `partner.majority/1`, on which other programs rely."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from partnercli.records.share import rounded
from partnercli.tally.blocking import Turn
from partnercli.tally.contract import heading
from partnercli.tally.majority import POPULATION, Majority
from partnercli.tally.population import Population
from partnercli.tally.votes import Vote

FORMAT = "partner.majority/1"
"""The contract's name and version."""


def to_contract(
    majority: Majority, block: Turn | None, carry: Turn | None, *, names: bool, **subject: Any
) -> dict[str, Any]:
    """The reading as plain values; shares are rounded to 4 places, half to even, here and nowhere before.

    `subject` are further keys: what is voted on, and the source of the figures. The sets of `block` and
    `carry` stand there only with `names`.
    """
    votes = majority.votes
    return {
        **heading(FORMAT, majority),
        **subject,
        "day": majority.day.isoformat(),
        "rule": majority.rule.value,
        "adopted": majority.adopted,
        "for": majority.in_favour,
        "needed": majority.needed,
        **_population(majority),
        "blocking_minority": majority.blocking_minority,
        "blocking_number": majority.blocking_number,
        "counts_as_reached": majority.counts_as_reached,
        "close_to_the_line": majority.close_to_the_line,
        "uncertain": majority.uncertain,
        "not_for": majority.not_in_favour,
        "against": len(votes.of(Vote.AGAINST)),
        "abstain": len(votes.of(Vote.ABSTAIN)),
        "absent": len(votes.of(Vote.ABSENT)),
        "members": len(votes.members),
        "participants": len(votes.cast),
        "not_taking_part": list(votes.not_taking_part),
        "delegations": {vote.value: list(votes.of(vote)) for vote in Vote},
        "missing": {
            "members": majority.missing_members,
            "population": None if majority.population is None else majority.missing_persons,
        },
        "to_block": _turn(block, names=names),
        "to_carry": _turn(carry, names=names),
        "may_go_on_discussing": majority.may_go_on,
    }


def _population(majority: Majority) -> dict[str, Any]:
    table = majority.population or Population(None, None, {}, ())
    weighed = majority.population is not None
    return {
        "population_share": rounded(table.share(majority.votes.in_favour)),
        "population_needed": rounded(Fraction(POPULATION, 100)) if weighed else None,
        "population_for": majority.persons if weighed else None,
        "population_for_needed": majority.persons_needed if weighed else None,
        "population_total": majority.all_persons if weighed else None,
        "population_year": table.year,
        "population_status": table.standing,
    }


def _turn(turn: Turn | None, *, names: bool) -> dict[str, Any] | None:
    if turn is None:
        return None
    sets = None if turn.any_will_do or not names else [list(one) for one in turn.sets]
    return {
        "members": turn.size,
        "among": len(turn.among),
        "any": turn.any_will_do,
        "sets": sets,
        "truncated": turn.truncated if sets is not None else None,
    }
