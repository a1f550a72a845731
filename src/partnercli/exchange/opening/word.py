"""The tables of a Word document (.docx) as grids (ECMA-376, part 1, 17.4)."""

from __future__ import annotations

import re

from partnercli.exchange.grid import Cell, Grid
from partnercli.exchange.opening.elements import Element, attribute, child, local, says
from partnercli.exchange.opening.forbidden import forbidden
from partnercli.exchange.opening.limits import LONGEST_CELL, MOST_COLUMNS, MOST_GRIDS, MOST_ROWS, Amount
from partnercli.exchange.opening.package import BrokenPart, Package
from partnercli.exchange.opening.remarks import Remarks, some_of
from partnercli.exchange.opening.word_fields import refuse_fields
from partnercli.exchange.opening.word_places import address, placed, tables, within
from partnercli.exchange.opening.word_text import WRAPS, CellText, Passed, control, hiding_styles

_TAKES_IN = frozenset({"altChunk", "subDoc"})
_MAY_HOLD_FIELDS = re.compile(rb"\A(\xef\xbb\xbf)?\s*<.*?fld(Char|Simple)", re.DOTALL)
"""XML with a field in it, whatever the part is called."""
_TABLE = "put the reply into a table with a header row, or fill in the form that was sent"
_CELLS = "what is meant as a reply belongs into the cells"
_WORDS = {
    Passed.TRACKED: (
        "tracked changes are read as if all were accepted",
        "accept or reject them in Word to be sure",
    ),
    Passed.HIDDEN: (
        "hidden text is not read",
        "show it in Word (Home > ¶), and delete it or make it visible",
    ),
    Passed.STRUCK: ("text that is struck through is not read", "delete it, or take the line out of it"),
    Passed.COMMENT: ("comments are not read", _CELLS),
    Passed.SHAPE: ("text in shapes, text boxes and equations is not read", _CELLS),
    Passed.FOOTNOTE: ("footnotes are not read", _CELLS),
    Passed.NUMBER: ("numbers that Word counts by itself are not read", "type the number in"),
    Passed.SYMBOL: ("symbols that no text can hold are not read", "say it in words"),
}


def read_word(package: Package, main: str) -> tuple[Grid, ...]:
    """All tables of a document in the order in which they begin, those in cells of others too."""
    forbidden(package, main, ".docx")
    try:
        root = package.xml(main, "document")
        hiding = _hiding(package, main)
    except BrokenPart:
        return ()
    refuse_fields(root, main, package.remarks)
    for part in sorted(package.parts):
        if part != main and _MAY_HOLD_FIELDS.search(package.parts[part]):
            _refuse_fields(package, part)
    if any(local(one) in _TAKES_IN for one in root.iter()) and not package.remarks.refused:
        package.remarks.error(main, "it takes in another document", "copy the text of it into this one")
    tables = _Tables(package.remarks, hiding)
    tables.read(root)
    if not tables.grids and not package.remarks.refused:
        package.remarks.error("", "there is no table in it", _TABLE)
    return tuple(tables.grids)


def _hiding(package: Package, main: str) -> frozenset[str]:
    found = next(package.of(main, "styles"), None)
    return hiding_styles(package.xml(found.target, "styles")) if found else frozenset()


def _refuse_fields(package: Package, part: str) -> None:
    try:
        refuse_fields(package.xml(part), part, package.remarks)
    except BrokenPart:
        return


class _Tables:
    """Reads tables one after the other, as many as are read of a file."""

    def __init__(self, remarks: Remarks, hiding: frozenset[str]) -> None:
        self.grids: list[Grid] = []
        self._remarks = remarks
        self._hiding = hiding
        self._amount = Amount()
        self._passed: dict[Passed, list[str]] = {}

    def read(self, root: Element) -> None:
        """Read every table of a document, and say once for each kind what was passed over."""
        for number, table in enumerate(tables(root), start=1):
            if number > MOST_GRIDS or not self._table(table, number):
                self._remarks.too_much(f"table {number}")
                break
        for passed, (message, hint) in _WORDS.items():
            if passed in self._passed:
                self._remarks.warning("", f"{message}: {some_of(self._passed[passed])}", hint)

    def _table(self, table: Element, number: int) -> bool:
        """Read a table; False where there is too much of it."""
        rows = []
        for count, row in enumerate(within(table, "tr"), start=1):
            cells = self._row(row, number, count)
            read = all(self._amount.add(cell.text) for cell in cells)
            if count > MOST_ROWS or len(cells) > MOST_COLUMNS or not read:
                return False
            rows.append(cells)
        while rows and not rows[-1]:
            rows.pop()
        self.grids.append(Grid(f"table {number}", tuple(rows)))
        return True

    def _row(self, row: Element, table: int, count: int) -> tuple[Cell, ...]:
        """The cells of a row up to the last that holds something; those of a row that was deleted are empty."""
        properties = child(row, "trPr")
        unseen = says(properties, "hidden") or child(properties, "del") is not None
        texts: dict[int, str] = {}
        for column, cell in placed(row):
            if column > MOST_COLUMNS:
                return (Cell("", ""),) * column
            text = self._text(cell, address(table, count, column))
            if unseen or child(child(cell, "tcPr"), "cellDel") is not None:
                passed = Passed.HIDDEN if says(properties, "hidden") else Passed.TRACKED
                self._pass(passed if text else None, address(table, count, column))
            elif text.strip():
                texts[column] = text
        if child(properties, "ins") is not None:
            self._pass(Passed.TRACKED, address(table, count, 1))
        last = max(texts, default=0)
        return tuple(Cell(address(table, count, one), texts.get(one, "")) for one in range(1, last + 1))

    def _pass(self, passed: Passed | None, at: str) -> None:
        if passed is not None:
            self._passed.setdefault(passed, []).append(at)

    def _text(self, cell: Element, at: str) -> str:
        """The text of a cell; of one that goes on from the row above there is none."""
        merged = child(child(cell, "tcPr"), "vMerge")
        if merged is not None and attribute(merged, "val") != "restart":
            return ""
        for around in cell.iterancestors():
            if local(around) not in WRAPS:
                break
            shown = control(around) if local(around) == "sdt" else None
            if shown is not None:
                return shown
        found = CellText(cell, self._hiding)
        for passed in found.passed:
            self._pass(passed, at)
        if len(found.text) > LONGEST_CELL:
            self._remarks.error(at, f"it holds more than {LONGEST_CELL:,} characters", "shorten the text")
        return found.text
