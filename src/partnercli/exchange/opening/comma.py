"""Comma-separated values (RFC 4180), as Excel and others write them in different countries, as one grid."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from typing import NamedTuple

from partnercli.exchange.formulas import formula_like
from partnercli.exchange.grid import Cell, Grid
from partnercli.exchange.opening.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from partnercli.exchange.opening.remarks import Remarks
from partnercli.exchange.texts import lines

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";\t,"
"""From the one that stands least often in a sentence to the one that stands there most."""
_BARE = {sign: re.compile(f"[^{sign}\r\n]*") for sign in _DELIMITERS}
"""A cell without quotation marks, by what comes after it."""
_SAYS_DELIMITER = "sep="
"""How Excel has a first line say the delimiter."""
_FORMULAS = ("=", "＝")  # noqa: RUF001 - the full-width sign, which some spreadsheets take for the same
_UTF8 = "save it in Excel as CSV UTF-8, or send the workbook itself (.xlsx)"
_QUOTES = 'write a quotation mark within a cell twice (""), and one at each end of the cell'
_NAME = "CSV"


class _Row(NamedTuple):
    """The cells of a row up to the last that holds something.

    `line` is where in the file it starts, counted from 1; `width` how many cells there are with the empty ones.
    """

    line: int
    cells: tuple[str, ...]
    width: int


class _Fault(Exception):
    """Why a file cannot be read further: line and character, counted from 1, what is wrong, what to do."""

    def __init__(self, text: str, place: int, message: str, hint: str) -> None:
        super().__init__(message)
        line = text.count("\n", 0, place) + 1
        self.address = f"line {line}, character {place - text.rfind(chr(10), 0, place)}"
        self.hint = hint


def read_comma(data: bytes, remarks: Remarks) -> tuple[Grid, ...]:
    """The rows of a CSV file as a grid; what is wrong is remarked on at its line and column."""
    try:
        text = _text(data)
        rows = _rows(text)
    except _Fault as fault:
        remarks.error(fault.address, str(fault), fault.hint)
        return ()
    if sum(len(row.cells) for row in rows) > MOST_CELLS:
        remarks.too_much("")
        return ()
    width = _width(rows, remarks)
    return (Grid(_NAME, tuple(_cells(row, width, remarks) for row in rows), alone=True),)


def _text(data: bytes) -> str:
    if data.startswith(_WIDE):
        raise _Fault("", 0, "the file is saved as UTF-16 (Unicode text), not as UTF-8", _UTF8)
    body = data.removeprefix(BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        message = f"the file is not UTF-8 text: byte 0x{body[error.start]:02X} does not belong here"
        raise _Fault(before, len(before), message, _UTF8) from None
    if (place := text.find("\x00")) >= 0:
        raise _Fault(text, place, "the file is no text: it holds a NUL character here", _UTF8)
    return text


def _rows(text: str) -> list[_Row]:
    """The rows of a text, those without a cell kept so that the others stay in their place."""
    delimiter, start = _delimiter(text)
    rows: list[_Row] = []
    place, line = start, 1 + text.count("\n", 0, start)
    while place < len(text):
        if len(rows) == MOST_ROWS:
            raise _Fault(text, place, f"the file has more than {MOST_ROWS:,} rows", "send fewer rows")
        cells, end = _row(text, place, delimiter)
        rows.append(_Row(line, _trimmed(cells), len(cells)))
        line += text.count("\n", place, end)
        place = end
    while rows and not rows[-1].cells:
        rows.pop()
    return rows


def _delimiter(text: str) -> tuple[str, int]:
    """What parts the cells, and where the rows begin: told by a first line, or what most lines have equally often."""
    first = text.partition("\n")[0]
    said = first.rstrip("\r").lower().removeprefix(_SAYS_DELIMITER)
    if first.lower().startswith(_SAYS_DELIMITER) and len(said) <= 1:
        if not said or said not in _DELIMITERS:
            hint = "write sep=; or sep=, or leave this line out"
            raise _Fault(
                text, len(_SAYS_DELIMITER), "cells are separated by a comma, a semicolon or a tab", hint
            )
        return said, min(len(first) + 1, len(text))
    return max(_DELIMITERS, key=lambda sign: _agreeing(text, sign)), 0


def _agreeing(text: str, sign: str) -> tuple[int, int]:
    """How many of the first lines have a sign equally often, and how often; what is in quotation marks left out."""
    outside = "".join(text[: LONGEST_CELL * 4].split('"')[::2])
    times = Counter(line.count(sign) for line in outside.split("\n"))
    return max(((lines, count) for count, lines in times.items() if count), default=(0, 0))


def _row(text: str, place: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins at a place, and where the next begins."""
    cells: list[str] = []
    while True:
        cell, place = _quoted(text, place) if text.startswith('"', place) else _bare(text, place, delimiter)
        if len(cell) > LONGEST_CELL:
            raise _Fault(
                text, place, f"the cell that ends here holds more than {LONGEST_CELL:,} characters", _QUOTES
            )
        cells.append(cell)
        if text.startswith(delimiter, place) and len(cells) <= MOST_COLUMNS:
            place += 1
            continue
        for end in ("\r\n", "\n"):
            if text.startswith(end, place):
                return cells, place + len(end)
        if place == len(text):
            return cells, place
        raise _after_cell(text, place, cells)


