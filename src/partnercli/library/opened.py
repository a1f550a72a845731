"""A repository that was opened: what a script asks of it, with the answers that the commands work with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TypeVar

from partnercli.documents.audience import Audience
from partnercli.documents.formats import Format
from partnercli.findings.verdict import Verdict
from partnercli.library import papers
from partnercli.library.folder import past, require_repository
from partnercli.library.judging import verdict
from partnercli.library.own_files import own_look, own_templates
from partnercli.library.problems import NoAccess, Usage
from partnercli.library.rendered import Rendered, rendered
from partnercli.library.soundness import require_sound, require_sound_for_public
from partnercli.library.supposing import stances
from partnercli.records.names import did_you_mean
from partnercli.repository.kinds import DATA, TEMPLATES
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import ReadOnce, Tree, Unreadable, WorkingTree
from partnercli.system.reasons import reason
from partnercli.tally.counts import count
from partnercli.tally.result import Tally

W = TypeVar("W", bound=StrEnum)


def open_repository(folder: str | os.PathLike[str], *, at: str | None = None) -> Repository:
    """The repository in a folder, which holds partner.yaml: its files as they are, or `at` a commit, branch or tag.

    Raises NotFound or NoAccess.
    """
    root = Path(folder)
    try:
        require_repository(root)
    except OSError as error:
        raise NoAccess(f"{root} cannot be read: {reason(error)}") from error
    return Repository(root, WorkingTree(root) if at is None else past(root, at))


class Repository:
    """A repository as it was opened: its files of then, each as it was when first read; open it again to see changes.

    Nothing is written, remembered or printed. Names are found as on the command line: countries by name, id, ISO code
    or alias, delegations by code or name, documents by id or number. What is made of data with errors is not made:
    Unsound says which; nor is a public version without a release (Refused). Several threads may ask: one after the
    other is answered.
    """

    def __init__(self, root: Path, tree: Tree) -> None:
        """The files of `tree`, a state of the repository in the folder `root`: see `open_repository`."""
        self.root = root
        self._tree = ReadOnce(tree)
        for folder in (DATA, TEMPLATES):
            with suppress(Unreadable):  # what is wrong is said when something is made of it
                next(self._tree.files(folder), None)
        self._answering = Lock()  # a tree holds one folder open at a time, and reads the next file from there

    def check(self) -> Verdict:
        """All that `partner validate` would find, with how many files were read and how it is handled."""
        with self._answering:
            return verdict(load(self._tree, Scope.everything()))

    def tally(
        self,
        meeting: str | None = None,
        *,
        without: Sequence[str] | str = (),
        assume: Sequence[str] | str = (),
    ) -> Tally:
        """Where consensus lies at a meeting, named by its id, else at the current one: a reading, not a decision.

        `without` leaves delegations out; `assume` supposes what one says, as on the command line: "IT=tunisia",
        "IT=niger:opposition", "DE=mali:none"; one text or several. The result's `what_if` says so. Raises a Problem.
        """
        with self._answering:
            loaded = load(self._tree, Scope.of_meeting(meeting))
            exercise = require_sound(loaded)
        return count(stances(loaded, meeting, _each(without), _each(assume)), exercise)

    def render_note(
        self,
        document: str | None = None,
        *,
        format: Format | str = Format.MD,  # noqa: A002 - as the command line calls it
        audience: Audience | str = Audience.DELEGATIONS,
    ) -> Rendered:
        """The NOTE of a document, else of the current one. Raises a Problem."""
        return self._rendered(papers.note(_word(Audience, audience), document), format)

    def render_outline(
        self,
        country: str,
        *,
        document: str | None = None,
        on: date | None = None,
        format: Format | str = Format.MD,  # noqa: A002
        audience: Audience | str = Audience.DELEGATIONS,
    ) -> Rendered:
        """The indicative outline of a country, under the header of a document where one is named.

        Its day of record is `on`, else that of its document, else that of the current one. Raises a Problem.
        """
        job = papers.outline(_word(Audience, audience), country, document, papers.Day(on))
        return self._rendered(job, format)

    def render_compilation(
        self,
        document: str | None = None,
        *,
        on: date | None = None,
        format: Format | str = Format.MD,  # noqa: A002
        audience: Audience | str = Audience.DELEGATIONS,
    ) -> Rendered:
        """What delegations sent in writing for the meeting that a document, else the current one, reports.

        Without a document its day of record has to be named. Raises a Problem.
        """
        job = papers.compilation(_word(Audience, audience), document, papers.Day(on))
        return self._rendered(job, format)

    def render_progress(
        self,
        document: str | None = None,
        *,
        on: date | None = None,
        format: Format | str = Format.MD,  # noqa: A002
        audience: Audience | str = Audience.DELEGATIONS,
    ) -> Rendered:
        """How far the outlines have come. Without a document its day of record has to be named. Raises a Problem."""
        job = papers.progress(_word(Audience, audience), document, papers.Day(on))
        return self._rendered(job, format)

    def render_briefing(
        self,
        on: date,
        *,
        document: str | None = None,
        meeting: str | None = None,
        format: Format | str = Format.MD,  # noqa: A002
    ) -> Rendered:
        """The Chair's steering note on a day of record, for the Presidency alone: it names who said what.

        It is for the meeting named, else for the next one on record. Raises a Problem.
        """
        return self._rendered(papers.briefing(document, meeting, papers.Day(on)), format)

    def render_handover(self, on: date, *, format: Format | str = Format.MD) -> Rendered:  # noqa: A002
        """What the next Presidency takes over on a day of record, for the two of them alone. Raises a Problem."""
        return self._rendered(papers.handover(papers.Day(on)), format)

    def _rendered(self, job: papers.Job, form: Format | str) -> Rendered:
        chosen = _word(Format, form)
        with self._answering:
            loaded = load(self._tree, job.scope)
            if job.readers(loaded.exercise) is Audience.PUBLIC:
                require_sound_for_public(loaded)
            else:
                require_sound(loaded)
            templates, look = own_templates(loaded), own_look(loaded, self.root)
        draft = job.drafted(loaded, templates, job.document)
        return rendered(draft, chosen, look, illustrative=loaded.exercise.any_illustrative)


def _each(given: Sequence[str] | str) -> Sequence[str]:
    """Texts that may be given as one."""
    return [given] if isinstance(given, str) else given


def _word(kind: type[W], word: str) -> W:
    """A word of a fixed set; raises Usage with the nearest."""
    words = [str(one) for one in kind]
    if word not in words:
        hint = did_you_mean(word, words) or f"write one of: {', '.join(words)}"
        raise Usage(f'there is no {kind.__name__.lower()} "{word}"', hint)
    return kind(word)
