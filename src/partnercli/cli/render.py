"""`partner render`: documents from records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.lookup import document_id, find_country, find_document, find_meeting
from partnercli.cli.papers import Draft, Order, Writer, formats_of, make, store, today
from partnercli.cli.problems import NotFound, Refused, Usage
from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.cover_note import COVER_NOTE
from partnercli.documents.formats import Format
from partnercli.documents.papers import Paper, write_compilation, write_note, write_outline, write_progress
from partnercli.documents.provenance import (
    compilation_inputs,
    note_inputs,
    outline_inputs,
    progress_inputs,
)
from partnercli.documents.words import listed
from partnercli.records.base import Unreadable
from partnercli.records.document import Document as CouncilDocument
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.period import read_day
from partnercli.repository.load import Loaded

app = typer.Typer(
    help="Write a Council document, or a paper around it, from the records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

FOR_PRESIDENCY = ("support", "matrix")
"""Annexes that name who said what: whatever a document lists, the Presidency's version has both, and no other any."""

DocumentName = Annotated[
    str | None,
    typer.Argument(metavar="DOCUMENT", help="The document, by id or number; otherwise the current one."),
]
HeaderName = Annotated[
    str | None,
    typer.Option(
        metavar="DOCUMENT", help="The document it is, whose header it bears; otherwise it has no number."
    ),
]
Formats = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMATS", help="md, docx, pdf, html and akn, parted by commas; or all."
    ),
]
NoteFormats = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMATS",
        help="md, docx, pdf, html and akn, parted by commas; or all. [default: md]",
    ),
]
ChangesFrom = Annotated[
    str | None,
    typer.Option(
        "--track-changes-from",
        metavar="REV",
        help="Word only: with the changes since a revision, as Word tracks them.",
    ),
]
Provenance = Annotated[
    bool,
    typer.Option(
        "--provenance", help="Also write from which files, lines and commit each block came; names positions."
    ),
]
Imprint = Annotated[
    bool,
    typer.Option("--imprint", help="Say at the end of the document from which commit and files it was made."),
]
Output = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The folder to write to; otherwise build/ of the repository."),
]
For = Annotated[
    Audience | None,
    typer.Option(
        "--audience", help="Who may read it: presidency (who said what), delegations (the default), public."
    ),
]
Public = Annotated[
    bool, typer.Option("--public", help="Short for --audience public; needs a recorded release.")
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="REV", help="From the files as they were at a commit, branch or tag."),
]
Watch = Annotated[bool, typer.Option("--watch", help="Write it again whenever a file changes, until Ctrl-C.")]
AsJson = Annotated[bool, typer.Option("--json", help="List the files as JSON, with their hashes.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of record: 2021-05-25.")]


@app.callback()
def render() -> None:
    """Write a Council document, or a paper around it, from the records."""


@app.command()
def note(
    context: typer.Context,
    document: DocumentName = None,
    formats: NoteFormats = None,
    output: Output = None,
    audience: For = None,
    public: Public = False,
    at: At = None,
    changes_from: ChangesFrom = None,
    watch: Watch = False,
    provenance: Provenance = False,
    imprint: Imprint = False,
    as_json: AsJson = False,
) -> int:
    """Write the NOTE for the working party; as delegations may see it, no delegation is named in it.

    Prints the path of each file written.
    """
    if formats is None:
        formats = "md" if changes_from is None else "docx"
    order = _order(formats, output, audience, public, at, as_json, provenance, imprint)
    order = _tracked(order, changes_from)

    def write(loaded: Loaded, exercise: Exercise, templates: Mapping[str, str]) -> Draft:
        key = find_document(exercise, document)
        _may_be_written(loaded, exercise, key)
        held_back = [one for one in exercise.documents[key].annexes if one in FOR_PRESIDENCY]
        if held_back and order.audience is Audience.DELEGATIONS:
            said = f"{listed(held_back)}, for the Presidency's eyes only: write it with --audience presidency"
            context.obj.terminal.note(Piece("left out: ", "bold yellow"), said)
        made = write_note(exercise, key, order.audience, templates)
        return Draft(key, made, partial(note_inputs, exercise, key))

    return _carry_out(context.obj, order, document, write, watch)


@app.command()
def outline(
    context: typer.Context,
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="By name, id, ISO code or alias.")],
    document: HeaderName = None,
    on: On = None,
    formats: Formats = "md",
    output: Output = None,
    audience: For = None,
    public: Public = False,
    at: At = None,
    watch: Watch = False,
    provenance: Provenance = False,
    imprint: Imprint = False,
    as_json: AsJson = False,
) -> int:
    """Write the indicative outline for one partner country.

    Its day of record is that of its document, else that of the current one.
    """
    order = _order(formats, output, audience, public, at, as_json, provenance, imprint)

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str]) -> Draft:
        key = find_country(exercise, country)
        if key not in exercise.outlines:
            name = exercise.countries[key].name
            raise NotFound(f"there is no outline for {name}", f"draft one: partner outline new {key}")
        current = exercise.config.current_document if exercise.config else None
        paper = _paper(context.obj, exercise, document, on, current)
        made = write_outline(exercise, key, paper, order.audience, templates)
        return Draft(f"outline-{key}", made, partial(outline_inputs, exercise, key, paper))

    return _carry_out(context.obj, order, document, write, watch)


