"""Rules that give each country a score of its own: approval and satisfaction approval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from math import lcm

from partnercli.tally.shortlist.profile import Profile, Shortlist

Scores = Mapping[str, int]
"""By country, in whatever unit makes it whole: scores are only compared."""


def approval(profile: Profile) -> Scores:
    """The number of supporters (Brams and Fishburn 1978)."""
    return {country: len(supporters) for country, supporters in profile.supporters.items()}


def satisfaction(profile: Profile) -> Scores:
    """Each supporter gives an equal part of itself to each of its countries (Brams and Kilgour 2014)."""
    whole = lcm(*profile.approvals)
    parts = [whole // named for named in profile.approvals]
    return {
        country: sum(parts[voter] for voter in supporters)
        for country, supporters in profile.supporters.items()
    }


def total(score: Callable[[Profile], Scores], profile: Profile, shortlist: Shortlist) -> int:
    """The sum of a shortlist's scores."""
    scores = score(profile)
    return sum(scores[country] for country in shortlist)


def highest(score: Callable[[Profile], Scores], profile: Profile, size: int) -> Iterator[Shortlist]:
    """All shortlists of the highest scores: those above the last place, and each choice of those level with it."""
    scores = score(profile)
    last = sorted(scores.values(), reverse=True)[size - 1]
    above = [country for country, points in scores.items() if points > last]
    level = [country for country, points in scores.items() if points == last]
    for chosen in combinations(sorted(level), size - len(above)):
        yield tuple(sorted((*above, *chosen)))
