"""The first page of a Council document above its body, and the footer of each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnercli.documents.blocks import Header, Text, runs_of
from partnercli.documents.word.layout import (
    BOTTOM_MARGIN,
    CENTIMETRE,
    Grid,
    Item,
    Line,
    PageNumber,
    Piece,
    Row,
    Section,
    Tab,
    pieces,
    spacer,
)

_RIGHT_BLOCK = 11 * CENTIMETRE
"""Where the block of date, number and codes begins."""
_LABELS = 7 * CENTIMETRE // 2
_FOOTER_SHARES = (62, 26, 12)
"""Hundredths of the width: the initials stand at three quarters, the page number at the right."""
_LANGUAGE_SIZE = 32
_BANNER = 12 * CENTIMETRE // 10


def first_page(header: Header) -> Iterator[Item]:
    """Banners, institution and references, kind, and the table between two rules; nothing that is empty."""
    yield from _lines("Note Banner", header.banners, held=True)
    yield _references(header)
    yield from _lines("Note Kind", [header.kind])
    rows = [_row(label, lines) for label, lines in header.rows if any(lines)]
    if rows:
        width = Section().width
        yield Grid(rows=tuple(rows), widths=(_LABELS, width - _LABELS), lines="rules")
        yield spacer()
    else:
        yield Line(style="Table Text", size=2, rule=True)


def _references(header: Header) -> Grid:
    """Two columns: the interinstitutional files stand beside the number."""
    files = header.interinstitutional_files and (
        header.interinstitutional_label,
        *header.interinstitutional_files,
    )
    top = (
        _cell("Note Institution", [header.institution]),
        _cell("Note Reference", [header.date_line, header.original_line]),
    )
    below = (
        _cell("Note Reference", files or ()),
        _cell("Note Reference", [*header.number_lines, header.marking, *header.codes], held=True),
    )
    return Grid(rows=(Row(top), Row(below)), widths=(_RIGHT_BLOCK, Section().width - _RIGHT_BLOCK))


def _row(label: str, lines: Iterable[str]) -> Row:
    return Row((_cell("Note Subject", [label]), _cell("Note Subject", lines)))


def _cell(style: str, texts: Iterable[str], *, held: bool = False) -> tuple[Line, ...]:
    return tuple(_lines(style, texts, held=held)) or (Line(style=style),)


def _lines(style: str, texts: Iterable[str], *, held: bool = False) -> Iterator[Line]:
    return (Line(style=style, pieces=pieces(runs_of(text)), held=held) for text in texts if text)


def footer(header: Header, section: Section) -> list[Line | Grid]:
    """Two rows of three, under the banners; a footer ends in a line, as Word demands."""
    widths = tuple(section.width * share // 100 for share in _FOOTER_SHARES)
    number, initials = _fact(header.full_number), _fact(header.initials)
    marking, language = _fact(header.marking, bold=True), _fact(header.language)
    unit = (*_fact(section.label), *((Piece(Tab()), *_fact(header.unit)) if header.unit else ()))
    facts = (
        Line(style="Footer", pieces=number, held=True),
        Line(style="Footer", pieces=initials, align="center"),
        Line(style="Footer", pieces=(Piece(PageNumber()),), align="right"),
        Line(style="Footer", pieces=unit, tab=section.width // 2),
        Line(style="Footer", pieces=marking, align="center", held=True),
        Line(style="Footer", pieces=language, align="right", size=_LANGUAGE_SIZE),
    )
    cells = [(fact,) for fact in facts]
    grid = Grid(rows=(Row(tuple(cells[:3])), Row(tuple(cells[3:]))), widths=widths)
    return [*_lines("Note Banner", header.banners, held=True), grid, Line(style="Footer", size=2)]


def footer_margin(header: Header) -> int:
    """The room below the text: each banner needs some above the footer's facts."""
    return BOTTOM_MARGIN + _BANNER * len(header.banners)


def _fact(text: str, *, bold: bool = False) -> tuple[Piece, ...]:
    return pieces(runs_of(text, Text("", bold=bold)))
