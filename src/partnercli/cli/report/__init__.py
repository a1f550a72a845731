"""`partner report`: the whole exercise on one page."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.given import readers_given
from partnercli.cli.made_files import day_made, named_for
from partnercli.cli.options import AsOf, AtMeeting, AtRevision, Folder, ForPublic, ForReaders
from partnercli.cli.render.papers import Made, Order, store
from partnercli.cli.report.reading import read
from partnercli.cli.session import Session
from partnercli.documents.formats import Format as PaperFormat
from partnercli.documents.report.contract import to_contract
from partnercli.library.problems import Usage

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Format(StrEnum):
    """How the report is written."""

    HTML = "html"
    """One page for a browser that asks for nothing from anywhere, in a file."""
    JSON = "json"
    """What stands on the page, for programs, on standard output."""


@app.command()
def report(
    context: typer.Context,
    output: Folder = None,
    audience: ForReaders = None,
    public: ForPublic = False,
    meeting: AtMeeting = None,
    at: AtRevision = None,
    on: AsOf = None,
    form: Annotated[
        Format, typer.Option("--format", help="html, a page; or json, its data on standard output.")
    ] = Format.HTML,
) -> int:
    """Write one page of the whole exercise, to be opened in a browser; it needs no network.

    For delegations it holds the list, phrases and outlines; for the Presidency also who said what.

    Example: partner report --audience presidency
    """
    session: Session = context.obj
    readers = readers_given(audience, public=public, meeting=meeting)
    if form is Format.JSON and output is not None:
        raise Usage(
            "the data go to standard output, not into a folder", "leave out --output or --format json"
        )
    made, code = read(session, readers, meeting, at, day_made(session, on))
    contract = to_contract(made)
    if form is Format.JSON:
        session.terminal.json(contract)
        return code
    from partnercli.documents.report.page import page

    session.terminal.progress.begins("Writing the page")
    stem = named_for(readers, "report")
    files = {f"{stem}.html": (PaperFormat.HTML.value, page(contract))}
    order = Order((PaperFormat.HTML,), output, at, as_json=False, pdf_if_possible=False)
    store(session, order, Made(stem, readers, files, {}, (), made.heading.illustrative, code))
    return code
