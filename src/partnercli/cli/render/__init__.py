"""`partner render`: documents from records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from partnercli.cli.given import day_given
from partnercli.cli.lookup import document_id, find_country, find_document, find_meeting
from partnercli.cli.made_files import day_made, today
from partnercli.cli.problems import NotFound, Refused
from partnercli.cli.render.options import Options, with_options
from partnercli.cli.render.papers import Draft, Job, Order, Writer, make, store
from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece
from partnercli.documents.audience import Audience
from partnercli.documents.grounds import Paper
from partnercli.documents.papers import (
    write_briefing,
    write_compilation,
    write_handover,
    write_note,
    write_outline,
    write_progress,
)
from partnercli.documents.words import listed
from partnercli.records.document import Document, previous_document
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Loaded

if TYPE_CHECKING:
    from partnercli.documents.provenance import Inputs

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
OwnDocument = Annotated[
    str | None,
    typer.Argument(
        metavar="DOCUMENT", help="The document it is, whose header it bears; otherwise it has no number."
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of record: 2021-05-25.")]


@app.callback()
def render() -> None:
    """Write a Council document, or a paper around it, from the records."""


@app.command()
@with_options
def note(
    context: typer.Context,
    options: Options,
    document: DocumentName = None,
    changes_from: Annotated[
        str | None,
        typer.Option(
            "--track-changes-from",
            metavar="REV",
            help="Word only: with the changes since a revision, as Word tracks them.",
        ),
    ] = None,
) -> int:
    """Write the NOTE for the working party; as delegations may see it, no delegation is named in it.

    Prints the path of each file written.
    """
    order = options.order(changes_from)

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], named: str | None) -> Draft:
        key = find_document(exercise, named or document)
        record = exercise.documents[key]
        _in_english(record)
        if order.audience is not Audience.PUBLIC:
            _say_what_it_reports(context.obj, exercise, key)
            _say_what_is_left_out(context.obj, exercise, order, record)
        made = write_note(exercise, key, order.audience, templates)
        return Draft(key, made, key, partial(_inputs_of_note, exercise, key))

    return _carry_out(context.obj, options, order, write, document, current=True)


@app.command()
@with_options
def outline(
    context: typer.Context,
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="By name, id, ISO code or alias.")],
    options: Options,
    document: Annotated[
        str | None,
        typer.Option(
            metavar="DOCUMENT", help="The document it is, whose header it bears; otherwise it has no number."
        ),
    ] = None,
    on: On = None,
) -> int:
    """Write the indicative outline for one partner country.

    Its day of record is that of its document, else that of the current one.
    """
    order = options.order()

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], named: str | None) -> Draft:
        key = find_country(exercise, country)
        if key not in exercise.outlines:
            name = exercise.countries[key].name
            raise NotFound(f"there is no outline for {name}", f"draft one: partner outline new {key}")
        current = exercise.config.current_document if exercise.config else None
        paper = _paper(context.obj, exercise, named or document, on, current)
        made = write_outline(exercise, key, paper, order.audience, templates)
        return Draft(
            f"outline-{key}", made, paper.document, partial(_inputs_of_outline, exercise, key, paper)
        )

    return _carry_out(context.obj, options, order, write, document)


@app.command()
@with_options
def compilation(context: typer.Context, options: Options, document: OwnDocument = None, on: On = None) -> int:
    """Compile what delegations sent in writing, in protocol order: written replies and circulated non-papers.

    What was said in the room or in confidence never comes into it. It is that of the meeting which the document, or
    the current one, reports. Without a document named, its day of record is today.
    """
    order = options.order()

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], named: str | None) -> Draft:
        paper = _paper(context.obj, exercise, named or document, on)
        made = write_compilation(exercise, paper, order.audience, templates)
        inputs = partial(_inputs_of_compilation, exercise, paper)
        return Draft(_stem("compilation", paper), made, paper.document, inputs)

    return _carry_out(context.obj, options, order, write, document)


@app.command()
@with_options
def progress(context: typer.Context, options: Options, document: OwnDocument = None, on: On = None) -> int:
    """Report how far the outlines have come: what is done, late and missing.

    Without a document named, its day of record is today.
    """
    order = options.order()

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], named: str | None) -> Draft:
        paper = _paper(context.obj, exercise, named or document, on)
        made = write_progress(exercise, paper, order.audience, templates)
        inputs = partial(_inputs_of_progress, exercise, paper)
        return Draft(_stem("progress", paper), made, paper.document, inputs)

    return _carry_out(context.obj, options, order, write, document)


@app.command()
@with_options
def briefing(
    context: typer.Context,
    options: Options,
    document: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", help="The document it is about; otherwise the current one."),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option(
            metavar="MEETING", help="The meeting ahead, by its id; otherwise the next one on record."
        ),
    ] = None,
    on: On = None,
) -> int:
    """Write the Chair's steering note: landing zone, who will say what, fallback texts, a draft conclusion.

    For the Presidency alone: it names who said what.
    """
    order = _for_presidency(options, "briefing")

    def write(loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], named: str | None) -> Draft:
        about = find_document(exercise, named or document) if named or document else None
        paper = Paper(day_made(context.obj, on), about)
        ahead = find_meeting(loaded, meeting) if meeting is not None else None
        made = write_briefing(exercise, paper, ahead, templates)
        inputs = partial(_inputs_of_briefing, exercise, paper, ahead)
        return Draft(_stem("briefing", paper), made, paper.document, inputs)

    return _carry_out(context.obj, options, order, write, document, everything=True)


@app.command()
@with_options
def handover(context: typer.Context, options: Options, on: On = None) -> int:
    """Write what the next Presidency takes over: the list, promises open, replies pending, what to look at again.

    For the Presidency alone, this one and the next: it names who said what.
    """
    order = _for_presidency(options, "handover")

    def write(_loaded: Loaded, exercise: Exercise, templates: Mapping[str, str], _named: str | None) -> Draft:
        paper = Paper(day_made(context.obj, on))
        made = write_handover(exercise, paper, templates)
        return Draft("handover", made, None, partial(_inputs_of_handover, exercise))

    return _carry_out(context.obj, options, order, write, None, everything=True)


def _for_presidency(options: Options, paper: str) -> Order:
    """What is asked for, of a paper that nobody but the Presidency may read; raises Refused for anybody else."""
    if options.public or options.audience not in (None, Audience.PRESIDENCY):
        readers = "the public" if options.public or options.audience is Audience.PUBLIC else "delegations"
        raise Refused(
            f"a {paper} names who said what, in confidence too: {readers} can have none of it",
            "leave --audience and --public out; for delegations there are note, outline, compilation and progress",
        )
    return replace(options.order(), audience=Audience.PRESIDENCY)


def _carry_out(
    session: Session,
    options: Options,
    order: Order,
    write: Writer,
    document: str | None,
    *,
    current: bool = False,
    everything: bool = False,
) -> int:
    job = Job(order, write, document and document_id(document), current, everything)
    if options.watch:
        from partnercli.cli.render.watching import keep_writing

        return keep_writing(session, job)
    made = make(session, job)
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
        return Paper(day_given(on), key)
    return Paper(dating.date if dating else today(session), key)


def _stem(word: str, paper: Paper) -> str:
    """The name of a paper's files: never that of its document's NOTE, which it would replace."""
    return f"{paper.document}-{word}" if paper.document else word


def _in_english(document: Document) -> None:
    if document.language != "en":
        raise Refused(f"{document.full_number} is in {document.language}", "only English is written so far")


def _say_what_it_reports(session: Session, exercise: Exercise, key: str) -> None:
    """A document that names no meeting is written of the current one, which may not be its own."""
    document, current = exercise.documents[key], exercise.config and exercise.config.current_document
    if document.by_others:
        return
    if document.meeting is None and key != current and document.written_with == "note":
        meeting = document.reports(exercise.config)
        said = (
            f"{document.full_number} names neither meeting nor template: it is written of {meeting or 'none'}"
        )
        session.terminal.note(Piece("warning: ", "bold yellow"), said)


def _say_what_is_left_out(session: Session, exercise: Exercise, order: Order, document: Document) -> None:
    """Annexes that the document lists and that these readers do not get."""
    if document.looks_back and previous_document(document, exercise.documents) is None:
        said = "drift, as no earlier document that it cites is here: name one under previous_documents"
        session.terminal.note(Piece("left out: ", "bold yellow"), said)
    held_back = [one for one in document.annexes if one in FOR_PRESIDENCY]
    if held_back and order.audience is Audience.DELEGATIONS:
        said = f"{listed(held_back)}, for the Presidency's eyes only: write it with --audience presidency"
        session.terminal.note(Piece("left out: ", "bold yellow"), said)


def _inputs_of_note(exercise: Exercise, key: str) -> Inputs:
    from partnercli.documents.provenance import note_inputs

    return note_inputs(exercise, key)


def _inputs_of_outline(exercise: Exercise, country: str, paper: Paper) -> Inputs:
    from partnercli.documents.provenance import outline_inputs

    return outline_inputs(exercise, country, paper)


def _inputs_of_compilation(exercise: Exercise, paper: Paper) -> Inputs:
    from partnercli.documents.provenance import compilation_inputs

    return compilation_inputs(exercise, paper)


def _inputs_of_progress(exercise: Exercise, paper: Paper) -> Inputs:
    from partnercli.documents.provenance import progress_inputs

    return progress_inputs(exercise, paper)


def _inputs_of_briefing(exercise: Exercise, paper: Paper, ahead: str | None) -> Inputs:
    from partnercli.documents.provenance import briefing_inputs

    return briefing_inputs(exercise, paper, ahead)


def _inputs_of_handover(exercise: Exercise) -> Inputs:
    from partnercli.documents.provenance import handover_inputs

    return handover_inputs(exercise)
