"""Meetings and the days on which replies to their questions are due."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from partnercli.documents.partners import printed_names
from partnercli.documents.report.delegations import sent_documents
from partnercli.documents.words import day_in_words, first_capital, listed, meeting_in_words
from partnercli.exchange.calendar.entries import Entry, Kind
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting, Question
from partnercli.records.plural import plural
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table


def meetings_for_all(exercise: Exercise) -> Iterator[Entry]:
    """Meetings as delegations may read them: with the documents that they have.

    Visits to partners are left out, as in a NOTE: they are the Presidency's until they are announced.
    """
    current = exercise.current_document
    sent = frozenset(sent_documents(exercise, current if current in exercise.documents else None))
    for key, meeting in exercise.meetings.items():
        if not meeting.countries:
            yield _meeting(exercise, key, sent)


def all_meetings(exercise: Exercise) -> Iterator[Entry]:
    """All meetings, with visits to partners and every document before them."""
    for key in exercise.meetings:
        yield _meeting(exercise, key, exercise.documents)


def replies_for_all(exercise: Exercise, on: date) -> Iterator[Entry]:
    """The reply dates of what was asked at a meeting on a day or before it, as delegations may read them."""
    for key, meeting in exercise.meetings.items():
        if meeting.date <= on and not meeting.countries:
            for question in meeting.questions:
                yield from _reply(key, meeting, question)


def all_replies(exercise: Exercise, on: date) -> Iterator[Entry]:
    """All reply dates, each with how many replies are missing on a day."""
    for key, meeting in exercise.meetings.items():
        if any(question.due for question in meeting.questions):
            concluded = {one.question for one in meeting.conclusions}
            table = stance_table(exercise, key)
            for row in question_rows(table, exercise, on):
                open_ = row.question.mode == "reply" and row.question.id not in concluded
                missing = f"{len(row.silent)} of {plural(len(table.expected), 'reply', 'replies')} missing."
                yield from _reply(key, meeting, row.question, missing if open_ else "")


def _reply(key: str, meeting: Meeting, question: Question, missing: str = "") -> Iterator[Entry]:
    """The day on which replies to a question are due, or silence ends; none where nobody set one."""
    if question.due is None:
        return
    asked = f"{_called(meeting)}, {day_in_words(meeting.date)}: {question.text}"
    silence = question.mode == "silence"
    how = (
        "Silence procedure: no objection by the end of this day is agreement."
        if silence
        else "Replies are due."
    )
    yield Entry(
        key=f"reply.{key}.{question.id}",
        kind=Kind.REPLIES,
        first=question.due,
        last=question.due,
        title=f"{'Silence ends' if silence else 'Replies due'}: {question.id.replace('-', ' ')} ({meeting.forum})",
        lines=tuple(line for line in (asked, how, missing) if line),
    )


def _meeting(exercise: Exercise, key: str, documents: Container[str]) -> Entry:
    meeting = exercise.meetings[key]
    numbers = [
        str(exercise.documents[one].full_number)
        for one in meeting.documents
        if one in exercise.documents and one in documents
    ]
    partners = [one for one in meeting.countries if one in exercise.countries]
    names, designations = printed_names(exercise, partners, meeting.date)
    said = (
        first_capital(meeting.format or ""),
        f"With {listed(list(names.values()))}." if names else "",
        f"{'Document' if len(numbers) == 1 else 'Documents'}: {listed(numbers)}." if numbers else "",
        *designations,
    )
    return Entry(
        key=f"meeting.{key}",
        kind=Kind.MEETINGS,
        first=meeting.date,
        last=meeting.date,
        title=_called(meeting),
        lines=tuple(line for line in said if line),
        place=meeting.place,
        countries=meeting.countries,
    )


def _called(meeting: Meeting) -> str:
    """What a meeting is called, with its forum: HLWG: informal videoconference; Meeting of the Working Group."""
    called = meeting_in_words(meeting.title, meeting.forum)
    known = meeting.forum.casefold() in called.casefold()
    return first_capital(called) if known else f"{meeting.forum}: {called}"
