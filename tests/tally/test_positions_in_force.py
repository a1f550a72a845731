"""Whose words stand at a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.position import Position
from partnercli.tally.positions_in_force import chain, files_along, in_force

Make = Callable[..., Exercise]
FIRST, SECOND, THIRD = "2021-01-10", "2021-02-10", "2021-03-10"
LINKED = {SECOND: {"carries_over_from": FIRST}, THIRD: {"carries_over_from": SECOND}}


def standing(exercise: Exercise, meeting: str, delegation: str = "QM") -> tuple[str, list[str | None]] | None:
    """Where the position in force was given, and the countries in it."""
    found = in_force(files_along(exercise, meeting), delegation)
    if found is None:
        return None
    return found.meeting, [preference.country for preference in found.position.preferences or ()]


def test_a_chain_leads_from_meeting_to_earlier_meeting(make: Make) -> None:
    assert chain(make({}, meetings={FIRST: {}, **LINKED}), THIRD) == (THIRD, SECOND, FIRST)


@pytest.mark.parametrize(
    "meetings",
    [
        {THIRD: {"carries_over_from": SECOND}, SECOND: {"carries_over_from": THIRD}},
        {THIRD: {"carries_over_from": SECOND}, SECOND: {"carries_over_from": "2021-12-10"}, "2021-12-10": {}},
        {THIRD: {"carries_over_from": SECOND}, SECOND: {"carries_over_from": "2021-01-01-unknown"}},
        {THIRD: {"carries_over_from": SECOND}, SECOND: {"carries_over_from": SECOND}},
    ],
    ids=["loop", "later meeting", "unknown meeting", "itself"],
)
def test_a_chain_ends_before_a_step_that_leads_nowhere(
    make: Make, meetings: dict[str, dict[str, Any]]
) -> None:
    assert chain(make({}, meetings=meetings), THIRD) == (THIRD, SECOND)


def test_a_chain_among_meetings_of_one_day_ends_where_it_began(make: Make) -> None:
    morning, evening = "2021-03-10-morning", "2021-03-10-evening"
    meetings = {morning: {"carries_over_from": evening}, evening: {"carries_over_from": morning}}
    assert chain(make({}, meetings=meetings), morning) == (morning, evening)


def test_a_later_file_replaces_the_earlier_list_whole(make: Make) -> None:
    exercise = make({FIRST: {"QM": "arda belmar"}, SECOND: {"QM": "dorin"}}, meetings=LINKED)
    assert standing(exercise, SECOND) == (SECOND, ["dorin"])


def test_a_position_is_carried_over_several_meetings(make: Make) -> None:
    exercise = make({FIRST: {"QM": "arda"}, SECOND: {}, THIRD: {}}, meetings=LINKED)
    assert standing(exercise, THIRD) == (FIRST, ["arda"])


def test_without_carries_over_from_nothing_is_carried(make: Make) -> None:
    assert standing(make({FIRST: {"QM": "arda"}, SECOND: {}}), SECOND) is None


def test_an_empty_list_withdraws_all_that_was_said(make: Make) -> None:
    exercise = make({FIRST: {"QM": "arda"}, SECOND: {"QM": ""}, THIRD: {}}, meetings=LINKED)
    assert standing(exercise, THIRD) == (SECOND, [])


def test_a_file_without_preferences_leaves_the_earlier_ones_standing(make: Make) -> None:
    exercise = make({FIRST: {"QM": "arda"}, SECOND: {"QM": None}}, meetings=LINKED)
    assert standing(exercise, SECOND) == (FIRST, ["arda"])


@pytest.mark.parametrize("other", ["aa", "zz"])
def test_of_two_files_of_one_delegation_the_one_named_after_it_speaks(
    make: Make, speak: Callable[..., Position], other: str
) -> None:
    exercise = make({FIRST: {other: speak("QM", FIRST, "dorin"), "QM": "arda"}})
    assert standing(exercise, FIRST) == (FIRST, ["arda"])
