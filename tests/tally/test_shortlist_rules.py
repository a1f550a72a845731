"""The seven rules against their definitions, written down a second time without a thought for speed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.tally.shortlist import sequential
from partnercli.tally.shortlist.profile import Profile, Unfinished, profile
from partnercli.tally.shortlist.representation import fully_justified, justified
from partnercli.tally.shortlist.rules import Rule, enough, find, total

Ballots = Mapping[str, frozenset[str]]
Money = dict[str, Fraction]
Outcomes = set[tuple[str, ...]]

ALL = 10_000
VOTERS, COUNTRIES = "PQRSTUV", "abcdefg"

ballots = st.dictionaries(
    st.sampled_from(VOTERS), st.frozensets(st.sampled_from(COUNTRIES), min_size=1), min_size=1
)


@st.composite
def exercises(draw: Any) -> tuple[Ballots, int]:
    said: Ballots = draw(ballots)
    return said, draw(st.integers(1, min(5, len(supported(said)))))


def supported(said: Ballots) -> list[str]:
    return sorted(frozenset().union(*said.values()))


def harmonic(number: int) -> Fraction:
    return sum((Fraction(1, place) for place in range(1, number + 1)), Fraction(0))


def shared(said: Ballots, committee: tuple[str, ...]) -> list[tuple[int, int]]:
    """By voter, how many of its countries are on the list, and how many it has."""
    return [(len(own & set(committee)), len(own)) for own in said.values()]


SCORES: dict[Rule, Callable[[int, int], Fraction]] = {
    Rule.APPROVAL: lambda on, _: Fraction(on),
    Rule.SAV: Fraction,
    Rule.PAV: lambda on, _: harmonic(on),
    Rule.CHAMBERLIN_COURANT: lambda on, _: Fraction(on > 0),
}


def by_trying_all(said: Ballots, size: int, score: Callable[[int, int], Fraction]) -> Outcomes:
    totals = {
        committee: sum(score(on, named) for on, named in shared(said, committee))
        for committee in combinations(supported(said), size)
    }
    return {committee for committee, reached in totals.items() if reached == max(totals.values())}


def one_by_one(
    size: int, step: Callable[[frozenset[str], Money], Iterator[tuple[str, Money]]], start: Money
) -> Outcomes:
    """All ends of a rule that goes step by step, by way of every tie."""

    def follow(chosen: frozenset[str], money: Money) -> Iterator[tuple[str, ...]]:
        if len(chosen) == size:
            yield tuple(sorted(chosen))
            return
        for country, left in step(chosen, money):
            yield from follow(chosen | {country}, left)

    return set(follow(frozenset(), start))


def seqpav(said: Ballots, size: int) -> Outcomes:
    def step(chosen: frozenset[str], money: Money) -> Iterator[tuple[str, Money]]:
        gain = {
            country: sum(Fraction(1, len(own & chosen) + 1) for own in said.values() if country in own)
            for country in supported(said)
            if country not in chosen
        }
        yield from ((country, money) for country, sum_ in gain.items() if sum_ == max(gain.values()))

    return one_by_one(size, step, {})


def load_after(said: Ballots, loads: Money, country: str) -> Fraction:
    bearers = [code for code, own in said.items() if country in own]
    return sum((loads[code] for code in bearers), Fraction(1)) / len(bearers)


def phragmen_step(said: Ballots, chosen: frozenset[str], loads: Money) -> Iterator[tuple[str, Money]]:
    after = {c: load_after(said, loads, c) for c in supported(said) if c not in chosen}
    for country, load in after.items():
        if load == min(after.values()):
            yield (
                country,
                {code: load if country in own else loads[code] for code, own in said.items()},
            )


def phragmen(said: Ballots, size: int) -> Outcomes:
    return one_by_one(
        size, lambda chosen, loads: phragmen_step(said, chosen, loads), dict.fromkeys(said, Fraction(0))
    )


def price(purses: list[Fraction]) -> Fraction | None:
    """The least r with a sum of min(purse, r) of 1: on the first straight piece of that sum which reaches 1."""
    before, reached = Fraction(0), Fraction(0)
    for corner in sorted(set(purses)):
        here = sum((min(purse, corner) for purse in purses), Fraction(0))
        if here >= 1:
            return before + (1 - reached) * (corner - before) / (here - reached)
        before, reached = corner, here
    return None


def equal_shares_step(said: Ballots, chosen: frozenset[str], money: Money) -> Iterator[tuple[str, Money]]:
    prices = {
        country: cost
        for country in supported(said)
        if country not in chosen
        and min(money.values()) >= 0
        and (cost := price([money[code] for code, own in said.items() if country in own])) is not None
    }
    for country, cost in prices.items():
        if cost == min(prices.values()):
            yield (
                country,
                {
                    c: money[c] - min(money[c], cost) if country in own else money[c]
                    for c, own in said.items()
                },
            )
    if not prices:
        loads = {code: -left for code, left in money.items()}
        for country, after in phragmen_step(said, chosen, loads):
            yield country, {code: -load for code, load in after.items()}


def equal_shares(said: Ballots, size: int) -> Outcomes:
    return one_by_one(
        size,
        lambda chosen, money: equal_shares_step(said, chosen, money),
        dict.fromkeys(said, Fraction(size, len(said))),
    )


def ways_to_pay(said: Ballots, size: int) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The shortlists by equal shares, each with those of its countries that are paid for, by way of every tie."""

    def follow(
        chosen: frozenset[str], bought: frozenset[str], money: Money
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        if len(chosen) == size:
            yield tuple(sorted(chosen)), tuple(sorted(bought))
            return
        for country, left in equal_shares_step(said, chosen, money):
            paid = bought | {country} if min(left.values()) >= 0 else bought
            yield from follow(chosen | {country}, paid, left)

    return set(follow(frozenset(), frozenset(), dict.fromkeys(said, Fraction(size, len(said)))))


REFERENCES: dict[Rule, Callable[[Ballots, int], Outcomes]] = {
    Rule.SEQPAV: seqpav,
    Rule.PHRAGMEN: phragmen,
    Rule.EQUAL_SHARES: equal_shares,
}


def outcomes(rule: Rule, said: Ballots, size: int) -> Outcomes:
    found = find(rule, profile(said), size, ALL)
    assert not found.truncated
    assert len(set(found.shortlists)) == len(found.shortlists)
    assert list(found.shortlists) == sorted(found.shortlists)
    return set(found.shortlists)


@pytest.mark.parametrize("rule", SCORES)
@given(exercises())
def test_a_rule_with_a_total_finds_all_shortlists_of_the_highest_and_no_other(
    rule: Rule, made: tuple[Ballots, int]
) -> None:
    assert outcomes(rule, *made) == by_trying_all(*made, SCORES[rule])


@pytest.mark.parametrize("rule", REFERENCES)
@given(exercises())
def test_a_rule_that_goes_step_by_step_ends_wherever_a_tie_may_lead_it(
    rule: Rule, made: tuple[Ballots, int]
) -> None:
    assert outcomes(rule, *made) == REFERENCES[rule](*made)


@given(exercises())
def test_the_places_said_to_be_paid_for_are_so_on_a_way_to_the_shortlist(made: tuple[Ballots, int]) -> None:
    said, size = made
    ways = ways_to_pay(said, size)
    for chosen in outcomes(Rule.EQUAL_SHARES, said, size):
        assert (chosen, sequential.paid_in_full(profile(said), chosen)) in ways


@given(exercises(), st.permutations(VOTERS), st.permutations(COUNTRIES))
def test_neither_the_names_of_delegations_nor_those_of_countries_nor_their_order_matter(
    made: tuple[Ballots, int], codes: list[str], names: list[str]
) -> None:
    said, size = made
    code, name = dict(zip(VOTERS, codes, strict=True)), dict(zip(COUNTRIES, names, strict=True))
    renamed = {code[voter]: frozenset(name[c] for c in own) for voter, own in reversed([*said.items()])}
    for rule in Rule:
        as_before = {tuple(sorted(name[c] for c in chosen)) for chosen in outcomes(rule, said, size)}
        assert outcomes(rule, renamed, size) == as_before


@given(exercises())
def test_shortlists_have_what_their_rule_promises_to_groups_that_agree(made: tuple[Ballots, int]) -> None:
    said, size = made
    for rule in (Rule.PAV, Rule.EQUAL_SHARES):
        assert all(fully_justified(profile(said), chosen) for chosen in outcomes(rule, said, size))
    for rule in (Rule.PAV, Rule.EQUAL_SHARES, Rule.PHRAGMEN, Rule.CHAMBERLIN_COURANT):
        assert all(justified(profile(said), chosen) for chosen in outcomes(rule, said, size))


@given(exercises())
def test_the_total_of_a_list_is_the_highest_exactly_where_the_rule_finds_it(
    made: tuple[Ballots, int],
) -> None:
    said, size = made
    for rule in Rule:
        found = outcomes(rule, said, size)
        totals = {
            chosen: total(rule, profile(said), chosen) for chosen in combinations(supported(said), size)
        }
        highest = max((reached for reached in totals.values() if reached is not None), default=None)
        assert (highest is None) == (rule in REFERENCES)
        assert highest is None or found == {
            chosen for chosen, reached in totals.items() if reached == highest
        }


@given(exercises())
def test_no_list_shorter_than_the_one_that_is_enough_represents_as_many(made: tuple[Ballots, int]) -> None:
    said, size = made

    def represented(committee: tuple[str, ...]) -> int:
        return sum(on > 0 for on, _ in shared(said, committee))

    longer = tuple(supported(said)[:size])
    smallest = enough(profile(said), longer)
    assert represented(smallest) >= represented(longer)
    assert len(smallest) <= size
    for shorter in combinations(supported(said), len(smallest) - 1):
        assert represented(shorter) < represented(longer)


def even(voters: int, countries: int, supports: Callable[[int, int], bool]) -> Profile:
    """A profile of many voters and countries."""
    return profile(
        {
            f"v{voter:02}": [f"c{country:02}" for country in range(countries) if supports(voter, country)]
            for voter in range(voters)
        }
    )


MANY_TIES = {
    "all support all": even(27, 80, lambda *_: True),
    "each its own": even(27, 80, lambda voter, country: country % 27 == voter),
    "blocks of three": even(27, 80, lambda voter, country: country % 9 == voter % 9),
    "all but one": even(27, 80, lambda voter, country: country % 27 != voter),
    "neighbours": even(27, 80, lambda voter, country: (voter - country) % 27 < 3),
}


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("name", MANY_TIES)
def test_ties_by_the_million_are_given_up_to_the_number_asked_for_and_said_to_be_more(
    name: str, rule: Rule
) -> None:
    found = find(rule, MANY_TIES[name], 10, 7)
    assert (len(found.shortlists), found.truncated) == (7, True)
    assert len({total(rule, MANY_TIES[name], chosen) for chosen in found.shortlists}) == 1


@pytest.mark.parametrize("rule", Rule)
def test_exactly_as_many_shortlists_as_may_be_given_are_all(rule: Rule) -> None:
    tied = profile({"P": ["a", "b", "c"]})
    assert find(rule, tied, 1, 3) == ((("a",), ("b",), ("c",)), False)
    assert find(rule, tied, 1, 2).truncated


@pytest.mark.parametrize("rule", [Rule.PAV, Rule.CHAMBERLIN_COURANT])
def test_a_search_past_its_bound_of_work_gives_no_shortlist_rather_than_a_wrong_one(
    rule: Rule,
) -> None:
    with pytest.raises(Unfinished):
        find(rule, even(9, 12, lambda voter, country: (voter * country) % 5 < 2), 4, 10, most_steps=3)


def test_a_rule_that_follows_too_many_ties_gives_the_shortlists_that_it_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_a_ring = even(5, 5, lambda voter, country: (country - voter) % 5 < 2)
    whole = find(Rule.PHRAGMEN, in_a_ring, 3, ALL)
    monkeypatch.setattr(sequential, "STATES", 12)
    part = find(Rule.PHRAGMEN, in_a_ring, 3, ALL)
    assert part.truncated
    assert not whole.truncated
    assert 0 < len(part.shortlists) < len(whole.shortlists)
    assert set(part.shortlists) < set(whole.shortlists)
    monkeypatch.setattr(sequential, "STATES", 0)
    assert find(Rule.PHRAGMEN, in_a_ring, 3, ALL).shortlists
