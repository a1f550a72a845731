"""Grids as tables of Word."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.documents.word.elements import Element, allowed, w
from partnercli.documents.word.layout import Grid, Row
from partnercli.documents.word.paragraphs import Paragraphs

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = ("top", "bottom")


def table(grid: Grid, paragraphs: Paragraphs) -> Element:
    """A table; one of the text is in the template's style for tables, others have no lines but their rules."""
    columns = w("tblGrid", *(w("gridCol", w=width) for width in grid.widths))
    rows = (_row(row, grid, paragraphs) for row in grid.rows)
    return w("tbl", _properties(grid, paragraphs), columns, *rows)


def _properties(grid: Grid, paragraphs: Paragraphs) -> Element:
    properties = w("tblPr")
    if grid.lines == "all":
        properties.append(w("tblStyle", val=paragraphs.style("Table Grid")))
    properties.append(w("tblW", w=sum(grid.widths), type="dxa"))
    if grid.indent:
        properties.append(w("tblInd", w=grid.indent, type="dxa"))
    if grid.lines != "all":
        properties.append(w("tblBorders", *_borders(grid)))
    properties.append(w("tblLayout", type="fixed"))
    properties.append(w("tblCellMar", *(w(side, w=grid.margin, type="dxa") for side in ("left", "right"))))
    properties.append(w("tblLook", val="0020" if grid.lines == "all" else "0000", **_look(grid)))
    if grid.caption:
        properties.append(w("tblCaption", val=allowed(grid.caption)))
    return properties


def _borders(grid: Grid) -> Iterator[Element]:
    for side in _SIDES:
        if grid.lines == "rules" and side in _RULES:
            yield w(side, val="single", sz=6, space=0, color="auto")
        else:
            yield w(side, val="nil")


def _look(grid: Grid) -> dict[str, int]:
    names = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
    return {name: int(name == "firstRow" and grid.lines == "all") for name in names}


def _row(row: Row, grid: Grid, paragraphs: Paragraphs) -> Element:
    properties = w("trPr", w("cantSplit"))
    if row.head:
        properties.append(w("tblHeader"))
    if row.change:
        properties.append(paragraphs.revision(row.change))
    made = w("tr", properties)
    for lines, width in zip(row.cells, grid.widths, strict=True):
        room = width - 2 * grid.margin
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")))
        cell.extend(paragraphs.paragraph(line, room) for line in lines)
        made.append(cell)
    return made
