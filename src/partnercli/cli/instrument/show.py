"""`partner instrument list`, `show` and `set`: the catalogue of instruments, and one of them."""

from __future__ import annotations

import typer

from partnercli.cli.editing import set_fields
from partnercli.cli.instrument.contract import instrument_contract, instruments_contract
from partnercli.cli.instrument.screen import instrument_screen, instruments_screen
from partnercli.cli.options import (
    Assignments,
    DryRun,
    Format,
    InstrumentName,
    Output,
)
from partnercli.cli.session import Session, sound
from partnercli.library.lookup import find_instrument
from partnercli.records.kinds import Kind
from partnercli.repository.scope import Scope


def list_instruments(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the instruments by pillar: kind, lead, and what each stands after.

    Example: partner instrument list
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    if output is Format.TEXT:
        session.terminal.lines(instruments_screen(exercise, session.terminal.text_width))
        return code
    session.terminal.json(instruments_contract(exercise))
    return code


def show_instrument(context: typer.Context, instrument: InstrumentName, output: Output = Format.TEXT) -> int:
    """Show all that is recorded of one instrument, with its sources, and the countries where it stands.

    Example: partner instrument show talent-partnership
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    key = find_instrument(exercise, instrument)
    if output is Format.TEXT:
        session.terminal.lines(instrument_screen(exercise, key, session.terminal.text_width))
    else:
        session.terminal.json(instrument_contract(exercise, key))
    return code


def set_instrument(
    context: typer.Context, instrument: InstrumentName, assignments: Assignments, dry_run: DryRun = False
) -> int:
    """Set fields of an instrument's record, all else in its file left as it is.

    A list is separated by commas: with="EEAS,Member States". A field within another is named with a dot, an entry
    by what it begins with: usually_after.framework-agreement.strength=required. Nothing is written if it would
    break the data.

    Example: partner instrument set talent-partnership note="Ask for dates"
    """
    return set_fields(context.obj, Kind.INSTRUMENT, find_instrument, instrument, assignments, dry_run=dry_run)
