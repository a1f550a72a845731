"""The tally as tables for other tools: CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnercli.cli.reading_words import NO_DECISION, heard, standing
from partnercli.cli.tables import Table, csv_of, markdown_of, marked
from partnercli.documents.words import day_in_words, percent
from partnercli.tally.questions import QuestionRow
from partnercli.tally.result import Tally


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
    """The table, each row with its meeting, its population figures and how it is handled."""
    population = tally.population
    of_population = {"population_year": population.year, "population_standing": population.standing}
    return csv_of(table, of_population | marked(tally))


def as_markdown(table: Table, tally: Tally, title: str) -> str:
    """A table to paste into a text, under its marking, its meeting, its rule and who was heard."""
    line = tally.threshold
    rule = f"A priority is named by at least {line.needed} of {line.base} ({percent(line.at_least)})."
    said = f"{title}, {day_in_words(tally.day)}: {heard(tally)} {rule} {standing(tally.population)} {NO_DECISION}"
    return markdown_of(table, tally, said)
