"""The delegation and the meeting that a file names, found on record."""

from __future__ import annotations

from partnercli.exchange.texts import LONGEST_NAME
from partnercli.records.base import Unreadable, shown
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean


def delegation_named(exercise: Exercise, name: str) -> str:
    """The code of a delegation, by code, name or alias; raises Unreadable with the nearest."""
    names = exercise.delegation_names
    if (code := names.find(name)) is not None:
        return code
    near = names.suggest(name) if len(name) <= LONGEST_NAME else None
    hint = f"did you mean {near[1]} ({near[0]})?" if near else "name it by its code: DE"
    raise Unreadable(f"there is no delegation {shown(name)}", hint)


def meeting_named(exercise: Exercise, name: str) -> str:
    """The id of a meeting; raises Unreadable with the nearest."""
    if name in exercise.meetings:
        return name
    near = did_you_mean(name[:LONGEST_NAME], exercise.meetings)
    raise Unreadable(
        f"there is no meeting {shown(name)}", near or "see those there are: partner meeting list"
    )
