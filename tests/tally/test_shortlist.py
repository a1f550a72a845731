"""A shortlist from a meeting: who votes for what, what ties have in common, who is represented, what others change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partnercli.records.exercise import Exercise
from partnercli.tally.shortlist import result
from partnercli.tally.shortlist.contract import to_contract
from partnercli.tally.shortlist.profile import Group, Profile, profile, profile_of
from partnercli.tally.shortlist.representation import fully_justified, justified, unrepresented
from partnercli.tally.shortlist.result import Change, choose
from partnercli.tally.shortlist.rules import Rule, find
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]
DAY = "2021-04-22"

MAJORITY = profile(
    {**{f"v{n}": ["a", "b", "c", "d"] for n in range(6)}, "w1": ["e", "f"], "w2": ["e"], "w3": ["e"]}
)
"""Six delegations that agree on four countries, and three that agree on another."""


def profile_at(exercise: Exercise) -> Profile:
    return profile_of(stance_table(exercise, DAY))


def test_the_worked_example_by_hand(worked_example: Exercise) -> None:
    voters = profile_at(worked_example)
    assert voters.voters == ("BE", "DE", "FR", "IT")
    assert voters.candidates == ("mali", "morocco", "niger", "tunisia")
    assert {rule: find(rule, voters, 2, 9).shortlists for rule in Rule} == {
        Rule.APPROVAL: (("niger", "tunisia"),),  # 3 + 4
        Rule.SAV: (("niger", "tunisia"),),  # 7/6 + 13/6
        Rule.PAV: (("niger", "tunisia"),),  # 4 + 3/2
        Rule.SEQPAV: (("niger", "tunisia"),),
        Rule.PHRAGMEN: (("niger", "tunisia"),),  # loads of 1/4, then of (1 + 3/4)/3 against 5/4
        Rule.EQUAL_SHARES: (
            ("niger", "tunisia"),
        ),  # 1/2 each: 1/4 each for tunisia leaves 3/4 for niger, too little
        Rule.CHAMBERLIN_COURANT: (("mali", "tunisia"), ("morocco", "tunisia"), ("niger", "tunisia")),
    }


def test_support_alone_is_approval_and_who_gives_none_is_no_voter(make: Make) -> None:
    said = {
        "QM": "arda belmar:can-accept",
        "QN": "corvia:reservation dorin:opposition",
        "QO": "@north",
        "QP": "arda elund*",
        "QQ": None,
    }
    assert profile_at(make({DAY: said})) == Profile(
        ("QM", "QP"), (Group((0, 1), ("arda",)), Group((1,), ("elund",)))
    )


def test_a_majority_takes_every_place_by_approval_and_its_part_by_rules_in_proportion() -> None:
    chosen = {rule: set(find(rule, MAJORITY, 3, 9).shortlists) for rule in Rule}
    assert all("e" not in shortlist for shortlist in chosen[Rule.APPROVAL])
    for rule in (Rule.PAV, Rule.SEQPAV, Rule.PHRAGMEN, Rule.EQUAL_SHARES):
        assert all("e" in shortlist for shortlist in chosen[rule])


def test_who_can_just_pay_for_a_country_pays_for_it() -> None:
    six = {f"d{n}": ["a", "b"] for n in range(6)}
    for code, country in (("d0", "c"), ("d1", "c"), ("d2", "e"), ("d3", "e"), ("d4", "e"), ("d5", "e")):
        six[code] = [*six[code], country]
    voters = profile({**six, "f1": ["c"], "f2": ["c"], "f3": ["e"]})
    # Each has 3/9. For a, six pay 1/6; for b they have 1/6 each left, all of it and less than c or e would cost each.
    assert find(Rule.EQUAL_SHARES, voters, 3, 9) == ((("a", "b", "c"),), False)


def test_a_group_left_with_nothing_though_large_enough_is_no_justified_representation() -> None:
    assert unrepresented(MAJORITY, ("a", "b", "c")) == ("w1", "w2", "w3")
    assert not justified(MAJORITY, ("a", "b", "c"))  # three of nine voters are worth one of three places
    assert justified(MAJORITY, ("a", "e"))  # of two places three of nine are worth none
    assert not fully_justified(
        MAJORITY, ("a", "e", "f")
    )  # six of nine are worth two of three places, and have one
    assert fully_justified(MAJORITY, ("a", "b", "e"))


def test_a_choice_says_what_its_ties_have_in_common_and_where_they_differ() -> None:
    choice = choose(profile({"P": ["a", "b"], "Q": ["a", "c"], "R": ["a", "d"]}), Rule.APPROVAL, 2, 9)
    assert choice.shortlists == (("a", "b"), ("a", "c"), ("a", "d"))
    assert (choice.first, choice.in_all, choice.in_some) == (("a", "b"), ("a",), ("a", "b", "c", "d"))
    assert choice.partners == {"P": ("a", "b"), "Q": ("a",), "R": ("a",)}
    assert not choice.truncated


def test_countries_stand_in_alphabetical_order_wherever_there_are_several() -> None:
    letters = tuple("abcdefgh")
    two_camps = profile({"P": letters, "Q": letters, "R": letters[::-1], "S": tuple("stuvwxyz")})
    assert [group.countries for group in two_camps.groups] == [letters, tuple("stuvwxyz")]
    by_number = choose(two_camps, Rule.APPROVAL, 8, 9)
    assert (by_number.in_all, by_number.in_some) == (letters, letters)
    one_by_one = {place: (place,) for place in "stuvwxy"}
    shown = choose(profile({**dict.fromkeys("PQRS", letters), **one_by_one}), Rule.APPROVAL, 8, 9)
    assert shown.others[Rule.CHAMBERLIN_COURANT] == Change(tuple(one_by_one), letters[1:])


def test_other_rules_are_compared_by_their_shortlist_nearest_to_the_first() -> None:
    others = choose(MAJORITY, Rule.APPROVAL, 3, 9).others
    assert set(others) == set(Rule) - {Rule.APPROVAL}
    assert others[Rule.PHRAGMEN] == Change(("e",), ("c",))
    assert others[Rule.SAV] == Change(("e",), ("c",))  # e has 5/2 and the others 3/2 each
    assert choose(MAJORITY, Rule.PHRAGMEN, 3, 9).others[Rule.PAV] == Change((), ())


def test_a_rule_that_finds_the_list_shown_among_its_ties_would_change_nothing() -> None:
    choice = choose(profile({"P": ["a", "c"], "Q": ["b"]}), Rule.SAV, 1, 9)
    assert choice.shortlists == (("b",),)
    assert choice.others[Rule.PHRAGMEN] == Change((), ())  # to it a, b and c are as good


def test_a_list_that_a_rule_holds_as_good_as_its_best_is_no_change_however_many_there_are() -> None:
    voters = profile({"P": [f"c{n:02}" for n in range(30)], "Q": ["c28", "c29"]})
    choice = choose(voters, Rule.APPROVAL, 3, 9)
    assert {"c28", "c29"} < set(choice.first)
    assert choice.others[Rule.CHAMBERLIN_COURANT] == Change((), ())


def test_only_chamberlin_and_courant_say_how_few_countries_are_enough() -> None:
    assert len(choose(MAJORITY, Rule.CHAMBERLIN_COURANT, 4, 9).enough or ()) == 2
    assert all(
        choose(MAJORITY, rule, 4, 9).enough is None for rule in Rule if rule != Rule.CHAMBERLIN_COURANT
    )


def test_only_equal_shares_say_what_supporters_cannot_pay_for() -> None:
    # Each of nine has 3/9. Six pay 1/6 each for a, and again for b; three pay 1/3 each for e.
    assert choose(MAJORITY, Rule.EQUAL_SHARES, 3, 9).completed == ()
    # Each of nine has 4/9. After a and b the six have 1/9 each, too little for c; after e the three have 1/9 each.
    assert choose(MAJORITY, Rule.EQUAL_SHARES, 4, 9).completed == ("c",)
    assert all(choose(MAJORITY, rule, 3, 9).completed is None for rule in Rule if rule != Rule.EQUAL_SHARES)


def test_the_rule_asked_for_is_searched_for_longer_than_those_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(result, "BRIEF", 0)
    choice = choose(MAJORITY, Rule.PAV, 3, 9)
    assert choice.shortlists
    assert choice.others[Rule.CHAMBERLIN_COURANT] is None
    assert choose(MAJORITY, Rule.CHAMBERLIN_COURANT, 3, 9).others[Rule.PAV] is None


def test_a_rule_that_cannot_be_settled_within_its_bound_leaves_the_others_as_they_are(
    worked_example: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "BRIEF", 0)
    table = stance_table(worked_example, DAY)
    contract = to_contract(table, choose(profile_of(table), Rule.APPROVAL, 2, 9))
    assert contract["shortlists"] == [["niger", "tunisia"]]
    assert contract["other_rules"]["pav"] is None
    assert contract["other_rules"]["phragmen"] == {"added": [], "removed": []}
