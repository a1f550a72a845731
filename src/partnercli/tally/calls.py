"""What delegations call for, by theme."""

from __future__ import annotations

from collections.abc import Mapping

from partnercli.records.exercise import Exercise
from partnercli.tally.positions_in_force import files_at
from partnercli.tally.result import Tally


def calls_at(exercise: Exercise, tally: Tally) -> Mapping[str, tuple[str, ...]]:
    """The delegations that make each call at the tally's meeting; the most frequent call first, then by name.

    Calls belong to their meeting, as answers do; only those expected count.
    """
    found: dict[str, list[str]] = {}
    files = files_at(exercise, tally.meeting)
    for code in tally.expected:
        for theme in files[code].calls if code in files else ():
            found.setdefault(theme, []).append(code)
    order = sorted(found, key=lambda theme: (-len(found[theme]), theme))
    return {theme: tuple(found[theme]) for theme in order}
