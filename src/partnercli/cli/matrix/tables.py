"""The matrix as tables for other tools: CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnercli.cli.matrix.words import AS_SUCH, PRIORITY, cell, key, order, origin
from partnercli.cli.reading_words import NO_DECISION, heard, in_confidence, rule_in_words
from partnercli.cli.tables import Table, csv_of, markdown_of_several, marked
from partnercli.documents.words import day_in_words
from partnercli.records.position import Stance
from partnercli.tally.matrix import Matrix, MatrixRegion
from partnercli.tally.matrix import wide as wide_rows


def wide(found: Matrix) -> Table:
    """One row a country with a column a delegation: its stance, `not heard`, or empty where it says nothing.

    A row without a country is what is said of the region as such, where anybody says anything of it.
    `conditional` are those of whatever stance that have conditions.
    """
    codes = tuple(column.delegation for column in found.delegations)
    columns = ("region", "country", "name", "support", "priority", *codes, "conditional")
    rows = [
        (
            *(row.region, row.country, row.name, row.support, row.priority),
            *row.said.values(),
            " ".join(row.conditional),
        )
        for row in wide_rows(found)
    ]
    return columns, rows


def as_csv(found: Matrix) -> str:
    """The wide table, each row with its meeting, how it is handled, who is carried over and who spoke in confidence."""
    carried = "; ".join(f"{one.delegation} from {one.carried}" for one in found.delegations if one.carried)
    confidential = " ".join(one.delegation for one in found.delegations if one.confidential)
    common = marked(found.tally) | {"carried": carried, "in_confidence": confidential}
    return csv_of(wide(found), common)


def as_markdown(found: Matrix, title: str, *, alike: bool) -> str:
    """A table a region, with the signs of the screen, under its marking, its meeting, its rule and who was heard."""
    tally = found.tally
    said = (
        f"{title}, {day_in_words(tally.day)}: {heard(tally)}",
        rule_in_words(tally.threshold),
        f"Signs: {'; '.join(key(found))}.",
        order(alike=alike),
        in_confidence(tally.bilateral),
        NO_DECISION,
    )
    tables = ((region.figures.name, _signed(found, region)) for region in found.regions)
    return markdown_of_several(tables, tally, " ".join(sentence for sentence in said if sentence))


def _signed(found: Matrix, region: MatrixRegion) -> Table:
    codes = (f"{column.delegation}{origin(column)}" for column in found.delegations)
    return ("country", "support", *codes), list(_signed_rows(found, region))


def _signed_rows(found: Matrix, region: MatrixRegion) -> Iterator[tuple[Any, ...]]:
    if region.mentions:
        itself = len(region.figures.itself[Stance.SUPPORT])
        yield (AS_SUCH, itself, *(cell(column, region.mentions) for column in found.delegations))
    for row in region.rows:
        figures = row.figures
        name = f"{PRIORITY} {figures.name}" if figures.priority else figures.name
        yield (name, figures.support, *(cell(column, row.mentions) for column in found.delegations))
