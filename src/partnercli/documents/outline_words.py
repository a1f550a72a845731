"""What an outline is at the moment, in words: a working draft, or submitted, discussed, endorsed, when and by whom."""

from __future__ import annotations

from partnercli.documents.words import day_in_words
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, OutlineStatus, StatusChange

WORKING_DRAFT = "PRESIDENCY WORKING DRAFT"
"""Heads every draft: the Commission writes outlines once partners are agreed, so a draft is nobody else's."""
_STANDING: dict[OutlineStatus, str] = {
    "draft": "a working draft of the Presidency",
    "submitted": "submitted to delegations",
    "discussed": "discussed with delegations",
    "endorsed": "endorsed",
    "superseded": "superseded by a later one",
}


def standing(exercise: Exercise, outline: Outline) -> str:
    """What an outline is: a working draft of the Presidency; endorsed by Council on 20 June 2021 (9876/21)."""
    words = _STANDING[outline.status]
    if outline.status == "draft":
        return words
    if outline.status == "endorsed" and outline.endorsed is not None:
        reached = outline.endorsed
        return f"{words} by {reached.by} on {day_in_words(reached.on)}{_inside(reached.reference)}"
    last = outline.history[-1] if outline.history else None
    return words if last is None or last.status != outline.status else f"{words}{_when(exercise, last)}"


def reached(exercise: Exercise, change: StatusChange) -> str:
    """A status that an outline reached: submitted by Commission on 26 May 2021 (HLWG; 9876/21)."""
    return f"{change.status}{_when(exercise, change)}"


def _when(exercise: Exercise, change: StatusChange) -> str:
    by = f" by {change.by}" if change.by else ""
    meeting = exercise.meetings.get(change.meeting or "")
    where = (meeting.title or meeting.forum) if meeting else change.meeting
    return f"{by} on {day_in_words(change.on)}{_inside(where, change.reference)}"


def _inside(*words: str | None) -> str:
    said = "; ".join(word for word in words if word)
    return f" ({said})" if said else ""
