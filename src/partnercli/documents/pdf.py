"""Writes a document as PDF, with the page of a Council note: PDF/A-2a and PDF/UA-1, so tagged and self-contained.

typst sets the pages (the optional extra `pdf`). It is given one file of the package, note.typ, and the document
as JSON; no text of a document is ever read as markup, no system font is used, no network asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import as_file, files
from itertools import zip_longest
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnercli.documents.blocks import (
    WIDE,
    Annex,
    Block,
    Break,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    is_wide,
    leads_on,
    plain_runs,
)
from partnercli.documents.format_problem import FormatProblem
from partnercli.documents.language.known import DAYS

if TYPE_CHECKING:
    import typst

OWN_FONT = "Libertinus Serif"
"""Comes with typst: Latin, Greek and Cyrillic letters."""

_LAYOUT = files("partnercli") / "documents" / "note.typ"
_FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)
_WIDTHS = {False: 482, True: 728}  # points between the margins of an upright and of a lying page
_LETTER = 0.55  # the width of a letter, as a part of its height
_WHOLE = 2000  # letters in a row of one column that surely fit on one page
_BANNER = 80  # letters in a line of a banner
_LONG = 24  # letters after which a word in a table may rather break than make the letters smaller
_FEW_NAMES = 5
_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_PRIVATE = re.compile(r'contains the codepoint `"(.*?)"`', re.DOTALL)


class PdfProblem(FormatProblem):
    """No PDF can be made of a document."""


class PdfMissing(PdfProblem):
    """The optional library that makes PDF is not installed."""

    missing = True


def write_pdf(document: Document, fonts: Path | None = None) -> bytes:
    """The document as PDF, the same bytes wherever and whenever it is written.

    Args:
        document: What to write; the date in its header becomes the date of the file.
        fonts: A folder of font files, which come before typst's own; a folder that does not exist holds none.

    Raises:
        PdfMissing: typst is not installed.
        PdfProblem: A character that no font has, a skipped heading level, a drawing that is none, and the like.
    """
    try:
        import typst
    except ImportError:
        from partnercli.system.installation import PDF

        raise PdfMissing(*PDF.lacking()) from None
    found = typst_fonts(fonts)
    day = document.header.date
    try:
        with as_file(_LAYOUT) as layout:  # the tool may lie in an archive, where typst cannot look
            written, warnings = typst.compile_with_warnings(
                layout,
                root=layout.parent,
                font_paths=found,
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"doc": json.dumps(_data(document, _families(found)))},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
    except typst.TypstError as error:
        raise _explain(error.message, error.diagnostic) from None
    if warnings:
        raise _explain(warnings[0].message)
    return written


def typst_fonts(folder: Path | None) -> typst.Fonts:
    """The fonts of a folder and typst's own; raises PdfProblem on a link or a font file that is none."""
    import typst

    if folder is None or not (folder.exists() or folder.is_symlink()):
        return typst.Fonts(include_system_fonts=False)
    if folder.is_symlink() or not folder.is_dir():
        raise PdfProblem(f"{folder.name} is no folder of fonts", "put a plain folder in its place")
    own = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise PdfProblem(
                f"{path.name} in the folder of fonts is a link or no plain file",
                "put the font file itself there",
            )
        if path.suffix.lower() in _FONT_FILES:
            own.append(path)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    read = {Path(font.path).name for font in fonts.fonts() if font.path}
    for path in own:
        if path.name not in read:
            raise PdfProblem(f"{path.name} cannot be read as a font", "replace the file or take it away")
    return fonts


def _families(fonts: typst.Fonts) -> list[str]:
    """The font families in the order in which a letter is looked for: the folder's by name, then the own one."""
    return [*sorted({font.family for font in fonts.fonts() if font.path} - {OWN_FONT}), OWN_FONT]


def _explain(message: str, everything: str = "") -> PdfProblem:
    """What typst says, in words for who writes notes.

    `message` is its first complaint, `everything` all of them with the places in note.typ.
    """
    missing = [unescaped for text in _GLYPH.findall(everything) for unescaped in _unescaped(text)]
    if missing:
        return PdfProblem(
            f"no font has the {'character' if len(set(missing)) == 1 else 'characters'} {_names(missing)}",
            "put a font file with it into fonts/, write it otherwise, or leave PDF out",
        )
    private = _PRIVATE.search(message)
    if private:
        return PdfProblem(
            f"the character {_names(_unescaped(private[1]))} means nothing outside of one's own house",
            "write it otherwise",
        )
    for sign, plain, hint in _PROBLEMS:
        if sign in message:
            return PdfProblem(plain, hint)
    return PdfProblem(f"the document cannot be set as PDF (typst: {message})", "write it in another format")


_PROBLEMS = (
    (
        "skipped from heading",
        "a heading skips a level, which PDF for all readers forbids",
        "go down one level at a time: # then ##, not # then ###",
    ),
    (
        "first heading",
        "the first heading is not of the first level, which PDF for all readers forbids",
        "begin with #",
    ),
    ("missing document title", "the document has no title", "give the document a subject"),
    ("missing alt text", "a figure has no text in words", "say what the figure shows"),
    ("SVG", "a figure's drawing cannot be read", "check the template of the chart"),
    ("language code", "the language of the document is no code of two or three letters", "write EN, FR, DE …"),
    ("pagebreaks are not allowed", "a new page begins within a list", "put --- outside of the list"),
    ("number must be positive", "a table has no columns", "give the table a head"),
    ("unknown font family", "a font of the folder cannot be found by its name", "replace the font file"),
)  # fmt: skip


def _unescaped(text: str) -> str:
    """A text of a message: typst gives the code alone of what cannot be shown, and escapes quotation marks."""
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), text)


