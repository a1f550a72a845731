"""Guiding questions and how they stand, in words for the Presidency."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from partnercli.documents.standing import OpenQuestion
from partnercli.documents.voices import codes
from partnercli.documents.words import day_in_words, listed
from partnercli.records.exercise import Exercise
from partnercli.records.position import Reply
from partnercli.tally.positions_in_force import files_at
from partnercli.tally.questions import QuestionRow

Agreement = Literal["all", "broad", "divided", "open"]
BROAD, AT_MOST = Fraction(2, 3), 2
"""Broad support is two thirds of all delegations or more, and at most two that disagree: our own convention."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question on which nothing is concluded, the meeting that put it, and how replies stand.

    `due` is empty where no day was set; `late` says that it is past and replies are missing. `silence` is `nothing`
    where a reply is asked for, `pending` or `accepted` under the silence procedure. `agree` counts those who agree,
    with comments or without, and those whose silence is accepted; `comments`, `reserving` and `objecting` name them,
    `owing` those who owe a reply, `owed` how many. `agreement` is the most that may be said: `all` agree, `broad`
    support, `divided` where some openly do not agree, else `open`.
    """

    meeting: str
    text: str
    due: str
    late: bool
    silence: Literal["nothing", "pending", "accepted"]
    agree: int
    comments: str
    reserving: str
    objecting: str
    owing: str
    owed: int
    agreement: Agreement


def question_words(
    exercise: Exercise, question: OpenQuestion, day: date, *, openly: bool = False
) -> QuestionWords:
    """How the replies to a question stand on a day; `openly`, without naming who replied in confidence."""
    meeting, row = exercise.meetings[question.meeting], question.row
    given = files_at(exercise, question.meeting)
    secret = {code for code, position in given.items() if position.basis == "bilateral"}
    due = row.question.due

    def named(reply: Reply) -> str:
        given_so = row.replies[reply]
        return codes([code for code in given_so if not (openly and code in secret)], secret)

    return QuestionWords(
        meeting=f"{meeting.forum}, {day_in_words(meeting.date)}",
        text=row.question.text,
        due=day_in_words(due) if due else "",
        late=question.late_on(day),
        silence=row.silence,
        agree=len(_agreeing(row)),
        comments=named("agree-with-comments"),
        reserving=named("scrutiny-reservation"),
        objecting=named("disagree"),
        owing=listed(question.owing),
        owed=len(question.owing),
        agreement=_agreement(row, secret),
    )


def _agreeing(row: QuestionRow) -> Sequence[str]:
    accepted = row.silent if row.silence == "accepted" else ()
    return (*row.replies["agree"], *row.replies["agree-with-comments"], *accepted)


def _agreement(row: QuestionRow, secret: Container[str]) -> Agreement:
    """What may be said aloud: an objection made in confidence lowers it, and is never what it says."""
    agree, disagree = len(_agreeing(row)), len(row.replies["disagree"])
    everybody = sum(map(len, row.replies.values())) + len(row.silent)
    if everybody and agree == everybody:
        return "all"
    if everybody and Fraction(agree, everybody) >= BROAD and disagree <= AT_MOST:
        return "broad"
    return "divided" if any(code not in secret for code in row.replies["disagree"]) else "open"
