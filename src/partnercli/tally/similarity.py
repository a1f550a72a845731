"""How alike delegations are in what they support: Jaccard's coefficient, and an order in which neighbours agree.

Jaccard, "The Distribution of the Flora in the Alpine Zone", New Phytologist 11 (1912).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from partnercli.tally.table import StanceTable


class Likeness(NamedTuple):
    """Two delegations, the earlier in protocol order first, and how alike they are; see `jaccard`."""

    one: str
    other: str
    jaccard: Fraction | None


def jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction | None:
    """What two have in common as a part of what either has: 1 for the same, 0 for nothing in common.

    None, undefined, if both are empty.
    """
    either = one | other
    return Fraction(len(one & other), len(either)) if either else None


def likenesses(table: StanceTable) -> tuple[Likeness, ...]:
    """Every pair of expected delegations by the countries that they support, in protocol order."""
    supported = {code: table.supported_by(code) for code in table.expected}
    return tuple(
        Likeness(one, other, jaccard(supported[one], supported[other]))
        for one, other in combinations(table.expected, 2)
    )


def by_similarity(table: StanceTable) -> tuple[str, ...]:
    """The expected delegations in an order in which neighbours support much the same countries; no rank.

    A chain begins with the two that are most alike. Then, again and again, of those left the one most like
    either end of the chain joins it there. Of equals the first in protocol order is taken, and at equal ends
    the later end. Who supports no country is like nobody and stands last, in protocol order.
    """
    alike = {frozenset((one, other)): value or Fraction(0) for one, other, value in likenesses(table)}
    left = [code for code in table.expected if table.supported_by(code)]
    none = tuple(code for code in table.expected if code not in left)
    chain = list(max(combinations(left, 2), key=lambda pair: alike[frozenset(pair)], default=left))
    while left := [code for code in left if code not in chain]:
        joins = ((code, end) for code in left for end in (-1, 0))
        code, end = max(joins, key=lambda join: alike[frozenset((join[0], chain[join[1]]))])
        chain.insert(len(chain) if end else 0, code)
    return (*chain, *none)
