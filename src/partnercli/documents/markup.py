"""Reads the small Markdown of the templates into blocks and puts the values into their slots.

The language is CommonMark with tables and footnotes, without HTML, images, code, bare addresses and reference
links. `---` is a new page. A level-1 heading that begins with ANNEX, or with the same word in another language of
documents, right after `---`, opens an annex, which lasts until the next one. A paragraph all in italics right above
a table is its caption. Anything else is an error: what a format could not show is not passed over in silence.
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
from partnercli.documents.language.known import ANNEX
from partnercli.documents.slots import SLOT, SlotValue

MAX_LIST_DEPTH = 4
"""How deep lists may stand in lists; the parser itself would drop text from about ten on, without a word."""

_SLOT_OR_TEXT = re.compile("([^\ue000\ue001]*)(\ue000[0-9]+\ue001|[\ue000\ue001]|$)")
_NO_HEADING = re.compile("#{1,6}[^\ue000# ]")
_ADDRESS = re.compile(r"https://[!-~]+")
_FORBIDDEN = {
    "blockquote": "a line begins with >, which makes a quotation",
    "code_inline": "backticks mark code",
    "table": "a table stands inside a list or a footnote",
    "heading": "a heading stands inside a list or a footnote",
    "hr": "a new page (---) begins inside a list or a footnote",
    "footnote_reference": "a footnote's text stands inside a list or another footnote",
}


class MarkupProblem(Exception):
    """The text uses Markdown that a document cannot show, on the `line` of Markdown given."""

    def __init__(self, message: str, hint: str, line: str = "") -> None:
        """Keep what is wrong, what to do, and the line as rendered, its slots still in it."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line


def parse(markdown: str, slots: Sequence[SlotValue] = ()) -> tuple[Block, ...]:
    """The blocks of a text, its slots filled; raises MarkupProblem."""
    return parse_traced(markdown, slots)[0]


def parse_traced(
    markdown: str, slots: Sequence[SlotValue]
) -> tuple[tuple[Block, ...], tuple[tuple[int, ...], ...]]:
    """The blocks of a text, its slots filled, and the numbers of the slots that went into each.

    An annex counts for each of its blocks, in the order of the text, not for itself. Raises MarkupProblem.
    """
    parser = _parser()
    inline_notes: dict[str, dict[str, dict[int, dict[str, list[Token]]]]] = {}
    root = SyntaxTreeNode(parser.parse(markdown, inline_notes))
    notes = inline_notes.get("footnotes", {}).get("list", {})
    bodies = {number: note["tokens"] for number, note in notes.items() if "tokens" in note}
    reader = _Reader(markdown.split("\n"), slots, bodies)
    return reader.document(root), tuple(tuple(dict.fromkeys(used)) for used in reader.filled_by)


