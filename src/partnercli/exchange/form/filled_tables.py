"""The tables of a sheet that came back, told by their heads: rows may have been moved, added or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from partnercli.exchange.form import words
from partnercli.exchange.grid import Cell, Grid
from partnercli.records.names import fold

COUNTRIES, CALLS, QUESTIONS = "countries", "calls", "questions"
"""The tables of a sheet that is filled in."""
_HEADS: Final = {
    COUNTRIES: (words.COUNTRY, words.POSITION),
    QUESTIONS: (words.QUESTION, words.REPLY),
    CALLS: (words.THEME,),
}
"""The words by which the head of each is known."""
_COLUMNS: Final = {
    COUNTRIES: (words.COUNTRY, words.POSITION, words.PRIORITY, words.CONDITIONS, words.COMMENTS),
    QUESTIONS: (words.QUESTION, words.REPLY, words.DUE, words.MEANS, words.COMMENTS),
    CALLS: (words.THEME,),
}
_FIGURES: Final = "0123456789"
_FIXED: Final = frozenset(map(fold, words.FIXED))


class Line(NamedTuple):
    """A row of one of the tables; `columns` says where each head stands, counted from 0, `heads` its address."""

    table: str
    cells: tuple[Cell, ...]
    columns: Mapping[str, int]
    heads: Mapping[str, str]

    def at(self, head: str) -> Cell:
        """The cell under a head, without spaces around what stands in it; where there is none, an empty one."""
        place = self.columns.get(head, len(self.cells))
        if place >= len(self.cells):
            return Cell(_below(self.heads.get(head), self.cells[0].address), "")
        return _bare(self.cells[place])

    @property
    def beside(self) -> list[Cell]:
        """Cells with something in them that stand under no head."""
        known = set(self.columns.values())
        return [cell for place, cell in enumerate(self.cells) if place not in known and cell.text.strip()]


class Tables(NamedTuple):
    """What a sheet has: the rows of its tables, and for each table there is the address of its head."""

    lines: tuple[Line, ...]
    heads: Mapping[str, str]


def tables_of(grid: Grid) -> Tables:
    """The rows of the tables of a sheet that say anything."""
    lines: list[Line] = []
    heads: dict[str, str] = {}
    table, columns, places = "", dict[str, int](), dict[str, str]()
    for row in grid.rows:
        said = {fold(cell.text): place for place, cell in enumerate(row) if cell.text.strip()}
        found = _table(said)
        if found:
            table = found
            columns = {head: said[fold(head)] for head in _COLUMNS[table] if fold(head) in said}
            places = {head: row[place].address for head, place in columns.items()}
            heads.setdefault(table, places[_HEADS[table][0]])
        elif table and said and not (len(said) == 1 and said.keys() <= _FIXED):
            lines.append(Line(table, row, columns, places))
    return Tables(tuple(lines), heads)


def is_reply(grid: Grid) -> bool:
    """Whether a sheet has the table of partner countries that a delegation fills in."""
    return COUNTRIES in tables_of(grid).heads


def line_of(grid: Grid, name: str) -> Cell | None:
    """What stands beside a name above the tables, such as the delegation's; None where it is not there."""
    for above in _above(grid):
        for cell, beside in pairwise(above):
            if fold(cell.text) == fold(name) and beside.text.strip():
                return _bare(beside)
    return None


def _above(grid: Grid) -> Iterator[tuple[Cell, ...]]:
    for row in grid.rows:
        if _table({fold(cell.text): 0 for cell in row if cell.text.strip()}):
            return
        yield row


def _table(said: Mapping[str, int]) -> str | None:
    """The table whose head a row is."""
    for table, heads in _HEADS.items():
        wanted = {fold(head) for head in heads}
        if wanted <= said.keys() and (table != CALLS or len(said) == 1):
            return table
    return None


def _below(head: str | None, beside: str) -> str:
    """The address of an empty cell that was not sent: the column of its head, the row of a cell beside it."""
    return head.rstrip(_FIGURES) + beside[len(beside.rstrip(_FIGURES)) :] if head else beside


def _bare(cell: Cell) -> Cell:
    return cell._replace(text=cell.text.strip())
