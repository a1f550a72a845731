"""Who moved when: over the meetings, by what stands at each, and between two states of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline
from partnercli.records.position import Position
from partnercli.tally.positions_in_force import files_along, in_force
from partnercli.tally.stances import grouped, replies, resolved, stance_table
from partnercli.tally.table import ByStance, Mention, StanceTable, Voice, by_stance

About = Literal[
    "country", "region", "conditions", "reply", "call", "confirmed", "basis", "withdrawn", "cooperation", "outline",
    "record",
]  # fmt: skip
"""What a move is about; the words that it moved between depend on it.

A stance on a country or region; the conditions tied to one; a reply to a question; a call, by its theme; the day on
which the reading was confirmed; how the position was given; that it withdraws all it named; the status of an
instrument with the country, or of its outline; and anything else in a record.
"""
Facts = Mapping[tuple[About, str], str]
"""What a record says, by what it is about and the id of its subject."""


class Move(NamedTuple):
    """One thing said otherwise than before; None: nothing was, or is, said.

    `delegation` and `meeting` are those of the position, None for other records. `first`: the delegation was not
    heard at any meeting before.
    """

    about: About
    subject: str
    before: str | None
    after: str | None
    delegation: str | None = None
    meeting: str | None = None
    first: bool = False


class CountryAt(NamedTuple):
    """A country at one meeting: who says what, and who moved since each was last heard; in protocol order."""

    meeting: str
    day: date
    expected: tuple[str, ...]
    silent: tuple[str, ...]
    stances: ByStance
    moves: tuple[Move, ...]


class DelegationAt(NamedTuple):
    """A delegation at one meeting: what stands of it, from which meeting, and which preferences moved since the last.

    `origin` is the meeting whose preferences stand, None where none do; `spoke`: it has a file at the meeting itself.
    """

    meeting: str
    day: date
    origin: str | None
    spoke: bool
    facts: Facts
    moves: tuple[Move, ...]


def country_over_meetings(exercise: Exercise, country: str) -> Iterator[CountryAt]:
    """A country at each meeting that has positions, in the order of their dates."""
    heard: dict[str, str | None] = {}
    for meeting in exercise.meetings_by_date:
        table = stance_table(exercise, meeting)
        if not table.voices:
            continue
        moves = []
        for code, voice in table.voices.items():
            said = _said(voice.countries.get(country))
            if said != heard.get(code):
                moves.append(
                    Move("country", country, heard.get(code), said, code, meeting, code not in heard)
                )
            heard[code] = said
        stances = by_stance(table.on_country(country))
        yield CountryAt(meeting, table.day, table.expected, table.silent, stances, tuple(moves))


def delegation_over_meetings(exercise: Exercise, delegation: str) -> Iterator[DelegationAt]:
    """A delegation at each meeting at which something stands of it, in the order of their dates."""
    heard: Facts | None = None
    for meeting in exercise.meetings_by_date:
        files = files_along(exercise, meeting)
        here, force = files[meeting].get(delegation), in_force(files, delegation)
        if here is None and force is None:
            continue
        given = _given(force.position if force else None)
        moves = moved(heard or {}, given, delegation, meeting, first=heard is None)
        day, origin = exercise.meetings[meeting].date, force.meeting if force else None
        yield DelegationAt(meeting, day, origin, here is not None, {**given, **_answered(here)}, tuple(moves))
        heard = given


def moved(
    before: Facts,
    after: Facts,
    delegation: str | None = None,
    meeting: str | None = None,
    *,
    first: bool = False,
) -> Iterator[Move]:
    """What differs between two states, in the order of the later one; what is gone comes last."""
    for about, subject in dict.fromkeys((*after, *before)):
        old, new = before.get((about, subject)), after.get((about, subject))
        if old != new:
            yield Move(about, subject, old, new, delegation, meeting, first)


def position_moves(pairs: Iterable[tuple[Position | None, Position | None]]) -> Iterator[Move]:
    """What moved where one commit changed positions, each before and after; a file that only moved says the same."""
    states: dict[tuple[str, str], list[Facts]] = {}
    for pair in pairs:
        for side, position in enumerate(pair):
            if position is not None:
                state = states.setdefault((position.meeting, position.delegation), [{}, {}])
                state[side] = {**_given(position), **_answered(position)}
    for (meeting, delegation), (before, after) in states.items():
        yield from moved(before, after, delegation, meeting)


def place_of(exercise: Exercise) -> Callable[[str | None, str | None], tuple[date, str, int]]:
    """Where what a delegation says at a meeting comes: by the date of the meeting, and there in protocol order."""

    def place(meeting: str | None, delegation: str | None) -> tuple[date, str, int]:
        known = exercise.meetings.get(meeting or "")
        return known.date if known else date.max, meeting or "", exercise.protocol_place(delegation or "")

    return place


def in_order(exercise: Exercise, moves: Iterable[Move]) -> list[Move]:
    """Moves of positions by the date of their meeting, and at each in protocol order."""
    place = place_of(exercise)
    return sorted(moves, key=lambda move: place(move.meeting, move.delegation))


def reply_moves(before: StanceTable, after: StanceTable, questions: Iterable[str]) -> Iterator[Move]:
    """Who replies otherwise at a later meeting to questions that an earlier one put too, in protocol order."""
    asked = tuple(questions)
    for code in dict.fromkeys((*after.expected, *before.expected)):
        yield from moved(_replied(before, code, asked), _replied(after, code, asked), code, after.meeting)


def country_moves(key: str, before: Country | None, after: Country | None) -> Iterator[Move]:
    """What moved in the record of a country: what exists with it; anything else in one word."""
    found = () if before is None or after is None else tuple(moved(_cooperation(before), _cooperation(after)))
    yield from found or (_record_move(key, before, after),)


def outline_moves(key: str, before: Outline | None, after: Outline | None) -> Iterator[Move]:
    """What moved in a country's outline: its status; anything else in one word."""
    old, new = (outline.status if outline else None for outline in (before, after))
    yield (
        Move("outline", key, old, new) if old != new else Move("outline", key, old, f"{new}, changed within")
    )


