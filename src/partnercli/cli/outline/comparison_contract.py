"""Two outlines side by side as JSON: the contract `partner.outline-comparison/1`.

Where it tells of both, a list has two entries, in the order of `countries`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.outlines.follow_up import State, state
from partnercli.outlines.side_by_side import Comparison, Row, brought
from partnercli.records.contract_words import Day
from partnercli.records.contribution import ContributionKind
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import Pillar
from partnercli.records.outline import Outline, OutlineStatus, Step

ComparedStepContract = TypedDict(
    "ComparedStepContract",
    {
        "step": Annotated[str, "Its id."],
        "state": Annotated[State, "How far it has come on the day."],
        "from": Annotated[str | None, "The period in which it begins; null where none is given."],
        "to": Annotated[str | None, "The period in which it ends; null where none is given."],
    },
)
"""A step of an outline."""


class ComparedInstrumentContract(TypedDict):
    """An instrument on which either outline has a step."""

    pillar: Pillar | None
    """Its theme; null where the catalogue does not hold it."""
    instrument: str
    """The instrument, by its id."""
    steps: list[list[ComparedStepContract]]
    """The steps on it, of each outline; those dropped count as absent."""


class BroughtContributionContract(TypedDict):
    """What a Member State brings to a step."""

    delegation: str
    """The Member State, by its code."""
    kind: ContributionKind
    """What kind it is of."""
    step: str
    """The step, by its id."""


class ComparisonContract(Handling):
    """Two outlines side by side; a list that tells of both has an entry for each, in the order of `countries`."""

    format: Literal["partner.outline-comparison/1"]
    """The contract's name and version."""
    on: Day
    """The day on which steps are late or not."""
    countries: list[str]
    """The two countries, by their ids, in the order given."""
    statuses: list[OutlineStatus]
    """How far the outline of each has come."""
    instruments: list[ComparedInstrumentContract]
    """The instruments of either, by pillar and id."""
    common: list[str]
    """The instruments on which both have a step, by their ids."""
    only: list[list[str]]
    """The instruments on which only the one has a step, of each."""
    gaps: list[list[Pillar]]
    """The pillars where nothing was in force when it was drafted, of each."""
    contributions: list[list[BroughtContributionContract]]
    """What Member States bring, of each: by delegation in protocol order, then by step."""


def to_contract(exercise: Exercise, found: Comparison, on: date) -> ComparisonContract:
    """The comparison as plain values."""
    outlines = (found.left, found.right)
    return {
        "format": "partner.outline-comparison/1",
        **handling(exercise, illustrative=exercise.any_illustrative),
        "on": on.isoformat(),
        "countries": [one.country for one in outlines],
        "statuses": [one.status for one in outlines],
        "instruments": [_instrument(row, on) for row in found.rows],
        "common": list(found.common),
        "only": [list(found.only_left), list(found.only_right)],
        "gaps": [list(one.gaps) for one in outlines],
        "contributions": [_brought(exercise, one) for one in outlines],
    }


def _instrument(row: Row, on: date) -> ComparedInstrumentContract:
    return {
        "pillar": row.pillar,
        "instrument": row.instrument,
        "steps": [[_step(step, on) for step in steps] for steps in (row.left, row.right)],
    }


def _step(step: Step, on: date) -> ComparedStepContract:
    start, end = step.timeline.start, step.timeline.end
    return {
        "step": step.id,
        "state": state(step, on),
        "from": str(start) if start else None,
        "to": str(end) if end else None,
    }


def _brought(exercise: Exercise, outline: Outline) -> list[BroughtContributionContract]:
    found = list(brought(outline))
    return [
        {"delegation": one.delegation, "kind": one.kind, "step": step.id}
        for code in exercise.in_protocol_order({one.delegation for _, one in found})
        for step, one in found
        if one.delegation == code
    ]
