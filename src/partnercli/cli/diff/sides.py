"""The two sides of a `partner diff`: what each is called, what it says, and what differs between them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from partnercli.cli.lookup import find_meeting
from partnercli.cli.problems import NotFound
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words, plural
from partnercli.findings.reading import REFUSED_FILE
from partnercli.outlines.compare import OutlineChanges, compare
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.git import GitProblem, GitTree
from partnercli.repository.load import Loaded, Scope, load
from partnercli.tally.diff import Diff, diff, reading
from partnercli.tally.result import Tally

PRESENT = "the files as they are now"


class Side(NamedTuple):
    """One state: the `revision` it was read at, None for the files on disk, and the `wanted` meeting, by its id.

    `tally` is that of the meeting, None without settings; `unread` are the files that could not be read.
    """

    revision: str | None
    exercise: Exercise
    wanted: str | None
    tally: Tally | None
    unread: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return self.revision or PRESENT

    @property
    def meeting(self) -> str:
        """The meeting tallied, in words, or why there is none."""
        if self.tally is None:
            return "its partner.yaml cannot be read, so nothing is counted"
        if self.tally.meeting:
            meeting = self.exercise.meetings[self.tally.meeting]
            return f"{meeting.forum}, {day_in_words(meeting.date)}"
        why = f"its meeting {self.wanted} cannot be read" if self.wanted else "it has no meeting"
        return f"{why}, so nothing is counted"


class Comparison(NamedTuple):
    """Two sides and what differs between them; `of_meetings`: two meetings of the same files."""

    base: Side
    head: Side
    figures: Diff
    outlines: OutlineChanges
    of_meetings: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything has changed in meaning."""
        return self.figures.differs or bool(self.outlines.changes)

    def title(self, side: Side) -> str:
        """What a side is called, with its meeting."""
        return side.meeting if self.of_meetings else f"{side.name} ({side.meeting})"

    def country(self, key: str) -> str:
        """The name of a country, the head's if it has one."""
        found = self.head.exercise.countries.get(key) or self.base.exercise.countries.get(key)
        return found.name if found else key

    def region(self, key: str) -> str:
        """The name of a region, the head's if it has one."""
        regions = (*self.head.exercise.regions, *self.base.exercise.regions)
        return next((region.name for region in regions if region.id == key), key)


def of_revisions(session: Session, base: str, head: str | None) -> Comparison:
    """What changed between two revisions, each at its own current meeting; without `head` to the files on disk."""
    before, after = _at_revision(session, base), _at_revision(session, head) if head else _present(session)
    outlines = (before.exercise.outlines, after.exercise.outlines)
    changes = compare(*outlines, _doubtful(outlines[0].keys() | outlines[1], {*before.unread, *after.unread}))
    return Comparison(before, after, _figures(before, after), changes)


def of_meetings(session: Session, first: str, second: str) -> Comparison:
    """What changed from one meeting to another, in the files on disk."""
    before, after = _at_meeting(session, first), _at_meeting(session, second)
    return Comparison(before, after, _figures(before, after), OutlineChanges((), ()), of_meetings=True)


def _doubtful(outlines: Iterable[str], unread: Container[str]) -> frozenset[str]:
    """The outlines that a side could not read, or in a folder that it could not."""
    if Kind.OUTLINE.path in unread:
        return frozenset(outlines)
    return frozenset(key for key in outlines if Kind.OUTLINE.file(key) in unread)


def _figures(base: Side, head: Side) -> Diff:
    return diff(base.tally, head.tally, head.exercise)


def _present(session: Session) -> Side:
    return _side(session.load(Scope.of_meeting().also(Kind.OUTLINE)), None)


def _at_revision(session: Session, revision: str) -> Side:
    try:
        tree = GitTree(session.root, revision)
    except GitProblem as problem:
        is_meeting = (session.root / Kind.MEETING.file(revision)).exists()
        hint = "to compare meetings: partner diff --meetings M1 M2" if is_meeting else problem.hint
        raise NotFound(str(problem), hint) from problem
    loaded = load(tree, Scope.of_meeting().also(Kind.OUTLINE))
    if session.verbose:
        session.terminal.note(f"{plural(len(loaded.files), 'file')} read at {revision}")
    return _side(loaded, revision)


def _at_meeting(session: Session, meeting: str) -> Side:
    loaded = session.load(Scope.of_meeting(meeting))
    if meeting not in loaded.exercise.malformed.get(Kind.MEETING, ()):
        find_meeting(loaded, meeting)
    return _side(loaded, None, meeting)


def _side(loaded: Loaded, revision: str | None, meeting: str | None = None) -> Side:
    exercise = loaded.exercise
    wanted = meeting or (exercise.config.current_meeting if exercise.config else None)
    return Side(revision, exercise, wanted, reading(exercise, wanted), tuple(sorted(set(_unread(loaded)))))


def _unread(loaded: Loaded) -> Iterator[str]:
    """The files that are left out, and folders that could not be opened."""
    for kind, keys in loaded.exercise.malformed.items():
        yield from map(kind.file, keys)
    yield from (finding.file for finding in loaded.findings if finding.code == REFUSED_FILE.code)
