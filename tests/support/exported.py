"""Exports of the invented exercise, and their tables to be looked at: as rows, and what does not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from partnercli.documents.audience import Audience
from partnercli.exchange.export import export_for
from partnercli.exchange.tables import Export, Table, Type
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

HOLDS: dict[Type, type] = {
    Type.TEXT: str,
    Type.WHOLE: int,
    Type.SHARE: Fraction,
    Type.NUMBER: Decimal,
    Type.DAY: date,
    Type.YES_NO: bool,
}
"""What the cells of each type are, exactly."""
OF_THE_WRITERS = {"readers", "marking", "illustrative"}
"""Columns that every writer adds."""

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT, DOCUMENT, DAY = "2031-03-04-working-group", "10001-31", date(2031, 3, 25)
"""A meeting and a document of the invented exercise, and a day after both."""

Row = dict[str, Any]


def exercise_at(folder: Path = FICTIONAL) -> Exercise:
    """All records of a repository, by default the invented one."""
    return load(WorkingTree(folder), Scope.everything()).exercise


def made(
    exercise: Exercise, audience: Audience, meeting: str = AT, on: date = DAY, revision: str | None = None
) -> Export:
    """The export of an exercise that has settings."""
    assert exercise.config is not None
    return export_for(audience, exercise, exercise.config, meeting, on, revision)


def table(export: Export, name: str) -> Table:
    """The table of a name; there is one."""
    (found,) = [one for one in export.tables if one.name == name]
    return found


def rows(export: Export, name: str) -> list[Row]:
    """The rows of a table, by column."""
    found = table(export, name)
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def columns(export: Export) -> dict[str, list[str]]:
    """The columns of each table, by name."""
    return {one.name: [column.name for column in one.columns] for one in export.tables}


def misfits(export: Export) -> list[str]:
    """What could not stand in a database, or is not explained; nothing in a good export."""
    return [
        f"{one.name}: {said}"
        for at, one in enumerate(export.tables)
        for said in (
            *_columns(export, one),
            *_keys(export, one),
            *_places(export, one),
            *_references(export, at),
        )
    ]


def _columns(export: Export, here: Table) -> Iterator[str]:
    names = [column.name for column in here.columns]
    if len(set(names)) < len(names) or set(names) & OF_THE_WRITERS:
        yield "a column twice, or one of the writers'"
    for column in here.columns:
        cells = [row[column.name] for row in rows(export, here.name)]
        if not re.fullmatch("[a-z][a-z0-9_]*", column.name):
            yield f"{column.name} is not in lower case"
        if not re.fullmatch(r"\S.*\.", column.means):
            yield f"{column.name} is not explained in a sentence"
        if any(type(cell) is not HOLDS[column.type] for cell in cells if cell is not None):
            yield f"{column.name} is not what its type says"
        if "" in cells or (column.required and None in cells):
            yield f"{column.name} is empty, or a text of nothing"


def _keys(export: Export, here: Table) -> Iterator[str]:
    if not set(here.key) <= {column.name for column in here.columns if column.required}:
        yield "a column of the key may be empty"
    keys = [tuple(row[name] for name in here.key) for row in rows(export, here.name)]
    if len(set(keys)) < len(keys):
        yield "a key stands twice"


def _places(export: Export, here: Table) -> Iterator[str]:
    """Places count from 1 and miss none, within the row that the rest of the key names."""
    of = [name for name in here.key if name != "place"] if "place" in here.key else here.key[:-1]
    places: dict[tuple[Any, ...], list[int]] = {}
    for row in rows(export, here.name):
        if "place" in row and not any("place" in one.columns for one in here.references):
            places.setdefault(tuple(row[name] for name in of), []).append(row["place"])
    if any(found != list(range(1, len(found) + 1)) for found in places.values()):
        yield "its places do not count from 1, or not in order"


def _references(export: Export, at: int) -> Iterator[str]:
    here, before = export.tables[at], {one.name: one for one in export.tables[: at + 1]}
    for reference in here.references:
        meant = before.get(reference.table)
        if meant is None or len(meant.key) != len(reference.columns):
            yield f"it refers to {reference.table}, which does not come before it, or not by its key"
            continue
        known = {tuple(row[name] for name in meant.key) for row in rows(export, meant.name)}
        named = [tuple(row[name] for name in reference.columns) for row in rows(export, here.name)]
        if any(one not in known for one in named if None not in one):
            yield f"it names a row that is not in {reference.table}"
