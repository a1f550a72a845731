"""The forms that are made at a meeting, and how they are handled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnercli.cli.marks import mark_words
from partnercli.cli.recording_desk import called
from partnercli.documents.audience import PRESIDENCY_ONLY
from partnercli.exchange.form.layout import Form, Sheet
from partnercli.records.exercise import Exercise
from partnercli.tally.stances import stance_table


def forms_of(
    exercise: Exercise,
    at: str,
    sheets: Sequence[Sheet],
    *,
    together: bool,
    illustrative: bool,
    reply_by: date | None,
    contact: str | None,
) -> list[Form]:
    """One form for each sheet, or one for all.

    Where anything that counts at the meeting is not real, no form of that meeting may pass for a real one.
    """
    meeting = exercise.meetings[at]
    invented = illustrative or stance_table(exercise, at).illustrative
    made = []
    for group in [tuple(sheets)] if together else [(sheet,) for sheet in sheets]:
        unreal = invented or any(sheet.illustrative for sheet in group)
        marks = mark_words(exercise.marking, illustrative=unreal)
        made.append(
            Form(
                title=exercise.config.title if exercise.config else "",
                meeting=at,
                meeting_called=called(meeting),
                day=meeting.date,
                marks=(*marks, *((PRESIDENCY_ONLY,) if together else ())),
                sheets=group,
                together=together,
                illustrative=unreal,
                reply_by=reply_by,
                contact=contact,
            )
        )
    return made
