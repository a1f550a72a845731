"""What would turn a result: worked by hand, and against trying every set."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.tally.blocking import Turn, to_block, to_carry
from partnercli.tally.majority import Majority, Rule
from partnercli.tally.population import Population
from partnercli.tally.votes import Vote, Votes

EVERY = 10_000
"""More sets than eight delegations have."""


def majority(
    figures: list[int], cast: list[Vote], rule: Rule = Rule.QUALIFIED, staying_out: int = 0
) -> Majority:
    """Invented members QA, QB …, of whom the last `staying_out` do not take part."""
    members = tuple(f"Q{chr(65 + place)}" for place in range(len(figures) + staying_out))
    votes = Votes(members, dict(zip(members, cast, strict=False)))
    population = Population(2022, "act", dict(zip(votes.cast, figures, strict=True)), ())
    weighed = population if rule.weighs_population else None
    return Majority(rule, votes, date(2022, 6, 1), weighed)


def votes(words: str) -> list[Vote]:
    return [Vote(word) for word in words.split()]


def the_smallest_by_trying_all(result: Majority) -> tuple[int, set[tuple[str, ...]]]:
    """The sets of the fewest whose change turns the result, of those whose change it can hang on."""
    among, to = (
        (result.votes.in_favour, Vote.AGAINST) if result.adopted else (result.votes.not_in_favour, Vote.FOR)
    )
    for size in range(1, len(among) + 1):
        turning = {
            chosen
            for chosen in combinations(among, size)
            if result._replace(votes=result.votes.changed(dict.fromkeys(chosen, to))).adopted
            is not result.adopted
        }
        if turning:
            return size, turning
    raise AssertionError("nothing turns it")


@settings(max_examples=400)
@given(
    st.lists(st.integers(1, 8), min_size=1, max_size=8),
    st.lists(st.sampled_from(Vote), min_size=8, max_size=8),
    st.sampled_from(Rule),
    st.sampled_from((0, 2)),
)
def test_the_sets_are_those_that_trying_all_finds(
    figures: list[int], cast: list[Vote], rule: Rule, staying_out: int
) -> None:
    result = majority(figures, cast[: len(figures)], rule, staying_out)
    turns = [turn for turn in (to_block(result, EVERY), to_carry(result, EVERY)) if turn is not None]
    assert len(turns) == 1
    size, turning = the_smallest_by_trying_all(result)
    turn = turns[0]
    told = set(combinations(turn.among, turn.size)) if turn.any_will_do else set(turn.sets)
    assert (turn.size, told, turn.truncated) == (size, turning, False)


def test_a_majority_without_its_number_falls_whoever_leaves() -> None:
    result = majority([10] * 5, votes("for for for against absent"), Rule.SIMPLE)
    assert to_block(result, 5) == Turn(1, ("QA", "QB", "QC"), any_will_do=True)
    assert to_carry(result, 5) is None


def test_four_block_where_they_hold_over_35_per_cent_and_the_largest_stand_first() -> None:
    turn = to_block(majority([40, 10, 10, 8, *[4] * 8], [Vote.FOR] * 12), 3)
    assert turn is not None
    assert (turn.size, len(turn.among), turn.any_will_do, turn.truncated) == (4, 12, False, True)
    assert turn.sets == (("QA", "QB", "QC", "QD"), ("QA", "QB", "QC", "QE"), ("QA", "QB", "QC", "QF"))


def test_those_already_not_in_favour_are_part_of_the_minority() -> None:
    cast = votes("for for for for for against against abstain")
    turn = to_block(majority([30, 20, 20, 10, 5, 5, 5, 5], cast), EVERY)
    assert turn == Turn(1, ("QA", "QB", "QC", "QD", "QE"), any_will_do=True)


def test_a_blocked_majority_needs_the_population_or_one_blocker_less() -> None:
    cast = votes("against against against against for for for for for for for for")
    turn = to_carry(majority([30, 20, 10, 1, *[5] * 8], cast), EVERY)
    assert turn == Turn(1, ("QA", "QB", "QC", "QD"), any_will_do=True)
    five = votes("against against against against against for for for for for for for")
    turn = to_carry(majority([30, 20, 10, 1, 1, *[5] * 7], five), EVERY)
    assert turn is not None
    assert (turn.size, turn.sets) == (1, (("QA",),))


def test_at_unanimity_only_those_against_or_absent_are_in_the_way() -> None:
    result = majority([1] * 4, votes("for abstain against absent"), Rule.UNANIMITY)
    assert to_carry(result, EVERY) == Turn(2, ("QC", "QD"), any_will_do=True)


@pytest.mark.parametrize(("most", "truncated"), [(209, True), (210, False), (211, False)])
def test_sets_beyond_those_asked_for_are_said_to_be_there(most: int, truncated: bool) -> None:
    # ten of about a tenth each, and 17 of next to nothing: four of the ten, in 210 ways
    turn = to_block(majority([100] * 10 + [1] * 17, [Vote.FOR] * 27), most)
    assert turn is not None
    assert (turn.size, len(turn.sets), turn.truncated) == (4, min(most, 210), truncated)


def test_those_who_leave_exactly_65_per_cent_undo_nothing() -> None:
    turn = to_block(majority([25, 10, 10, 10, *[5] * 9], [Vote.FOR] * 13, Rule.REINFORCED), EVERY)
    assert turn is not None
    assert (turn.size, len(turn.sets)) == (3, 30)  # QA and QB hold 35; QA, one of 10 and another hold more
    assert all("QA" in one for one in turn.sets)
