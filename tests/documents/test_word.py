"""A document as a Word file: its first page, its body, what the file says of itself, and nothing else."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from partnercli.documents.blocks import (
    Align,
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
    join_runs,
    plain_runs,
    plain_text,
    runs_of,
    table_of,
)
from partnercli.documents.word import write_docx

Element = etree._Element  # noqa: SLF001 - the library's only name for the type

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
HEADER = Header(
    institution="Council of the European Union",
    date=date(2021, 5, 25),
    date_line="Brussels, 25 May 2021",
    original_languages=("fr", "en"),
    number_lines=("14860/1/18", "REV 1"),
    full_number="14860/1/18 REV 1",
    marking="LIMITE",
    codes=("JAI 572", "CSDP/PSDC 37"),
    interinstitutional_label="Interinstitutional File:",
    interinstitutional_files=("2018/0330(COD)",),
    rows=(("From:", ("Presidency",)), ("Subject:", ("Partnerships", "- General approach"))),
    initials="GK/cr",
    unit="JAI.1",
    title="14860/1/18 REV 1: Partnerships",
    banners=(BANNER,),
)
BARE = Header(date=date(2021, 5, 25), date_line="", kind="", language="", title="")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def file(*blocks: Block, header: Header = BARE, pictures: Mapping[str, bytes] = {}) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_docx(Document(header, blocks), pictures=pictures)))


def part(written: zipfile.ZipFile, name: str = "word/document.xml") -> Element:
    return etree.fromstring(written.read(name))


def body(*blocks: Block) -> list[Element]:
    """The paragraphs and tables of the blocks: what stands after the first page, without the section."""
    first = len(part(file())[0]) - 1
    return list(part(file(*blocks))[0])[first:-1]


def words(element: Element) -> str:
    """The text of a paragraph."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = (run for run in element.iter(f"{W}t", *signs) if run.getparent().tag == f"{W}r")  # type: ignore[union-attr]
    return "".join(signs.get(str(run.tag), run.text or "") for run in found)


def texts(root: Element) -> list[str]:
    return [text for text in map(words, root.iter(f"{W}p")) if text]


