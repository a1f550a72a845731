"""CSV files: RFC 4180, read back as they were, and never a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from exports_made import HOSTILE, MADE, PEOPLE, exports
from partnercli.exchange.formulas import formula_like
from partnercli.exchange.tables import Export, Value
from partnercli.exchange.writing.comma import csv_file
from partnercli.exchange.writing.handled import handled


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def shown(value: Value) -> str:
    """A value as the README says that CSV shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if formula_like(value) else value
    if isinstance(value, Fraction):
        return str(float(round(value, 4)))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def test_lines_end_with_cr_lf_and_quotes_are_doubled() -> None:
    data = csv_file(handled(MADE)[0])
    assert data == (
        b"region,name,readers,marking,illustrative\r\n"
        b"sahel,Sahel,PRESIDENCY ONLY,LIMITE,true\r\n"
        b"maghreb,Maghreb & *others*,PRESIDENCY ONLY,LIMITE,true\r\n"
    )
    assert b'"she said ""yes"", twice"' in csv_file(PEOPLE)


def test_each_kind_of_cell_is_written_as_the_readme_says() -> None:
    first, second, third, *_ = read(csv_file(PEOPLE))
    assert (first["share"], first["sum"], first["day"], first["sure"]) == (
        "0.6667",
        "0.10",
        "2021-05-25",
        "true",
    )
    assert (second["share"], second["sum"], second["sure"]) == ("1.0", "12345678901234567890.5", "false")
    assert set(list(third.values())[2:]) == {""}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_and_none_is_a_formula(text: str) -> None:
    (there,) = [
        row["words"]
        for row in read(csv_file(PEOPLE))
        if row["words"].removeprefix("'") == text.removeprefix("'")
    ]
    assert there == (f"'{text}" if formula_like(text) else text)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "＝1", "＠A1", "\t=1", "\n1", "  =1", "\xa0\n+1"])
def test_a_sign_that_calculates_is_found_also_behind_blanks(text: str) -> None:
    assert formula_like(text)
    assert not formula_like(f"a{text}")


def test_a_table_without_rows_has_its_head() -> None:
    assert csv_file(MADE.tables[2]) == b"thing\r\n"


@given(exports())
def test_any_table_is_read_back(export: Export) -> None:
    for table in handled(export):
        names = [column.name for column in table.columns]
        expected = [dict(zip(names, map(shown, row), strict=True)) for row in table.rows]
        assert read(csv_file(table)) == expected
