"""The blocks of a document as lines, grids and sections of Word."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from partnercli.documents.blocks import (
    Annex,
    Block,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    is_wide,
    leads_on,
)
from partnercli.documents.word.columns import grid_of
from partnercli.documents.word.layout import (
    INDENT,
    Grid,
    Item,
    Line,
    Picture,
    Piece,
    Section,
    SectionEnd,
    pieces,
    spacer,
)
from partnercli.documents.word.numbering import Numbering

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class _NewPage:
    """Stands where the next item begins a new page."""


_Laid: TypeAlias = Item | _NewPage


class Body:
    """Lays the blocks of one document out; `pictures` are PNG by the SVG that they show."""

    def __init__(self, numbering: Numbering, pictures: Mapping[str, bytes]) -> None:
        self._numbering = numbering
        self._pictures = pictures
        self._section = Section()
        self._after_annex: Section | None = None

    def items(self, blocks: Iterable[Block]) -> Iterator[Item]:
        """All items, the end of the last section included."""
        yield from _on_new_pages(self._blocks(blocks, 0))
        yield SectionEnd(self._section)

    def _blocks(self, blocks: Iterable[Block], depth: int) -> Iterator[_Laid]:
        """Blocks at a depth of lists, 0 for none."""
        whole = tuple(blocks)
        for block, following in zip_longest(whole, whole[1:]):
            if self._after_annex and not isinstance(block, Annex | PageBreak):
                yield SectionEnd(self._section)
                self._section, self._after_annex = self._after_annex, None
            yield from self._block(block, depth, keep=leads_on(block, following))

    def _block(self, block: Block, depth: int, *, keep: bool = False) -> Iterator[_Laid]:
        indent = INDENT * depth
        match block:
            case Heading():
                style = f"Heading {min(max(block.level, 1), 3)}"
                yield Line(style=style, pieces=pieces(block.runs), indent=indent)
            case Paragraph(number=None):
                yield Line(style="Normal", pieces=pieces(block.runs), indent=indent, keep_next=keep)
            case Paragraph(number=int(number)):
                mark = self._numbering.paragraph(number)
                yield Line(style="Numbered Paragraph", pieces=pieces(block.runs), mark=mark)
            case ListBlock():
                yield from self._list(block, depth)
            case Table():
                yield from self._table(block, indent)
            case Figure():
                yield from self._figure(block, indent)
            case PageBreak():
                yield _NewPage()
            case Annex():
                yield from self._annex(block, depth)

    def _list(self, block: ListBlock, depth: int) -> Iterator[_Laid]:
        style = "List Number" if block.ordered else "List Bullet"
        mark = self._numbering.new_list(ordered=block.ordered, start=block.start, level=depth)
        for item in block.items:
            first, rest = item[:1], item
            line = Line(style=style, mark=mark)
            if first and isinstance(first[0], Paragraph):
                line, rest = replace(line, pieces=pieces(first[0].runs)), item[1:]
            yield line
            for laid in self._blocks(rest, depth + 1):
                follows = isinstance(laid, Line) and laid.style == "Normal"
                yield replace(laid, style=style) if isinstance(laid, Line) and follows else laid

    def _table(self, table: Table, indent: int) -> Iterator[_Laid]:
        if table.caption:
            yield Line(style="Caption", pieces=_text(table.caption), indent=indent, keep_next=True)
        if table.align:
            yield grid_of(table, self._section.width - indent, indent)
            yield spacer()

    def _figure(self, figure: Figure, indent: int) -> Iterator[_Laid]:
        """Nothing where no picture was made: a table with the same figures always stands beside it."""
        size = _size(self._pictures.get(figure.svg, b""))
        if size:
            picture = Picture(figure.svg, self._pictures[figure.svg], figure.alt, *size)
            under = bool(figure.caption)
            yield Line(style="Table Text", pieces=(Piece(picture),), indent=indent, keep_next=under)
            if under:
                yield Line(style="Caption", pieces=_text(figure.caption), indent=indent)

    def _annex(self, annex: Annex, depth: int) -> Iterator[_Laid]:
        yield SectionEnd(self._section)
        back = self._after_annex or self._section
        self._section, self._after_annex = Section(annex.label, is_wide(annex.blocks)), None
        yield Line(style="Annex Label", pieces=_text(annex.label))
        yield from self._blocks(annex.blocks, depth)
        self._after_annex = back


def _on_new_pages(laid: Iterable[_Laid]) -> Iterator[Item]:
    """The items, each after a page break told to begin a new page; sections do so by themselves."""
    breaks = False
    for item in laid:
        match item:
            case _NewPage():
                breaks = True
                continue
            case Line() if breaks:
                yield replace(item, page_break=True)
            case Grid() if breaks:
                yield replace(spacer(), page_break=True)
                yield item
            case _:
                yield item
        breaks = False


def _text(text: str) -> tuple[Piece, ...]:
    return (Piece(Text(text)),)


def _size(png: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG; None for what is no PNG."""
    if not png.startswith(_PNG) or len(png) < 24:
        return None
    width, height = struct.unpack(">II", png[16:24])
    return (width, height) if width and height else None
