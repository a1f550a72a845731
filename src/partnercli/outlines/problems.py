"""What is wrong or doubtful in an outline made or changed by hand: in one record, on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from partnercli.outlines.catalogue import DIALOGUES, FOOTING_ONLY
from partnercli.outlines.state import Situation
from partnercli.records.instrument import Instrument, Strength
from partnercli.records.outline import Outline, Step
from partnercli.records.period import Period

_BEGUN = frozenset({"ongoing", "done"})


class OutlineFault(StrEnum):
    """The kinds of problems: the first five are errors, the others warnings."""

    DUPLICATE_STEP = "duplicate-step"
    UNKNOWN_STEP = "unknown-step"
    CIRCLE = "circle"
    REQUIRED_LATER = "required-later"
    REQUIRED_MISSING = "required-missing"
    NORMAL_LATER = "normal-later"
    IN_FORCE = "in-force"
    ALTERNATIVE_IN_PLACE = "alternative-in-place"
    BEFORE_ANNOUNCED = "before-announced"
    END_WITHOUT_SOURCE = "end-without-source"
    BEFORE_ITS_PREDECESSOR_ENDS = "before-its-predecessor-ends"
    WITHIN_HOLD = "within-hold"


class Problem(NamedTuple):
    """One problem of one step.

    `step` is its place in `steps`, from 0; `after` the place in the step's `after`, where that is meant;
    `other` is the id of the other step or instrument, as the fault has it, else empty; `text` says what is
    wrong.
    """

    fault: OutlineFault
    step: int
    after: int | None
    other: str
    text: str


def problems(outline: Outline, situation: Situation) -> tuple[Problem, ...]:
    """All problems of an outline, down the list of its steps.

    The situation's day decides what exists. Dropped steps count as absent; those on instruments that the
    catalogue does not hold are checked for their dates only.
    """
    found = [*_ids(outline.steps), *circles(outline.steps), *_dates(outline.steps), *_held(outline)]
    kept = [(place, step) for place, step in enumerate(outline.steps) if step.status != "dropped"]
    first = {step.instrument: place for place, step in reversed(kept)}
    for place, step in kept:
        if step.instrument in situation.instruments:
            found += [*_order(place, step, first, situation), *_use(place, step, situation)]
    return tuple(sorted(found, key=lambda one: (one.step, one.after is None, one.after or 0)))


def _ids(steps: Sequence[Step]) -> Iterator[Problem]:
    known = {step.id for step in steps}
    seen: set[str] = set()
    for place, step in enumerate(steps):
        if step.id in seen:
            text = f"a second step is called {step.id}"
            yield Problem(OutlineFault.DUPLICATE_STEP, place, None, step.id, text)
        seen.add(step.id)
        for index, other in enumerate(step.after):
            if other not in known:
                text = f"{step.id} comes after {other}, which is no step of this outline"
                yield Problem(OutlineFault.UNKNOWN_STEP, place, index, other, text)


def circles(steps: Sequence[Step]) -> Iterator[Problem]:
    """The entries of `after` that close a circle, each at the entry that leads back."""
    places = {step.id: place for place, step in reversed(list(enumerate(steps)))}
    finished: set[int] = set()
    for root in range(len(steps)):
        path, on_path, reading = [root], {root}, [iter(enumerate(steps[root].after))]
        while root not in finished:
            index, other = next(reading[-1], (None, ""))
            target = places.get(other)
            if index is None:
                finished.add(path[-1])
                on_path.remove(path.pop())
                reading.pop()
            elif target in on_path:
                text = f"{steps[path[-1]].id} comes after {other}, which in turn waits for it"
                yield Problem(OutlineFault.CIRCLE, path[-1], index, other, text)
            elif target is not None and target not in finished:
                path.append(target)
                on_path.add(target)
                reading.append(iter(enumerate(steps[target].after)))


def _order(place: int, step: Step, first: Mapping[str, int], situation: Situation) -> Iterator[Problem]:
    """Predecessors by the catalogue that only come later, or that the law wants and that are nowhere.

    What is under way or in place already got there without: then only the order of the steps counts. A framework
    agreement or regional process under way is footing too, since no step is ever its own (R3).
    """
    existing = {s for s, standing in situation.standings.items() if standing.existing or s in FOOTING_ONLY}
    begun = step.instrument in situation.standings
    for before in situation.instruments[step.instrument].usually_after:
        slug = before.instrument
        if first.get(slug, place) > place:
            yield _too_late(place, step, slug, before.strength)
        elif before.strength == "required" and not (begun or slug in first or slug in existing):
            text = f"{step.id} needs {slug}, which is neither in place nor an earlier step"
            yield Problem(OutlineFault.REQUIRED_MISSING, place, None, slug, text)


def _too_late(place: int, step: Step, slug: str, strength: Strength) -> Problem:
    if strength == "required":
        text = f"{step.id} needs {slug} first, but its step comes later"
        return Problem(OutlineFault.REQUIRED_LATER, place, None, slug, text)
    text = f"{step.id} normally follows {slug}, but its step comes later"
    return Problem(OutlineFault.NORMAL_LATER, place, None, slug, text)


def _use(place: int, step: Step, situation: Situation) -> Iterator[Problem]:
    """Doubts about the instrument itself: in force, overtaken, not announced, an end nobody can promise."""
    instrument, standing = situation.instruments[step.instrument], situation.standings.get(step.instrument)
    if standing and standing.in_force and step.status != "done" and step.instrument not in DIALOGUES:
        text = f"{step.instrument} is in force already on {situation.on}"
        yield Problem(OutlineFault.IN_FORCE, place, None, step.instrument, text)
    for other in instrument.not_with:
        if other in situation.standings and situation.standings[other].existing:
            text = f"{step.instrument} is the alternative to {other}, which is in place"
            yield Problem(OutlineFault.ALTERNATIVE_IN_PLACE, place, None, other, text)
    announced = instrument.available.announced
    if announced and _planned(step, situation).before(announced):
        text = f"{step.id} uses {step.instrument} before it was announced ({announced})"
        yield Problem(OutlineFault.BEFORE_ANNOUNCED, place, None, step.instrument, text)
    if _end_is_promised(step, instrument):
        text = f"{step.id} has an end date although the partner must agree, and no source for it"
        yield Problem(OutlineFault.END_WITHOUT_SOURCE, place, None, "", text)


def _planned(step: Step, situation: Situation) -> Period:
    """When a step begins; without a date, the day of record."""
    return step.timeline.start or Period.of_day(situation.on)


def _end_is_promised(step: Step, instrument: Instrument) -> bool:
    return instrument.consent and step.timeline.end is not None and not step.sources


def _dates(steps: Sequence[Step]) -> Iterator[Problem]:
    """Steps that begin before one they come after has ended; where no end is given, before it begins.

    Periods overlap: only a beginning that lies wholly before the other's end is one. What is under way or done
    began without the other: nobody can let it begin later.
    """
    by_id = {step.id: step for step in reversed(steps)}
    for place, step in enumerate(steps):
        if step.status in _BEGUN:
            continue
        for index, name in enumerate(step.after):
            other = by_id.get(name)
            limit = (other.timeline.end or other.timeline.start) if other and other is not step else None
            if step.timeline.start and limit and step.timeline.start.before(limit):
                text = f"{step.id} begins ({step.timeline.start}) before {name} is over ({limit})"
                yield Problem(OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS, place, index, name, text)


def _held(outline: Outline) -> Iterator[Problem]:
    """Steps still to begin that are to do so before the hold has passed."""
    for place, step in enumerate(outline.steps):
        start, hold = step.timeline.start, outline.hold
        if hold and start and step.status == "planned" and start.last <= hold.until.last:
            text = f"{step.id} begins ({start}) before the hold has passed ({hold.until})"
            yield Problem(OutlineFault.WITHIN_HOLD, place, None, "", text)
