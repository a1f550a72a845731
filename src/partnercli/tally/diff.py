"""What changed between two tallies: who moved, which figures differ, and which countries crossed the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.names import fold
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.result import CountryRow, RegionRow, Tally, Threshold
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable

T = TypeVar("T")
Ingredient = Literal["support", "delegations", "threshold"]
"""What a crossing of the line rests on: the country's support, the base it is measured by, the rule."""


class Change(NamedTuple, Generic[T]):
    """One figure on both sides."""

    before: T
    after: T

    @property
    def differs(self) -> bool:
        """Whether it is not the same on both."""
        return self.before != self.after


class Move(NamedTuple):
    """One delegation's stance on a country; None: it says nothing of it, or is not expected."""

    delegation: str
    before: Stance | None
    after: Stance | None

    @property
    def joins(self) -> bool:
        """Whether it has come to support."""
        return self.after is Stance.SUPPORT

    @property
    def leaves(self) -> bool:
        """Whether it supports no longer."""
        return self.before is Stance.SUPPORT


class CountryDiff(NamedTuple):
    """One country of which anything differs; where a side does not list it, counts are 0 and ranks None.

    `moves` are in protocol order. `because` says for a country that crossed the line which ingredients
    differ; it is empty for every other.
    """

    country: str
    name: str
    region: str
    support: Change[int]
    reservations: Change[int]
    opposition: Change[int]
    share: Change[Fraction]
    rank: Change[int | None]
    rank_in_region: Change[int | None]
    priority: Change[bool]
    moves: tuple[Move, ...]
    because: tuple[Ingredient, ...]

    @property
    def differs(self) -> bool:
        """Whether it is listed; a share alone moves with the number of delegations."""
        counts = (self.support, self.reservations, self.opposition)
        standing = (self.rank, self.rank_in_region, self.priority)
        return bool(self.moves) or any(change.differs for change in (*counts, *standing))


class RegionDiff(NamedTuple):
    """One region whose support differs."""

    region: str
    name: str
    support: Change[int]


class Diff(NamedTuple):
    """What changed from a base to a head; what is the same is left out.

    `marking` and `illustrative` are the stricter of both sides. `threshold` is None on a side without
    settings. Delegations are in protocol order: `entered` and `left` the circle of those expected; `spoke`
    and `fell_silent` are expected on both sides. `countries` go by region, then by name.
    """

    meeting: Change[str | None]
    marking: Marking
    illustrative: bool
    threshold: Change[Threshold | None]
    expected: Change[int]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    spoke: tuple[str, ...]
    fell_silent: tuple[str, ...]
    countries: tuple[CountryDiff, ...]
    regions: tuple[RegionDiff, ...]

    @property
    def gained(self) -> tuple[CountryDiff, ...]:
        """The countries that have come over the line."""
        return tuple(row for row in self.countries if row.priority == (False, True))

    @property
    def lost(self) -> tuple[CountryDiff, ...]:
        """The countries that have fallen below it."""
        return tuple(row for row in self.countries if row.priority == (True, False))

    @property
    def differs(self) -> bool:
        """Whether anything has changed in meaning. That another meeting is tallied is no change by itself."""
        delegations = (self.entered, self.left, self.spoke, self.fell_silent)
        return self.threshold.differs or any(delegations) or bool(self.countries) or bool(self.regions)


def reading(exercise: Exercise, meeting: str | None) -> Tally | None:
    """One side of a diff: its tally, all zero without a meeting that can be read; None without settings."""
    if exercise.config is None:
        return None
    if meeting in exercise.meetings:
        return count(stance_table(exercise, str(meeting)), exercise)
    nothing = StanceTable("", date.min, exercise.config.marking, (), {}, (), {})
    return count(nothing, exercise)


