"""Making the papers of `partner render`: all of their files in memory first, then onto the disk, then their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercli.cli.made_files import as_listed, put
from partnercli.cli.problems import Exit, NotFound, Problem, Refused, Usage
from partnercli.cli.progress import Progress
from partnercli.cli.refusals import refusal, require_sound
from partnercli.cli.session import Session, shown, sound
from partnercli.cli.template.own import TEMPLATES, own_look, own_templates
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document, with_last
from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.formats import Format, Look, with_changes, written
from partnercli.documents.grounds import MissingRecord, NoPublicVersion, WrittenByOthers
from partnercli.documents.handling import NotReleased, marking_for, readers
from partnercli.documents.papers import Written
from partnercli.documents.templates import TemplateProblem, empty_sections
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

if TYPE_CHECKING:
    from partnercli.documents.provenance import Inputs

ALL = "all"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: in which formats, for whom, from which revision, and where the files go."""

    formats: tuple[Format, ...]
    audience: Audience
    output: Path | None
    at: str | None
    as_json: bool
    pdf_if_possible: bool
    """Whether a PDF that cannot be made is left out with a word while the rest is written: so it is with `all`."""
    changes_from: str | None = None
    """The revision from which the Word document tracks its changes."""
    provenance: bool = False
    imprint: bool = False


class Draft(NamedTuple):
    """A finished paper, the name of its files without ending, its document's id, and what can be told of its inputs."""

    stem: str
    paper: Written
    document: str | None
    inputs: Callable[[], Inputs]


Writer = Callable[[Loaded, Exercise, Mapping[str, str], str | None], Draft]
"""Finds what is to be written, in what was loaded, and writes it by the repository's own templates.

The last argument names the document, by its id; where it is None, the command line decides.
"""


class Job(NamedTuple):
    """An order and how it is carried out: `document` is the id named, `current` whether the current one stands in.

    `everything`: the paper is made from all records, not from those of its document alone.
    """

    order: Order
    write: Writer
    document: str | None
    current: bool
    everything: bool = False


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


def formats_of(text: str) -> tuple[tuple[Format, ...], bool]:
    """The formats named on the command line, in the order of `Format`, and whether all were meant; raises Usage."""
    words = [word.strip().lower() for word in text.split(",")]
    if words == [ALL]:
        return tuple(Format), True
    if ALL in words:
        raise Usage("all stands alone", "name the formats one by one, or write --format all")
    known = [*(form.value for form in Format), ALL]
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known) or f"name one or more of {', '.join(Format)}, or all"
            raise Usage(f'there is no format "{word}"', hint)
    return tuple(form for form in Format if form.value in words), False


def make(session: Session, job: Job) -> Made:
    """Make all files of a paper, or raise: nothing is on the disk afterwards."""
    order = job.order
    loaded, exercise, code = _load(session, job)
    templates, look = own_templates(loaded), own_look(loaded, session.root)
    session.terminal.progress.begins("Filling in the template")
    draft = _drafted(job, loaded, exercise, templates, job.document)
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
            document = with_last(document, provenance.imprint(origin))
    as_word = partial(_with_changes, session, job, draft.document, look) if order.changes_from else None
    files, left_out = _files(session.terminal.progress, draft.stem, document, order, look, as_word)
    if not all(problem.missing for problem in left_out.values()):
        code = Exit.ERRORS
    warnings = tuple(
        f'nothing stands under the heading "{heading}"' for heading in empty_sections(document.blocks)
    )
    illustrative = exercise.any_illustrative
    return Made(draft.stem, draft.paper.audience, files | beside, left_out, warnings, illustrative, code)


def _load(session: Session, job: Job) -> tuple[Loaded, Exercise, Exit]:
    """Read what a paper needs. Where the public is to read it, nothing of what is wrong with the data is shown."""
    scope = Scope.everything() if job.everything else Scope.of_document(job.document)
    loaded = session.load(scope, job.order.at, remember=False)  # it may be for the public
    exercise = loaded.exercise
    if _readers(exercise, job) is not Audience.PUBLIC:
        return (loaded, *sound(session, loaded))
    require_sound(loaded)
    return loaded, exercise, Exit.FINE


def _readers(exercise: Exercise, job: Job) -> Audience:
    """For whom the paper will be written, as far as can be told before it is."""
    config = exercise.config
    current = config.current_document if config and job.current else None
    document = exercise.documents.get(job.document or current or "")
    if config is None or document is None:
        return job.order.audience
    try:
        return readers(document, config, job.order.audience)
    except NotReleased:
        return Audience.PUBLIC


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


def _drafted(
    job: Job, loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], document: str | None
) -> Draft:
    """What a writer writes, its problems in words for the user."""
    try:
        return job.write(loaded, exercise, templates, document)
    except TemplateProblem as problem:
        place = f"{TEMPLATES}/{problem.template}{f':{problem.line}' if problem.line else ''}"
        raise Refused(f"{place}: {problem.message}", problem.hint or "mend the template") from problem
    except (MissingRecord, NotReleased, WrittenByOthers, NoPublicVersion) as problem:
        raise refusal(problem, loaded) from problem


def _with_changes(session: Session, job: Job, document: str | None, look: Look, new: Document) -> bytes:
    """A paper as Word with its changes since another revision; `document` is the id of the one it is written of."""
    from partnercli.repository.git import GitProblem
    from partnercli.repository.git_history import last_change

    then = job.order.changes_from or ""
    try:
        loaded, exercise, _ = _load(
            session, job._replace(order=replace(job.order, at=then), document=document)
        )
        renumbered = job.document is None and document not in exercise.documents
        named = None if renumbered else document  # then what was the current document is compared with
        old = _drafted(job, loaded, exercise, own_templates(loaded), named).paper.document
        change = last_change(session.root, job.order.at or "HEAD")
    except GitProblem as problem:
        raise NotFound(str(problem), problem.hint) from problem
    except Problem as problem:
        raise type(problem)(
            f"nothing to compare with at {then}: {problem}", "name another revision with --track-changes-from"
        ) from problem
    return with_changes(old, new, change.author, change.when, look)


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
            elif problem.missing:
                raise Usage(problem.message, problem.hint) from problem
            else:
                raise Refused(f"{form}: {problem.message}", problem.hint) from problem
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
    listed = [
        as_listed(path, data, format=form)
        for path, (form, data) in zip(paths, made.files.values(), strict=True)
    ]
    contract = {
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
