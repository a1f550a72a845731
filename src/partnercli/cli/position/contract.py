"""Positions as JSON: the contracts `partner.position/1`, `partner.positions/1` and `partner.reminders/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.cli.options import Basis
from partnercli.cli.position.screen import Listed
from partnercli.documents.step_words import delegation_name
from partnercli.recording.readings import Noted, names_at
from partnercli.recording.reminders import Reminder, reminder, subject
from partnercli.records.contract_words import AnswerRecord, Day, PreferenceRecord, SourceRecord
from partnercli.records.exercise import Exercise
from partnercli.records.plain import Plain
from partnercli.records.position import Reply, Stance
from partnercli.repository.canonical import plain

NotedContract = TypedDict(
    "NotedContract",
    {
        "delegation": Annotated[str, "Its code."],
        "name": Annotated[str, "Its short name."],
        "heard": Annotated[bool, "Whether it has a position at the meeting, or preferences carried to it."],
        "from": Annotated[
            str | None, "The meeting at which the preferences that stand were said, by its id; null for none."
        ],
        "basis": Annotated[Basis | None, "How what stands was given; null where nothing was heard."],
        "confirmed": Annotated[
            Day | None, "When the delegation confirmed the reading; null where it was noted only."
        ],
    },
)
"""What was noted of a delegation at a meeting."""


class WhatStandsContract(NotedContract):
    """What stands of a delegation at a meeting, with all that it said there."""

    preferences: list[PreferenceRecord]
    """The countries and regions named, here or at the meeting that is carried over; each with its stance."""
    calls: list[str]
    """What it called for at the meeting itself, by theme."""
    remarks: list[str]
    """What it said at the meeting itself in its own words, as noted: for the Presidency's eyes only."""
    answers: list[AnswerRecord]
    """Its replies to the guiding questions of the meeting itself."""
    sources: list[SourceRecord]
    """Where all of this was taken from, each once."""


class PositionContract(Handling):
    """What stands of one delegation."""

    format: Literal["partner.position/1"]
    """The contract's name and version."""
    meeting: str
    """The meeting, by its id."""
    position: WhatStandsContract
    """What stands there."""


class ListedPositionContract(NotedContract):
    """A line of the list: what stands of a delegation, in short."""

    counted: bool
    """Whether the delegation is expected at the meeting; of others nothing counts."""
    illustrative: bool
    """Whether anything of it is not real."""
    countries: dict[Stance, list[str]]
    """The countries named in each stance, by their ids in the order said."""
    regions: list[str]
    """The regions named without a country, in whatever stance, by their ids in the order said."""
    answers: dict[str, Reply]
    """Its reply to each question that it answered at the meeting itself, by the question's id."""
    awaited: list[str]
    """The questions to which its reply is awaited, by their ids."""


class PositionsContract(Handling):
    """What stands of each delegation."""

    format: Literal["partner.positions/1"]
    """The contract's name and version."""
    meeting: str
    """The meeting, by its id."""
    positions: list[ListedPositionContract]
    """The delegations asked for, in protocol order, those not expected last."""


class ReminderContract(TypedDict):
    """A text to mail to one delegation; it says nothing of any other."""

    delegation: str
    """The delegation, by its code."""
    name: str
    """Its short name."""
    illustrative: bool
    """Whether anything of its position is not real."""
    subject: str
    """The subject of the mail."""
    text: str
    """The text, line by line as it is to be pasted."""


class RemindersContract(Handling):
    """Texts to mail, one a delegation."""

    format: Literal["partner.reminders/1"]
    """The contract's name and version."""
    meeting: str
    """The meeting that they are about, by its id."""
    reminders: list[ReminderContract]
    """The texts, by delegation in protocol order."""


def position_contract(exercise: Exercise, one: Noted) -> PositionContract:
    """What stands of a delegation as plain values."""
    here = plain(one.here) if one.here else {}
    force = plain(one.force.position) if one.force else {}
    return {
        "format": "partner.position/1",
        **handling(exercise, illustrative=one.illustrative),
        "meeting": one.meeting,
        "position": {
            **_noted(exercise, one),
            "preferences": [{"stance": Stance.SUPPORT, **entry} for entry in force.get("preferences", [])],
            "calls": here.get("calls", []),
            "remarks": here.get("remarks", []),
            "answers": here.get("answers", []),
            "sources": list(_sources(force, here)),
        },
    }


def _noted(exercise: Exercise, one: Noted) -> NotedContract:
    first = one.used[0] if one.used else None
    return {
        "delegation": one.delegation,
        "name": delegation_name(exercise, one.delegation),
        "heard": one.heard,
        "from": one.force.meeting if one.force else None,
        "basis": Basis(first.basis) if first else None,
        "confirmed": first.confirmed.isoformat() if first and first.confirmed else None,
    }


def _sources(*positions: Plain) -> Iterator[SourceRecord]:
    seen: list[SourceRecord] = []
    for source in (source for position in positions for source in position.get("sources", [])):
        if source not in seen:
            seen.append(source)
            yield source


def positions_contract(
    exercise: Exercise, meeting: str, listed: Iterable[Listed], *, illustrative: bool
) -> PositionsContract:
    """The lines of a list as plain values, in the order given."""
    return {
        "format": "partner.positions/1",
        **handling(exercise, illustrative=illustrative),
        "meeting": meeting,
        "positions": [_listed(exercise, row) for row in listed],
    }


def _listed(exercise: Exercise, row: Listed) -> ListedPositionContract:
    one = row.noted
    return {
        **_noted(exercise, one),
        "counted": row.counted,
        "illustrative": one.illustrative,
        "countries": {
            stance: [said.country for said in one.preferences if said.country and said.stance is stance]
            for stance in Stance
        },
        "regions": [said.region for said in one.preferences if said.region],
        "answers": {answer.question: answer.reply for answer in one.here.answers} if one.here else {},
        "awaited": [asked.question.id for asked in row.awaited],
    }


def reminders_contract(exercise: Exercise, meeting: str, made: Sequence[Reminder]) -> RemindersContract:
    """The texts as plain values, in the order given."""
    name = names_at(exercise, meeting)
    return {
        "format": "partner.reminders/1",
        **handling(exercise, illustrative=any(about.noted.illustrative for about in made)),
        "meeting": meeting,
        "reminders": [
            {
                "delegation": about.noted.delegation,
                "name": about.delegation,
                "illustrative": about.noted.illustrative,
                "subject": subject(about),
                "text": reminder(about, name),
            }
            for about in made
        ],
    }
