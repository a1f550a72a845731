"""A question with its replies as JSON: a part of several contracts."""

from __future__ import annotations

from typing import Literal, TypedDict

from partnercli.records.contract_words import Day
from partnercli.records.position import Reply
from partnercli.tally.questions import QuestionRow


class CommentContract(TypedDict):
    """What a delegation added to its reply, as noted."""

    delegation: str
    """Its code."""
    comment: str
    """Its words as noted."""
    confidential: bool
    """Whether it spoke in confidence: never to be cited."""


class QuestionContract(TypedDict):
    """A question of the meeting with its replies; who answered twice counts at the most cautious reply."""

    question: str
    """Its id, unique within its meeting."""
    text: str
    """The question as it was put."""
    mode: Literal["reply", "silence"]
    """Whether a reply is asked for, or silence means acceptance once the day is past."""
    due: Day | None
    """By when replies are due; null where no day was set."""
    replies: dict[Reply, list[str]]
    """Who replied what, by codes in protocol order."""
    silent: list[str]
    """Who gave no reply to it, by codes in protocol order."""
    silence: Literal["nothing", "pending", "accepted"]
    """What their silence means on the day of the run: nothing where a reply is asked for."""
    comments: list[CommentContract]
    """What was added to the replies that count."""


def question_as_plain(row: QuestionRow) -> QuestionContract:
    """A question with its replies as plain values, as every contract has it."""
    due = row.question.due
    return {
        "question": row.question.id,
        "text": row.question.text,
        "mode": row.question.mode,
        "due": due.isoformat() if due else None,
        "replies": {reply: list(codes) for reply, codes in row.replies.items()},
        "silent": list(row.silent),
        "silence": row.silence,
        "comments": [
            {"delegation": one.delegation, "comment": one.text, "confidential": one.confidential}
            for one in row.comments
        ],
    }
