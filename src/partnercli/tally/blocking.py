"""What would turn the result of a vote: the fewest who would have to leave a majority, or to join it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from partnercli.tally.majority import Majority, Rule
from partnercli.tally.votes import Vote


class Turn(NamedTuple):
    """The fewest delegations that would turn the result.

    `size` of those `among` would do. With `any_will_do` it does not matter which; else `sets` are those of
    that size that would, each in protocol order, those with the most inhabitants first; `truncated` when there
    are more of them than were asked for.
    """

    size: int
    among: tuple[str, ...]
    any_will_do: bool
    sets: tuple[tuple[str, ...], ...] = ()
    truncated: bool = False


def to_block(majority: Majority, most: int) -> Turn | None:
    """The smallest sets of those in favour that would undo a majority by voting against; None where there is none.

    With those not in favour as they are, they are the smallest blocking minorities.
    """
    if not majority.adopted:
        return None
    among = _Largest(majority, majority.votes.in_favour)
    by_number = majority.in_favour - majority.needed + 1
    spare = majority.persons - majority.persons_needed
    enough = 1 if majority.blocking_number is None else majority.blocking_number - majority.not_in_favour
    by_population = next((k for k in range(max(1, enough), by_number) if among.hold(k) > spare), by_number)
    return among.turn(by_population, 0 if by_population == by_number else spare + 1, most)


def to_carry(majority: Majority, most: int) -> Turn | None:
    """The smallest sets of those not in favour that would make a majority by joining; None where there is one.

    At unanimity who abstains is not in the way.
    """
    if majority.adopted:
        return None
    in_the_way = (
        majority.votes.of(Vote.AGAINST, Vote.ABSENT) if majority.rule is Rule.UNANIMITY else ()
    ) or majority.votes.not_in_favour
    among = _Largest(majority, in_the_way)
    lacking = majority.persons_needed - majority.persons
    few_enough = len(in_the_way) - (majority.blocking_number or 0) + 1
    first = max(1, majority.missing_members)
    for size in range(first, len(in_the_way)):
        if majority.blocking_number is not None and size >= few_enough:
            return among.turn(size, 0, most)
        if among.hold(size) >= lacking:
            return among.turn(size, lacking, most)
    return among.turn(len(in_the_way), 0, most)


class _Largest:
    """Delegations with the largest population first, to find which few of them hold how much."""

    def __init__(self, majority: Majority, codes: Sequence[str]) -> None:
        """Where a rule weighs no population each holds nothing."""
        figures = majority.population.figures if majority.population else {}
        self._codes = tuple(codes)
        self._first = sorted(codes, key=lambda code: -figures.get(code, 0))
        self._persons = [figures.get(code, 0) for code in self._first]

    def hold(self, size: int) -> int:
        """The most persons that so many of them can hold."""
        return sum(self._persons[:size])

    def turn(self, size: int, persons: int, most: int) -> Turn:
        """So many of them, which must hold at least so many persons together."""
        if sum(sorted(self._persons)[:size]) >= persons:
            return Turn(size, self._codes, any_will_do=True)
        found = tuple(islice(self._sets(0, size, persons), most + 1))
        sets = tuple(tuple(code for code in self._codes if code in chosen) for chosen in found[:most])
        return Turn(size, self._codes, any_will_do=False, sets=sets, truncated=len(found) > most)

    def _sets(self, start: int, size: int, persons: int) -> Iterator[tuple[str, ...]]:
        """The sets, never on a way that leads to none: what follows a place is at most as large."""
        if not size:
            yield ()
            return
        for place in range(start, len(self._first) - size + 1):
            if sum(self._persons[place : place + size]) < persons:
                return
            for rest in self._sets(place + 1, size - 1, persons - self._persons[place]):
                yield (self._first[place], *rest)
