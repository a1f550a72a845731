"""What the cells of one row say: stance, priority, order, texts, each with its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from partnercli.exchange.grid import Cell, Grid
from partnercli.exchange.own_table.fields import CROSSES, Field
from partnercli.exchange.own_table.mapping import ColumnMap
from partnercli.exchange.own_table.stance_words import (
    CROSS_SIGNS,
    MARKS,
    NAYS,
    NO_MARKS,
    NOTHING,
    TICKS,
    priority_said,
    rank_said,
    stance_said,
)
from partnercli.exchange.remark import Remark, Weight
from partnercli.exchange.reply_words import PRIORITIES, STANCES, hint_for
from partnercli.exchange.texts import fault_of
from partnercli.records.base import shown
from partnercli.records.names import fold

T = TypeVar("T")
_YES: Final = frozenset({"true", "yes", "1"})
_NO: Final = frozenset({"", "false", "no", "0"})
_TEXTS: Final = (Field.CONDITIONS, Field.COMMENTS)


class Fault(ValueError):
    """A cell that keeps its row out of the data: what is wrong, where, and what to do about it."""

    def __init__(self, at: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.at = at
        self.hint = hint


def ticked_columns(grid: Grid, mapping: ColumnMap) -> frozenset[Field]:
    """The columns of crosses that hold ticks, so that another sign in them may mean no."""
    crosses = {field: column for field, column in mapping.columns.items() if field in CROSSES}
    cells = (
        (field, grid.cell(row, column)) for field, column in crosses.items() for row in range(len(grid.rows))
    )
    return frozenset(field for field, cell in cells if cell is not None and cell.text.strip() in TICKS)


class Row:
    """One row of a table under a mapping; `remarks` gathers what is to be said of it.

    `ticked` are the columns of crosses in which a sign other than a tick may mean no.
    """

    def __init__(self, grid: Grid, row: int, mapping: ColumnMap, file: str, ticked: frozenset[Field]) -> None:
        self._grid = grid
        self._row = row
        self._mapping = mapping
        self._file = file
        self._ticked = ticked
        self.remarks: list[Remark] = []

    def cell(self, field: Field) -> Cell | None:
        """The cell of a field, where it says something; None where the table has no such column, or nothing in it."""
        column = self._mapping.columns.get(field)
        cell = None if column is None else self._grid.cell(self._row, column)
        if cell is None or cell.text.strip().lower() in NOTHING:
            return None
        return Cell(cell.address, cell.text.strip())

    def prose(self) -> Iterator[Cell]:
        """The cells of texts, and those of columns that hold nothing under the mapping."""
        read = {column for field, column in self._mapping.columns.items() if field not in _TEXTS}
        return (cell for column, cell in enumerate(self._grid.rows[self._row]) if column not in read)

    def at(self) -> str:
        """The address of the first cell of the row that says anything."""
        cells = self._grid.rows[self._row]
        return next((cell.address for cell in cells if cell.text.strip()), "")

    def filled(self) -> frozenset[Field]:
        """The fields of which the row says anything; a box that is not ticked says nothing."""
        return frozenset(
            field
            for field in self._mapping.columns
            if (cell := self.cell(field)) is not None
            and not (field in CROSSES and cell.text.lower() in NO_MARKS)
        )

    def warn(self, at: str, message: str) -> None:
        """Say something of a place that is taken over as it was read."""
        self.remarks.append(Remark(self._file, at, message, weight=Weight.WARNING))

    def fault(self, fault: Fault) -> None:
        """Say what keeps something out of the data."""
        self.remarks.append(Remark(self._file, fault.at, str(fault), fault.hint))

    def take(self, reading: Callable[[], T]) -> T | None:
        """What a reading gives; None where it fails, and its fault is said."""
        try:
            return reading()
        except Fault as fault:
            self.fault(fault)
            return None

    def text(self, field: Field) -> str | None:
        """A text; raises Fault where no record may hold it."""
        if (cell := self.cell(field)) is None:
            return None
        if fault := fault_of(cell.text):
            raise Fault(cell.address, *fault)
        return cell.text

    def priority(self) -> str | None:
        """The priority; raises Fault."""
        cell = self.cell(Field.PRIORITY)
        return _read(cell, priority_said, "priority", PRIORITIES) if cell else None

    def rank(self) -> int | None:
        """The place in the delegation's own order; raises Fault."""
        if (cell := self.cell(Field.ORDER)) is None:
            return None
        if (rank := rank_said(cell.text)) is None:
            hint = "write 1 for the first, or leave the column out of --map"
            raise Fault(cell.address, f"{shown(cell.text)} is no place in an order", hint)
        return rank

    def yes(self, field: Field) -> bool:
        """A cell of true or false; raises Fault."""
        cell = self.cell(field)
        said = cell.text.lower() if cell else ""
        if cell and said not in _YES | _NO:
            raise Fault(cell.address, f"{shown(cell.text)} is neither true nor false", "write true or false")
        return said in _YES

    def stance(self) -> tuple[str, str, str] | None:
        """The stance, what is said behind it, and its address; None where the row has none. Raises Fault."""
        if any(field in self._mapping.columns for field in CROSSES):
            return self._crossed()
        if (cell := self.cell(Field.POSITION)) is None:
            return None
        if fault := fault_of(cell.text):
            raise Fault(cell.address, *fault)
        said = _read(cell, stance_said, "position", STANCES)
        return said.word, said.rest, cell.address

    def _crossed(self) -> tuple[str, str, str] | None:
        said = [(field, cell) for field in CROSSES if (cell := self._cross(field)) is not None]
        made = [(field, cell) for field, cell in said if cell.text.lower() not in NAYS]
        if len(made) > 1:
            under = " and ".join(f"{field} ({cell.address})" for field, cell in made)
            raise Fault(
                made[0][1].address, f"there is more than one cross: under {under}", "keep one of them"
            )
        if said and not made:
            (field, cell), *_ = said
            message = f"{shown(cell.text)} under {field} leaves open what the position is"
            raise Fault(cell.address, message, "write a position beside each country, in a column of its own")
        return next(((CROSSES[field], "", cell.address) for field, cell in made), None)

    def _cross(self, field: Field) -> Cell | None:
        cell = self.cell(field)
        if cell is None or cell.text.lower() in NO_MARKS:
            return None
        if cell.text.lower() in CROSS_SIGNS and field in self._ticked:
            message = f"{shown(cell.text)} may mean no: elsewhere in this column a tick means yes"
            raise Fault(cell.address, message, "put the same sign wherever a position is taken")
        if cell.text.lower() not in MARKS | NAYS and fold(cell.text) != fold(field):
            hint = "put an x where this is the position, and nothing where it is not"
            raise Fault(cell.address, f"{shown(cell.text)} is no cross", hint)
        return cell


def _read(cell: Cell, reader: Callable[[str], T | None], what: str, words: Mapping[str, str]) -> T:
    if (said := reader(cell.text)) is None:
        raise Fault(
            cell.address, f"{shown(cell.text)} is not understood as a {what}", hint_for(cell.text, words)
        )
    return said
