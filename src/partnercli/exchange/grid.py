"""A table as somebody sent it, whatever the program that made it: cells of text, each with its address."""

from __future__ import annotations

from typing import NamedTuple

from partnercli.exchange.remark import Remark


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: AB for the 28th."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_named(letters: str) -> int:
    """The column of these capital letters, counted from 1: 28 for AB."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


class Cell(NamedTuple):
    """What stands in a cell, as a person reads it; empty where nothing does. Lines end with a line feed.

    `address` is what the program that made the file calls its place.
    """

    address: str
    text: str


class Grid(NamedTuple):
    """A sheet of a workbook, a table of a Word document or a CSV file; rows may differ in length.

    `name` is what people call it: Reply, table 2. `hidden` sheets are not seen by who opens the file; `alone`:
    the file cannot hold another table, as CSV cannot.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    alone: bool = False

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, counted from 0; None outside what was sent."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None


class Sent(NamedTuple):
    """A file that was sent: its name, the SHA-256 of its bytes in hexadecimal digits, its tables in their order.

    Where a remark is an error the file was refused, and has no tables.
    """

    file: str
    digest: str
    grids: tuple[Grid, ...]
    remarks: tuple[Remark, ...] = ()