def _record_move(key: str, before: object, after: object) -> Move:
    if before is None or after is None:
        return Move("record", key, None if before is None else "there", None if after is None else "there")
    return Move("record", key, "as it was", "changed")


def _said(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    return f"{mention.stance} with conditions" if mention.conditional else str(mention.stance)


def _given(position: Position | None) -> dict[tuple[About, str], str]:
    """The countries and regions that a position names."""
    facts: dict[tuple[About, str], str] = {}
    preferences = position.preferences if position else None
    for (kind, subject), group in grouped(preferences or ()).items():
        facts["country" if kind == "country" else "region", subject] = str(resolved(group).stance)
        conditions = "; ".join(one.conditions for one in group if one.conditions)
        if conditions:
            facts["conditions", subject] = conditions
    if preferences == ():
        facts["withdrawn", ""] = "yes"
    return facts


def _answered(position: Position | None) -> dict[tuple[About, str], str]:
    """What else a position says at its own meeting."""
    if position is None:
        return {}
    facts: dict[tuple[About, str], str] = {("call", theme): "asked for" for theme in position.calls}
    for question, reply in replies(position.answers).items():
        facts["reply", question] = reply
    facts["basis", ""] = position.basis
    if position.confirmed:
        facts["confirmed", ""] = position.confirmed.isoformat()
    return facts


def _replied(table: StanceTable, delegation: str, questions: Iterable[str]) -> Facts:
    answers = table.voices.get(delegation, Voice()).answers
    return {("reply", one): answers[one] for one in questions if one in answers}


def _cooperation(country: Country) -> Facts:
    return {
        ("cooperation", f"{one.instrument} ({one.title})" if one.title else one.instrument): str(one.status)
        for one in country.cooperation
    }
