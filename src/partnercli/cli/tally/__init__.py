"""`partner tally`: where consensus lies, and how firm it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.options import Assume, AtMeeting, AtRevision, InRegion, TableFormat, Tabular, Without
from partnercli.cli.session import Session
from partnercli.cli.supposing import Positions, positions
from partnercli.cli.tally.view import View, write
from partnercli.library.names_given import regions_named
from partnercli.library.problems import Usage

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class By(StrEnum):
    """What is counted."""

    COUNTRY = "country"
    REGION = "region"
    QUESTION = "question"
    CALL = "call"


@app.command()
def tally(
    context: typer.Context,
    meeting: AtMeeting = None,
    region: InRegion = None,
    by: Annotated[
        By,
        typer.Option(
            help="Count countries, regions, replies to the guiding questions, or what is called for."
        ),
    ] = By.COUNTRY,
    robustness: Annotated[
        bool, typer.Option("--robustness", help="How firm it is: who would have to change, or speak.")
    ] = False,
    of_list: Annotated[
        bool, typer.Option("--list", help="The list as decided: who is represented by what, and who is not.")
    ] = False,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="With --list: the document whose list it is; otherwise the current one.",
        ),
    ] = None,
    left_out: Without = None,
    assumed: Assume = None,
    revision: AtRevision = None,
    output: Tabular = TableFormat.TABLE,
) -> int:
    """Show which countries delegations name, region by region, and which reach the line.

    A reading of positions, not a decision.

    Example: partner tally --without DE --assume IT=niger

    Example: partner tally --robustness
    """
    session: Session = context.obj
    _require_one_reading(by, region, document, robustness=robustness, of_list=of_list)
    if of_list:
        from partnercli.cli.tally.of_list import list_view

        view, code = list_view(session, document, meeting, revision, left_out, assumed)
    else:
        found = positions(session, meeting, revision, left_out, assumed)
        regions = regions_named(found.exercise, region)
        code = found.code
        if robustness:
            from partnercli.cli.tally.robustness_screen import robustness_view

            view = robustness_view(found, regions, output)
        else:
            view = _counted(found, by, regions, session.today)
    write(session.terminal, view, output)
    return code


def _require_one_reading(
    by: By, region: Sequence[str] | None, document: str | None, *, robustness: bool, of_list: bool
) -> None:
    """Refuse options that ask for two readings at once, or for what a reading does not have."""
    if document is not None and not of_list:
        raise Usage("--document belongs to --list", "add --list, or leave --document out")
    chosen = [name for name, given in (("--robustness", robustness), ("--list", of_list)) if given]
    if len(chosen) == 2:
        raise Usage("--robustness and --list do not go together", "leave one of them out")
    if chosen and by is not By.COUNTRY:
        raise Usage(f"{chosen[0]} reads countries, not --by {by}", "leave --by out")
    if region and (of_list or by in (By.QUESTION, By.CALL)):
        asked = "--list" if of_list else f"--by {by}"
        raise Usage(f"{asked} is not parted by region", "leave --region out")


def _counted(said: Positions, by: By, regions: Collection[str], today: date) -> View:
    """What is counted; only what that needs is imported."""
    if by is By.QUESTION:
        from partnercli.cli.tally.questions_screen import questions_view

        return questions_view(said, today)
    if by is By.CALL:
        from partnercli.cli.tally.calls_screen import calls_view

        return calls_view(said)
    from partnercli.cli.tally.screen import countries_view, regions_view

    return regions_view(said, regions) if by is By.REGION else countries_view(said, regions)
