"""`partner instrument`: the catalogue of instruments, and what normally stands before what."""

from __future__ import annotations

import typer

from partnercli.cli.instrument.new import new_instrument
from partnercli.cli.instrument.show import list_instruments, set_instrument, show_instrument

app = typer.Typer(
    help="Record the instruments of the catalogue, and what stands before what.\n\n"
    "Example: partner instrument list",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("list")(list_instruments)
app.command("show")(show_instrument)
app.command("new")(new_instrument)
app.command("set")(set_instrument)
