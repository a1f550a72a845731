"""`partner country`: the partner countries, what exists with them, who contributes, and figures about them."""

from __future__ import annotations

import typer

from partnercli.cli.country.facts import record_contribution, record_cooperation, record_indicator
from partnercli.cli.country.new import new_country
from partnercli.cli.country.show import list_countries, set_country, show_country

app = typer.Typer(
    help="Record partner countries, what exists with them and who contributes.\n\n"
    "Example: partner country show Tunisia",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("list")(list_countries)
app.command("show")(show_country)
app.command("new")(new_country)
app.command("set")(set_country)
app.command("cooperation")(record_cooperation)
app.command("contribution")(record_contribution)
app.command("indicator")(record_indicator)
