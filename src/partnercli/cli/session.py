"""What every command works with: the repository, the terminal, and the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercli.cli.exit_codes import Exit
from partnercli.cli.root import here, root_of
from partnercli.cli.terminal import Terminal
from partnercli.findings import errors
from partnercli.library.folder import past
from partnercli.library.problems import Refused
from partnercli.records.plural import plural
from partnercli.repository.trees import ReadOnce, Tree, WorkingTree

if TYPE_CHECKING:  # a check of what did not change needs no model
    from partnercli.records.exercise import Exercise
    from partnercli.repository.cache import Store, Where
    from partnercli.repository.load import Loaded
    from partnercli.repository.scope import Scope


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
        return root_of(self.repo).folder

    def load(
        self, scope: Scope, at: str | None = None, *, once: bool = False, remember: bool = True
    ) -> Loaded:
        """Read what a command needs, from the files as they are or `at` a revision; raises NotFound.

        With `once` no file is read a second time: what is written then rests on what was loaded, and on no later state.
        Without `remember` nothing of it is taken from the cache, or kept there: what goes out to the public.
        """
        what = "Reading the files" if at is None else "Reading the files as they were"
        self.terminal.progress.begins(what)
        tree = WorkingTree(self.root) if at is None else past(self.root, at)
        loaded = self.read(ReadOnce(tree) if once else tree, scope, remember=remember)
        self.tell_read(loaded, at)
        return loaded

    def tell_read(self, loaded: Loaded, at: str | None = None) -> None:
        """Say with --verbose how many files were read, and of which state."""
        if self.verbose:
            where = f"{self.root} at {at}" if at is not None else str(self.root)
            self.terminal.note(f"{plural(len(loaded.files), 'file')} read in {where}")

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
        from partnercli.repository.cache import Store

        folder = self.cache_of(self.root).folder
        return Store(folder, self.root) if folder else None

    def cache_of(self, root: Path | None) -> Where:
        """Where what is remembered of a repository lies, or why nothing is; None stands for no repository."""
        from partnercli.repository.cache import Where, where

        return where(root) if self.remembers else Where(None, "--no-cache says so")


def sound(session: Session, loaded: Loaded) -> tuple[Exercise, Exit]:
    """The exercise to work with, and the exit code it leaves.

    Findings of the files read go to standard error. Malformed files end the command; errors across records
    let it go on, to end with 1.
    """
    from partnercli.cli.findings_text import write_findings
    from partnercli.library.soundness import contradictions

    if broken := errors(loaded.findings):
        write_findings(session.terminal, loaded, broken)
        raise Refused("the data cannot be read as they are", "mend the files named above, then try again")
    found = contradictions(loaded)
    write_findings(session.terminal, loaded, found)
    session.terminal.progress.begins("Working it out")
    return loaded.exercise, Exit.ERRORS if found else Exit.FINE


def shown(path: Path) -> str:
    """A path as a person types it, with `/`: from the working folder where it lies below that, else whole."""
    whole, start = path.absolute(), here()
    return (whole.relative_to(start) if whole.is_relative_to(start) else whole).as_posix()
