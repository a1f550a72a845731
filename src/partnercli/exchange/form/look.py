"""How a form looks: few styles, dark on light, and every difference told by words or borders too."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from partnercli.exchange.workbook_file import FONT, HIGHEST_ROW, LINE_HEIGHT, on_a4, write_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ANSWER, LABEL, REGION, HEAD, SECTION, MARK, TEXT, NAME = (
    *("Form answer", "Form label", "Form region", "Form head"),
    *("Form section", "Form mark", "Form text", "Form name"),
)
"""Styles: a cell to be filled in; a country or question; a region; a table's head; what parts the sheet; what stands
above everything; running text; what a line is about."""
_INK, _DARK, _PALE, _LINE = "FF000000", "FF1F3864", "FFE7ECF5", "FF7F7F7F"
_SECTION_HEIGHT = 27
"""Points of a heading with the space above it."""
_LONGEST_HEADER = 200
"""Code units of a header's text: with its codes Excel takes 255, and calls a file with more of them damaged."""
_LETTERS = 1.05
"""Letters of running text on the width of a figure, in which columns are measured; less than most fonts have."""


def with_styles(workbook: Workbook) -> None:
    """Make the styles known to a workbook."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    thin = Side(style="thin", color=_LINE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped, flat = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
    plain, bold = Font(name=FONT, size=11, color=_INK), Font(name=FONT, size=11, bold=True, color=_INK)
    styles: dict[str, dict[str, Any]] = {
        ANSWER: {"font": plain, "border": box, "alignment": wrapped, "protection": Protection(locked=False)},
        LABEL: {"font": plain, "border": box, "alignment": wrapped, "fill": PatternFill("solid", _PALE)},
        REGION: {"font": bold, "border": box, "alignment": wrapped, "fill": PatternFill("solid", _PALE)},
        HEAD: {
            "font": Font(name=FONT, size=11, bold=True, color="FFFFFFFF"),
            "border": box,
            "alignment": wrapped,
            "fill": PatternFill("solid", _DARK),
        },
        SECTION: {
            "font": Font(name=FONT, size=13, bold=True, color=_DARK),
            "alignment": Alignment(vertical="bottom"),
        },
        MARK: {"font": bold, "alignment": flat},
        TEXT: {"font": plain, "alignment": wrapped},
        NAME: {"font": bold, "alignment": wrapped},
    }
    for name, look in styles.items():
        workbook.add_named_style(NamedStyle(name=name, number_format="@", **look))


def put(sheet: Worksheet, row: int, column: int, text: str | None, style: str = "") -> None:
    """Put a text into a cell, in a style; without a text the cell is there and empty."""
    cell = sheet.cell(row, column)
    if style:
        cell.style = style
    if text:
        write_text(cell, text)


def set_up(sheet: Any, widths: Iterable[int], *, header: str, footer: str, landscape: bool) -> None:
    """Lay a sheet out for A4, as wide as the page, and lock it: a help against slips, and no security.

    Columns and rows may be made wider by whoever fills it in.
    """
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    on_a4(sheet, landscape=landscape)
    on_every_page(sheet, header, footer)
    sheet.sheet_view.showGridLines = False
    protect(sheet)


def on_every_page(sheet: Any, header: str, footer: str) -> None:
    """Put texts above and below every page of a sheet, cut where they are too long for Excel."""
    sheet.HeaderFooter.oddHeader.center.text = _in_header(header) or None
    sheet.HeaderFooter.oddFooter.left.text = _in_header(footer) or None
    sheet.HeaderFooter.oddFooter.right.text = "&P / &N"


def _in_header(text: str) -> str:
    kept = text[:_LONGEST_HEADER]
    while True:
        said = f"{kept}{'' if kept == text else '…'}".replace("&", "&&")
        if len(said.encode("utf-16-le")) <= 2 * _LONGEST_HEADER:
            return said
        kept = kept[:-1]


def heighten(sheet: Worksheet, row: int, texts: Iterable[str | None]) -> None:
    """Make room for what stands in a row, a text a column; a row of single lines is left to grow with what is typed.

    Not every program does so by itself when it opens a file.
    """
    widths = (sheet.column_dimensions[letter].width for letter in "ABCDEFGH")
    lines = max(_lines(text or "", width) for text, width in zip(texts, widths, strict=False))
    if lines > 1:
        sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines, HIGHEST_ROW)


def _lines(text: str, width: float) -> int:
    return sum(max(1, len(wrap(line, int(width * _LETTERS)))) for line in text.split("\n"))


def section(sheet: Worksheet, row: int, text: str) -> None:
    """Put a heading that parts the sheet."""
    put(sheet, row, 1, text, SECTION)
    sheet.row_dimensions[row].height = _SECTION_HEIGHT


def protect(sheet: Worksheet) -> None:
    """Lock all cells of a sheet but those that take an answer; no password."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
