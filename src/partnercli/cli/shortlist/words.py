"""What the rules for shortlists ask for and promise, in words for a desk officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from partnercli.documents.words import listed
from partnercli.records.plural import plural
from partnercli.tally.shortlist.profile import Shortlist
from partnercli.tally.shortlist.result import Change, Choice
from partnercli.tally.shortlist.rules import Rule

ASKS = {
    Rule.APPROVAL: "the most supporters",
    Rule.SAV: "supporters, each split over its countries",
    Rule.PAV: "a second partner counts half, a third a third",
    Rule.SEQPAV: "as pav, one country after another",
    Rule.PHRAGMEN: "each pick carried evenly by its supporters",
    Rule.EQUAL_SHARES: "the same budget for every delegation",
    Rule.CHAMBERLIN_COURANT: "at least one partner for as many as possible",
}
"""What each rule asks for, in ten words or so."""

_PROMISES = {
    Rule.PAV: "This rule always gives both.",
    Rule.EQUAL_SHARES: "This rule always gives both.",
    Rule.PHRAGMEN: "This rule always gives the first, not always the second.",
    Rule.CHAMBERLIN_COURANT: "This rule always gives the first, not always the second.",
}
_NO_PROMISE = "This rule promises neither."


def budget(voters: int, size: int) -> str:
    """How equal shares work, by the budget."""
    each = Fraction(size, voters)
    return (
        f"Equal shares: a place costs 1. Each of {plural(voters, 'delegation')} has {each} of that"
        " to spend on countries that it supports. The next place goes to the country whose supporters can pay for it"
        " with the smallest equal share each. When no country can be paid for any more, Phragmén's rule fills the"
        " places left, from the money left."
    )


def paid(choice: Choice, completed: Shortlist, names: Mapping[str, str]) -> str:
    """Which places of a list by equal shares supporters pay for, and which Phragmén's rule fills."""
    bought = len(choice.first) - len(completed)
    if not completed:
        return (
            f"Here supporters pay for every place ({bought} of {bought}), so that none is filled afterwards."
        )
    filled = listed([names[country] for country in completed])
    if not bought:
        return (
            f"Here supporters can pay for no place in full: Phragmén's rule fills all of them, with {filled}."
        )
    places = f"{bought} of {plural(len(choice.first), 'place')}"
    return f"Here supporters pay for {places} in full. Filled afterwards by Phragmén's rule: {filled}."


def equally_good(choice: Choice) -> str:
    """How many shortlists there are."""
    number = len(choice.shortlists)
    if number == 1:
        return (
            "One shortlist; there may be others as good"
            if choice.truncated
            else "One shortlist, without a tie"
        )
    return f"{'At least ' if choice.truncated else ''}{number} equally good shortlists"


def represented(choice: Choice) -> str:
    """How many voters have a partner on the first shortlist."""
    voters = len(choice.profile.voters)
    return f"Represented: {voters - len(choice.unrepresented)} of {plural(voters, 'delegation')} that support a country"


def guarantees(choice: Choice) -> Iterator[str]:
    """What the first shortlist gives to groups of delegations that agree, and what its rule promises."""
    voters, size = len(choice.profile.voters), len(choice.first)
    one = -(-voters // size)
    large = f"{one} or more of {voters} delegations, agreeing on a country, are worth one of {plural(size, 'place')}"
    if one == 1:
        large = f"each of {voters} delegations is worth one of {plural(size, 'place')}"
    yield f"A fair part: {large}."
    yield (
        "1. No group of that size that agrees on a country is left with nothing."
        if choice.justified
        else "1. A group of that size that agrees on a country is left with nothing."
    )
    yield (
        "2. Larger groups are served in proportion to their number, too."
        if choice.fully_justified
        else "2. A group that agrees on a country left out has fewer partners than its number is worth."
    )
    yield _PROMISES.get(choice.rule, _NO_PROMISE)


def in_words(change: Change | None, names: Mapping[str, str]) -> str:
    """What a rule would change."""
    if change is None:
        return "not settled, support is spread too evenly"
    if not change.added:
        return "no change"
    added, removed = ([names[country] for country in side] for side in change)
    return f"{listed(added)} in, {listed(removed)} out"
