"""`partner history`: who moved when, over the meetings and over the revisions."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.history.reading import history_of, subject_named
from partnercli.cli.options import Format, Output
from partnercli.cli.session import Session, sound
from partnercli.records.kinds import Kind
from partnercli.repository.scope import Scope
from partnercli.tally.history_contract import to_contract

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_KINDS = frozenset({Kind.CONFIG, Kind.REGIONS, Kind.DELEGATIONS, Kind.COUNTRY, Kind.MEETING, Kind.POSITION})


@app.command()
def history(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="COUNTRY|DELEGATION", help="By name, id, code or alias.")],
    meetings_only: Annotated[bool, typer.Option("--meetings-only", help="Leave out the commits.")] = False,
    output: Output = Format.TEXT,
) -> int:
    """Show how positions moved: over the meetings, and commit by commit.

    Of a country: who came to it and who left, at each meeting and in each commit, and what changed in its outline
    and in what exists with it. Of a delegation: what it named, added and dropped, its conditions and replies.

    Example: partner history Tunisia
    """
    session: Session = context.obj
    loaded = session.load(Scope(_KINDS))
    exercise, code = sound(session, loaded)
    subject = subject_named(exercise, name)
    found = history_of(session, loaded, subject, meetings_only=meetings_only)
    if output is Format.JSON:
        session.terminal.json(to_contract(found))
    else:
        from partnercli.cli.history.screen import screen

        session.terminal.lines(screen(exercise, found, session.terminal.text_width))
    return code
