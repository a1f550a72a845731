"""The first page of a Council document, read from every format: each reader gives the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pypdf
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.html import document_fromstring
from markdown_it import MarkdownIt

from blocks_made import ILLUSTRATIVE
from read_back import html_lines, xml_lines

Lines = tuple[str, ...]
COUNCIL = "Council of the European Union"


class Footer(NamedTuple):
    """What the footer says, each fact empty where it says nothing."""

    number: str = ""
    initials: str = ""
    unit: str = ""
    marking: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands on a first page, each fact empty where nothing stands."""

    institution: str = COUNCIL
    date: str
    original: str = "(OR. en)"
    numbers: Lines
    label: str = ""
    files: Lines = ()
    marking: str = ""
    codes: Lines = ()
    kind: str = "NOTE"
    rows: tuple[Lines, ...]
    """Each the label and its lines."""
    footer: Footer


COMMON = "meeting: 2021-04-22-hlwg\nsources: [{title: a public copy of the document}]\n"


def page_of(parts: Iterable[tuple[str, str]], footer: Iterable[tuple[str, str]]) -> Page:
    """A page from its texts, each under the name of what it is; what is no fact of a page is a fault.

    A `value` belongs to the `row` before it.
    """
    found: dict[str, list[str]] = {}
    rows: list[list[str]] = []
    for name, text in parts:
        if name == "row":
            rows.append([text])
        elif name == "value":
            rows[-1].append(text)
        elif name != "banner":
            found.setdefault(name, []).append(text)
    several: dict[str, Any] = {name: tuple(found.pop(name, ())) for name in ("numbers", "files", "codes")}
    single: dict[str, Any] = {name: text for name, (text,) in found.items()}
    facts = [(name, text) for name, text in footer if name != "banner"]
    assert len(dict(facts)) == len(facts)
    bare = {"institution": "", "original": "", "kind": ""}
    return Page(**{**bare, **single}, **several, rows=tuple(map(tuple, rows)), footer=Footer(**dict(facts)))


def named(line: str) -> tuple[str, str]:
    """A line above the table, under the name of what it looks like."""
    looks = {
        "banner": re.escape(ILLUSTRATIVE),
        "institution": f"{COUNCIL}|European Council",
        "date": r"[A-Z][a-z]+, \d{1,2} [A-Z][a-z]+ \d{4}",
        "original": r"\(OR\. .*\)",
        "numbers": r"([A-Z]+ )?(\d+|X+)(/\d+)?/(\d{2}|\d{4})( INIT| REV \d+)?|(REV|ADD|COR) \d+",
        "label": "Interinstitutional Files?:",
        "files": r"\d{4}/\d{4} ?\([A-Z]+\)",
        "marking": "LIMITE",
        "kind": "((COVER|INFORMATION|'I(/A)?' ITEM) )?NOTE|OUTCOME OF PROCEEDINGS|WORKING PAPER",
    }
    return next((name for name, look in looks.items() if re.fullmatch(look, line)), "codes"), line


def rows_of(table: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The names for rows of label and value; a row without a label goes on with the value above."""
    for label, value in table:
        if label:
            yield "row", label
        yield from (("value", line) for line in value.split("\n"))


def in_footer(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names for lines of a footer: the number is first, the language last, initials end in small letters."""
    first, *between, last = (line for line in lines if line != ILLUSTRATIVE)
    yield "number", first
    for line in between:
        yield "marking" if line == "LIMITE" else "initials" if line[-1].islower() else "unit", line
    yield "language", last


def read_md(path: Path) -> Page:
    parts: list[list[str]] = [[]]
    for token in MarkdownIt("commonmark").parse(path.read_text("utf-8")):
        if token.type == "hr":
            parts.append([])
        elif token.type == "inline":
            inner = token.children or ()
            text = "".join("\n" if one.type == "hardbreak" else one.content for one in inner)
            parts[-1] += text.split("\n")
    above, table, *_, footer = parts
    rows = rows_of(line.rpartition("\t")[::2] for line in table)
    return page_of([*map(named, above), *rows], in_footer(footer))


def read_docx(path: Path) -> Page:
    document = docx.Document(str(path))
    content = document.iter_inner_content()
    parts: list[tuple[str, str]] = []
    while "kind" not in dict(parts):
        one = next(content)
        texts = [one.text] if isinstance(one, Paragraph) else [text for row in cells(one) for text in row]
        parts += [named(line) for text in texts for line in text.splitlines()]
    table = next(one for one in content if isinstance(one, Table))
    names = ("number", "initials", "page", "unit", "marking", "language")
    footers = set()
    for section in document.sections:
        first, second = cells(section.footer.tables[0])
        facts = zip(names, (text.strip() for text in (*first, *second)), strict=True)
        footers.add(tuple((name, text) for name, text in facts if name != "page"))
    (footer,) = footers
    return page_of([*parts, *rows_of(cells(table))], footer)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def read_pdf(path: Path) -> Page:
    laid_out = pypdf.PdfReader(path).pages[0].extract_text(extraction_mode="layout").splitlines()
    lines = [re.split(" {3,}", line) for line in laid_out if line.strip() not in {"", ILLUSTRATIVE}]
    *lines, (number, *initials, page), below = lines
    assert page == "1"
    end = next(place for place, cells in enumerate(lines, 1) if named(cells[0])[0] == "kind")
    rows: list[list[str]] = []
    for label, value in takewhile(lambda cells: len(cells) == 2, lines[end:]):
        if label:
            rows.append([label, value])
        else:
            rows[-1][1] += value if re.search(r"\w[-/]$", rows[-1][1]) else f" {value}"
    above = [named(cell) for cells in lines[:end] for cell in cells if cell]
    return page_of([*above, *rows_of(rows)], in_footer([number, *initials, *filter(None, below)]))


def read_html(path: Path) -> Page:
    names = {"number-line": "numbers", "code": "codes", "files-label": "label", "file": "files"}
    names |= {"h1": "kind", "dt": "row", "dd": "value", "full-number": "number"}
    page = document_fromstring(path.read_text("utf-8"))
    parts, footer = (
        [(names.get(name, name), text.strip()) for name, text in html_lines(page, place)]
        for place in ("header", "footer")
    )
    return page_of(parts, footer)


def read_xml(path: Path) -> Page:
    names = {"original-languages": "original", "number": "numbers", "code": "codes", "label": "row"}
    names |= {"interinstitutional-label": "label", "interinstitutional-file": "files"}
    names |= dict.fromkeys(
        ("from", "date-of-receipt", "to", "no-prev-doc", "no-cion-doc", "subject"), "value"
    )
    parts = [(names.get(name, name), text) for name, text in xml_lines(path.read_bytes(), "preface")]
    return page_of(parts, xml_lines(path.read_bytes(), "conclusions"))


READERS = {"md": read_md, "docx": read_docx, "pdf": read_pdf, "html": read_html, "xml": read_xml}
ENDINGS = [ending for ending in READERS if ending != "pdf" or find_spec("typst")]
"""The formats that can be written here: a PDF needs a library that not everyone installs."""
