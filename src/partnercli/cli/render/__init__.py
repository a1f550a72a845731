"""`partner render`: documents from records."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partnercli.cli.given import day_given
from partnercli.cli.made_files import today
from partnercli.cli.render.options import Options, with_options
from partnercli.cli.render.papers import Order, make, store
from partnercli.cli.session import Session
from partnercli.documents.audience import Audience
from partnercli.library import papers
from partnercli.library.problems import Refused

app = typer.Typer(
    help="Write a Council document, or a paper around it, from the records.\n\n"
    "Example: partner render note --format docx",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

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

    Example: partner render note --format docx

    Example: partner render note 8952/21 --audience presidency
    """
    job = papers.note(options.readers, document)
    return _carry_out(context.obj, options, job, options.order(changes_from))


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

    Example: partner render outline Morocco --format docx
    """
    job = papers.outline(options.readers, country, document, _day(context.obj, on))
    return _carry_out(context.obj, options, job, options.order())


@app.command()
@with_options
def compilation(context: typer.Context, options: Options, document: OwnDocument = None, on: On = None) -> int:
    """Compile what delegations sent in writing, in protocol order: written replies and circulated non-papers.

    What was said in the room or in confidence never comes into it. It is that of the meeting which the document, or
    the current one, reports. Without a document named, its day of record is today.

    Example: partner render compilation --format docx
    """
    job = papers.compilation(options.readers, document, _day(context.obj, on))
    return _carry_out(context.obj, options, job, options.order())


@app.command()
@with_options
def progress(context: typer.Context, options: Options, document: OwnDocument = None, on: On = None) -> int:
    """Report how far the outlines have come: what is done, late and missing.

    Without a document named, its day of record is today.

    Example: partner render progress --on 2021-12-31
    """
    job = papers.progress(options.readers, document, _day(context.obj, on))
    return _carry_out(context.obj, options, job, options.order())


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

    Example: partner render briefing --format docx
    """
    _require_presidency(options, "briefing")
    job = papers.briefing(document, meeting, _day(context.obj, on))
    return _carry_out(context.obj, options, job, options.order())


@app.command()
@with_options
def handover(context: typer.Context, options: Options, on: On = None) -> int:
    """Write what the next Presidency takes over: the list, promises open, replies pending, what to look at again.

    For the Presidency alone, this one and the next: it names who said what.

    Example: partner render handover --on 2021-06-30
    """
    _require_presidency(options, "handover")
    return _carry_out(context.obj, options, papers.handover(_day(context.obj, on)), options.order())


def _require_presidency(options: Options, paper: str) -> None:
    """Raise Refused where anybody else is to have a paper that nobody but the Presidency may read."""
    if options.public or options.audience not in (None, Audience.PRESIDENCY):
        readers = "the public" if options.public or options.audience is Audience.PUBLIC else "delegations"
        raise Refused(
            f"a {paper} names who said what, in confidence too: {readers} can have none of it",
            "leave --audience and --public out; for delegations there are note, outline, compilation and progress",
        )


def _day(session: Session, on: str | None) -> papers.Day:
    """The day of record as far as the command line and the clock tell it; raises Usage."""
    return papers.Day(day_given(on) if on is not None else None, partial(today, session))


def _carry_out(session: Session, options: Options, job: papers.Job, order: Order) -> int:
    if options.watch:
        from partnercli.cli.render.watching import keep_writing

        return keep_writing(session, job, order)
    made = make(session, job, order)
    store(session, order, made)
    return made.code
