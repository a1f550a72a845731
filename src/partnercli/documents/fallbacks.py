"""Texts to fall back on when a partner on the list is contested: made from the data, and nobody's position.

Nothing here says what a delegation would accept. A condition is quoted as it was noted, without its author, and one
that was given in confidence is not quoted at all: such a text is read out in the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnercli.documents.voices import Said, codes
from partnercli.documents.words import listed
from partnercli.records.position import Stance
from partnercli.tally.result import CountryRow, Tally

NEAR = 2
"""Delegations that a partner may have above the line, or lack, and be called close to it."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """A contested partner of the list, in the list's order.

    `reserving` and `opposing` are the delegations that do not support it, each in a sentence; `thin` says that it is
    not above the line. `conditions` are those that were not given in confidence, in quotation marks, in a sentence.
    """

    partner: str
    reserving: str
    opposing: str
    thin: bool
    conditions: str


def fallbacks(
    tally: Tally, partners: Sequence[str], names: Mapping[str, str], said: Iterable[Said]
) -> Iterator[Fallback]:
    """The contested partners of a list: opposed, reserved, or not above the line."""
    rows, voices = {row.country: row for row in tally.countries}, tuple(said)
    secret = {one.delegation for one in voices if one.confidential}
    for key in partners:
        row = rows.get(key)
        against = {stance: row.delegations[stance] if row else () for stance in Stance}
        thin = (row.support if row else 0) <= tally.threshold.needed
        if thin or against[Stance.RESERVATION] or against[Stance.OPPOSITION]:
            yield Fallback(
                partner=names[key],
                reserving=codes(against[Stance.RESERVATION], secret),
                opposing=codes(against[Stance.OPPOSITION], secret),
                thin=thin,
                conditions=listed(list(dict.fromkeys(_conditions(key, voices)))),
            )


def near_misses(tally: Tally, partners: Iterable[str]) -> tuple[CountryRow, ...]:
    """The countries off the list that one or two more delegations, or a decision, would bring onto it."""
    off, needed = set(partners), tally.threshold.needed
    return tuple(
        row
        for row in tally.countries
        if row.country not in off and row.support and needed - row.support <= NEAR
    )


def _conditions(country: str, said: Iterable[Said]) -> Iterator[str]:
    for one in said:
        for view in one.views if not one.confidential else ():
            if view.key == country:
                yield from (quoted_within(words) for words in view.conditions)


def quoted(words: str) -> str:
    """Somebody's words in quotation marks; a full stop at their end is left to the sentence around them."""
    return f"\N{LEFT SINGLE QUOTATION MARK}{words.removesuffix('.')}\N{RIGHT SINGLE QUOTATION MARK}"


def quoted_within(words: str) -> str:
    """Somebody's words within a text that stands in quotation marks itself."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words.removesuffix('.')}\N{RIGHT DOUBLE QUOTATION MARK}"
