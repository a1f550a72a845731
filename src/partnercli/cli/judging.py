"""Reading a repository to judge it, as it stands and as it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercli.cli.session import Session
from partnercli.findings import identified
from partnercli.findings.verdict import Verdict
from partnercli.library.folder import past
from partnercli.library.judging import judged, verdict
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
    tree = past(session.root, revision)
    loaded = session.read(tree, Scope.everything())
    session.tell_read(loaded, revision)
    return Before(tree, loaded, frozenset(mark for _, mark in identified(judged(loaded).findings)))


def reached(session: Session, tree: Tree, earlier: Before | None = None) -> Verdict:
    """The verdict on a tree, read anew; an earlier state's severities hold beside today's.

    So a change cannot quiet the faults that it brings. A file that is as it was then is not read through again.
    """
    session.terminal.progress.begins("Reading the files")
    loaded = _beside(tree, earlier) if earlier else session.read(tree, Scope.everything())
    session.tell_read(loaded)
    return verdict(loaded, *([earlier.loaded.exercise.config] if earlier else []))


def _beside(tree: Tree, earlier: Before) -> Loaded:
    from partnercli.repository.git_tree import differing

    differ = differing(earlier.tree, tree)
    return load_beside(earlier.loaded, tree, differ, Scope.everything())
