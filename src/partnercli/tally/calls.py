"""What delegations call for, by theme."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.tally.phrases import phrase
from partnercli.tally.positions_in_force import files_at
from partnercli.tally.result import Tally


class CallRow(NamedTuple):
    """One theme that delegations call for, and who does, in protocol order.

    `share` is their part of all expected delegations, `phrase` the words for it; None where no band fits.
    """

    theme: str
    delegations: tuple[str, ...]
    share: Fraction
    phrase: str | None


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


def call_rows(exercise: Exercise, tally: Tally) -> tuple[CallRow, ...]:
    """The calls made at the tally's meeting, the most frequent first; ValueError without `partner.yaml`."""
    config, everyone = exercise.config, len(tally.expected)
    if config is None:
        raise ValueError("without partner.yaml there are no words to count by")
    return tuple(
        CallRow(theme, codes, Fraction(len(codes), everyone), phrase(config.phrases, len(codes), everyone))
        for theme, codes in calls_at(exercise, tally).items()
    )
