"""A sheet of a workbook as rows of text (ECMA-376, part 1, 18.3.1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from partnercli.exchange.grid import column_letters, column_named
from partnercli.exchange.opening.elements import Element, attribute, child, children, on
from partnercli.exchange.opening.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Amount
from partnercli.exchange.opening.numbers import Shown, number_text
from partnercli.exchange.opening.remarks import Remarks, some_of
from partnercli.exchange.opening.strings import Text, plain, rich_text
from partnercli.exchange.texts import lines

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_COLUMN = 16_385
"""One more than the columns that a sheet can have."""
_VALUES = (
    "type in the value that it shows, or copy the column and paste it as values (Paste Special > Values)"
)
_BROKEN = "type the cell anew in Excel and save the file"
_EMPTY = Text("")
_FORMULAS = {"array": "a formula of an array", "dataTable": "a formula of a data table"}

Place = tuple[int, int]
"""Row and column, counted from 1."""


class Lookups(NamedTuple):
    """What the cells of all sheets refer to: shared texts, what each style shows numbers as, the first day.

    `struck` are the styles whose font is struck through, counted from 0.
    `amount` is how much of all sheets has been read.
    """

    texts: Sequence[Text]
    styles: Sequence[Shown]
    struck: Collection[int]
    from_1904: bool
    amount: Amount


class Range(NamedTuple):
    """A rectangle of cells, counted from 1, its ends in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """What a sheet holds: texts by place, and what of it is not seen."""

    name: str
    texts: dict[Place, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)

    def address(self, row: int, column: int) -> str:
        """A cell as Excel names it: Reply!B7."""
        return f"{self.name}!{column_letters(column)}{row}"


