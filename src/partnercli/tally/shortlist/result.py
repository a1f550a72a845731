"""A choice of partners by one rule: its shortlists, whom the first represents, what the other rules would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from partnercli.tally.shortlist.profile import Profile, Shortlist, Unfinished
from partnercli.tally.shortlist.representation import fully_justified, justified, unrepresented
from partnercli.tally.shortlist.rules import BRIEF, THOROUGH, Rule, enough, find, total
from partnercli.tally.shortlist.sequential import paid_in_full

_COMPARED = 20
"""How many of another rule's shortlists are looked at for the one nearest to the list shown."""


class Change(NamedTuple):
    """What another rule would do to a shortlist: the countries it would add and remove, in alphabetical order."""

    added: Shortlist
    removed: Shortlist


class Choice(NamedTuple):
    """What one rule chooses: a reading of positions, not a decision.

    `shortlists` are equally good and in alphabetical order; all else is said of `first`. `truncated`: there may be
    more of them. `justified` and `fully_justified` are the two tests of `representation`. `others` holds what each
    other rule would change, at the least; None where a rule could not be settled. `enough`, for Chamberlin and
    Courant alone: a smallest list that represents as many voters; None where that could not be settled.
    `completed`, for equal shares alone: the countries of the first list that its supporters cannot pay for in full,
    and that Phragmén's rule adds.
    """

    rule: Rule
    profile: Profile
    shortlists: tuple[Shortlist, ...]
    truncated: bool
    unrepresented: tuple[str, ...]
    justified: bool
    fully_justified: bool
    others: Mapping[Rule, Change | None]
    enough: Shortlist | None
    completed: Shortlist | None

    @property
    def first(self) -> Shortlist:
        """The shortlist that is explained."""
        return self.shortlists[0]

    @property
    def in_all(self) -> Shortlist:
        """The countries on every shortlist given."""
        return tuple(sorted(set(self.first).intersection(*self.shortlists)))

    @property
    def in_some(self) -> Shortlist:
        """The countries on at least one shortlist given, those on every one included."""
        return tuple(sorted(set().union(*self.shortlists)))

    @property
    def partners(self) -> Mapping[str, Shortlist]:
        """By voter, in protocol order, its countries on the first shortlist."""
        supporters = self.profile.supporters
        return {
            code: tuple(country for country in self.first if place in supporters[country])
            for place, code in enumerate(self.profile.voters)
        }


class Beside(NamedTuple):
    """Another list beside a shortlist: the countries that only it has, and those that only the shortlist has.

    What is said of a shortlist is said of it, too. A country without a supporter represents nobody.
    """

    added: Shortlist
    removed: Shortlist
    unrepresented: tuple[str, ...]
    justified: bool
    fully_justified: bool


def beside(choice: Choice, countries: Collection[str]) -> Beside:
    """How a list of countries, of any length but none, stands beside the first shortlist."""
    change = _between(choice.first, tuple(countries))
    return Beside(
        *change,
        unrepresented=unrepresented(choice.profile, countries),
        justified=justified(choice.profile, countries),
        fully_justified=fully_justified(choice.profile, countries),
    )


def choose(profile: Profile, rule: Rule, size: int, most: int) -> Choice:
    """At most so many shortlists of a rule, explained; Unfinished if not one can be found within bounds.

    `size` is at least 1 and at most the number of candidates.
    """
    found = find(rule, profile, size, most, THOROUGH)
    first = found.shortlists[0]
    return Choice(
        rule=rule,
        profile=profile,
        shortlists=found.shortlists,
        truncated=found.truncated,
        unrepresented=unrepresented(profile, first),
        justified=justified(profile, first),
        fully_justified=fully_justified(profile, first),
        others={other: _change(other, profile, first) for other in Rule if other is not rule},
        enough=_enough(profile, first) if rule is Rule.CHAMBERLIN_COURANT else None,
        completed=_completed(profile, first) if rule is Rule.EQUAL_SHARES else None,
    )


def _change(rule: Rule, profile: Profile, shortlist: Shortlist) -> Change | None:
    try:
        found = find(rule, profile, len(shortlist), _COMPARED, BRIEF)
    except Unfinished:
        return None
    reached = total(rule, profile, shortlist)
    if reached is not None and reached == total(rule, profile, found.shortlists[0]):
        return Change((), ())
    changes = [_between(shortlist, other) for other in found.shortlists]
    return min(changes, key=lambda change: len(change.added))


def _between(shortlist: Shortlist, other: Shortlist) -> Change:
    added, removed = set(other) - set(shortlist), set(shortlist) - set(other)
    return Change(tuple(sorted(added)), tuple(sorted(removed)))


def _completed(profile: Profile, shortlist: Shortlist) -> Shortlist:
    paid = paid_in_full(profile, shortlist)
    return tuple(country for country in shortlist if country not in paid)


def _enough(profile: Profile, shortlist: Shortlist) -> Shortlist | None:
    try:
        return enough(profile, shortlist)
    except Unfinished:
        return None
