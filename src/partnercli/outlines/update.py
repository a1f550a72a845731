"""An outline drafted anew after the facts changed.

Three ways: between what the tool last wrote, what stands in the file now, and what the rules give today.

Works on the plain values of an outline's file. A field that nobody touched follows the rules; one that somebody
changed stays, and what the rules would say instead is told. Steps are told apart by their instrument, since a
draft has one step an instrument, and keep their ids. Steps that the tool did not write are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from partnercli.outlines.catalogue import DIALOGUES, predecessors
from partnercli.outlines.drafted import OWN_FIELDS, STEP_FIELDS, digest, digests, recorded_digest, unknown
from partnercli.outlines.placing import in_order_of, inserted, inversions, needs
from partnercli.outlines.state import Situation
from partnercli.outlines.steps import earlier_stage
from partnercli.records.outline import Step
from partnercli.records.period import read_day
from partnercli.records.plain import Plain
from partnercli.records.slug import numbered

_SETTLED = frozenset({"done", "dropped"})
"""Statuses of steps that no draft changes any more."""


class Turn(StrEnum):
    """What became of a part of an outline."""

    SET = "set"
    """A field of the tool's own follows the facts."""
    KEPT = "kept"
    """A field that somebody changed stays; the rules would now say something else."""
    ADDED = "added"
    """A step that the rules did not give before."""
    REORDERED = "reordered"
    """The steps stand in another order."""
    GROUNDLESS = "groundless"
    """A step that the rules give no longer stays, for a person to decide."""
    LEFT_OUT = "left-out"
    """A step that the rules give and that somebody took out, or never put in, stays out."""
    UNFOUNDED = "unfounded"
    """A step that the rules give and did not give before stays out: what it needs by law was taken out or dropped."""


WRITTEN = frozenset({Turn.SET, Turn.ADDED, Turn.REORDERED})
"""What changes the file; the others are only told."""


class Change(NamedTuple):
    """One difference; `step` is the id of the step, empty for what is the outline's own.

    `old` and `new` are plain values: of a field what stands and what the rules say, of a new step itself, of a
    groundless one why it was left for later, where the draft says it, of an unfounded one the instruments it needs.
    """

    turn: Turn
    step: str = ""
    field: str = ""
    old: Any = None
    new: Any = None


