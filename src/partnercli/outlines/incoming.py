"""An outline that came back, from the Commission, beside ours: where they differ, and ours with what theirs says.

Works on the plain values of outlines. A step that came is the one of ours with its id, else the only one with its
instrument. What it does not say differs in nothing: a reply that gives dates alone is about dates alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from partnercli.outlines.drafted import same
from partnercli.records.plain import Plain

FIELDS = ("timeline", "status", "lead", "with", "contributions")
"""What is compared of a step, dates first. How it is worded is each side's own."""
_SAME = ("delegation", "kind", "description")
"""By these two contributions are the same, whatever is said of them."""


class Difference(NamedTuple):
    """A step that says something else: `fields` by name, each with what ours and what theirs says of it."""

    step: str
    fields: Mapping[str, tuple[Any, Any]]


class Comparison(NamedTuple):
    """Theirs beside ours, in the order of our steps; of contributions only theirs that ours has not so."""

    differences: tuple[Difference, ...]
    only_theirs: tuple[Plain, ...]
    only_ours: tuple[str, ...]


def compared(ours: Plain, theirs: Sequence[Plain]) -> Comparison:
    """Where the steps that came differ from those of our outline."""
    pairs = matched(ours, theirs)
    met = {pairs[place]: step for place, step in enumerate(theirs) if place in pairs}
    found = [
        Difference(step["id"], dict(_fields(step, met[step["id"]])))
        for step in ours["steps"]
        if step["id"] in met
    ]
    return Comparison(
        tuple(one for one in found if one.fields),
        tuple(step for place, step in enumerate(theirs) if place not in pairs),
        tuple(step["id"] for step in ours["steps"] if step["id"] not in met),
    )


def matched(ours: Plain, theirs: Sequence[Plain]) -> dict[int, str]:
    """The id of our step for each of theirs that has one, by its place."""
    ids = {step["id"] for step in ours["steps"]}
    pairs = {place: step["id"] for place, step in enumerate(theirs) if step.get("id") in ids}
    left = [step for step in ours["steps"] if step["id"] not in pairs.values()]
    rest = [step.get("instrument") for place, step in enumerate(theirs) if place not in pairs]
    once = {slug for slug, number in Counter(rest).items() if number == 1}
    alone = {slug for slug, number in Counter(step["instrument"] for step in left).items() if number == 1}
    by_instrument = {step["instrument"]: step["id"] for step in left if step["instrument"] in once & alone}
    for place, step in enumerate(theirs):
        if place not in pairs and step.get("instrument") in by_instrument:
            pairs[place] = by_instrument[step["instrument"]]
    return pairs


def _fields(ours: Plain, theirs: Plain) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for field in FIELDS:
        if field not in theirs:
            continue
        if field == "contributions":
            new = [one for one in theirs[field] if one not in ours.get(field, ())]
            if new:
                yield field, ([_alike(one, ours.get(field, ())) for one in new], new)
        elif not same(ours, theirs, field):
            yield field, (ours.get(field), theirs[field])


def _alike(contribution: Plain, others: Sequence[Plain]) -> Plain | None:
    """The same contribution as others tell it, with another sum or other sources; None where it is new."""
    key = [contribution[name] for name in _SAME]
    return next((one for one in others if [one[name] for name in _SAME] == key), None)


def taken_over(ours: Plain, theirs: Sequence[Plain], source: Plain) -> Plain:
    """Our outline with what theirs says, each step that changes with the source of it; all else stays.

    A step that only theirs has comes in behind the one that stands before it there, and waits for the same steps,
    by the ids that they have in ours, as far as either has them. Ours that theirs has not stay.
    """
    new, pairs = deepcopy(ours), matched(ours, theirs)
    steps = {step["id"]: step for step in new["steps"]}
    for difference in compared(ours, theirs).differences:
        step = steps[difference.step]
        for field, (_, said) in difference.fields.items():
            step[field] = _contributions(step, said) if field == "contributions" else said
        _rest_on(step, source)
    names = {place: pairs.get(place, step.get("id", "")) for place, step in enumerate(theirs)}
    ids = {step["id"]: names[place] for place, step in enumerate(theirs) if "id" in step}
    for place, step in enumerate(theirs):
        if place not in pairs:
            added = deepcopy(step)
            if "after" in step:
                added["after"] = [ids.get(one, one) for one in step["after"] if one in ids or one in steps]
            _rest_on(added, source)
            new["steps"].insert(_behind(new["steps"], names.get(place - 1)), added)
    return new


def _behind(steps: Sequence[Plain], before: str | None) -> int:
    """The place behind the step `before`; the first one where there is none."""
    return next((place for place, step in enumerate(steps, 1) if step["id"] == before), 0)


def _contributions(step: Plain, said: Sequence[Plain]) -> list[Plain]:
    old = [one for one in step.get("contributions", ()) if _alike(one, said) is None]
    return [*old, *said]


def _rest_on(step: Plain, source: Plain) -> None:
    sources = step.get("sources", [])
    if source not in sources:
        step["sources"] = [*sources, source]
