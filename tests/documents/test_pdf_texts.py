"""The texts of a PDF: shown as they are, over as many pages as they take; what none can be made of is named."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks_made import BARE, SVG, paragraph
from partnercli.documents.blocks import (
    Annex,
    Block,
    Document,
    Figure,
    Footnote,
    Header,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    runs_of,
    table_of,
)
from partnercli.documents.pdf import PdfMissing, PdfProblem, write_pdf
from partnercli.system.installation import to_get
from read_back import bookmarks, pdf_of, pdf_texts, squeezed

pytest.importorskip("typst")


def read(*blocks: Block, header: Header = BARE) -> Any:
    return pdf_of(write_pdf(Document(header, blocks)))


def problem(*blocks: Block, header: Header = BARE) -> PdfProblem:
    with pytest.raises(PdfProblem) as raised:
        write_pdf(Document(header, blocks))
    return raised.value


def test_a_head_row_stands_on_each_page_of_its_table() -> None:
    pages = pdf_texts(read(table_of(["Partner"], [[f"row {number}"] for number in range(120)])))
    assert len(pages) > 2
    assert all("Partner" in page for page in pages)


@pytest.mark.parametrize("mark", [Footnote((Text("Said once."),)), Text("a", href="https://example.eu")])
def test_a_head_with_a_footnote_or_a_link_stands_only_on_the_first_page(mark: Text | Footnote) -> None:
    rows = tuple((runs_of(f"row {number}"),) for number in range(120))
    pages = pdf_texts(read(Table("", ((Text("Partner"), mark),), rows, ("left",))))
    assert ["Partner" in page for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.parametrize("rows", [[["word " * 4000]], [["line\n" * 300]]])
def test_a_row_longer_than_a_page_goes_on_on_the_next(rows: list[list[str]]) -> None:
    shown = "".join(pdf_texts(read(table_of(["Partner"], [*rows, ["the end"]]))))
    word = rows[0][0].split()[0]
    assert shown.count(word) == rows[0][0].count(word)
    assert "the end" in shown


def test_a_word_that_is_broken_loses_and_gains_nothing() -> None:
    reader = read(paragraph("W" * 500), table_of(["W" * 90] * 8, [["W" * 300] * 8]))
    assert squeezed("".join(pdf_texts(reader))).count("W") == 500 + 8 * 90 + 8 * 300


NASTY = [
    *("#panic()", '#eval("1")', "*a* _b_ `c`", "$x$", "@ref <label>", "a -- b --- c", "..."),
    *("\"a\" 'b'", "~a~"),
    *("= a", "- a", "+ a", "/ a: b", "1. a", "// a", "/* a */", "[a](b)", "{{ 7*7 }}", "fi ffl ff"),
    *("a  b", "https://a.eu/b?c&d", "<b>&amp;</b>", "ß Ł ő ş ğ İ ı Ωμέγα Жук", "© € – … × ½ ²", "a\u00a0b"),
    "\\ \\n \\u{41}",
]


def test_a_nasty_text_is_shown_as_it_is_wherever_it_stands() -> None:
    for value in NASTY:
        runs = runs_of(value)
        blocks = (
            Heading(1, runs),
            Paragraph(runs_of(value, Text("", bold=True, italic=True))),
            Paragraph((Text("a"), Footnote(runs))),
            ListBlock(ordered=False, items=((Paragraph(runs),),)),
            Table(value, (runs,), ((runs,),), ("left",)),
            Figure(SVG, value, value),
            Annex(value, ()),
        )
        fields: dict[str, Any] = dict.fromkeys(
            ("institution", "full_number", "marking", "title", "unit"), value
        )
        header = replace(BARE, **fields, rows=((value, (value, value)),), codes=(value,), banners=(value,))
        reader = read(*blocks, header=header)
        shown = "\n".join(pdf_texts(reader))
        # Body 9, header 7, and on each of two pages of the footer 4, with the label of the annex on the last.
        assert squeezed(shown).count(squeezed(value)) == 9 + 7 + 2 * 4 + 1, value
        assert reader.metadata.title == value
        assert {text for _, text in bookmarks(reader.outline)} == {value}


def test_blanks_are_kept() -> None:
    shown = pdf_texts(read(paragraph("a  b   c\u00a0d"), paragraph("soft\u00adhyphen")))[0]
    assert "a  b   c\u00a0d" in shown
    assert "soft\u00adhyphen" in shown


@settings(max_examples=25)
@given(st.text("ab1é *_`|#<>[]()!^~$&{}\\-+=:.;'\"/@%ß²–", min_size=1, max_size=30))
def test_any_text_is_shown_as_it_is(value: str) -> None:
    reader = read(Paragraph(runs_of(value)), table_of([value], []))
    assert squeezed(pdf_texts(reader)[0]) == squeezed(f"25 May 2021 NOTE {value} {value} 1 EN")


def test_a_link_leads_to_its_address_and_no_other_text_becomes_one() -> None:
    runs = (
        Text("here", href="https://example.eu/a?b=c"),
        Text(" https://other.eu"),
        Text(" x", href="file:///etc"),
    )
    annotations = read(Paragraph(runs)).pages[0]["/Annots"]
    assert [note.get_object()["/A"]["/URI"] for note in annotations] == ["https://example.eu/a?b=c"]


def test_characters_that_no_font_has_are_named() -> None:
    found = problem(paragraph("a 漢 b"), paragraph("😀"))
    assert found.message == "no font has the characters 漢 (U+6F22), 😀 (U+1F600)"
    assert "fonts/" in found.hint
    assert problem(paragraph("字字")).message == "no font has the character 字 (U+5B57)"


def test_a_private_character_is_named() -> None:
    assert "U+E000" in problem(paragraph("a \ue000")).message


@pytest.mark.parametrize(
    ("blocks", "header", "said"),
    [
        ((Heading(1, (Text("a"),)), Heading(3, (Text("b"),))), BARE, "skips a level"),
        ((Heading(2, (Text("a"),)),), BARE, "not of the first level"),
        ((Figure(SVG, "", ""),), BARE, "no text in words"),
        ((Figure("<svg", "a", ""),), BARE, "drawing cannot be read"),
        ((Figure(SVG.replace("/>", '><image href="note.typ"/></svg>'), "a", ""),), BARE, "drawing cannot"),
        ((ListBlock(ordered=False, items=((PageBreak(),),)),), BARE, "within a list"),
        ((Table("a", (), (), ()),), BARE, "no columns"),
        ((), replace(BARE, title=""), "no title"),
        ((), replace(BARE, language="English"), "language"),
    ],
)
def test_what_no_pdf_can_be_made_of_is_said_in_plain_words(
    blocks: tuple[Block, ...], header: Header, said: str
) -> None:
    found = problem(*blocks, header=header)
    assert said in found.message
    assert found.hint
    assert "typst" not in str(found)


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PdfMissing) as raised:
        write_pdf(Document(BARE, (paragraph("a"),)))
    assert raised.value.message == "PDF needs typst, which is not installed"
    assert raised.value.hint == to_get("pdf")


def test_a_folder_without_fonts_changes_nothing(tmp_path: Path) -> None:
    document = Document(BARE, (paragraph("a"),))
    (tmp_path / "README.md").write_text("Fonts go here.")
    assert write_pdf(document, tmp_path) == write_pdf(document, tmp_path / "none") == write_pdf(document)


def test_links_among_the_fonts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "folder" / "font.ttf").symlink_to(tmp_path / "elsewhere.ttf")
    for folder, named in ((tmp_path / "link", "link"), (tmp_path / "real", "font.ttf"), (tmp_path, "link")):
        with pytest.raises(PdfProblem, match=named):
            write_pdf(Document(BARE, ()), folder)


def test_what_is_no_plain_file_among_the_fonts_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "font.ttf")
    with pytest.raises(PdfProblem, match=r"font\.ttf"):
        write_pdf(Document(BARE, ()), tmp_path)


def test_a_font_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_text("no font")
    with pytest.raises(PdfProblem, match=r"font\.ttf cannot be read as a font"):
        write_pdf(Document(BARE, ()), tmp_path)
