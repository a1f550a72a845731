"""`partner status`: where the exercise stands, and what to do next."""

from __future__ import annotations

from collections import Counter

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_or
from partnercli.cli.options import AsOf, Format, Output
from partnercli.cli.session import Session
from partnercli.cli.status.screen import screen
from partnercli.cli.status.tasks import tasks
from partnercli.documents.standing import standing_of
from partnercli.findings import Severity, errors
from partnercli.library.judging import judged
from partnercli.library.problems import Refused
from partnercli.repository.scope import Scope

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def status(
    context: typer.Context,
    on: AsOf = None,
    output: Output = Format.TEXT,
) -> int:
    """Show where the exercise stands and what to do next, each line with the command that deals with it.

    For the Presidency: it names delegations.

    Example: partner status
    """
    session: Session = context.obj
    day = day_or(on, session.today)
    loaded = session.load(Scope.everything())
    found = judged(loaded).findings
    counts = Counter(finding.severity for finding in found)
    if errors(loaded.findings):
        raise Refused(
            "some files cannot be read, so that nobody can say how things stand",
            "see which, and why: partner validate",
        )
    standing = standing_of(loaded.exercise, day)
    to_do = tuple(tasks(loaded.exercise, standing, counts))
    if output is Format.JSON:
        from partnercli.cli.status.contract import to_contract

        contract = to_contract(loaded.exercise, standing, counts, to_do)
        session.terminal.json(contract)
    else:
        session.terminal.lines(screen(loaded.exercise, standing, to_do, session.terminal.width))
    return Exit.ERRORS if counts[Severity.ERROR] else Exit.FINE
