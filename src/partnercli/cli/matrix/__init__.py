"""`partner matrix`: who said what."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.matrix import tables
from partnercli.cli.matrix.screen import screen
from partnercli.cli.options import Assume, AtMeeting, AtRevision, InRegion, TableFormat, Tabular, Without
from partnercli.cli.session import Session
from partnercli.cli.supposing import positions
from partnercli.library.names_given import regions_named
from partnercli.tally.counts import count
from partnercli.tally.matrix import in_order, matrix
from partnercli.tally.matrix_contract import to_contract
from partnercli.tally.similarity import by_similarity, likenesses

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Order(StrEnum):
    """How delegations are ordered."""

    PROTOCOL = "protocol"
    SIMILARITY = "similarity"


@app.command(name="matrix")
def show(
    context: typer.Context,
    meeting: AtMeeting = None,
    region: InRegion = None,
    order: Annotated[
        Order,
        typer.Option(help="Delegations in protocol order, or those side by side that name much the same."),
    ] = Order.PROTOCOL,
    left_out: Without = None,
    assumed: Assume = None,
    revision: AtRevision = None,
    output: Tabular = TableFormat.TABLE,
) -> int:
    """Show who said what of which country, region by region.

    A reading of positions, for the Presidency alone, and not a decision.

    Example: partner matrix --region sahel --order similarity
    """
    session: Session = context.obj
    found = positions(session, meeting, revision, left_out, assumed)
    exercise, table, code = found
    tally = count(table, exercise)
    if regions := regions_named(exercise, region):
        tally = tally.only_regions(regions)
    reading = matrix(table, tally, exercise)
    alike = order is Order.SIMILARITY
    if alike:
        reading = in_order(reading, by_similarity(table))
    terminal = session.terminal
    if output is TableFormat.TABLE:
        terminal.lines(screen(reading, found.title, terminal.width, alike=alike))
    elif output is TableFormat.JSON:
        contract = to_contract(reading, likenesses(table) if alike else None)
        terminal.json(contract)
    elif output is TableFormat.CSV:
        terminal.write(tables.as_csv(reading))
    else:
        terminal.write(tables.as_markdown(reading, found.title, alike=alike))
    return code
