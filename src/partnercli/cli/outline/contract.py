"""Outlines as JSON: the contracts `partner.outlines/1` and `partner.outline/1`, and parts of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, TypedDict

from partnercli.cli.marks import Handling, handling
from partnercli.cli.outline.screen import due_day, name_of
from partnercli.outlines.basis import Doubt
from partnercli.outlines.follow_up import crowded, progress_of
from partnercli.outlines.partners import partners_agreed
from partnercli.records.contract_words import Count, Day, OutlineRecord
from partnercli.records.exercise import Exercise
from partnercli.records.outline import OutlineStatus, Step
from partnercli.repository.canonical import plain


class DoubtContract(TypedDict):
    """Something that an endorsed outline rests on and that changed since."""

    file: str
    """Its file, from the root of the repository."""
    what: str
    """What changed, in words."""


NextStepContract = TypedDict(
    "NextStepContract",
    {
        "step": Annotated[str, "Its id."],
        "from": Annotated[str, "The period in which it begins: 2021-Q3."],
        "lead": Annotated[str | None, "Who does it; null where nobody is named."],
    },
)
"""The next dated step that is to be taken."""


class ListedOutlineContract(TypedDict):
    """An outline, and how far it has come."""

    country: str
    """The country, by its id."""
    name: str
    """Its name."""
    status: OutlineStatus
    """How far the outline has come."""
    steps: Count
    """How many steps it has, those dropped included."""
    done: Count
    """How many of them are done."""
    next: NextStepContract | None
    """What is next; null where nothing to come is dated."""
    overdue: list[str]
    """The steps that are late, by their ids, in their order."""
    suspect: list[DoubtContract]
    """What changed beneath it since it was endorsed; empty where nothing did, or it is not endorsed."""


class CrowdedQuarterContract(TypedDict):
    """A quarter in which too many outlines begin."""

    quarter: str
    """The quarter: 2021-Q3."""
    countries: list[str]
    """The countries of these outlines, by their ids."""


class OutlinesContract(Handling):
    """The outlines there are, and the partners that have none."""

    format: Literal["partner.outlines/1"]
    """The contract's name and version."""
    on: Day
    """The day on which steps are late or not."""
    outlines: list[ListedOutlineContract]
    """The outlines, by their countries' ids."""
    crowded: list[CrowdedQuarterContract]
    """The quarters in which too many outlines begin, in time."""
    partners_agreed: bool
    """Whether the partners are agreed: before that no outline is missing."""
    priorities_without: list[str]
    """The partners listed, and the priorities not left out, that have no outline; countries by their ids."""


class OverdueStepContract(TypedDict):
    """A step that is late."""

    step: str
    """Its id."""
    since: Day | None
    """The last day on which it was in time; null where its file gives none."""


class OutlineContract(Handling):
    """One outline, and what is late or doubtful in it."""

    format: Literal["partner.outline/1"]
    """The contract's name and version."""
    on: Day
    """The day on which steps are late or not."""
    suspect: list[DoubtContract]
    """What changed beneath it since it was endorsed; empty where nothing did, or it is not endorsed."""
    overdue: list[OverdueStepContract]
    """The steps that are late, in their order."""
    outline: OutlineRecord
    """The outline as its file says it."""


def outlines_contract(
    exercise: Exercise, on: date, suspicion: Mapping[str, Sequence[Doubt]], missing: list[str]
) -> OutlinesContract:
    """The outlines as plain values; `suspicion` by outline, `missing` the partners that have none."""
    return {
        "format": "partner.outlines/1",
        **handling(exercise, illustrative=exercise.any_illustrative),
        "on": on.isoformat(),
        "outlines": [_listed(exercise, key, on, suspicion[key]) for key in sorted(exercise.outlines)],
        "crowded": [
            {"quarter": str(quarter), "countries": list(keys)}
            for quarter, keys in crowded(exercise.outlines).items()
        ],
        "partners_agreed": partners_agreed(exercise),
        "priorities_without": missing,
    }


def _listed(exercise: Exercise, key: str, on: date, found: Iterable[Doubt]) -> ListedOutlineContract:
    outline = exercise.outlines[key]
    progress = progress_of(outline, on)
    return {
        "country": key,
        "name": name_of(exercise, outline.country),
        "status": outline.status,
        "steps": len(outline.steps),
        "done": progress.counts["done"],
        "next": coming(progress.coming),
        "overdue": [step.id for step in progress.late],
        "suspect": doubts_as_plain(found),
    }


def outline_contract(exercise: Exercise, key: str, on: date, found: Iterable[Doubt]) -> OutlineContract:
    """The outline with this id as plain values, `found` what is doubtful beneath it."""
    outline = exercise.outlines[key]
    return {
        "format": "partner.outline/1",
        **handling(exercise, illustrative=exercise.any_illustrative),
        "on": on.isoformat(),
        "suspect": doubts_as_plain(found),
        "overdue": [_overdue(step) for step in progress_of(outline, on).late],
        "outline": plain(outline),
    }


def _overdue(step: Step) -> OverdueStepContract:
    due = due_day(step)
    return {"step": step.id, "since": due.isoformat() if due else None}


def coming(step: Step | None) -> NextStepContract | None:
    """The next step as plain values; None where none is dated."""
    return {"step": step.id, "from": str(step.timeline.start), "lead": step.lead} if step else None


def doubts_as_plain(found: Iterable[Doubt]) -> list[DoubtContract]:
    """What is doubtful beneath an outline as plain values."""
    return [{"file": doubt.file, "what": doubt.what} for doubt in found]
