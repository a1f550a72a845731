"""Tables, rows and cells of a Word document, counted as a reader counts them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from partnercli.exchange.opening.elements import Element, attribute, child, local
from partnercli.exchange.opening.limits import MOST_COLUMNS, MOST_GRIDS
from partnercli.exchange.opening.word_text import WRAPS

_ASIDE = frozenset({"txbxContent", "del", "moveFrom"})
"""What a table may stand in and is not read: a text box, what was deleted."""


def tables(root: Element) -> Iterator[Element]:
    """The tables of a document in the order in which they begin, those within cells of others too."""
    for element in root.iter():
        if local(element) == "tbl" and not any(local(one) in _ASIDE for one in element.iterancestors()):
            yield element


def within(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever is wrapped around them."""
    pending = list(reversed(element))
    while pending:
        one = pending.pop()
        if local(one) == name:
            yield one
        elif local(one) in WRAPS:
            pending += reversed(one)


def span(properties: Element | None, name: str, usual: int) -> int:
    """How many columns properties say; at most one more than are read."""
    found = child(properties, name)
    said = "" if found is None else attribute(found, "val")
    return min(int(said[:6]), MOST_COLUMNS + 1) if said.isascii() and said.isdigit() else usual


def placed(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their columns, counted from 1; a cell counts as many as it spans."""
    column = 1 + span(child(row, "trPr"), "gridBefore", 0)
    for cell in within(row, "tc"):
        yield column, cell
        column += max(span(child(cell, "tcPr"), "gridSpan", 1), 1)


def address(table: int, row: int, column: int) -> str:
    """The place of a cell, all counted from 1."""
    return f"table {table}, row {row}, column {column}"


def places(root: Element) -> dict[Element, str]:
    """The address of each cell, as far as tables are read."""
    return {
        cell: address(number, count, column)
        for number, table in enumerate(islice(tables(root), MOST_GRIDS), start=1)
        for count, row in enumerate(within(table, "tr"), start=1)
        for column, cell in placed(row)
    }
