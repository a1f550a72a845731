"""Replies to the guiding questions, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from partnercli.cli.reading_words import REPLY_WORDS, foot, head, in_confidence
from partnercli.cli.supposing import Positions
from partnercli.cli.tally import tables
from partnercli.cli.tally.view import View
from partnercli.cli.terminal import Line, wrapped
from partnercli.documents.words import day_in_words
from partnercli.records.lines import one_line
from partnercli.tally.contract import to_contract
from partnercli.tally.counts import count
from partnercli.tally.questions import Comment, QuestionRow, question_rows
from partnercli.tally.result import Tally

_MEANT = (
    "Replies belong to their meeting. Silence is neither agreement nor objection, save where it was put so."
)
_INDENT = " " * 7
"""Under a reply: the width of its number."""


def questions_view(said: Positions, on: date) -> View:
    """The replies on a day, in every form."""
    tally = count(said.table, said.exercise)
    rows = question_rows(said.table, said.exercise, on)
    return View(
        tally=tally,
        title=said.title,
        screen=partial(questions_screen, tally, rows, said.title, on=on),
        contract=partial(to_contract, tally, rows),
        table=tables.questions,
        said=(_MEANT,),
    )


def questions_screen(
    tally: Tally, rows: Sequence[QuestionRow], title: str, width: int, on: date
) -> Iterator[Line]:
    """Each question with who gave which reply, in protocol order, and each comment under it; on a day."""
    yield from head(tally, title, width, "Replies to the guiding questions")
    if not rows:
        said = "No guiding question was put at this meeting. Put one: partner meeting question MEETING ID --text TEXT"
        yield from wrapped(said, width)
        yield ()
    for row in rows:
        yield from wrapped(f"{row.question.id}: {row.question.text}", width, "bold")
        for reply, codes in row.replies.items():
            yield from _replies(REPLY_WORDS[reply], codes, width)
            for comment in row.comments:
                if comment.delegation in codes:
                    yield from wrapped(_INDENT + _comment(comment), width, indent=_INDENT + "  ")
        yield from _replies(_silence(row, on), row.silent, width, "dim")
        if row.question.mode == "silence" and row.objections:
            yield from _replies("silence broken by", row.objections, width)
        yield ()
    yield from foot(width, in_confidence(tally.bilateral), _MEANT)


def _replies(label: str, codes: Sequence[str], width: int, style: str = "") -> Iterator[Line]:
    named = f": {' '.join(codes)}" if codes else ""
    yield from wrapped(f"  {len(codes):>3}  {label}{named}", width, style, indent=_INDENT)


def _comment(comment: Comment) -> str:
    secret = " (in confidence)" if comment.confidential else ""
    return f"{comment.delegation}{secret}: {one_line(comment.text)}"


def _silence(row: QuestionRow, on: date) -> str:
    """What it means on a day that a delegation has not replied."""
    due = row.question.due
    by = day_in_words(due) if due else ""
    if row.question.mode == "silence":
        if not by:
            return "silent so far, under the silence procedure"
        return (
            f"silent until {by}, so accepted" if row.silence == "accepted" else f"silent so far, until {by}"
        )
    if due is None or not row.silent:
        return "no reply"
    return f"no reply by {by}" if on > due else f"no reply yet, due {by}"
