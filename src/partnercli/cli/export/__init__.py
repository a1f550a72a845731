"""`partner export`: the records and readings as tables for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.export.files import Order, store
from partnercli.cli.export.given import tables_given
from partnercli.cli.export.reading import read
from partnercli.cli.given import formats_given, readers_given
from partnercli.cli.made_files import day_made
from partnercli.cli.options import AsOf, AtMeeting, AtRevision, ForPublic, ForReaders
from partnercli.cli.session import Session
from partnercli.exchange.writing.formats import Format

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    context: typer.Context,
    tables: Annotated[
        list[str] | None,
        typer.Argument(metavar="TABLE", help="Only these tables, by name; otherwise all of the readers'."),
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMATS", help="xlsx, csv, json and sqlite, separated by commas; or all."
        ),
    ] = "xlsx",
    audience: ForReaders = None,
    public: ForPublic = False,
    meeting: AtMeeting = None,
    at: AtRevision = None,
    on: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where to put the folder of the export; otherwise build/ of the repository."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List the files as JSON.")] = False,
) -> int:
    """Write tables for other tools, as Excel, CSV, JSON or SQLite, with a README that explains each column.

    For delegations they hold partners, outlines and facts; for the Presidency also who said what. They go into a
    folder of their own for each circle of readers.

    Example: partner export --audience presidency --format xlsx,sqlite
    """
    session: Session = context.obj
    readers = readers_given(audience, public=public, meeting=meeting)
    chosen, lenient = formats_given(Format, formats)
    names = tables_given(tables or [], readers)
    made, code = read(session, readers, meeting, at, day_made(session, on))
    store(session, Order(chosen, lenient, names, output, as_json), made)
    return code
