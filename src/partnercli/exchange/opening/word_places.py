"""Tables, rows and cells of a Word document, counted as a reader counts them."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.exchange.opening.elements import Element, attribute, child, local
from partnercli.exchange.opening.limits import MOST_COLUMNS
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


def place_of(element: Element, root: Element) -> str:
    """The cell that an element stands in; empty where it stands in none."""
    cell = next((one for one in element.iterancestors() if local(one) == "tc"), None)
    table = next((one for one in element.iterancestors() if local(one) == "tbl"), None)
    if cell is None or table is None:
        return ""
    number = next((number for number, one in enumerate(tables(root), start=1) if one is table), 0)
    for count, row in enumerate(within(table, "tr"), start=1):
        for column, one in placed(row):
            if one is cell:
                return address(number, count, column)
    return ""
