"""What was noted of one delegation at a meeting, and how words put it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from partnercli.recording.positions import Subject
from partnercli.records.exercise import Exercise
from partnercli.records.position import Position, Preference, Stance
from partnercli.tally.positions_in_force import InForce, files_along, in_force

Name = Callable[[Subject], str]
"""What a country or region is called."""


class Noted(NamedTuple):
    """What was noted of a delegation at `meeting`.

    `here` is its file there; `force` the position whose preferences stand there, which may come from an
    earlier meeting that is carried over. None: there is none.
    """

    delegation: str
    meeting: str
    here: Position | None
    force: InForce | None

    @property
    def heard(self) -> bool:
        """Whether it has a file there, or preferences carried to it."""
        return self.here is not None or self.force is not None

    @property
    def carried(self) -> bool:
        """Whether its preferences come from an earlier meeting."""
        return self.force is not None and self.force.meeting != self.meeting

    @property
    def used(self) -> tuple[Position, ...]:
        """The positions that speak for it there, the one with its preferences first; each once."""
        force = self.force.position if self.force else None
        return tuple(one for one in (force, self.here if self.here is not force else None) if one is not None)

    @property
    def confirmed(self) -> bool:
        """Whether it confirmed the reading; otherwise what is there was noted only."""
        return self.heard and self.used[0].confirmed is not None

    @property
    def illustrative(self) -> bool:
        """Whether anything of it is no real position."""
        return any(position.illustrative for position in self.used)

    @property
    def in_confidence(self) -> bool:
        """Whether anything of it was said to the Presidency alone."""
        return any(position.basis == "bilateral" for position in self.used)

    @property
    def preferences(self) -> tuple[Preference, ...]:
        """The countries and regions that it names."""
        return (self.force.position.preferences or ()) if self.force else ()


def noted(exercise: Exercise, meeting: str) -> Callable[[str], Noted]:
    """Gives what was noted of each delegation at a meeting, by its code."""
    files = files_along(exercise, meeting)

    def of(delegation: str) -> Noted:
        return Noted(delegation, meeting, files[meeting].get(delegation), in_force(files, delegation))

    return of


def names_at(exercise: Exercise, meeting: str) -> Name:
    """What countries and regions are called on the day of a meeting; one without a record by its id."""
    day = exercise.meetings[meeting].date

    def name(subject: Subject) -> str:
        kind, key = subject
        if kind == "region":
            return f"{exercise.region_names.get(key, key)} (region)"
        return exercise.countries[key].name_on(day) if key in exercise.countries else key

    return name


def named_by_stance(preferences: Iterable[Preference], name: Name) -> Mapping[Stance, tuple[str, ...]]:
    """What is named in each stance that is taken, in the order said, each with its condition and priority."""
    found: dict[Stance, list[str]] = {stance: [] for stance in Stance}
    for preference in preferences:
        beside = [
            preference.conditions or "",
            f"{preference.priority} priority" if preference.priority else "",
        ]
        words = "; ".join(word for word in beside if word)
        found[preference.stance].append(f"{name(preference.subject)}{f' ({words})' if words else ''}")
    return {stance: tuple(named) for stance, named in found.items() if named}
