"""Replies to the guiding questions, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.reading_words import head
from partnercli.cli.terminal import Line, wrapped
from partnercli.documents.words import day_in_words
from partnercli.tally.questions import QuestionRow
from partnercli.tally.result import Tally

WORDS = {
    "agree": "agree",
    "agree-with-comments": "agree, with comments",
    "scrutiny-reservation": "scrutiny reservation",
    "disagree": "do not agree",
}
_SILENCE = {"nothing": "no reply", "pending": "silent, before the date", "accepted": "silent, so accepted"}


def questions_screen(tally: Tally, rows: Sequence[QuestionRow], title: str, width: int) -> Iterator[Line]:
    """Each question with who gave which reply, in protocol order."""
    yield from head(tally, title, width)
    if not rows:
        yield ("No guiding question was put at this meeting.",)
    for row in rows:
        due = f" (replies by {day_in_words(row.question.due)})" if row.question.due else ""
        yield from wrapped(f"{row.question.id}: {row.question.text}{due}", width, "bold")
        for reply, codes in row.replies.items():
            yield from wrapped(
                f"  {WORDS[reply]:<22} {len(codes):>3}  {' '.join(codes)}", width, indent=" " * 30
            )
        said = _SILENCE[row.silence]
        yield from wrapped(
            f"  {said:<22} {len(row.silent):>3}  {' '.join(row.silent)}", width, "dim", indent=" " * 30
        )
        if row.question.mode == "silence" and row.objections:
            broken = f"  {'silence broken by':<22} {len(row.objections):>3}  {' '.join(row.objections)}"
            yield from wrapped(broken, width, indent=" " * 30)
        yield ()
    said = "Replies belong to their meeting. Silence is neither agreement nor objection, save where it was put so."
    yield from wrapped(said, width, "dim", indent="")
