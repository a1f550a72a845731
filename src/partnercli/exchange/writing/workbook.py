"""An export as an Excel workbook: a sheet that explains it, then a sheet a table, with typed cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from partnercli.documents.words import day_in_words
from partnercli.exchange.tables import Column, Export, Table, Type, Value
from partnercli.exchange.workbook_file import FONT, HIGHEST_ROW, LINE_HEIGHT, on_a4, saved, write_text
from partnercli.exchange.writing.handled import HANDLING, handled, marks, readers
from partnercli.records.share import rounded

if TYPE_CHECKING:
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET_NAME = 31
"""Characters of the longest name that a sheet can have."""
_DIGITS = 15
"""Digits of a number that Excel keeps; a longer one is written as text."""
_WIDEST, _NARROWEST = 60, 9
"""Of a column, in characters."""
_PAGE = 180
"""Characters across a page that can still be read."""
_RED, _BLUE, _GREY = "C00000", "0563C1", "E7E6E6"
_SAMPLE = 200
"""Rows from which the width of a column is taken."""
_FORMATS = {
    Type.WHOLE: "0",
    Type.SHARE: "0.0000",
    Type.DAY: "yyyy-mm-dd",
    Type.YES_NO: '"TRUE";"TRUE";"FALSE"',  # as LibreOffice has it; Excel shows its own words
}
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar is wrong or ends; such a day is written as text."""
_CONTENTS = (
    Column("sheet", Type.TEXT, ""),
    Column("what a row is", Type.TEXT, ""),
    Column("rows", Type.WHOLE, ""),
)
_EXPLAINED = (
    Column("sheet", Type.TEXT, ""),
    Column("column", Type.TEXT, ""),
    Column("holds", Type.TEXT, ""),
    Column("what it means", Type.TEXT, ""),
)


def workbook_file(export: Export) -> bytes:
    """The bytes of the workbook, the same whenever it is made; needs the extra `tables`."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    tables = handled(export)
    names = _sheet_names(tables)
    _explain(workbook.create_sheet("About"), export, tables, names)
    _fill(workbook.create_sheet("Columns"), _columns(export, names))
    for table, name in zip(tables, names, strict=True):
        _fill(workbook.create_sheet(name), table)
    for sheet in workbook.worksheets:
        _set_up_page(sheet, export)
    return saved(workbook, export.title, export.on)


def _columns(export: Export, names: Iterable[str]) -> Table:
    """What each column means, those of every sheet said once."""
    found = [(name, one) for name, table in zip(names, export.tables, strict=True) for one in table.columns]
    found += [("every sheet", one) for one in HANDLING]
    rows = tuple((name, one.name, one.type.value, one.means) for name, one in found)
    return Table("all_columns", "", _EXPLAINED, (), rows)


def _sheet_names(tables: Iterable[Table]) -> list[str]:
    """A name a table, none twice, none longer than a sheet's can be."""
    taken = ["About", "Columns"]
    for table in tables:
        name, number = table.name[:_SHEET_NAME], 1
        while name.lower() in map(str.lower, taken):
            number += 1
            name = f"{table.name[: _SHEET_NAME - len(str(number)) - 1]}_{number}"
        taken.append(name)
    return taken[2:]


def _explain(sheet: Worksheet, export: Export, tables: Iterable[Table], names: list[str]) -> None:
    """The first sheet: how this is handled and what it is, then what each sheet holds, with a link to it."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.hyperlink import Hyperlink

    above, facts = marks(export), tuple(_facts(export))
    for row, mark in enumerate(above, start=1):
        _say(sheet.cell(row, 1), mark, bold=True, color=_RED)
    title = len(above) + 1
    _say(sheet.cell(title, 1), export.title, bold=True, size=14)
    sheet.row_dimensions[title].height = 2 * LINE_HEIGHT
    first = title + len(facts) + 2
    rows = tuple((name, one.means, len(one.rows)) for name, one in zip(names, tables, strict=True))
    _fill(sheet, Table("all_sheets", "", _CONTENTS, (), rows), first)
    width = sheet.column_dimensions["B"].width
    for row, (fact, said) in enumerate(facts, start=title + 1):
        for place, text in enumerate((fact, said), start=1):
            cell = sheet.cell(row, place)
            _say(cell, text, bold=place == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = min(_lines((said,), (width,)) * LINE_HEIGHT, HIGHEST_ROW)
    for row, name in enumerate(names, start=first + 1):
        cell = sheet.cell(row, 1)
        _say(cell, name, color=_BLUE, underline="single")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")


def _say(cell: Any, text: str, **look: Any) -> None:
    """A text in the sheet's font, looking so."""
    from openpyxl.styles import Font

    write_text(cell, text)
    cell.font = Font(**{"name": FONT, "size": 11, **look})


