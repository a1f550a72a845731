"""`partner report`: the whole exercise on one page."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.given import day_given
from partnercli.cli.options import AtMeeting, AtRevision
from partnercli.cli.problems import Usage
from partnercli.cli.render.papers import Made, Order, store, today
from partnercli.cli.report.reading import read
from partnercli.cli.session import Session
from partnercli.documents.audience import Audience
from partnercli.documents.formats import Format as PaperFormat
from partnercli.documents.report.contract import to_contract

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Format(StrEnum):
    """How the report is written."""

    HTML = "html"
    JSON = "json"


@app.command()
def report(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder to write to; otherwise build/ of the repository."),
    ] = None,
    audience: Annotated[
        Audience | None,
        typer.Option(
            help="Who may read it: presidency (who said what), delegations or public; delegations when left out."
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Short for --audience public; needs a recorded release.")
    ] = False,
    meeting: AtMeeting = None,
    at: AtRevision = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="As of this day: 2021-05-25. [default: today]")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="html, a page; or json, its data on standard output.")
    ] = Format.HTML,
) -> int:
    """Write one page of the whole exercise, to be opened in a browser; it needs no network.

    For delegations it holds the list, phrases and outlines; for the Presidency also who said what.

    Example: partner report --audience presidency
    """
    session: Session = context.obj
    readers = _readers(audience, public=public)
    if readers is Audience.PUBLIC and meeting is not None:
        raise Usage("the public reads of the released document and of its meeting", "leave out --meeting")
    if form is Format.JSON and output is not None:
        raise Usage(
            "the data go to standard output, not into a folder", "leave out --output or --format json"
        )
    made, code = read(session, readers, meeting, at, _day(session, on))
    contract = to_contract(made)
    if form is Format.JSON:
        session.terminal.write(json.dumps(contract, ensure_ascii=False, indent=2) + "\n")
        return code
    from partnercli.documents.report.page import page

    stem = _stem(readers)
    files = {f"{stem}.html": (PaperFormat.HTML.value, page(contract))}
    order = Order((PaperFormat.HTML,), readers, output, at, as_json=False, pdf_if_possible=False)
    store(session, order, Made(stem, readers, files, {}, (), made.heading.illustrative, code))
    return code


def _readers(audience: Audience | None, *, public: bool) -> Audience:
    if public and audience not in (None, Audience.PUBLIC):
        raise Usage(f"--public and --audience {audience} contradict each other", "leave one of them out")
    return Audience.PUBLIC if public else audience or Audience.DELEGATIONS


def _stem(readers: Audience) -> str:
    """The name of the page without ending: one for each circle, so that none is sent for another."""
    return "report" if readers is Audience.DELEGATIONS else f"report-{readers}"


def _day(session: Session, on: str | None) -> date:
    return day_given(on) if on is not None else today(session)
