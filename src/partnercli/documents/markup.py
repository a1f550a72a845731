"""Reads the small Markdown of the templates into blocks and puts the values into their slots.

The language is CommonMark with tables and footnotes, without HTML, images, code, bare addresses and reference
links. `---` is a new page. A level-1 heading that begins with ANNEX, right after `---`, opens an annex, which lasts
until the next one. A paragraph all in italics right above a table is its caption. Anything else is an error: what a
format could not show is not passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from partnercli.documents.blocks import (
    Align,
    Annex,
    Block,
    Break,
    Cell,
    Figure,
    Footnote,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    join_runs,
    plain_runs,
    runs_of,
)
from partnercli.documents.slots import SLOT, SlotValue

MAX_LIST_DEPTH = 4
"""How deep lists may stand in lists; the parser itself would drop text from about ten on, without a word."""

_FORBIDDEN = {
    "blockquote": "a line begins with >, which makes a quotation",
    "code_inline": "backticks mark code",
    "table": "a table stands inside a list or a footnote",
    "heading": "a heading stands inside a list or a footnote",
    "hr": "a new page (---) begins inside a list or a footnote",
    "footnote_reference": "a footnote's text stands inside a list or another footnote",
    "bullet_list": "a list stands inside a footnote",
    "ordered_list": "a list stands inside a footnote",
}


class MarkupProblem(Exception):
    """The text uses Markdown that a document cannot show: `message`, `hint`, and the `line` of Markdown it is on."""

    def __init__(self, message: str, hint: str, line: str = "") -> None:
        """Keep the texts; `line` still holds its slots."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line


def parse(markdown: str, slots: Sequence[SlotValue] = ()) -> tuple[Block, ...]:
    """The blocks of a text, its slots filled; raises MarkupProblem."""
    parser = _parser()
    inline_notes: dict[str, dict[str, dict[int, dict[str, list[Token]]]]] = {}
    root = SyntaxTreeNode(parser.parse(markdown, inline_notes))
    notes = inline_notes.get("footnotes", {}).get("list", {})
    bodies = {number: note["tokens"] for number, note in notes.items() if "tokens" in note}
    return _Reader(markdown.split("\n"), slots, bodies).document(root)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    parser.use(footnote_plugin, inline=True, move_to_end=False, always_match_refs=True)
    return parser.disable(
        ["html_block", "html_inline", "autolink", "image", "code", "fence", "lheading", "reference"]
    )