def place(reference: str) -> Place | None:
    """Row and column of B7, dollar signs passed over; None for what is no cell."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    return None if match is None else (int(match[2]), column_named(match[1]))


def rectangle(reference: str) -> Range | None:
    """B7:C9 as a range; a single cell is one too. None for what is none."""
    ends = [place(one) for one in reference.split(":")]
    first, last = ends[0], ends[-1]
    return Range(*first, *last) if first and last and len(ends) <= 2 else None


def read_sheet(root: Element, name: str, lookups: Lookups, remarks: Remarks) -> Sheet:
    """The cells of a sheet that hold something; what is wrong with one is remarked on at its place."""
    sheet = Sheet(name)
    _hidden_columns(root, sheet)
    reader = _Cells(sheet, lookups, remarks)
    row = 0
    for line in children(child(root, "sheetData"), "row"):
        number = attribute(line, "r") or str(row + 1)
        if not (number.isascii() and number.isdigit() and len(number) <= 7 and int(number)):
            remarks.error(name, f'it has a row numbered "{number[:20]}"', _BROKEN)
            continue
        row = int(number)
        if not reader.read_row(line, row):
            return sheet
        if _hides(line, "ht"):
            sheet.hidden_rows.append(row)
    if reader.struck:
        message = f"text that is struck through is not read: {some_of(reader.struck)}"
        remarks.warning(name, message, "delete it, or take the line out of it")
    _cover(root, sheet, remarks)
    return sheet


def _hides(element: Element, size: str) -> bool:
    """Whether a row or column is hidden, or as small as if it were."""
    said = attribute(element, size)
    return on(element, "hidden") or (said != "" and not said.strip("0."))


def _hidden_columns(root: Element, sheet: Sheet) -> None:
    for one in children(child(root, "cols"), "col")[:MOST_COLUMNS]:
        first, last = (_index(attribute(one, name), _LAST_COLUMN) for name in ("min", "max"))
        if _hides(one, "width") and first and last:
            sheet.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))


class _Cells:
    """Reads cells one after the other into a sheet, as many as are read of a file."""

    def __init__(self, sheet: Sheet, lookups: Lookups, remarks: Remarks) -> None:
        self.sheet = sheet
        self.lookups = lookups
        self.remarks = remarks
        self.struck: list[str] = []

    def read_row(self, line: Element, row: int) -> bool:
        """Read a row; False where there is too much to go on."""
        column = 0
        for one in children(line, "c"):
            reference = attribute(one, "r")
            found = place(reference) if reference else (row, column + 1)
            if found is None or found[0] != row:
                message = f'it has a cell called "{reference[:20]}" in row {row}'
                self.remarks.error(self.sheet.name, message, _BROKEN)
                continue
            column = found[1]
            if not self._keep(one, row, column):
                return False
        return True

    def _keep(self, cell: Element, row: int, column: int) -> bool:
        found = self._text(cell, row, column)
        in_struck = _index(attribute(cell, "s") or "0", len(self.lookups.styles)) in self.lookups.struck
        text = found.shown_if_struck if in_struck else found.shown
        if found.struck or (in_struck and found.shown.strip() and text != found.shown):
            self.struck.append(self.sheet.address(row, column))
        if not text:
            return True
        if row > MOST_ROWS or column > MOST_COLUMNS or not self.lookups.amount.add(text):
            self.remarks.too_much(self.sheet.address(row, column))
            return False
        if len(text) > LONGEST_CELL:
            self._wrong(row, column, f"it holds more than {LONGEST_CELL:,} characters", "shorten the text")
        if (row, column) in self.sheet.texts:
            self._wrong(row, column, "it is in the file twice", _BROKEN)
        self.sheet.texts[row, column] = text
        return True

    def _text(self, cell: Element, row: int, column: int) -> Text:
        """What a cell shows; empty with a remark where it shows nothing that can be read."""
        formula = child(cell, "f")
        if formula is not None:
            what = _FORMULAS.get(attribute(formula, "t"), "a formula")
            self._wrong(row, column, f"it holds {what}, and formulas are not read", _VALUES)
            return _EMPTY
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _EMPTY if inline is None else rich_text(inline)
        value = child(cell, "v")
        written = "" if value is None else value.text or ""
        if not written:
            return _EMPTY
        if kind == "str":
            return Text(plain(written))
        if kind == "e":
            self._wrong(row, column, f"it shows an error, {written[:20]}", _VALUES)
            return _EMPTY
        text = self._known(kind, written, attribute(cell, "s") or "0")
        if text is None:
            self._wrong(row, column, f'"{written[:40]}" is not what its kind of cell can hold', _BROKEN)
        return text or _EMPTY

    def _known(self, kind: str, written: str, style: str) -> Text | None:
        """A shared text, yes or no, a day or a number; None where it is none."""
        if kind == "s":
            shared = _index(written, len(self.lookups.texts))
            return None if shared is None else self.lookups.texts[shared]
        text = self._value(kind, written, style)
        return None if text is None else Text(text)

    def _value(self, kind: str, written: str, style: str) -> str | None:
        """What is no text; None where it is nothing known."""
        if kind == "b":
            return {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}.get(written)
        if kind == "d":
            return lines(written).removesuffix("T00:00:00").removesuffix("T00:00:00.000")
        styled = _index(style, len(self.lookups.styles))
        if kind not in {"", "n"} or styled is None:
            return None
        return number_text(written, self.lookups.styles[styled], from_1904=self.lookups.from_1904)

    def _wrong(self, row: int, column: int, message: str, hint: str) -> None:
        self.remarks.error(self.sheet.address(row, column), message, hint)


def _index(written: str, count: int) -> int | None:
    """A number from 0 that is below a count; None for anything else."""
    known = written.isascii() and written.isdigit() and len(written) < 10
    return int(written) if known and int(written) < count else None


def _cover(root: Element, sheet: Sheet, remarks: Remarks) -> None:
    """Take out what lies under merged cells: nobody sees it."""
    merged = [rectangle(attribute(one, "ref")) for one in children(child(root, "mergeCells"), "mergeCell")]
    if None in merged:
        remarks.error(sheet.name, "it has merged cells at no place", _BROKEN)
    bottom = max((row for row, _ in sheet.texts), default=0)
    right = max((column for _, column in sheet.texts), default=0)
    under = (at for one in merged if one for at in _under(one, bottom, right))
    covered = list(islice(under, MOST_CELLS + 1))
    if len(covered) > MOST_CELLS:
        remarks.too_much(sheet.name)
        return
    lost = [sheet.address(*at) for at in sorted(covered) if sheet.texts.pop(at, "")]
    if lost:
        message = f"not read, because it lies under merged cells where nobody sees it: {some_of(lost)}"
        remarks.warning(sheet.name, message)


def _under(one: Range, bottom: int, right: int) -> Iterator[Place]:
    """The places of a merged range but its first, as far as the sheet goes."""
    rows, columns = range(one.top, min(one.bottom, bottom) + 1), range(one.left, min(one.right, right) + 1)
    places = ((row, column) for row in rows for column in columns)
    return (at for at in places if at != (one.top, one.left))