def _names(characters: Iterable[str]) -> str:
    """The first few characters with their code points, which alone stand for what cannot be shown."""
    few = list(dict.fromkeys(characters))[:_FEW_NAMES]
    return ", ".join(f"{one} (U+{ord(one):04X})" if one.isprintable() else f"U+{ord(one):04X}" for one in few)


def _data(document: Document, families: list[str]) -> dict[str, Any]:
    """The document as note.typ reads it."""
    header = document.header
    facts = asdict(header) | {
        "date": {"year": header.date.year, "month": header.date.month, "day": header.date.day},
        "original_line": header.original_line,
        "rows": [row for row in header.rows if any(row[1])],
        "banners": [banner for banner in header.banners if banner],
    }
    if not header.interinstitutional_files:
        facts["interinstitutional_label"] = ""
    return {
        "header": facts,
        "banner_lines": sum(ceil(len(banner) / _BANNER) for banner in header.banners),
        "fonts": families,
        "days": DAYS.pattern,
        "blocks": list(_blocks(document.blocks)),
    }


def _blocks(blocks: Iterable[Block], *, wide: bool = False) -> Iterator[dict[str, Any]]:
    """The blocks as note.typ reads them; `wide` says that they stand on a lying page."""
    whole = tuple(blocks)
    for block, following in zip_longest(whole, whole[1:]):
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "runs": _runs(block.runs)}
            case Paragraph():
                shown = {"number": block.number, "runs": _runs(block.runs)}
                yield {"kind": "paragraph", **shown, "sticky": leads_on(block, following)}
            case ListBlock():
                items = [list(_blocks(item, wide=wide)) for item in block.items]
                yield {"kind": "list", "ordered": block.ordered, "start": block.start, "items": items}
            case Table():
                yield _table(block, _WIDTHS[wide])
            case Figure():
                yield {"kind": "figure", "svg": block.svg, "alt": block.alt, "caption": block.caption}
            case PageBreak():
                yield {"kind": "page break"}
            case Annex():
                lying = is_wide(block.blocks)
                inner = list(_blocks(block.blocks, wide=lying))
                yield {"kind": "annex", "label": block.label, "wide": lying, "blocks": inner}


def _table(table: Table, width: int) -> dict[str, Any]:
    size, longest, widths = _measures(table, width)
    return {
        "kind": "table",
        "caption": table.caption,
        "align": table.align,
        "size": size,
        "inset": _inset(table),
        "longest": longest,
        "widths": widths,
        "head": _row(table.head),
        "repeat": _repeats(table.head),
        "rows": [_row(row) for row in table.rows],
    }


def _measures(table: Table, width: int) -> tuple[float, int, list[float]]:
    """The size of a table's letters, the longest word that may not break, and the columns' widths in points.

    The size is the largest at which the longest words have room beside each other. Every table takes the whole
    width: what is left over where all lines have room is shared out.
    """
    columns = list(zip(table.head, *table.rows, strict=True))
    if not columns:
        return _SIZES[0], _LONG, []
    words = [max(map(_longest_word, column)) for column in columns]
    lines = [max(map(_longest_line, column)) for column in columns]
    for size in _SIZES:
        least = [_width(word, size, _inset(table)) for word in words]
        wished = [_width(line, size, _inset(table)) for line in lines]
        if sum(wished) <= width:
            return size, _LONG, [wish * width / sum(wished) for wish in wished]
        if sum(least) <= width:
            share = (width - sum(least)) / (sum(wished) - sum(least))
            return size, _LONG, [low + (high - low) * share for low, high in zip(least, wished, strict=True)]
    equal = width / len(columns)
    letters = int((equal - 2 * _inset(table)) / (_SIZES[-1] * _LETTER))
    return _SIZES[-1], max(letters, 2), [equal for _ in columns]


def _inset(table: Table) -> int:
    return 4 if len(table.align) <= WIDE else 2


def _width(letters: int, size: float, inset: int) -> float:
    return (letters + 1) * size * _LETTER + 2 * inset


def _row(cells: tuple[Cell, ...]) -> dict[str, Any]:
    """A row; `whole` keeps it on one page, which is left to rows that surely have room there."""
    return {"whole": _is_small(cells), "cells": [_runs(cell) for cell in cells]}


def _is_small(cells: tuple[Cell, ...]) -> bool:
    return all(_letters(cell) * len(cells) <= _WHOLE for cell in cells)


def _repeats(head: tuple[Cell, ...]) -> bool:
    """Whether a head can stand on each page: not if it may fill one, nor, in PDF/UA, with a footnote or link."""
    links = (
        run
        for cell in head
        for run in cell
        if isinstance(run, Footnote) or (isinstance(run, Text) and _is_link(run))
    )
    return _is_small(head) and not any(links)


def _letters(cell: Cell) -> int:
    """The letters of a cell, a line end counting as many."""
    return sum(max(len(line), 50) for line in plain_runs(cell).split("\n"))


def _longest_word(cell: Cell) -> int:
    return max((min(len(word), _LONG) for word in plain_runs(cell).split()), default=0)


def _longest_line(cell: Cell) -> int:
    return max(map(len, plain_runs(cell).split("\n")))


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    """Runs, without breaks at their end, which show nothing."""
    shown = list(runs)
    while shown and isinstance(shown[-1], Break):
        shown.pop()
    return [_run(run) for run in shown]


def _run(run: Run) -> dict[str, Any]:
    match run:
        case Text():
            return {
                "kind": "text",
                "text": run.text,
                "bold": run.bold,
                "italic": run.italic,
                "href": run.href if _is_link(run) else None,
            }
        case Break():
            return {"kind": "break"}
        case Footnote():
            return {"kind": "note", "runs": _runs(run.runs)}


def _is_link(text: Text) -> bool:
    return text.href is not None and text.href.startswith("https://")
