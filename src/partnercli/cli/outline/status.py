"""`partner outline status`: the life of an outline, from draft to superseded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from partnercli.checks.readings import Readings
from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_given, not_ahead
from partnercli.cli.options import CountryName, DryRun
from partnercli.cli.outline.editing import Opened, opened
from partnercli.cli.session import Session
from partnercli.library.lookup import find_meeting, typed
from partnercli.outlines import edits
from partnercli.outlines.basis import basis_of
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain


class Status(StrEnum):
    """The statuses of an outline, in the order of its life."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DISCUSSED = "discussed"
    ENDORSED = "endorsed"
    SUPERSEDED = "superseded"


def status(
    context: typer.Context,
    country: CountryName,
    reached: Annotated[
        Status,
        typer.Argument(metavar="STATUS", help="draft, submitted, discussed, endorsed or superseded."),
    ],
    on_day: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="When; otherwise the day of --meeting, else today."),
    ] = None,
    meeting: Annotated[
        str | None, typer.Option(metavar="MEETING", help="The meeting where that happened, by its id.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who did it: Commission submitted, Council endorsed.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The document that records it.")
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Why: needed to leave a status out, and to go back to a draft."),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Record that an outline was submitted, discussed, endorsed or superseded, or is a draft again.

    An endorsed outline keeps what it rested on: when that changes, it is shown as suspect.

    Example: partner outline status morocco submitted --on 2021-05-25
    """
    session: Session = context.obj
    on = opened(session, country)
    where = find_meeting(on.loaded, meeting) if meeting else None
    day = _day(session, on, on_day, where)
    not_ahead("a status of", day, session.today)
    told: Plain = {"status": str(reached), "on": day.isoformat()}
    told |= {
        key: typed(value)
        for key, value in (("meeting", where), ("by", by), ("reference", reference), ("note", note))
        if value
    }
    basis = _basis(on, day) if reached is Status.ENDORSED else None
    change = on.revised(lambda outline: edits.with_status(outline, told, basis))
    carry_out(session, on.loaded, [change], dry_run=dry_run)
    return Exit.FINE


def _day(session: Session, on: Opened, given: str | None, meeting: str | None) -> date:
    if given:
        return day_given(given)
    return on.exercise.meetings[meeting].date if meeting else session.today


def _basis(on: Opened, day: date) -> Plain:
    readings = Readings(on.exercise)
    meeting = on.exercise.current_meeting if readings.support else None
    found: Plain = plain(basis_of(on.exercise, on.key, day=day, meeting=meeting, support=readings.support))
    return found
