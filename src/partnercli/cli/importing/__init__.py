"""`partner import`: what delegations replied in files, shown beside what is on record, then taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.given import day_or, not_ahead, words_given
from partnercli.cli.importing.order import Order
from partnercli.cli.options import (
    AtMeeting,
    Basis,
    DryRun,
    Format,
    Illustrative,
    Output,
    TakenFrom,
)
from partnercli.cli.session import Session
from partnercli.library.problems import Usage

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("import")
def import_replies(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="What was sent: .xlsx, .docx, .csv or .json; or a folder of them.",
            readable=False,
        ),
    ],
    meeting: AtMeeting = None,
    delegation: Annotated[
        str | None,
        typer.Option(
            metavar="DELEGATION", help="Who sent it, where the file does not say: code, name or alias."
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help='What the columns of a table of its own hold: "Country=2, Position=3".',
        ),
    ] = None,
    table: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Which table of the file is the reply, from 1.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which table is the reply, by its name.")
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="The table is complete: what it does not name is no longer named."),
    ] = False,
    received: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which it came; otherwise today.")
    ] = None,
    channel: Annotated[str | None, typer.Option(metavar="TEXT", help="How it came: e-mail.")] = None,
    basis: Annotated[
        Basis | None,
        typer.Option(help="How it was given; otherwise in writing, or in a workbook for all as a statement."),
    ] = None,
    illustrative: Illustrative = False,
    source: TakenFrom = None,
    reference: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The source's number; recorded in place of the file's name."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take it over without asking.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take over what is right, and leave out what has errors.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Of what is in conflict with what is on record, take theirs.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Of what is in conflict, keep what is on record.")
    ] = False,
    dry_run: DryRun = False,
    output: Output = Format.TEXT,
) -> int:
    """Take over what delegations replied in forms, Word tables, CSV or JSON.

    Shows each reply beside what is on record, then asks. Nothing is written unless all is right; what is in conflict
    with what is on record is never overwritten without a word.

    Example: partner import replies/ --received 2021-04-30 --channel e-mail
    """
    session: Session = context.obj
    for one, other in (
        (replace and "--replace", keep and "--keep"),
        (table and "--table", sheet and "--sheet"),
    ):
        if one and other:
            raise Usage(f"{one} and {other} do not go together", "leave one of them out")
    day = day_or(received, session.today)
    not_ahead("a reply of", day, session.today)
    order = Order(
        received=day,
        meeting=meeting,
        delegation=delegation,
        mapping=mapping,
        table=table,
        sheet=sheet,
        whole=whole,
        channel=_words(channel, "--channel"),
        basis=str(basis) if basis else None,
        illustrative=illustrative,
        source=_words(source, "--source"),
        reference=_words(reference, "--reference"),
        yes=yes,
        partial=partial,
        replace=replace,
        keep=keep,
        dry_run=dry_run,
    )
    from partnercli.cli.importing.run import imported

    return imported(session, files, order, output)


def _words(text: str | None, what: str) -> str | None:
    return None if text is None else words_given(text, what)