class _Reader:
    """One reading of one parsed text."""

    def __init__(self, lines: list[str], slots: Sequence[SlotValue], inline_notes: dict[int, list[Token]]) -> None:
        self.lines = lines
        self.slots = slots
        self.inline_notes = inline_notes
        self.labelled: dict[str, SyntaxTreeNode] = {}
        self.used: set[str] = set()
        self.level = 0
        self.in_note = False
        self.at = 0

    def document(self, root: SyntaxTreeNode) -> tuple[Block, ...]:
        """All blocks of the text, annexes gathered."""
        self.collect_notes(root.children)
        body: list[Block] = []
        annexes: list[tuple[str, list[Block]]] = []
        for node in root.children:
            current = annexes[-1][1] if annexes else body
            if _opens_annex(node) and current and isinstance(current[-1], PageBreak):
                current.pop()
                annexes.append((plain_runs(self.heading(node).runs), []))
            else:
                _add(current, self.block(node))
        for label in self.labelled.keys() - self.used:
            self.seen(self.labelled[label])
            raise self.problem(f"nothing refers to the footnote [^{label}]", "set its mark in the text, or take it out")
        return (*body, *(Annex(label, tuple(blocks)) for label, blocks in annexes))

    def collect_notes(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Remember where the text of each labelled footnote stands."""
        for node in nodes:
            if node.type == "footnote_reference":
                label = self.seen(node).meta["label"]
                if label in self.labelled:
                    raise self.problem(f"the footnote [^{label}] has two texts", "give each footnote its own name")
                self.labelled[label] = node

    def block(self, node: SyntaxTreeNode) -> Block | None:
        """A block at the outer level; None for what leaves no block of its own."""
        match self.seen(node).type:
            case "heading":
                return self.heading(node)
            case "hr":
                return PageBreak()
            case "table":
                return self.table(node)
            case "footnote_reference":
                return None
            case "paragraph":
                return self.drawn(node) or self.inner(node, 0)
            case _:
                return self.inner(node, 0)

    def inner(self, node: SyntaxTreeNode, depth: int) -> Block | None:
        """A block that may also stand in a list, `depth` lists deep."""
        match self.seen(node).type:
            case "paragraph":
                runs = self.inline(node)
                return Paragraph(runs) if runs else None
            case "bullet_list" | "ordered_list":
                return self.list_block(node, depth + 1)
            case other:
                raise self.problem(
                    _FORBIDDEN.get(other, f"this Markdown ({other}) has no place in a document"),
                    "write it as headings, paragraphs, lists or tables",
                )

    def heading(self, node: SyntaxTreeNode) -> Heading:
        """A heading, one level below the last at most."""
        level = int(self.seen(node).tag[1:])
        if level > min(3, self.level + 1):
            raise self.problem(
                f"a heading of level {level} follows level {self.level}" if level <= 3 else "a heading has four # or more",
                "begin with #, go down one level at a time, and use three levels at most",
            )
        self.level = level
        return Heading(level, self.inline(node))

    def list_block(self, node: SyntaxTreeNode, depth: int) -> ListBlock | None:
        """A list without its empty items; None when nothing is left of it."""
        if depth > MAX_LIST_DEPTH:
            raise self.problem(f"lists stand more than {MAX_LIST_DEPTH} deep in one another", "split the list")
        items = (tuple(filter(None, (self.inner(child, depth) for child in item.children))) for item in node.children)
        kept = tuple(item for item in items if item)
        start = int(node.attrs.get("start", 1))
        return ListBlock(node.type == "ordered_list", kept, start) if kept else None

    def table(self, node: SyntaxTreeNode) -> Table:
        """A table, each row of it as wide as its head."""
        rows = [row for part in node.children for row in part.children]
        head = rows[0].children
        for row in rows:
            self.seen(row)
            if _width(self.lines[self.at]) != len(head):
                raise self.problem(
                    f"a row of the table has {_width(self.lines[self.at])} cells, its head {len(head)}",
                    "give every row as many cells as the head",
                )
        cells = [tuple(self.inline(cell) for cell in row.children) for row in rows]
        return Table("", cells[0], tuple(cells[1:]), tuple(_align(cell) for cell in head))

    def drawn(self, node: SyntaxTreeNode) -> Table | Figure | None:
        """The table or figure whose slot is all that the paragraph holds."""
        slot = SLOT.fullmatch(node.children[0].content)
        value = self.value(slot[1]) if slot else ""
        return None if isinstance(value, str) else value

    def inline(self, node: SyntaxTreeNode) -> Cell:
        """The runs of a paragraph, heading or cell."""
        self.seen(node)
        return join_runs(run for child in node.children for run in self.runs(child, Text("")))

    def runs(self, node: SyntaxTreeNode, like: Text) -> Iterator[Run]:
        """The runs of one stretch of text in the style of `like`."""
        match node.type:
            case "text" | "text_special":
                yield from self.filled(node.content, like)
                return
            case "softbreak":
                yield replace(like, text=" ")
                return
            case "hardbreak":
                yield Break()
                return
            case "footnote_ref":
                yield self.footnote(node)
                return
            case "inline":
                inside = like
            case "strong":
                inside = replace(like, bold=True)
            case "em":
                inside = replace(like, italic=True)
            case "link":
                inside = replace(like, href=self.address(node))
            case other:
                raise self.problem(
                    _FORBIDDEN.get(other, f"this Markdown ({other}) has no place in a document"),
                    "use plain text, **bold** or *italics*",
                )
        for child in node.children:
            yield from self.runs(child, inside)

    def filled(self, text: str, like: Text) -> Iterator[Run]:
        """The template's own text with its slots filled, in the style of `like`."""
        for position, piece in enumerate(SLOT.split(text)):
            value = self.value(piece) if position % 2 else piece.replace("\t", " ")
            if not isinstance(value, str):
                raise self.problem(
                    "a table or a figure stands inside other text", "give it a paragraph of its own, outside any list"
                )
            yield from runs_of(value, like) if position % 2 else [replace(like, text=value)]

    def value(self, number: str) -> SlotValue:
        """The value of a slot."""
        if int(number) >= len(self.slots):
            raise self.problem("a value was cut apart by a filter", "filter the value itself, not the text around it")
        return self.slots[int(number)]

    def address(self, node: SyntaxTreeNode) -> str:
        """Where a link leads."""
        href = str(node.attrs["href"])
        if "title" in node.attrs or "%EE%80%8" in href or not href.startswith("https://"):
            raise self.problem(
                "a link has a title, a value in its address, or an address that is not https://",
                "write [text](https://…) with the address spelt out",
            )
        return href

    def footnote(self, node: SyntaxTreeNode) -> Footnote:
        """A footnote with its text, which is one paragraph."""
        if self.in_note:
            raise self.problem("a footnote stands inside a footnote", "write both into one")
        self.in_note, at = True, self.at
        runs = self.note_text(node)
        self.in_note, self.at = False, at
        return Footnote(runs)

    def note_text(self, node: SyntaxTreeNode) -> Cell:
        label = node.meta.get("label")
        if label is None:
            children = SyntaxTreeNode(self.inline_notes[node.meta["id"]]).children
            return join_runs(run for child in children for run in self.runs(child, Text("")))
        if label not in self.labelled:
            raise self.problem(f"the footnote [^{label}] has no text", f"add a line that begins with [^{label}]:")
        self.used.add(label)
        paragraphs = [self.inner(child, 0) for child in self.labelled[label].children]
        if len(paragraphs) != 1 or not isinstance(paragraphs[0], Paragraph):
            raise self.problem(f"the footnote [^{label}] is not one paragraph", "write it as one paragraph")
        return paragraphs[0].runs

    def seen(self, node: SyntaxTreeNode) -> SyntaxTreeNode:
        """Remember the line that the node begins on."""
        self.at = node.map[0] if node.map else self.at
        return node

    def problem(self, message: str, hint: str) -> MarkupProblem:
        """A problem on the line seen last."""
        return MarkupProblem(message, hint, self.lines[self.at] if self.at < len(self.lines) else "")


def _opens_annex(node: SyntaxTreeNode) -> bool:
    """Whether the template itself writes ANNEX here: a value that says so opens none."""
    return node.type == "heading" and node.tag == "h1" and bool(re.match(r"[*_]*ANNEX\b", node.children[0].content))


def _add(blocks: list[Block], block: Block | None) -> None:
    """Append a block; a caption goes into the table below it."""
    if isinstance(block, Table) and not block.caption and blocks and _is_caption(blocks[-1]):
        block = replace(block, caption=plain_runs(cast(Paragraph, blocks.pop()).runs))
    if block:
        blocks.append(block)


def _is_caption(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(
        isinstance(run, Text) and run.italic and not run.bold and not run.href for run in block.runs
    )


def _width(line: str) -> int:
    cells = escapedSplit(line.strip(" \t"))
    return len(cells) - (cells[0] == "") - (cells[-1] == "" and len(cells) > 1)


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", "text-align:left"))
    return cast(Align, style.removeprefix("text-align:"))
