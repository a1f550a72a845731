"""Finds in two sequences what became of what: equal things, then things that are alike, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
Like: TypeAlias = float
"""From 0, nothing in common, to 1, the same."""

ALIKE = 0.5
"""Less alike things are two: one is gone, the other new."""
_MOST_PAIRS = 40_000
"""In larger stretches of changes nothing is paired: it would take too long."""


def pairs(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], object], like: Callable[[T, T], Like]
) -> Iterator[tuple[T | None, T | None]]:
    """Each old thing with the new one that it became, None where it is gone; None with what is all new.

    Things of equal `key` are the same; others are paired by `like`, so that all is as alike as can be.
    """
    keys: tuple[list[Any], list[Any]] = ([*map(key, old)], [*map(key, new)])
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        before, after = old[start:end], new[new_start:new_end]
        if tag == "equal":
            yield from zip(before, after, strict=True)
        else:
            yield from _in_order(before, after, _best(before, after, like))


def likeness(old: Sequence[str], new: Sequence[str]) -> Like:
    """The share of words in common; texts without words are the same."""
    if not old and not new:
        return 1
    common = (Counter(old) & Counter(new)).total()
    return 2 * common / (len(old) + len(new))


def _in_order(
    old: Sequence[T], new: Sequence[T], places: list[tuple[int, int]]
) -> Iterator[tuple[T | None, T | None]]:
    start = new_start = 0
    for place, new_place in [*places, (len(old), len(new))]:
        yield from ((one, None) for one in old[start:place])
        yield from ((None, one) for one in new[new_start:new_place])
        if place < len(old):
            yield old[place], new[new_place]
        start, new_start = place + 1, new_place + 1


def _best(old: Sequence[T], new: Sequence[T], like: Callable[[T, T], Like]) -> list[tuple[int, int]]:
    """The places of the pairs that, keeping the order, are most alike in sum."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    alike = [[like(one, other) for other in new] for one in old]
    sums = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for place in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            paired = sums[place + 1][other + 1] + alike[place][other] if alike[place][other] > ALIKE else 0.0
            sums[place][other] = max(sums[place + 1][other], sums[place][other + 1], paired)
    return list(_traced(sums))


def _traced(sums: list[list[float]]) -> Iterator[tuple[int, int]]:
    place = other = 0
    while place < len(sums) - 1 and other < len(sums[0]) - 1:
        here = sums[place][other]
        if here == sums[place + 1][other]:
            place += 1
        elif here == sums[place][other + 1]:
            other += 1
        else:
            yield place, other
            place, other = place + 1, other + 1
