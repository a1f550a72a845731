"""Decided lists, positions and records in a diff for a forge: countries and keys, never who, why, or what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.diff.record_words import (
    fields_changed,
    list_change,
    list_title,
    record_name,
    reworded_outlines,
)
from partnercli.documents.blocks import Block, Heading, ListBlock, Paragraph, runs_of, table_of
from partnercli.documents.words import first_capital, listed
from partnercli.records.compare import RecordChange
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.tally.history import Move

_NAMELESS = {
    Kind.POSITION: ("position", "positions"),
    Kind.DELEGATIONS: ("delegation", "delegations"),
    Kind.PRESIDENCIES: ("term of a Presidency", "terms of Presidencies"),
}
"""Kinds of which the ids name delegations: of their records only how many."""


def lists(comparison: Comparison) -> Iterator[Block]:
    """What came off decided lists and what is new on them."""
    if comparison.lists:
        yield Heading(2, runs_of("Decided lists"))
        said = (f"{list_title(one)}: {list_change(comparison, one)}" for one in comparison.lists)
        yield ListBlock(False, tuple((Paragraph(runs_of(one)),) for one in said))


def positions(comparison: Comparison) -> Iterator[Block]:
    """How many positions changed at each meeting, and how many replies to each question."""
    changed = Counter(str(one.key).partition("/")[0] for one in comparison.records.of(Kind.POSITION))
    replied = Counter(_asked(comparison, move) for move in comparison.moves if move.about == "reply")
    said = [
        f"{comparison.meeting(meeting)}: {plural(count, 'position')} recorded, changed or taken out"
        for meeting, count in changed.items()
    ]
    said += [
        f"{meeting}: {plural(count, 'reply', 'replies')} to {question} changed"
        for (meeting, question), count in replied.items()
    ]
    if said:
        yield Heading(2, runs_of("Positions"))
        yield ListBlock(False, tuple((Paragraph(runs_of(one)),) for one in said))


def _asked(comparison: Comparison, move: Move) -> tuple[str, str]:
    """The meeting and the question of a reply; what no meeting put is a delegation's own text, and not quoted."""
    meetings = (side.exercise.meetings.get(move.meeting or "") for side in comparison.sides)
    put = {question.id for meeting in meetings if meeting for question in meeting.questions}
    if move.subject in put:
        return comparison.meeting(move.meeting or ""), move.subject
    return "Elsewhere", "questions that no meeting put"


def records(comparison: Comparison) -> Iterator[Block]:
    """Every other record that says something else, by its keys, and what was reworded."""
    found = [one for one in comparison.records.changes if one.kind is not Kind.POSITION]
    named = [one for one in found if not _nameless(one.kind, one.key)]
    rows = [(first_capital(record_name(comparison, one.kind, one.key)), fields_changed(one)) for one in named]
    rows += _counted([one for one in found if _nameless(one.kind, one.key)])
    if rows:
        yield Heading(2, runs_of("Records"))
        yield table_of(("record", "what"), rows)
    if names := [*reworded_outlines(comparison), *_reworded(comparison)]:
        yield Paragraph(runs_of(f"Reworded in places, which is not compared: {listed(names)}."))


def _nameless(kind: Kind, key: str | None) -> bool:
    return key is not None and kind in _NAMELESS


def _counted(changes: list[RecordChange]) -> Iterator[tuple[str, str]]:
    for (kind, what), count in Counter((one.kind, fields_changed(one)) for one in changes).items():
        yield plural(count, *_NAMELESS[kind]), what


def _reworded(comparison: Comparison) -> Iterator[str]:
    found = comparison.records.reworded
    yield from (
        f"the {record_name(comparison, kind, key)}" for kind, key in found if not _nameless(kind, key)
    )
    for kind, count in Counter(kind for kind, key in found if _nameless(kind, key)).items():
        yield plural(count, *_NAMELESS[kind])
