"""Words for a stance, a priority and a reply: those of a record, and those that delegations write."""

from __future__ import annotations

import pytest

from partnercli.exchange.own_table.stance_words import (
    _PRIORITIES,
    _REPLIES,
    _STANCES,
    priority_said,
    reply_said,
    stance_said,
)
from partnercli.exchange.reply_words import PRIORITIES, REPLIES, STANCES
from partnercli.records.names import fold


@pytest.mark.parametrize(
    ("text", "stance", "rest"),
    [
        ("SUPPORT", "support", ""),
        (" can-accept ", "can-accept", ""),
        ("Can Accept", "can-accept", ""),
        ("in favour", "support", ""),
        ("Soutien", "support", ""),
        ("réserve d’examen", "reservation", ""),
        ("Ablehnung", "opposition", ""),
        ("ΥΠΈΡ", "support", ""),
        ("Support, if readmission is addressed", "support", "if readmission is addressed"),
        ("Support (pilot only)", "support", "pilot only"),
        ("Support (pilot only) for now", "support", "pilot only) for now"),
        ("Reservation: parliament (both chambers)", "reservation", "parliament (both chambers)"),
        ("flexible – no strong view", "can-accept", "no strong view"),
        ("yes, support", "support", ""),
    ],
)
def test_a_stance_is_understood_with_what_is_said_behind_it(text: str, stance: str, rest: str) -> None:
    assert stance_said(text) == (stance, rest)


@pytest.mark.parametrize(
    "text",
    ["", "neutral", "support if paid", "x", "☒", "we are, in favour", "support; opposition", "prêt", "year"],
)
def test_what_is_no_stance_beyond_doubt_is_none(text: str) -> None:
    assert stance_said(text) is None


@pytest.mark.parametrize("words", [_STANCES, _PRIORITIES, _REPLIES], ids=["stances", "priorities", "replies"])
def test_no_word_means_two_things(words: dict[str, str]) -> None:
    folded = [(fold(one), word) for word, listed in words.items() for one in (word, *listed.split(";"))]
    assert len({one for one, _ in folded}) == len(set(folded))
    assert all(one for one, _ in folded)


def test_the_words_of_the_form_are_understood() -> None:
    assert [stance_said(label) for label in STANCES.values()] == [(stance, "") for stance in STANCES]
    assert [priority_said(label) for label in PRIORITIES.values()] == list(PRIORITIES)
    assert [reply_said(label) for label in REPLIES.values()] == [(reply, "") for reply in REPLIES]
