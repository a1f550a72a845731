"""Writes a document as Akoma Ntoso 3.0, the OASIS standard for parliamentary and legislative papers.

A note follows the habits of AKN4EU, not its schema, which covers acts and proposals of the ordinary procedure
only. Where things stand:

- `meta`: the register's name is the alias of the work. A revision is another version of the same work, so
  `rev-1` stands in the expression (`eng@2018-12-03-rev-1`, and as its version number); an addendum or a
  corrigendum is a paper of its own, so `add-1`, `cor-1` end the work's number. The work's date is the date of
  the paper at hand: a header knows no other, so a revision of a later day has another date in its address,
  and only the number says that both are one work. A paper without a number ends in its title instead.
- The distribution marking is found by machine as `classification/keyword[@dictionary='#marking']/@value`, and
  printed in `p[@class='marking']`, in the preface and in the conclusions. No such keyword means no marking.
- `preface`: the first page, one `p` a line, its `class` saying which.
- `mainBody`: a section is an `hcontainer` with its heading, its text in an `hcontainer name="text"`, and a
  numbered paragraph a `paragraph`. Page breaks are left to whoever prints.
- `conclusions`: the facts of the footer, because they stand once and below the text.
- `attachments`: annexes at the end. An annex that text follows stays in its place as an `hcontainer`.

Line ends of the file are its indentation and nothing else: no text holds one.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from partnercli.documents.akoma_ntoso_meta import (
    Identity,
    contains,
    identification,
    identity_of,
    meta_of,
    slug,
)
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
from partnercli.documents.xml_elements import element, escaped, lines

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_ADDRESS = re.compile(r"https://[^:@/?#\s]+(:\d{1,5})?([/?#].*)?", re.ASCII)
_BARRED = re.compile(r'%(?![0-9A-Fa-f]{2})|[\s"<>\\^`{|}\[\]]')
_TEXT = 9
"""The level of what is no heading: below every heading."""
_ABBREVIATIONS = {"paragraph": "para", "blockList": "list", "attachment": "att"}
"""The naming convention's short names for ids; any other element is called by its own."""


def write_akoma_ntoso(document: Document) -> bytes:
    """The document as Akoma Ntoso 3.0, valid against its schema: UTF-8, line feeds, the same bytes each time."""
    header = document.header
    identity = identity_of(header)
    main, annexes = _parted(document.blocks)
    body = _Body(header, identity)
    written = element(
        "doc",
        lines(
            meta_of(header, identity),
            element("preface", lines(*_preface(header))),
            body.main(main),
            element("conclusions", lines(*_conclusions(header))),
            body.attachments(annexes) if annexes else "",
        ),
        name=identity.kind,
        contains=contains(identity),
    )
    root = element("akomaNtoso", lines(written), xmlns=NAMESPACE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _p(value: str, kind: str) -> str:
    return element("p", escaped(value), class_=kind) if value else ""


def _preface(header: Header) -> Iterator[str]:
    yield from (_p(banner, "banner") for banner in header.banners)
    yield _p(header.institution, "institution")
    yield element("p", _place_and_date(header), class_="date")
    yield _p(header.original_line, "original-languages")
    for line in header.number_lines:
        yield element("p", element("docNumber", escaped(line)), class_="number")
    yield _p(header.marking, "marking")
    yield from (_p(code, "code") for code in header.codes)
    yield _p(header.interinstitutional_label, "interinstitutional-label")
    yield from (_p(file, "interinstitutional-file") for file in header.interinstitutional_files)
    yield element("p", element("docType", escaped(header.kind)), class_="kind")
    names = header.row_ids or [slug(label) or "row" for label, _ in header.rows]
    for (label, texts), name in zip(header.rows, names, strict=True):
        yield from _row(label, texts, name)


def _place_and_date(header: Header) -> str:
    place, comma, day = header.date_line.partition(", ")
    if not comma or place != header.place:
        return element("docDate", escaped(header.date_line), date=header.date.isoformat())
    location = element("location", escaped(place), eId="location_1", refersTo="#place")
    return location + comma + element("docDate", escaped(day), date=header.date.isoformat())


def _row(label: str, texts: tuple[str, ...], kind: str) -> Iterator[str]:
    """A row of the table below the kind; the first line of the subject is the document's title."""
    yield _p(label, "label")
    for place, line in enumerate(texts):
        if kind == "subject" and place == 0:
            yield element("p", element("docTitle", escaped(line)), class_=kind)
        else:
            yield _p(line, kind)


def _conclusions(header: Header) -> Iterator[str]:
    yield _p(header.full_number, "number")
    yield _p(header.initials, "initials")
    yield _p(header.unit, "unit")
    yield _p(header.marking, "marking")
    yield _p(header.language, "language")
    yield from (_p(banner, "banner") for banner in header.banners)


def _parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Annex]]:
    """The blocks before the annexes that stand at the end, and those annexes."""
    annexes: list[Annex] = []
    for block in reversed(blocks):
        if not isinstance(block, Annex):
            break
        annexes.insert(0, block)
    return blocks[: len(blocks) - len(annexes)], annexes


