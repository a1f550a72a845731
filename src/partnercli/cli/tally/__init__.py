"""`partner tally`: where consensus lies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.lookup import find_region
from partnercli.cli.options import Assume, AtMeeting, AtRevision, TableFormat, Tabular, Without
from partnercli.cli.session import Session
from partnercli.cli.supposing import positions
from partnercli.cli.tally import tables as tally_tables
from partnercli.cli.tally.questions_screen import questions_screen
from partnercli.cli.tally.screen import regions_screen, screen
from partnercli.records.exercise import Exercise
from partnercli.tally.contract import to_contract
from partnercli.tally.counts import count
from partnercli.tally.questions import QuestionRow, question_rows
from partnercli.tally.result import Tally
from partnercli.tally.views import only_regions

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class By(StrEnum):
    """What is counted."""

    COUNTRY = "country"
    REGION = "region"
    QUESTION = "question"


@app.command()
def tally(
    context: typer.Context,
    meeting: AtMeeting = None,
    region: Annotated[
        list[str] | None,
        typer.Option(metavar="REGION", help="Show only this region; ranks stay. Repeatable."),
    ] = None,
    by: Annotated[
        By, typer.Option(help="Count countries, regions, or replies to the guiding questions.")
    ] = By.COUNTRY,
    left_out: Without = None,
    assumed: Assume = None,
    revision: AtRevision = None,
    output: Tabular = TableFormat.TABLE,
) -> int:
    """Show which countries delegations name, region by region, and which reach the line.

    A reading of positions, not a decision.

    Example: partner tally --without DE --assume IT=niger
    """
    session: Session = context.obj
    exercise, table, code = positions(session, meeting, revision, left_out, assumed)
    result = count(table, exercise)
    if region:
        result = only_regions(result, {find_region(exercise, name) for name in region})
    replies = question_rows(table, exercise, session.today)
    _write(session, exercise, result, replies, by, output)
    return code


def _write(
    session: Session,
    exercise: Exercise,
    result: Tally,
    replies: Sequence[QuestionRow],
    by: By,
    output: TableFormat,
) -> None:
    terminal = session.terminal
    title = exercise.meetings[result.meeting].forum
    if output is TableFormat.TABLE:
        width = min(terminal.width, 100)
        if by is By.QUESTION:
            terminal.lines(questions_screen(result, replies, title, width))
        elif by is By.REGION:
            terminal.lines(regions_screen(result, title, width))
        else:
            in_regions = exercise.config is not None and exercise.config.priority.within == "region"
            terminal.lines(screen(result, title, width, in_regions=in_regions))
        return
    contract = to_contract(result, replies if by is By.QUESTION else None)
    if output is TableFormat.JSON:
        terminal.write(json.dumps(contract, ensure_ascii=False, indent=2) + "\n")
        return
    tables = {By.COUNTRY: tally_tables.countries, By.REGION: tally_tables.regions}
    rows = tally_tables.questions(replies) if by is By.QUESTION else tables[by](contract)
    written = (
        tally_tables.as_csv(rows, result)
        if output is TableFormat.CSV
        else tally_tables.as_markdown(rows, result, title)
    )
    terminal.write(written)
