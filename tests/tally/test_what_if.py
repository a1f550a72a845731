"""Departures from the files."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.position import Position, Stance
from partnercli.tally.counts import count
from partnercli.tally.stances import stance_table
from partnercli.tally.table import Mention, StanceTable
from partnercli.tally.what_if import NotExpected, assume, without

Make = Callable[..., Exercise]
DAY = "2021-04-22"


@pytest.fixture
def table(make: Make) -> StanceTable:
    """QM and QN support Arda, QM with conditions; QO to QR are silent."""
    return stance_table(make({DAY: {"QM": "arda* dorin", "QN": "arda"}}), DAY)


def test_a_table_as_the_files_stand_is_no_what_if(table: StanceTable) -> None:
    assert table.what_if == ()


def test_a_delegation_left_out_is_neither_expected_nor_heard(table: StanceTable) -> None:
    changed = without(table, ["QR", "QM"])
    assert changed.expected == ("QN", "QO", "QP", "QQ")
    assert (changed.responded, changed.supporters("arda")) == (("QN",), ("QN",))
    assert changed.what_if == ("without QM", "without QR")


def test_leaving_out_the_only_illustrative_position_leaves_a_real_table(
    make: Make, speak: Callable[..., Position]
) -> None:
    exercise = make({DAY: {"QM": speak("QM", DAY, "arda", illustrative=True), "QN": "arda"}})
    assert not without(stance_table(exercise, DAY), ["QM"]).illustrative


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        (Stance.SUPPORT, "QM supports Arda"),
        (Stance.CAN_ACCEPT, "QM can accept Arda"),
        (Stance.RESERVATION, "QM has a reservation on Arda"),
        (Stance.OPPOSITION, "QM opposes Arda"),
    ],
)
def test_an_assumed_stance_replaces_that_one_alone(table: StanceTable, stance: Stance, words: str) -> None:
    changed = assume(table, "QM", "arda", stance)
    assert changed.on_country("arda")["QM"] == Mention(stance, assumed=True)
    assert changed.on_country("dorin") == table.on_country("dorin")
    assert changed.what_if == (words,)


def test_none_assumed_takes_the_country_out_of_a_delegations_words(table: StanceTable) -> None:
    changed = assume(table, "QM", "arda", None)
    assert changed.supporters("arda") == ("QN",)
    assert changed.what_if == ("QM does not name Arda",)


@pytest.mark.parametrize("stance", [Stance.SUPPORT, None])
def test_who_is_assumed_to_speak_has_responded(table: StanceTable, stance: Stance | None) -> None:
    assert assume(table, "QO", "arda", stance).responded == ("QM", "QN", "QO")


def test_assumptions_add_up_in_the_words_shown_to_the_reader(table: StanceTable) -> None:
    changed = assume(without(table, ["QN"]), "QR", "dorin", Stance.SUPPORT)
    assert changed.what_if == ("without QN", "QR supports Dorin")


def test_nothing_can_be_assumed_of_a_delegation_that_is_not_expected(table: StanceTable) -> None:
    with pytest.raises(NotExpected, match="QZ is not expected"):
        assume(table, "QZ", "arda", Stance.SUPPORT)


def test_a_delegation_that_is_not_expected_cannot_be_left_out(table: StanceTable) -> None:
    with pytest.raises(NotExpected, match="QZ is not expected"):
        without(table, ["QM", "QZ"])


def test_an_assumed_support_is_not_a_carried_one(make: Make) -> None:
    exercise = make(
        {"2021-03-15": {"QM": "dorin"}, DAY: {"QN": "arda", "QO": "arda"}},
        meetings={DAY: {"carries_over_from": "2021-03-15"}},
    )
    tally = count(assume(stance_table(exercise, DAY), "QM", "arda", Stance.SUPPORT), exercise)
    assert [row.country for row in tally.priorities] == ["arda"]
    assert tally.only_with_carried == ()


def test_a_tally_says_that_it_is_a_what_if_and_counts_by_it(make: Make) -> None:
    exercise = make({DAY: {"QM": "arda", "QN": "arda"}})
    tally = count(without(stance_table(exercise, DAY), ["QP", "QQ", "QR"]), exercise)
    assert (tally.what_if, tally.threshold.needed) == (("without QP", "without QQ", "without QR"), 2)
    assert tally.countries[0].share == Fraction(2, 3)
