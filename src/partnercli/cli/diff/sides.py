"""The two sides of a `partner diff`: what each is called, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.cli.moved_words import meeting_name
from partnercli.cli.session import Session
from partnercli.findings.reading import REFUSED_FILE
from partnercli.library.folder import past
from partnercli.library.lookup import find_meeting
from partnercli.library.problems import NotFound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.repository.git_tree import GitTree, differing
from partnercli.repository.load import Loaded, load, load_beside, load_changed
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Selected, Tree, WorkingTree
from partnercli.tally.diff import reading
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
    def known(self) -> bool:
        """Whether its figures are known: settings and meeting could be read, or it has no meeting yet."""
        return self.tally is not None and (not self.wanted or bool(self.tally.meeting))

    @property
    def meeting(self) -> str:
        """The meeting tallied, in words, or why there is none."""
        if self.tally is None:
            return "its partner.yaml cannot be read, so nothing is counted"
        if self.tally.meeting:
            return meeting_name(self.exercise, self.tally.meeting)
        if not self.wanted:
            return "it has no meeting, so nothing is counted"
        broken = self.wanted in self.exercise.malformed.get(Kind.MEETING, ())
        why = "cannot be read" if broken else "is not there"
        return f"its meeting {self.wanted} {why}, so nothing is counted"


def at_revisions(session: Session, base: str, head: str | None) -> tuple[Side, Side]:
    """Two states; without `head` the later one is the files on disk; raises NotFound.

    Read on both are the files that are not the same, and those that what is said of them rests on. What is the same
    is parsed once, and else not looked at: nothing of it changed, whatever it says, and whether it can be read.
    """
    session.terminal.progress.begins("Comparing the files")
    old = _past(session, base)
    new = _past(session, head) if head else WorkingTree(session.root)
    before, after = _read(old, new)
    if session.verbose:
        for loaded, where in (
            (before, f"at {base}"),
            (after, f"at {head}" if head else f"in {session.root}"),
        ):
            session.terminal.note(f"{plural(len(loaded.files), 'file')} read {where}")
    return _side(before, base), _side(after, head)


def _read(old: GitTree, new: Tree) -> tuple[Loaded, Loaded]:
    """Of two states the files that differ, and on both sides all that either rests on: so none looks gone."""
    differ = differing(old, new)
    before = load(old, Scope.of_meeting())
    after = load_beside(before, new, differ, Scope.of_meeting())
    wanted: set[str] = set()
    rests_on = {*differ, *_looked_at(before), *_looked_at(after)}
    while not rests_on <= wanted:
        wanted |= rests_on
        before = load_changed(before._replace(tree=Selected(old, wanted)), {}, Scope.everything())
        after = load_beside(before, Selected(new, wanted), differ, Scope.everything(), after.parsed)
        rests_on = {*_named(before.exercise), *_named(after.exercise)}
    return before, after


def _looked_at(loaded: Loaded) -> set[str]:
    return {*loaded.files, *unread(loaded)}


def _named(exercise: Exercise) -> Iterator[str]:
    """The files that a diff names where it speaks of others: the current document, and the meetings of positions."""
    if exercise.current_document:
        yield Kind.DOCUMENT.file(exercise.current_document)
    for at, _, position in exercise.all_positions:
        yield from (Kind.MEETING.file(at), Kind.MEETING.file(position.meeting))


def at_meetings(session: Session, first: str, second: str) -> tuple[Side, Side]:
    """Two meetings in the files on disk, with the documents; raises NotFound."""
    before = session.load(Scope.of_list(meeting=first))
    after = load_changed(before, {}, Scope.of_list(meeting=second))
    for loaded, meeting in ((before, first), (after, second)):
        if meeting not in loaded.exercise.malformed.get(Kind.MEETING, ()):
            find_meeting(loaded, meeting)
    return _side(before, None, first), _side(after, None, second)


def _past(session: Session, revision: str) -> GitTree:
    try:
        return past(session.root, revision)
    except NotFound as problem:
        if not (session.root / Kind.MEETING.file(revision)).exists():
            raise
        raise NotFound(str(problem), "to compare meetings: partner diff --meetings M1 M2") from problem


def _side(loaded: Loaded, revision: str | None, meeting: str | None = None) -> Side:
    exercise = loaded.exercise
    wanted = meeting or exercise.current_meeting
    return Side(revision, exercise, wanted, reading(exercise, wanted), unread(loaded))


def unread(loaded: Loaded) -> tuple[str, ...]:
    """The files that are left out, and folders that could not be opened, by path."""
    malformed = loaded.exercise.malformed.items()
    refused = (finding.file for finding in loaded.findings if finding.code == REFUSED_FILE.code)
    return tuple(sorted({*refused, *(kind.file(key) for kind, keys in malformed for key in keys)}))
