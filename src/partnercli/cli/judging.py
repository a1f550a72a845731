"""Judging a repository that was read: what stands of all its findings, and who has not spoken yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercli.checks.judgement import Judgement, judge
from partnercli.checks.readings import Readings
from partnercli.checks.registry import run
from partnercli.cli.session import Session
from partnercli.findings import identified
from partnercli.findings.verdict import Verdict
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded, load_beside
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Tree

if TYPE_CHECKING:
    from partnercli.repository.git_tree import GitTree


class Before(NamedTuple):
    """An earlier state, and what identifies each of its findings."""

    tree: GitTree
    loaded: Loaded
    findings: frozenset[str]


def before(session: Session, revision: str) -> Before:
    """The state at a revision; raises NotFound."""
    session.terminal.progress.begins("Reading the files as they were")
    tree = session.past(revision)
    loaded = session.read(tree, Scope.everything())
    _say_how_many(session, loaded, f"{session.root} at {revision}")
    return Before(tree, loaded, frozenset(mark for _, mark in identified(judged(loaded).findings)))


def reached(session: Session, tree: Tree, earlier: Before | None = None) -> Verdict:
    """The verdict on a tree, read anew; an earlier state's severities hold beside today's.

    So a change cannot quiet the faults that it brings. A file that is as it was then is not read through again.
    """
    session.terminal.progress.begins("Reading the files")
    loaded = _beside(tree, earlier) if earlier else session.read(tree, Scope.everything())
    _say_how_many(session, loaded, str(session.root))
    exercise = loaded.exercise
    judgement = judged(loaded, *([earlier.loaded.exercise.config] if earlier else []))
    return Verdict(
        judgement.findings,
        accepted=len(judgement.accepted),
        checked=len(loaded.files),
        marking=str(exercise.config.marking if exercise.config else Marking.LIMITE),
        illustrative=exercise.any_illustrative,
        awaited=_awaited(exercise),
    )


def _beside(tree: Tree, earlier: Before) -> Loaded:
    from partnercli.repository.git_tree import differing

    differ = differing(earlier.tree, tree)
    return load_beside(earlier.loaded, tree, differ, Scope.everything())


def _say_how_many(session: Session, loaded: Loaded, where: str) -> None:
    if session.verbose:
        session.terminal.note(f"{plural(len(loaded.files), 'file')} read in {where}")


def judged(loaded: Loaded, *earlier: Config | None) -> Judgement:
    """All findings of a repository that stand, weighed by its settings and by `earlier` ones."""
    found = loaded.placed((*loaded.findings, *run(loaded.exercise)))
    return judge(found, loaded.acceptances, loaded.exercise.config, *earlier)


def _awaited(exercise: Exercise) -> str:
    tally = Readings(exercise).current_tally
    if tally is None:
        return ""
    unread = {key.partition("/")[2].upper() for key in exercise.malformed.get(Kind.POSITION, ())}
    awaited = plural(sum(code not in unread for code in tally.silent), "position")
    return f"{plural(len(tally.expected), 'delegation')}, {awaited} still awaited"
