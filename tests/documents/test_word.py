"""A document as a Word file: its headings, lists, tables, figures, links and footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import docx
import pytest

from blocks_made import EMPTY, SVG, paragraph, png, word_file
from partnercli.documents.blocks import (
    Align,
    Annex,
    Block,
    Break,
    Document,
    Figure,
    Footnote,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Text,
    table_of,
)
from partnercli.documents.word import write_docx
from read_back import Element, R, W, attribute, part, word_text, word_texts


def body(*blocks: Block) -> list[Element]:
    """The paragraphs and tables of the blocks: what stands after the first page, without the section."""
    first = len(part(word_file())[0]) - 1
    return list(part(word_file(*blocks))[0])[first:-1]


def styles(elements: Iterable[Element]) -> list[str | None]:
    return [attribute(one, "pPr/pStyle") for one in elements]


def test_headings_are_those_of_word() -> None:
    levels = [Heading(level, (Text(str(level)),)) for level in (1, 2, 3)]
    written = docx.Document(io.BytesIO(write_docx(Document(EMPTY, tuple(levels)))))
    named = [(one.style.name, one.text) for one in written.paragraphs if one.text and one.style]
    assert named == [("Heading 1", "1"), ("Heading 2", "2"), ("Heading 3", "3")]


def marks(*blocks: Block) -> list[tuple[str | None, str | None]]:
    """The list and the level of each paragraph."""
    return [(attribute(one, "pPr/numPr/numId"), attribute(one, "pPr/numPr/ilvl")) for one in body(*blocks)]


def starts(*blocks: Block) -> list[tuple[str | None, str | None]]:
    """The format and the first number of each list."""
    numbering = part(word_file(*blocks), "word/numbering.xml")
    formats = {
        one.get(f"{W}abstractNumId"): attribute(one, "lvl/numFmt")
        for one in numbering.iter(f"{W}abstractNum")
    }
    return [
        (formats[attribute(one, "abstractNumId") or ""], attribute(one, "lvlOverride/startOverride"))
        for one in numbering.iter(f"{W}num")
    ]


def test_numbered_paragraphs_count_straight_through_past_headings() -> None:
    blocks = (paragraph("a", 4), Heading(1, (Text("b"),)), paragraph("c", 5), paragraph("d", 9))
    assert marks(*blocks) == [("1", "0"), (None, None), ("1", "0"), ("2", "0")]
    assert starts(*blocks) == [("decimal", "4"), ("decimal", "9")]
    assert styles(body(*blocks))[0] == "NumberedParagraph"


def test_each_list_counts_from_its_own_start() -> None:
    lists = [ListBlock(ordered=True, items=((paragraph("a"),), (paragraph("b"),)), start=n) for n in (1, 7)]
    assert marks(*lists) == [("1", "0"), ("1", "0"), ("2", "0"), ("2", "0")]
    assert starts(*lists) == [("decimal", "1"), ("decimal", "7")]


def test_bullets_are_dashes() -> None:
    bullets = ListBlock(ordered=False, items=((paragraph("a"),),))
    assert starts(bullets) == [("bullet", None)]
    numbering = part(word_file(bullets), "word/numbering.xml")
    assert attribute(numbering, "abstractNum/lvl/lvlText") == "–"
    assert styles(body(bullets)) == ["ListBullet"]


def test_lists_lie_in_lists_and_further_paragraphs_under_their_item() -> None:
    inner = ListBlock(ordered=True, items=((paragraph("c"),),))
    outer = ListBlock(ordered=False, items=((paragraph("a"), paragraph("b"), inner), (paragraph("d"),)))
    assert marks(outer) == [("1", "0"), (None, None), ("2", "1"), ("1", "0")]
    assert attribute(body(outer)[1], "pPr/ind", "left") == "567"


def test_an_item_that_begins_with_no_paragraph_shows_its_number_all_the_same() -> None:
    inner = ListBlock(ordered=True, items=((paragraph("a"),),))
    assert marks(ListBlock(ordered=True, items=((inner,), ()))) == [("1", "0"), ("2", "1"), ("1", "0")]


def test_a_table_repeats_its_head_and_stands_under_its_caption() -> None:
    alignments: tuple[Align, ...] = ("left", "center", "right")
    caption, table, after = body(table_of(["a", "b", "c"], [["1", "2", "3"]], "what it shows", alignments))
    assert (word_text(caption), *styles([caption])) == ("what it shows", "Caption")
    assert caption.find(f"{W}pPr/{W}keepNext") is not None
    head, row = table.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert row.find(f"{W}trPr/{W}tblHeader") is None
    assert [one.find(f"{W}trPr/{W}cantSplit") is not None for one in (head, row)] == [True, True]
    assert attribute(table, "tblPr/tblCaption") == "what it shows"
    assert attribute(table, "tblPr/tblLook", "firstRow") == "1"
    assert [attribute(one, "pPr/jc") for one in row.iter(f"{W}p")] == list(alignments)
    assert head.find(f".//{W}b") is not None
    assert after.tag == f"{W}p"


def test_tables_are_as_wide_as_the_text_and_columns_as_their_texts_ask() -> None:
    table = body(table_of(["a", "a much longer head"], [["1", "b"]]))[0]
    first, second = (int(one.get(f"{W}w") or 0) for one in table.iter(f"{W}gridCol"))
    assert first + second == 9638
    assert first < second


def test_two_tables_in_a_row_stay_two() -> None:
    tags = [str(one.tag).removeprefix(W) for one in body(table_of(["a"], []), table_of(["b"], []))]
    assert tags == ["tbl", "p", "tbl", "p"]


@pytest.mark.parametrize(("columns", "orientation"), [(6, None), (7, "landscape"), (28, "landscape")])
def test_an_annex_with_a_wide_table_lies_on_its_side(columns: int, orientation: str | None) -> None:
    annex = Annex("ANNEX", (table_of(["head"] * columns, [["cell"] * columns]),))
    document = part(word_file(paragraph("a"), annex))
    assert [one.get(f"{W}orient") for one in document.iter(f"{W}pgSz")] == [None, orientation]
    widths = [int(one.get(f"{W}w") or 0) for one in list(document.iter(f"{W}tbl"))[-1].iter(f"{W}gridCol")]
    assert sum(widths) == (14570 if orientation else 9638)
    assert min(widths) > 500


def test_28_columns_are_set_in_small_type() -> None:
    table = body(table_of(["a"] * 28, []))[0]
    assert {one.get(f"{W}val") for one in table.iter(f"{W}sz")} == {"11"}


def test_an_annex_begins_a_section_under_its_label() -> None:
    document = part(word_file(paragraph("a"), Annex("ANNEX I", (paragraph("b"),))))[0]
    before, label, inside, end = list(document)[-4:]
    assert [word_text(one) for one in (before, label, inside)] == ["a", "ANNEX I", "b"]
    assert before.find(f"{W}pPr/{W}sectPr") is not None
    assert attribute(label, "pPr/pStyle") == "AnnexLabel"
    assert end.tag == f"{W}sectPr"
    style = next(
        one for one in part(word_file(), "word/styles.xml") if one.get(f"{W}styleId") == "AnnexLabel"
    )
    assert (attribute(style, "basedOn"), attribute(style, "pPr/outlineLvl")) == ("Heading1", "0")
    assert attribute(style, "pPr/jc") == "right"


def test_what_follows_a_page_break_begins_a_page() -> None:
    blocks = (paragraph("a"), PageBreak(), paragraph("b"), PageBreak(), table_of(["c"], []), PageBreak())
    breaks = [word_text(one) for one in body(*blocks) if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaks == ["b", ""]


def test_a_page_break_before_an_annex_makes_no_empty_page() -> None:
    assert not list(part(word_file(PageBreak(), Annex("ANNEX", ()))).iter(f"{W}pageBreakBefore", f"{W}br"))


def test_bold_italics_and_line_breaks_are_kept() -> None:
    runs = (Text("a", bold=True), Break(), Text("b", italic=True), Text("c"))
    made = body(Paragraph(runs))[0].findall(f"{W}r")
    styled = [[str(one.tag).removeprefix(W) for one in run.findall(f"{W}rPr/*")] for run in made]
    assert styled == [["b"], [], ["i"], []]
    assert word_text(body(Paragraph(runs))[0]) == "a\nbc"


def test_spaces_are_kept() -> None:
    text = next(body(paragraph("  a  b "))[0].iter(f"{W}t"))
    assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_link_is_a_relationship_to_its_address() -> None:
    href = "https://a.example/(b)?c&d=é|"
    written = word_file(Paragraph((Text("x", href=href), Text("y", bold=True, href=href))))
    outside = [one for one in part(written, "word/_rels/document.xml.rels") if one.get("TargetMode")]
    assert [one.get("Target") for one in outside] == ["https://a.example/(b)?c&d=%C3%A9%7C"]
    link = next(part(written).iter(f"{W}hyperlink"))
    assert (word_text(link), link.get(f"{R}id")) == ("xy", outside[0].get("Id"))


@pytest.mark.parametrize(
    "href",
    ["http://a.example", "javascript:x", "file:///etc/passwd", "https://", "https://[", "https://a b/", ""],
)
def test_an_address_that_is_no_safe_one_stays_text(href: str) -> None:
    written = word_file(Paragraph((Text("x", href=href),)))
    assert word_texts(part(written)) == ["x"]
    assert not [one for one in part(written, "word/_rels/document.xml.rels") if one.get("TargetMode")]


def test_footnotes_stand_in_their_part_with_their_marks_in_the_text() -> None:
    first, second = (Paragraph((Text(t), Footnote((Text(f"{t}."),)))) for t in "ab")
    written = word_file(first, table_of(["c"], []), second)
    assert [one.get(f"{W}id") for one in part(written).iter(f"{W}footnoteReference")] == ["1", "2"]
    notes = part(written, "word/footnotes.xml")
    assert [one.get(f"{W}id") for one in notes] == ["-1", "0", "1", "2"]
    assert word_texts(notes) == ["\ta.", "\tb."]


def test_a_link_in_a_footnote_belongs_to_the_part_of_footnotes() -> None:
    written = word_file(Paragraph((Footnote((Text("x", href="https://a.example"),)),)))
    assert b"https://a.example" in written.read("word/_rels/footnotes.xml.rels")
    assert b"https://a.example" not in written.read("word/_rels/document.xml.rels")


FIGURE = Figure(SVG, "what it shows", "caption")


def test_a_figure_without_a_picture_is_left_out() -> None:
    assert body(FIGURE) == []
    assert body(FIGURE, paragraph("a"))[0].tag == f"{W}p"


def test_a_figure_is_a_png_with_its_svg_and_what_it_shows_in_words() -> None:
    other = replace(FIGURE, alt="other")
    written = word_file(FIGURE, other, pictures={SVG: png()})
    document = part(written)
    drawn = list(document.iter("{*}docPr"))
    assert [(one.get("id"), one.get("descr")) for one in drawn] == [("1", "what it shows"), ("2", "other")]
    targets = {one.get("Id"): one.get("Target") for one in part(written, "word/_rels/document.xml.rels")}
    blip, svg = next(document.iter("{*}blip")), next(document.iter("{*}svgBlip"))
    assert written.read(f"word/{targets[blip.get(f'{R}embed')]}") == png()
    assert written.read(f"word/{targets[svg.get(f'{R}embed')]}") == SVG.encode()
    assert word_texts(document) == ["caption", "caption"]
    extent = next(document.iter("{*}extent"))
    assert (extent.get("cx"), extent.get("cy")) == (str(9638 * 635), str(4819 * 635))


def test_a_high_picture_leaves_room_for_its_caption() -> None:
    extent = next(part(word_file(FIGURE, pictures={SVG: png(2, 20)})).iter("{*}extent"))
    assert int(extent.get("cy") or 0) < 13000 * 635


def test_what_is_no_png_is_left_out() -> None:
    assert not word_texts(part(word_file(FIGURE, pictures={SVG: b"GIF89a"})))
