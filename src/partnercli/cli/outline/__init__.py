"""`partner outline`: drafting, reading and following up the indicative outlines."""

from __future__ import annotations

import typer

from partnercli.cli.outline.check import check
from partnercli.cli.outline.contribute import contribute
from partnercli.cli.outline.draft import new
from partnercli.cli.outline.imported import import_outline
from partnercli.cli.outline.show import list_outlines, show_outline
from partnercli.cli.outline.status import status
from partnercli.cli.outline.steps import app as steps
from partnercli.cli.outline.update import update_outline
from partnercli.cli.outline.views import compare, progress, timeline

app = typer.Typer(
    help="Draft, change and follow up the indicative outlines of partner countries.\n\n"
    "Example: partner outline new Tunisia",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("new")(new)
app.command("update")(update_outline)
app.command("import")(import_outline)
app.command("check")(check)
app.command("list")(list_outlines)
app.command("show")(show_outline)
app.add_typer(steps, name="step")
app.command("contribute")(contribute)
app.command("status")(status)
app.command("timeline")(timeline)
app.command("compare")(compare)
app.command("progress")(progress)
