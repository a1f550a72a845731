"""What the checks look at: an exercise, with what several of them read from it worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from partnercli.checks.naming import Named, references
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.position import Position, Preference
from partnercli.tally.counts import count
from partnercli.tally.positions_in_force import chain
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table

if TYPE_CHECKING:
    from partnercli.outlines.problems import Problem

MOST_HINTS = 100
"""Findings of one rule for which the nearest name is looked up: the search is slow, and nobody reads more."""


class Repeated(NamedTuple):
    """An entry of a position, by its place in `preferences`, on what an `earlier` entry is about as well."""

    file: str
    number: int
    entry: Preference
    earlier: Preference


class Readings:
    """An exercise and the readings of it that checks share."""

    def __init__(self, exercise: Exercise, day: date | None = None) -> None:
        """Nothing is worked out before a check asks; outlines are read on `day`, or on the day of record."""
        self.exercise = exercise
        self._day = day
        self._tallies: dict[str, Tally] = {}

    @cached_property
    def unresolved(self) -> dict[Kind, list[Named]]:
        """The places where records name one that is not there, by the kind that is meant."""
        found: dict[Kind, list[Named]] = {kind: [] for kind in Kind}
        known = cache(self.exercise.ids)
        for file, places in references(self.exercise):
            for path, kind, key in places:
                if key not in known(kind):
                    found[kind].append(Named(file, path, key))
        return found

    @cached_property
    def repeated(self) -> list[Repeated]:
        """The countries and regions that a position names more than once, each with the first entry on it."""
        found = []
        for at, code, position in self.exercise.all_positions:
            subjects = [(one.country, one.region) for one in position.preferences or ()]
            if len(set(subjects)) < len(subjects):
                file = Kind.POSITION.file(f"{at}/{code}")
                found += [Repeated(file, *one) for one in _repeated(position)]
        return found

    def tally_at(self, meeting: str | None) -> Tally | None:
        """The tally of a meeting; None without one, or while settings or delegations cannot be read."""
        if meeting is None or meeting not in self.exercise.meetings:
            return None
        if self.exercise.config is None or not self.exercise.delegations:
            return None
        if meeting not in self._tallies:
            self._tallies[meeting] = count(stance_table(self.exercise, meeting), self.exercise)
        return self._tallies[meeting]

    @property
    def current_tally(self) -> Tally | None:
        """The tally of the current meeting."""
        return self.tally_at(self.exercise.current_meeting)

    @cached_property
    def support(self) -> Mapping[str, int]:
        """How many delegations support each country now; empty where nobody has spoken, or it cannot be relied on."""
        tally = self.firm_tally(self.exercise.current_meeting)
        return {row.country: row.support for row in tally.countries} if tally and tally.responded else {}

    def firm_tally(self, meeting: str | None) -> Tally | None:
        """The tally of a meeting where it can be relied on.

        None while a position of the meetings it counts cannot be read or names what is not there: what would
        be said of the priorities could be an effect of that mistake alone.
        """
        if meeting is None or meeting not in self.exercise.meetings:
            return None
        counted = tuple(f"{Kind.POSITION.path}/{link}/" for link in chain(self.exercise, meeting))
        unread = (Kind.POSITION.file(key) for key in self.exercise.malformed.get(Kind.POSITION, ()))
        kinds = (Kind.COUNTRY, Kind.DELEGATIONS, Kind.MEETING)
        naming = (named.file for kind in kinds for named in self.unresolved[kind])
        doubtful = any(file.startswith(counted) for file in (*unread, *naming))
        return None if doubtful else self.tally_at(meeting)

    @cached_property
    def outline_problems(self) -> list[tuple[str, Problem]]:
        """The problems of the steps of every outline that is not superseded, by the outline's id."""
        from partnercli.outlines.problems import problems
        from partnercli.outlines.state import Situation

        found: list[tuple[str, Problem]] = []
        day = self._day or self.exercise.day_of_record
        for key, outline in self.exercise.outlines.items():
            country = self.exercise.countries.get(outline.country)
            if country is not None and day is not None and outline.status != "superseded":
                situation = Situation(outline.country, country, self.exercise.instruments, day)
                found += [(key, problem) for problem in problems(outline, situation)]
        return found


def _repeated(position: Position) -> Iterator[tuple[int, Preference, Preference]]:
    first: dict[tuple[str, str], Preference] = {}
    for number, entry in enumerate(position.preferences or ()):
        earlier = first.setdefault(entry.subject, entry)
        if earlier is not entry:
            yield number, entry, earlier
