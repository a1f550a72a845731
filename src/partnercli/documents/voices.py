"""What each delegation says, by its last position in force: for the Presidency's eyes only.

A condition, a comment or a remark is kept in the delegation's own words, as they were noted.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from partnercli.documents.paper_words import IN_CONFIDENCE
from partnercli.documents.words import listed
from partnercli.records.exercise import Exercise
from partnercli.records.lines import one_line
from partnercli.records.position import Answer, Position, Preference, Stance
from partnercli.tally.positions_in_force import files_along, in_force
from partnercli.tally.stances import grouped, resolved
from partnercli.tally.table import StanceTable


class View(NamedTuple):
    """What one delegation says of a country or region: its stance, and what it ties that to."""

    key: str
    stance: Stance
    conditions: tuple[str, ...]


class Said(NamedTuple):
    """All that one delegation says at a meeting.

    `origin` is the meeting where its position in force was given; None where none is in force. `confidential`: it was
    given in confidence, and is not to be cited. `views` are on countries, `regions` on regions named without one, in
    the order named. `calls` and `answers` were given at the meeting itself; `remarks` there or with the position.
    """

    delegation: str
    origin: str | None
    confidential: bool
    views: tuple[View, ...]
    regions: tuple[View, ...]
    calls: tuple[str, ...]
    remarks: tuple[str, ...]
    answers: tuple[Answer, ...]

    def on(self, *stances: Stance) -> tuple[View, ...]:
        """Its views on countries in these stances."""
        return tuple(view for view in self.views if view.stance in stances)

    @property
    def with_conditions(self) -> tuple[View, ...]:
        """Its views on countries that it supports, or can accept, on a condition."""
        return tuple(view for view in self.on(Stance.SUPPORT, Stance.CAN_ACCEPT) if view.conditions)


def said_at(exercise: Exercise, table: StanceTable) -> tuple[Said, ...]:
    """What every delegation that responded says, in protocol order."""
    files = files_along(exercise, table.meeting)

    def said(code: str) -> Said:
        here, force = files[table.meeting].get(code), in_force(files, code)
        last = force.position if force else None
        preferences = (last.preferences or ()) if last else ()
        return Said(
            delegation=code,
            origin=force.meeting if force else None,
            confidential=code in table.bilateral,
            views=tuple(_views(preferences, "country", exercise.countries)),
            regions=tuple(_views(preferences, "region", exercise.region_order)),
            calls=here.calls if here else (),
            remarks=tuple(dict.fromkeys(_remarks(last, here))),
            answers=here.answers if here else (),
        )

    return tuple(said(code) for code in table.responded)


def codes(delegations: Iterable[str], confidential: Container[str]) -> str:
    """Delegations in a sentence; beside those that spoke in confidence it says so."""
    return listed(
        [IN_CONFIDENCE.format(delegation=code) if code in confidential else code for code in delegations]
    )


def _views(preferences: Iterable[Preference], about: str, known: Container[str]) -> Iterator[View]:
    for (kind, key), group in grouped(preferences).items():
        if kind == about and key in known:
            stance = resolved(group).stance
            tied = (one.conditions for one in group if one.stance is stance and one.conditions)
            yield View(key, stance, tuple(one_line(words) for words in tied))


def _remarks(*positions: Position | None) -> Iterator[str]:
    yield from (one_line(words) for one in positions if one is not None for words in one.remarks)
