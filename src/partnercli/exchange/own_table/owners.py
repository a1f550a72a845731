"""Whose words the rows of a table are: as was said on import, as a column says, or as its surroundings tell."""

from __future__ import annotations

import re

from partnercli.exchange.grid import Grid
from partnercli.exchange.named import delegation_named
from partnercli.exchange.own_table.cells import Fault, Row
from partnercli.exchange.own_table.fields import Field
from partnercli.exchange.own_table.mapping import ColumnMap
from partnercli.exchange.own_table.whose import delegations_told
from partnercli.exchange.remark import Remark, Weight
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise

_PARTS = re.compile(r"[,;/\n&]|\s+and\s+|\s+et\s+")
_SPACES = re.compile(r"[^\S\n]+")
_SAY_WHOSE = "say whose table it is: --delegation DE"


class Owners:
    """The delegations whose words each row is; `remarks` are on the table as a whole."""

    def __init__(
        self, file: str, grid: Grid, mapping: ColumnMap, exercise: Exercise, delegation: str | None
    ) -> None:
        self._exercise = exercise
        self._said = delegation
        self._by_column = Field.DELEGATION in mapping.columns
        self._above: tuple[str, ...] = ()
        self._lost = False
        self.remarks: list[Remark] = []
        told = delegations_told(file, grid, mapping.header, exercise)
        self._of_all = (delegation,) if delegation else told if len(told) == 1 else ()
        if delegation and told and delegation not in told:
            message = f"its name or the lines above the table say {' and '.join(told)}, not {delegation}"
            self.remarks.append(Remark(file, grid.name, message, weight=Weight.WARNING))
        if not self._of_all and not self._by_column:
            message = (
                f"whose table this is cannot be told: it may be of {' or '.join(told)}"
                if told
                else "nothing says whose table this is"
            )
            self.remarks.append(Remark(file, grid.name, message, _SAY_WHOSE))

    def of(self, row: Row) -> tuple[str, ...]:
        """The codes of those who speak in a row, to be asked of the rows in their order.

        An empty cell means those of the row above, as where cells are merged. Raises Fault; so does every row below
        that depends on a cell with one.
        """
        cell = row.cell(Field.DELEGATION)
        if cell is None:
            unsaid = self._lost or (self._by_column and not self._above and not self._of_all)
            if unsaid and row.filled():
                raise Fault(
                    row.at(), "whose position this row is cannot be told", "name the delegation in it"
                )
            return self._above or self._of_all
        self._lost, self._above = True, ()
        text = _SPACES.sub(" ", cell.text)
        whole = self._exercise.delegation_names.find(text)
        parts = [text] if whole else [part.strip() for part in _PARTS.split(text) if part.strip()]
        codes = tuple(dict.fromkeys(self._code(part, cell.address) for part in parts))
        if self._said and codes != (self._said,):
            message = f"this row is of {' and '.join(codes)}, and --delegation says {self._said}"
            raise Fault(cell.address, message, "leave --delegation out: the table says whose each row is")
        self._lost, self._above = False, codes
        return codes

    def _code(self, name: str, at: str) -> str:
        try:
            return delegation_named(self._exercise, name)
        except Unreadable as unknown:
            raise Fault(at, str(unknown), unknown.hint) from unknown
