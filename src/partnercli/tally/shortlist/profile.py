"""Who approves of which country: the one input of every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import lcm
from typing import NamedTuple

from partnercli.tally.table import StanceTable

Shortlist = tuple[str, ...]
"""Countries by their ids, in alphabetical order."""

Picks = tuple[int, ...]
"""How many countries are taken of each group of a profile."""


class Unfinished(Exception):
    """A rule met its bound of work before it had all of its shortlists; those that it gave are exact."""


class Group(NamedTuple):
    """Countries that exactly the same voters support, so that every rule is indifferent between them.

    `supporters` are places in the list of voters, at least one.
    """

    supporters: tuple[int, ...]
    countries: tuple[str, ...]


class Profile(NamedTuple):
    """Voters in protocol order, each of whom supports a country, and the countries with a supporter."""

    voters: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def candidates(self) -> tuple[str, ...]:
        """The countries that can be chosen, in alphabetical order."""
        return tuple(sorted(chain.from_iterable(group.countries for group in self.groups)))

    @property
    def supporters(self) -> Mapping[str, tuple[int, ...]]:
        """By country, the places of those who support it."""
        return {country: group.supporters for group in self.groups for country in group.countries}

    @property
    def supported_by(self) -> Mapping[str, tuple[str, ...]]:
        """By country, those who support it, in protocol order."""
        return {
            country: tuple(self.voters[place] for place in places)
            for country, places in self.supporters.items()
        }

    @property
    def approvals(self) -> tuple[int, ...]:
        """How many countries each voter supports."""
        return self.partners(self.candidates)

    @property
    def divisible(self) -> int:
        """A number that every possible number of supporters divides: shares of it are whole."""
        return lcm(*range(1, len(self.voters) + 1))

    def partners(self, countries: Collection[str]) -> tuple[int, ...]:
        """How many of these countries each voter supports."""
        found = [0] * len(self.voters)
        for country, supporters in self.supporters.items():
            if country in countries:
                for voter in supporters:
                    found[voter] += 1
        return tuple(found)

    def shortlists(self, picks: Picks) -> Iterator[Shortlist]:
        """All shortlists with so many countries of each group."""
        taken = [
            (group.countries, number) for group, number in zip(self.groups, picks, strict=True) if number
        ]
        for chosen in _choices(taken):
            yield tuple(sorted(chosen))


def profile_of(table: StanceTable) -> Profile:
    """The approvals at a meeting: support alone; no reservation, no opposition, no region."""
    return profile({code: table.supported_by(code) for code in table.responded})


def profile(ballots: Mapping[str, Collection[str]]) -> Profile:
    """A profile from what each delegation supports; one that supports nothing is no voter."""
    voters = tuple(code for code, supported in ballots.items() if supported)
    supporters: defaultdict[str, list[int]] = defaultdict(list)
    for place, code in enumerate(voters):
        for country in set(ballots[code]):
            supporters[country].append(place)
    return Profile(voters, _grouped(supporters))


def _grouped(supporters: Mapping[str, Sequence[int]]) -> tuple[Group, ...]:
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for country in sorted(supporters):
        alike[tuple(supporters[country])].append(country)
    return tuple(Group(voters, tuple(countries)) for voters, countries in alike.items())


def _choices(taken: Sequence[tuple[Shortlist, int]]) -> Iterator[Shortlist]:
    """Each way to take so many countries out of each list, made only when it is asked for: there may be billions."""
    if not taken:
        yield ()
        return
    (countries, number), *others = taken
    for chosen in combinations(countries, number):
        for further in _choices(others):
            yield (*chosen, *further)