class Update(NamedTuple):
    """An outline as it is to be, and what differs: the outline's own fields, then the steps."""

    values: Plain
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is compared, by instrument.

    `written` are the digests of what the tool last wrote, `standing` the steps in the file, `given` those of the
    new draft with the ids of the file; `ours` says whether the tool's order still stands. `unfounded` are steps that
    cannot be added, which `given` leaves out: each with the instruments that it needs by law and that are not there.
    """

    values: Plain
    draft: Plain
    written: Mapping[str, str]
    standing: Mapping[str, Plain]
    given: Mapping[str, Plain]
    unfounded: Mapping[str, Sequence[str]]
    ours: bool


def standing_steps(values: Plain) -> dict[str, Step]:
    """The steps that a new draft follows on, by instrument: a status that the tool wrote is for it to find anew."""
    written = _written(values)
    found = {}
    for slug, step in _standing(values["steps"], written).items():
        ours = digest(step, "status") == recorded_digest(written.get(slug, ""), "status", STEP_FIELDS)
        found[slug] = Step.model_validate({**step, "status": "planned"} if ours else step)
    return found


def update(values: Plain, draft: Plain, situation: Situation) -> Update:
    """What an outline is to say by a new draft, which holds its record; both stay as they are.

    Where nothing that people read changes, the record of the last draft stays as well. An outline without one gets
    it, and nothing else: what it says otherwise than the rules counts as people's own.
    """
    sides = _sides(values, draft, situation)
    changes = (*_own(sides), *_steps(sides, situation), *_left_out(sides), *_added(sides))
    steps = _applied(sides, changes, situation)
    if sides.ours and (ordered := _ordered(sides, steps, situation)) != steps:
        steps, changes = ordered, (*changes, Change(Turn.REORDERED))
    if "drafted" in values and not any(change.turn in WRITTEN for change in changes):
        return Update(values, changes)
    own = {change.field: change.new for change in changes if change.turn is Turn.SET and not change.step}
    new = _without_empty({**values, **own, "steps": steps})
    return Update({**new, "drafted": _record(sides, steps)}, changes)


def _sides(values: Plain, draft: Plain, situation: Situation) -> _Sides:
    if "drafted" not in values:
        values = {**values, "drafted": {**draft["drafted"], **unknown(draft["steps"])}}
    written = _written(values)
    standing = _standing(values["steps"], written)
    for slug in _over(standing, draft):
        del standing[slug]
        written.pop(slug, None)
    places = [slug for step in values["steps"] for slug in written if standing.get(slug) is step]
    ours = places == [slug for slug in written if slug in standing]
    unfounded = _unfounded(draft, written, standing, situation)
    steps = [step for step in draft["steps"] if step["instrument"] not in unfounded]
    given = _given(values, steps, written, standing)
    return _Sides(values, draft, written, standing, given, unfounded, ours)


def _written(values: Plain) -> dict[str, str]:
    return {one["instrument"]: one["digest"] for one in values.get("drafted", {}).get("steps", ())}


def _standing(steps: Sequence[Plain], written: Mapping[str, str]) -> dict[str, Plain]:
    """The step of each instrument: of several, the one most like what the tool wrote."""
    alike: dict[str, list[Plain]] = {}
    for step in steps:
        alike.setdefault(step["instrument"], []).append(step)

    def likeness(step: Plain) -> int:
        row = written.get(step["instrument"], "")
        return sum(digest(step, field) == recorded_digest(row, field, STEP_FIELDS) for field in STEP_FIELDS)

    return {slug: max(found, key=likeness) for slug, found in alike.items()}


def _over(standing: Mapping[str, Plain], draft: Plain) -> list[str]:
    """The instruments whose step is done while the rules now give one for their next stage."""
    given = {step["instrument"]: step["id"] for step in draft["steps"]}
    done = {slug: step["id"] for slug, step in standing.items() if step.get("status") == "done"}
    return [slug for slug, name in done.items() if slug in given and earlier_stage(name, given[slug], slug)]


def _unfounded(
    draft: Plain, written: Mapping[str, str], standing: Mapping[str, Plain], situation: Situation
) -> dict[str, list[str]]:
    """The new steps of the draft, in its order, that the law puts behind one which somebody took out or dropped."""
    out = {slug for slug in written if standing.get(slug, {"status": "dropped"}).get("status") == "dropped"}
    out -= {slug for slug, stands in situation.standings.items() if stands.existing}
    found: dict[str, list[str]] = {}
    for slug in (step["instrument"] for step in draft["steps"]):
        if slug not in written and slug not in standing and slug not in situation.standings:
            before = predecessors(situation.instruments[slug], "required")
            if missing := [one for one in before if one in out or one in found]:
                found[slug] = missing
    return found


def _given(
    values: Plain, steps: Sequence[Plain], written: Mapping[str, str], standing: Mapping[str, Plain]
) -> dict[str, Plain]:
    """The steps of the draft as this outline calls them: a step that was taken out is none to wait for."""
    taken = {step["id"] for step in values["steps"]}
    names: dict[str, str] = {}
    for step in steps:
        slug = step["instrument"]
        if slug in standing:
            names[step["id"]] = standing[slug]["id"]
        elif slug not in written:
            names[step["id"]] = numbered(step["id"], taken)
            taken.add(names[step["id"]])
    return {
        step["instrument"]: {
            **step,
            "id": names.get(step["id"], step["id"]),
            "after": [names[one] for one in step["after"] if one in names],
        }
        for step in steps
    }


def _own(sides: _Sides) -> Iterator[Change]:
    row = sides.values["drafted"]["digest"]
    yield from _fields(sides.values, sides.draft, row, OWN_FIELDS, "")


def _steps(sides: _Sides, situation: Situation) -> Iterator[Change]:
    """The steps that the tool wrote and that are still to be done, in the order of the file."""
    places = {step["id"]: place for place, step in enumerate(sides.values["steps"])}
    ours = [one for one in sides.standing.items() if one[0] in sides.written and not _settled(one[1])]
    for slug, step in sorted(ours, key=lambda one: places[one[1]["id"]]):
        row = sides.written[slug]
        if slug in sides.given:
            yield from _fields(step, sides.given[slug], row, STEP_FIELDS, step["id"])
        elif _reached(slug, situation, sides.values["drafted"]["on"]):
            yield from _fields(step, {**step, "status": "done"}, row, ("status",), step["id"])
        else:
            reasons = {left["instrument"]: left["reason"] for left in sides.draft.get("later", ())}
            yield Change(Turn.GROUNDLESS, step["id"], new=reasons.get(slug))


def _settled(step: Plain) -> bool:
    return step.get("status") in _SETTLED


def _reached(slug: str, situation: Situation, drafted: str) -> bool:
    """Whether the instrument is in force now; a dialogue, which is convened when it is, only since the draft."""
    standing = situation.standings.get(slug)
    if standing is None or not standing.in_force:
        return False
    return slug not in DIALOGUES or (standing.since is not None and standing.since.last >= read_day(drafted))


def _fields(now: Plain, new: Plain, row: str, fields: Sequence[str], step: str) -> Iterator[Change]:
    """The fields of which the rules say something else than the tool last wrote or than stands there."""
    every = STEP_FIELDS if step else OWN_FIELDS
    for field in fields:
        stands, wrote, says = digest(now, field), recorded_digest(row, field, every), digest(new, field)
        if says not in (stands, wrote):
            turn = Turn.SET if stands == wrote else Turn.KEPT
            yield Change(turn, step, field, now.get(field), new.get(field))


def _left_out(sides: _Sides) -> Iterator[Change]:
    for slug, step in sides.given.items():
        if slug in sides.written and slug not in sides.standing:
            yield Change(Turn.LEFT_OUT, step["id"], new=step)
    ids = {step["instrument"]: step["id"] for step in sides.draft["steps"]}
    for slug, needed in sides.unfounded.items():
        yield Change(Turn.UNFOUNDED, ids[slug], new=list(needed))


def _added(sides: _Sides) -> Iterator[Change]:
    for slug, step in sides.given.items():
        if slug not in sides.written and slug not in sides.standing:
            yield Change(Turn.ADDED, step["id"], new=step)


def _applied(sides: _Sides, changes: Iterable[Change], situation: Situation) -> list[Plain]:
    """The steps with their fields set and the new ones at their places."""
    steps = [dict(step) for step in sides.values["steps"]]
    by_id = {step["id"]: step for step in reversed(steps)}
    for change in changes:
        if change.turn is Turn.SET and change.step:
            by_id[change.step][change.field] = change.new
        elif change.turn is Turn.ADDED:
            steps = inserted(steps, change.new, list(sides.given), situation.instruments)
    return [_without_empty(step) for step in steps]


def _without_empty(values: Plain) -> Plain:
    """The same without fields that say nothing."""
    return {key: value for key, value in values.items() if value is not None}


def _ordered(sides: _Sides, steps: list[Plain], situation: Situation) -> list[Plain]:
    """The steps in the order of the draft, but for those that the tool did not write.

    What the rules give no longer stands before a step that needs it by law. Where that cannot be, since somebody's
    own step is in the way, the order stays.
    """
    order = list(sides.given)
    for slug in reversed([one for one in sides.standing if one not in sides.given]):
        needing = [place for place, one in enumerate(order) if needs(situation.instruments, one, slug)]
        if needing:
            order.insert(needing[0], slug)
    own = {sides.standing[slug]["id"] for slug in sides.written if slug in sides.standing}
    new = {step["id"] for slug, step in sides.given.items() if slug not in sides.standing}
    ordered = in_order_of(steps, order, own | new)
    slugs = [[step["instrument"] for step in some] for some in (steps, ordered)]
    before, after = (set(inversions(situation.instruments, some)) for some in slugs)
    return ordered if after <= before else steps


def _record(sides: _Sides, steps: Sequence[Plain]) -> Plain:
    """What the tool has now written: a field that somebody changed keeps the digest that shows it."""
    before, now = sides.values["drafted"], sides.draft["drafted"]
    kept = {slug: _row(sides, slug) for slug in sides.written}
    added = {
        slug: digests(step, STEP_FIELDS)
        for slug, step in sides.given.items()
        if slug not in sides.written and slug not in sides.standing
    }
    rows = kept | added
    first = [step["instrument"] for step in steps] if sides.ours else list(sides.given)
    order = [slug for slug in dict.fromkeys((*first, *rows)) if slug in rows]
    return {
        **now,
        "digest": _merged(sides.values, sides.draft, before["digest"], OWN_FIELDS),
        "steps": [{"instrument": slug, "digest": rows[slug]} for slug in order],
    }


def _row(sides: _Sides, slug: str) -> str:
    step, row = sides.standing.get(slug), sides.written[slug]
    if step is None or slug not in sides.given or _settled(step):
        return row
    return _merged(step, sides.given[slug], row, STEP_FIELDS)


def _merged(now: Plain, new: Plain, row: str, fields: Sequence[str]) -> str:
    return "".join(_digest(now, new, recorded_digest(row, field, fields), field) for field in fields)


def _digest(now: Plain, new: Plain, wrote: str, field: str) -> str:
    stands, says = digest(now, field), digest(new, field)
    return says if stands in (wrote, says) else wrote
