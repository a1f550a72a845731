"""`partner position`: what delegations say, recorded and read."""

from __future__ import annotations

import typer

from partnercli.cli.position.copy import copy_from
from partnercli.cli.position.reading import list_positions, show
from partnercli.cli.position.remind import remind
from partnercli.cli.position.remove import remove_position
from partnercli.cli.position.reply import confirm, reply
from partnercli.cli.position.set import set_position
from partnercli.cli.position.tour_de_table import enter

app = typer.Typer(
    help="Record and read what delegations say.\n\n"
    "Example: partner position set LU --support tunisia,morocco",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("set")(set_position)
app.command("reply")(reply)
app.command("confirm")(confirm)
app.command("show")(show)
app.command("list")(list_positions)
app.command("copy-from")(copy_from)
app.command("remove")(remove_position)
app.command("remind")(remind)
app.command("enter")(enter)
