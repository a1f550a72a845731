"""Meetings as JSON: the contracts `partner.meetings/1` and `partner.meeting/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.records.contract_words import Count, Day, MeetingRecord
from partnercli.records.exercise import Exercise
from partnercli.repository.canonical import plain
from partnercli.tally.contract import CarriedContract
from partnercli.tally.questions import QuestionRow
from partnercli.tally.questions_contract import QuestionContract, question_as_plain
from partnercli.tally.table import StanceTable


class DelegationsHeardContract(TypedDict):
    """Who was heard at a meeting: delegations by their codes in protocol order."""

    expected: Count
    """How many delegations are expected."""
    spoke: list[str]
    """Who has a position at the meeting itself."""
    carried: list[CarriedContract]
    """Whose position stands from an earlier meeting."""
    silent: list[str]
    """Who is expected and was not heard: neither support nor opposition."""
    confirmed: list[str]
    """Who confirmed the reading of its position."""


class ListedMeetingContract(TypedDict):
    """A meeting, and who was heard there."""

    meeting: str
    """Its id."""
    forum: str
    """Where it was: a working party, a formation of the Council, `visit`."""
    date: Day
    """Its day; the first of several."""
    title: str | None
    """What a sentence calls it; null where that is not recorded."""
    delegations: DelegationsHeardContract
    """Who was heard."""
    questions: list[str]
    """Its guiding questions, by their ids."""
    concluded: list[str]
    """The questions on which the Chair concluded, by their ids, in the order of the conclusions."""
    documents: list[str]
    """The documents before it, by their ids."""
    illustrative: bool
    """Whether a position that counts there is not real."""


class MeetingsContract(Handling):
    """The meetings there are."""

    format: Literal["partner.meetings/1"]
    """The contract's name and version."""
    current: str | None
    """The current meeting of the settings, by its id; null where there is none."""
    meetings: list[ListedMeetingContract]
    """The meetings, by date."""


class AskedQuestionContract(QuestionContract):
    """A question of the meeting with its replies, and what is still to come of them."""

    awaited: list[str]
    """Who may still reply, by codes in protocol order: nobody whose silence has come to count as acceptance."""
    objections: list[str]
    """Who holds a scrutiny reservation or disagrees: what breaks silence where it was put so."""


class MeetingContract(Handling):
    """A meeting: who was heard, its questions with the replies, what was concluded."""

    format: Literal["partner.meeting/1"]
    """The contract's name and version."""
    meeting: str
    """Its id."""
    record: MeetingRecord
    """The meeting as its file says it, but for delegations and questions, which stand beside it."""
    delegations: DelegationsHeardContract
    """Who was heard."""
    questions: list[AskedQuestionContract]
    """Its guiding questions, in their order."""


def meetings_contract(exercise: Exercise, tables: Sequence[StanceTable]) -> MeetingsContract:
    """The meetings of these tables as plain values, in the order given."""
    return {
        "format": "partner.meetings/1",
        **handling(exercise, illustrative=any(table.illustrative for table in tables)),
        "current": exercise.current_meeting,
        "meetings": [_listed(exercise, table) for table in tables],
    }


def _listed(exercise: Exercise, table: StanceTable) -> ListedMeetingContract:
    record = exercise.meetings[table.meeting]
    return {
        "meeting": table.meeting,
        "forum": record.forum,
        "date": record.date.isoformat(),
        "title": record.title,
        "delegations": _heard(table),
        "questions": [one.id for one in record.questions],
        "concluded": [one.question for one in record.conclusions],
        "documents": list(record.documents),
        "illustrative": table.illustrative,
    }


def meeting_contract(exercise: Exercise, table: StanceTable, rows: Iterable[QuestionRow]) -> MeetingContract:
    """The meeting of a table as plain values, `rows` its questions with the replies."""
    record = plain(exercise.meetings[table.meeting])
    return {
        "format": "partner.meeting/1",
        **handling(exercise, illustrative=table.illustrative),
        "meeting": table.meeting,
        "record": {key: value for key, value in record.items() if key not in ("questions", "delegations")},
        "delegations": _heard(table),
        "questions": [
            {**question_as_plain(row), "awaited": list(row.awaited), "objections": list(row.objections)}
            for row in rows
        ],
    }


def _heard(table: StanceTable) -> DelegationsHeardContract:
    return {
        "expected": len(table.expected),
        "spoke": [code for code, voice in table.voices.items() if voice.spoke],
        "carried": [{"delegation": one.delegation, "from": one.origin} for one in table.carried],
        "silent": list(table.silent),
        "confirmed": list(table.confirmed),
    }
