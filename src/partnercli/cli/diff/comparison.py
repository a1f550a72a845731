"""What differs between two sides: figures, lists, positions, outlines and every other record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, cast

from partnercli.cli.diff.sides import Side, at_meetings, at_revisions, unread
from partnercli.cli.moved_words import meeting_name
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words
from partnercli.library.lookup import find_document
from partnercli.outlines.compare import OutlineChanges, compare
from partnercli.records.compare import RecordChanges, compare_records, is_unread
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.position import Position
from partnercli.repository.load import Loaded, load_changed
from partnercli.repository.scope import Scope
from partnercli.tally.diff import Diff, diff
from partnercli.tally.diff_contract import MoreContract, replies
from partnercli.tally.history import Move, in_order, position_moves, reply_moves
from partnercli.tally.list_changes import ListedBy, latest_list
from partnercli.tally.stances import stance_table

_OF_LISTS = {"partners", "left_out"}


class Comparison(NamedTuple):
    """Two sides and what differs between them.

    `of`: two revisions; or two meetings, or two documents, of the same files. `moves` are what delegations said
    otherwise, by meeting and in protocol order: all of it between revisions, replies alone between meetings.
    """

    base: Side
    head: Side
    figures: Diff
    outlines: OutlineChanges = OutlineChanges((), ())
    records: RecordChanges = RecordChanges()
    moves: tuple[Move, ...] = ()
    lists: tuple[ListedBy, ...] = ()
    of: Literal["revisions", "meetings", "documents"] = "revisions"

    @property
    def differs(self) -> bool:
        """Whether anything has changed in meaning."""
        found = (self.outlines.changes, self.records.changes, self.moves)
        return self.figures.differs or any(found) or any(one.lists.differs for one in self.lists)

    @property
    def known(self) -> bool:
        """Whether the figures of both sides are known, so that there is something to compare."""
        return self.base.known and self.head.known

    @property
    def other_moves(self) -> tuple[Move, ...]:
        """The moves that the figures do not show: all but stances on countries at the meetings tallied."""
        if not self.known:
            return self.moves
        shown = {
            ("country", row.country, move.delegation, move.before, move.after)
            for row in self.figures.countries
            for move in row.moves
        }
        return tuple(
            move
            for move in self.moves
            if move.meeting not in self.figures.meeting
            or (move.about, move.subject, move.delegation, move.before, move.after) not in shown
        )

    @property
    def bilateral(self) -> tuple[str, ...]:
        """Delegations that moved and spoke in confidence on either side: never to be shown by name elsewhere."""
        told = {code for side in self.sides if side.tally for code in side.tally.bilateral}
        told |= {one.delegation for one in _positions(self.records) if one.basis == "bilateral"}
        rows = self.figures.countries if self.known else ()
        moved = {move.delegation for row in rows for move in row.moves}
        moved |= {move.delegation for move in self.moves if move.delegation}
        return self.head.exercise.in_protocol_order(told & moved)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Each side once."""
        return (self.base,) if self.base is self.head else (self.base, self.head)

    @property
    def titles(self) -> tuple[str, str]:
        """What the sides are called: revisions with their meetings, or the two meetings or documents alone."""
        if self.of == "documents":
            before, after = (
                f"{one.full_number} ({day_in_words(one.date)})" for one in self.lists[0].documents
            )
            return before, after
        if self.of == "meetings":
            before, after = (
                side.meeting if side.known else f"{side.wanted}, where nothing can be counted"
                for side in (self.base, self.head)
            )
            return before, after
        return f"{self.base.name} ({self.base.meeting})", f"{self.head.name} ({self.head.meeting})"

    def country(self, key: str) -> str:
        """The name of a country, the head's if it has one."""
        found = self.head.exercise.countries.get(key) or self.base.exercise.countries.get(key)
        return found.name if found else key

    def region(self, key: str) -> str:
        """The name of a region, the head's if it has one."""
        return {**self.base.exercise.region_names, **self.head.exercise.region_names}.get(key, key)

    def subject(self, about: str, key: str) -> str:
        """The name of what a preference is about."""
        return self.region(key) if about == "region" else self.country(key)

    def meeting(self, key: str) -> str:
        """A meeting in words, as the head has it; with its id where it is gone there."""
        if key in self.head.exercise.meetings:
            return meeting_name(self.head.exercise, key)
        there = key in self.base.exercise.meetings
        return f"{meeting_name(self.base.exercise, key)} ({key})" if there else key

    def contract(self) -> MoreContract:
        """The keys of `partner.diff/1` beside those of the figures."""
        return {
            **self.outlines.contract(),
            **self.records.contract(),
            "replies": replies(self.moves),
            "lists": [one.contract() for one in self.lists],
        }


