"""`partner position remind`: texts to paste into a mail, one a delegation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from partnercli.cli.marks import mark_words
from partnercli.cli.options import AtMeeting, Delegations, Format, Output
from partnercli.cli.position.contract import reminders_contract
from partnercli.cli.position.reading import Reading, read
from partnercli.cli.recording_desk import called, day_since
from partnercli.cli.terminal import Piece
from partnercli.documents.step_words import delegation_name
from partnercli.documents.words import day_in_words, listed
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused
from partnercli.recording.readings import names_at
from partnercli.recording.reminders import Asked, Reminder, reminder, subject
from partnercli.tally.questions import QuestionRow
from partnercli.tally.stances import stance_table


def remind(
    context: typer.Context,
    delegations: Delegations = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Those whose reading was noted, not confirmed.")
    ] = False,
    no_reply: Annotated[
        bool, typer.Option("--no-reply", help="Those whose reply to a question is awaited.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Until when; otherwise the day given with the questions."),
    ] = None,
    meeting: AtMeeting = None,
    output: Output = Format.TEXT,
) -> int:
    """Write a text for each delegation to mail.

    What was noted of it, what is asked, and by when; each says not a word about any other delegation. Without
    a choice: everyone whose reading is not confirmed or whose reply is awaited. Nothing is sent, and nothing is
    written to a file.

    Example: partner position remind DE FR --by 2021-05-07
    """
    reading = read(context.obj, meeting)
    session = reading.session
    codes = _chosen(reading, delegations or [], unconfirmed=unconfirmed, no_reply=no_reply)
    until = _until(reading, by)
    days: list[date] = []
    made = [_reminder(reading, code, until, days) for code in codes]
    _say_what_has_passed(reading, days)
    _say_what_is_in_confidence(reading, made)
    if output is Format.JSON:
        session.terminal.json(reminders_contract(reading.exercise, reading.at, made))
        return reading.code
    name = names_at(reading.exercise, reading.at)
    if not made:
        session.terminal.note(f"nobody is to be reminded at {reading.at}")
    for about in made:
        session.terminal.line(Piece(f"==== {about.noted.delegation}", "dim"))
        session.terminal.line(Piece(subject(about), "bold"))
        session.terminal.lines((line,) for line in ("", *reminder(about, name).splitlines(), ""))
    return reading.code


def _chosen(reading: Reading, given: Sequence[str], *, unconfirmed: bool, no_reply: bool) -> tuple[str, ...]:
    """Whom to remind, in protocol order: of those named or expected, all or those of a kind."""
    names = NamesGiven(reading.exercise)
    codes = set(names.each(names.delegation, given))
    names.check()
    if not given:
        codes = set(stance_table(reading.exercise, reading.at).expected)
    both = not given and not (unconfirmed or no_reply)

    def is_meant(code: str) -> bool:
        one = reading.noted(code)
        waits = bool(reading.open_to(code))
        unread = one.heard and not one.confirmed
        if both:
            return waits or unread
        return (not unconfirmed or unread) and (not no_reply or waits)

    return tuple(code for code in reading.exercise.in_protocol_order(codes) if is_meant(code))


def _until(reading: Reading, by: str | None) -> date | None:
    """The day given with --by; raises Usage, or Refused where it is before the meeting."""
    return day_since(reading.exercise.meetings[reading.at], by, "a reply") if by else None


def _say_what_has_passed(reading: Reading, days: Iterable[date]) -> None:
    """A text that asks for something by a day that has passed is no use in a mail of today."""
    for day in sorted(set(days)):
        if day < reading.session.today:
            said = f"{day_in_words(day)} has passed; another day: --by DATE"
            reading.session.terminal.note(Piece("warning: ", "bold yellow"), said)


def _say_what_is_in_confidence(reading: Reading, made: Iterable[Reminder]) -> None:
    """A form leaves it out, since it goes to a whole delegation; a text to confirm it has to quote it."""
    if codes := [about.noted.delegation for about in made if about.noted.in_confidence]:
        said = (
            f"what {listed(codes)} said in confidence is quoted: mail it to whoever said it, to nobody else"
        )
        reading.session.terminal.note(Piece("warning: ", "bold yellow"), said)


def _reminder(reading: Reading, code: str, until: date | None, days: list[date]) -> Reminder:
    """The reminder of a delegation; the days that it names are added to `days`."""
    exercise, one = reading.exercise, reading.noted(code)
    meeting = exercise.meetings[reading.at]
    asked = [_asked(reading, row, until, days) for row in reading.open_to(code)]
    known = [question.due for question in meeting.questions if question.due is not None]
    day = None if one.confirmed else until or max(known, default=None)
    if one.heard and not one.confirmed and day is None:
        raise _no_day(reading, "no day is known by which to correct a reading")
    days += [day] if day else []
    return Reminder(
        one,
        delegation_name(exercise, code),
        called(meeting),
        origin=called(exercise.meetings[one.force.meeting]) if one.carried and one.force else "",
        marks=mark_words(exercise.marking, illustrative=one.illustrative),
        by=day_in_words(day) if day else "",
        questions=meeting.questions,
        asked=asked,
    )


def _asked(reading: Reading, row: QuestionRow, until: date | None, days: list[date]) -> Asked:
    """The question with its own day: silence ends on no other, a late reply may still come by the one given."""
    due = row.question.due
    if row.silence == "pending":
        if due is None:
            hint = f"set it: partner meeting question {reading.at} {row.question.id} --due DATE"
            raise Refused(f'silence on "{row.question.id}" has no day on which it ends', hint)
        days.append(due)
        return Asked(row.question, day_in_words(due))
    late = due is None or due < reading.session.today
    day = (until or due) if late else due
    if day is None:
        raise _no_day(reading, f'no day is known for replies to "{row.question.id}"')
    days.append(day)
    return Asked(row.question, day_in_words(day))


def _no_day(reading: Reading, words: str) -> Refused:
    hint = f"give one: --by DATE; or set it: partner meeting question {reading.at} QUESTION --due DATE"
    return Refused(f"{reading.at}: {words}", hint)