@app.command()
def compilation(
    context: typer.Context,
    document: DocumentName = None,
    on: On = None,
    formats: Formats = "md",
    output: Output = None,
    audience: For = None,
    public: Public = False,
    at: At = None,
    watch: Watch = False,
    provenance: Provenance = False,
    imprint: Imprint = False,
    as_json: AsJson = False,
) -> int:
    """Compile what delegations sent in writing, in protocol order: written replies and circulated non-papers.

    What was said in the room or in confidence never comes into it. Without a document named, it has no number,
    and its day of record is today.
    """
    order = _order(formats, output, audience, public, at, as_json, provenance, imprint)

    def write(loaded: Loaded, exercise: Exercise, templates: Mapping[str, str]) -> Draft:
        paper = _paper(context.obj, exercise, document, on)
        record = exercise.documents[paper.document] if paper.document else None
        find_meeting(loaded, record.reports(exercise.config) if record else None)
        made = write_compilation(exercise, paper, order.audience, templates)
        return Draft(_stem("compilation", paper), made, partial(compilation_inputs, exercise, paper))

    return _carry_out(context.obj, order, document, write, watch)


@app.command()
def progress(
    context: typer.Context,
    document: DocumentName = None,
    on: On = None,
    formats: Formats = "md",
    output: Output = None,
    audience: For = None,
    public: Public = False,
    at: At = None,
    watch: Watch = False,
    provenance: Provenance = False,
    imprint: Imprint = False,
    as_json: AsJson = False,
) -> int:
    """Report how far the outlines have come: what is done, late and missing.

    Without a document named, it has no number, and its day of record is today.
    """
    order = _order(formats, output, audience, public, at, as_json, provenance, imprint)

    def write(loaded: Loaded, exercise: Exercise, templates: Mapping[str, str]) -> Draft:
        paper = _paper(context.obj, exercise, document, on)
        if key := paper.document or (exercise.config and exercise.config.current_document):
            _may_be_written(loaded, exercise, find_document(exercise, key))
        made = write_progress(exercise, paper, order.audience, templates)
        return Draft(_stem("progress", paper), made, partial(progress_inputs, exercise, paper))

    return _carry_out(context.obj, order, document, write, watch)


def _order(
    formats: str,
    output: Path | None,
    audience: Audience | None,
    public: bool,
    at: str | None,
    as_json: bool,
    provenance: bool,
    imprint: bool,
) -> Order:
    if public and audience not in (None, Audience.PUBLIC):
        raise Usage(f"--public and --audience {audience} contradict each other", "leave one of them out")
    wanted = Audience.PUBLIC if public else audience or Audience.DELEGATIONS
    chosen, all_of_them = formats_of(formats)
    return Order(
        chosen,
        wanted,
        output,
        at,
        as_json,
        pdf_if_possible=all_of_them,
        provenance=provenance,
        imprint=imprint,
    )


def _tracked(order: Order, changes_from: str | None) -> Order:
    """The order with the revision from which Word tracks the changes; raises Usage."""
    if changes_from is None:
        return order
    if Format.DOCX not in order.formats:
        raise Usage("changes are tracked in Word alone", "add docx to --format")
    return replace(order, changes_from=changes_from)


def _carry_out(session: Session, order: Order, document: str | None, write: Writer, watch: bool) -> int:
    named = document and document_id(document)
    if watch:
        from partnercli.cli.watching import keep_writing

        return keep_writing(session, order, named, write)
    made = make(session, order, named, write)
    store(session, order, made)
    return made.code


def _paper(
    session: Session, exercise: Exercise, document: str | None, on: str | None, dated_by: str | None = None
) -> Paper:
    """A paper's header and day: that given, else that of the document named, or of `dated_by`, else today."""
    key = find_document(exercise, document) if document else None
    if key is not None:
        _in_english(exercise.documents[key])
    dating = exercise.documents.get(key or dated_by or "")
    if on is not None:
        return Paper(_day(on), key)
    return Paper(dating.date if dating else today(session), key)


def _day(text: str) -> date:
    try:
        return read_day(text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def _may_be_written(loaded: Loaded, exercise: Exercise, key: str) -> None:
    """Refuse a document whose records are not all there, or that no template can write."""
    document, config = exercise.documents[key], exercise.config
    _in_english(document)
    if config is None or document.written_with == COVER_NOTE:
        return
    find_meeting(loaded, document.reports(config))
    unknown = [one.country for one in document.partners or () if one.country not in exercise.countries]
    if unknown:
        raise Refused(f"{Kind.DOCUMENT.file(key)} lists partners without a record: {', '.join(unknown)}")
    if not exercise.delegations:
        raise Refused(f"{Kind.DELEGATIONS.file()} names no delegation, so nobody is expected", "add the list")


def _stem(word: str, paper: Paper) -> str:
    """The name of a paper's files: never that of its document's NOTE, which it would replace."""
    return f"{paper.document}-{word}" if paper.document else word


def _in_english(document: CouncilDocument) -> None:
    if document.language != "en":
        raise Refused(f"{document.full_number} is in {document.language}", "only English is written so far")
