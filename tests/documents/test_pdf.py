"""A document as PDF: the page of a Council note, tagged and self-contained."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from blocks_made import BANNERS, BARE, FULL, paragraph
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
    Text,
    plain_text,
    table_of,
)
from partnercli.documents.pdf import write_pdf
from read_back import bookmarks, pdf_of, pdf_texts, squeezed

pytest.importorskip("typst")

SCRIPT = DictionaryObject(
    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="90" height="90"/>'
    '<text x="9" y="200" font-size="20" font-family="sans-serif">17 of 27</text></svg>'
)
HEADER = replace(
    FULL,
    date=date(2018, 11, 30),
    date_line="Brussels, 30 November 2018",
    rows=(
        *(("From:", ("Presidency",)), ("No. prev. doc.:", ())),
        ("Subject:", ("External dimension of migration", "- General approach")),
    ),
    title="14860/1/18 REV 1: External dimension of migration",
)
CODES = re.findall("..", "BEBGCZDKDEEEIEELESFRHRITCYLVLTLUHUMTNLATPLPTROSISKFISE")
BLOCKS: tuple[Block, ...] = (
    Heading(1, (Text("CONTEXT"), Footnote((Text("Said of a heading."),)))),
    Paragraph(
        (Text("Plain "), Text("bold ", bold=True), Text("slanted", italic=True), Break(), Text("next line"))
    ),
    Paragraph((Text("See the page", href="https://example.eu/page"), Footnote((Text("Said of a page."),)))),
    paragraph("The first point.", 1),
    paragraph("The second point.", 2),
    Heading(2, (Text("Guiding"), Break(), Text("question"))),
    ListBlock(
        ordered=False,
        items=(
            (
                paragraph("A dash."),
                ListBlock(ordered=True, start=9, items=((paragraph("Nine."),), (paragraph("Ten."),))),
            ),
            (paragraph("Another dash."), paragraph("Its second paragraph.")),
        ),
    ),
    Heading(3, (Text("Figures"),)),
    table_of(
        ["Partner", "Support"], [["Tunisia", "17"], ["Iraq", "9"]], "Support by partner", ("left", "right")
    ),
    Figure(DRAWING, "One bar: 17 of 27", "Support in a drawing"),
    PageBreak(),
    paragraph("After the break."),
    Annex(
        "ANNEX I",
        (Heading(1, (Text("Positions"),)), table_of(["Partner", *CODES], [["Tunisia", *("+" * 27)]] * 20)),
    ),
    Annex("ANNEX II", (paragraph("The last words."),)),
)
WHOLE = Document(HEADER, BLOCKS)


def read(*blocks: Block, header: Header = BARE) -> Any:
    return pdf_of(write_pdf(Document(header, blocks)))


def nodes(reader: Any) -> Iterator[Any]:
    """The structure elements of the tags, in reading order."""

    def below(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from below(one)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    yield from below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


def tags(reader: Any) -> list[str]:
    return [str(node["/S"]) for node in nodes(reader)]


ACTIVE = {
    *("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/AcroForm", "/RichMedia"),
    *("/EmbeddedFiles", "/EmbeddedFile", "/Filespec", "/AF"),
}


def active_parts(reader: Any) -> set[str]:
    """What a PDF can do or carry besides showing its pages; links to addresses and within the text may stay."""

    def inside(held: Any) -> Iterator[str]:
        if isinstance(held, dict):
            yield from (*held, str(held.get("/Type")), str(held.get("/S")))
        if isinstance(held, dict | list):
            for one in held.values() if isinstance(held, dict) else held:
                yield from inside(one)

    numbers = {*reader.xref[0], *reader.xref_objStm}
    return {name for number in numbers for name in inside(reader.get_object(number))} & ACTIVE


def facts(reader: Any) -> set[str]:
    """The names of what the properties of a file tell."""
    return set(reader.metadata)


@pytest.fixture(scope="module")
def whole() -> Any:
    return pdf_of(write_pdf(WHOLE))


def test_every_text_of_the_blocks_stands_on_the_pages(whole: Any) -> None:
    shown = squeezed("".join(pdf_texts(whole)))
    missing = [text for text in plain_text(BLOCKS) if squeezed(text) not in shown]
    assert missing == ["One bar: 17 of 27"]  # the words of a figure are in its tag


def test_the_page_is_found_in_an_archive_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(tmp_path / "tool.zip", "w") as archive:
        archive.writestr("note.typ", (files("partnercli") / "documents" / "note.typ").read_bytes())
    before = write_pdf(Document(HEADER, BLOCKS))
    with ZipFile(tmp_path / "tool.zip") as archive:
        monkeypatch.setattr("partnercli.documents.pdf._LAYOUT", ZipPath(archive, "note.typ"))
        assert write_pdf(Document(HEADER, BLOCKS)) == before


def test_printed_numbers_and_marks_stand_before_their_texts(whole: Any) -> None:
    shown = squeezed("".join(pdf_texts(whole)))
    for text in (
        "1.Thefirst",
        "2.Thesecond",
        "–Adash",
        "9.Nine",
        "10.Ten",
        "1Saidofaheading",
        "2Saidofapage",
    ):
        assert text in shown


def test_the_header_stands_on_the_first_page_in_the_order_of_a_council_note(whole: Any) -> None:
    lines = [*BANNERS, "Council of the European Union", "Brussels, 30 November 2018", "(OR. fr, en)"]
    lines += [
        "Interinstitutional File:",
        "2018/0330(COD)",
        "14860/1/18",
        "REV 1",
        "LIMITE",
        "JAI 572",
        "ASIM 30",
    ]
    lines += [
        "NOTE",
        "From:",
        "Presidency",
        "Subject:",
        "External dimension of migration",
        "- General approach",
    ]
    assert squeezed(pdf_texts(whole)[0]).startswith(squeezed("".join([*lines, "CONTEXT"])))


def test_a_paper_without_number_and_marking_prints_nothing_in_their_place() -> None:
    assert squeezed(pdf_texts(read())[0]) == "25May2021NOTE1EN"
    labelled = replace(BARE, interinstitutional_label="Interinstitutional File:", rows=(("To:", ("",)),))
    assert squeezed(pdf_texts(read(header=labelled))[0]) == "25May2021NOTE1EN"


def test_the_footer_stands_on_every_page(whole: Any) -> None:
    pages = [squeezed(text) for text in pdf_texts(whole)]
    annexes = [""] * (len(pages) - 2) + ["ANNEX I", "ANNEX II"]
    assert len(pages) >= 4
    for number, (page, annex) in enumerate(zip(pages, annexes, strict=True), start=1):
        first = f"14860/1/18 REV 1 GK/cr {number}"
        assert page.endswith(squeezed("".join([*BANNERS, first, annex, "JAI.1 LIMITE EN"])))


def test_the_properties_are_title_dates_and_the_name_of_the_program(whole: Any) -> None:
    assert facts(whole) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert whole.metadata.title == HEADER.title
    assert whole.metadata.creator.startswith("Typst")
    assert whole.metadata["/CreationDate"] == whole.metadata["/ModDate"] == "D:20181130000000Z"


def test_a_planted_author_is_seen() -> None:
    assert "/Author" in facts(planted(lambda writer: writer.add_metadata({"/Author": "x"})))


def test_nothing_in_the_file_acts_or_is_attached(whole: Any) -> None:
    assert active_parts(whole) == set()


@pytest.mark.parametrize(
    ("plant", "seen"),
    [
        (lambda writer: writer.root_object.update({NameObject("/OpenAction"): SCRIPT}), "/JavaScript"),
        (lambda writer: writer.add_attachment("a.txt", b"a"), "/EmbeddedFiles"),
    ],
)
def test_a_planted_action_or_attachment_is_seen(plant: Any, seen: str) -> None:
    assert seen in active_parts(planted(plant))


def planted(plant: Any) -> Any:
    """A written document into which something is put that no document holds."""
    writer = pypdf.PdfWriter(clone_from=read(paragraph("a")))
    plant(writer)
    changed = BytesIO()
    writer.write(changed)
    return pypdf.PdfReader(changed)


def test_the_file_is_tagged_and_says_its_language(whole: Any) -> None:
    root = whole.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    german = read(paragraph("Wörter"), header=replace(BARE, language="DE"))
    assert german.trailer["/Root"]["/Lang"] == "de"


def test_the_file_says_that_it_is_for_archives_and_for_all_readers(whole: Any) -> None:
    said = whole.trailer["/Root"]["/Metadata"].get_data().decode()
    for part in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert part in said
    assert "<dc:creator>" not in said


def test_each_block_bears_its_tag(whole: Any) -> None:
    found = tags(whole)
    assert [tag for tag in found if re.fullmatch("/H[1-6]", tag)] == [
        "/H1",
        "/H2",
        "/H3",
        "/H1",
        "/H1",
        "/H1",
    ]
    counts = {
        tag: found.count(tag) for tag in ("/L", "/LI", "/Table", "/Figure", "/Caption", "/Note", "/Link")
    }
    assert counts == {"/L": 2, "/LI": 4, "/Table": 2, "/Figure": 1, "/Caption": 2, "/Note": 2, "/Link": 5}


def test_head_cells_are_marked_as_heads_of_their_columns(whole: Any) -> None:
    heads = [node for node in nodes(whole) if node["/S"] == "/TH"]
    assert len(heads) == 2 + 28
    assert all("/Column" in str(node["/A"]) for node in heads)


def test_the_words_of_a_figure_are_in_its_tag(whole: Any) -> None:
    assert [node["/Alt"] for node in nodes(whole) if node["/S"] == "/Figure"] == ["One bar: 17 of 27"]


def test_bookmarks_are_the_headings_and_the_annexes(whole: Any) -> None:
    assert bookmarks(whole.outline) == [
        (1, "CONTEXT"),
        (2, "Guiding question"),
        (3, "Figures"),
        (1, "ANNEX I"),
        (1, "Positions"),
        (1, "ANNEX II"),
    ]


def test_only_the_annex_with_a_wide_table_lies(whole: Any) -> None:
    lying = [page.mediabox.width > page.mediabox.height for page in whole.pages]
    assert lying == [False] * (len(lying) - 2) + [True, False]


def test_every_font_is_in_the_file(whole: Any) -> None:
    fonts = [font.get_object() for page in whole.pages for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in described)


def test_two_runs_in_other_processes_write_the_same_bytes() -> None:
    script = (
        "import hashlib, runpy, sys; from partnercli.documents.pdf import write_pdf;"
        "print(hashlib.sha256(write_pdf(runpy.run_path(sys.argv[1])['WHOLE'])).hexdigest())"
    )
    sums = {hashlib.sha256(write_pdf(WHOLE)).hexdigest() for _ in range(2)}
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Lima")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", script, __file__]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        sums.add(run.stdout.strip())
    assert len(sums) == 1
