"""Words for a stance, a priority and a reply: those of a record, and those that delegations write."""

from __future__ import annotations

import pytest

from partnercli.exchange.own_table.stance_words import (
    _PRIORITIES,
    _REPLIES,
    _STANCES,
    priority_said,
    rank_said,
    reply_said,
    stance_said,
)
from partnercli.exchange.reply_words import PRIORITIES, REPLIES, STANCES, hint_for
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
        ("favorable, sous réserve d'un calendrier", "support", "sous réserve d'un calendrier"),
        ("Support, for the fight against trafficking", "support", "for the fight against trafficking"),
        ("support (no comments)", "support", "no comments"),
        ("Reservation, until it is lifted by parliament", "reservation", "until it is lifted by parliament"),
        ("Opposition, not the right time", "opposition", "not the right time"),
        ("No objection", "can-accept", ""),
        ("Cannot support", "opposition", ""),
        ("can't accept", "opposition", ""),
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


@pytest.mark.parametrize(
    "text",
    [
        "not opposed",
        "no opposition",
        "no reservations",
        "pas d'opposition",
        "ne soutient pas",
        "keine Unterstützung",
        "kein Vorbehalt",
        "support not needed",
        "supports with reservations",
        "Favorevole, con riserva",
        "favorable, sous réserve",
        "Support, subject to a parliamentary reservation",
        "support?",
        "Support (?)",
        "support (tbc)",
        "Support, not at this stage",
        "Ja, aber nicht jetzt",
        "soutien – pas à ce stade",
        "for, not",
        "Support, no longer",
        "opposition withdrawn",
        "Opposition (withdrawn)",
        "Opposition, now support",
        "réserve (levée)",
        "No, not opposed",
    ],
)
def test_what_is_turned_round_taken_back_or_in_doubt_is_never_guessed(text: str) -> None:
    assert stance_said(text) is None


@pytest.mark.parametrize(
    "text", ["Agree, not now", "agree: but a scrutiny reservation on the list", "agree?"]
)
def test_a_reply_that_is_taken_back_is_none(text: str) -> None:
    assert reply_said(text) is None


@pytest.mark.parametrize("text", ["not support", "non-support", "cannot acept", "cant acept"])
def test_no_hint_turns_what_was_written_round(text: str) -> None:
    assert hint_for(text, STANCES) == "write one of: Support, Can accept, Reservation, Opposition"


def test_a_word_that_was_mistyped_is_suggested() -> None:
    assert hint_for("Suport", STANCES) == "did you mean Support?"
    assert hint_for("can acept", STANCES) == "did you mean Can accept?"


@pytest.mark.parametrize(
    ("text", "rank"),
    [("1", 1), ("02.", 2), ("3rd", 3), ("1st priority", 1), ("Priority 2", 2), ("1ª", 1), ("2.0", 2)],
)
def test_a_place_in_an_order_is_a_number_however_it_is_written(text: str, rank: int) -> None:
    assert rank_said(text) == rank


@pytest.mark.parametrize("words", [_STANCES, _PRIORITIES, _REPLIES], ids=["stances", "priorities", "replies"])
def test_no_word_means_two_things(words: dict[str, str]) -> None:
    folded = [(fold(one), word) for word, listed in words.items() for one in (word, *listed.split(";"))]
    assert len({one for one, _ in folded}) == len(set(folded))
    assert all(one for one, _ in folded)


def test_the_words_of_the_form_are_understood() -> None:
    assert [stance_said(label) for label in STANCES.values()] == [(stance, "") for stance in STANCES]
    assert [priority_said(label) for label in PRIORITIES.values()] == list(PRIORITIES)
    assert [reply_said(label) for label in REPLIES.values()] == [(reply, "") for reply in REPLIES]
