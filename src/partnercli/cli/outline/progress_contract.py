"""How far all outlines have come as JSON: the contract `partner.outline-progress/1`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.cli.outline.contract import NextStepContract, coming
from partnercli.cli.outline.screen import name_of
from partnercli.outlines.follow_up import Progress, State, in_total
from partnercli.records.contract_words import Count, Day
from partnercli.records.exercise import Exercise
from partnercli.records.outline import OutlineStatus


class StepCountsContract(TypedDict):
    """How many steps there are, and how far they have come."""

    steps: Count
    """How many there are, those dropped included."""
    counts: dict[State, Count]
    """How many are in each state on the day."""


class OutlineStepsContract(StepCountsContract):
    """How far the steps of one outline have come."""

    country: str
    """The country, by its id."""
    name: str
    """Its name."""
    status: OutlineStatus
    """How far the outline itself has come."""
    next: NextStepContract | None
    """What is next; null where nothing to come is dated."""
    overdue: list[str]
    """The steps that are late, by their ids, in their order."""
    undated: list[str]
    """The steps still to come or to end for which no date is given, by their ids."""


class ProgressContract(Handling):
    """How far the steps of all outlines that stand have come."""

    format: Literal["partner.outline-progress/1"]
    """The contract's name and version."""
    on: Day
    """The day on which steps are late or not."""
    outlines: list[OutlineStepsContract]
    """The outlines that are not superseded, by region and country."""
    total: StepCountsContract
    """Those of all of them together."""


def to_contract(exercise: Exercise, found: Sequence[Progress], on: date) -> ProgressContract:
    """The progress of these outlines as plain values, in the order given."""
    return {
        "format": "partner.outline-progress/1",
        **handling(exercise, illustrative=exercise.any_illustrative),
        "on": on.isoformat(),
        "outlines": [
            {
                "country": one.country,
                "name": name_of(exercise, one.country),
                "status": exercise.outlines[one.country].status,
                "steps": one.total,
                "counts": dict(one.counts),
                "next": coming(one.coming),
                "overdue": [step.id for step in one.late],
                "undated": [step.id for step in one.undated],
            }
            for one in found
        ],
        "total": {"steps": sum(one.total for one in found), "counts": in_total(found)},
    }
