"""Writes a document as one file of HTML that anyone can open and that asks for nothing else.

It runs no script and loads no other file, and a policy in its head has the browser hold it to that. It is made
to be read aloud, enlarged, read on a telephone and printed as well as looked at.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import pairwise

from partnercli.documents.blocks import (
    Align,
    Annex,
    Block,
    Break,
    Cell,
    Document,
    Figure,
    Footnote,
    Header,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    is_wide,
    join_runs,
)
from partnercli.documents.html_style import style_of
from partnercli.documents.language.known import DAYS
from partnercli.documents.language.language import PageWords

_BACK = "\u21a9\ufe0e"  # an arrow back, asked for as a plain sign: it would else be drawn as a picture
_TAG = re.compile(r"""<[A-Za-z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TARGET = re.compile(r"""url\(\s*(&quot;|&apos;|&#3[49];|["']?)#""")
_REFUSED_TAG = re.compile(r"<(?:script|style|foreignObject|image|iframe)\b", re.IGNORECASE)
_REFUSED_ATTRIBUTE = re.compile(r"style$|on", re.IGNORECASE)
_NAMES = frozenset({"role", "aria-label", "aria-labelledby"})


def write_html(document: Document) -> bytes:
    """The document as HTML in UTF-8 with line feeds, the same bytes each time.

    Raises:
        ValueError: A figure holds what the page may not: a script, a style, or a reference to another file.
    """
    header, body = document.header, _Body(document.header.page)
    parts = (
        *_head(header),
        "<body>",
        "<header>",
        *_banners(header),
        *_first_page(header),
        "</header>",
        "<main>",
        *body.blocks(document.blocks),
        *body.notes(),
        "</main>",
        "<footer>",
        *_imprint(header),
        *_banners(header),
        "</footer>",
        "</body>",
        "</html>",
    )
    return ("\n".join(parts) + "\n").encode()


def _head(header: Header) -> Iterator[str]:
    style = style_of(header)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(header.language.lower())}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(header.title)}</title>"
    yield '<link rel="icon" href="data:,">'  # an empty picture: no browser asks a server for one
    yield f"<style>{style}</style>"
    yield "</head>"


def _banners(header: Header) -> Iterator[str]:
    return _lines("banner", header.banners)


def _first_page(header: Header) -> Iterator[str]:
    yield '<div class="first-page">'
    yield from _lines("institution", [header.institution])
    yield '<div class="facts">'
    yield from _lines("date", [header.date_line])
    yield from _lines("original", [header.original_line])
    yield from _lines("number-line", header.number_lines)
    yield from _lines("marking", [header.marking])
    yield from _lines("code", header.codes)
    yield "</div>"
    if header.interinstitutional_files:
        yield '<div class="files">'
        yield from _lines("files-label", [header.interinstitutional_label])
        yield from _lines("file", header.interinstitutional_files)
        yield "</div>"
    yield "</div>"
    yield f"<h1>{_plain(header.kind)}</h1>"
    rows = [(label, [line for line in lines if line]) for label, lines in header.rows]
    filled = [row for row in rows if row[1]]
    if filled:
        yield "<dl>"
        for label, lines in filled:
            values = "".join(f"<dd>{_plain(line)}</dd>" for line in lines)
            yield f"<div><dt>{_plain(label)}</dt>{values}</div>"
        yield "</dl>"


def _imprint(header: Header) -> Iterator[str]:
    yield '<div class="imprint">'
    yield from _lines("full-number", [header.full_number])
    yield from _lines("initials", [header.initials])
    yield from _lines("unit", [header.unit])
    yield from _lines("marking", [header.marking])
    yield from _lines("language", [header.language])
    yield "</div>"


