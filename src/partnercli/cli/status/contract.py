"""Where the exercise stands as JSON: the contract `partner.status/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.cli.outline.contract import DoubtContract, doubts_as_plain
from partnercli.cli.status.tasks import Task, TaskKind
from partnercli.documents.standing import OpenQuestion, Standing
from partnercli.findings import Severity
from partnercli.records.contract_words import Count, Day
from partnercli.records.exercise import Exercise


class DelegationsHeardContract(TypedDict):
    """Who was heard at the current meeting: delegations by their codes in protocol order."""

    expected: Count
    """How many delegations are expected."""
    responded: Count
    """How many of them have a position, at the meeting or carried to it."""
    silent: list[str]
    """Who is expected and did not respond."""
    unconfirmed: list[str]
    """Who responded and has not confirmed the reading of its position."""
    in_part: list[str]
    """Who sent a file of which something was left out for an error."""


class OpenQuestionContract(TypedDict):
    """A guiding question on which nothing is concluded yet."""

    meeting: str
    """The meeting at which it was put, by its id."""
    question: str
    """Its id, unique within its meeting."""
    due: Day | None
    """By when replies are due; null where no day was set."""
    mode: Literal["reply", "silence"]
    """Whether a reply is asked for, or silence means acceptance once the day is past."""
    silence: Literal["nothing", "pending", "accepted"]
    """What silence means on the day: nothing where a reply is asked for."""
    no_reply: list[str]
    """Who owes a reply, by codes in protocol order; nobody where silence means acceptance."""
    overdue: bool
    """Whether replies were due before the day and some are still owed."""
    objections: list[str]
    """Who holds a scrutiny reservation or disagrees: what breaks silence where it was put so."""


class SuspectOutlineContract(TypedDict):
    """An endorsed outline beneath which something changed."""

    outline: str
    """The outline, by its country's id."""
    because: list[DoubtContract]
    """What changed."""


class LateStepContract(TypedDict):
    """A step that should have begun or ended and has not."""

    outline: str
    """The outline, by its country's id."""
    step: str
    """The step, by its id."""
    lead: str | None
    """Who does it; null where nobody is named."""


class CrowdedQuarterContract(TypedDict):
    """A quarter in which too many outlines begin."""

    quarter: str
    """The quarter: 2021-Q3."""
    outlines: list[str]
    """The outlines, by their countries' ids."""


class DocumentToReviseContract(TypedDict):
    """A document that says something else than is known since."""

    document: str
    """The document, by its id."""
    because: list[str]
    """Why, in words."""


class MeetingAheadContract(TypedDict):
    """A meeting on the day or after it."""

    meeting: str
    """The meeting, by its id."""
    date: Day
    """Its day."""


class TaskContract(TypedDict):
    """One thing to do."""

    kind: TaskKind
    """What it is about, the same in every version."""
    label: str
    """The same as the screen says it, or the name of what it is about."""
    text: str
    """What is the matter, in words."""
    command: str
    """The command that deals with it; in capitals what is to be filled in."""


class StatusContract(Handling):
    """Where the exercise stands on a day, and what to do next: for the Presidency, as it names delegations."""

    format: Literal["partner.status/1"]
    """The contract's name and version."""
    on: Day
    """The day as of which it stands so."""
    findings: dict[Severity, Count]
    """How many findings in the data weigh how much."""
    meeting: str | None
    """The current meeting, by its id; null where there is none."""
    delegations: DelegationsHeardContract | None
    """Who was heard there; null where there is no current meeting."""
    document: str | None
    """The current document, by its id; null where there is none."""
    partners: list[str]
    """The partners on its list, else the priorities; countries by their ids."""
    decided: bool
    """Whether that is the document's own list."""
    concluded: bool
    """Whether the Chair concluded something at the current meeting or a later one."""
    questions: list[OpenQuestionContract]
    """The guiding questions that are open."""
    without_outline: list[str]
    """The partners that have no outline, by their ids; empty until the partners are agreed."""
    drafts: list[str]
    """The outlines that are working drafts, by their countries' ids."""
    suspect: list[SuspectOutlineContract]
    """The endorsed outlines beneath which something changed."""
    late: list[LateStepContract]
    """The steps that are late."""
    crowded: list[CrowdedQuarterContract]
    """The quarters in which too many outlines begin, in time."""
    revise: list[DocumentToReviseContract]
    """The documents to revise."""
    meetings_ahead: list[MeetingAheadContract]
    """The meetings on the day and after it, the next one first."""
    to_do: list[TaskContract]
    """What to do, in the order in which an exercise runs."""


def to_contract(
    exercise: Exercise, standing: Standing, counts: Mapping[Severity, int], tasks: Sequence[Task]
) -> StatusContract:
    """The standing as plain values."""
    return {
        "format": "partner.status/1",
        "on": standing.day.isoformat(),
        **handling(exercise, illustrative=exercise.any_illustrative),
        "findings": {one: counts.get(one, 0) for one in Severity},
        "meeting": standing.meeting,
        "delegations": _voices(standing),
        "document": standing.document,
        "partners": list(standing.partners),
        "decided": standing.decided,
        "concluded": standing.concluded,
        "questions": [_question(one, standing) for one in standing.questions],
        "without_outline": list(standing.without_outline),
        "drafts": list(standing.drafts),
        "suspect": [
            {"outline": one.outline, "because": doubts_as_plain(one.doubts)} for one in standing.suspect
        ],
        "late": [
            {"outline": one.outline, "step": one.step.id, "lead": one.step.lead} for one in standing.late
        ],
        "crowded": [
            {"quarter": str(quarter), "outlines": list(keys)} for quarter, keys in standing.crowds.items()
        ],
        "revise": [{"document": one.document, "because": list(one.because)} for one in standing.revise],
        "meetings_ahead": [
            {"meeting": key, "date": exercise.meetings[key].date.isoformat()} for key in standing.ahead
        ],
        "to_do": [
            {"kind": one.kind, "label": one.label, "text": one.text, "command": one.command} for one in tasks
        ],
    }


def _voices(standing: Standing) -> DelegationsHeardContract | None:
    tally = standing.tally
    if tally is None:
        return None
    return {
        "expected": len(tally.expected),
        "responded": len(tally.responded),
        "silent": list(tally.silent),
        "unconfirmed": list(standing.unconfirmed),
        "in_part": list(standing.in_part),
    }


def _question(one: OpenQuestion, standing: Standing) -> OpenQuestionContract:
    question = one.row.question
    return {
        "meeting": one.meeting,
        "question": question.id,
        "due": question.due.isoformat() if question.due else None,
        "mode": question.mode,
        "silence": one.row.silence,
        "no_reply": list(one.owing),
        "overdue": one.late_on(standing.day),
        "objections": list(one.row.objections),
    }