def diff(base: Tally | None, head: Tally | None, exercise: Exercise) -> Diff:
    """What changed from `base` to `head`; None for a side of which nothing can be known.

    Regions and delegations are listed in the order of `exercise`, the head's; a country has the region and the name
    that it has there, on the head's day.
    """
    before, after = _side(base), _side(head)
    both = set(before.expected) & set(after.expected)
    ordered = exercise.in_protocol_order
    return Diff(
        meeting=Change(base.meeting or None if base else None, head.meeting or None if head else None),
        marking=Marking.highest(side.marking if side else Marking.LIMITE for side in (base, head)),
        illustrative=any(side.illustrative for side in (base, head) if side),
        threshold=Change(before.line, after.line),
        expected=Change(len(before.expected), len(after.expected)),
        entered=ordered(set(after.expected) - both),
        left=ordered(set(before.expected) - both),
        spoke=ordered(both & set(after.responded) - set(before.responded)),
        fell_silent=ordered(both & set(before.responded) - set(after.responded)),
        countries=tuple(_countries(before, after, exercise)),
        regions=tuple(_regions(before, after, exercise)),
    )


class _Side(NamedTuple):
    """What a diff reads of a tally; `day` is None without a meeting."""

    day: date | None
    expected: tuple[str, ...]
    responded: tuple[str, ...]
    line: Threshold | None
    countries: dict[str, CountryRow]
    regions: dict[str, RegionRow]


def _side(tally: Tally | None) -> _Side:
    if tally is None:
        return _Side(None, (), (), None, {}, {})
    countries = {row.country: row for row in tally.countries}
    regions = {row.region: row for row in tally.regions}
    day = tally.day if tally.meeting else None
    return _Side(day, tally.expected, tally.responded, tally.threshold, countries, regions)


def _countries(before: _Side, after: _Side, exercise: Exercise) -> Iterator[CountryDiff]:
    named = (before.countries | after.countries).values()
    rows = (_country(row, before, after, exercise) for row in named)

    def order(row: CountryDiff) -> tuple[int, str, str, str]:
        return *exercise.region_place(row.region), fold(row.name), row.country

    return (row for row in sorted(rows, key=order) if row.differs)


def _country(named: CountryRow, before: _Side, after: _Side, exercise: Exercise) -> CountryDiff:
    old, new = before.countries.get(named.country), after.countries.get(named.country)
    known, day = exercise.countries.get(named.country), after.day or before.day
    priority = Change(old is not None and old.priority, new is not None and new.priority)
    support = Change(old.support if old else 0, new.support if new else 0)
    return CountryDiff(
        country=named.country,
        name=known.name_on(day) if known and day else named.name,
        region=known.region if known else named.region,
        support=support,
        reservations=Change(old.reservations if old else 0, new.reservations if new else 0),
        opposition=Change(old.opposition if old else 0, new.opposition if new else 0),
        share=Change(old.share if old else Fraction(0), new.share if new else Fraction(0)),
        rank=Change(old.rank if old else None, new.rank if new else None),
        rank_in_region=Change(old.rank_in_region if old else None, new.rank_in_region if new else None),
        priority=priority,
        moves=tuple(_moves(_stances(old), _stances(new), exercise)),
        because=tuple(_ingredients(support, before.line, after.line)) if priority.differs else (),
    )


def _stances(row: CountryRow | None) -> dict[str, Stance]:
    said = row.delegations if row else {}
    return {code: stance for stance, codes in said.items() for code in codes}


def _moves(before: Mapping[str, Stance], after: Mapping[str, Stance], exercise: Exercise) -> Iterator[Move]:
    for code in exercise.in_protocol_order(before.keys() | after.keys()):
        move = Move(code, before.get(code), after.get(code))
        if move.before is not move.after:
            yield move


def _ingredients(
    support: Change[int], before: Threshold | None, after: Threshold | None
) -> Iterator[Ingredient]:
    if support.differs:
        yield "support"
    if (before.base if before else 0) != (after.base if after else 0):
        yield "delegations"
    if before and after and (before.at_least, before.of) != (after.at_least, after.of):
        yield "threshold"


def _regions(before: _Side, after: _Side, exercise: Exercise) -> Iterator[RegionDiff]:
    names = exercise.region_names
    listed = before.regions | after.regions
    for key in sorted(listed, key=exercise.region_place):
        sides = (before.regions.get(key), after.regions.get(key))
        support = Change(*(row.support if row else 0 for row in sides))
        if support.differs:
            yield RegionDiff(key, names.get(key, listed[key].name), support)
