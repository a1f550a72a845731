"""`partner tally`: where consensus lies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.lookup import find_country, find_delegation, find_meeting, find_region
from partnercli.cli.problems import Usage
from partnercli.cli.session import Session, sound
from partnercli.cli.tally import tables as tally_tables
from partnercli.cli.tally.questions_screen import questions_screen
from partnercli.cli.tally.screen import regions_screen, screen
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean
from partnercli.records.position import Stance
from partnercli.repository.load import Scope
from partnercli.tally.contract import to_contract
from partnercli.tally.counts import count
from partnercli.tally.questions import QuestionRow, question_rows
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable
from partnercli.tally.views import only_regions
from partnercli.tally.what_if import NotExpected, assume, without

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Format(StrEnum):
    """How the tally is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class By(StrEnum):
    """What is counted."""

    COUNTRY = "country"
    REGION = "region"
    QUESTION = "question"


@app.command()
def tally(
    context: typer.Context,
    meeting: Annotated[
        str | None, typer.Option(metavar="MEETING", help="The meeting, by its id; otherwise the current one.")
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(metavar="REGION", help="Show only this region; ranks stay. Repeatable."),
    ] = None,
    by: Annotated[
        By, typer.Option(help="Count countries, regions, or replies to the guiding questions.")
    ] = By.COUNTRY,
    left_out: Annotated[
        list[str] | None,
        typer.Option(
            "--without", metavar="DELEGATION", help="What if this delegation were not expected? Repeatable."
        ),
    ] = None,
    assumed: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar="IT=tunisia[:STANCE]",
            help="What if it supported this country? Or :can-accept, :reservation, :opposition, :none. Repeatable.",
        ),
    ] = None,
    revision: Annotated[
        str | None,
        typer.Option("--at", metavar="REV", help="The state at this commit, branch or tag."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="table, or json, csv, md for programs and papers.")
    ] = Format.TABLE,
) -> int:
    """Show which countries delegations name, region by region, and which reach the line.

    A reading of positions, not a decision.

    Example: partner tally --without DE --assume IT=niger
    """
    session: Session = context.obj
    loaded = session.load(Scope.of_meeting(meeting), at=revision)
    exercise, code = sound(session, loaded)
    at = find_meeting(loaded, meeting)
    table = _supposed(exercise, stance_table(exercise, at), left_out or (), assumed or ())
    result = count(table, exercise)
    if region:
        result = only_regions(result, {find_region(exercise, name) for name in region})
    replies = question_rows(table, exercise, session.today)
    _write(session, exercise, result, replies, by, output)
    return code


def _supposed(
    exercise: Exercise, table: StanceTable, left_out: Sequence[str], assumed: Sequence[str]
) -> StanceTable:
    try:
        if left_out:
            table = without(table, [find_delegation(exercise, name) for name in left_out])
        assumptions = [_assumption(exercise, text) for text in assumed]
        for place, (code, country, stance) in enumerate(assumptions):
            if any(earlier[:2] == (code, country) for earlier in assumptions[:place]):
                raise Usage(f"two assumptions are made for {code} on {country}", "keep one of them")
            table = assume(table, code, country, stance)
    except NotExpected as error:
        raise Usage(str(error), "name a delegation that is expected there") from error
    return table


def _assumption(exercise: Exercise, text: str) -> tuple[str, str, Stance | None]:
    delegation, equals, rest = text.partition("=")
    country, _, stance = rest.partition(":")
    if not equals or not country:
        raise Usage(
            f'"{text}" is no assumption', "write --assume IT=tunisia or --assume IT=tunisia:opposition"
        )
    words = (*(str(one) for one in Stance), "none")
    if stance and stance not in words:
        raise Usage(
            f'"{stance}" is no stance', did_you_mean(stance, words) or f"write one of: {', '.join(words)}"
        )
    chosen = None if stance == "none" else Stance(stance or Stance.SUPPORT)
    return find_delegation(exercise, delegation), find_country(exercise, country), chosen


def _write(
    session: Session,
    exercise: Exercise,
    result: Tally,
    replies: Sequence[QuestionRow],
    by: By,
    output: Format,
) -> None:
    terminal = session.terminal
    title = exercise.meetings[result.meeting].forum
    if output is Format.TABLE:
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
    if output is Format.JSON:
        terminal.write(json.dumps(contract, ensure_ascii=False, indent=2) + "\n")
        return
    tables = {By.COUNTRY: tally_tables.countries, By.REGION: tally_tables.regions}
    rows = tally_tables.questions(replies) if by is By.QUESTION else tables[by](contract)
    written = (
        tally_tables.as_csv(rows, result)
        if output is Format.CSV
        else tally_tables.as_markdown(rows, result, title)
    )
    terminal.write(written)
