"""Making the papers of `partner render`: all of their files in memory first, then onto the disk, then their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from partnercli.cli.exit_codes import Exit
from partnercli.cli.made_files import FileContract, LeftOutContract, as_listed, put
from partnercli.cli.progress import Progress
from partnercli.cli.session import Session, shown, sound
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document, with_last
from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.formats import Format, Look, with_changes, written
from partnercli.documents.handling import marking_for
from partnercli.documents.language.known import LANGUAGES
from partnercli.documents.language.language import Language
from partnercli.library.own_files import own_look, own_templates
from partnercli.library.papers import Job, unfilled
from partnercli.library.problems import NotFound, Problem, Refused, Usage
from partnercli.library.refusals import format_refusal
from partnercli.library.soundness import require_sound_for_public
from partnercli.records.marking import Marking
from partnercli.repository.load import Loaded


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: in which formats, for whom, from which revision, and where the files go."""

    formats: tuple[Format, ...]
    output: Path | None
    at: str | None
    as_json: bool
    pdf_if_possible: bool
    """Whether a PDF that cannot be made is left out with a word while the rest is written: so it is with `all`."""
    changes_from: str | None = None
    """The revision from which the Word document tracks its changes."""
    provenance: bool = False
    imprint: bool = False


class PaperFileContract(FileContract):
    """A file of a paper."""

    format: str
    """Its format: md, docx, pdf, html or akn; provenance for the record of what it was made from."""


class RenderContract(TypedDict):
    """The files of a paper that were made."""

    format: Literal["partner.render/1"]
    """The contract's name and version."""
    document: str
    """What was made: the document's id, or the name that its files have in common."""
    audience: Audience
    """For whom it is made."""
    marking: Marking
    """How it is handled."""
    illustrative: bool
    """Whether a position that is not real went into it."""
    files: list[PaperFileContract]
    """The files."""
    left_out: list[LeftOutContract]
    """The formats in which nothing could be made."""
    warnings: list[str]
    """What to look at before it goes out, in words."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one paper, by name, not on the disk yet; and what is to be said of them."""

    stem: str
    audience: Audience
    files: Mapping[str, tuple[str, bytes]]
    left_out: Mapping[Format, FormatProblem]
    warnings: tuple[str, ...]
    illustrative: bool
    code: Exit


class Before(NamedTuple):
    """A paper as it was at a revision, whether a position that is not real went into it, and the last change since."""

    revision: str
    document: Document
    illustrative: bool
    author: str
    when: datetime


def make(session: Session, job: Job, order: Order) -> Made:
    """Make all files of a paper, or raise: nothing is on the disk afterwards."""
    loaded, code = _load(session, job, order.at)
    templates, look = own_templates(loaded), own_look(loaded, session.root)
    session.terminal.progress.begins("Filling in the template")
    draft = job.drafted(loaded, templates, job.document)
    _fit_for_readers(order, draft.paper.audience)
    document, beside = draft.paper.document, {}
    if order.provenance or order.imprint:
        from partnercli.cli.render import provenance

        inputs = draft.inputs()
        origin = provenance.origin_of(loaded, inputs, templates, session.root, order.at)
        if order.provenance:
            made = provenance.record(loaded, draft.stem, draft.paper, inputs, origin)
            beside[f"{draft.stem}.{provenance.ENDING}"] = ("provenance", made)
        if order.imprint:
            document = with_last(document, provenance.imprint(origin, _language(document)))
    before = _before(session, job, order, draft.document) if order.changes_from else None
    as_word = partial(_with_changes, before, look) if before else None
    for warning in draft.warnings:
        session.terminal.note(Piece("warning: ", "bold yellow"), warning)
    for held_back in draft.left_out:
        session.terminal.note(Piece("left out: ", "bold yellow"), held_back)
    files, left_out = _files(session.terminal.progress, draft.stem, document, order, look, as_word)
    if not all(problem.missing for problem in left_out.values()):
        code = Exit.ERRORS
    illustrative = loaded.exercise.any_illustrative or (before is not None and before.illustrative)
    return Made(
        draft.stem, draft.paper.audience, files | beside, left_out, unfilled(document), illustrative, code
    )


def _load(session: Session, job: Job, at: str | None) -> tuple[Loaded, Exit]:
    """Read what a paper needs. Where the public is to read it, nothing of what is wrong with the data is shown."""
    loaded = session.load(job.scope, at, remember=False)  # it may be for the public
    if job.readers(loaded.exercise) is not Audience.PUBLIC:
        return loaded, sound(session, loaded)[1]
    require_sound_for_public(loaded)
    return loaded, Exit.FINE


