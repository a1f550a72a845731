"""The Council's voting rules: worked cases with their Treaty articles, traps, and an independent reckoning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.tally.blocking import to_block, to_carry
from partnercli.tally.majority import Majority, Rule
from partnercli.tally.majority_contract import to_contract
from partnercli.tally.population import Population, Standing
from partnercli.tally.votes import Vote, Votes, votes_of

WORKED = json.loads((Path(__file__).parent / "voting_cases.json").read_text("utf-8"))
DAY = date(2022, 6, 1)
TABLE: dict[str, int] = WORKED["tables"]["2022"]
LARGE = ("DE", "FR", "IT")
SMALL = ("EE", "CY", "LV", "LT", "LU", "MT", "SI", "HR")


def majority(
    rule: Rule,
    figures: Mapping[str, int],
    said: Mapping[str, Vote],
    *,
    taking_part: tuple[str, ...] | None = None,
    standing: Standing = "act",
    day: date = DAY,
) -> Majority:
    part = tuple(figures) if taking_part is None else taking_part
    population = Population(day.year, standing, {code: figures[code] for code in part}, ())
    return Majority(
        rule, votes_of(tuple(figures), part, said), day, population if rule.weighs_population else None
    )


def people(*figures: int) -> dict[str, int]:
    """Invented members with these populations."""
    return {f"Q{chr(65 + place)}": persons for place, persons in enumerate(figures)}


def all_but(*against: str) -> dict[str, Vote]:
    return {code: Vote.AGAINST if code in against else Vote.FOR for code in TABLE}


def in_favour(figures: Mapping[str, int], count: int) -> dict[str, Vote]:
    """The first so many for, the others absent."""
    return dict.fromkeys(tuple(figures)[:count], Vote.FOR)


@pytest.mark.parametrize("case", WORKED["cases"], ids=lambda case: f"{case['id']} {case['title']}")
def test_the_worked_cases_come_out_as_worked_by_hand(case: dict[str, Any]) -> None:
    said = {code: vote for vote in Vote if vote in case for code in case[vote]}
    only = case["participants"]
    result = majority(
        Rule(case["rule"]),
        WORKED["tables"][case["year"]],
        said,
        taking_part=None if only is None else tuple(only),
        day=date(int(case["year"]), 6, 1),
    )
    told = to_contract(result, to_block(result, 20), to_carry(result, 20), names=False)
    assert {key: value for key, value in told.items() if key in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    ("taking_part", "qualified", "reinforced", "simple"),
    [
        (28, 16, 21, 15),
        (27, 15, 20, 14),
        (26, 15, 19, 14),
        (25, 14, 18, 13),
        (24, 14, 18, 13),
        (20, 11, 15, 11),
        (19, 11, 14, 10),
        (9, 5, 7, 5),
        (1, 1, 1, 1),
    ],
)
def test_members_needed_are_rounded_up_in_whole_numbers(
    taking_part: int, qualified: int, reinforced: int, simple: int
) -> None:
    figures = {f"{place}": 1 for place in range(taking_part)}
    rules = (Rule.QUALIFIED, Rule.REINFORCED, Rule.SIMPLE, Rule.UNANIMITY)
    needed = [majority(rule, figures, {}).needed for rule in rules]
    assert needed == [qualified, reinforced, simple, taking_part]


def test_exactly_65_per_cent_of_the_population_is_enough_and_one_person_less_is_not() -> None:
    figures = people(30, 15, 10, 5, 5, 10, 10, 10, 5)
    exact = majority(Rule.QUALIFIED, figures, in_favour(figures, 5))
    assert (exact.persons, exact.adopted, exact.blocking_minority) == (65, True, False)
    shifted = {**figures, "QA": 29, "QI": 6}
    short = majority(Rule.QUALIFIED, shifted, in_favour(shifted, 5))
    assert (short.persons, short.adopted, short.blocking_minority) == (64, False, True)
    assert (short.missing_members, short.missing_persons) == (0, 1)


def test_a_share_that_is_shown_as_65_per_cent_can_miss_it() -> None:
    figures = people(649_975, 5, 5, 5, 5, 100_000, 100_000, 100_000, 50_005)
    short = majority(Rule.QUALIFIED, figures, in_favour(figures, 5))
    assert to_contract(short, None, None, names=False)["population_share"] == 0.65
    assert (short.adopted, short.missing_persons) == (False, 5)


def test_with_28_members_sixteen_carry_and_fifteen_do_not() -> None:
    figures = {f"{place}": 1 for place in range(28)}
    assert majority(Rule.QUALIFIED, figures, in_favour(figures, 16)).missing_members == 0
    fifteen = majority(Rule.QUALIFIED, figures, in_favour(figures, 15))
    assert (fifteen.adopted, fifteen.missing_members) == (False, 1)


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        ((30, 30, 20, 20), 3),  # 30, then 60: two can hold over 35, and one more
        ((36, 24, 20, 20), 2),  # one alone can
        ((35, 25, 20, 20), 3),  # exactly 35 % does not block
    ],
)
def test_where_some_stay_out_blocking_takes_as_many_as_can_hold_35_per_cent_and_one_more(
    figures: tuple[int, ...], number: int
) -> None:
    every = people(*figures, 1000)  # the last, and largest, stays out of both bases
    result = majority(Rule.QUALIFIED, every, {}, taking_part=tuple(every)[:-1])
    assert result.blocking_number == number
    assert majority(Rule.QUALIFIED, people(*figures), {}).blocking_number == 4


def test_reinforced_is_read_literally_without_a_clause_on_blocking() -> None:
    qualified = majority(Rule.QUALIFIED, TABLE, all_but(*LARGE))
    reinforced = majority(Rule.REINFORCED, TABLE, all_but(*LARGE))
    assert (qualified.adopted, qualified.counts_as_reached) == (True, True)
    assert (reinforced.adopted, reinforced.counts_as_reached, reinforced.blocking_number) == (
        False,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("votes", "needed", "adopted"),
    [
        ("for for for", 3, True),
        ("for abstain for", 2, True),
        ("for against for", 3, False),
        ("for absent for", 3, False),
        ("abstain abstain abstain", 1, False),
    ],
)
def test_unanimity_stands_an_abstention_but_neither_absence_nor_nobody_in_favour(
    votes: str, needed: int, adopted: bool
) -> None:
    figures = people(1, 1, 1)
    result = majority(
        Rule.UNANIMITY, figures, {c: Vote(v) for c, v in zip(figures, votes.split(), strict=True)}
    )
    assert (result.needed, result.adopted) == (needed, adopted)
    assert (result.uncertain, result.blocking_minority, result.may_go_on) == (None, None, None)


def nine(in_favour_tenths: int) -> dict[str, int]:
    """Nine members of whom the first five hold so many thousandths of the population."""
    rest = 1000 - in_favour_tenths
    first, last = divmod(in_favour_tenths, 5), divmod(rest, 4)
    return people(first[0] + first[1], *[first[0]] * 4, last[0] + last[1], *[last[0]] * 3)


@pytest.mark.parametrize(
    ("tenths", "uncertain"), [(644, False), (645, True), (649, True), (650, True), (655, True), (656, False)]
)
def test_a_share_within_half_a_point_of_65_per_cent_is_uncertain_unless_the_table_is_the_acts(
    tenths: int, uncertain: bool
) -> None:
    figures = nine(tenths)
    said = in_favour(figures, 5)
    assert majority(Rule.QUALIFIED, figures, said, standing="stand-in").uncertain is uncertain
    assert majority(Rule.QUALIFIED, figures, said, standing="act").uncertain is False


@pytest.mark.parametrize(
    ("tenths", "close"), [(644, False), (645, True), (650, True), (655, True), (656, False)]
)
def test_a_share_near_65_per_cent_is_close_even_where_members_decide_unless_the_table_is_the_acts(
    tenths: int, close: bool
) -> None:
    figures = nine(tenths)
    too_few = {**in_favour(figures, 5), "QB": Vote.ABSENT}
    figures = {**figures, "QA": figures["QA"] + figures["QB"], "QB": 1}
    figures["QI"] -= 1
    short = majority(Rule.QUALIFIED, figures, too_few, standing="stand-in")
    assert (short.persons, short.close_to_the_line, short.uncertain) == (tenths, close, False)
    assert short._replace(day=date(2023, 6, 1)).close_to_the_line is close
    assert majority(Rule.QUALIFIED, figures, too_few, standing="act").close_to_the_line is False
    assert majority(Rule.SIMPLE, figures, too_few).close_to_the_line is None


def test_the_acts_own_figures_of_another_year_are_not_those_of_the_vote() -> None:
    figures = nine(650)
    result = majority(Rule.QUALIFIED, figures, in_favour(figures, 5))
    assert result._replace(day=date(2023, 6, 1)).uncertain is True


def test_nothing_is_uncertain_where_the_population_cannot_decide() -> None:
    too_few = nine(650)
    four = majority(Rule.QUALIFIED, too_few, in_favour(too_few, 4), standing="stand-in")
    figures = people(60, 5, 20, 15)
    three = majority(Rule.QUALIFIED, figures, in_favour(figures, 3), standing="stand-in")
    assert (four.uncertain, three.uncertain, three.adopted) == (False, False, True)
    far_below = people(*[90] * 7, 185, 185)
    seven = majority(Rule.REINFORCED, far_below, in_favour(far_below, 7), standing="stand-in")
    assert (seven.missing_members, seven.uncertain) == (0, False)


@pytest.mark.parametrize(
    ("largest", "number", "uncertain"),
    [(344, 3, False), (345, 3, True), (350, 3, True), (352, 2, True), (355, 2, True), (356, 2, False)],
)
def test_a_largest_share_within_half_a_point_of_35_per_cent_leaves_the_blocking_number_uncertain(
    largest: int, number: int, uncertain: bool
) -> None:
    figures = people(largest, 500 - largest, 100, 100, 100, 100, 100, 999)
    part, said = tuple(figures)[:-1], dict.fromkeys(["QB", "QC", "QD", "QE", "QF"], Vote.FOR)
    result = majority(Rule.QUALIFIED, figures, said, taking_part=part, standing="stand-in")
    assert (result.blocking_number, result.uncertain) == (number, uncertain)


@pytest.mark.parametrize(
    ("against", "day", "may"),
    [
        (("DE", "FR"), DAY, True),  # 33.6 % of the population, over 19.25 %
        (SMALL[:7], DAY, False),  # seven, and 55 % of 13 is 7.15
        (SMALL, date(2017, 4, 1), True),
        ((*SMALL, "IE"), date(2017, 3, 31), False),  # 75 % of 13 is 9.75
        ((*SMALL, "IE", "SK"), date(2017, 3, 31), True),
        (("DE", "EE"), date(2017, 3, 31), False),  # 18.9 % of 26.25 %
        (("DE", "FR"), date(2017, 3, 31), True),
    ],
)
def test_opponents_of_55_per_cent_of_what_blocking_takes_may_have_the_debate_go_on(
    against: tuple[str, ...], day: date, may: bool
) -> None:
    result = majority(Rule.QUALIFIED, TABLE, all_but(*against), day=day)
    assert (result.adopted, result.may_go_on) == (True, may)


def test_nobody_asks_to_go_on_where_nothing_is_carried() -> None:
    assert majority(Rule.QUALIFIED, TABLE, all_but(*LARGE, "PL")).may_go_on is None


figures_of_eight = st.lists(st.integers(1, 40), min_size=1, max_size=8)
casts = st.lists(st.sampled_from(Vote), min_size=8, max_size=8)
parts = st.lists(st.booleans(), min_size=8, max_size=8)
rules = st.sampled_from(Rule)


def drawn(figures: list[int], cast: list[Vote], part: list[bool], rule: Rule) -> Majority:
    every = people(*figures)
    taking_part = tuple(code for code, takes in zip(every, part, strict=False) if takes) or ("QA",)
    return majority(
        rule, every, dict(zip(every, cast, strict=False)), taking_part=taking_part, standing="stand-in"
    )


def by_fractions(
    result: Majority, line: Fraction = Fraction(65, 100), rest: Fraction = Fraction(35, 100)
) -> bool:
    """The same rules once more, in shares instead of whole numbers, and set by set instead of by size."""
    cast = result.votes.cast
    yes = [code for code, vote in cast.items() if vote is Vote.FOR]
    if result.rule is Rule.UNANIMITY:
        return bool(yes) and not set(cast.values()) & {Vote.AGAINST, Vote.ABSENT}
    if result.rule is Rule.SIMPLE:
        return Fraction(len(yes), len(cast)) > Fraction(1, 2)
    assert result.population
    persons = result.population.figures
    whole = sum(persons.values())
    held = Fraction(sum(persons[code] for code in yes), whole)
    enough = {Rule.QUALIFIED: Fraction(55, 100), Rule.REINFORCED: Fraction(72, 100)}[result.rule]
    if Fraction(len(yes), len(cast)) < enough:
        return False
    if held >= line or result.rule is Rule.REINFORCED:
        return held >= line
    others = len(cast) - len(yes)
    if len(cast) == len(result.votes.members):
        return others < 4
    fewest, together = 0, Fraction(0)
    for share in sorted((Fraction(one, whole) for one in persons.values()), reverse=True):
        if together <= rest:
            fewest, together = fewest + 1, together + share
    return others < fewest + 1


@given(figures_of_eight, casts, parts, rules)
def test_whole_numbers_say_what_fractions_say(
    figures: list[int], cast: list[Vote], part: list[bool], rule: Rule
) -> None:
    result = drawn(figures, cast, part, rule)
    assert result.adopted == by_fractions(result)


@given(figures_of_eight, casts, parts, rules)
def test_a_vote_more_in_favour_never_undoes_a_majority(
    figures: list[int], cast: list[Vote], part: list[bool], rule: Rule
) -> None:
    result = drawn(figures, cast, part, rule)
    for code in result.votes.not_in_favour:
        more = result._replace(votes=result.votes.changed({code: Vote.FOR}))
        assert more.adopted >= result.adopted


@given(figures_of_eight, casts, parts, rules, st.randoms())
def test_names_and_order_never_matter(
    figures: list[int], cast: list[Vote], part: list[bool], rule: Rule, random: Any
) -> None:
    result = drawn(figures, cast, part, rule)
    order = list(result.votes.members)
    random.shuffle(order)
    renamed = {code: f"X{code}" for code in order}
    held = result.population.figures if result.population else {}
    other = result._replace(
        votes=Votes(
            tuple(renamed.values()),
            {renamed[code]: result.votes.cast[code] for code in order if code in result.votes.cast},
        ),
        population=result.population
        and result.population._replace(figures={renamed[code]: held[code] for code in order if code in held}),
    )
    keys = (
        "adopted",
        "needed",
        "blocking_minority",
        "blocking_number",
        "uncertain",
        "may_go_on",
        "missing_persons",
    )
    assert [getattr(other, key) for key in keys] == [getattr(result, key) for key in keys]


@given(figures_of_eight, casts, parts)
def test_a_qualified_majority_is_enough_members_and_no_blocking_minority(
    figures: list[int], cast: list[Vote], part: list[bool]
) -> None:
    result = drawn(figures, cast, part, Rule.QUALIFIED)
    assert result.adopted == (not result.missing_members and not result.blocking_minority)
    assert result.counts_as_reached == (result.adopted and result.persons < result.persons_needed)
    assert result.adopted == (not result.missing_members and not result.missing_persons)


@given(figures_of_eight, casts, parts, st.sampled_from((Rule.QUALIFIED, Rule.REINFORCED)))
def test_what_is_not_uncertain_comes_out_the_same_with_shares_up_to_half_a_point_off(
    figures: list[int], cast: list[Vote], part: list[bool], rule: Rule
) -> None:
    result = drawn(figures, cast, part, rule)
    off = (Fraction(one, 1000) for one in (-5, -4, -1, 1, 4, 5))
    found = {by_fractions(result, Fraction(65, 100) + one, Fraction(35, 100) - one) for one in off}
    assert result.uncertain or found == {result.adopted}
