"""A history on a screen of 80 columns: the Presidency's own view, with names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from partnercli.cli.marks import mark_line, mark_words
from partnercli.cli.moved_words import ON_SUBJECT, from_to, meeting_name, move_words, subject_name, together
from partnercli.cli.narrow import flowing, table_row
from partnercli.cli.reading_words import foot, in_confidence
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.history import CountryAt, DelegationAt, Move
from partnercli.tally.history_contract import History, Revision

_SHORT = 8
"""Letters of a commit's name."""
_NAME = 28
_COLUMNS = {"support": 9, "can accept": 12, "reserved": 10, "opposed": 9, "not heard": 11}
"""The figures of a meeting, each with its columns on the screen."""
_TABLE = _NAME + sum(_COLUMNS.values())
"""Columns that the table needs; on a narrower screen a meeting's figures are a sentence."""


def screen(exercise: Exercise, history: History, width: int) -> Iterator[Line]:
    """The whole screen."""
    yield from mark_line(mark_words(history.marking, illustrative=history.illustrative), width)
    yield from wrapped(f"History of {history.name}", width, "bold")
    yield ()
    yield from _meetings(exercise, history, width)
    yield ()
    yield from _commits(exercise, history, width)
    yield from foot(width, in_confidence(history.bilateral))


def _meetings(exercise: Exercise, history: History, width: int) -> Iterator[Line]:
    if not history.meetings:
        to_do = (
            "Record one: partner position set DELEGATION --support COUNTRY"
            if exercise.meetings
            else "Make a meeting first: partner meeting new DATE-FORUM --current"
        )
        yield from wrapped(f"No position is on record to show. {to_do}", width)
        return
    if history.about == "country" and width >= _TABLE:
        head = "".join(f"{label:>{room}}" for label, room in _COLUMNS.items())
        yield (Piece(f"{'Over the meetings':<{_NAME}}", "bold"), Piece(head, "dim"))
    else:
        yield (Piece("Over the meetings", "bold"),)
    for one in history.meetings:
        if isinstance(one, CountryAt):
            yield from _country_at(exercise, one, width)
        else:
            yield from _delegation_at(exercise, history, one, width)


def _country_at(exercise: Exercise, one: CountryAt, width: int) -> Iterator[Line]:
    counts = dict(
        zip(_COLUMNS, (*(len(one.stances[stance]) for stance in Stance), len(one.silent)), strict=True)
    )
    name = f"{one.day} {exercise.meetings[one.meeting].forum}"
    figures = "".join(f"{counts[label]:>{room}}" for label, room in _COLUMNS.items())
    said = (f"{label} {count}" for label, count in counts.items())
    yield from table_row((Piece(fitted(name, _NAME), "bold"), figures), _TABLE, width, name, said)
    for label, first in (("first heard", True), ("moved", False)):
        moves = [move for move in one.moves if move.first is first]
        for words in dict.fromkeys(map(_words, moves)):
            codes = " ".join(move.delegation or "" for move in moves if _words(move) == words)
            yield from _below(f"{label}: {codes} ({words})", width)


def _words(move: Move) -> str:
    """A stance on a country, where it is new; else from what to what."""
    return str(move.after) if move.first else from_to(move.before, move.after)


def _delegation_at(exercise: Exercise, history: History, one: DelegationAt, width: int) -> Iterator[Line]:
    how = [] if one.spoke else [f"carried over from {one.origin}"]
    how += [f"{what} {said}" for (what, _), said in one.facts.items() if what == "confirmed"]
    how += [said for (what, _), said in one.facts.items() if what == "basis"]
    said = f" · {', '.join(how)}" if how else ""
    yield from wrapped(f"{one.day} {exercise.meetings[one.meeting].forum}{said}", width, "bold")
    for stance in Stance:
        names = [
            subject_name(exercise, what, key) for (what, key), says in one.facts.items() if says == stance
        ]
        if names:
            yield from _below(f"{stance}: {', '.join(names)}", width)
    for (what, key), says in one.facts.items():
        if what == "conditions":
            yield from _below(f"condition on {subject_name(exercise, what, key)}: {says}", width)
        elif what == "reply":
            yield from _below(f"reply to {key}: {says}", width)
        elif what == "withdrawn":
            yield from _below("withdraws all it named", width)
    if calls := [key for what, key in one.facts if what == "call"]:
        yield from _below(f"calls for {', '.join(calls)}", width)
    moves = [move for move in one.moves if not move.first]
    for words, names in _together(exercise, history, moves).items():
        yield from _below(f"moved: {', '.join(names)}{': ' if names else ''}{words}", width)


def _commits(exercise: Exercise, history: History, width: int) -> Iterator[Line]:
    if history.revisions is None:
        if history.missing:
            yield from wrapped(f"Over the meetings only: {history.missing}.", width)
        return
    yield (Piece("Over the revisions", "bold"),)
    for cut in history.begins:
        day = cut.when.date().isoformat() if cut.when else ""
        text = (
            f"What came before {(cut.commit or '')[:_SHORT]} ({day}) was not fetched, so it is not shown. "
            "To fetch it: git fetch --unshallow"
        )
        yield from wrapped(text, width, "yellow")
    for one in history.revisions:
        yield from _commit(exercise, history, one, width)
    if not history.revisions:
        yield ("  Nothing moved in the commits that are here.",)


def _commit(exercise: Exercise, history: History, one: Revision, width: int) -> Iterator[Line]:
    if one.commit is None:
        yield (Piece("not committed yet", "bold"),)
    else:
        day = one.when.date().isoformat() if one.when else ""
        head = f"{day} {one.commit[:_SHORT]} {one.author}"
        room = width - len(head) - 3
        subject = f" · {fitted(one.subject, room).rstrip()}" if room > 12 and one.subject else ""
        yield from flowing((Piece(head, "bold"), subject), width)
    for meeting, moves in groupby(one.moves, key=lambda move: move.meeting):
        indent = "    "
        if meeting:
            yield (f"  {meeting_name(exercise, meeting)}",)
        else:
            indent = "  "
        part = " " if history.about == "country" else ", "
        for words, names in _together(exercise, history, moves).items():
            yield from _below(f"{part.join(names)}{': ' if names else ''}{words}", width, indent=indent)
    for file in one.unread:
        yield from _below(f"passed over, because it could not be read then: {file}", width, "yellow")


def _together(exercise: Exercise, history: History, moves: Iterable[Move]) -> dict[str, list[str]]:
    """Moves in words, each with all that made it: delegations, or in one's own history the countries and regions."""

    def name(move: Move) -> str:
        if history.about == "country":
            return move.delegation or ""
        return subject_name(exercise, move.about, move.subject) if move.about in ON_SUBJECT else ""

    return together((name(move), move_words(move)) for move in moves)


def _below(text: str, width: int, style: str = "", indent: str = "    ") -> Iterator[Line]:
    return wrapped(f"{indent}{text}", width, style, indent=f"{indent}  ")
