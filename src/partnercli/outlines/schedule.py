"""When the steps happen (R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from partnercli.outlines.order import waits_for
from partnercli.outlines.state import HORIZON_MONTHS, months_later
from partnercli.outlines.steps import PlannedStep, earlier_stage, step_id
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Hold, Step
from partnercli.records.period import Period, day_after, next_quarter

_QUARTERS_PER_RUNG = 2
"""By how many quarters a step begins later than one on the rung below it."""
_BEGUN = frozenset({"ongoing", "done", "dropped"})
"""Statuses of steps whose dates no rule moves any more."""
_HALF_YEARS_FROM = 6
"""From so many months off on, half-years instead of quarters."""
_YEARS_FROM = 18
"""From so many months off on, years instead of half-years."""


class Settled(NamedTuple):
    """What people have settled about the dates: a hold, and the steps of the outline there is, by instrument."""

    hold: Hold | None = None
    steps: Mapping[str, Step] = MappingProxyType({})


NOTHING_SETTLED = Settled()


@dataclass(frozen=True, slots=True)
class Dated:
    """When a step begins and, where no consent is needed, ends.

    `quarter` is the one in which it begins, counted from the year 0, `start` the same as precisely as can be
    said; `after` are the steps it waits for, `meeting` is the id of the meeting that gave its date.
    """

    step: PlannedStep
    quarter: int
    start: Period
    end: Period | None
    after: tuple[PlannedStep, ...]
    meeting: str | None

    @property
    def free_from(self) -> int:
        """The quarter from which a step that waits for this one may begin."""
        return self.quarter + (self.end is not None)


def known_meetings(meetings: Mapping[str, Meeting], country_id: str, on: date) -> list[tuple[str, date]]:
    """The visits to and dialogues with a country within the horizon from `on` on, the earliest first."""
    horizon = months_later(on, HORIZON_MONTHS)
    found = [
        (key, m.date) for key, m in meetings.items() if country_id in m.countries and on <= m.date <= horizon
    ]
    return sorted(found, key=lambda meeting: (meeting[1], meeting[0]))


def schedule(
    steps: Sequence[PlannedStep],
    on: date,
    meetings: Sequence[tuple[str, date]] = (),
    settled: Settled = NOTHING_SETTLED,
) -> tuple[Dated, ...]:
    """R8: when each step happens, in the order given.

    What exists, is under way or stands on the first rung begins in the first full quarter after `on`, the
    second rung two quarters later; none before its instrument can be used, before the hold has passed or
    before what it waits for. A known meeting dates one step of outreach, in their order: such a date beats
    the rule, not these limits. Only what needs no consent gets an end, one quarter later.

    The dates of a step in an outline that is there already beat the rule too; those of what has begun beat all.
    """
    left = list(meetings)
    dated: dict[str, Dated] = {}
    for place, step in enumerate(steps):
        waited = waits_for(step, steps[:place])
        before = [dated[other.slug] for other in waited]
        floor, stands = _floor(step, on, settled.hold), _standing(step, settled)
        kept = _kept(step, stands, waited) if stands else None
        if stands and kept and (stands.status in _BEGUN or step.under_way):
            dated[step.slug] = kept
            continue
        met = next((one for one in left if step.outreach and _in_time(one[1], floor, before)), None)
        if met:
            left.remove(met)
        elif kept and _in_time(kept.start.last, floor, before):
            dated[step.slug] = kept
            continue
        quarter = _quarter(met[1]) if met else _by_rule(step, on, floor, before)
        start = Period.of_day(met[1]) if met else _period(quarter, on, floor)
        end = None if step.instrument.consent else _period(quarter + 1, on, floor)
        dated[step.slug] = Dated(step, quarter, start, end, waited, met[0] if met else None)
    return tuple(dated.values())


def _standing(step: PlannedStep, settled: Settled) -> Step | None:
    """The step that is there already; one that is done on an earlier stage of the instrument is another."""
    stands = settled.steps.get(step.slug)
    done = stands and stands.status == "done"
    over = stands and done and earlier_stage(stands.id, step_id(step.verb, step.slug), step.slug)
    return None if over else stands


def _kept(step: PlannedStep, stands: Step, waited: tuple[PlannedStep, ...]) -> Dated | None:
    """A step with the dates that it has in the outline; None where it has none."""
    start, end = stands.timeline.start, stands.timeline.end
    return Dated(step, _quarter(start.first), start, end, waited, None) if start else None


def _floor(step: PlannedStep, on: date, hold: Hold | None) -> date:
    """The first day on which a step may begin at all."""
    usable = step.instrument.available.start
    return max(on, usable.first if usable else on, day_after(hold.until) if hold else on)


def _in_time(day: date, floor: date, before: Sequence[Dated]) -> bool:
    return day >= floor and all(_quarter(day) >= other.free_from for other in before)


def _by_rule(step: PlannedStep, on: date, floor: date, before: Sequence[Dated]) -> int:
    """The quarter in which a step begins."""
    climbed = _quarter(next_quarter(on).first) + _QUARTERS_PER_RUNG * max(0, step.rung - 1)
    usable = _quarter(floor) + (floor != _of(_quarter(floor)).first)
    waits = [max(other.free_from, other.quarter + _lag(other.step, step)) for other in before]
    return max(climbed, usable, *waits) if waits else max(climbed, usable)


def _lag(before: PlannedStep, step: PlannedStep) -> int:
    """How many quarters a step begins after a new one that it stands on."""
    return _QUARTERS_PER_RUNG if step.rung > before.rung > 0 else 0


def _quarter(day: date) -> int:
    """The quarter of a day, counted from the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _of(quarter: int) -> Period:
    return Period.quarter(quarter // 4, quarter % 4 + 1)


def _period(quarter: int, on: date, floor: date) -> Period:
    """A quarter as precisely as its distance allows: never so coarse that it would begin before `floor`."""
    exact = _of(quarter)
    year, half = Period.year(quarter // 4), Period.half(quarter // 4, quarter % 4 // 2 + 1)
    if exact.first < months_later(on, _HALF_YEARS_FROM):
        return exact
    coarse = (half,) if exact.first < months_later(on, _YEARS_FROM) else (year, half)
    return next((period for period in coarse if period.first >= floor), exact)