def _lines(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """One line each for the texts that are not empty."""
    return (f'<p class="{kind}">{_plain(line)}</p>' for line in lines if line)


class _Body:
    """The body of one document: footnotes, tables and figures are numbered as they come."""

    def __init__(self, words: PageWords) -> None:
        self.words = words
        self.footnotes: list[Cell] = []
        self.tables: list[str] = []
        self.figures = 0

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks, an element or a tag a line; what holds nothing is left out."""
        for block in blocks:
            match block:
                case Heading() if block.runs:
                    yield f"<h{block.level + 1}>{self.runs(block.runs)}</h{block.level + 1}>"
                case Paragraph() if block.number is not None:
                    number = f'<span class="number">{block.number}. </span>'
                    yield f'<p class="numbered">{number}{self.runs(block.runs)}</p>'
                case Paragraph() if block.runs:
                    yield f"<p>{self.runs(block.runs)}</p>"
                case ListBlock() if block.items:
                    yield from self.list_block(block)
                case Table():
                    yield from self.table(block)
                case Figure():
                    yield from self.figure(block)
                case PageBreak():
                    yield '<hr class="page-break">'
                case Annex():
                    yield f'<section class="annex{" wide" if is_wide(block.blocks) else ""}">'
                    yield f'<h2 class="label">{_plain(block.label)}</h2>'
                    yield from self.blocks(block.blocks)
                    yield "</section>"
                case _:
                    pass

    def list_block(self, block: ListBlock) -> Iterator[str]:
        """A list with all that its items hold."""
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        yield f"<{tag}{start}>"
        for item in block.items:
            yield "<li>"
            yield from self.blocks(item)
            yield "</li>"
        yield f"</{tag}>"

    def table(self, table: Table) -> Iterator[str]:
        """A table in a frame of its own, which scrolls by keyboard too where the table is wider than the page.

        The first column names its row. An empty cell names nothing, so it heads nothing either.
        """
        self.tables.append(table.caption)
        number, again = len(self.tables), self.tables.count(table.caption) > 1
        title = table.caption or self.words.table.format(number=number)
        if table.caption and again:  # no two frames under one name
            title = self.words.table_again.format(caption=title, number=number)
        yield f'<div class="table" role="region" tabindex="0" aria-label="{escape(title)}">'
        yield "<table>"
        if table.caption:
            yield f"<caption>{_plain(table.caption)}</caption>"
        head = (self.cell(cell, align, "col") for cell, align in zip(table.head, table.align, strict=True))
        yield f"<thead><tr>{''.join(head)}</tr></thead>"
        if table.rows:
            yield "<tbody>"
            for row in table.rows:
                yield f"<tr>{''.join(self.row(row, table.align))}</tr>"
            yield "</tbody>"
        yield "</table>"
        yield "</div>"

    def row(self, row: tuple[Cell, ...], aligns: tuple[Align, ...]) -> Iterator[str]:
        """The cells of a row; the first names it if there are others."""
        for place, (cell, align) in enumerate(zip(row, aligns, strict=True)):
            yield self.cell(cell, align, "row" if place == 0 and len(row) > 1 else "")

    def cell(self, cell: Cell, align: Align, scope: str) -> str:
        """A cell; `scope` says what it names, the `row` or the `col` it begins, and is empty for a value."""
        tag, of = ("th", f' scope="{scope}"') if scope and cell else ("td", "")
        look = "" if align == "left" else f' class="{align}"'
        return f"<{tag}{of}{look}>{self.runs(cell)}</{tag}>"

    def figure(self, figure: Figure) -> Iterator[str]:
        """A drawing under its caption."""
        self.figures += 1
        yield "<figure>"
        if figure.caption:
            yield f"<figcaption>{_plain(figure.caption)}</figcaption>"
        yield _drawing(figure, f"f{self.figures}-")
        yield "</figure>"

    def runs(self, runs: Iterable[Run]) -> str:
        """Runs as text; spaces that a browser would drop are kept."""
        line = join_runs(runs)
        written, before = "", " "
        for run, after in pairwise((*line, Break())):
            match run:
                case Break():
                    written, before = f"{written}<br>", " "
                case Footnote():
                    written, before = written + self.mark(run), ""
                case Text():
                    last = " " if isinstance(after, Break) else ""
                    written += _styled(run, spaced="  " in f"{before}{run.text}{last}")
                    before = run.text[-1]
        return written

    def mark(self, note: Footnote) -> str:
        """The mark of the next footnote, a link to its text."""
        self.footnotes.append(note.runs)
        n = len(self.footnotes)
        said = escape(self.words.footnote.format(number=n))
        link = f'<a id="ref-{n}" href="#note-{n}" role="doc-noteref" aria-label="{said}">{n}</a>'
        return f"<sup>{link}</sup>"

    def notes(self) -> Iterator[str]:
        """The texts of the footnotes that the body bears, each with a link back to its mark."""
        if not self.footnotes:
            return
        yield f'<section class="notes" role="doc-endnotes" aria-label="{escape(self.words.footnotes)}">'
        yield "<ol>"
        for n, runs in enumerate(self.footnotes, start=1):
            back = escape(self.words.back.format(number=n))
            link = f'href="#ref-{n}" role="doc-backlink" aria-label="{back}"'
            text = f'<span class="note">{self.runs(runs)}</span>'
            yield f'<li id="note-{n}">{text} <a class="back" {link}>{_BACK}</a></li>'
        yield "</ol>"
        yield "</section>"


def _plain(text: str) -> str:
    return _styled(Text(text), spaced="  " in f" {text} ") if text else ""


def _styled(run: Text, *, spaced: bool) -> str:
    """A text in its style; `spaced` says that a browser would drop some of its spaces."""
    written = DAYS.sub(r'<span class="day">\g<0></span>', escape(run.text))
    if spaced:
        written = f'<span class="s">{written}</span>'
    if run.italic:
        written = f"<em>{written}</em>"
    if run.bold:
        written = f"<strong>{written}</strong>"
    if run.href and run.href.startswith("https://"):  # any other address stays out: it might run something
        written = f'<a href="{escape(run.href)}" rel="noreferrer">{written}</a>'
    return written


def _drawing(figure: Figure, prefix: str) -> str:
    """The drawing as part of the page: its ids begin with `prefix`, and it says what it shows.

    What stands before the drawing, an XML declaration or a document type, has no place inside HTML.
    """
    svg = figure.svg[max(figure.svg.find("<svg"), 0) :].strip()
    written = _TAG.sub(lambda tag: _tag(tag[0], prefix), svg)
    root = _TAG.match(written)
    if root is None or _REFUSED_TAG.search(svg):
        raise ValueError("a figure is no drawing, or holds a script, a style or a picture")
    rest = written[root.end() :]
    names = {name: f"{double}{single}" for name, double, single in _ATTRIBUTE.findall(root[0])}
    if "role" in names and figure.alt in unescape(f"{names.get('aria-label', '')}\n{rest}"):
        return written
    bare = _ATTRIBUTE.sub(lambda one: "" if one[1] in _NAMES else one[0], root[0])
    return f'<svg role="img" aria-label="{escape(figure.alt)}"{bare.removeprefix("<svg")}{rest}'


def _tag(tag: str, prefix: str) -> str:
    return _ATTRIBUTE.sub(lambda one: _attribute(one[1], one[2] or one[3] or "", prefix), tag)


def _attribute(name: str, value: str, prefix: str) -> str:
    """An attribute of a drawing; ids, and what points to them, begin with `prefix`."""
    local = name.removeprefix("xlink:")
    if _REFUSED_ATTRIBUTE.match(name) or (local in {"href", "src"} and not value.startswith("#")):
        raise ValueError(f"a figure may not hold the attribute {name}={value!r}")
    if local == "href":
        value = f"#{prefix}{value[1:]}"
    elif name == "id":
        value = prefix + value
    elif name in {"aria-labelledby", "aria-describedby"}:
        value = " ".join(prefix + one for one in value.split())
    else:
        value = _TARGET.sub(lambda start: f"url({start[1]}#{prefix}", value)
    return f" {name}={_quoted(value)}"


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'
