"""One reading of positions, written out in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from partnercli.cli.options import TableFormat
from partnercli.cli.reading_words import NO_DECISION, heard, in_confidence
from partnercli.cli.tables import Table, csv_of, markdown_of, marked
from partnercli.cli.terminal import Line, Terminal
from partnercli.documents.words import day_in_words
from partnercli.tally.result import Tally


class View(NamedTuple):
    """A reading in every form: a screen of a width, an object for programs, and that as a table; each made on demand.

    `title` is what the meeting is called; `said` are the sentences above the table in Markdown. `naming`: the table
    names delegations, so that it tells who of them spoke in confidence.
    """

    tally: Tally
    title: str
    screen: Callable[[int], Iterable[Line]]
    contract: Callable[[], Mapping[str, Any]]
    table: Callable[[Mapping[str, Any]], Table]
    said: tuple[str, ...] = ()
    naming: bool = False


def write(terminal: Terminal, view: View, output: TableFormat) -> None:
    """Write a reading out."""
    if output is TableFormat.TABLE:
        terminal.lines(view.screen(terminal.text_width))
    elif output is TableFormat.JSON:
        terminal.json(view.contract())
    else:
        terminal.write(_as_csv(view) if output is TableFormat.CSV else _as_markdown(view))


def _as_csv(view: View) -> str:
    """The table, each row with its meeting, its population figures and how it is handled."""
    population = view.tally.population
    of_population = {"population_year": population.year, "population_standing": population.standing}
    secret = {"in_confidence": " ".join(view.tally.bilateral)} if view.naming else {}
    return csv_of(view.table(view.contract()), of_population | marked(view.tally) | secret)


def _as_markdown(view: View) -> str:
    """A table to paste into a text, under its marking, its meeting, who was heard and what it is."""
    tally = view.tally
    said = (
        f"{view.title}, {day_in_words(tally.day)}: {heard(tally)}",
        *view.said,
        in_confidence(tally.bilateral) if view.naming else "",
        NO_DECISION,
    )
    return markdown_of(view.table(view.contract()), tally, " ".join(part for part in said if part))
