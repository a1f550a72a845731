"""`partner document`: Council documents: their headers, numbers, later forms, lists of partners and releases."""

from __future__ import annotations

import typer

from partnercli.cli.document.new import new_document
from partnercli.cli.document.number import make_current, number_document
from partnercli.cli.document.partners import InOrder, decide_partners
from partnercli.cli.document.release import release_document
from partnercli.cli.document.revise import revise_document
from partnercli.cli.document.show import list_documents, set_document, show_document

app = typer.Typer(
    help="Record Council documents: numbers, later forms, the list of partners, the release.\n\n"
    "Example: partner document partners",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("new")(new_document)
app.command("number")(number_document)
app.command("partners", cls=InOrder)(decide_partners)
app.command("revise")(revise_document)
app.command("release")(release_document)
app.command("current")(make_current)
app.command("list")(list_documents)
app.command("show")(show_document)
app.command("set")(set_document)
