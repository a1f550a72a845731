"""Rules that look for the shortlist of the highest total: proportional approval, and Chamberlin and Courant.

Both add up, over voters, a weight for a voter's first partner on the list, a smaller one for its second, and so on
(Thiele 1895).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import lcm

from partnercli.tally.shortlist.branch_and_bound import Search
from partnercli.tally.shortlist.profile import Profile, Shortlist


def proportional(size: int) -> tuple[int, ...]:
    """The weights 1, 1/2, 1/3 … of a voter's partners, whole (proportional approval voting)."""
    whole = lcm(*range(1, size + 1))
    return tuple(whole // partners for partners in range(1, size + 1))


def first_only(size: int) -> tuple[int, ...]:
    """Only a voter's first partner counts (Chamberlin and Courant 1983)."""
    return (1, *[0] * (size - 1))


def total(weights: Sequence[int], partners: Iterable[int]) -> int:
    """What a list amounts to in which voters have so many partners."""
    upto = (0, *accumulate(weights))
    return sum(upto[number] for number in partners)


def best(profile: Profile, weights: Sequence[int], most_steps: int) -> int:
    """The highest total of a shortlist with as many countries as there are weights; Unfinished if that is too hard."""
    return Search(profile, weights, most_steps).highest()


def reaching(profile: Profile, weights: Sequence[int], least: int, most_steps: int) -> Iterator[Shortlist]:
    """All shortlists of at least this total, each once; Unfinished where finding them is too hard."""
    for picks in Search(profile, weights, most_steps).reaching(least):
        yield from profile.shortlists(picks)
