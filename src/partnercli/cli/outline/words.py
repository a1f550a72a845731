"""What the fields of an outline say, and how two states of one differ, in words; from the plain values of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_FIELDS = {
    "with": "partners of the lead",
    "timeline": "dates",
    "after": "waits for",
    "why": "reason",
    "later": "left for later",
}


def field_in_words(field: str) -> str:
    """What a field is called."""
    return _FIELDS.get(field, field)


def difference(field: str, old: Any, new: Any) -> Iterator[str]:
    """What differs between two values of a field: of lists the entries that go and that come."""
    name = field_in_words(field)
    if field == "why" and old and new:
        old, new = old.split("; "), new.split("; ")
    if not isinstance(old, list) and not isinstance(new, list):
        yield f"{name}: {value_in_words(field, old)} → {value_in_words(field, new)}"
        return
    before, after = old or [], new or []
    gone = [entry for entry in before if entry not in after]
    come = [entry for entry in after if entry not in before]
    if not gone and not come:
        yield f"{name}: in another order"
    for word, entries in (("no longer", gone), ("new", come)):
        yield from (f"{name}, {word}: {_entry(entry)}" for entry in entries)


def value_in_words(field: str, value: Any) -> str:
    """What a field says: dates as `2021-Q3 to 2021-Q4` or `from 2021-Q3`."""
    if field == "timeline":
        return _dates(value or {})
    if field == "status":
        return str(value or "planned")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_entry, value)) or "nothing"
    return "nothing" if value is None else str(value)


def _dates(timeline: Mapping[str, Any]) -> str:
    start, end = timeline.get("from"), timeline.get("to")
    if start is None:
        return f"until {end}" if end is not None else "no date"
    return f"from {start}" if end is None else f"{start} to {end}"


def _entry(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    if "delegation" in entry:
        return f"{entry['delegation']} ({entry['kind']}): {entry['description']}"
    if "reason" in entry:
        return f"{entry['instrument']}: {entry['reason']}"
    reference = f", {entry['reference']}" if "reference" in entry else ""
    return f"{entry['title']}{reference}"
