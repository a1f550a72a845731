"""What is on record of a delegation and what a reply says, made short for tests."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from partnercli.recording.replies import Comparison, Entry, Ours, Replied, compared
from partnercli.recording.taking_over import taken_over

Values = Mapping[str, Any]
HEAD = {"delegation": "QM", "meeting": "m", "basis": "written", "sources": [{"title": "Reply"}]}
OLD = {"delegation": "QM", "meeting": "m", "basis": "written", "sources": [{"title": "Earlier"}]}
DAY = date(2031, 3, 10)
BLANK: dict[str, Any] = {"stance": None, "priority": None, "conditions": None}


def preference(country: str, **fields: Any) -> dict[str, Any]:
    return {"country": country, **fields}


def ours(*preferences: dict[str, Any], **more: Any) -> Ours:
    return Ours({**deepcopy(OLD), "preferences": list(preferences), **more})


def row(country: str, shown: Values | None = None, **says: Any) -> Entry:
    """A row of a form, in which what is not said stays as it was shown."""
    before = None if shown is None else {**BLANK, **shown}
    return Entry(("country", country), {**BLANK, **(shown or {}), **says}, "A1", {"stance": "B1"}, before)


def form(*entries: Entry, **more: Any) -> Replied:
    return Replied(entries, form=True, **more)


def table(*said: tuple[str, Values], whole: bool = False) -> Replied:
    return Replied(tuple(Entry(("country", key), says, "A1") for key, says in said), whole=whole)


def after(mine: Ours, said: Replied, *, keep: bool = False, confirmed: date | None = None) -> dict[str, Any]:
    found, alone = compared(mine, said), confirmed is not None
    kept = found.conflicts if keep else ()
    return taken_over(mine, said, found, HEAD, kept=kept, confirmed=confirmed, alone=alone)


def seen(found: Comparison) -> list[tuple[Any, ...]]:
    return [(one.subject[1], one.field, one.ours, one.theirs, one.conflict) for one in found.differences]


EARLIER = {
    **OLD,
    "meeting": "before",
    "preferences": [preference("altamar", note="said twice"), preference("corvo")],
}
AGREE = {"question": "way-forward", "reply": "agree"}
DISAGREE = {"question": "way-forward", "reply": "disagree", "comment": "Not so."}
