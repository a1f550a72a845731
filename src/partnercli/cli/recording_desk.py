"""The meeting at which something is recorded: which one, its questions, how it is called, days not before it."""

from __future__ import annotations

from datetime import date

from partnercli.cli.given import day_given
from partnercli.documents.words import day_in_words
from partnercli.library.lookup import find_meeting, require_readable, typed
from partnercli.library.problems import NotFound, Refused
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.names import did_you_mean
from partnercli.repository.load import Loaded


def meeting_at(loaded: Loaded, meeting: str | None) -> str:
    """The id of the meeting named, or of the current one; raises NotFound, or Refused where it cannot be read."""
    wanted = meeting or loaded.exercise.current_meeting
    require_readable(loaded.exercise, Kind.MEETING, wanted or "")
    return find_meeting(loaded, meeting)


def question_at(meeting: Meeting, at: str, name: str) -> str:
    """The id of a question put at a meeting, whose own id is `at`; raises NotFound."""
    put = [question.id for question in meeting.questions]
    wanted = typed(name).lower()
    if wanted in put:
        return wanted
    otherwise = (
        f"the questions are: {', '.join(put)}"
        if put
        else f"put it: partner meeting question {at} {wanted} --text TEXT"
    )
    raise NotFound(f'there is no question "{typed(name)}" at {at}', did_you_mean(wanted, put) or otherwise)


def day_since(meeting: Meeting, text: str, what: str) -> date:
    """A day given that is not before its meeting; raises Usage or Refused."""
    day = day_given(text)
    if day < meeting.date:
        words = f"{what} on {day} is before the meeting on {meeting.date}"
        raise Refused(words, "check the day: dates stand in order")
    return day


def called(meeting: Meeting) -> str:
    """A meeting as a sentence calls it: HLWG of 22 April 2021."""
    return f"{meeting.forum} of {day_in_words(meeting.date)}"
