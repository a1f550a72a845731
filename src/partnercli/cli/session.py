"""What every command works with: the repository, the terminal, and the day."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercli.cli.problems import Exit, NotFound
from partnercli.cli.terminal import Terminal
from partnercli.findings import Finding, Severity
from partnercli.records.plural import plural
from partnercli.repository.trees import ReadOnce, Tree, WorkingTree

if TYPE_CHECKING:  # a check of what did not change needs no model
    from partnercli.records.config import Config
    from partnercli.records.exercise import Exercise
    from partnercli.repository.cache import Store
    from partnercli.repository.git_tree import GitTree
    from partnercli.repository.load import Loaded
    from partnercli.repository.scope import Scope

CONFIG_FILE = "partner.yaml"


class Session(NamedTuple):
    """One run: where the repository is looked for, how the run prints, and the day it takes place."""

    terminal: Terminal
    today: date
    repo: Path | None = None
    verbose: bool = False
    remembers: bool = True
    """Whether what was read may be taken from the cache, and kept there."""

    @property
    def root(self) -> Path:
        """The repository's root: --repo, PARTNER_REPO, or the nearest partner.yaml upward; raises NotFound."""
        named = self.repo or (Path(os.environ["PARTNER_REPO"]) if os.environ.get("PARTNER_REPO") else None)
        if named is not None:
            if not (named / CONFIG_FILE).exists():
                raise NotFound(
                    f"{named} is no repository: it has no {CONFIG_FILE}", "name a folder that has one"
                )
            return named
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / CONFIG_FILE).exists():
                return folder
        hint = "go to the repository's folder, name it (partner --repo DIR …), or make one: partner init DIR"
        raise NotFound(f"no {CONFIG_FILE} here or in a folder above", hint)

    def load(
        self, scope: Scope, at: str | None = None, *, once: bool = False, remember: bool = True
    ) -> Loaded:
        """Read what a command needs, from the files as they are or `at` a revision; raises NotFound.

        With `once` no file is read a second time: what is written then rests on what was loaded, and on no later state.
        Without `remember` nothing of it is taken from the cache, or kept there: what goes out to the public.
        """
        what = "Reading the files" if at is None else "Reading the files as they were"
        self.terminal.progress.begins(what)
        tree = WorkingTree(self.root) if at is None else self.past(at)
        loaded = self.read(ReadOnce(tree) if once else tree, scope, remember=remember)
        if self.verbose:
            where = f"{self.root} at {at}" if at is not None else str(self.root)
            self.terminal.note(f"{plural(len(loaded.files), 'file')} read in {where}")
        return loaded

    def read(self, tree: Tree, scope: Scope, *, remember: bool = True) -> Loaded:
        """Read what a command needs from a tree; where that is every position, what did not change from the cache."""
        from partnercli.repository.load import load

        progress = self.terminal.progress
        store = self.store() if remember and scope.all_positions else None
        if store is None:
            loaded = load(tree, scope, progress.count)
        else:
            from partnercli.repository.remembered import Remembered

            remembered = Remembered(store)
            loaded = load(tree, scope, progress.count, remembered.parsed)
            progress.begins("Keeping it for the next time")
            remembered.keep()
        progress.begins("Comparing what they say")
        return loaded

    def store(self) -> Store | None:
        """What is remembered of this repository; None where nothing is."""
        if not self.remembers:
            return None
        from partnercli.repository.cache import Store, where

        folder = where(self.root).folder
        return Store(folder, self.root) if folder else None

    def past(self, revision: str) -> GitTree:
        """The files as they were at a revision; raises NotFound."""
        from partnercli.repository.git import GitProblem
        from partnercli.repository.git_tree import GitTree

        try:
            return GitTree(self.root, revision)
        except GitProblem as problem:
            raise NotFound(str(problem), problem.hint) from problem


def sound(session: Session, loaded: Loaded) -> tuple[Exercise, Exit]:
    """The exercise to work with, and the exit code it leaves.

    Findings of the files read go to standard error. Malformed files end the command; errors across records
    let it go on, to end with 1.
    """
    from partnercli.checks.judgement import judge, weighed
    from partnercli.checks.registry import run
    from partnercli.cli.findings_text import write_findings
    from partnercli.cli.problems import Refused

    exercise = loaded.exercise
    broken = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    if broken:
        write_findings(session.terminal, loaded, broken)
        raise Refused("the data cannot be read as it is", "mend the files named above, then try again")
    placed = loaded.placed(errors(weighed(run(exercise), exercise.config)))
    found = errors(judge(placed, loaded.acceptances, exercise.config).findings)
    write_findings(session.terminal, loaded, found)
    session.terminal.progress.begins("Working it out")
    return exercise, Exit.ERRORS if found else Exit.FINE


def config_of(exercise: Exercise) -> Config:
    """The settings; raises Refused where they cannot be read."""
    from partnercli.cli.problems import Refused

    if exercise.config is None:
        raise Refused(f"{CONFIG_FILE} cannot be read", "mend it first: partner validate says where")
    return exercise.config


def shown(path: Path) -> str:
    """A path as a person types it: from the working folder where it lies below that, else whole."""
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that make a command fail."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
