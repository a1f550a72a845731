"""A document as PDF: the page of a Council note, tagged and self-contained, and every text as it was given."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
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
    Table,
    Text,
    plain_text,
    runs_of,
    table_of,
)
from partnercli.documents.pdf import PdfMissing, PdfProblem, write_pdf

pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")

NAME = pypdf.generic.NameObject
SCRIPT = pypdf.generic.DictionaryObject(
    {NAME("/S"): NAME("/JavaScript"), NAME("/JS"): pypdf.generic.TextStringObject("app.alert(1)")}
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="90" height="90"/>'
    '<text x="9" y="200" font-size="20" font-family="sans-serif">17 of 27</text></svg>'
)
CODES = re.findall("..", "BEBGCZDKDEEEIEELESFRHRITCYLVLTLUHUMTNLATPLPTROSISKFISE")
BANNERS = ("ILLUSTRATIVE, NOT A COUNCIL DOCUMENT", "PRESIDENCY ONLY")
HEADER = Header(
    institution="Council of the European Union",
    date=date(2018, 11, 30),
    date_line="Brussels, 30 November 2018",
    original_languages=("fr", "en"),
    number_lines=("14860/1/18", "REV 1"),
    full_number="14860/1/18 REV 1",
    marking="LIMITE",
    codes=("JAI 572", "ASIM 30"),
    interinstitutional_label="Interinstitutional File:",
    interinstitutional_files=("2018/0330(COD)",),
    rows=(
        ("From:", ("Presidency",)),
        ("No. prev. doc.:", ()),
        ("Subject:", ("External dimension of migration", "- General approach")),
    ),
    initials="GK/cr",
    unit="JAI.1",
    title="14860/1/18 REV 1: External dimension of migration",
    banners=BANNERS,
)
BARE = Header(date=date(2021, 5, 25), date_line="25 May 2021", title="A paper")


def words(text: str, number: int | None = None) -> Paragraph:
    return Paragraph(runs_of(text), number)


BLOCKS: tuple[Block, ...] = (
    Heading(1, (Text("CONTEXT"), Footnote((Text("Said of a heading."),)))),
    Paragraph(
        (Text("Plain "), Text("bold ", bold=True), Text("slanted", italic=True), Break(), Text("next line"))
    ),
    Paragraph((Text("See the page", href="https://example.eu/page"), Footnote((Text("Said of a page."),)))),
    words("The first point.", 1),
    words("The second point.", 2),
    Heading(2, (Text("Guiding"), Break(), Text("question"))),
    ListBlock(
        ordered=False,
        items=(
            (words("A dash."), ListBlock(ordered=True, start=9, items=((words("Nine."),), (words("Ten."),)))),
            (words("Another dash."), words("Its second paragraph.")),
        ),
    ),
    Heading(3, (Text("Figures"),)),
    table_of(
        ["Partner", "Support"], [["Tunisia", "17"], ["Iraq", "9"]], "Support by partner", ("left", "right")
    ),
    Figure(DRAWING, "One bar: 17 of 27", "Support in a drawing"),
    PageBreak(),
    words("After the break."),
    Annex(
        "ANNEX I",
        (Heading(1, (Text("Positions"),)), table_of(["Partner", *CODES], [["Tunisia", *("+" * 27)]] * 20)),
    ),
    Annex("ANNEX II", (words("The last words."),)),
)
WHOLE = Document(HEADER, BLOCKS)


def read(*blocks: Block, header: Header = BARE) -> Any:
    return pypdf.PdfReader(BytesIO(write_pdf(Document(header, blocks))))


def texts(reader: Any) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def squeezed(text: str) -> str:
    """A text without its blanks, which lines and columns lay out anew."""
    return "".join(text.split())


def problem(*blocks: Block, header: Header = BARE) -> PdfProblem:
    with pytest.raises(PdfProblem) as raised:
        write_pdf(Document(header, blocks))
    return raised.value


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


def bookmarks(outline: Any, level: int = 1) -> list[tuple[int, str]]:
    found = []
    for entry in outline:
        if isinstance(entry, list):
            found += bookmarks(entry, level + 1)
        else:
            found.append((level, str(entry.title)))
    return found


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
    return pypdf.PdfReader(BytesIO(write_pdf(WHOLE)))


def test_every_text_of_the_blocks_stands_on_the_pages(whole: Any) -> None:
    shown = squeezed("".join(texts(whole)))
    missing = [text for text in plain_text(BLOCKS) if squeezed(text) not in shown]
    assert missing == ["One bar: 17 of 27"]  # the words of a figure are in its tag


def test_printed_numbers_and_marks_stand_before_their_texts(whole: Any) -> None:
    shown = squeezed("".join(texts(whole)))
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
    assert squeezed(texts(whole)[0]).startswith(squeezed("".join([*lines, "CONTEXT"])))


def test_a_paper_without_number_and_marking_prints_nothing_in_their_place() -> None:
    assert squeezed(texts(read())[0]) == "25May2021NOTE1EN"
    labelled = replace(BARE, interinstitutional_label="Interinstitutional File:", rows=(("To:", ("",)),))
    assert squeezed(texts(read(header=labelled))[0]) == "25May2021NOTE1EN"


def test_the_footer_stands_on_every_page(whole: Any) -> None:
    pages = [squeezed(text) for text in texts(whole)]
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
        (lambda writer: writer.root_object.update({NAME("/OpenAction"): SCRIPT}), "/JavaScript"),
        (lambda writer: writer.add_attachment("a.txt", b"a"), "/EmbeddedFiles"),
    ],
)
def test_a_planted_action_or_attachment_is_seen(plant: Any, seen: str) -> None:
    assert seen in active_parts(planted(plant))


def planted(plant: Any) -> Any:
    """A written document into which something is put that no document holds."""
    writer = pypdf.PdfWriter(clone_from=read(words("a")))
    plant(writer)
    changed = BytesIO()
    writer.write(changed)
    return pypdf.PdfReader(changed)


def test_the_file_is_tagged_and_says_its_language(whole: Any) -> None:
    root = whole.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    german = read(words("Wörter"), header=replace(BARE, language="DE"))
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


def test_a_head_row_stands_on_each_page_of_its_table() -> None:
    pages = texts(read(table_of(["Partner"], [[f"row {number}"] for number in range(120)])))
    assert len(pages) > 2
    assert all("Partner" in page for page in pages)


@pytest.mark.parametrize("mark", [Footnote((Text("Said once."),)), Text("a", href="https://example.eu")])
def test_a_head_with_a_footnote_or_a_link_stands_only_on_the_first_page(mark: Text | Footnote) -> None:
    rows = tuple((runs_of(f"row {number}"),) for number in range(120))
    pages = texts(read(Table("", ((Text("Partner"), mark),), rows, ("left",))))
    assert ["Partner" in page for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.parametrize("rows", [[["word " * 4000]], [["line\n" * 300]]])
def test_a_row_longer_than_a_page_goes_on_on_the_next(rows: list[list[str]]) -> None:
    shown = "".join(texts(read(table_of(["Partner"], [*rows, ["the end"]]))))
    word = rows[0][0].split()[0]
    assert shown.count(word) == rows[0][0].count(word)
    assert "the end" in shown


def test_a_word_that_is_broken_loses_and_gains_nothing() -> None:
    reader = read(words("W" * 500), table_of(["W" * 90] * 8, [["W" * 300] * 8]))
    assert squeezed("".join(texts(reader))).count("W") == 500 + 8 * 90 + 8 * 300


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
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, __file__]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        sums.add(run.stdout.strip())
    assert len(sums) == 1


NASTY = [
    *(
        "#panic()",
        '#eval("1")',
        "*a* _b_ `c`",
        "$x$",
        "@ref <label>",
        "a -- b --- c",
        "\"a\" 'b'",
        "\\ \\n \\u{41}",
    ),
    *(
        "= a",
        "- a",
        "+ a",
        "/ a: b",
        "1. a",
        "// a",
        "/* a */",
        "[a](b)",
        "{{ 7*7 }}",
        "fi ffl ff",
        "...",
        "~a~",
    ),
    *("a  b", "https://a.eu/b?c&d", "<b>&amp;</b>", "ß Ł ő ş ğ İ ı Ωμέγα Жук", "© € – … × ½ ²", "a\u00a0b"),
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
            Figure(DRAWING, value, value),
            Annex(value, ()),
        )
        fields: dict[str, Any] = {
            "institution": value,
            "full_number": value,
            "marking": value,
            "title": value,
            "unit": value,
        }
        header = replace(BARE, **fields, rows=((value, (value, value)),), codes=(value,), banners=(value,))
        reader = read(*blocks, header=header)
        shown = "\n".join(texts(reader))
        # Body 9, header 7, and on each of two pages of the footer 4, with the label of the annex on the last.
        assert squeezed(shown).count(squeezed(value)) == 9 + 7 + 2 * 4 + 1, value
        assert reader.metadata.title == value
        assert {text for _, text in bookmarks(reader.outline)} == {value}


def test_blanks_are_kept() -> None:
    shown = texts(read(words("a  b   c\u00a0d"), words("soft\u00adhyphen")))[0]
    assert "a  b   c\u00a0d" in shown
    assert "soft\u00adhyphen" in shown


@settings(max_examples=25)
@given(st.text("ab1é *_`|#<>[]()!^~$&{}\\-+=:.;'\"/@%ß²–", min_size=1, max_size=30))
def test_any_text_is_shown_as_it_is(value: str) -> None:
    reader = read(Paragraph(runs_of(value)), table_of([value], []))
    assert squeezed(texts(reader)[0]) == squeezed(f"25 May 2021 NOTE {value} {value} 1 EN")


def test_a_link_leads_to_its_address_and_no_other_text_becomes_one() -> None:
    runs = (
        Text("here", href="https://example.eu/a?b=c"),
        Text(" https://other.eu"),
        Text(" x", href="file:///etc"),
    )
    annotations = read(Paragraph(runs)).pages[0]["/Annots"]
    assert [note.get_object()["/A"]["/URI"] for note in annotations] == ["https://example.eu/a?b=c"]


def test_characters_that_no_font_has_are_named() -> None:
    found = problem(words("a 漢 b"), words("😀"))
    assert found.message == "no font has the characters 漢 (U+6F22), 😀 (U+1F600)"
    assert "fonts/" in found.hint
    assert problem(words("字字")).message == "no font has the character 字 (U+5B57)"


def test_a_private_character_is_named() -> None:
    assert "U+E000" in problem(words("a \ue000")).message


@pytest.mark.parametrize(
    ("blocks", "header", "said"),
    [
        ((Heading(1, (Text("a"),)), Heading(3, (Text("b"),))), BARE, "skips a level"),
        ((Heading(2, (Text("a"),)),), BARE, "not of the first level"),
        ((Figure(DRAWING, "", ""),), BARE, "no text in words"),
        ((Figure("<svg", "a", ""),), BARE, "drawing cannot be read"),
        (
            (Figure(DRAWING.replace("<rect", '<image href="note.typ"/><rect'), "a", ""),),
            BARE,
            "drawing cannot",
        ),
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
        write_pdf(WHOLE)
    assert raised.value.message == "PDF needs typst, which is not installed"
    assert raised.value.hint == "pip install 'partnercli[pdf]'"


def test_a_folder_without_fonts_changes_nothing(tmp_path: Path) -> None:
    document = Document(BARE, (words("a"),))
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
