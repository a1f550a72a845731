"""The tally as tables for other tools: CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from partnercli.cli.marks import mark_words
from partnercli.cli.tally.screen import NO_DECISION, heard, standing
from partnercli.documents.words import day_in_words, percent
from partnercli.tally.questions import QuestionRow
from partnercli.tally.result import Tally

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Column names, and rows."""


def countries(contract: dict[str, Any]) -> Table:
    """One row a country, with the figures of the JSON contract."""
    columns = (
        "region", "country", "name", "rank", "rank_in_region", "support", "share", "share_of_responded",
        "population_share", "can_accept", "reservations", "opposition", "phrase", "priority",
        "only_with_carried",
    )  # fmt: skip
    return columns, [tuple(row[column] for column in columns) for row in contract["countries"]]


def regions(contract: dict[str, Any]) -> Table:
    """One row a region."""
    columns = ("region", "name", "support", "share")
    rows = [(*(row[column] for column in columns), len(row["region_only"])) for row in contract["regions"]]
    return (*columns, "region_only"), rows


def questions(rows: Iterable[QuestionRow]) -> Table:
    """One row a guiding question: how many gave each reply."""
    columns = (
        "question",
        "agree",
        "agree-with-comments",
        "scrutiny-reservation",
        "disagree",
        "silent",
        "silence",
    )
    return columns, [
        (row.question.id, *(len(codes) for codes in row.replies.values()), len(row.silent), row.silence)
        for row in rows
    ]


def as_csv(table: Table, tally: Tally) -> str:
    """RFC 4180, each row with meeting, marking and whether it is illustrative; no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    population = tally.population
    common = {
        "population_year": population.year,
        "population_standing": population.standing,
        "meeting": tally.meeting,
        "marking": tally.marking.value,
        "illustrative": tally.illustrative,
        "what_if": "; ".join(tally.what_if),
    }
    writer.writerow((*table[0], *common))
    for row in table[1]:
        writer.writerow([_cell(value) for value in (*row, *common.values())])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_markdown(table: Table, tally: Tally, title: str) -> str:
    """A table to paste into a text, under its marking, its meeting, its rule and who was heard."""
    from partnercli.documents.blocks import Paragraph, Text, runs_of, table_of
    from partnercli.documents.markdown import write_blocks

    marks = mark_words(tally.marking, illustrative=tally.illustrative)
    marks += [f"What if: {words}" for words in tally.what_if]
    line = tally.threshold
    rule = f"A priority is named by at least {line.needed} of {line.base} ({percent(line.at_least)})."
    said = f"{title}, {day_in_words(tally.day)}: {heard(tally)} {rule} {standing(tally)} {NO_DECISION}"
    rows = [[_shown(value) for value in row] for row in table[1]]
    return write_blocks(
        (
            *(Paragraph(runs_of(mark, Text("", bold=True))) for mark in marks),
            Paragraph(runs_of(said)),
            table_of([column.replace("_", " ") for column in table[0]], rows),
        )
    )


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
