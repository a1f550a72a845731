"""What changed between two states of the outlines: added, removed, changed in meaning, reordered.

What carries the meaning, and what is mere wording, is settled for all records in `records/meaning.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from partnercli.records.base import Record
from partnercli.records.compare_contract import OutlineChangesContract
from partnercli.records.meaning import differing, reordered, reworded
from partnercli.records.outline import Outline, Step

_APART = ("drafted", "steps")
"""Keys that are not compared: steps are one by one, and what the tool notes for itself says nothing."""


class OutlineChange(NamedTuple):
    """One change; without a `step` it is the outline's own.

    `fields` are the keys that differ, in the order of the records' models; only for `changed`.
    """

    country: str
    step: str | None
    change: Literal["added", "removed", "changed", "reordered"]
    fields: tuple[str, ...] = ()


class OutlineChanges(NamedTuple):
    """The changes, by outline, and the outlines of which words differ that are not compared."""

    changes: tuple[OutlineChange, ...]
    reworded: tuple[str, ...]

    def contract(self) -> OutlineChangesContract:
        """The keys of `partner.diff/1` that are about outlines."""
        return {
            "outlines": [
                {"country": one.country, "step": one.step, "change": one.change, "fields": list(one.fields)}
                for one in self.changes
            ],
            "reworded": list(self.reworded),
        }


def compare(
    base: Mapping[str, Outline], head: Mapping[str, Outline], unread: Collection[str] = ()
) -> OutlineChanges:
    """What changed from `base` to `head`, by the outline's id.

    `unread` could not be read on one of the sides: nothing is said of them, since neither is known whole.
    """
    known = sorted((base.keys() | head.keys()) - set(unread))
    changes = tuple(one for key in known for one in _changes(key, base.get(key), head.get(key)))
    worded = tuple(key for key in known if key in base and key in head and _is_reworded(base[key], head[key]))
    return OutlineChanges(changes, worded)


def _changes(key: str, old: Outline | None, new: Outline | None) -> Iterator[OutlineChange]:
    if old is None or new is None:
        yield OutlineChange(key, None, "added" if old is None else "removed")
        return
    if fields := differing(old, new, _APART):
        yield OutlineChange(key, None, "changed", fields)
    before, after = _steps(old), _steps(new)
    if reordered(before, after):
        yield OutlineChange(key, None, "reordered")
    for step in (*after, *(one for one in before if one not in after)):
        yield from _step(key, before.get(step), after.get(step))


def _step(key: str, old: Step | None, new: Step | None) -> Iterator[OutlineChange]:
    if old and new:
        if fields := differing(old, new):
            yield OutlineChange(key, new.id, "changed", fields)
    elif new:
        yield OutlineChange(key, new.id, "added")
    elif old:
        yield OutlineChange(key, old.id, "removed")


def _steps(outline: Outline) -> dict[str, Step]:
    return {step.id: step for step in outline.steps}


def _is_reworded(old: Outline, new: Outline) -> bool:
    """Whether any field, the outline's own or of a step on both sides, says the same in other words."""
    before, after = _steps(old), _steps(new)
    pairs: list[tuple[Record, Record]] = [(step, after[one]) for one, step in before.items() if one in after]
    return reworded(old, new, _APART) or any(reworded(one, other) for one, other in pairs)
