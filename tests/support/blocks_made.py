"""What the tests of the writers write: sample headers, hostile texts, and any blocks at all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import starmap
from zipfile import ZipFile

from hypothesis import strategies as st

from partnercli.documents.blocks import (
    Annex,
    Block,
    Break,
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
)
from partnercli.documents.word import write_docx

Runs = tuple[Run, ...]
Made = st.SearchStrategy

BANNERS = ILLUSTRATIVE, PRESIDENCY = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT", "PRESIDENCY ONLY"
PLAIN = Header(
    institution="Council of the European Union",
    place="Brussels",
    date=date(2021, 5, 25),
    date_line="Brussels, 25 May 2021",
    original_languages=("en",),
    number_lines=("8952/21",),
    full_number="8952/21",
    marking="LIMITE",
    codes=("JAI 572", "ASIM 30"),
    rows=(("From:", ("Presidency",)), ("To:", ("Delegations",))),
    unit="JAI.1",
    title="8952/21",
)
FULL = replace(
    PLAIN,
    original_languages=("fr", "en"),
    number_lines=("14860/1/18", "REV 1"),
    full_number="14860/1/18 REV 1",
    interinstitutional_label="Interinstitutional File:",
    interinstitutional_files=("2018/0330(COD)",),
    rows=(("From:", ("Presidency",)), ("Subject:", ("Partnerships", "- General approach"))),
    initials="GK/cr",
    title="14860/1/18 REV 1: Partnerships",
    banners=BANNERS,
)
"""With all that a header can have."""
BARE = Header(date=PLAIN.date, date_line="25 May 2021", title="A paper")
"""Of a paper without a number."""
EMPTY = Header(date=PLAIN.date, date_line="", kind="", language="", title="")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>'

BLANKS = (" lead", "trail ", "a  b", "\u00a0a\u00a0")
MARKUP = ("]]>", "<!--", "{{ 7*7 }}")
"""Hostile texts that every format is tried with; each test adds those of its own."""
SIGNS = "ab1é *_`|#<>[]()!^~$&{}\\-+=:.;'\"/\u00a0\u2003ß²"
ADDRESS = "https://a.example/(b)?c&d=*|"


def header_of(text: str) -> Header:
    """A header that has the text wherever it can have any, but for labels and languages."""
    return replace(
        FULL,
        institution=text,
        date_line=text,
        number_lines=(text,),
        full_number=text,
        marking=text,
        codes=(text,),
        kind=text,
        interinstitutional_files=(text,),
        rows=((text, (text, text)),),
        initials=text,
        unit=text,
        title=text,
        banners=(text,),
    )


def paragraph(text: str, number: int | None = None) -> Paragraph:
    return Paragraph((Text(text),), number)


def bullets(*texts: str) -> ListBlock:
    return ListBlock(ordered=False, items=tuple((paragraph(text),) for text in texts))


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    parts = {b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"IDAT": zlib.compress(rows)}
    return b"\x89PNG\r\n\x1a\n" + b"".join(starmap(chunk, parts.items())) + chunk(b"IEND", b"")


def word_file(*blocks: Block, header: Header = EMPTY, pictures: Mapping[str, bytes] = {}) -> ZipFile:
    return ZipFile(BytesIO(write_docx(Document(header, blocks), pictures=pictures)))


def texts_of(characters: Made[str], href: str = ADDRESS) -> Made[Text]:
    """Texts in any style, linked or not."""
    return st.builds(Text, characters, st.booleans(), st.booleans(), st.sampled_from([None, href]))


def lines_of(*runs: Made[Run], at_least: int = 0) -> Made[Runs]:
    return st.lists(st.one_of(st.just(Break()), *runs), min_size=at_least, max_size=6).map(tuple)


def noted_lines_of(texts: Made[Text], at_least: int = 0) -> Made[Runs]:
    """Lines with footnotes."""
    return lines_of(texts, st.builds(Footnote, lines_of(texts, at_least=at_least)), at_least=at_least)


def lists_of(items: Made[tuple[Block, ...]], at_least: int = 0) -> Made[Block]:
    some = st.lists(items, min_size=at_least, max_size=3).map(tuple)
    return st.builds(ListBlock, st.booleans(), some, st.integers(0, 12))


def tables_of(lines: Made[Runs], captions: Made[str], columns: int) -> Made[Block]:
    rows = st.tuples(*[lines] * columns)
    aligned = st.just(("left", "right")[:columns])
    return st.builds(Table, captions, rows, st.lists(rows, max_size=3).map(tuple), aligned)


def bodies_of(lines: Made[Runs], labels: Made[str], *, figures: bool = True) -> Made[list[Block]]:
    """Any blocks; Word has no figures without pictures, which are not drawn here."""

    def listed(items: Made[Block]) -> Made[Block]:
        return lists_of(st.lists(items, max_size=3).map(tuple))

    paragraphs = st.builds(Paragraph, lines, st.none() | st.integers(1, 3) | st.integers(1, 99))
    captions = st.just("") | labels
    drawn = [st.builds(Figure, st.just("<svg/>"), labels, captions)]
    simple = st.one_of(
        paragraphs,
        st.builds(Heading, st.integers(1, 3), lines),
        st.integers(1, 2).flatmap(lambda columns: tables_of(lines, captions, columns)),
        listed(paragraphs | listed(paragraphs)),
        st.just(PageBreak()),
        *drawn * figures,
    )
    annexes = st.builds(Annex, labels, st.lists(simple, max_size=3).map(tuple))
    return st.lists(simple | annexes, max_size=5)
