"""Where the exercise stands as JSON: the contract `partner.status/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from partnercli.cli.marks import marking_of
from partnercli.cli.status.tasks import Task
from partnercli.documents.standing import OpenQuestion, Standing
from partnercli.findings import Severity
from partnercli.records.exercise import Exercise
from partnercli.tally.result import Tally

FORMAT = "partner.status/1"
"""The contract's name and version."""


def to_contract(
    exercise: Exercise, standing: Standing, counts: Mapping[Severity, int], tasks: Sequence[Task]
) -> dict[str, Any]:
    """The standing as plain values; countries, outlines, meetings and documents by id, days as 2021-05-25."""
    return {
        "format": FORMAT,
        "on": standing.day.isoformat(),
        "marking": str(marking_of(exercise)),
        "illustrative": exercise.any_illustrative,
        "findings": {str(one): counts.get(one, 0) for one in Severity},
        "meeting": standing.meeting,
        "delegations": _delegations(standing.tally, standing),
        "document": standing.document,
        "partners": list(standing.partners),
        "decided": standing.decided,
        "concluded": standing.concluded,
        "questions": [_question(one, standing) for one in standing.questions],
        "without_outline": list(standing.without_outline),
        "drafts": list(standing.drafts),
        "suspect": [
            {"outline": one.outline, "because": [doubt._asdict() for doubt in one.doubts]}
            for one in standing.suspect
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
        "to_do": [task._asdict() for task in tasks],
    }


def _delegations(tally: Tally | None, standing: Standing) -> dict[str, Any] | None:
    if tally is None:
        return None
    return {
        "expected": len(tally.expected),
        "responded": len(tally.responded),
        "silent": list(tally.silent),
        "unconfirmed": list(standing.unconfirmed),
    }


def _question(one: OpenQuestion, standing: Standing) -> dict[str, Any]:
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
