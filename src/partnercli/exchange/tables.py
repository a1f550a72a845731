"""A table for other tools: typed columns, each explained, a key, and the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from partnercli.documents.audience import Audience
from partnercli.records.marking import Marking

Value = str | int | Decimal | Fraction | date | bool | None
"""What a cell holds: a share is an exact fraction, rounded to 4 places only when written; None is nothing."""


class Type(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole number"
    SHARE = "share"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in lower case, what it holds, what it means; `required`: no cell of it is empty."""

    name: str
    type: Type
    means: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values, where there are any, are the key of a row of another table."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. `key` are the columns that tell one row from another; `means` says what a row is."""

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """The tables for one circle of readers, in an order in which each comes after those that it refers to.

    `meeting` is the id of the meeting whose positions are read, None where the readers are not told; `revision` what
    was named with --at; `on` the day as of which steps are late or done. `reading` says in sentences how positions
    were read: who was heard, and where the line is; nothing where the readers are not told.
    """

    audience: Audience
    marking: Marking
    illustrative: bool
    title: str
    meeting: str | None
    on: date
    tables: tuple[Table, ...]
    revision: str | None = None
    reading: tuple[str, ...] = ()
    format: Literal["partner.export/1"] = "partner.export/1"
