"""Writes a document as Markdown, in the form in which 8952/21 is kept: CommonMark with tables and footnotes.

Texts are escaped so that they read back as they are, whatever they hold; the tests write and read generated
texts to prove it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from partnercli.documents.blocks import (
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
    join_runs,
)

_ALWAYS = frozenset("\\`*_{}[]<>|~&$^!#")
_AT_LINE_START = frozenset("+-=:")
_AFTER_NOTE = frozenset("(:")
_LINK = re.compile(r"\bhttps?:(?=//)|\bftp:(?=//)|\bwww\.|[\w.+-]@(?=[\w-])", re.IGNORECASE)
"""Where readers of Markdown make a link of plain text: its last character is escaped."""
_NOTE = "\ue000"  # stands for a footnote mark while a line is escaped; data holds no such character
_LIST_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)](\s|$))")
_RULES = {"left": "---", "center": ":---:", "right": "---:"}


def write_markdown(document: Document) -> bytes:
    """The document as UTF-8 with line feeds; the footer's facts stand once, at the end."""
    body = _Body()
    parts = [
        *_header(document.header),
        *body.blocks(document.blocks),
        *body.notes(),
        *_footer(document.header),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def write_blocks(blocks: Iterable[Block]) -> str:
    """Blocks alone, without a document's header and footer, to paste into another text."""
    body = _Body()
    return "\n\n".join((*body.blocks(blocks), *body.notes())) + "\n"


def _header(header: Header) -> Iterator[str]:
    for banner in header.banners:
        yield from _bold(banner)
    yield from _bold(header.institution)
    yield from _bold(header.date_line, header.original_line)
    for line in header.number_lines:
        yield from _bold(line)
    yield from _bold(header.marking)
    yield from _bold(*header.codes)
    if header.interinstitutional_files:
        yield from _bold(header.interinstitutional_label, *header.interinstitutional_files)
    yield from _bold(header.kind)
    yield "---"
    if header.rows:
        yield "  \n".join(_row(label, lines) for label, lines in header.rows)
        yield "---"


def _row(label: str, lines: tuple[str, ...]) -> str:
    return _plain(label) + "  \n".join(f"\t{_plain(line, starts=False)}" for line in lines)


def _footer(header: Header) -> Iterator[str]:
    yield "---"
    facts = (header.full_number, header.initials, header.unit)
    marking = list(_bold(header.marking))
    yield "  \n".join(
        [*map(_plain, filter(None, facts)), *marking, *map(_plain, filter(None, [header.language]))]
    )
    for banner in header.banners:
        yield from _bold(banner)


def _bold(*lines: str | None) -> Iterator[str]:
    """One bold paragraph of the lines that are not empty; none when all are."""
    texts = [_plain(line) for line in lines if line]
    if texts:
        yield "**" + "  \n".join(texts) + "**"


def _plain(text: str, *, starts: bool = True) -> str:
    return "".join(_escaped(text, starts=starts))


class _Body:
    """The body of one document and its footnotes, numbered as they come."""

    def __init__(self) -> None:
        self.footnotes: list[Cell] = []

    def notes(self) -> Iterator[str]:
        """The texts of the footnotes that the body bears."""
        for number, runs in enumerate(self.footnotes, start=1):
            yield f"[^{number}]: {_indented(self.lines(runs), 4)}"

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks, each without a line end around it; a list right after its like gets another mark."""
        last: Block | None = None
        other_mark = False
        for block in blocks:
            if isinstance(block, ListBlock):
                other_mark = isinstance(last, ListBlock) and last.ordered == block.ordered and not other_mark
                yield self.list_block(block, other_mark=other_mark)
            else:
                yield from self.block(block)
            last = block

    def block(self, block: Block) -> Iterator[str]:
        """Any block but a list."""
        match block:
            case Heading():
                yield self.heading(block)
            case Paragraph():
                number = () if block.number is None else (Text(f"{block.number}. "),)
                yield self.lines((*number, *block.runs))
            case Table():
                yield from self.table(block)
            case Figure():
                yield self.lines((Text(block.caption, italic=True), Break(), Text(block.alt)))
            case PageBreak():
                yield "---"
            case Annex():
                yield "---"
                yield self.heading(Heading(1, (Text(block.label),)))
                yield from self.blocks(block.blocks)

    def heading(self, heading: Heading) -> str:
        """A heading, one # below the title; bold at level 1, bold italics at level 2, as in 8952/21."""
        bold, italic = heading.level < 3, heading.level == 2
        runs = [
            replace(run, bold=run.bold or bold, italic=run.italic or italic) if isinstance(run, Text) else run
            for run in heading.runs
        ]
        return f"{'#' * (heading.level + 1)} {self.lines(runs, line_end='<br>')}"

    def list_block(self, block: ListBlock, *, other_mark: bool) -> str:
        """A list; its items are indented by the width of their mark."""
        items = []
        for number, item in enumerate(block.items, start=block.start):
            mark = (
                f"{number}{')' if other_mark else '.'} "
                if block.ordered
                else f"{'*' if other_mark else '-'} "
            )
            items.append(mark + _indented("\n\n".join(self.blocks(item)), len(mark)))
        return "\n".join(items)

    def table(self, table: Table) -> Iterator[str]:
        """A table in pipes, its caption in italics above it."""
        if table.caption:
            yield self.lines((Text(table.caption, italic=True),))
        head, *rows = (
            f"| {' | '.join(self.lines(cell, line_end='<br>') for cell in row)} |"
            for row in (table.head, *table.rows)
        )
        yield "\n".join([head, f"| {' | '.join(_RULES[align] for align in table.align)} |", *rows])

    def lines(self, runs: Iterable[Run], line_end: str = "\\\n") -> str:
        """Runs as text, each break as `line_end`."""
        lines: list[list[Text | Footnote]] = [[]]
        for run in join_runs(runs):
            if isinstance(run, Break):
                lines.append([])
            else:
                lines[-1].append(run)
        while len(lines) > 1 and not lines[-1]:  # a break with nothing after it shows nothing
            lines.pop()
        return line_end.join(self.line(line) for line in lines)

    def line(self, runs: list[Text | Footnote]) -> str:
        """One line of runs."""
        parted = join_runs(_parted(runs))
        plain = "".join(run.text if isinstance(run, Text) else _NOTE for run in parted)
        pieces = _escaped(plain, starts=True)
        written, at = "", 0
        for run in parted:
            if isinstance(run, Text):
                end = at + len(run.text)
                written += _styled(run, pieces[at:end], first=at == 0, last=end == len(plain))
                at = end
            elif isinstance(run, Footnote):
                written += self.mark(run)
                at += 1
        return written

    def mark(self, note: Footnote) -> str:
        """The mark of the next footnote."""
        self.footnotes.append(note.runs)
        return f"[^{len(self.footnotes)}]"


def _indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")


def _styled(run: Text, pieces: list[str], *, first: bool, last: bool) -> str:
    """The escaped characters of a run between its marks.

    Marks are sure to be read as marks only beside a letter or a digit, or at the ends of a line: other
    characters at the run's ends stay outside them.
    """
    marks = "**" * run.bold + "*" * run.italic
    letters = [place for place, character in enumerate(run.text) if character.isalnum()]
    start = 0 if first else (letters[0] if letters else len(pieces))
    end = len(pieces) if last else (letters[-1] + 1 if letters else 0)
    inner = "".join(pieces[start:end])
    if marks and inner:
        inner = "".join(pieces[:start]) + marks + inner + marks + "".join(pieces[end:])
    else:
        inner = "".join(pieces)
    return f"[{inner}]({_address(run.href)})" if run.href else inner


def _address(href: str) -> str:
    return re.sub(r"([\\()<>&|])", r"\\\1", href)


def _parted(runs: list[Text | Footnote]) -> Iterator[Text | Footnote]:
    """The runs, without the italics of a bold-italic run squeezed between a bold and an italic one.

    CommonMark cannot tell such marks apart when no space or sign stands between the three.
    """
    for place, run in enumerate(runs):
        around = runs[max(place - 1, 0) : place + 2]
        if isinstance(run, Text) and run.bold and run.italic and len(around) == 3 and _touching(around):
            yield replace(run, italic=False)
        else:
            yield run


def _touching(runs: list[Text | Footnote]) -> bool:
    texts = [run for run in runs if isinstance(run, Text)]
    if len(texts) < 3 or {(run.bold, run.italic) for run in texts} != {
        (True, True),
        (True, False),
        (False, True),
    }:
        return False
    seams = (texts[0].text[-1], texts[1].text[0], texts[1].text[-1], texts[2].text[0])
    return all(map(str.isalnum, seams))


def _escaped(line: str, *, starts: bool) -> list[str]:
    """One entry for each character of a line: itself, or what stands for it in Markdown.

    `starts` says that the line begins where Markdown looks for a block, so that marks of lists and rules are
    escaped too.
    """
    number = _LIST_NUMBER.match(line) if starts else None
    links = {found.end() - 1 for found in _LINK.finditer(line)}
    pieces = []
    for place, character in enumerate(line):
        before = line[place - 1] if place else ""
        outer = place in (0, len(line) - 1)
        if (character == " " and (outer or before == " ")) or _is_other_space(character):
            pieces.append(f"&#{ord(character)};")
        elif (
            character in _ALWAYS
            or (starts and place == 0 and character in _AT_LINE_START)
            or (before == _NOTE and character in _AFTER_NOTE)
            or (number and place == number.end())
            or place in links
        ):
            pieces.append("\\" + character)
        else:
            pieces.append(character)
    return pieces


def _is_other_space(character: str) -> bool:
    return character in "\t\n\r\f" or (character != " " and unicodedata.category(character).startswith("Z"))
