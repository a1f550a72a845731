"""What is still open on the report's day, a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnercli.documents.standing import OpenQuestion, Standing
from partnercli.documents.step_words import instrument_name, timing_in_table
from partnercli.documents.words import day_in_words, listed, period_in_words
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is open."""

    about: str
    """What it is about, in a few words."""
    text: str
    """What is the matter, in a sentence."""


@dataclass(frozen=True, slots=True)
class OpenPoint(Point):
    """The same for the Presidency."""

    delegations: tuple[str, ...] = ()
    """The delegations that it concerns, by codes in protocol order."""


def open_points(exercise: Exercise, standing: Standing) -> Iterator[OpenPoint]:
    """All that is open, in the order in which an exercise runs."""
    yield from _positions(standing)
    for question in standing.questions:
        yield from _question(question, standing)
    yield from _outlines(exercise, standing)
    for one in standing.revise:
        number = exercise.documents[one.document].full_number
        yield OpenPoint(f"Document {number}", f"To be looked at again: {'; '.join(one.because)}.")
    for point in (*_without_outline(exercise, standing), *_ahead(exercise, standing.ahead)):
        yield OpenPoint(point.about, point.text)


def _positions(standing: Standing) -> Iterator[OpenPoint]:
    """What is owed at the current meeting, whichever the report reads."""
    tally = standing.tally
    if tally is None or tally.day > standing.day:
        return
    at = f"the meeting of {day_in_words(tally.day)}"
    if tally.silent:
        text = f"{len(tally.silent)} of {plural(len(tally.expected), 'delegation')} not heard at {at}."
        yield OpenPoint("Not heard", text, tally.silent)
    if standing.unconfirmed:
        text = (
            f"{len(standing.unconfirmed)} of {plural(len(tally.responded), 'reading')} of {at} not confirmed."
        )
        yield OpenPoint("Not confirmed", text, standing.unconfirmed)


def _question(question: OpenQuestion, standing: Standing) -> Iterator[OpenPoint]:
    row = question.row
    yield OpenPoint("Question", f"“{row.question.text}”: {_replies(question, standing)}.", question.owing)
    if row.objections:
        text = f"“{row.question.text}”: {plural(len(row.objections), 'delegation')} against, or reserving scrutiny."
        yield OpenPoint("Objection", text, row.objections)


def _replies(question: OpenQuestion, standing: Standing) -> str:
    row, due = question.row, question.row.question.due
    day = day_in_words(due) if due else ""
    if row.silence == "pending":
        return f"silence until {day}" if day else "silence, without a day on which it ends"
    if row.silence == "accepted":
        return "silence has passed; to be concluded"
    if not question.owing:
        return "all have replied; to be concluded"
    since = f", {'late since' if question.late_on(standing.day) else 'due'} {day}" if day else ""
    return f"{plural(len(question.owing), 'delegation owes a reply', 'delegations owe a reply')}{since}"


def _outlines(exercise: Exercise, standing: Standing) -> Iterator[OpenPoint]:
    def about(outline: str) -> str:
        return f"Outline: {exercise.countries[exercise.outlines[outline].country].name_on(standing.day)}"

    for suspect in standing.suspect:
        changed = "; ".join(doubt.what for doubt in suspect.doubts)
        yield OpenPoint(about(suspect.outline), f"Since it was endorsed, this changed beneath it: {changed}.")
    for outline in dict.fromkeys(late.outline for late in standing.late):
        steps = [late.step for late in standing.late if late.outline == outline]
        words = (f"{instrument_name(exercise, step.instrument)} ({timing_in_table(step)})" for step in steps)
        yield OpenPoint(about(outline), f"{plural(len(steps), 'step')} late: {'; '.join(words)}.")
    for quarter, keys in standing.crowds.items():
        text = f"The first steps of {plural(len(keys), 'outline')} begin in {period_in_words(quarter)}."
        yield OpenPoint("Calendar", text)


def points_for_all(exercise: Exercise, standing: Standing) -> Iterator[Point]:
    """What is open for delegations too: questions, partners without an outline, and meetings to come.

    Of questions they read by when replies are asked for, not who replied. Visits to partners are left out, as in a
    NOTE: they are the Presidency's until they are announced.
    """
    yield from _questions_for_all(exercise, standing)
    yield from _without_outline(exercise, standing)
    yield from _ahead(exercise, (key for key in standing.ahead if not exercise.meetings[key].countries))


def _without_outline(exercise: Exercise, standing: Standing) -> Iterator[Point]:
    if standing.without_outline:
        names = listed([exercise.countries[key].name_on(standing.day) for key in standing.without_outline])
        yield Point("Outlines", f"None yet for {names}.")


def _ahead(exercise: Exercise, meetings: Iterable[str]) -> Iterator[Point]:
    for key in meetings:
        meeting = exercise.meetings[key]
        yield Point("Meeting ahead", f"{meeting.title or meeting.forum}, {day_in_words(meeting.date)}.")


def _questions_for_all(exercise: Exercise, standing: Standing) -> Iterator[Point]:
    for question in standing.questions:
        asked, meeting = question.row.question, exercise.meetings[question.meeting]
        day = day_in_words(asked.due) if asked.due else ""
        if asked.mode == "silence":
            how = f"Silence until {day} is agreement" if day else "Silence is agreement"
        else:
            how = f"Replies are asked for by {day}" if day else "Replies are asked for"
        text = f"“{asked.text}” {how}."
        yield Point(f"Question of {day_in_words(meeting.date)}", text)
