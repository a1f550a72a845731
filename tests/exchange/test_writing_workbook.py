"""The workbook: typed cells under a head that stays in sight, nothing a formula, its marks on every sheet."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from exports_made import HOSTILE, MADE, PEOPLE, PUBLIC, REGIONS, exports
from partnercli.documents.words import BANNER
from partnercli.exchange.formulas import formula_like
from partnercli.exchange.tables import Column, Export, Table, Type, Value
from partnercli.exchange.writing.handled import handled
from partnercli.exchange.writing.workbook import workbook_file


def opened(export: Export) -> Workbook:
    return load_workbook(io.BytesIO(workbook_file(export)))


@pytest.fixture(scope="module")
def made() -> Workbook:
    return opened(MADE)


def of_words(*texts: str) -> Export:
    """An export of one table of texts."""
    rows = tuple((text, "x") for text in texts)
    return replace(MADE, tables=(replace(REGIONS, rows=rows),))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """What stands in a sheet; openpyxl leaves escapes of cells as they are, which other programs read."""
    return [tuple(map(unescaped, row)) for row in sheet.iter_rows(values_only=True)]


def unescaped(value: Any) -> Any:
    return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", value) if isinstance(value, str) else value


def test_a_sheet_that_explains_it_comes_first_then_the_columns_then_a_sheet_a_table(made: Workbook) -> None:
    assert made.sheetnames == ["About", "Columns", "regions", "people", "unused"]
    said = [row[:2] for row in rows(made["About"])]
    assert said[:4] == [
        ("LIMITE", None),
        (BANNER, None),
        ("PRESIDENCY ONLY", None),
        ("Partnerships & <others>", None),
    ]
    assert ("Meeting", "2031-03-04-working-group") in said
    assert ("Reading", "One of two heard. The line is 1.") in said
    assert ("regions", "A region of partner countries.") in said
    explained = rows(made["Columns"])
    assert ("people", "day", "day", "When.") in explained
    assert [row[:2] for row in explained[-3:]] == [
        ("every sheet", "readers"),
        ("every sheet", "marking"),
        ("every sheet", "illustrative"),
    ]


def test_each_sheet_is_reached_by_a_link(made: Workbook) -> None:
    links = [cell.hyperlink.location for (cell, *_) in made["About"].iter_rows() if cell.hyperlink]
    assert links == ["'regions'!A1", "'people'!A1", "'unused'!A1"]


def test_cells_have_their_types(made: Workbook) -> None:
    sheet = made["people"]
    first = [cell.value for cell in sheet[2]][1:7]
    assert first == [1, "plain", 0.6667, 0.1, at_midnight(date(2021, 5, 25)), True]
    assert [cell.data_type for cell in sheet[2]][:7] == ["s", "n", "s", "n", "n", "d", "b"]
    assert sheet["F2"].number_format == "yyyy-mm-dd"


def test_shares_are_written_digit_for_digit() -> None:
    share = Column("share", Type.SHARE, "A share.")
    table = Table("shares", "A share.", (share,), (), ((Fraction(6215, 10_000),), (Fraction(2, 3),)))
    with zipfile.ZipFile(io.BytesIO(workbook_file(replace(MADE, tables=(table,))))) as file:
        sheet = file.read("xl/worksheets/sheet3.xml").decode()
    assert re.findall(r"<v>(0\.\d+)</v>", sheet) == ["0.6215", "0.6667"]


def test_what_excel_could_not_keep_is_written_as_text(made: Workbook) -> None:
    sheet = made["people"]
    assert (sheet["E3"].value, sheet["F3"].value) == ("12345678901234567890.5", "1850-01-01")
    assert sheet["B5"].value == str(2**70)


def test_no_text_is_a_formula_a_number_or_a_date(made: Workbook) -> None:
    cells = [row[2] for row in made["people"].iter_rows(min_row=6)]
    assert [unescaped(cell.value) for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [formula_like(text) for text in HOSTILE]
    with zipfile.ZipFile(io.BytesIO(workbook_file(MADE))) as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist())


def test_heads_stay_in_sight_can_be_filtered_and_are_printed_on_each_page(made: Workbook) -> None:
    for name, ref in (("regions", "A1:E3"), ("people", f"A1:L{len(PEOPLE.rows) + 1}"), ("unused", "A1:D2")):
        sheet = made[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert {table.ref: table.headerRowCount for table in sheet.tables.values()} == {ref: 1}


def test_long_words_are_folded_and_their_rows_are_as_high_as_they_need() -> None:
    sheet = opened(of_words("short", "word " * 40, "one\ntwo"))["regions"]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [None, 60, 30]
    assert sheet["A3"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width == 60


def test_a_sheet_too_wide_to_be_read_on_one_page_is_printed_on_several_side_by_side() -> None:
    columns = tuple(Column(f"c{at}", Type.TEXT, "A word.") for at in range(12))
    wide = Table("wide", "Many words.", columns, (), (("word " * 20,) * 12,))
    made = opened(replace(MADE, tables=(REGIONS, wide)))
    assert (made["regions"].page_setup.fitToWidth, made["wide"].page_setup.fitToWidth) == (1, 4)
    assert {sheet.page_setup.fitToHeight for sheet in made.worksheets} == {0}


def test_no_cells_are_merged_and_no_sheet_is_hidden(made: Workbook) -> None:
    assert not any(sheet.merged_cells.ranges for sheet in made.worksheets)
    assert {sheet.sheet_state for sheet in made.worksheets} == {"visible"}


def test_every_row_and_every_printed_page_says_how_it_is_handled(made: Workbook) -> None:
    sheet: Any
    for sheet in made.worksheets:
        said = f"LIMITE · {BANNER} · PRESIDENCY ONLY"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == said
    for row in rows(made["people"])[1:]:
        assert row[-3:] == ("PRESIDENCY ONLY", "LIMITE", True)


def test_the_public_one_holds_title_language_and_date_and_says_no_more_of_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_file(PUBLIC))) as file:
        core = file.read("docProps/core.xml").decode()
        assert re.findall(r"<(\w+:\w+)[ >]", core) == [
            "cp:coreProperties",
            "dc:title",
            "dc:language",
            "dcterms:created",
            "dcterms:modified",
        ]
        whole = b"".join(file.read(name) for name in file.namelist())
    assert b"LIMITE" not in whole.replace(b"LIMITE or public", b"")
    assert "openpyxl" not in whole.decode("utf-8", "replace")


def test_a_text_longer_than_a_cell_is_cut_with_a_word() -> None:
    emoji = "🇪🇺" * 10_000
    sheet = opened(of_words("a" * 32_767, "b" * 40_000, emoji))["regions"]
    whole, cut, flags = (row[0] for row in rows(sheet)[1:])
    assert whole == "a" * 32_767
    assert len(cut) == 32_767
    assert cut.endswith("b … (cut here: all 40,000 characters are too many for a cell)")
    assert len(flags.encode("utf-16-le")) // 2 <= 32_767
    assert flags.startswith(emoji[:16_000])


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\rb", "a␍b"), ("a\r\nb", "a\nb"), ("\x00", "␀"), ("\uffff", "\ufffd")],
)
def test_controls_are_shown_as_their_pictures(text: str, shown: str) -> None:
    assert rows(opened(of_words(text))["regions"])[1][0] == shown


def test_what_programs_would_read_as_an_escape_is_escaped() -> None:
    (cell, *_) = opened(of_words("_x0041_ and _x00e9_, not _x41_"))["regions"][2]
    assert cell.value == "_x005F_x0041_ and _x005F_x00e9_, not _x41_"


def test_long_names_make_sheets_of_their_own() -> None:
    long = "a_table_with_a_name_of_many_words"
    tables = tuple(replace(REGIONS, name=name) for name in (f"{long}_one", f"{long}_two", "about", "columns"))
    names = opened(replace(MADE, tables=tables)).sheetnames
    assert names[2:] == [
        "a_table_with_a_name_of_many_wor",
        "a_table_with_a_name_of_many_w_2",
        "about_2",
        "columns_2",
    ]


def at_midnight(day: date) -> datetime:
    """A day as openpyxl reads it."""
    return datetime.combine(day, time())


def kept(value: Value) -> Any:
    """A value as a sheet keeps it: numbers of at most 15 digits, days of its calendar, texts that XML can hold."""
    if isinstance(value, str):
        spelt = "".join(
            chr(0x2400 + ord(one)) if ord(one) < 32 and one not in "\t\n" else one
            for one in value.replace("\r\n", "\n")
        )
        return re.sub("[\ufffe\uffff]", "\ufffd", spelt) or None
    if isinstance(value, Fraction):
        return float(round(value, 4))
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        number = float(digits) if "." in digits else int(digits)  # as openpyxl reads them
        return number if len(value.normalize().as_tuple().digits) <= 15 else digits
    if isinstance(value, date):
        return at_midnight(value) if value >= date(1900, 3, 1) else value.isoformat()
    return str(value) if isinstance(value, int) and abs(value) >= 10**15 else value


@settings(max_examples=12)
@given(exports())
def test_any_export_is_read_back_and_has_the_same_bytes_again(export: Export) -> None:
    book = opened(export)
    for table in handled(export):
        expected = [
            tuple(column.name for column in table.columns),
            *(tuple(map(kept, row)) for row in table.rows),
        ]
        assert rows(book[table.name])[: len(expected)] == expected
    assert workbook_file(export) == workbook_file(export)
