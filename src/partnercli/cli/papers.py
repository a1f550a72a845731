"""Making the papers of `partner render`: all of their files in memory first, then onto the disk, then their list."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from partnercli.cli.own_templates import TEMPLATES, own_look, own_templates
from partnercli.cli.problems import Exit, NoAccess, NotFound, Problem, Refused, Usage
from partnercli.cli.session import Session, errors, shown, sound
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.blocks import Document, with_last
from partnercli.documents.formats import Format, FormatProblem, Look, with_changes, written
from partnercli.documents.handling import NotReleased, marking_of
from partnercli.documents.papers import NoPublicVersion, any_illustrative
from partnercli.documents.provenance import Inputs
from partnercli.documents.templates import TemplateProblem, empty_sections
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import did_you_mean
from partnercli.repository.load import Loaded, Scope
from partnercli.repository.write import ANYTHING, WriteProblem, require_writable, write_atomic

BUILD = "build"
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
    """A paper as blocks, with the name of its files, without ending, and what can be told of its inputs."""

    stem: str
    document: Document
    inputs: Callable[[], Inputs]


Writer = Callable[[Loaded, Exercise, Mapping[str, str]], Draft]
"""Finds what is to be written, in what was loaded and by the repository's own templates, and writes it."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one paper, by name, not on the disk yet; and what is to be said of them."""

    stem: str
    document: Document
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


