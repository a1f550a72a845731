"""What a finished document is made of: a header and blocks of text, in no format yet.

Every writer (Markdown, Word, PDF, HTML, Akoma Ntoso) takes a `Document` and nothing else, so all formats say
the same. Texts are plain: no markup, no line ends, no tabs; a new line inside a paragraph is a `Break`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import PageWords


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text in one style; `href` is an address that begins with https://, or None."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph, heading or cell."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote mark and its text; writers number footnotes from 1 straight through the document.

    A footnote holds no footnote.
    """

    runs: tuple[Run, ...]


Run: TypeAlias = Text | Break | Footnote
Cell: TypeAlias = tuple[Run, ...]
Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; level 1 is the first below the document's title, and no level is skipped."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is its printed number where the note numbers its paragraphs, else None."""

    runs: tuple[Run, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of bullets, or of numbers counting up from `start`; an item is paragraphs and further lists."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one head row and any number of rows, each with as many cells as `align` has entries.

    `caption` says what the table shows; it is empty where the text around the table says so already.
    """

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG; `alt` says in words what it shows, for who cannot see it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on a new page, under its label ("ANNEX", "ANNEX I"), which ranks as a level-1 heading."""

    label: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Heading | Paragraph | ListBlock | Table | Figure | PageBreak | Annex


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first page above the body and the facts of the footer, as printed in the document's language."""

    institution: str = ""
    """The name at the top left, such as Council of the European Union; empty on what is no Council document."""
    place: str = "Brussels"
    place_id: str = ""
    """The place as machines name it in every language; empty where it is the one printed."""
    date: date
    date_line: str
    """Place and date as printed: Brussels, 25 May 2021."""
    original_languages: tuple[str, ...] = ()
    """Lower-case language codes, printed as (OR. fr, en)."""
    number_lines: tuple[str, ...] = ()
    """The number and what follows it, one a line: 14860/1/18, then REV 1; none on a paper without a number."""
    full_number: str = ""
    """The same run together, as the footer prints it: 14860/1/18 REV 1."""
    register_name: str = ""
    """What the public register calls it, never printed on it: ST 14860 2018 REV 1; empty without a number."""
    marking: str = ""
    """LIMITE, or empty for a document that anyone may read (11336/11)."""
    codes: tuple[str, ...] = ()
    """Subject codes with their numbers, in the author's order: JAI 572."""
    kind: str = "NOTE"
    kind_id: str = ""
    """The kind as machines name it in every language: note, cover-note; empty where it has no such name."""
    interinstitutional_label: str = ""
    """What stands above the files: Interinstitutional File: or, for several, Interinstitutional Files:."""
    interinstitutional_files: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The table From, To, Subject: each label as printed, with its colon, and its lines."""
    row_ids: tuple[str, ...] = ()
    """The rows as machines name them in every language, such as subject; empty where they have no such names."""
    initials: str = ""
    unit: str = ""
    language: str = "EN"
    """The code in the footer, in capitals."""
    title: str
    """What a file's properties call the document: its number and subject."""
    banners: tuple[str, ...] = ()
    """Warnings above the header and in every footer, such as ILLUSTRATIVE, NOT A COUNCIL DOCUMENT."""
    page: PageWords = ENGLISH.page
    """What writers print in this language besides the text."""

    @property
    def original_line(self) -> str:
        """The languages as printed below the date, (OR. fr, en); empty when none is known."""
        return f"(OR. {', '.join(self.original_languages)})" if self.original_languages else ""


Origins: TypeAlias = tuple[tuple[str, ...] | None, ...]
"""For each block, those of an annex one by one, the paths of its template's context that it was filled from.

None where the origin of one of its values was lost on the way: then the whole context may be in it.
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document, ready for any writer."""

    header: Header
    blocks: tuple[Block, ...]


def with_last(document: Document, block: Block) -> Document:
    """The document with one more block at its very end, within the last annex where it ends in one."""
    *before, last = document.blocks
    if isinstance(last, Annex):
        return replace(document, blocks=(*before, Annex(last.label, (*last.blocks, block))))
    return replace(document, blocks=(*document.blocks, block))


WIDE = 6
"""Columns of a table beyond which it does not stand well on an upright page."""


def is_wide(blocks: Iterable[Block]) -> bool:
    """Whether an annex of these blocks is printed across the page, for a table of too many columns."""
    return any(
        len(block.align) > WIDE
        if isinstance(block, Table)
        else isinstance(block, ListBlock) and any(map(is_wide, block.items))
        for block in blocks
    )


def leads_on(block: Block, following: Block | None) -> bool:
    """Whether no page should end between a block and what follows: after a colon before a list, or words in italics."""
    if not isinstance(block, Paragraph) or following is None:
        return False
    introduces = plain_runs(block.runs).rstrip().endswith(":") and isinstance(following, ListBlock | Table)
    return introduces or all(isinstance(run, Text) and run.italic for run in block.runs)


def runs_of(value: str, like: Text = Text("")) -> tuple[Run, ...]:
    """Any text as runs in the style of `like`.

    Line ends become breaks (at the text's ends they are dropped), tabs become spaces.
    """
    lines = value.replace("\t", " ").strip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029").splitlines()
    runs: list[Run] = []
    for line in lines:
        runs += [Break(), Text(line, like.bold, like.italic, like.href)]
    return join_runs(runs[1:])


def table_of(
    head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", align: Sequence[Align] = ()
) -> Table:
    """A table of plain texts, set to the left unless `align` says otherwise; ValueError on an uneven row."""
    cells = tuple(tuple(runs_of(str(cell)) for cell in row) for row in (head, *rows))
    columns: tuple[Align, ...] = tuple(align) or tuple("left" for _ in head)
    for row in cells:
        if len(row) != len(columns):
            raise ValueError(f"a row of a table has {len(row)} cells where {len(columns)} belong")
    return Table(caption, cells[0], cells[1:], columns)


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text in the fewest runs: neighbours in one style are one run, an empty text is none."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and _style(run) == _style(last):
            joined[-1] = Text(last.text + run.text, *_style(run))
        elif not isinstance(run, Text) or run.text:
            joined.append(run)
    return tuple(joined)


def _style(run: Text) -> tuple[bool, bool, str | None]:
    return run.bold, run.italic, run.href


def plain_runs(runs: Iterable[Run]) -> str:
    """The text of runs as read on the line: a break is a line end, a footnote's text is left out."""
    return "".join(_plain_run(run) for run in runs)


def _plain_run(run: Run) -> str:
    match run:
        case Text():
            return run.text
        case Break():
            return "\n"
        case Footnote():
            return ""


def plain_text(blocks: Iterable[Block]) -> list[str]:
    """Every text of the blocks in reading order: paragraphs, headings, cells, captions, labels, alternatives.

    A footnote's text follows the text that bears its mark. Printed numbers are not part of the text, and what
    is empty is left out. Every writer must give back these texts.
    """
    return [text for block in blocks for text in _texts(block) if text]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _with_notes(block.runs)
        case ListBlock():
            yield from (text for item in block.items for text in plain_text(item))
        case Table():
            yield block.caption
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from _with_notes(cell)
        case Figure():
            yield from (block.caption, block.alt)
        case Annex():
            yield from (block.label, *plain_text(block.blocks))
        case PageBreak():
            pass


def _with_notes(runs: tuple[Run, ...]) -> Iterator[str]:
    yield plain_runs(runs)
    for run in runs:
        if isinstance(run, Footnote):
            yield plain_runs(run.runs)