def _fit_for_readers(order: Order, audience: Audience) -> None:
    """Refuse to tell the public from what a paper was made, and what it said before."""
    if audience is not Audience.PUBLIC:
        return
    if order.provenance or order.imprint:
        raise Usage(
            "the public may not see from which files a paper was made", "leave out --provenance and --imprint"
        )
    if order.changes_from is not None:
        raise Usage("what the public reads bears no tracked changes", "leave out --track-changes-from")


def _before(session: Session, job: Job, order: Order, document: str | None) -> Before:
    """A paper as it was at another revision; `document` is the id of the one it is written of."""
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_history import last_change

    then = order.changes_from or ""
    try:
        loaded, _ = _load(session, replace(job, document=document), then)
        renumbered = job.document is None and document not in loaded.exercise.documents
        named = None if renumbered else document  # then what was the current document is compared with
        old = job.drafted(loaded, own_templates(loaded), named).paper.document
        change = last_change(session.root, order.at or "HEAD")
    except GitProblem as problem:
        raise NotFound(str(problem), problem.hint) from problem
    except Problem as problem:
        raise type(problem)(
            f"nothing to compare with at {then}: {problem}",
            "name another revision with --track-changes-from",
            problem.lines,
        ) from problem
    return Before(then, old, loaded.exercise.any_illustrative, change.author, change.when)


def _with_changes(before: Before, look: Look, new: Document) -> bytes:
    """A paper as Word with its changes since it was as `before`.

    The words of both stand in it, so that what warns of either warns of it, and is no change that could be accepted.
    """
    old = before.document
    if old.header.language != new.header.language:
        raise Refused(
            f"the paper is in {_language(new).name} and was in {_language(old).name} at {before.revision}: "
            "a translation has no tracked changes",
            "name a revision since which it is in the same language with --track-changes-from",
        )
    banners = max(
        new.header.banners, old.header.banners, key=len
    )  # for the same readers one has all of the other
    old, new = (replace(one, header=replace(one.header, banners=banners)) for one in (old, new))
    return with_changes(old, new, before.author, before.when, look)


def _language(document: Document) -> Language:
    """The language that a paper is written in."""
    return LANGUAGES[document.header.language.lower()]


def _files(
    progress: Progress,
    stem: str,
    document: Document,
    order: Order,
    look: Look,
    as_word: Callable[[Document], bytes] | None,
) -> tuple[dict[str, tuple[str, bytes]], dict[Format, FormatProblem]]:
    """The files by name; `as_word` makes the Word one where it is not the plain one."""
    files: dict[str, tuple[str, bytes]] = {}
    left_out: dict[Format, FormatProblem] = {}
    for form in progress.each("Writing the document", order.formats):
        try:
            made = as_word(document) if as_word and form is Format.DOCX else written(document, form, look)
            files[f"{stem}.{form.ending}"] = (form, made)
        except FormatProblem as problem:
            if order.pdf_if_possible and form is Format.PDF:
                left_out[form] = problem
            else:
                raise format_refusal(problem, form) from problem
    return files, left_out


def store(session: Session, order: Order, made: Made) -> None:
    """Put the files on the disk, each whole or not at all, and print their list."""
    paths = put(session, order.output, {name: data for name, (_, data) in made.files.items()})
    _say(session, order, made, paths)


def _say(session: Session, order: Order, made: Made, paths: Sequence[Path]) -> None:
    terminal = session.terminal
    left_out = {form: f"{problem.message}: {problem.hint}" for form, problem in made.left_out.items()}
    for form, because in left_out.items():
        terminal.note(Piece("left out: ", "bold yellow"), f"{form}: {because}")
    for warning in made.warnings:
        terminal.note(Piece("warning: ", "bold yellow"), warning)
    if not order.as_json:
        for path in paths:
            terminal.line(shown(path))
        return
    listed: list[PaperFileContract] = [
        {**as_listed(path, data), "format": form}
        for path, (form, data) in zip(paths, made.files.values(), strict=True)
    ]
    contract: RenderContract = {
        "format": "partner.render/1",
        "document": made.stem,
        "audience": made.audience,
        "marking": marking_for(made.audience),
        "illustrative": made.illustrative,
        "files": listed,
        "left_out": [{"format": form, "because": because} for form, because in left_out.items()],
        "warnings": list(made.warnings),
    }
    terminal.json(contract)
