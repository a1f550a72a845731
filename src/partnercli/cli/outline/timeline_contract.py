"""The steps of outlines over quarters as JSON: the contract `partner.timeline/1`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, TypedDict

from partnercli.cli.outline.screen import name_of
from partnercli.cli.outline.timeline_screen import Axis
from partnercli.outlines.follow_up import State, state
from partnercli.records.contract_words import Count, Day
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Outline, OutlineStatus

TermContract = TypedDict(
    "TermContract",
    {
        "delegation": Annotated[str, "The Presidency, by its code."],
        "from": Annotated[Day, "Its first day."],
        "to": Annotated[Day, "Its last day."],
    },
)
"""A Presidency."""
TimelineStepContract = TypedDict(
    "TimelineStepContract",
    {
        "step": Annotated[str, "Its id."],
        "number": Annotated[Count, "Its place in the outline, from 1."],
        "instrument": Annotated[str, "The instrument, by its id."],
        "state": Annotated[State, "How far it has come on the day."],
        "from": Annotated[str | None, "The period in which it begins; null where none is given."],
        "to": Annotated[str | None, "The period in which it ends; null where none is given."],
    },
)
"""A step of an outline."""


class TimelineOutlineContract(TypedDict):
    """An outline with its steps, in their order."""

    country: str
    """The country, by its id."""
    name: str
    """Its name."""
    status: OutlineStatus
    """How far the outline has come."""
    steps: list[TimelineStepContract]
    """Its steps."""


class TimelineMeetingContract(TypedDict):
    """A meeting on the timeline."""

    meeting: str
    """The meeting, by its id."""
    date: Day
    """Its day."""
    forum: str
    """Its forum."""
    countries: list[str]
    """The partners that are met there, by their ids; empty for a meeting of delegations alone."""


class TimelineContract(TypedDict):
    """The steps of outlines over quarters, under the Presidencies."""

    format: Literal["partner.timeline/1"]
    """The contract's name and version."""
    marking: Marking
    """How it is handled."""
    illustrative: bool
    """Whether a position that is not real is in the repository."""
    on: Day
    """The day as of which steps are late or done."""
    quarters: list[str]
    """The quarters shown: 2021-Q3."""
    presidencies: list[TermContract]
    """The Presidencies of these quarters."""
    outlines: list[TimelineOutlineContract]
    """The outlines, in the order given, else by region."""
    meetings: list[TimelineMeetingContract]
    """The meetings in these quarters, of delegations and with these partners, by their day."""


def to_contract(
    exercise: Exercise,
    outlines: Sequence[Outline],
    meetings: Sequence[tuple[str, Meeting]],
    axis: Axis,
    on: date,
) -> TimelineContract:
    """The timeline as plain values: what lies on the axis."""
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    return {
        "format": "partner.timeline/1",
        "marking": exercise.marking,
        "illustrative": exercise.any_illustrative,
        "on": on.isoformat(),
        "quarters": [str(quarter) for quarter in axis.quarters],
        "presidencies": [
            {"delegation": term.delegation, "from": term.start.isoformat(), "to": term.end.isoformat()}
            for term in terms
            if term.start <= axis.last and term.end >= axis.first
        ],
        "outlines": [
            {
                "country": outline.country,
                "name": name_of(exercise, outline.country),
                "status": outline.status,
                "steps": [
                    {
                        "step": step.id,
                        "number": number,
                        "instrument": step.instrument,
                        "state": state(step, on),
                        "from": str(step.timeline.start) if step.timeline.start else None,
                        "to": str(step.timeline.end) if step.timeline.end else None,
                    }
                    for number, step in enumerate(outline.steps, 1)
                ],
            }
            for outline in outlines
        ],
        "meetings": [
            {
                "meeting": key,
                "date": one.date.isoformat(),
                "forum": one.forum,
                "countries": list(one.countries),
            }
            for key, one in meetings
            if axis.holds(one.date)
        ],
    }
