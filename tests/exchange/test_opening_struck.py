"""Cells of a workbook that are struck through: left out as in Word, and named."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from partnercli.exchange.opening import opened
from partnercli.exchange.remark import Weight

STRUCK = Font(strike=True)
LINE, NO_LINE = InlineFont(strike=True), InlineFont(b=True)


def reading(value: object, font: Font | None = None) -> tuple[list[str], list[tuple[str, Weight]]]:
    """What is read of a row, the second cell with a value and a font, and what is said of it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Reply"
    sheet.append(["Zonda", value, "end"])
    if font is not None:
        sheet["B1"].font = font
    out = io.BytesIO()
    book.save(out)
    sent = opened("reply.xlsx", out.getvalue())
    texts = [cell.text for cell in sent.grids[0].rows[0]]
    return texts, [(remark.message, remark.weight) for remark in sent.remarks]


TOLD = [("text that is struck through is not read: Reply!B1", Weight.WARNING)]


@pytest.mark.parametrize("value", ["support", 3, True])
def test_a_cell_that_is_struck_through_is_left_out_and_named(value: object) -> None:
    assert reading(value, STRUCK) == (["Zonda", "", "end"], TOLD)


def test_a_font_without_a_line_says_nothing() -> None:
    assert reading("support", Font(strike=False, bold=True)) == (["Zonda", "support", "end"], [])


def test_of_a_text_in_several_fonts_only_what_is_struck_through_is_left_out() -> None:
    mixed = CellRichText(TextBlock(LINE, "support"), TextBlock(NO_LINE, "opposition"), ", soon")
    assert reading(mixed) == (["Zonda", "opposition, soon", "end"], TOLD)
    assert reading(mixed, STRUCK) == (["Zonda", "opposition", "end"], TOLD)


def test_an_empty_cell_that_is_struck_through_is_not_named() -> None:
    assert reading(None, STRUCK)[1] == []
