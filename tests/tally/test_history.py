"""Who moved when: between meetings by what stands there, and between two states of a record by what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.country import Cooperation, CooperationStatus, Country
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline
from partnercli.records.position import Answer, Position, Reply, Stance
from partnercli.records.source import Source
from partnercli.tally.history import (
    Move,
    country_moves,
    country_over_meetings,
    delegation_over_meetings,
    in_order,
    moved,
    outline_moves,
    position_moves,
    reply_moves,
)
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]
Speak = Callable[..., Position]
SOURCES = (Source(title="made for a test"),)
FIRST, SECOND, THIRD = "2021-03-01", "2021-04-01", "2021-05-01"
CARRIES = {SECOND: {"carries_over_from": FIRST}, THIRD: {"carries_over_from": SECOND}}


def said(moves: tuple[Move, ...]) -> list[tuple[str | None, str, str, str | None, str | None]]:
    return [(move.delegation, move.about, move.subject, move.before, move.after) for move in moves]


def test_over_the_meetings_a_country_shows_who_moved_since_each_was_last_heard(make: Make) -> None:
    exercise = make(
        {
            FIRST: {"qm": "arda", "qn": "arda:opposition", "qo": "belmar"},
            SECOND: {"qn": "arda:can-accept"},
            THIRD: {"qm": "belmar", "qn": "arda:can-accept", "qo": "arda*", "qp": "arda"},
        }
    )
    one, two, three = country_over_meetings(exercise, "arda")
    assert [one.meeting, two.meeting, three.meeting] == [FIRST, SECOND, THIRD]
    assert (one.day, len(one.expected)) == (date(2021, 3, 1), 6)
    assert said(one.moves) == [
        ("QM", "country", "arda", None, "support"),
        ("QN", "country", "arda", None, "opposition"),
    ]
    assert all(move.first for move in one.moves)
    assert two.silent == ("QM", "QO", "QP", "QQ", "QR")
    assert said(two.moves) == [("QN", "country", "arda", "opposition", "can-accept")]
    assert said(three.moves) == [
        ("QM", "country", "arda", "support", None),
        ("QO", "country", "arda", None, "support with conditions"),
        ("QP", "country", "arda", None, "support"),
    ]
    assert [move.first for move in three.moves] == [False, False, True]
    assert three.stances[Stance.SUPPORT] == ("QO", "QP")


def test_what_is_carried_over_is_no_move_and_a_meeting_without_positions_is_left_out(make: Make) -> None:
    exercise = make(
        {FIRST: {"qm": "arda"}, SECOND: {"qn": "belmar"}, "2021-04-15": {}, THIRD: {"qm": ""}},
        meetings=CARRIES,
    )
    found = list(country_over_meetings(exercise, "arda"))
    assert [one.meeting for one in found] == [FIRST, SECOND, THIRD]
    assert [said(one.moves) for one in found[1:]] == [[], [("QM", "country", "arda", "support", None)]]
    carried = list(delegation_over_meetings(exercise, "QN"))
    assert [(one.meeting, one.origin, one.spoke, said(one.moves)) for one in carried[1:]] == [
        (THIRD, SECOND, False, [])
    ]


def test_over_the_meetings_a_delegation_shows_what_it_named_added_and_dropped(
    make: Make, speak: Speak
) -> None:
    answered = speak(
        "QM",
        SECOND,
        "arda:reservation corvia @north",
        calls=("timelines",),
        answers=(Answer(question="way", reply="disagree"),),
        confirmed=date(2021, 4, 3),
    )
    exercise = make({FIRST: {"qm": "arda belmar*"}, SECOND: {"qm": answered, "qn": "arda"}})
    one, two = delegation_over_meetings(exercise, "QM")
    assert all(move.first and move.before is None for move in one.moves)
    assert said(two.moves) == [
        ("QM", "country", "arda", "support", "reservation"),
        ("QM", "country", "corvia", None, "support"),
        ("QM", "region", "north", None, "support"),
        ("QM", "country", "belmar", "support", None),
        ("QM", "conditions", "belmar", "if asked", None),
    ]
    assert two.facts["reply", "way"] == "disagree"
    assert two.facts["confirmed", ""] == "2021-04-03"
    assert two.facts["call", "timelines"] == "asked for"
    assert list(delegation_over_meetings(exercise, "QR")) == []


def test_a_commit_moves_what_a_position_says_and_a_file_that_only_moved_says_the_same(speak: Speak) -> None:
    before, after = speak("QM", FIRST, "arda arda:opposition belmar"), speak("QM", FIRST, "arda")
    assert said(tuple(position_moves([(before, after)]))) == [
        ("QM", "country", "arda", "opposition", "support"),
        ("QM", "country", "belmar", "support", None),
    ]
    assert list(position_moves([(before, None), (None, before)])) == []
    other = speak("QN", FIRST, "arda")
    assert [(move.delegation, move.after) for move in position_moves([(after, other)])] == [
        ("QM", None),
        ("QM", None),
        ("QN", "support"),
        ("QN", "statement"),
    ]
    (withdrawn,) = position_moves([(speak("QM", FIRST, None), speak("QM", FIRST, ""))])
    assert (withdrawn.about, withdrawn.before, withdrawn.after) == ("withdrawn", None, "yes")


def test_a_change_of_words_alone_is_no_move(speak: Speak) -> None:
    old, new = speak("QM", FIRST, "arda"), speak("QM", FIRST, "arda", remarks=("a word",))
    assert list(position_moves([(old, new)])) == []


def country(**fields: Any) -> Country:
    return Country(name="Arda", region="north", sources=SOURCES, **fields)


def test_a_record_shows_what_exists_with_the_country_and_else_only_that_it_changed() -> None:
    def cooperation(status: CooperationStatus) -> Cooperation:
        return Cooperation(instrument="charter", title="The first", status=status, sources=SOURCES)

    signed, ended = (
        country(cooperation=(cooperation(CooperationStatus(one)),)) for one in ("signed", "ended")
    )
    (move,) = country_moves("arda", signed, ended)
    assert move[:4] == ("cooperation", "charter (The first)", "signed", "ended")
    assert [move[:4] for move in country_moves("arda", country(), country(note="x"))] == [
        ("record", "arda", "as it was", "changed")
    ]
    assert [move[:4] for move in country_moves("arda", None, signed)] == [("record", "arda", None, "there")]
    assert [move[:4] for move in country_moves("arda", signed, None)] == [("record", "arda", "there", None)]


def test_an_outline_shows_its_status_and_else_that_it_changed_within() -> None:
    draft, submitted = (Outline(country="arda", status=one, steps=()) for one in ("draft", "submitted"))
    held = draft.model_copy(update={"objectives": ("x",)})
    for before, after, shown in (
        (None, draft, (None, "draft")),
        (draft, submitted, ("draft", "submitted")),
        (draft, held, ("draft", "draft, changed within")),
        (draft, None, ("draft", None)),
    ):
        (move,) = outline_moves("arda", before, after)
        assert (move.before, move.after) == shown


def test_moves_go_by_the_day_of_their_meeting_and_there_in_protocol_order(make: Make) -> None:
    exercise = make({THIRD: {}, FIRST: {}}, members="QP QM")
    given = [("QM", THIRD), ("QP", THIRD), ("QX", FIRST), ("QM", FIRST), ("QM", "gone")]
    moves = [Move("basis", "", None, "written", code, meeting) for code, meeting in given]
    assert [(move.delegation, move.meeting) for move in in_order(exercise, moves)] == [
        ("QM", FIRST),
        ("QX", FIRST),
        ("QP", THIRD),
        ("QM", THIRD),
        ("QM", "gone"),
    ]


def test_replies_at_two_meetings_are_compared_for_those_expected_and_the_questions_named(
    make: Make, speak: Speak
) -> None:
    def replied(code: str, meeting: str, **replies: Reply) -> Position:
        answers = tuple(Answer(question=question, reply=reply) for question, reply in replies.items())
        return speak(code, meeting, answers=answers)

    exercise = make(
        {
            FIRST: {
                "qo": replied("QO", FIRST, way="agree"),
                "qm": replied("QM", FIRST, way="agree", other="agree"),
            },
            SECOND: {
                "qm": replied("QM", SECOND, way="disagree"),
                "qn": replied("QN", SECOND, way="agree"),
                "qx": replied("QX", SECOND, way="agree"),
            },
        },
        meetings={SECOND: {"delegations": ("QN", "QM")}},
    )
    found = reply_moves(stance_table(exercise, FIRST), stance_table(exercise, SECOND), ["way"])
    assert [(*move[:5], move.meeting) for move in found] == [
        ("reply", "way", "agree", "disagree", "QM", SECOND),
        ("reply", "way", None, "agree", "QN", SECOND),
        ("reply", "way", "agree", None, "QO", SECOND),
    ]


facts = st.dictionaries(
    st.tuples(st.sampled_from(["country", "region", "reply"]), st.sampled_from("abc")), st.sampled_from("xyz")
)


@given(before=facts, after=facts)
def test_moves_lead_from_one_state_to_the_other_and_back(before: Any, after: Any) -> None:
    there = {(move.about, move.subject): move.after for move in moved(before, after)}
    made = {key: says for key, says in {**before, **there}.items() if says is not None}
    assert made == after
    back = [(move.about, move.subject, move.after, move.before) for move in moved(after, before)]
    assert sorted(back, key=str) == sorted((move[:4] for move in moved(before, after)), key=str)


words = st.lists(st.sampled_from(["arda", "arda:opposition", "belmar", "arda*"]), max_size=3).map(" ".join)
files = st.dictionaries(st.sampled_from(["qm", "qn", "qo"]), words | st.none())


@given(said_at=st.fixed_dictionaries({FIRST: files, SECOND: files, THIRD: files}), carries=st.booleans())
def test_the_moves_of_all_meetings_together_give_what_each_table_says(
    make: Make, said_at: dict[str, Any], carries: bool
) -> None:
    exercise = make(said_at, meetings=CARRIES if carries else {})
    now: dict[str, str | None] = {}
    for one in country_over_meetings(exercise, "arda"):
        for move in one.moves:
            assert move.before == now.get(str(move.delegation))
            now[str(move.delegation)] = move.after
        for code, voice in stance_table(exercise, one.meeting).voices.items():
            mention = voice.countries.get("arda")
            assert (now.get(code) or "").partition(" ")[0] == (str(mention.stance) if mention else "")
