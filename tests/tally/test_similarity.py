"""How alike delegations are, and the order in which neighbours agree."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_options import CODES, DAY
from partnercli.records.exercise import Exercise
from partnercli.tally.similarity import by_similarity, jaccard, likenesses
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable

Make = Callable[..., Exercise]
COUNTRIES = ("arda", "belmar", "corvia", "dorin", "elund")

named = st.frozensets(st.sampled_from(COUNTRIES))
said = st.fixed_dictionaries(dict.fromkeys(CODES, named))


def table_of(make: Make, supported: dict[str, Any]) -> StanceTable:
    return stance_table(make({DAY: {code: " ".join(sorted(s)) for code, s in supported.items()}}), DAY)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("arda belmar", "belmar arda", Fraction(1)),
        ("arda belmar", "belmar corvia", Fraction(1, 3)),
        ("arda", "belmar", Fraction(0)),
        ("arda", "", Fraction(0)),
        ("", "", None),
    ],
)
def test_what_two_have_in_common_is_a_part_of_what_either_has(
    one: str, other: str, value: Fraction | None
) -> None:
    assert jaccard(frozenset(one.split()), frozenset(other.split())) == value


@given(named, named)
def test_likeness_is_counted_country_by_country_and_both_ways_the_same(
    one: frozenset[str], other: frozenset[str]
) -> None:
    in_both = sum(country in one and country in other for country in COUNTRIES)
    in_either = sum(country in one or country in other for country in COUNTRIES)
    value = jaccard(one, other)
    assert value == jaccard(other, one)
    assert value is None if in_either == 0 else value == Fraction(in_both, in_either)


def test_only_support_makes_delegations_alike(make: Make) -> None:
    exercise = make({DAY: {"QM": "arda belmar:opposition @south", "QN": "arda belmar:can-accept"}})
    assert likenesses(stance_table(exercise, DAY))[0] == ("QM", "QN", Fraction(1))


def test_the_chain_begins_with_the_most_alike_and_grows_at_either_end(make: Make) -> None:
    supported = {
        "QM": {"dorin", "elund"},
        "QN": {"arda", "belmar"},
        "QO": set[str](),
        "QP": {"arda", "belmar", "corvia"},
        "QQ": {"arda", "dorin"},
        "QR": {"arda", "corvia"},
    }
    # QN and QP share 2 of 3, the first such pair; QR is as like to QP; QQ then shares 1 of 3 with QR and QN, and
    # joins at the later end; QM shares 1 of 3 with QQ and nothing with QN; QO supports nothing.
    assert by_similarity(table_of(make, supported)) == ("QN", "QP", "QR", "QQ", "QM", "QO")


def test_one_may_join_before_the_first_of_the_chain(make: Make) -> None:
    supported = {
        "QM": {"arda", "belmar", "corvia"},
        "QN": {"arda", "belmar", "corvia", "dorin"},
        "QO": {"arda"},
        "QP": {"elund"},
    }
    assert by_similarity(table_of(make, supported))[:4] == ("QO", "QM", "QN", "QP")


def test_who_supports_nothing_or_was_not_heard_stands_last_in_protocol_order(make: Make) -> None:
    exercise = make({DAY: {"QN": "arda:opposition", "QO": "@north", "QR": "arda"}})
    assert by_similarity(stance_table(exercise, DAY)) == ("QR", "QM", "QN", "QO", "QP", "QQ")
    assert by_similarity(stance_table(make({DAY: {}}), DAY)) == CODES


@settings(max_examples=80, deadline=None)
@given(said)
def test_everybody_stands_in_the_order_once_and_those_who_say_the_same_stand_together(
    make: Make, supported: dict[str, frozenset[str]]
) -> None:
    order = by_similarity(table_of(make, supported))
    assert sorted(order) == sorted(CODES)
    runs = [said for said, _ in groupby(order, key=lambda code: supported[code])]
    assert len(runs) == len(set(runs))


@settings(max_examples=80, deadline=None)
@given(said)
def test_each_who_joins_the_chain_is_as_like_its_end_as_anybody_left(
    make: Make, supported: dict[str, frozenset[str]]
) -> None:
    table = table_of(make, supported)
    speaking = [code for code in by_similarity(table) if supported[code]]

    def like(one: str, other: str) -> Fraction:
        return jaccard(supported[one], supported[other]) or Fraction(0)

    def grown(start: int, end: int) -> bool:
        """Whether the stretch of the order can have grown to all of it, each time by one of the most alike."""
        if end - start == len(speaking):
            return True
        outside = [code for place, code in enumerate(speaking) if not start <= place < end]
        most = max(like(code, speaking[edge]) for code in outside for edge in (start, end - 1))
        later = (
            end < len(speaking) and like(speaking[end], speaking[end - 1]) == most and grown(start, end + 1)
        )
        return later or (
            start > 0 and like(speaking[start - 1], speaking[start]) == most and grown(start - 1, end)
        )

    best = max((like(one, other) for one, other in combinations(speaking, 2)), default=None)
    pairs = range(len(speaking) - 1)
    assert len(speaking) < 2 or any(
        like(speaking[place], speaking[place + 1]) == best and grown(place, place + 2) for place in pairs
    )