class _Parser(MarkdownIt):
    """The parser with addresses left as written: `_Reader.address` judges them all."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "typographer": False}).enable("table")
    parser.use(footnote_plugin, inline=True, move_to_end=False, always_match_refs=True)
    return parser.disable(
        ["html_block", "html_inline", "autolink", "image", "code", "fence", "lheading", "reference"]
    )


class _Reader:
    """One reading of one parsed text."""

    def __init__(
        self, lines: list[str], slots: Sequence[SlotValue], inline_notes: dict[int, list[Token]]
    ) -> None:
        self.lines = lines
        self.slots = slots
        self.inline_notes = inline_notes
        self.filled_by: list[list[int]] = []
        self.taken: list[int] = []
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
            self.taken = []
            if _opens_annex(node) and current and isinstance(current[-1], PageBreak):
                current.pop()
                self.filled_by.pop()
                annexes.append((plain_runs(self.heading(node).runs), []))
                continue
            for block in self.block(node):
                if _add(current, block):
                    self.filled_by.append(self.taken)
                else:
                    self.filled_by[-1] = self.filled_by[-1] + self.taken
        self.check_all_used()
        return (*body, *(Annex(label, tuple(blocks)) for label, blocks in annexes))

    def collect_notes(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Remember where the text of each labelled footnote stands."""
        for node in nodes:
            if node.type == "footnote_reference":
                label = self.seen(node).meta["label"]
                if label in self.labelled:
                    raise self.problem(f"the footnote [^{label}] has two texts", "give each its own name")
                self.labelled[label] = node

    def check_all_used(self) -> None:
        """Raise for the first footnote whose text no mark calls for."""
        for label, node in self.labelled.items():
            if label not in self.used:
                self.seen(node)
                raise self.problem(f"nothing refers to the footnote [^{label}]", "set its mark in the text")

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """The block that a node at the outer level makes, if it makes one."""
        match self.seen(node).type:
            case "heading":
                yield self.heading(node)
            case "hr":
                yield PageBreak()
            case "table":
                yield self.table(node)
            case "footnote_reference":
                pass
            case "paragraph" if drawn := self.drawn(node):
                yield drawn
            case _:
                yield from self.inner(node, 0)

    def inner(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        """The block that a node makes which may also stand in a list, `depth` lists deep; none when empty."""
        match self.seen(node).type:
            case "paragraph":
                if _NO_HEADING.match(node.children[0].content):
                    raise self.problem("a heading has no space behind its #", "write # CONTEXT")
                runs = self.inline(node)
                if runs:
                    yield Paragraph(runs)
            case "bullet_list" | "ordered_list":
                block = self.list_block(node, depth + 1)
                if block.items:
                    yield block
            case other:
                raise self.forbidden(other, "write it as headings, paragraphs, lists or tables")

    def heading(self, node: SyntaxTreeNode) -> Heading:
        """A heading, one level below the last at most."""
        level = int(self.seen(node).tag[1:])
        if level > min(3, self.level + 1):
            shown = f"a heading of level {level} follows level {self.level}"
            raise self.problem(
                shown if level <= 3 else "a heading has more than three #",
                "begin with #, go down one level at a time, and use three levels at most",
            )
        self.level = level
        runs = self.inline(node)
        if not runs:
            raise self.problem("a heading is empty", "write its words, or take it out with {% if … %}")
        return Heading(level, runs)

    def list_block(self, node: SyntaxTreeNode, depth: int) -> ListBlock:
        """A list without its empty items."""
        if depth > MAX_LIST_DEPTH:
            raise self.problem(
                f"lists stand more than {MAX_LIST_DEPTH} deep in one another", "split the list"
            )
        items = [
            tuple(block for child in item.children for block in self.inner(child, depth))
            for item in node.children
        ]
        start = int(node.attrs.get("start", 1))
        return ListBlock(node.type == "ordered_list", tuple(filter(None, items)), start)

    def table(self, node: SyntaxTreeNode) -> Table:
        """A table, each row of it as wide as its head."""
        rows = [row for part in node.children for row in part.children]
        head, *body = (self.row(row) for row in rows)
        return Table("", head, tuple(body), tuple(_align(cell) for cell in rows[0].children))

    def row(self, node: SyntaxTreeNode) -> tuple[Cell, ...]:
        """The cells of a row; the parser would drop those that the head has no column for."""
        columns = len(self.seen(node).children)
        width = _width(self.lines[self.at])
        if width != columns:
            raise self.problem(
                f"a row of the table has {width} cells, its head {columns}",
                "give every row as many cells as the head",
            )
        return tuple(self.inline(cell) for cell in node.children)

    def drawn(self, node: SyntaxTreeNode) -> Table | Figure | None:
        """The table or figure whose slot is all that the paragraph holds."""
        content = node.children[0].content
        value = self.value(content) if SLOT.fullmatch(content) else ""
        return None if isinstance(value, str) else value

    def inline(self, node: SyntaxTreeNode) -> Cell:
        """The runs of a paragraph, heading, cell or footnote."""
        return join_runs(self.within(node, Text("")))

    def runs(self, node: SyntaxTreeNode, like: Text) -> Iterator[Run]:
        """The runs of one stretch of text in the style of `like`."""
        match node.type:
            case "text" | "text_special":
                yield from self.filled(node.content, like)
            case "softbreak":
                yield replace(like, text=" ")
            case "hardbreak":
                yield Break()
            case "footnote_ref":
                yield self.footnote(node)
            case "inline":
                yield from self.within(node, like)
            case "strong":
                yield from self.within(node, replace(like, bold=True))
            case "em":
                yield from self.within(node, replace(like, italic=True))
            case "link":
                yield from self.within(node, replace(like, href=self.address(node)))
            case other:
                raise self.forbidden(other, "use plain text, **bold** or *italics*")

    def within(self, node: SyntaxTreeNode, like: Text) -> Iterator[Run]:
        """The runs of all that stands inside a node."""
        for child in node.children:
            yield from self.runs(child, like)

    def filled(self, text: str, like: Text) -> Iterator[Run]:
        """The template's own text with its slots filled, in the style of `like`."""
        for own, slot in _SLOT_OR_TEXT.findall(text):
            yield from runs_of(own, like)
            value = self.value(slot) if slot else ""
            if not isinstance(value, str):
                raise self.problem(
                    "a table or a figure stands inside other text",
                    "give it a paragraph of its own, outside any list",
                )
            yield from runs_of(value, like)

    def value(self, slot: str) -> SlotValue:
        """The value of a slot."""
        whole = SLOT.fullmatch(slot)
        if not whole or int(whole[1]) >= len(self.slots):
            raise self.problem(
                "a value was cut apart by a filter", "filter the value itself, not the text around it"
            )
        self.taken.append(int(whole[1]))
        return self.slots[int(whole[1])]

    def address(self, node: SyntaxTreeNode) -> str:
        """Where a link leads."""
        href = str(node.attrs["href"])
        if "title" in node.attrs or not _ADDRESS.fullmatch(href):
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
        """What a footnote mark stands for."""
        label = node.meta.get("label")
        if label is None:
            return self.inline(SyntaxTreeNode(self.inline_notes[node.meta["id"]]))
        if label not in self.labelled:
            raise self.problem(
                f"the footnote [^{label}] has no text", f"add a line that begins with [^{label}]:"
            )
        self.used.add(label)
        paragraphs = [block for child in self.labelled[label].children for block in self.inner(child, 0)]
        if len(paragraphs) != 1 or not isinstance(paragraphs[0], Paragraph):
            raise self.problem(f"the footnote [^{label}] is not one paragraph", "write it as one paragraph")
        return paragraphs[0].runs

    def seen(self, node: SyntaxTreeNode) -> SyntaxTreeNode:
        """Remember the line that the node begins on."""
        self.at = node.map[0] if node.map else self.at
        return node

    def forbidden(self, kind: str, hint: str) -> MarkupProblem:
        """The problem that a kind of Markdown stands where it may not."""
        return self.problem(_FORBIDDEN.get(kind, f"this Markdown ({kind}) has no place in a document"), hint)

    def problem(self, message: str, hint: str) -> MarkupProblem:
        """A problem on the line seen last."""
        return MarkupProblem(message, hint, self.lines[self.at])


def _opens_annex(node: SyntaxTreeNode) -> bool:
    """Whether the template itself writes ANNEX, or ANNEXE, here (a value opens none), and without a footnote."""
    return node.tag == "h1" and bool(ANNEX.fullmatch(node.children[0].content))


def _add(blocks: list[Block], block: Block) -> bool:
    """Append a block; a paragraph in italics right above a table becomes its caption. Whether there is one more."""
    match blocks[-1:], block:
        case [Paragraph(runs=runs)], Table(caption="") if all(map(_in_italics, runs)):
            blocks[-1] = replace(block, caption=plain_runs(runs))
            return False
        case _:
            blocks.append(block)
            return True


def _in_italics(run: Run) -> bool:
    return isinstance(run, Text) and run.italic and not run.bold and not run.href


def _width(line: str) -> int:
    cells = escapedSplit(line.strip(" \t"))
    return len(cells) - (cells[0] == "") - (cells[-1] == "" and len(cells) > 1)


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", "text-align:left"))
    return cast(Align, style.removeprefix("text-align:"))
