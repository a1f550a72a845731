"""Tables of the text as grids: how wide the columns are and how large the type, so that all columns fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from partnercli.documents.blocks import Cell, Table, Text, plain_runs
from partnercli.documents.word.layout import Grid, Line, Row, pieces

_SIZES = ((6, None, 100), (10, 17, 80), (16, 14, 60), (22, 12, 50), (28, 11, 40))
"""Up to how many columns; the size of type, None as the style has it; the room on both sides of a cell."""
_STYLE_SIZE = 20
_SMALLEST = (9, 30)
_LONGEST = 80
"""Of a longer text a column need not show more on one line."""


def grid_of(table: Table, width: int, indent: int) -> Grid:
    """The table as wide as it may be, its head in bold and repeated on every page."""
    size, margin = _type(len(table.align))
    rows = [[_line(table, place, cell, size) for place, cell in enumerate(row)] for row in table.rows]
    head = [_line(table, place, _bold(cell), size) for place, cell in enumerate(table.head)]
    return Grid(
        rows=(_row(head, head=True), *map(_row, rows)),
        widths=_widths(table, width, margin, size or _STYLE_SIZE),
        lines="all",
        caption=table.caption,
        indent=indent,
        margin=margin,
    )


def _row(lines: Iterable[Line], *, head: bool = False) -> Row:
    return Row(tuple((line,) for line in lines), head=head)


def _line(table: Table, place: int, cell: Cell, size: int | None) -> Line:
    return Line(style="Table Text", pieces=pieces(cell), align=table.align[place], size=size)


def _bold(cell: Cell) -> Cell:
    return tuple(replace(run, bold=True) if isinstance(run, Text) else run for run in cell)


def _type(columns: int) -> tuple[int | None, int]:
    fitting = (pair for most, *pair in _SIZES if columns <= most)
    size, margin = next(fitting, _SMALLEST)
    return size, margin or 0


def _widths(table: Table, width: int, margin: int, size: int) -> tuple[int, ...]:
    """First what the longest word of each column needs, then what its texts want, then more for still longer ones."""
    columns = list(zip(table.head, *table.rows, strict=True))
    letter = size * 6  # about: letters are half as wide as the type is high, those of the head a little wider
    needs = [margin * 2 + letter * max(_longest_word(column), 1) for column in columns]
    wants = [margin * 2 + letter * min(_longest_text(column), _LONGEST) for column in columns]
    spare = width - sum(needs)
    if spare < 0:
        return _exactly(width, [need * width // sum(needs) for need in needs])
    wishes = [max(want - need, 0) for want, need in zip(wants, needs, strict=True)]
    rest = max(spare - sum(wishes), 0)
    longer = [max(_longest_text(column) - _LONGEST, 0) for column in columns]
    over = longer if any(longer) else [1] * len(columns)
    shares = [
        (spare - rest) * wish // max(sum(wishes), 1) + rest * more // sum(over)
        for wish, more in zip(wishes, over, strict=True)
    ]
    return _exactly(width, [need + share for need, share in zip(needs, shares, strict=True)])


def _exactly(width: int, widths: list[int]) -> tuple[int, ...]:
    return (*widths[:-1], width - sum(widths[:-1]))


def _longest_word(column: Iterable[Cell]) -> int:
    return max(_letters(word) for cell in column for word in ["", *plain_runs(cell).split()])


def _letters(word: str) -> int:
    """How many letters of usual width a word is as wide as: a capital takes half as much again."""
    return len(word) + (sum(letter.isupper() for letter in word) + 1) // 2


def _longest_text(column: Iterable[Cell]) -> int:
    return max(len(line) for cell in column for line in plain_runs(cell).split("\n"))
