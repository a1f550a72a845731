"""The command line of `partner doctor`: what is there, what is missing and how to get it, how the repository is."""

from __future__ import annotations

import typer

from partnercli.cli.doctor.examination import examined, shown
from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import Format, Output
from partnercli.cli.session import Session

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def doctor(context: typer.Context, output: Output = Format.TEXT) -> int:
    """Say whether all is in place: the tool and its parts, this computer, the repository.

    What is missing is named with what to type to get it. It works anywhere, writes nothing and asks no network; it ends
    with 1 where something is broken.

    Example: partner doctor
    """
    session: Session = context.obj
    sections, looked = examined(session)
    if output is Format.TEXT:
        return shown(session.terminal, sections, looked)
    from partnercli.cli.doctor.contract import to_contract

    contract = to_contract(sections, looked)
    session.terminal.json(contract)
    return Exit.FINE if contract["sound"] else Exit.ERRORS