def of_revisions(session: Session, base: str, head: str | None) -> Comparison:
    """What changed between two revisions, each at its own current meeting; without `head` to the files on disk."""
    sides = before, after = at_revisions(session, base, head)
    lost = {*before.unread, *after.unread}
    old, new = before.exercise, after.exercise
    records = compare_records(old, new, lost)
    lists = (*_changed_lists(records), *_current_lists(records, old, new))
    doubtful = {key for key in old.outlines.keys() | new.outlines if is_unread(Kind.OUTLINE.file(key), lost)}
    return Comparison(
        *sides,
        _figures(sides, lists, *_positions(records)),
        compare(old.outlines, new.outlines, doubtful),
        records,
        tuple(in_order(new, position_moves(_position_pairs(records)))),
        lists,
    )


def of_meetings(session: Session, first: str, second: str) -> Comparison:
    """What changed from one meeting to another, in the files on disk."""
    sides = before, after = at_meetings(session, first, second)
    listed = latest_list(before.exercise, first), latest_list(after.exercise, second)
    lists = tuple(_listed(before.exercise, after.exercise, *listed))
    moves = _replies(before.exercise, first, after.exercise, second)
    return Comparison(*sides, _figures(sides, lists), moves=tuple(moves), lists=lists, of="meetings")


def of_documents(session: Session, first: str, second: str) -> Comparison:
    """How the lists of two documents differ, in the files on disk; raises NotFound, or Refused."""
    loaded = session.load(Scope(frozenset({Kind.CONFIG, Kind.COUNTRY, Kind.DOCUMENT})))
    exercise = loaded.exercise
    keys = [find_document(exercise, document) for document in (first, second)]
    lists = tuple(_listed(exercise, exercise, *keys))
    side = Side(None, exercise, None, None, unread(loaded))
    figures = _figures((side, side), lists)._replace(illustrative=any(_rest_on_invented(loaded, keys)))
    return Comparison(side, side, figures, lists=lists, of="documents")


def _rest_on_invented(loaded: Loaded, documents: Iterable[str]) -> Iterator[bool]:
    """Whether each document reports positions, those carried over included, that are not all real: a paper says so."""
    exercise = loaded.exercise
    for key in documents:
        if meeting := exercise.documents[key].reports(exercise.config):
            yield load_changed(loaded, {}, Scope.of_list(meeting=meeting)).exercise.any_illustrative


def _figures(sides: tuple[Side, Side], lists: Iterable[ListedBy], *positions: Position) -> Diff:
    """What changed in the figures, handled as strictly as all that is shown beside them."""
    base, head = sides
    found = diff(base.tally, head.tally, head.exercise)
    documents = [one.marking for listed in lists for one in listed.documents]
    own = [side.exercise.marking for side in sides]
    return found._replace(
        marking=Marking.highest([*own, *documents]),
        illustrative=found.illustrative or any(one.illustrative for one in positions),
    )


def _positions(records: RecordChanges) -> Iterator[Position]:
    """The positions that changed, as they were and as they are."""
    yield from (one for pair in _position_pairs(records) for one in pair if one is not None)


def _position_pairs(records: RecordChanges) -> list[tuple[Position | None, Position | None]]:
    changed = records.of(Kind.POSITION)
    return [(cast("Position | None", one.before), cast("Position | None", one.after)) for one in changed]


def _changed_lists(records: RecordChanges) -> Iterator[ListedBy]:
    """The documents of which the list is another one than before."""
    for one in records.of(Kind.DOCUMENT):
        if one.change == "changed" and _OF_LISTS.intersection(one.fields):
            before, after = cast(Document, one.before), cast(Document, one.after)
            yield ListedBy((one.was or str(one.key), str(one.key)), (before, after))


def _current_lists(records: RecordChanges, old: Exercise, new: Exercise) -> Iterator[ListedBy]:
    """The current documents of both sides, where they are not the same document."""
    before, after = (one.current_document for one in (old, new))
    numbered = {one.key: one.was for one in records.of(Kind.DOCUMENT) if one.was}
    if before != after and before != numbered.get(after):
        yield from _listed(old, new, before, after)


def _listed(old: Exercise, new: Exercise, before: str | None, after: str | None) -> Iterator[ListedBy]:
    earlier, later = old.documents.get(before or ""), new.documents.get(after or "")
    if earlier and later:
        yield ListedBy((str(before), str(after)), (earlier, later))


def _replies(old: Exercise, first: str, new: Exercise, second: str) -> Iterator[Move]:
    """The replies to questions that both meetings put, by the questions' ids."""
    if first in old.meetings and second in new.meetings:
        put = {question.id for question in old.meetings[first].questions}
        asked = [question.id for question in new.meetings[second].questions if question.id in put]
        yield from reply_moves(stance_table(old, first), stance_table(new, second), asked)
