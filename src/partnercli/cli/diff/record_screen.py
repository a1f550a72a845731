"""Decided lists, positions and records in a diff on the Presidency's own screen, with names and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from partnercli.cli.diff.comparison import Comparison
from partnercli.cli.diff.record_words import (
    country_names,
    list_change,
    list_title,
    record_change,
    record_name,
    reworded_outlines,
)
from partnercli.cli.moved_words import ON_SUBJECT, move_words, together
from partnercli.cli.reading_words import in_confidence
from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.documents.words import first_capital, listed
from partnercli.records.kinds import Kind
from partnercli.records.position import Position
from partnercli.tally.history import About, Move, place_of
from partnercli.tally.list_changes import ListedBy, reasons

_HELD_IN: dict[About, str] = {
    "country": "preferences",
    "region": "preferences",
    "conditions": "preferences",
    "withdrawn": "preferences",
    "call": "calls",
    "reply": "answers",
    "confirmed": "confirmed",
    "basis": "basis",
}
"""The key of a position that a move comes from."""


def lists(comparison: Comparison, width: int) -> Iterator[Line]:
    """What came off decided lists and what is new on them, with the reasons on record."""
    if comparison.lists:
        yield (Piece("Decided lists", "bold"),)
    for one in comparison.lists:
        yield from wrapped(f"  {list_title(one)}", width, indent="    ")
        yield from wrapped(f"    {list_change(comparison, one)}", width, indent="    ")
        yield from _left_out(comparison, one, width)


def _left_out(comparison: Comparison, one: ListedBy, width: int) -> Iterator[Line]:
    """Who is left out on purpose, and why so; why a country is new on the list or off it."""
    found = one.lists
    kept = found.left_out_after if set(found.left_out_after) != set(found.left_out_before) else ()
    if kept:
        text = f"    Left out on purpose: {listed(country_names(comparison, one, kept))}."
        yield from wrapped(text, width, indent="    ")
    why = reasons(one.documents[1])
    moved = [key for key in dict.fromkeys((*found.out, *found.into, *kept)) if key in why]
    for key, name in zip(moved, country_names(comparison, one, tuple(moved)), strict=True):
        yield from wrapped(f"    {name}: {why[key]}", width, indent="      ")


def positions(comparison: Comparison, width: int) -> Iterator[Line]:
    """What delegations said otherwise, beside what the figures show; by meeting and in protocol order."""
    said = [
        _Said(move.meeting, move.delegation, move_words(move), _subject(comparison, move))
        for move in comparison.other_moves
    ]
    said += _unmoved(comparison)
    place = place_of(comparison.head.exercise)
    said.sort(key=lambda one: place(one.meeting, one.delegation))
    if said:
        yield (Piece("Positions", "bold"),)
    for meeting, of_meeting in groupby(said, key=lambda one: one.meeting):
        yield from wrapped(f"  {comparison.meeting(meeting or '')}", width, indent="    ")
        for code, of_one in groupby(of_meeting, key=lambda one: one.delegation):
            groups = together((one.subject, one.words) for one in of_one)
            parts = (f"{listed(names)}: {words}" if names else words for words, names in groups.items())
            yield from wrapped(f"    {code}: {'; '.join(parts)}", width, indent="      ")
    if secret := in_confidence(comparison.bilateral):
        yield from wrapped(secret, width)


def records(comparison: Comparison, width: int) -> Iterator[Line]:
    """Every other record that says something else, and which were reworded."""
    found = [one for one in comparison.records.changes if one.kind is not Kind.POSITION]
    if found:
        yield (Piece("Records", "bold"),)
    for one in found:
        was = f" ({one.was} before)" if one.was else ""
        name = first_capital(record_name(comparison, one.kind, one.key))
        yield from wrapped(f"  {name}{was}: {record_change(one)}", width, indent="    ")
    if names := [*reworded_outlines(comparison), *_reworded(comparison)]:
        text = f"Reworded in places, which is not compared: {listed(names)}."
        yield from wrapped(text, width)


class _Said(NamedTuple):
    """Something that a delegation said otherwise at a meeting, in words; `subject`: the name of what it is said of."""

    meeting: str | None
    delegation: str | None
    words: str
    subject: str = ""


def _subject(comparison: Comparison, move: Move) -> str:
    return comparison.subject(move.about, move.subject) if move.about in ON_SUBJECT else ""


def _unmoved(comparison: Comparison) -> Iterator[_Said]:
    """What changed in positions that nobody would call a move: their sources, say, or how much a country matters."""
    moved = {(move.meeting, move.delegation, _HELD_IN[move.about]) for move in comparison.moves}
    spoke = {(meeting, code) for meeting, code, _ in moved}
    for one in comparison.records.of(Kind.POSITION):
        alone = one.before or one.after
        if one.change != "changed" and isinstance(alone, Position):
            if (alone.meeting, alone.delegation) not in spoke:
                file = str(one.key).rpartition("/")[2]
                yield _Said(alone.meeting, alone.delegation, f"file {file}.yaml {record_change(one)}")
        elif isinstance(one.before, Position) and isinstance(one.after, Position):
            at, code = one.after.meeting, one.after.delegation
            named = _weighed(comparison, one.before, one.after)
            told = {"preferences"} if named else set()
            fields = tuple(key for key in one.fields if (at, code, key) not in moved and key not in told)
            if fields:
                yield _Said(at, code, record_change(one._replace(fields=fields)))
            if named:
                yield _Said(at, code, f"priority or rank of {listed(named)} changed")


def _weighed(comparison: Comparison, before: Position, after: Position) -> list[str]:
    """The countries and regions to which a delegation gives another priority than before, or another rank."""
    old, new = (
        {one.subject: (one.priority, one.rank) for one in position.preferences or ()}
        for position in (before, after)
    )
    moved = [subject for subject in new if subject in old and old[subject] != new[subject]]
    return [comparison.subject(about, key) for about, key in moved]


def _reworded(comparison: Comparison) -> Iterator[str]:
    for kind, key in comparison.records.reworded:
        if kind is Kind.POSITION:
            meeting, _, code = str(key).partition("/")
            yield f"the position of {code.upper()} ({comparison.meeting(meeting)})"
        else:
            yield f"the {record_name(comparison, kind, key)}"
