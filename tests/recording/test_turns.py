"""Whose turn it is at the tour de table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.turns import Turns

ALL = ("BE", "BG", "CZ", "DK")


def test_who_passes_comes_back_once_when_the_others_were_asked() -> None:
    turns = Turns(ALL[:3], in_order=True)
    turns.spoke("BE")
    turns.passes()
    assert turns.now == "CZ"
    turns.passes()
    assert (turns.now, turns.passed) == ("BG", ["BG", "CZ"])
    turns.passes()
    turns.spoke("CZ")
    assert [turns.now, *turns.passed] == [None, "BG"]


def test_who_is_called_has_the_floor_and_then_it_goes_on_where_it_was() -> None:
    turns = Turns(ALL, in_order=True)
    turns.calls("DK")
    assert turns.now == "DK"
    turns.passes()
    assert turns.now == "BE"
    turns.calls("DK")
    turns.spoke("DK")
    assert (turns.now, turns.waiting) == ("BE", ["BE", "BG", "CZ"])


def test_who_is_asked_again_is_asked_first_and_once() -> None:
    turns = Turns(ALL, in_order=True)
    turns.passes()
    turns.again("BE")
    assert (turns.now, turns.waiting, turns.passed) == ("BE", list(ALL), [])


def test_out_of_order_nobody_has_the_floor_unless_called() -> None:
    turns = Turns(ALL, in_order=False)
    turns.passes()
    assert turns.now is None
    turns.calls("CZ")
    turns.spoke("CZ")
    assert (turns.now, turns.waiting) == (None, ["BE", "BG", "DK"])
    turns.again("CZ")
    assert turns.now == "CZ"


@given(st.lists(st.sampled_from(["passes", "speaks", "back", *ALL])))
def test_nobody_is_asked_for_ever_and_nobody_is_forgotten(events: list[str]) -> None:
    turns, spoke = Turns(ALL, in_order=True), set[str]()
    for event in events:
        if event in ALL:
            turns.calls(event)
        elif event == "back" and (before := turns.back()) and before not in spoke:
            turns.again(before)
        elif event == "speaks" and (now := turns.now):
            turns.spoke(now)
            spoke.add(now)
        elif event == "passes":
            turns.passes()
    for _ in range(2 * len(ALL) + 1):
        turns.passes()
    assert turns.now is None
    assert {*spoke, *turns.passed} == set(ALL)