def attribute(element: Element, path: str, name: str = "val") -> str | None:
    """An attribute of the element at the end of a path of Word's names."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def styles(elements: Iterable[Element]) -> list[str | None]:
    return [attribute(one, "pPr/pStyle") for one in elements]


def paragraph(text: str, number: int | None = None) -> Paragraph:
    return Paragraph((Text(text),), number)


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


# The first page and the footer


def test_the_first_page_stands_in_order() -> None:
    assert texts(part(file(header=HEADER))) == [
        BANNER,
        "Council of the European Union",
        "Brussels, 25 May 2021",
        "(OR. fr, en)",
        "Interinstitutional File:",
        "2018/0330(COD)",
        "14860/1/18",
        "REV 1",
        "LIMITE",
        "JAI 572",
        "CSDP/PSDC 37",
        "NOTE",
        "From:",
        "Presidency",
        "Subject:",
        "Partnerships",
        "- General approach",
    ]


def test_the_institution_stands_left_and_the_references_right() -> None:
    table = docx.Document(io.BytesIO(write_docx(Document(HEADER, ())))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Council of the European Union", "Brussels, 25 May 2021\n(OR. fr, en)"],
        ["Interinstitutional File:\n2018/0330(COD)", "14860/1/18\nREV 1\nLIMITE\nJAI 572\nCSDP/PSDC 37"],
    ]


def test_labels_stand_beside_their_lines_between_two_rules() -> None:
    document = part(file(header=HEADER))
    rows = document[0].findall(f"{W}tbl")[1]
    assert [texts(cell) for cell in rows.iter(f"{W}tc")] == [
        ["From:"], ["Presidency"], ["Subject:"], ["Partnerships", "- General approach"],
    ]  # fmt: skip
    drawn = {str(one.tag).removeprefix(W) for one in rows.iterfind(f"{W}tblPr/{W}tblBorders/*[@{W}sz]")}
    assert drawn == {"top", "bottom"}


def test_what_a_header_does_not_have_is_not_printed() -> None:
    written = file(header=BARE)
    assert texts(part(written)) == []
    assert texts(part(written, "word/footer1.xml")) == ["1"]


def test_a_label_without_lines_is_not_printed() -> None:
    assert texts(part(file(header=replace(BARE, rows=(("To:", ()), ("From:", ("",))))))) == []


def footers(written: zipfile.ZipFile) -> list[list[str]]:
    """The texts of the footer of each section, in order."""
    relations = part(written, "word/_rels/document.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in relations}
    found = part(written).iter(f"{W}footerReference")
    return [texts(part(written, f"word/{targets[one.get(f'{R}id')]}")) for one in found]


def test_every_section_has_the_facts_in_its_footer_and_annexes_their_label() -> None:
    annexes = (Annex("ANNEX I", (paragraph("a"),)), Annex("ANNEX II", ()))
    first = [BANNER, "14860/1/18 REV 1", "GK/cr", "1"]
    assert footers(file(paragraph("b"), *annexes, header=HEADER)) == [
        [*first, "\tJAI.1", "LIMITE", "EN"],
        [*first, "ANNEX I\tJAI.1", "LIMITE", "EN"],
        [*first, "ANNEX II\tJAI.1", "LIMITE", "EN"],
    ]


def test_what_follows_an_annex_has_the_footer_of_the_document_again() -> None:
    written = file(Annex("ANNEX", (paragraph("a"),)), PageBreak(), paragraph("b"), header=HEADER)
    assert [one[4] for one in footers(written)] == ["\tJAI.1", "ANNEX\tJAI.1", "\tJAI.1"]


def test_the_page_number_is_a_field_and_ends_the_first_row() -> None:
    footer = part(file(header=HEADER), "word/footer1.xml")
    rows = [[texts(cell) for cell in row.iter(f"{W}tc")] for row in footer.iter(f"{W}tr")]
    assert rows == [[["14860/1/18 REV 1"], ["GK/cr"], ["1"]], [["\tJAI.1"], ["LIMITE"], ["EN"]]]
    kinds = [one.get(f"{W}fldCharType") for one in footer.iter(f"{W}fldChar")]
    assert (kinds, [one.text for one in footer.iter(f"{W}instrText")]) == (
        ["begin", "separate", "end"],
        [" PAGE "],
    )
    assert footer[-1].tag == f"{W}p"


def test_the_marking_is_bold_and_the_language_larger() -> None:
    runs = {words(run): run for run in part(file(header=HEADER), "word/footer1.xml").iter(f"{W}r")}
    assert runs["LIMITE"].find(f"{W}rPr/{W}b") is not None
    assert int(attribute(runs["EN"], "rPr/sz") or 0) > 24


def test_each_banner_stands_above_the_header_and_in_the_footer_with_room_for_it() -> None:
    banners = (BANNER, "PRESIDENCY ONLY")
    written = file(header=replace(HEADER, banners=banners))
    assert texts(part(written))[:2] == list(banners)
    assert footers(written)[0][:2] == list(banners)
    margins = [
        int(attribute(part(one), "body/sectPr/pgMar", "bottom") or 0) for one in (file(header=BARE), written)
    ]
    assert margins[1] > margins[0] == 1814


# The body


def test_headings_are_those_of_word() -> None:
    levels = [Heading(level, (Text(str(level)),)) for level in (1, 2, 3)]
    written = docx.Document(io.BytesIO(write_docx(Document(BARE, tuple(levels)))))
    named = [(one.style.name, one.text) for one in written.paragraphs if one.text and one.style]
    assert named == [("Heading 1", "1"), ("Heading 2", "2"), ("Heading 3", "3")]


def marks(*blocks: Block) -> list[tuple[str | None, str | None]]:
    """The list and the level of each paragraph."""
    return [(attribute(one, "pPr/numPr/numId"), attribute(one, "pPr/numPr/ilvl")) for one in body(*blocks)]


def starts(*blocks: Block) -> list[tuple[str | None, str | None]]:
    """The format and the first number of each list."""
    numbering = part(file(*blocks), "word/numbering.xml")
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
    numbering = part(file(bullets), "word/numbering.xml")
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
    assert (words(caption), *styles([caption])) == ("what it shows", "Caption")
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
    document = part(file(paragraph("a"), annex))
    assert [one.get(f"{W}orient") for one in document.iter(f"{W}pgSz")] == [None, orientation]
    widths = [int(one.get(f"{W}w") or 0) for one in list(document.iter(f"{W}tbl"))[-1].iter(f"{W}gridCol")]
    assert sum(widths) == (14570 if orientation else 9638)
    assert min(widths) > 500


def test_28_columns_are_set_in_small_type() -> None:
    table = body(table_of(["a"] * 28, []))[0]
    assert {one.get(f"{W}val") for one in table.iter(f"{W}sz")} == {"11"}


def test_an_annex_begins_a_section_under_its_label() -> None:
    document = part(file(paragraph("a"), Annex("ANNEX I", (paragraph("b"),))))[0]
    before, label, inside, end = list(document)[-4:]
    assert [words(one) for one in (before, label, inside)] == ["a", "ANNEX I", "b"]
    assert before.find(f"{W}pPr/{W}sectPr") is not None
    assert attribute(label, "pPr/pStyle") == "AnnexLabel"
    assert end.tag == f"{W}sectPr"
    style = next(one for one in part(file(), "word/styles.xml") if one.get(f"{W}styleId") == "AnnexLabel")
    assert (attribute(style, "basedOn"), attribute(style, "pPr/outlineLvl")) == ("Heading1", "0")
    assert attribute(style, "pPr/jc") == "right"


def test_what_follows_a_page_break_begins_a_page() -> None:
    blocks = (paragraph("a"), PageBreak(), paragraph("b"), PageBreak(), table_of(["c"], []), PageBreak())
    breaks = [words(one) for one in body(*blocks) if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaks == ["b", ""]


def test_a_page_break_before_an_annex_makes_no_empty_page() -> None:
    assert not list(part(file(PageBreak(), Annex("ANNEX", ()))).iter(f"{W}pageBreakBefore", f"{W}br"))


def test_bold_italics_and_line_breaks_are_kept() -> None:
    runs = (Text("a", bold=True), Break(), Text("b", italic=True), Text("c"))
    made = body(Paragraph(runs))[0].findall(f"{W}r")
    styled = [[str(one.tag).removeprefix(W) for one in run.findall(f"{W}rPr/*")] for run in made]
    assert styled == [["b"], [], ["i"], []]
    assert words(body(Paragraph(runs))[0]) == "a\nbc"


def test_spaces_are_kept() -> None:
    text = next(body(paragraph("  a  b "))[0].iter(f"{W}t"))
    assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_link_is_a_relationship_to_its_address() -> None:
    href = "https://a.example/(b)?c&d=é|"
    written = file(Paragraph((Text("x", href=href), Text("y", bold=True, href=href))))
    outside = [one for one in part(written, "word/_rels/document.xml.rels") if one.get("TargetMode")]
    assert [one.get("Target") for one in outside] == ["https://a.example/(b)?c&d=%C3%A9%7C"]
    link = next(part(written).iter(f"{W}hyperlink"))
    assert (words(link), link.get(f"{R}id")) == ("xy", outside[0].get("Id"))


@pytest.mark.parametrize(
    "href",
    ["http://a.example", "javascript:x", "file:///etc/passwd", "https://", "https://[", "https://a b/", ""],
)
def test_an_address_that_is_no_safe_one_stays_text(href: str) -> None:
    written = file(Paragraph((Text("x", href=href),)))
    assert texts(part(written)) == ["x"]
    assert not [one for one in part(written, "word/_rels/document.xml.rels") if one.get("TargetMode")]


def test_footnotes_stand_in_their_part_with_their_marks_in_the_text() -> None:
    first, second = (Paragraph((Text(t), Footnote((Text(f"{t}."),)))) for t in "ab")
    written = file(first, table_of(["c"], []), second)
    assert [one.get(f"{W}id") for one in part(written).iter(f"{W}footnoteReference")] == ["1", "2"]
    notes = part(written, "word/footnotes.xml")
    assert [one.get(f"{W}id") for one in notes] == ["-1", "0", "1", "2"]
    assert texts(notes) == ["\ta.", "\tb."]


def test_a_link_in_a_footnote_belongs_to_the_part_of_footnotes() -> None:
    written = file(Paragraph((Footnote((Text("x", href="https://a.example"),)),)))
    assert b"https://a.example" in written.read("word/_rels/footnotes.xml.rels")
    assert b"https://a.example" not in written.read("word/_rels/document.xml.rels")


FIGURE = Figure(SVG, "what it shows", "caption")


def test_a_figure_without_a_picture_is_left_out() -> None:
    assert body(FIGURE) == []
    assert body(FIGURE, paragraph("a"))[0].tag == f"{W}p"


def test_a_figure_is_a_png_with_its_svg_and_what_it_shows_in_words() -> None:
    other = replace(FIGURE, alt="other")
    written = file(FIGURE, other, pictures={SVG: png()})
    document = part(written)
    drawn = list(document.iter("{*}docPr"))
    assert [(one.get("id"), one.get("descr")) for one in drawn] == [("1", "what it shows"), ("2", "other")]
    targets = {one.get("Id"): one.get("Target") for one in part(written, "word/_rels/document.xml.rels")}
    blip, svg = next(document.iter("{*}blip")), next(document.iter("{*}svgBlip"))
    assert written.read(f"word/{targets[blip.get(f'{R}embed')]}") == png()
    assert written.read(f"word/{targets[svg.get(f'{R}embed')]}") == SVG.encode()
    assert texts(document) == ["caption", "caption"]
    extent = next(document.iter("{*}extent"))
    assert (extent.get("cx"), extent.get("cy")) == (str(9638 * 635), str(4819 * 635))


def test_a_high_picture_leaves_room_for_its_caption() -> None:
    extent = next(part(file(FIGURE, pictures={SVG: png(2, 20)})).iter("{*}extent"))
    assert int(extent.get("cy") or 0) < 13000 * 635


def test_what_is_no_png_is_left_out() -> None:
    assert not texts(part(file(FIGURE, pictures={SVG: b"GIF89a"})))


# All texts, as they are


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
HOSTILE = [
    *(
        "{{ 7*7 }}",
        "<w:p/>",
        "&amp;",
        "]]>",
        "<!DOCTYPE x>",
        "<!--",
        " lead",
        "trail ",
        "a  b",
        "\u00a0a\u00a0",
    ),
    *(
        "PAGE",
        "=1+1",
        "\u202eabc",
        "a\u0301",
        "\U0001f600",
        "e\u200bf",
        "\ufeff",
        "{ PAGE }",
        "%s%n",
        "'",
        '"',
    ),
]
some_text = st.text(CHARACTERS, min_size=1, max_size=12) | st.sampled_from(HOSTILE)
styled = st.builds(
    Text, some_text, st.booleans(), st.booleans(), st.sampled_from([None, "https://a.example/b"])
)


def line_of(*runs: st.SearchStrategy[Run]) -> st.SearchStrategy[tuple[Run, ...]]:
    return st.lists(st.one_of(styled, st.just(Break()), *runs), min_size=1, max_size=5).map(join_runs)


lines = line_of(st.builds(Footnote, line_of()))
paragraphs = st.builds(Paragraph, lines, st.none() | st.integers(1, 40))


def lists_of(items: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    item = st.tuples(paragraphs, items) | st.tuples(paragraphs)
    return st.builds(
        ListBlock, st.booleans(), st.lists(item, min_size=1, max_size=3).map(tuple), st.integers(0, 12)
    )


tables = st.builds(
    lambda caption, head, rows: Table(caption, head, tuple(rows), ("left", "right")),
    some_text,
    st.tuples(lines, lines),
    st.lists(st.tuples(lines, lines), max_size=2),
)
headings = st.builds(Heading, st.integers(1, 3), lines)
simple = st.one_of(paragraphs, headings, tables, lists_of(lists_of(paragraphs)), st.just(PageBreak()))
annexes = st.builds(Annex, some_text, st.lists(simple, max_size=3).map(tuple))
documents = st.lists(simple | annexes, max_size=4)


def read_back(written: zipfile.ZipFile) -> Iterator[str]:
    """Each paragraph and, after it, the footnotes that it bears."""
    notes = {one.get(f"{W}id"): one for one in part(written, "word/footnotes.xml")}
    for one in part(written).iter(f"{W}p"):
        yield words(one)
        for mark in one.iter(f"{W}footnoteReference"):
            yield words(notes[mark.get(f"{W}id")]).removeprefix("\t")


@given(documents)
def test_any_text_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    assert [text for text in read_back(file(*blocks)) if text] == plain_text(blocks)


@given(some_text)
def test_any_text_of_the_header_reads_back(text: str) -> None:
    header = replace(
        BARE, date_line=text, codes=(text,), kind=text, rows=((text, (text,)),), banners=(text,), title=text
    )
    line = plain_runs(runs_of(text))
    assert texts(part(file(header=header))) == ([line] * 6 if line else [])


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb", "a\x1bb"])
def test_what_xml_forbids_is_replaced(text: str) -> None:
    header = replace(BARE, title=text, banners=(text,))
    written = file(paragraph(text), table_of(["x"], [], text), Annex(text, ()), header=header)
    assert "a\ufffdb" in texts(part(written))
    assert docx.Document(io.BytesIO(write_docx(Document(header, ())))).core_properties.title == "a\ufffdb"


# The file


EVERYTHING = (
    *(Heading(1, (Text("a"),)), paragraph("b", 1), ListBlock(ordered=False, items=((paragraph("c"),),))),
    *(table_of(["d"], [["e"]], "f"), FIGURE, Paragraph((Text("g", href="https://a.example"), Footnote(())))),
    Annex("ANNEX", (paragraph("h"),)),
)


@pytest.fixture(scope="module")
def everything() -> zipfile.ZipFile:
    return file(*EVERYTHING, header=HEADER, pictures={SVG: png()})


def test_the_file_has_the_parts_it_needs_and_no_other(everything: zipfile.ZipFile) -> None:
    fixed = {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"),
        *("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"),
        *("word/settings.xml", "word/footer1.xml", "word/footer2.xml"),
    }
    rest = set(everything.namelist()) - fixed
    assert sorted(name.rpartition(".")[2] for name in rest) == ["png", "svg"]


def test_nothing_in_the_file_is_active_hidden_or_revised(everything: zipfile.ZipFile) -> None:
    forbidden = {
        *("vanish", "webHidden", "specVanish", "ins", "del", "comment", "commentReference", "object"),
        *("sdt", "altChunk", "attachedTemplate", "rsids", "rsid", "trackRevisions", "documentProtection"),
    }
    for name in everything.namelist():
        if name.endswith(".xml"):
            assert not {str(one.tag).rpartition("}")[2] for one in part(everything, name).iter()} & forbidden
            assert b"rsid" not in everything.read(name)
    outside = [
        one
        for name in everything.namelist()
        if name.endswith(".rels")
        for one in part(everything, name)
        if one.get("TargetMode") == "External"
    ]
    assert [(one.get("Target"), str(one.get("Type")).rpartition("/")[2]) for one in outside] == [
        ("https://a.example", "hyperlink")
    ]


def test_the_file_says_title_language_and_day_and_nobodys_name(everything: zipfile.ZipFile) -> None:
    core = {str(one.tag).rpartition("}")[2]: one.text for one in part(everything, "docProps/core.xml")}
    assert core == {
        "title": HEADER.title,
        "language": "en-GB",
        "created": "2021-05-25T00:00:00Z",
        "modified": "2021-05-25T00:00:00Z",
    }


@pytest.mark.parametrize(("code", "tag"), [("EN", "en-GB"), ("FR", "fr-FR"), ("EL", "el-GR"), ("IS", "is")])
def test_the_texts_language_is_the_documents(code: str, tag: str) -> None:
    written = file(header=replace(HEADER, language=code))
    assert [one.get(f"{W}val") for one in part(written, "word/styles.xml").iter(f"{W}lang")] == [tag]


def test_the_file_is_laid_out_as_by_a_word_of_today(everything: zipfile.ZipFile) -> None:
    settings = part(everything, "word/settings.xml")
    assert attribute(settings, "compat/compatSetting") == "15"


def test_entries_stand_in_order_with_the_documents_day(everything: zipfile.ZipFile) -> None:
    names = everything.namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {(one.date_time, one.create_system) for one in everything.infolist()} == {
        ((2021, 5, 25, 0, 0, 0), 3)
    }


def test_a_day_that_a_zip_cannot_say_is_the_nearest_it_can() -> None:
    written = file(header=replace(HEADER, date=date(1958, 1, 1)))
    assert written.infolist()[0].date_time[0] == 1980
    assert b"1958-01-01" in written.read("docProps/core.xml")


SCRIPT = """
import hashlib, datetime
from partnercli.documents.blocks import *
from partnercli.documents.word import write_docx
header = Header(date=datetime.date(2021, 5, 25), date_line="d", title="t", codes=("JAI 1",), banners=("b",))
note = Paragraph((Text("a", bold=True, href="https://a.example"), Footnote((Text("n"),))))
wide = table_of(["a"] * 9, [["b"] * 9])
print(hashlib.sha256(write_docx(Document(header, (note, Annex("ANNEX", (wide,)))))).hexdigest())
"""


def test_the_bytes_are_the_same_in_any_process() -> None:
    found = set()
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "2")):
        environment = {"TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT]
        found.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(found) == 1