def _facts(export: Export) -> Iterator[tuple[str, str]]:
    yield "For", readers(export.audience)
    if export.meeting is not None:
        yield "Meeting", export.meeting
    yield "As of", day_in_words(export.on)
    if export.revision is not None:
        yield "Revision", export.revision
    if export.reading:
        yield "Reading", " ".join(export.reading)
    yield (
        "Note",
        "A reading of what is recorded; it decides nothing. The sheet Columns says what each column means.",
    )


def _fill(sheet: Worksheet, table: Table, first: int = 1) -> None:
    """A table whose head stands in row `first`; each of its columns can be filtered."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as ExcelTable
    from openpyxl.worksheet.table import TableStyleInfo

    widths = [_width(column, place, table) for place, column in enumerate(table.columns)]
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1):
        is_text = column.type is Type.TEXT
        lies = Alignment(
            horizontal="left" if is_text else "right", vertical="top", wrap_text=is_text, indent=int(is_text)
        )
        _head(sheet.cell(first, place), column.name, lies)
        sheet.column_dimensions[get_column_letter(place)].width = width
        for number, row in enumerate(table.rows, start=first + 1):
            if (value := row[place - 1]) is not None:
                cell = sheet.cell(number, place)
                _put(cell, value, column.type)
                cell.alignment = lies
    for number, row in enumerate(table.rows, start=first + 1):
        if (lines := _lines(row, widths)) > 1:
            sheet.row_dimensions[number].height = min(lines * LINE_HEIGHT, HIGHEST_ROW)
    last = sheet.cell(first + max(len(table.rows), 1), len(table.columns)).coordinate
    made = ExcelTable(displayName=f"{table.name}_table", ref=f"A{first}:{last}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(made)
    if first == 1:
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"


def _head(cell: Any, name: str, lies: Alignment) -> None:
    from openpyxl.styles import PatternFill

    _say(cell, name, bold=True)
    cell.fill = PatternFill("solid", fgColor=_GREY)
    cell.alignment = lies


def _put(cell: Any, value: Value, type_: Type) -> None:
    """A value into a cell, as what it is; as text where Excel could not keep it."""
    kept = _kept(value)
    if isinstance(kept, str):
        write_text(cell, kept)
        return
    if isinstance(kept, Decimal):  # digit for digit: as a number openpyxl would write 0.6215000000000001
        cell.value, cell.data_type = f"{kept:f}", "n"
    else:
        cell.value = kept
    cell.number_format = _FORMATS.get(type_, "General")


def _kept(value: Value) -> str | int | Decimal | date | None:
    match value:
        case bool():
            return value
        case int():
            return value if len(str(abs(value))) <= _DIGITS else str(value)
        case Decimal():
            return value if len(value.normalize().as_tuple().digits) <= _DIGITS else f"{value:f}"
        case Fraction():
            return Decimal(str(rounded(value)))
        case date():
            return value if value >= _FIRST_DAY else value.isoformat()
        case _:
            return value


def _width(column: Column, place: int, table: Table) -> int:
    """The width of a column, in characters: of its name with the button beside it, and of what it holds."""
    shown = (str(_kept(row[place])) for row in table.rows[:_SAMPLE])
    longest = max((len(line) for text in shown for line in text.split("\n")), default=0)
    return min(max(longest + 2, len(column.name) + 4, _NARROWEST), _WIDEST)


def _lines(row: Iterable[Value], widths: Iterable[float]) -> int:
    """How many lines the fullest cell of a row takes; programs differ in whether they find that out themselves."""
    return max(
        sum(ceil((len(line) or 1) / width) for line in value.split("\n")) if isinstance(value, str) else 1
        for value, width in zip(row, widths, strict=True)
    )


def _set_up_page(sheet: Any, export: Export) -> None:
    """How a sheet is printed: across, on as many pages side by side as it can be read on, under and above its marks."""
    whole = sum(column.width for column in sheet.column_dimensions.values())
    on_a4(sheet, landscape=True, pages_wide=max(1, round(whole / _PAGE)))
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = " · ".join(marks(export)) or None
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
