"""A reminder for one delegation: what was noted of its own position, what is asked, and by when.

It never says a word about any other delegation, and holds no count. The delegation's remarks and the desk's
notes stay out: they are for the Presidency's eyes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from partnercli.recording.readings import Name, Noted, named_by_stance
from partnercli.records.lines import one_line
from partnercli.records.meeting import Question
from partnercli.records.position import STANCE_VERBS, Answer

WIDTH = 76
"""Columns of a mail's text."""
_REPLIES = {
    "agree": "agrees",
    "agree-with-comments": "agrees, with comments",
    "scrutiny-reservation": "holds a scrutiny reservation",
    "disagree": "does not agree",
}


class Asked(NamedTuple):
    """A question still open to the delegation, and the day, in words, until which it may reply."""

    question: Question
    by: str


class Reminder(NamedTuple):
    """What a reminder is made of, days and meetings in words.

    `marks` stand above it: LIMITE, ILLUSTRATIVE. `origin` is where its preferences were given, empty for the
    meeting itself. `by` is the day until which it may correct what was noted, or state a position where none
    was; empty where it has confirmed, or no day is known. `questions` are all of the meeting's, `asked` those
    still open.
    """

    noted: Noted
    delegation: str
    meeting: str
    origin: str = ""
    marks: Sequence[str] = ()
    by: str = ""
    questions: Sequence[Question] = ()
    asked: Sequence[Asked] = ()


def subject(about: Reminder) -> str:
    """The subject of the mail."""
    if not about.noted.heard:
        wanted = "position awaited"
    elif not about.noted.confirmed:
        wanted = "reading to be confirmed"
    else:
        wanted = "reply awaited" if about.asked else "reading confirmed"
    return f"{about.delegation}: {about.meeting}, {wanted}"


def reminder(about: Reminder, name: Name) -> str:
    """The text to paste into a mail; `name` is what countries and regions are called."""
    paragraphs = (
        " · ".join(about.marks),
        f"To the delegation: {about.delegation}",
        *_noted(about, name),
        *_asked(about),
    )
    return "\n\n".join(_filled(paragraph) for paragraph in paragraphs if paragraph) + "\n"


def _noted(about: Reminder, name: Name) -> Iterator[str]:
    points = list(_points(about.noted, {one.id: one.text for one in about.questions}, name))
    by = f" by {about.by}" if about.by else ""
    if not points:
        yield f"The Presidency has noted no position of your delegation at the {about.meeting}."
        yield f"If your delegation wishes to state one, please do so{by}."
        return
    carried = f" (carried over from the {about.origin})" if about.origin else ""
    yield f"The Presidency has noted the following of your delegation at the {about.meeting}{carried}:"
    yield "\n".join(f"- {point}" for point in points)
    if about.noted.confirmed:
        yield "Your delegation has confirmed this reading."
    else:
        yield f"Please confirm this reading, or correct it{f',{by}' if by else ''}."


def _points(noted: Noted, questions: Mapping[str, str], name: Name) -> Iterator[str]:
    for stance, named in named_by_stance(noted.preferences, name).items():
        yield f"{STANCE_VERBS[stance]}: {', '.join(named)}"
    if noted.force is not None and not noted.preferences:
        yield "names no partner country"
    if noted.here is not None and noted.here.calls:
        yield f"calls for: {', '.join(call.replace('-', ' ') for call in noted.here.calls)}"
    yield from _replies(noted.here.answers if noted.here else (), questions)


def _replies(answers: Iterable[Answer], questions: Mapping[str, str]) -> Iterator[str]:
    for answer in answers:
        comment = f": {one_line(answer.comment)}" if answer.comment else ""
        yield f'{_REPLIES[answer.reply]} on the question "{questions.get(answer.question, answer.question)}"{comment}'


def _asked(about: Reminder) -> Iterator[str]:
    for question, by in about.asked:
        put = f'The question "{one_line(question.text)}" is open to your delegation.'
        if question.mode == "silence":
            yield f"{put} It is put under silence procedure: no objection by {by} will count as acceptance."
        else:
            yield f"{put} Please reply by {by}."


def _filled(paragraph: str) -> str:
    """A paragraph in lines of a mail; points keep their own lines."""
    return "\n".join(
        part
        for line in paragraph.splitlines()
        for part in wrap(
            line,
            WIDTH,
            subsequent_indent="  " if line.startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
