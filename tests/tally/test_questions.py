"""Replies to guiding questions; under silence procedure, whose reply is awaited and who breaks silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.position import Answer, Position, Reply
from partnercli.tally.questions import Comment, QuestionRow, question_rows
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]
Speak = Callable[..., Position]
DAY, DUE = "2021-04-22", date(2021, 6, 4)


def row_of(exercise: Exercise, on: date | None = None) -> QuestionRow:
    (row,) = question_rows(stance_table(exercise, DAY), exercise, on)
    return row


def asked(make: Make, question: Question, said: dict[str, Position | str]) -> Exercise:
    return make({DAY: said}, members="QR QN QM QO QP", meetings={DAY: {"questions": (question,)}})


def test_replies_are_listed_by_kind_in_protocol_order_with_who_gave_none(make: Make, speak: Speak) -> None:
    replies = {"QM": "agree", "QN": "disagree", "QO": "scrutiny-reservation", "QR": "agree"}
    said: dict[str, Position | str] = {
        code: speak(code, DAY, answers=(Answer.model_validate({"question": "way", "reply": reply}),))
        for code, reply in replies.items()
    }
    row = row_of(asked(make, Question(id="way", text="Agreed?"), said | {"QP": "arda"}))
    assert row.replies == {
        "agree": ("QR", "QM"),
        "agree-with-comments": (),
        "scrutiny-reservation": ("QO",),
        "disagree": ("QN",),
    }
    assert row.silent == ("QP",)


def test_two_replies_to_one_question_count_as_the_more_cautious(make: Make, speak: Speak) -> None:
    answers = (Answer(question="way", reply="disagree"), Answer(question="way", reply="agree"))
    row = row_of(asked(make, Question(id="way", text="Agreed?"), {"QM": speak("QM", DAY, answers=answers)}))
    assert (row.replies["agree"], row.replies["disagree"]) == ((), ("QM",))


def test_comments_stand_in_protocol_order_with_those_in_confidence_marked(make: Make, speak: Speak) -> None:
    def commenting(code: str, comment: str, **fields: str) -> Position:
        answer = Answer(question="way", reply="agree-with-comments", comment=comment)
        return speak(code, DAY, answers=(answer,), **fields)

    said: dict[str, Position | str] = {
        "QM": commenting("QM", "sooner"),
        "QR": commenting("QR", "later", basis="bilateral"),
        "QN": speak("QN", DAY, answers=(Answer(question="way", reply="agree"),)),
    }
    row = row_of(asked(make, Question(id="way", text="Agreed?"), said))
    assert row.comments == (Comment("QR", "later", True), Comment("QM", "sooner", False))


def test_of_two_replies_only_the_comment_of_the_one_that_counts_stands(make: Make, speak: Speak) -> None:
    answers = (
        Answer(question="way", reply="disagree", comment="not so"),
        Answer(question="way", reply="agree", comment="why not"),
        Answer(question="other", reply="disagree", comment="of another"),
    )
    row = row_of(asked(make, Question(id="way", text="Agreed?"), {"QM": speak("QM", DAY, answers=answers)}))
    assert [comment.text for comment in row.comments] == ["not so"]


@pytest.mark.parametrize(
    ("mode", "due", "on", "silence"),
    [
        ("silence", DUE, date(2021, 6, 5), "accepted"),
        ("silence", DUE, DUE, "pending"),
        ("silence", DUE, None, "pending"),
        ("silence", None, date(2021, 6, 5), "pending"),
        ("reply", DUE, date(2021, 6, 5), "nothing"),
    ],
    ids=["past due", "on the due day", "no day given", "no due day", "a reply is asked for"],
)
def test_silence_is_acceptance_only_by_the_silence_procedure_and_after_its_due_day(
    make: Make, mode: str, due: date | None, on: date | None, silence: str
) -> None:
    question = Question.model_validate(
        {"id": "way", "text": "Agreed?", "mode": mode} | ({"due": due} if due else {})
    )
    row = row_of(asked(make, question, {}), on)
    assert (row.silence, row.silent) == (silence, ("QR", "QN", "QM", "QO", "QP"))


PUT_SO = Question.model_validate({"id": "list", "text": "Yes?", "due": date(2031, 3, 20), "mode": "silence"})
REPLIES: dict[Reply, tuple[str, ...]] = {
    "agree": ("QM",),
    "agree-with-comments": ("QN",),
    "scrutiny-reservation": ("QO",),
    "disagree": ("QP",),
}


@pytest.mark.parametrize(
    ("silence", "awaited"), [("nothing", ("QR",)), ("pending", ("QR",)), ("accepted", ())]
)
def test_a_reply_is_awaited_until_silence_counts_as_acceptance(
    silence: Literal["nothing", "pending", "accepted"], awaited: tuple[str, ...]
) -> None:
    assert QuestionRow(PUT_SO, REPLIES, ("QR",), silence).awaited == awaited


def test_a_scrutiny_reservation_and_a_disagreement_break_silence_and_comments_do_not() -> None:
    assert QuestionRow(PUT_SO, REPLIES, (), "pending").objections == ("QO", "QP")
