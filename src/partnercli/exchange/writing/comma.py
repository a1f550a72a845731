"""CSV as RFC 4180 has it, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from partnercli.exchange.formulas import formula_like
from partnercli.exchange.tables import Table
from partnercli.records.share import rounded


def comma_separated(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """A line of names and a line a row, each ending with CR LF; what a spreadsheet would calculate follows a '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def csv_file(table: Table) -> bytes:
    """The bytes of a table's file: UTF-8 without a byte order mark."""
    return comma_separated([column.name for column in table.columns], table.rows).encode()


def _cell(value: Any) -> Any:
    """A value as CSV shows it: true and false, days as 2021-05-25, shares to 4 places, other numbers in full."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}" if formula_like(value) else value
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return rounded(value)
        case date():
            return value.isoformat()
        case _:
            return value
