"""What changed between two states of the outlines: added, removed, changed in meaning, reordered.

Ids, periods, names and figures carry the meaning of an outline; its prose words it. Prose, the order of
entries that have none, and values written out that are the default are no change. Prose that differs is
named apart, so that nobody takes it for unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from pydantic.fields import FieldInfo

from partnercli.records.base import Record
from partnercli.records.outline import Outline, Step

_PROSE = frozenset({"action", "description", "note", "objectives", "reason", "why"})
"""Fields of free text: how something is put. Of a list of it, the number of entries counts."""
_APART = frozenset({"drafted", "steps"})
"""Fields that are not compared: steps are one by one, and what the tool notes for itself says nothing."""


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

    def contract(self) -> dict[str, Any]:
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
    reworded = tuple(key for key in known if key in base and key in head and _reworded(base[key], head[key]))
    return OutlineChanges(changes, reworded)


def _changes(key: str, old: Outline | None, new: Outline | None) -> Iterator[OutlineChange]:
    if old is None or new is None:
        yield OutlineChange(key, None, "added" if old is None else "removed")
        return
    if fields := tuple(_differing(old, new)):
        yield OutlineChange(key, None, "changed", fields)
    before, after = _steps(old), _steps(new)
    if [one for one in before if one in after] != [one for one in after if one in before]:
        yield OutlineChange(key, None, "reordered")
    for step in (*after, *(one for one in before if one not in after)):
        yield from _step(key, before.get(step), after.get(step))


def _step(key: str, old: Step | None, new: Step | None) -> Iterator[OutlineChange]:
    if old and new:
        if fields := tuple(_differing(old, new)):
            yield OutlineChange(key, new.id, "changed", fields)
    elif new:
        yield OutlineChange(key, new.id, "added")
    elif old:
        yield OutlineChange(key, old.id, "removed")


def _steps(outline: Outline) -> dict[str, Step]:
    return {step.id: step for step in outline.steps}


def _differing(old: Record, new: Record) -> Iterator[str]:
    for name, field in _compared(old):
        if _said(name, old) != _said(name, new):
            yield field.alias or name


def _reworded(old: Outline, new: Outline) -> bool:
    """Whether any field, the outline's own or of a step on both sides, says the same in other words."""
    before, after = _steps(old), _steps(new)
    pairs: list[tuple[Record, Record]] = [(old, new)]
    pairs += [(step, after[one]) for one, step in before.items() if one in after]
    return any(
        _said(name, one) == _said(name, other)
        and _said(name, one, prose=True) != _said(name, other, prose=True)
        for one, other in pairs
        for name, _ in _compared(one)
    )


def _compared(record: Record) -> Iterator[tuple[str, FieldInfo]]:
    return ((name, field) for name, field in type(record).model_fields.items() if name not in _APART)


def _said(name: str, record: Record, *, prose: bool = False) -> Any:
    """What a field says, equal for equal meanings; with `prose` in its words too."""
    value = getattr(record, name)
    if name in _PROSE and not prose:
        return len(value) if isinstance(value, tuple) else None
    return _plain(value, prose=prose)


def _plain(value: Any, *, prose: bool) -> Any:
    if isinstance(value, Record):
        return tuple(_said(name, value, prose=prose) for name, _ in _compared(value))
    if isinstance(value, tuple):
        return frozenset(Counter(_plain(entry, prose=prose) for entry in value).items())
    return " ".join(value.split()) if isinstance(value, str) else value
