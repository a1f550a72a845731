"""The tally as the checks need it: of one meeting, or none where it cannot be counted."""

from __future__ import annotations

from datetime import date

from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table


def tally_at(exercise: Exercise, meeting: str | None) -> Tally | None:
    """The tally of a meeting; None without one, or while the settings or the delegations cannot be read."""
    if meeting is None or meeting not in exercise.meetings:
        return None
    if exercise.config is None or not exercise.delegations:
        return None
    return count(stance_table(exercise, meeting), exercise)


def current_tally(exercise: Exercise) -> Tally | None:
    """The tally of the current meeting."""
    return tally_at(exercise, exercise.config.current_meeting if exercise.config else None)


def day_of_record(exercise: Exercise) -> date | None:
    """The day on which outlines are read: the current document's, else the current meeting's."""
    config = exercise.config
    if config is None:
        return None
    document = exercise.documents.get(config.current_document or "")
    meeting = exercise.meetings.get(config.current_meeting or "")
    return document.date if document else meeting.date if meeting else None
