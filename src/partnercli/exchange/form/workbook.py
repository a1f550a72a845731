"""A form as an Excel workbook: the same bytes whenever it is made. Needs the extra `tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercli.exchange.form import words
from partnercli.exchange.form.hidden_part import lines_of
from partnercli.exchange.form.layout import Form
from partnercli.exchange.form.look import (
    MARK,
    NAME,
    TEXT,
    heighten,
    on_every_page,
    protect,
    put,
    section,
    set_up,
    with_styles,
)
from partnercli.exchange.form.names import ABOUT, LISTS, REPLY, SENT
from partnercli.exchange.form.reply_sheet import CHOICES, fill
from partnercli.exchange.workbook_file import saved

if TYPE_CHECKING:
    from openpyxl import Workbook


def workbook_of(form: Form) -> bytes:
    """The bytes of the workbook."""
    from openpyxl import Workbook
    from openpyxl.workbook.protection import WorkbookProtection

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    with_styles(workbook)
    _about(workbook, form)
    for of in form.sheets:
        fill(workbook.create_sheet(of.delegation if form.together else REPLY), form, of)
    _hidden(workbook, form, LISTS, _transposed([tuple(choice.values()) for choice in CHOICES]))
    _hidden(workbook, form, SENT, lines_of(form))
    workbook.security = WorkbookProtection(lockStructure=True)
    whose = "all delegations" if form.together else form.sheets[0].name
    return saved(workbook, f"{form.title}: reply of {whose}", form.day)


def _about(workbook: Workbook, form: Form) -> None:
    sheet = workbook.create_sheet(ABOUT)
    header = " · ".join(form.marks)
    set_up(sheet, (26, 84), header=header, footer=form.meeting_called, landscape=False)
    put(sheet, 1, 1, header, MARK)
    section(sheet, 2, "About this form")
    for row, (name, text) in enumerate(words.about(form), start=3):
        if not text:
            section(sheet, row, name)
            continue
        put(sheet, row, 1, name, NAME)
        put(sheet, row, 2, text, TEXT)
        heighten(sheet, row, (name, text))


def _hidden(workbook: Workbook, form: Form, name: str, lines: list[tuple[str, ...]]) -> None:
    sheet = workbook.create_sheet(name)
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            put(sheet, row, column, text)
    on_every_page(sheet, " · ".join(form.marks), name)
    protect(sheet)
    sheet.sheet_state = "hidden"


def _transposed(columns: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    most = max(map(len, columns))
    return [tuple(column[row] if row < len(column) else "" for column in columns) for row in range(most)]
