"""Following outlines up: how far their steps have come on a day, what is overdue, and what comes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from partnercli.records.outline import Outline, Step
from partnercli.records.period import Period, quarter_of

State = Literal["done", "ongoing", "late", "planned", "on-hold", "dropped"]
STATES: tuple[State, ...] = get_args(State)
"""How far a step has come, in the order of progress tables: its status, or `late`."""
CROWDED = 10
"""First steps in one quarter that are too many: each needs a visit or a mission, and a quarter has thirteen weeks."""


def is_late(step: Step, on: date) -> bool:
    """Whether a step should have ended, or have begun, before a day and has not."""
    start, end = step.timeline.start, step.timeline.end
    if step.status == "ongoing":
        return end is not None and end.over_on(on)
    due = start or end
    return step.status == "planned" and due is not None and due.over_on(on)


def state(step: Step, on: date) -> State:
    """How far a step has come on a day."""
    return "late" if is_late(step, on) else step.status


def overdue(outline: Outline, on: date) -> tuple[Step, ...]:
    """The steps that are late on a day; none of an outline that is superseded."""
    return tuple(step for step in outline.steps if is_late(step, on) and outline.status != "superseded")


def counted(steps: Iterable[Step], on: date) -> dict[State, int]:
    """How many steps are in each state on a day, in the order of STATES."""
    found = Counter(state(step, on) for step in steps)
    return {one: found[one] for one in STATES}


def next_step(outline: Outline, on: date) -> Step | None:
    """The next step to be taken by its date: planned, not late, the earliest; of two the one that stands first."""
    coming = [step for step in outline.steps if step.status == "planned" and not is_late(step, on)]
    dated = [(step.timeline.start.key, step) for step in coming if step.timeline.start is not None]
    return min(dated, key=lambda pair: pair[0])[1] if dated and outline.status != "superseded" else None


def crowded(outlines: Mapping[str, Outline]) -> dict[Period, tuple[str, ...]]:
    """The quarters in which the first steps of CROWDED or more outlines begin, each with these outlines."""
    found: dict[Period, list[str]] = {}
    for key, outline in sorted(outlines.items()):
        quarter = _first_quarter(outline)
        if quarter is not None:
            found.setdefault(quarter, []).append(key)
    crowds = sorted((quarter for quarter in found if len(found[quarter]) >= CROWDED), key=lambda one: one.key)
    return {quarter: tuple(found[quarter]) for quarter in crowds}


def _first_quarter(outline: Outline) -> Period | None:
    """The quarter in which an outline's first step is to begin; None where that is done or cannot be told."""
    first = next((step for step in outline.steps if step.status != "dropped"), None)
    if outline.status == "superseded" or first is None or first.status in ("done", "on-hold"):
        return None
    start = first.timeline.start
    quarter = quarter_of(start.first) if start else None
    return quarter if start and quarter == quarter_of(start.last) else None


class Progress(NamedTuple):
    """How far one outline has come on a day.

    `counts` is by state, in the order of STATES; `coming` is the next dated step to be taken, `late` those
    overdue, `undated` the steps to come for which no date is given.
    """

    country: str
    counts: Mapping[State, int]
    coming: Step | None
    late: tuple[Step, ...]
    undated: tuple[Step, ...]

    @property
    def total(self) -> int:
        """How many steps the outline has, those dropped included."""
        return sum(self.counts.values())


def progress_of(outline: Outline, on: date) -> Progress:
    """How far an outline has come on a day."""
    undated = tuple(step for step in outline.steps if is_undated(step))
    return Progress(
        outline.country,
        counted(outline.steps, on),
        next_step(outline, on),
        overdue(outline, on),
        undated,
    )


def is_undated(step: Step) -> bool:
    """Whether a step is still to come or to end and nobody has said when."""
    return step.status in ("planned", "ongoing") and step.timeline.start is None and step.timeline.end is None


def in_total(figures: Sequence[Progress]) -> dict[State, int]:
    """The counts of several outlines together."""
    return {one: sum(figure.counts[one] for figure in figures) for one in STATES}
