"""Who is expected to speak at a meeting."""

from __future__ import annotations

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting


def expected(exercise: Exercise, meeting: Meeting) -> tuple[str, ...]:
    """The base of every share, in protocol order: the members on the meeting's date.

    Where the meeting's file lists `delegations`, only the members among those: a list makes nobody a member.
    """
    members = exercise.members_on(meeting.date)
    if meeting.delegations is None:
        return members
    return tuple(code for code in members if code in meeting.delegations)