class _Body:
    """The texts of one document, with ids and footnote numbers given as they come."""

    def __init__(self, header: Header, identity: Identity) -> None:
        self.header, self.identity = header, identity
        self.footnotes = 0
        self.annexes = 0
        self.counts: Counter[str] = Counter()
        self.ids: set[str] = set()

    def identifier(self, within: str, name: str, number: int | None = None) -> str:
        """A new id in an element: by its printed number where that is free, else counted."""
        stem = f"{within}__" * bool(within) + _ABBREVIATIONS.get(name, name)
        found = f"{stem}_{number}"
        while number is None or found in self.ids:
            self.counts[stem] += 1
            number = self.counts[stem]
            found = f"{stem}_{number}"
        self.ids.add(found)
        return found

    def main(self, blocks: Sequence[Block], within: str = "") -> str:
        """The body of the paper or of an annex; one empty paragraph where it says nothing."""
        return element("mainBody", lines(*self.sections(blocks, within)) or lines(element("p")))

    def attachments(self, annexes: Sequence[Annex], within: str = "") -> str:
        """The annexes, each a paper of its own below its label."""
        return element("attachments", lines(*(self.attachment(annex, within) for annex in annexes)))

    def attachment(self, annex: Annex, within: str) -> str:
        """An annex; what its metadata refer to stands in the metadata of the paper, once."""
        self.annexes += 1
        described = identification(self.header, self.identity, f"annex_{self.annexes}")
        identifier = self.identifier(within, "attachment")
        heading = element("heading", escaped(annex.label), eId=f"{identifier}__heading")
        main, annexes = _parted(annex.blocks)
        parts = [element("meta", lines(described)), self.main(main, identifier)]
        if annexes:
            parts.append(self.attachments(annexes, identifier))
        doc = element("doc", lines(*parts), name="annex", contains=contains(self.identity))
        return element("attachment", lines(heading, doc), eId=identifier)

    def sections(self, blocks: Sequence[Block], within: str) -> Iterator[str]:
        """Blocks as containers: each heading holds what follows it, down to its like."""
        start = 0
        while start < len(blocks):
            first, end = blocks[start], start + 1
            level = _level_of(first)
            below = 3 if level == _TEXT else level
            while level and end < len(blocks) and _level_of(blocks[end]) > below:
                end += 1
            following = blocks[start + 1 : end]
            match first:
                case Heading():
                    yield self.section("section", first.runs, following, within)
                case Annex():
                    yield self.section("annex", (Text(first.label),), first.blocks, within)
                case _:
                    yield from self.texts((first, *following), within)
            start = end

    def section(self, name: str, heading: Cell, blocks: Sequence[Block], within: str) -> str:
        """A container below its heading."""
        identifier = self.identifier(within, "hcontainer")
        parts = [element("heading", self.runs(heading), eId=f"{identifier}__heading")]
        parts += self.sections(blocks, identifier)
        return element("hcontainer", lines(*parts), name=name, eId=identifier)

    def texts(self, blocks: Sequence[Block], within: str) -> Iterator[str]:
        """Blocks below no further heading: each numbered paragraph by itself, the others together."""
        for number, group in groupby(blocks, lambda b: b.number if isinstance(b, Paragraph) else None):
            if number is None:
                yield self.text(group, within)
            else:
                yield from (self.numbered(block, number, within) for block in group)

    def text(self, blocks: Iterable[Block], within: str) -> str:
        """A container of blocks; nothing where they show nothing."""
        identifier = self.identifier(within, "hcontainer")
        parts = list(self.blocks(blocks, identifier))
        content = element("content", lines(*parts), eId=f"{identifier}__content")
        return element("hcontainer", lines(content), name="text", eId=identifier) if parts else ""

    def numbered(self, block: Block, number: int, within: str) -> str:
        """A paragraph with its number."""
        identifier = self.identifier(within, "paragraph", number)
        content = element("content", lines(*self.plain(block)), eId=f"{identifier}__content")
        return element("paragraph", lines(element("num", f"{number}."), content), eId=identifier)

    def plain(self, block: Block) -> Iterator[str]:
        """A paragraph without its number."""
        if isinstance(block, Paragraph):
            yield element("p", self.runs(block.runs))

    def blocks(self, blocks: Iterable[Block], within: str) -> Iterator[str]:
        """Blocks as they stand in a container, an item or a cell."""
        for block in blocks:
            yield from self.block(block, within)

    def block(self, block: Block, within: str) -> Iterator[str]:
        """One block; a heading or an annex in a list, where no container may stand, is a paragraph."""
        match block:
            case Paragraph():
                number = "" if block.number is None else element("inline", f"{block.number}. ", name="num")
                yield element("p", number + self.runs(block.runs))
            case Heading():
                yield element("p", self.runs(block.runs), class_="heading")
            case ListBlock():
                yield from self.list_block(block, within)
            case Table():
                yield from self.table(block, within)
            case Figure():
                yield _p(block.caption, "caption")
                source = f"data:image/svg+xml;base64,{b64encode(block.svg.encode()).decode()}"
                yield element("p", element("img", src=source, alt=block.alt), class_="figure")
            case Annex():
                yield _p(block.label, "heading")
                yield from self.blocks(block.blocks, within)
            case PageBreak():
                pass

    def list_block(self, block: ListBlock, within: str) -> Iterator[str]:
        """A list; its marks are written out, as the standard wants."""
        identifier = self.identifier(within, "blockList")
        items = []
        for number, item in enumerate(block.items, start=block.start):
            own = self.identifier(identifier, "item", number if block.ordered else None)
            mark = element("num", f"{number}." if block.ordered else "–")
            parts = list(self.blocks(item, own)) or [element("p")]
            items.append(element("item", lines(mark, *parts), eId=own))
        if items:
            yield element("blockList", lines(*items), eId=identifier)

    def table(self, table: Table, within: str) -> Iterator[str]:
        """A table below its caption; one without columns is its caption alone."""
        if not table.head:
            yield _p(table.caption, "caption")
            return
        caption = element("caption", escaped(table.caption)) if table.caption else ""
        rows = [self.row("th", table.head, table), *(self.row("td", row, table) for row in table.rows)]
        yield element("table", lines(caption, *rows), eId=self.identifier(within, "table"))

    def row(self, name: str, cells: Sequence[Cell], table: Table) -> str:
        """A row of head or body cells; a class says how a cell is set, unless to the left."""
        written = []
        for cell, align in zip(cells, table.align, strict=True):
            inner = element("p", self.runs(cell))
            written.append(element(name, inner, **({} if align == "left" else {"class_": align})))
        return element("tr", lines(*written))

    def runs(self, runs: Iterable[Run]) -> str:
        """Runs on the line."""
        return "".join(map(self.run, join_runs(runs)))

    def run(self, run: Run) -> str:
        """One run; a footnote stands where its mark does."""
        match run:
            case Text():
                return _styled(run)
            case Break():
                return element("eol")
            case Footnote():
                self.footnotes += 1
                return element(
                    "authorialNote",
                    element("p", self.runs(run.runs)),
                    marker=str(self.footnotes),
                    placement="bottom",
                    eId=self.identifier("", "authorialNote"),
                )


def _level_of(block: Block) -> int:
    """How far down a block stands: 1 to 3 below a heading, 0 for an annex, `_TEXT` for what is neither."""
    return block.level if isinstance(block, Heading) else 0 if isinstance(block, Annex) else _TEXT


def _styled(run: Text) -> str:
    written = escaped(run.text)
    for tag, wanted in (("i", run.italic), ("b", run.bold)):
        written = element(tag, written) if wanted else written
    address = _address(run.href or "")
    return element("a", written, href=address) if address else written


def _address(href: str) -> str:
    """An address with what an address may not hold written as %XX; empty where that makes none."""
    before, mark, after = href.partition("#")
    quoted = _BARRED.sub(_percent, before) + mark + _BARRED.sub(_percent, after.replace("#", "%23"))
    return quoted if _ADDRESS.fullmatch(quoted) else ""


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))
