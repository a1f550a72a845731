"""Replies to a meeting's guiding questions: counted at that meeting only, never carried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.position import REPLIES, Reply
from partnercli.tally.positions_in_force import Files, files_at
from partnercli.tally.table import StanceTable


class Comment(NamedTuple):
    """What a delegation added to its reply, as noted; `confidential`: in confidence, never to be cited."""

    delegation: str
    text: str
    confidential: bool


class QuestionRow(NamedTuple):
    """The replies to one question, in protocol order; who answered twice counts at the most cautious reply.

    `silent` gave no reply to it. What that means is `silence`: nothing where a reply is asked for; under the
    silence procedure `accepted` once the due day is past, and `pending` until then. `comments` are those
    made with the replies that count.
    """

    question: Question
    replies: Mapping[Reply, tuple[str, ...]]
    silent: tuple[str, ...]
    silence: Literal["nothing", "pending", "accepted"]
    comments: tuple[Comment, ...] = ()

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who may still reply: nobody whose silence has come to count as acceptance."""
        return () if self.silence == "accepted" else self.silent

    @property
    def objections(self) -> tuple[str, ...]:
        """Who breaks silence where it was put so: whoever disagrees or holds a scrutiny reservation."""
        return (*self.replies["scrutiny-reservation"], *self.replies["disagree"])


def question_rows(table: StanceTable, exercise: Exercise, on: date | None = None) -> tuple[QuestionRow, ...]:
    """The questions of the table's meeting, in its order, on day `on`; without a day, silence is pending."""
    files = files_at(exercise, table.meeting)
    return tuple(_row(table, files, question, on) for question in exercise.meetings[table.meeting].questions)


def _row(table: StanceTable, files: Files, question: Question, on: date | None) -> QuestionRow:
    given = {
        c: voice.answers[question.id] for c, voice in table.voices.items() if question.id in voice.answers
    }
    return QuestionRow(
        question=question,
        replies={reply: tuple(code for code in given if given[code] == reply) for reply in REPLIES},
        silent=tuple(code for code in table.expected if code not in given),
        silence=_silence(question, on),
        comments=tuple(
            Comment(code, answer.comment, files[code].basis == "bilateral")
            for code, reply in given.items()
            for answer in files[code].answers
            if answer.question == question.id and answer.reply == reply and answer.comment
        ),
    )


def _silence(question: Question, on: date | None) -> Literal["nothing", "pending", "accepted"]:
    if question.mode == "reply":
        return "nothing"
    return "accepted" if question.due is not None and on is not None and on > question.due else "pending"
