"""Readings as tables for other tools: CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partnercli.cli.marks import mark_words
from partnercli.cli.reading_words import Heard

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Column names, and rows."""


def marked(reading: Heard) -> dict[str, Any]:
    """The columns that every row of a reading carries: its meeting, how it is handled, what departs from the files."""
    return {
        "meeting": reading.meeting,
        "marking": reading.marking.value,
        "illustrative": reading.illustrative,
        "what_if": "; ".join(reading.what_if),
    }


def csv_of(table: Table, common: Mapping[str, Any]) -> str:
    """RFC 4180; `common` are columns that are the same in each row. No cell can become a formula."""
    from partnercli.exchange.writing.comma import comma_separated  # a screen writes none

    return comma_separated((*table[0], *common), ((*row, *common.values()) for row in table[1]))


def markdown_of(table: Table, reading: Heard, said: str) -> str:
    """A table to paste into a text, under its marks, its what-ifs and a paragraph that says what it is."""
    return markdown_of_several([("", table)], reading, said)


def markdown_of_several(tables: Iterable[tuple[str, Table]], reading: Heard, said: str) -> str:
    """Several tables as `markdown_of` writes one, each under its caption."""
    from partnercli.documents.blocks import Paragraph, Text, runs_of, table_of
    from partnercli.documents.markdown import write_blocks

    marks = mark_words(reading.marking, illustrative=reading.illustrative)
    marks += [f"What if: {words}" for words in reading.what_if]
    return write_blocks(
        (
            *(Paragraph(runs_of(mark, Text("", bold=True))) for mark in marks),
            Paragraph(runs_of(said)),
            *(
                table_of(
                    [column.replace("_", " ") for column in columns],
                    [[_shown(value) for value in row] for row in rows],
                    caption,
                )
                for caption, (columns, rows) in tables
            ),
        )
    )


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
