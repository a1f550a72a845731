"""`partner country`: the record of a partner country."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.editing import set_fields
from partnercli.cli.lookup import find_country
from partnercli.cli.session import Session
from partnercli.records.kinds import Kind

app = typer.Typer(
    help="Edit the record of a partner country.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def country() -> None:
    """Edit the record of a partner country."""


@app.command("set")
def set_country(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="COUNTRY", help="The country: name, slug, ISO code or alias.")
    ],
    assignments: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE", help="A field and its value; an empty value takes it out."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")
    ] = False,
) -> int:
    """Set fields of a country's record, all else in its file left as it is.

    A list is parted by commas: aliases="Tunisie,Tunesien". A field within another is named with a dot, an
    entry by what it begins with: cooperation.grant.status=signed. Nothing is written if it would break the data.
    """
    session: Session = context.obj
    return set_fields(session, Kind.COUNTRY, find_country, name, assignments, dry_run=dry_run)
