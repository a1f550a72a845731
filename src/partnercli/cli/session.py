"""What every command works with: the repository, the terminal, and the day."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.problems import Exit, NotFound
from partnercli.cli.terminal import Terminal
from partnercli.documents.words import plural
from partnercli.findings import Finding, Severity
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Loaded, load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import ReadOnce, Tree, WorkingTree

CONFIG_FILE = "partner.yaml"


class Session(NamedTuple):
    """One run: where the repository is looked for, how the run prints, and the day it takes place."""

    terminal: Terminal
    today: date
    repo: Path | None = None
    verbose: bool = False

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

    def load(self, scope: Scope, at: str | None = None, *, once: bool = False) -> Loaded:
        """Read what a command needs, from the files as they are or `at` a revision; raises NotFound.

        With `once` no file is read a second time: what is written then rests on what was loaded, and on no later state.
        """
        tree = WorkingTree(self.root) if at is None else self._past(at)
        loaded = load(ReadOnce(tree) if once else tree, scope)
        if self.verbose:
            where = f"{self.root} at {at}" if at is not None else str(self.root)
            self.terminal.note(f"{plural(len(loaded.files), 'file')} read in {where}")
        return loaded

    def _past(self, revision: str) -> Tree:
        from partnercli.repository.git import GitProblem, GitTree

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
