"""What is done to an outline by hand, in the plain values of its file: steps, contributions, status.

Each function leaves what it is given as it is, and gives the values as they are to be; all that it is not about
stays. Raises NotAllowed where an outline cannot be changed in this way.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, get_args

from partnercli.outlines.state import Situation, Standing
from partnercli.outlines.steps import LIVE_VERBS, Verb, step_id
from partnercli.records.lines import one_line
from partnercli.records.outline import OutlineStatus
from partnercli.records.period import Period, as_scalar, read_day
from partnercli.records.plain import Plain

STATUSES: tuple[OutlineStatus, ...] = get_args(OutlineStatus)
"""The life of an outline, from draft to superseded."""
_AGAIN = ("discussed", "endorsed")
"""Statuses that can be reached again: at another meeting, or once what was beneath it changed."""


class NotAllowed(ValueError):
    """A change that an outline does not allow, in words; `hint` says what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def with_step(outline: Plain, step: Plain, place: int) -> Plain:
    """The outline with one more step, in the place `place`, counted from 0."""
    if any(one["id"] == step["id"] for one in outline["steps"]):
        raise NotAllowed(f"there is a step {step['id']} already", "give another id: --id ID")
    for number, one in enumerate(outline["steps"], 1):
        if {**one, "id": step["id"]} == step:
            raise NotAllowed(
                f"step {number} ({one['id']}) says all this already", "say what is other in the new one"
            )
    new = deepcopy(outline)
    new["steps"].insert(place, step)
    return new


def new_step_id(situation: Situation, slug: str, taken: Container[str]) -> str:
    """An id for a new step on an instrument, as drafts make it."""
    return step_id(_verb(situation.standings.get(slug)), slug, taken)


def _verb(standing: Standing | None) -> Verb:
    if standing is None:
        return Verb.OPEN
    return Verb.CONVENE if standing.in_force else LIVE_VERBS[standing.status]


def moved(outline: Plain, step: str, place: int) -> Plain:
    """The outline with a step in another place, counted from 0 in the list as it becomes."""
    new = deepcopy(outline)
    new["steps"].insert(place, new["steps"].pop(_place(new, step)))
    return new


def done(outline: Plain, step: str, when: Period | None = None, source: Plain | None = None) -> Plain:
    """The outline with a step that is done; `when` it ended, else its dates stay.

    A step that ended before it was to begin began then too.
    """
    new = deepcopy(outline)
    one = new["steps"][_place(new, step)]
    one["status"] = "done"
    if when is not None:
        timeline = one.setdefault("timeline", {})
        if "from" in timeline and when.before(Period.read(timeline["from"])):
            timeline["from"] = as_scalar(when)
        timeline["to"] = as_scalar(when)
    if source is not None and source not in one.get("sources", ()):
        one["sources"] = [*one.get("sources", ()), source]
    return new


def circle(steps: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Steps that wait for one another, by id, the first one again at the end; empty where none do."""
    waits = {step["id"]: step.get("after") or () for step in steps}
    return next((found for start in waits if (found := _back_to(start, waits))), ())


def _back_to(start: str, waits: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a step back to itself along what it waits for."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: the nearest first
        for other in waits.get(way[-1], ()):
            if other == start:
                return (*way, start)
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()


def out_of_order(steps: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """The steps that stand before one that they come after, each with that one, by id."""
    places = {step["id"]: place for place, step in enumerate(steps)}
    return tuple(
        (step["id"], other)
        for place, step in enumerate(steps)
        for other in step.get("after") or ()
        if places.get(other, place) > place
    )


def contributed(outline: Plain, step: str, contribution: Plain, *, change: bool = False) -> Plain:
    """The outline with what a Member State brings to a step.

    A second one of the same delegation, kind and description is refused; with `change` it takes the place of the
    first, fields that it does not give staying.
    """
    new = deepcopy(outline)
    one = new["steps"][_place(new, step)]
    known = one.setdefault("contributions", [])
    same = [index for index, other in enumerate(known) if _told(other) == _told(contribution)]
    if change and not same:
        raise NotAllowed(
            f"{step} has no such contribution of {contribution['delegation']} to change",
            "leave --change out to add it, or give the description that is recorded",
        )
    if same and not change and known[same[0]] != contribution:
        raise NotAllowed(
            f"{step} has this contribution of {contribution['delegation']} already",
            "to change it, add --change; another one needs another --description",
        )
    if change:
        known[same[0]] = {**known[same[0]], **contribution}
    elif not same:
        known.append(contribution)
    return new


def _told(contribution: Mapping[str, Any]) -> tuple[Any, ...]:
    return contribution["delegation"], contribution["kind"], one_line(contribution["description"])


def with_status(outline: Plain, reached: Plain, basis: Plain | None = None) -> Plain:
    """The outline in another status, which its history then tells; `reached` are the values of a StatusChange.

    Forward as they follow one another; to leave one out, or to go back to a draft, takes a note. Never back in
    time. Endorsed: by somebody, with the `basis` it rests on; a draft made again has no endorsement.
    """
    _may_reach(outline, reached)
    new = deepcopy(outline)
    status = new["status"] = reached["status"]
    if status == "endorsed":
        kept = {key: reached[key] for key in ("by", "on", "reference") if key in reached}
        new["endorsed"] = {**kept, **({"basis": basis} if basis else {})}
    elif status != "superseded":
        new.pop("endorsed", None)
    if status == "discussed" and "meeting" in reached:
        new["meeting"] = reached["meeting"]
    told = new.get("history", [])
    new["history"] = told if told[-1:] == [reached] else [*told, reached]
    return new


def _may_reach(outline: Plain, reached: Plain) -> None:
    if faults := list(_faults(outline, reached)):
        texts, hints = zip(*faults, strict=True)
        raise NotAllowed("; ".join(texts), "; ".join(dict.fromkeys(hints)))


def _faults(outline: Plain, reached: Plain) -> Iterator[tuple[str, str]]:
    old, new, note = outline["status"], reached["status"], reached.get("note")
    step = STATUSES.index(new) - STATUSES.index(old)
    if step == 0 and new not in _AGAIN:
        yield f"the outline is {old} already", f"see its history: partner outline show {outline['country']}"
    if step < 0 and new != "draft":
        hint = f'open it again first: partner outline status {outline["country"]} draft --note "why"'
        yield f"the outline is {old}: it goes back to {new} only by way of a new draft", hint
    if step < 0 and not note:
        yield f"the outline is {old}: say why it becomes a draft again", 'add --note "why"'
    if step == 0 and new == "endorsed" and not note:
        yield "the outline is endorsed already", 'to renew that on the facts of today, say why: --note "why"'
    if step > 1 and not note:
        left_out = " or ".join(STATUSES[STATUSES.index(old) + 1 : STATUSES.index(new)])
        yield (
            f"the outline is {old}: it would be {new} without having been {left_out}",
            'say why: --note "why"',
        )
    if new == "endorsed" and not reached.get("by"):
        yield "nobody is named who endorsed the outline", "name them: --by Council"
    if (last := _last(outline)) and read_day(reached["on"]) < read_day(last["on"]):
        told = last.get("status", old)
        yield f"{reached['on']} is before {last['on']}, when it was {told}", "check the day: --on DATE"


def _last(outline: Plain) -> Mapping[str, Any] | None:
    """The last entry of its history, else its endorsement; None where neither is recorded."""
    history: Sequence[Mapping[str, Any]] = outline.get("history") or ()
    return history[-1] if history else outline.get("endorsed")


def _place(outline: Plain, step: str) -> int:
    """The place of a step, which must be there."""
    return [one["id"] for one in outline["steps"]].index(step)
