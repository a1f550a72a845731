"""`partner outline timeline`, `compare` and `progress`: outlines beside one another."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.given import day_or, period_given
from partnercli.cli.options import CountryName, Format, Output
from partnercli.cli.outline import comparison_contract, progress_contract, timeline_contract
from partnercli.cli.outline.compare_screen import comparison_screen
from partnercli.cli.outline.progress_screen import progress_screen
from partnercli.cli.outline.screen import head, name_of
from partnercli.cli.outline.show import OnDay
from partnercli.cli.outline.timeline_screen import axis_of, timeline_screen
from partnercli.cli.session import Session, sound
from partnercli.documents.progress import standing_outlines
from partnercli.library.lookup import find_outline, typed
from partnercli.library.problems import Usage
from partnercli.outlines.follow_up import progress_of
from partnercli.outlines.side_by_side import side_by_side
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Outline
from partnercli.repository.scope import Scope


def timeline(
    context: typer.Context,
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="COUNTRY", help="The countries; otherwise all outlines not superseded."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="PERIOD", help="The first quarter shown: 2021-Q3, 2022.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="PERIOD", help="The last quarter shown: 2022-Q4, 2023.")
    ] = None,
    on_day: OnDay = None,
    output: Output = Format.TEXT,
) -> int:
    """Show the steps of outlines as bars over quarters, under the Presidencies.

    Example: partner outline timeline Morocco Nigeria --to 2022-Q4
    """
    session: Session = context.obj
    day = day_or(on_day, session.today)
    begins, ends = (period_given(text) if text else None for text in (start, end))
    if begins and ends and ends.last < begins.first:
        raise Usage(f"the timeline would end ({ends}) before it begins ({begins})", "check --from and --to")
    exercise, code = sound(session, session.load(Scope.everything()))
    outlines = _chosen(exercise, countries)
    axis = axis_of(outlines, day, begins, ends, session.terminal.text_width)
    meetings = _meetings(exercise, outlines)
    if output is Format.TEXT:
        terminal = session.terminal
        terminal.lines(head(exercise, *outlines, width=terminal.text_width))
        terminal.lines(timeline_screen(exercise, outlines, meetings, axis, day, terminal.text_width))
        return code
    session.terminal.json(timeline_contract.to_contract(exercise, outlines, meetings, axis, day))
    return code


def _chosen(exercise: Exercise, countries: list[str] | None) -> list[Outline]:
    """The outlines of the countries named, in the order given; otherwise all that stand, by region."""
    if countries:
        keys = dict.fromkeys(find_outline(exercise, one) for one in countries)
        return [exercise.outlines[key] for key in keys]
    return [outline for _, outline in standing_outlines(exercise)]


def _meetings(exercise: Exercise, outlines: list[Outline]) -> list[tuple[str, Meeting]]:
    """The meetings of delegations, and those with the partners of these outlines, by their day."""
    partners = {outline.country for outline in outlines}
    found = [
        (key, one)
        for key, one in exercise.meetings.items()
        if not one.countries or partners & set(one.countries)
    ]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0]))


def compare(
    context: typer.Context,
    country: CountryName,
    other: Annotated[str, typer.Argument(metavar="COUNTRY", help="The country to compare it with.")],
    on_day: OnDay = None,
    output: Output = Format.TEXT,
) -> int:
    """Compare two outlines: instruments by pillar, which steps both have, contributions and gaps.

    Example: partner outline compare Morocco Nigeria
    """
    session: Session = context.obj
    day = day_or(on_day, session.today)
    exercise, code = sound(session, session.load(Scope.everything()))
    keys = [find_outline(exercise, typed(one)) for one in (country, other)]
    if keys[0] == keys[1]:
        raise Usage(f"both are {name_of(exercise, keys[0])}", "name two countries")
    left, right = (exercise.outlines[key] for key in keys)
    found = side_by_side(left, right, exercise.instruments)
    if output is Format.TEXT:
        session.terminal.lines(comparison_screen(exercise, found, day, session.terminal.text_width))
        return code
    session.terminal.json(comparison_contract.to_contract(exercise, found, day))
    return code


def progress(context: typer.Context, on_day: OnDay = None, output: Output = Format.TEXT) -> int:
    """Show how far the steps of all outlines have come, what is next, and who leads it.

    Example: partner outline progress --on 2021-12-31
    """
    session: Session = context.obj
    day = day_or(on_day, session.today)
    exercise, code = sound(session, session.load(Scope.everything()))
    found = [progress_of(outline, day) for _, outline in standing_outlines(exercise)]
    if output is Format.TEXT:
        session.terminal.lines(progress_screen(exercise, found, day, session.terminal.text_width))
        return code
    session.terminal.json(progress_contract.to_contract(exercise, found, day))
    return code
