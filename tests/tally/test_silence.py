"""Under silence procedure: whose reply is awaited, and who breaks silence."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from partnercli.records.meeting import Question
from partnercli.records.position import Reply
from partnercli.tally.questions import QuestionRow

QUESTION = Question.model_validate(
    {"id": "list", "text": "Yes?", "due": date(2031, 3, 20), "mode": "silence"}
)
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
    assert QuestionRow(QUESTION, REPLIES, ("QR",), silence).awaited == awaited


def test_a_scrutiny_reservation_and_a_disagreement_break_silence_and_comments_do_not() -> None:
    assert QuestionRow(QUESTION, REPLIES, (), "pending").objections == ("QO", "QP")
