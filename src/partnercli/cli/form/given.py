"""What the command line of `partner form` asks for: whose forms, until when, and whom delegations can ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnercli.cli.given import words_given
from partnercli.cli.recording_desk import day_since
from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece
from partnercli.documents.words import listed
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused
from partnercli.records.exercise import Exercise
from partnercli.tally.members import expected


def delegations_given(session: Session, exercise: Exercise, at: str, given: Sequence[str]) -> tuple[str, ...]:
    """The delegations named, or all that are expected, in protocol order; raises NotFound or Refused."""
    awaited = expected(exercise, exercise.meetings[at])
    if not given:
        if not awaited:
            raise Refused(f"no delegation is expected at {at}", "name those that shall have a form")
        return awaited
    names = NamesGiven(exercise)
    codes = names.each(names.delegation, given)
    names.check()
    if others := [code for code in codes if code not in awaited]:
        said = f"not expected at {at}, so that no reply of theirs is counted: {listed(others)}"
        session.terminal.note(Piece("warning: ", "bold yellow"), said)
    return exercise.in_protocol_order(set(codes))


def reply_day_given(exercise: Exercise, at: str, given: str | None) -> date | None:
    """The day until which replies are asked for, None where none is known; raises Usage or Refused."""
    meeting = exercise.meetings[at]
    if given is not None:
        return day_since(meeting, given, "a reply")
    return max((question.due for question in meeting.questions if question.due is not None), default=None)


def contact_given(exercise: Exercise, given: str | None) -> str | None:
    """Whom delegations can ask: who is named, else who stands in the settings; raises Usage."""
    if given is not None:
        return words_given(given, "the contact")
    return exercise.config.contact if exercise.config else None
