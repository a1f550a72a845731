"""For which partner countries outlines are written, and since when: once the partners are agreed."""

from __future__ import annotations

from collections.abc import Sequence

from partnercli.records.exercise import Exercise


def concluded(exercise: Exercise) -> bool:
    """Whether a conclusion of the Chair is recorded at the current meeting or a later one."""
    current = exercise.meetings.get(exercise.current_meeting or "")
    if current is None:
        return False
    return any(one.conclusions for one in exercise.meetings.values() if one.date >= current.date)


def partners_agreed(exercise: Exercise) -> bool:
    """Whether the partners are agreed: then outlines are written for them; before that, none is missing.

    They are once something is concluded at the current meeting or later; or at one whose positions it carries over,
    where the current document's list is decided.
    """
    document = exercise.documents.get(exercise.current_document or "")
    decided = document is not None and document.partners is not None
    meetings = exercise.carried_over(exercise.current_meeting)
    return concluded(exercise) or (decided and any(exercise.meetings[key].conclusions for key in meetings))


def partners_to_outline(exercise: Exercise, priorities: Sequence[str]) -> tuple[str, ...]:
    """The partners that are to have an outline once they are agreed, by id.

    Those of the current document's list where the Presidency decided one, in its order; then the priorities given,
    but for those that the document leaves out with a reason.
    """
    document = exercise.documents.get(exercise.current_document or "")
    if document is None:
        return tuple(priorities)
    listed = [one.country for one in document.partners or () if one.country in exercise.countries]
    left_out = {one.country for one in document.left_out}
    return tuple(dict.fromkeys((*listed, *(key for key in priorities if key not in left_out))))
