"""`partner position enter`: the tour de table, recorded line by line while delegations speak."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.options import AtMeeting, Basis, DryRun, Illustrative, SourceReference, TakenFrom
from partnercli.cli.position.sitting import Asked, Sitting


class Order(StrEnum):
    """In which order delegations are asked."""

    PROTOCOL = "protocol"
    AS_THEY_SPEAK = "as-they-speak"


def enter(
    context: typer.Context,
    meeting: AtMeeting = None,
    order: Annotated[
        Order, typer.Option(help="Who is asked: in protocol order, or named as they speak.")
    ] = Order.PROTOCOL,
    basis: Annotated[
        Basis, typer.Option(help="How it is given; bilateral is confidential.")
    ] = Basis.STATEMENT,
    illustrative: Illustrative = False,
    source: TakenFrom = None,
    reference: SourceReference = None,
    dry_run: DryRun = False,
) -> int:
    """Record a tour de table: a line a delegation, each written at once.

    BE> tunisia, morocco; ?iraq: until the elections; #timelines; "We stand ready." Type ? for all that can be
    typed. Delegations already recorded are passed over, so that the same command goes on where it stopped.

    Example: partner position enter
    """
    asked = Asked(meeting, str(basis), source, reference, illustrative, dry_run)
    return Sitting(context.obj, asked, in_order=order is Order.PROTOCOL).sit()
