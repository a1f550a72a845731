"""What delegations said, meeting by meeting and word for word, for the Presidency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.presidency.meetings import TO_QUESTION, in_time
from partnercli.exchange.export.references import TO_COUNTRY, TO_DELEGATION, TO_MEETING, TO_REGION
from partnercli.exchange.export.sheet import Field, Part, Sheet, day, parts, place, text, whole, yes_no
from partnercli.exchange.tables import Reference
from partnercli.records.position import Answer, Position, Preference
from partnercli.tally.members import expected
from partnercli.tally.positions_in_force import files_at

T = TypeVar("T")

TO_POSITION = Reference(("meeting", "delegation"), "positions")


class PositionRow(NamedTuple):
    """A position, and whether its delegation is expected at its meeting."""

    meeting: str
    position: Position
    expected: bool


def _positions(ground: Ground) -> Iterator[PositionRow]:
    """All positions: meetings in time, delegations in protocol order; of two files for one delegation its own."""
    exercise = ground.exercise
    for key in dict.fromkeys((*(key for key, _ in in_time(ground)), *sorted(exercise.positions))):
        files, meeting = files_at(exercise, key), exercise.meetings.get(key)
        counted = expected(exercise, meeting) if meeting else ()
        for code in exercise.in_protocol_order(set(files)):
            yield PositionRow(key, files[code], code in counted)


def _each(of: Callable[[Position], Sequence[T] | None]) -> Callable[[Ground], Iterator[Part[PositionRow, T]]]:
    """Finds all things of one kind that were said, position by position."""
    return lambda ground: parts((row, of(row.position) or ()) for row in _positions(ground))


def _said(counts: str) -> tuple[Field[Part[PositionRow, Any]], ...]:
    """The columns that say who said something, and at which meeting; `counts` says what the place counts."""
    return (
        text("meeting", "The meeting.", lambda row: row.of.meeting, required=True),
        text("delegation", "The delegation.", lambda row: row.of.position.delegation, required=True),
        place(counts, lambda row: row.place),
    )


POSITIONS: Sheet[Ground, PositionRow] = Sheet(
    name="positions",
    means="What one delegation said at one meeting, as a whole.",
    key=("meeting", "delegation"),
    fields=(
        text("meeting", "The meeting.", lambda row: row.meeting, required=True),
        text("delegation", "The delegation.", lambda row: row.position.delegation, required=True),
        text(
            "basis",
            "statement, written, non-paper, or bilateral: in confidence, counted and never named to others.",
            lambda row: row.position.basis,
            required=True,
        ),
        day(
            "confirmed",
            "When the delegation confirmed the reading; empty: noted only.",
            lambda row: row.position.confirmed,
        ),
        yes_no(
            "real",
            "No: made up to try things out, and no real position.",
            lambda row: not row.position.illustrative,
        ),
        yes_no(
            "expected", "No: not expected at the meeting, and counted in no figure.", lambda row: row.expected
        ),
        whole(
            "named",
            "How many countries and regions it names; 0: it withdraws those named before; empty: those stand.",
            lambda row: None if row.position.preferences is None else len(row.position.preferences),
        ),
    ),
    rows=_positions,
    references=(TO_MEETING, TO_DELEGATION),
    sources=lambda row: row.position.sources,
)

PREFERENCES: Sheet[Ground, Part[PositionRow, Preference]] = Sheet(
    name="preferences",
    means="A country or region that a delegation named at a meeting; which stand at the meeting read, stances says.",
    key=("meeting", "delegation", "place"),
    fields=(
        *_said("The place in the position, from 1."),
        text("country", "The country; empty where a region is named.", lambda row: row.what.country),
        text("region", "The region named without a country.", lambda row: row.what.region),
        text(
            "stance",
            "support, can-accept (no support, but no obstacle), reservation or opposition.",
            lambda row: row.what.stance.value,
            required=True,
        ),
        text(
            "priority",
            "high, medium or low: how much it matters to the delegation; it does not weigh.",
            lambda row: row.what.priority,
        ),
        whole(
            "rank",
            "Its place in the delegation's own order; it does not weigh.",
            lambda row: row.what.rank,
        ),
        text("conditions", "What the delegation ties it to.", lambda row: row.what.conditions),
        text("note", "Anything else that was noted.", lambda row: row.what.note),
    ),
    rows=_each(lambda position: position.preferences),
    references=(TO_POSITION, TO_COUNTRY, TO_REGION),
)

CALLS: Sheet[Ground, Part[PositionRow, str]] = Sheet(
    name="calls",
    means="A theme that a delegation called for at a meeting.",
    key=("meeting", "delegation", "place"),
    fields=(
        *_said("The place among its calls, from 1."),
        text("call", "The theme.", lambda row: row.what, required=True),
    ),
    rows=_each(lambda position: position.calls),
    references=(TO_POSITION,),
)

ANSWERS: Sheet[Ground, Part[PositionRow, Answer]] = Sheet(
    name="answers",
    means="A delegation's reply to a guiding question.",
    key=("meeting", "delegation", "place"),
    fields=(
        *_said("The place among its replies, from 1."),
        text("question", "The question.", lambda row: row.what.question, required=True),
        text(
            "reply",
            "agree, agree-with-comments, scrutiny-reservation or disagree.",
            lambda row: row.what.reply,
            required=True,
        ),
        text("comment", "What was added.", lambda row: row.what.comment),
    ),
    rows=_each(lambda position: position.answers),
    references=(TO_POSITION, TO_QUESTION),
)

REMARKS: Sheet[Ground, Part[PositionRow, str]] = Sheet(
    name="remarks",
    means="What a delegation said in its own words, as noted.",
    key=("meeting", "delegation", "place"),
    fields=(
        *_said("The place among its remarks, from 1."),
        text("remark", "What it said.", lambda row: row.what, required=True),
    ),
    rows=_each(lambda position: position.remarks),
    references=(TO_POSITION,),
)
