"""The compilation of what delegations sent in writing: what its template may use.

Written replies and circulated non-papers come in, with their authors, as the Council compiles them. What a
delegation said in the room, or in confidence, never does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnercli.documents.paper_words import PARTNERS_THERE, PRIORITY, RANK
from partnercli.documents.partners import printed_names
from partnercli.documents.step_words import delegation_name
from partnercli.documents.words import day_in_words, listed, meeting_in_words, spelt
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.position import Position, Preference, Reply, Stance

COMPILED: Mapping[str, str] = {"written": "written reply", "non-paper": "non-paper"}
"""What comes into a compilation, by the basis of a position, as it is called there."""
_STANCES = {
    Stance.SUPPORT: "Supports",
    Stance.CAN_ACCEPT: "Can accept",
    Stance.RESERVATION: "Has a reservation on",
    Stance.OPPOSITION: "Is opposed to",
}
REPLIES: dict[Reply, str] = {
    "agree": "agrees",
    "agree-with-comments": "agrees, with comments",
    "scrutiny-reservation": "has a scrutiny reservation",
    "disagree": "does not agree",
}
"""What a delegation does by its reply, in words."""


@dataclass(frozen=True, slots=True)
class StanceWords:
    """What a delegation says of several partners: `stance` begins a line, `partners` are listed under it."""

    stance: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """A reply to a guiding question; `comment` is empty where none was given."""

    question: str
    reply: str
    comment: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one delegation sent: `kind` says whether it is a written reply or a non-paper."""

    delegation: str
    kind: str
    stances: tuple[StanceWords, ...]
    calls: str
    answers: tuple[AnswerWords, ...]


@dataclass(frozen=True, slots=True)
class Compilation:
    """All that the template of a compilation sees: the meeting, and the replies in protocol order.

    `designations` are the footnotes of names.
    """

    date: str
    meeting: str
    meeting_date: str
    replies: tuple[Contribution, ...]
    designations: tuple[str, ...]


def compilation(exercise: Exercise, meeting_id: str, on: date) -> Compilation:
    """What delegations sent in writing for a meeting; KeyError if it is unknown."""
    meeting = exercise.meetings[meeting_id]
    sent = {
        position.delegation: position
        for position in exercise.positions.get(meeting_id, {}).values()
        if position.basis in COMPILED
    }
    order = exercise.in_protocol_order(set(sent))
    named = [one.country for code in order for one in sent[code].preferences or () if one.country]
    names, designations = printed_names(
        exercise, dict.fromkeys(key for key in named if key in exercise.countries), meeting.date
    )
    return Compilation(
        date=day_in_words(on),
        meeting=meeting_in_words(meeting.title, meeting.forum),
        meeting_date=day_in_words(meeting.date),
        replies=tuple(_reply(exercise, meeting, sent[code], names) for code in order),
        designations=designations,
    )


def _reply(
    exercise: Exercise, meeting: Meeting, position: Position, names: Mapping[str, str]
) -> Contribution:
    questions = {question.id: question.text for question in meeting.questions}
    return Contribution(
        delegation=delegation_name(exercise, position.delegation),
        kind=COMPILED[position.basis],
        stances=tuple(_stances(exercise, position, names)),
        calls=listed([spelt(theme) for theme in position.calls]),
        answers=tuple(
            AnswerWords(
                questions.get(answer.question, answer.question), REPLIES[answer.reply], answer.comment or ""
            )
            for answer in position.answers
        ),
    )


def _stances(exercise: Exercise, position: Position, names: Mapping[str, str]) -> Iterator[StanceWords]:
    preferences = position.preferences or ()
    for stance, words in _STANCES.items():
        named = [one for one in preferences if one.stance is stance]
        if named:
            yield StanceWords(words, tuple(_named(exercise, one, names) for one in named))


def _named(exercise: Exercise, preference: Preference, names: Mapping[str, str]) -> str:
    """A country or region as the delegation named it, with what it tied to it."""
    said = [
        *([PRIORITY.format(priority=preference.priority)] if preference.priority else []),
        *([RANK.format(rank=preference.rank)] if preference.rank else []),
    ]
    inside = f" ({', '.join(said)})" if said else ""
    tied = f": {preference.conditions}" if preference.conditions else ""
    return f"{_subject(exercise, preference, names)}{inside}{tied}"


def _subject(exercise: Exercise, preference: Preference, names: Mapping[str, str]) -> str:
    kind, key = preference.subject
    if kind == "country":
        return names.get(key, key)
    wording = {region.id: region.in_words for region in exercise.regions}
    return PARTNERS_THERE.format(there=wording.get(key, key))
