"""What stands on Word's pages, before it is XML: lines, grids and the ends of sections.

Lengths are twentieths of a point (567 to the centimetre), sizes of type half points, as Word counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from partnercli.documents.blocks import Align, Break, Footnote, Run, Text, join_runs

Change: TypeAlias = Literal["ins", "del"]
"""How a revision marks what is new and what is gone."""

CENTIMETRE = 567
INDENT = CENTIMETRE
"""By how much each level of a list is set in."""
PAGE = (11906, 16838)
"""A4, width and height."""
MARGIN = 1134
BOTTOM_MARGIN = 1814
"""2 cm around the page, 3.2 below, where the footer stands."""
SPACER_SIZE = 12
HELD_SIZE = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the same as PNG; `width` and `height` are those of the PNG, in any unit."""

    svg: str
    png: bytes
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next tab stop."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page, counted by Word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line, and whether it came in or went out since the document compared with."""

    run: Text | Break | Footnote | Picture | Tab | PageNumber
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ListMark:
    """The number or dash before a line: the list it counts in and its level, from 0; `kind` tells alike lists."""

    number: int
    level: int
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of Word in a style named as Word shows it.

    `indent` sets it in; `align` and `size` are None where the style decides; `tab` is a centred tab stop;
    `rule` draws a line below it; `change` says that its end came in or went out. `held` has it seen whatever
    the style says: in the colour of text, at a size that can be read, inside the page.
    """

    style: str
    pieces: tuple[Piece, ...] = ()
    mark: ListMark | None = None
    indent: int = 0
    align: Align | None = None
    size: int | None = None
    tab: int = 0
    page_break: bool = False
    keep_next: bool = False
    rule: bool = False
    held: bool = False
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, each of one line or more; `head` has it repeated on every page."""

    cells: tuple[tuple[Line, ...], ...]
    head: bool = False
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of Word: a table of the text, or what holds the first page or the footer together.

    `lines` are those drawn: all, only above and below (`rules`), or none; `margin` is left free on both sides
    of each cell.
    """

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    lines: Literal["all", "rules", "none"] = "none"
    caption: str = ""
    indent: int = 0
    margin: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages with one footer; `label` is that of the annex, empty for the document itself."""

    label: str = ""
    landscape: bool = False

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of its pages."""
        return (PAGE[1], PAGE[0]) if self.landscape else PAGE

    @property
    def width(self) -> int:
        """The width of its text."""
        return self.page[0] - 2 * MARGIN

    def height(self, bottom: int = BOTTOM_MARGIN) -> int:
        """The height of its text above a margin."""
        return self.page[1] - MARGIN - bottom


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """All before it, back to the last such end, is one section."""

    section: Section


Item: TypeAlias = Line | Grid | SectionEnd


def pieces(runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Runs as they stand, unchanged."""
    return tuple(Piece(run) for run in join_runs(runs))


def spacer() -> Line:
    """The little room below a table, which also keeps it apart from a table that follows."""
    return Line(style="Table Text", size=SPACER_SIZE)
