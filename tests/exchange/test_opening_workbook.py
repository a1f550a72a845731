"""Workbooks as people send them: what a person sees in a cell is what is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from partnercli.exchange.grid import Sent, column_letters
from partnercli.exchange.opening import opened
from partnercli.exchange.opening.numbers import Shown, shown_by
from partnercli.exchange.opening.sheet import place
from partnercli.exchange.remark import Weight
from partnercli.exchange.workbook_file import write_text
from sent_files import (
    OFFICE,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    book,
    cells,
    relationships,
    sheet,
    strings,
    styles,
    text_row,
    texts,
    workbook,
)


def made(fill: Callable[[Workbook], object]) -> Sent:
    """A workbook of openpyxl with one sheet, Reply, filled and opened."""
    book = Workbook()
    book.worksheets[0].title = "Reply"
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return opened("reply.xlsx", out.getvalue())


def seen(sent: Sent) -> list[list[str]]:
    """The texts of the only sheet, of which nothing is to be said."""
    assert sent.remarks == ()
    (grid,) = sent.grids
    return texts(grid)


def said(sent: Sent) -> list[tuple[str, str]]:
    """Where warnings stand, and their messages; nothing is refused."""
    assert all(one.weight is Weight.WARNING for one in sent.remarks), sent.remarks
    return [(one.address, one.message) for one in sent.remarks]


def in_a_cell(value: Any, number_format: str | None = None) -> str:
    def fill(book: Workbook) -> None:
        cell = book.worksheets[0].cell(1, 1, value)
        if number_format:
            cell.number_format = number_format

    return seen(made(fill))[0][0]


def test_a_sheet_is_rows_of_cells_each_with_its_address() -> None:
    sent = opened("reply.xlsx", workbook())
    (grid,) = sent.grids
    assert (sent.file, len(sent.digest), grid.name, grid.hidden) == ("reply.xlsx", 64, "Reply", False)
    assert texts(grid) == [["Country", "Stance"], ["Zonda", "support"]]
    assert [cell.address for cell in grid.rows[1]] == ["Reply!A2", "Reply!B2"]


def test_sheets_come_in_their_order() -> None:
    sent = made(lambda book: [book.create_sheet(name).append([name]) for name in ("Zweites", "Drittes")])
    assert [grid.name for grid in sent.grids] == ["Reply", "Zweites", "Drittes"]
    assert texts(sent.grids[0]) == []


def test_a_file_is_opened_by_what_it_holds_whatever_its_name_says() -> None:
    assert opened("reply.csv", workbook()).grids == opened("reply.xlsm", workbook()).grids != ()


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (3, None, "3"),
        (3.0, "0.00", "3"),
        (0.5, None, "0.5"),
        (0.1 + 0.2, None, "0.3"),
        (-1200, "#,##0", "-1200"),
        (1e20, None, "100000000000000000000"),
        (1e300, None, "1E+300"),
        (0, None, "0"),
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (True, None, "TRUE"),
        (date(2021, 5, 25), None, "2021-05-25"),
        (date(2021, 5, 25), "d. mmmm yyyy", "2021-05-25"),
        (datetime(2021, 5, 25, 14, 30), None, "2021-05-25 14:30"),  # noqa: DTZ001 - cells have no zone
        (datetime(2021, 5, 25), None, "2021-05-25"),  # noqa: DTZ001
        (time(9, 5), None, "09:05"),
        ("007", None, "007"),
        ("25/05", None, "25/05"),
        ("Côte d’Ivoire", None, "Côte d’Ivoire"),
        ("two\nlines", None, "two\nlines"),
        (" with spaces ", None, " with spaces "),
    ],
)
def test_a_value_is_read_as_a_person_sees_it(value: Any, number_format: str | None, shown: str) -> None:
    assert in_a_cell(value, number_format) == shown


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)), st.booleans())
@settings(deadline=None, max_examples=40)
def test_every_day_is_read_as_it_was_written_in_both_systems(day: date, from_1904: bool) -> None:
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    if day < first:
        return
    row = f'<row r="1"><c s="1"><v>{(day - first).days}</v></c></row>'
    settings_of_book = f'<workbookPr date1904="{int(from_1904)}"/>'
    parts = {SHEET: sheet(row), STYLES: styles("dd.mm.yyyy"), WORKBOOK: book(settings_of_book)}
    assert seen(opened("reply.xlsx", workbook(parts))) == [[day.isoformat()]]


def test_the_days_before_the_leap_day_that_never_was_are_right_too() -> None:
    row = '<row r="1"><c s="1"><v>1</v></c><c s="1"><v>59</v></c></row>'
    parts = {SHEET: sheet(row), STYLES: styles("yyyy-mm-dd")}
    assert seen(opened("reply.xlsx", workbook(parts))) == [["1900-01-01", "1900-02-28"]]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ('0.00" days"', Shown.NUMBER),
        (r"0\d", Shown.NUMBER),
        ("[Red]0;[Green]-0", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ("[h]:mm", Shown.NUMBER),
        ("0%", Shown.PERCENT),
        ("[$-407]dd/mm/yy", Shown.DAY),
        ("mmmm", Shown.DAY),
        ("h:mm AM/PM", Shown.TIME),
        ("dd.mm.yyyy hh:mm", Shown.MOMENT),
    ],
)
def test_a_format_shows_a_number_as_its_letters_say(code: str, shown: Shown) -> None:
    assert shown_by(code) is shown


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_letters_of_columns_are_those_of_spreadsheets(column: int, row: int) -> None:
    assert column_letters(column) == get_column_letter(column)
    assert place(f"{column_letters(column)}{row}") == (row, column)


def test_text_that_looks_like_a_formula_is_text() -> None:
    def fill(book: Workbook) -> None:
        write_text(book.worksheets[0].cell(1, 1), "=not a formula")

    assert seen(made(fill)) == [["=not a formula"]]


def test_texts_in_runs_are_joined_and_how_to_pronounce_them_is_left_out() -> None:
    shared = "<r><t>Côte </t></r><r><rPr><b/></rPr><t>d’Ivoire</t></r><rPh sb='0' eb='1'><t>kōto</t></rPh>"
    parts = {STRINGS: strings(shared), SHEET: sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')}
    assert seen(opened("reply.xlsx", workbook(parts))) == [["Côte d’Ivoire"]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a&#13;b", "a\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D_", "_xD83D_"),
        ("_x00e9_", "é"),
        ("a<!-- -->b", "ab"),
    ],
)
def test_escapes_of_workbooks_are_read_as_what_they_mean(written: str, meant: str) -> None:
    assert seen(opened("reply.xlsx", workbook({SHEET: sheet(text_row(1, written))}))) == [[meant]]


def test_cells_and_rows_without_a_number_follow_the_one_before() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    (grid,) = opened("reply.xlsx", workbook({SHEET: sheet(rows)})).grids
    assert texts(grid) == [[], [], ["", "1", "2"], ["3"]]
    assert grid.rows[2][2].address == "Reply!C3"


def test_rows_out_of_order_and_a_wrong_dimension_change_nothing() -> None:
    rows = text_row(2, "Zonda") + text_row(1, "Country")
    part = sheet(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert seen(opened("reply.xlsx", workbook({SHEET: part}))) == [["Country"], ["Zonda"]]


def test_empty_cells_at_the_end_are_not_there() -> None:
    rows = text_row(1, "Country", "", " ") + text_row(2, "", "")
    assert seen(opened("reply.xlsx", workbook({SHEET: sheet(rows)}))) == [["Country"]]


def test_a_workbook_in_strict_open_xml_is_read_alike() -> None:
    transitional = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", OFFICE)
    strict = (
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    changed = {}
    for name, part in ((SHEET, sheet(text_row(1, "x"))), (WORKBOOK, book())):
        for old, new in zip(transitional, strict, strict=True):
            part = part.replace(old.encode(), new.encode())  # noqa: PLW2901
        changed[name] = part
    assert seen(opened("reply.xlsx", workbook(changed))) == [["x"]]


# What is passed over, with a word


def test_only_the_first_of_merged_cells_holds_their_text() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    sent = opened("reply.xlsx", workbook({SHEET: sheet(text_row(1, "a", "under", "c"), merged)}))
    assert texts(sent.grids[0]) == [["a", "", "c"]]
    assert said(sent) == [
        ("Reply", "not read, because it lies under merged cells where nobody sees it: Reply!B1")
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_named_where_it_holds_anything(state: str) -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append(["a"])
        for name, row in (("Quiet", []), ("Secret", ["x"])):
            other = book.create_sheet(name)
            other.append(row)
            other.sheet_state = state

    sent = made(fill)
    assert [(grid.name, grid.hidden) for grid in sent.grids] == [
        ("Reply", False),
        ("Quiet", True),
        ("Secret", True),
    ]
    assert said(sent) == [("Secret", "this sheet is hidden, and holds something")]


@pytest.mark.parametrize(("identity", "words"), [("partner.form/1", 0), ("another form", 1)])
def test_the_hidden_sheets_of_our_own_form_need_no_word(identity: str, words: int) -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("About").append(["Form", identity])
        lists = book.create_sheet("Lists")
        lists.append(["support"])
        lists.sheet_state = "hidden"

    assert len(made(fill).remarks) == words


def test_hidden_rows_and_columns_that_hold_something_are_named_by_their_range() -> None:
    def fill(book: Workbook) -> None:
        reply = book.worksheets[0]
        for number in range(1, 6):
            reply.append([number, "b", None, "d"])
        for row in (2, 3, 5, 9):
            reply.row_dimensions[row].hidden = True
        for column in "BC":
            reply.column_dimensions[column].hidden = True

    assert said(made(fill)) == [
        ("Reply", "hidden rows hold something: Reply!2:3, Reply!5:5"),
        ("Reply", "hidden columns hold something: Reply!B:B"),
    ]


def test_rows_and_columns_of_no_size_are_as_good_as_hidden() -> None:
    rows = text_row(1, "a", "b").replace("<row", '<row ht="0.0"') + text_row(2, "c")
    columns = '<cols><col min="2" max="16384" width="0"/></cols>'
    assert said(opened("reply.xlsx", workbook({SHEET: sheet(rows, before=columns)}))) == [
        ("Reply", "hidden rows hold something: Reply!1:1"),
        ("Reply", "hidden columns hold something: Reply!B:B"),
    ]


def test_comments_are_not_read_and_their_cells_are_named() -> None:
    def fill(book: Workbook) -> None:
        for row in (1, 2):
            book.worksheets[0].cell(row, 2, "x").comment = Comment("a word", "somebody")

    assert said(made(fill)) == [("Reply", "comments are not read: Reply!B1, Reply!B2")]


def test_links_are_not_followed_and_those_to_a_mailbox_need_no_word() -> None:
    def fill(book: Workbook) -> None:
        reply = book.worksheets[0]
        reply.append(["a", "b"])
        reply["A1"].hyperlink = "http://192.0.2.1/"
        reply["B1"].hyperlink = "mailto:somebody@example.eu"

    sent = made(fill)
    assert texts(sent.grids[0]) == [["a", "b"]]
    assert said(sent) == [("Reply", "links are not followed, only their text is read: Reply!A1")]


def test_text_in_shapes_is_not_read() -> None:
    drawing = b'<d:wsDr xmlns:d="d" xmlns:a="a"><d:sp><a:t>look</a:t></d:sp></d:wsDr>'
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": relationships("drawing ../drawings/d.xml")}
    sent = opened("reply.xlsx", workbook({**parts, "xl/drawings/d.xml": drawing}))
    assert said(sent) == [("Reply", "text in shapes and text boxes is not read")]


# What is refused


def test_each_formula_is_named_by_its_cell_with_what_to_do() -> None:
    sent = made(lambda book: book.worksheets[0].append(["Zonda", "=A1", "=NOW()"]))
    assert sent.grids == ()
    assert [one.place for one in sent.remarks] == ["reply.xlsx: Reply!B1", "reply.xlsx: Reply!C1"]
    assert "paste it as values" in sent.remarks[0].hint


def test_a_name_for_an_area_is_no_formula() -> None:
    area = "<definedName name='_xlnm.Print_Area'>'Reply (2)'!$A$1:$B$9</definedName>"
    part = book().replace(b"</sheets>", f"</sheets><definedNames>{area}</definedNames>".encode())
    assert opened("reply.xlsx", workbook({WORKBOOK: part})).remarks == ()


def test_all_that_is_wrong_is_said_at_once() -> None:
    sent = opened("reply.xlsx", cells("<c><f>1</f></c>", '<c t="e"><v>#N/A</v></c>', '<c t="s"><v>9</v></c>'))
    assert [one.address for one in sent.remarks] == ["Reply!A2", "Reply!B2", "Reply!C2"]


def test_a_workbook_without_a_sheet_is_refused() -> None:
    part = book().replace(b'<sheet name="Reply" sheetId="1" r:id="rId1"/>', b"")
    (remark,) = opened("reply.xlsx", workbook({WORKBOOK: part})).remarks
    assert remark.message == "there is no sheet with cells in it"