def today(session: Session) -> date:
    """The day of the run; SOURCE_DATE_EPOCH, in seconds, stands in for it where builds must not vary."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return session.today
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Usage(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is no number of seconds', "unset it, or correct it"
        ) from error


def load_for(session: Session, order: Order, document: str | None) -> tuple[Loaded, Exercise, Exit]:
    """Read what a paper needs. Where the public is to read it, nothing of what is wrong with the data is shown."""
    loaded = session.load(Scope.of_document(document), order.at)
    if not _for_the_public(loaded.exercise, order, document):
        return (loaded, *sound(session, loaded))
    from partnercli.checks.judgement import judge, weighed
    from partnercli.checks.registry import run

    exercise = loaded.exercise
    found = () if errors(loaded.findings) else loaded.placed(errors(weighed(run(exercise), exercise.config)))
    if errors(loaded.findings) or errors(judge(found, loaded.acceptances, exercise.config).findings):
        raise Refused(
            "the data have errors, and a public version is made from sound data only", "see partner validate"
        )
    return loaded, exercise, Exit.FINE


def _for_the_public(exercise: Exercise, order: Order, document: str | None) -> bool:
    """Whether the public is to read it: that is asked for, or its document, else the current one, is public."""
    config = exercise.config
    if order.audience is not Audience.DELEGATIONS or config is None:
        return order.audience is Audience.PUBLIC
    record = exercise.documents.get(document or config.current_document or "")
    return record is not None and marking_of(record, config) is Marking.PUBLIC


def make(session: Session, order: Order, document: str | None, write: Writer) -> Made:
    """Make all files of a paper, or raise: nothing is on the disk afterwards."""
    loaded, exercise, code = load_for(session, order, document)
    templates = own_templates(loaded)
    draft = drafted(write, loaded, exercise, templates)
    _fit_for_readers(order, draft.document)
    look = own_look(loaded, session.root)
    paper, beside = draft.document, {}
    if order.provenance or order.imprint:
        from partnercli.cli import provenance

        inputs = draft.inputs()
        origin = provenance.origin_of(loaded, inputs, templates, session.root, order.at)
        if order.provenance:
            made = provenance.record(loaded, draft.stem, paper, inputs, origin)
            beside[f"{draft.stem}.{provenance.ENDING}"] = ("provenance", made)
        if order.imprint:
            paper = with_last(paper, provenance.imprint(origin))
    files, left_out = _files(draft.stem, paper, order, partial(_form, session, order, document, write, look))
    if not all(problem.missing for problem in left_out.values()):
        code = Exit.ERRORS
    warnings = tuple(
        f'nothing stands under the heading "{heading}"' for heading in empty_sections(paper.blocks)
    )
    return Made(draft.stem, paper, files | beside, left_out, warnings, any_illustrative(exercise), code)


def _fit_for_readers(order: Order, paper: Document) -> None:
    """Refuse to tell the public from what a paper was made, and what it said before."""
    if paper.header.marking:
        return
    if order.provenance or order.imprint:
        raise Usage(
            "the public may not see from which files a paper was made", "leave out --provenance and --imprint"
        )
    if order.changes_from is not None:
        raise Usage("what the public reads bears no tracked changes", "leave out --track-changes-from")


def drafted(write: Writer, loaded: Loaded, exercise: Exercise, templates: Mapping[str, str]) -> Draft:
    """What a writer writes, its problems in words for the user."""
    try:
        return write(loaded, exercise, templates)
    except TemplateProblem as problem:
        place = f"{TEMPLATES}/{problem.template}{f':{problem.line}' if problem.line else ''}"
        raise Refused(f"{place}: {problem.message}", problem.hint or "mend the template") from problem
    except NotReleased as problem:
        raise Refused(
            f"no decision to release {problem.document} is recorded, so the public can have nothing of it",
            f"record it in {Kind.DOCUMENT.path}/: release, with by, on and reference",
        ) from problem
    except NoPublicVersion as problem:
        raise Refused(
            "this paper names delegations and what they wrote: there is no public version of it",
            "write it for delegations, or for the Presidency",
        ) from problem


def _form(
    session: Session, order: Order, key: str | None, write: Writer, look: Look, paper: Document, form: Format
) -> bytes:
    """A paper in one format; as Word with its changes since another revision where they are asked for."""
    if form is not Format.DOCX or order.changes_from is None:
        return written(paper, form, look)
    from partnercli.repository.git import GitProblem, last_change

    try:
        loaded, exercise, _ = load_for(session, replace(order, at=order.changes_from), key)
        old = drafted(write, loaded, exercise, own_templates(loaded)).document
        change = last_change(session.root, order.at or "HEAD")
    except GitProblem as problem:
        raise NotFound(str(problem), problem.hint) from problem
    except Problem as problem:
        at = f"nothing to compare with at {order.changes_from}"
        raise type(problem)(
            f"{at}: {problem}", "name another revision with --track-changes-from"
        ) from problem
    return with_changes(old, paper, change.author, change.when, look)


def _files(
    stem: str, document: Document, order: Order, write: Callable[[Document, Format], bytes]
) -> tuple[dict[str, tuple[str, bytes]], dict[Format, FormatProblem]]:
    files: dict[str, tuple[str, bytes]] = {}
    left_out: dict[Format, FormatProblem] = {}
    for form in order.formats:
        try:
            files[f"{stem}.{form.ending}"] = (form, write(document, form))
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
    folder = order.output if order.output is not None else session.root / BUILD
    if order.output is None and folder.is_symlink():
        raise Refused(
            f"{BUILD}/ is a link that leads elsewhere", "remove the link, or name a folder with --output"
        )
    paths = [folder / name for name in made.files]
    try:
        for path in paths:
            require_writable(path)
    except WriteProblem as error:
        raise NoAccess(str(error), "name another folder with --output") from error
    for place, (path, (_, data)) in enumerate(zip(paths, made.files.values(), strict=True)):
        try:
            write_atomic(path, data, ANYTHING)
        except WriteProblem as error:
            before = f"; new already: {', '.join(map(shown, paths[:place]))}" if place else ""
            raise NoAccess(f"{error}{before}", "name another folder with --output") from error
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
        {"path": shown(path), "format": form, "bytes": len(data), "sha256": sha256(data).hexdigest()}
        for path, (form, data) in zip(paths, made.files.values(), strict=True)
    ]
    contract = {
        "format": "partner.render/1",
        "document": made.stem,
        "audience": order.audience,
        "marking": made.document.header.marking or "public",
        "illustrative": made.illustrative,
        "files": listed,
        "left_out": [{"format": form, "because": because} for form, because in left_out.items()],
        "warnings": list(made.warnings),
    }
    terminal.write(json.dumps(contract, ensure_ascii=False, indent=2) + "\n")
