"""What delegations call for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.position import Position
from partnercli.tally.calls import CallRow, call_rows
from partnercli.tally.counts import count
from partnercli.tally.stances import stance_table
from partnercli.tally.what_if import without

Make = Callable[..., Exercise]
Speak = Callable[..., Position]
DAY, EARLIER = "2021-04-22", "2021-03-15"


def test_calls_stand_by_theme_the_most_frequent_first_then_by_name(make: Make, speak: Speak) -> None:
    said = {
        "QO": speak("QO", DAY, calls=("timelines", "experts")),
        "QM": speak("QM", DAY, calls=("funds", "timelines")),
    }
    made = make({DAY: said}, members="QM QN QO QP")
    assert call_rows(made, count(stance_table(made, DAY), made)) == (
        CallRow("timelines", ("QM", "QO"), Fraction(1, 2), "a large number"),
        CallRow("experts", ("QO",), Fraction(1, 4), "several"),
        CallRow("funds", ("QM",), Fraction(1, 4), "several"),
    )


def test_calls_belong_to_their_meeting_and_to_those_expected_there(make: Make, speak: Speak) -> None:
    said = {
        EARLIER: {"QN": speak("QN", EARLIER, "arda", calls=("funds",))},
        DAY: {"QM": speak("QM", DAY, calls=("timelines",)), "QX": speak("QX", DAY, calls=("funds",))},
    }
    made = make(said, members="QM QN", meetings={DAY: {"carries_over_from": EARLIER}})
    table = stance_table(made, DAY)
    assert [row.theme for row in call_rows(made, count(table, made))] == ["timelines"]
    assert call_rows(made, count(without(table, ["QM"]), made)) == ()


def test_without_settings_there_are_no_words_to_count_calls_by(make: Make, speak: Speak) -> None:
    made = make({DAY: {"QM": speak("QM", DAY, calls=("funds",))}})
    tally = count(stance_table(made, DAY), made)
    with pytest.raises(ValueError, match=r"partner\.yaml"):
        call_rows(replace(made, config=None), tally)
