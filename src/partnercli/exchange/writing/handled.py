"""How an export is handled, in words and in columns: every row says who may read it."""

from __future__ import annotations

from dataclasses import replace

from partnercli.documents.audience import PRESIDENCY_ONLY, Audience, marks_above
from partnercli.exchange.tables import Column, Export, Reference, Table, Type

HANDLING = (
    Column(
        "readers", Type.TEXT, "Who may read the row: PRESIDENCY ONLY, delegations or public.", required=True
    ),
    Column("marking", Type.TEXT, "How the row is handled: LIMITE or public.", required=True),
    Column(
        "illustrative", Type.YES_NO, "Whether anything that this export shows is not real.", required=True
    ),
)
"""The last columns of each table in CSV, Excel and SQLite, the same in all rows of an export."""


def marks(export: Export) -> tuple[str, ...]:
    """What stands above everything: the marking, and the banners of its readers."""
    return marks_above(export.marking, export.audience, illustrative=export.illustrative)


def readers(audience: Audience) -> str:
    """The circle of readers, as each row names it."""
    return PRESIDENCY_ONLY if audience is Audience.PRESIDENCY else audience.value


def handled(export: Export) -> tuple[Table, ...]:
    """The tables of an export with the columns of HANDLING at their end."""
    said = (readers(export.audience), export.marking.value, export.illustrative)
    return tuple(
        replace(table, columns=(*table.columns, *HANDLING), rows=tuple((*row, *said) for row in table.rows))
        for table in export.tables
    )


def within(export: Export, names: frozenset[str]) -> Export:
    """An export of some of its tables; references to the others go."""

    def kept(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
        return tuple(one for one in references if one.table in names)

    tables = (table for table in export.tables if table.name in names)
    return replace(
        export, tables=tuple(replace(table, references=kept(table.references)) for table in tables)
    )


def with_referred(export: Export, names: frozenset[str]) -> frozenset[str]:
    """Names of tables, and of all tables that their rows refer to, at whatever distance."""
    found = set(names)
    for table in reversed(export.tables):  # each comes after those that it refers to
        if table.name in found:
            found |= {reference.table for reference in table.references}
    return frozenset(found)
