"""The seven rules, by name; how their equally good shortlists are found, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, assert_never

from partnercli.tally.shortlist import scores, sequential, thiele
from partnercli.tally.shortlist.profile import Profile, Shortlist, Unfinished

THOROUGH = 500_000
"""Branches that a search for the rule asked for may look into: seconds, where support is spread evenly."""
BRIEF = 30_000
"""Branches that a search for something said beside it may look into: less than a second."""


class Rule(StrEnum):
    """A rule for choosing a shortlist, from the majority's to the one that leaves fewest with nothing."""

    APPROVAL = "approval"
    SAV = "sav"
    PAV = "pav"
    SEQPAV = "seqpav"
    PHRAGMEN = "phragmen"
    EQUAL_SHARES = "equal-shares"
    CHAMBERLIN_COURANT = "chamberlin-courant"


class Found(NamedTuple):
    """Shortlists that a rule finds equally good, at least one, in alphabetical order.

    `truncated`: they are not known to be all; each of them is exact all the same.
    """

    shortlists: tuple[Shortlist, ...]
    truncated: bool


def find(rule: Rule, profile: Profile, size: int, most: int, most_steps: int = THOROUGH) -> Found:
    """At most so many of the rule's shortlists; Unfinished if it gave none within its bound of work.

    `size` is at least 1 and at most the number of candidates; `most_steps` is the bound of rules that need a search.
    """
    given: list[Shortlist] = []
    unfinished = False
    try:
        given.extend(islice(_shortlists(rule, profile, size, most_steps), most + 1))
    except Unfinished:
        if not given:
            raise
        unfinished = True
    return Found(tuple(sorted(given[:most])), unfinished or len(given) > most)


def total(rule: Rule, profile: Profile, shortlist: Shortlist) -> int | None:
    """What the rule wants to be as high as possible; None for a rule that picks one country after another."""
    match rule:
        case Rule.APPROVAL:
            return scores.total(scores.approval, profile, shortlist)
        case Rule.SAV:
            return scores.total(scores.satisfaction, profile, shortlist)
        case Rule.PAV | Rule.CHAMBERLIN_COURANT:
            return thiele.total(_weights(rule, len(shortlist)), profile.partners(shortlist))
        case _:
            return None


def enough(profile: Profile, shortlist: Shortlist) -> Shortlist:
    """One of the smallest lists that represent as many voters as this one; Unfinished where that is too hard."""
    smallest = shortlist
    reached = thiele.total(thiele.first_only(len(shortlist)), profile.partners(shortlist))
    for fewer in range(len(shortlist) - 1, 0, -1):
        found = next(thiele.reaching(profile, thiele.first_only(fewer), reached, BRIEF), None)
        if found is None:
            break
        smallest = found
    return smallest


def _shortlists(rule: Rule, profile: Profile, size: int, most_steps: int) -> Iterator[Shortlist]:
    """All of the rule's shortlists, each worked out when it is asked for."""
    match rule:
        case Rule.APPROVAL:
            return scores.highest(scores.approval, profile, size)
        case Rule.SAV:
            return scores.highest(scores.satisfaction, profile, size)
        case Rule.PAV | Rule.CHAMBERLIN_COURANT:
            weights = _weights(rule, size)
            best = thiele.best(profile, weights, most_steps)
            return thiele.reaching(profile, weights, best, most_steps)
        case Rule.SEQPAV:
            return sequential.sequentially(sequential.sequential_pav, profile, size)
        case Rule.PHRAGMEN:
            return sequential.sequentially(sequential.phragmen, profile, size)
        case Rule.EQUAL_SHARES:
            return sequential.sequentially(sequential.equal_shares, profile, size)
        case _:
            assert_never(rule)


def _weights(rule: Rule, size: int) -> tuple[int, ...]:
    return thiele.proportional(size) if rule is Rule.PAV else thiele.first_only(size)
