"""The meeting at which something is recorded: which one, how it is called, and days that are not before it."""

from __future__ import annotations

from datetime import date

from partnercli.cli.given import day_given
from partnercli.cli.lookup import find_meeting, require_readable
from partnercli.cli.problems import Refused
from partnercli.documents.words import day_in_words
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.repository.load import Loaded


def meeting_at(loaded: Loaded, meeting: str | None) -> str:
    """The id of the meeting named, or of the current one; raises NotFound, or Refused where it cannot be read."""
    config = loaded.exercise.config
    wanted = meeting or (config.current_meeting if config else None)
    require_readable(loaded.exercise, Kind.MEETING, wanted or "")
    return find_meeting(loaded, meeting)


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