def _after_cell(text: str, place: int, cells: list[str]) -> _Fault:
    """What is wrong where neither a cell nor a row begins."""
    if len(cells) > MOST_COLUMNS:
        return _Fault(text, place, f"the row has more than {MOST_COLUMNS} cells", "send fewer columns")
    if text.startswith("\r", place):
        return _Fault(text, place, "the line ends as on old Macs, with a carriage return alone", _UTF8)
    return _Fault(text, place, "a cell in quotation marks goes on after the closing one", _QUOTES)


def _quoted(text: str, start: int) -> tuple[str, int]:
    """A cell in quotation marks, in which two stand for one, and where it ends."""
    pieces = []
    place = start + 1
    while True:
        end = text.find('"', place)
        if end < 0:
            raise _Fault(text, start, "a quotation mark opens here and is never closed", _QUOTES)
        pieces.append(text[place:end])
        if not text.startswith('"', end + 1):
            return lines('"'.join(pieces)), end + 1
        place = end + 2


def _bare(text: str, start: int, delimiter: str) -> tuple[str, int]:
    """A cell without quotation marks around it, and where it ends."""
    found = _BARE[delimiter].match(text, start)
    return (found[0], found.end()) if found else ("", start)


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """The cells without the empty ones at the end."""
    last = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return tuple(cells[:last])


def _width(rows: list[_Row], remarks: Remarks) -> int:
    """How many cells the header has, the first row of more than one; longer rows are remarked on."""
    width = next((row.width for row in rows if row.width > 1), 1)
    for row in rows:
        if len(row.cells) > width:
            message = f"the row has {len(row.cells)} cells, but the header {width}"
            hint = "a cell that holds the sign between cells belongs in quotation marks"
            remarks.error(_address(row, width), message, hint)
    return width


def _address(row: _Row, index: int) -> str:
    return f"line {row.line}, column {index + 1}"


def _cells(row: _Row, width: int, remarks: Remarks) -> tuple[Cell, ...]:
    for index, cell in enumerate(row.cells[:width]):
        if cell.startswith(_FORMULAS):
            hint = "type in the value that it shows, or put an apostrophe before a text that begins so"
            remarks.error(_address(row, index), "it holds a formula, and formulas are not read", hint)
    return tuple(Cell(_address(row, index), _unquoted(cell)) for index, cell in enumerate(row.cells))


def _unquoted(cell: str) -> str:
    """The text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and formula_like(cell[1:]) else cell
