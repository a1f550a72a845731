"""Whose words the rows of a table are: as was said on import, as a column says, or as its surroundings tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from partnercli.exchange.grid import Grid
from partnercli.exchange.named import delegation_named
from partnercli.exchange.own_table.cells import Fault, Row
from partnercli.exchange.own_table.fields import Field
from partnercli.exchange.own_table.header_words import fields_in
from partnercli.exchange.own_table.mapping import ColumnMap
from partnercli.exchange.remark import Remark, Weight
from partnercli.exchange.texts import single_spaced
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise

_PARTS = re.compile(r"[,;/\n&]|\s+and\s+|\s+et\s+")
_SAY_WHOSE = "say whose table it is: --delegation DE"
_LINE = re.compile(r"\s*([^:\n]{2,40}?)\s*[:–—]\s*([^\n]+)")
_LONGEST_LINE = 120
"""Characters of the longest line above a table that says whose it is."""
_MOST_WORDS = 4
"""Words of the longest name of a delegation that is looked for in a file's name."""


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
        told = _told(file, grid, mapping.header, exercise)
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
        text = single_spaced(cell.text)
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


def _told(file: str, grid: Grid, header: int | None, exercise: Exercise) -> tuple[str, ...]:
    """The delegations that file, sheet and the lines above the header name, in protocol order."""
    above = [cell.text for row in grid.rows[: header or 0] for cell in row if len(cell.text) <= _LONGEST_LINE]
    found = {*_in_lines(above, exercise), *_in_name(PurePath(file.replace("\\", "/")).stem, exercise)}
    if (code := exercise.delegation_names.find(grid.name)) is not None:
        found.add(code)
    return exercise.in_protocol_order(found)


def _in_lines(cells: Iterable[str], exercise: Exercise) -> Iterator[str]:
    """Delegation: Germany, in one cell or in two; or the name alone."""
    for text in cells:
        said = _LINE.fullmatch(text)
        name = said[2] if said and fields_in(said[1]) == {Field.DELEGATION} else text
        if (code := exercise.delegation_names.find(name)) is not None:
            yield code


def _in_name(stem: str, exercise: Exercise) -> Iterator[str]:
    """A file is called by a delegation, or has its name between other words; a code only stands first or last."""
    words = re.findall(r"\w+", stem.replace("_", " "))
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            code = exercise.delegation_names.find(" ".join(words[at : at + size]))
            is_code = size == 1 and len(words[at]) <= 3
            if code is not None and (not is_code or at in (0, len(words) - 1)):
                yield code
                at += size - 1
                break
        at += 1
