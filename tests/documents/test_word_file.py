"""A Word file as a whole: its first page and footers, every text as it is, what it says of itself, and nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks_made import (
    BLANKS,
    EMPTY,
    FULL,
    ILLUSTRATIVE,
    MARKUP,
    PRESIDENCY,
    SVG,
    bodies_of,
    bullets,
    noted_lines_of,
    paragraph,
    png,
    texts_of,
    word_file,
)
from partnercli.documents.blocks import (
    Annex,
    Block,
    Document,
    Figure,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Text,
    plain_runs,
    plain_text,
    runs_of,
    table_of,
)
from partnercli.documents.word import write_docx
from read_back import R, W, attribute, part, word_text, word_texts

HEADER = replace(FULL, codes=("JAI 572", "CSDP/PSDC 37"), banners=(ILLUSTRATIVE,))


# The first page and the footer


def test_the_first_page_stands_in_order() -> None:
    assert word_texts(part(word_file(header=HEADER))) == [
        *(ILLUSTRATIVE, "Council of the European Union", "Brussels, 25 May 2021", "(OR. fr, en)"),
        *("Interinstitutional File:", "2018/0330(COD)", "14860/1/18", "REV 1", "LIMITE", "JAI 572"),
        *("CSDP/PSDC 37", "NOTE", "From:", "Presidency", "Subject:", "Partnerships", "- General approach"),
    ]


def test_the_institution_stands_left_and_the_references_right() -> None:
    table = docx.Document(io.BytesIO(write_docx(Document(HEADER, ())))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Council of the European Union", "Brussels, 25 May 2021\n(OR. fr, en)"],
        ["Interinstitutional File:\n2018/0330(COD)", "14860/1/18\nREV 1\nLIMITE\nJAI 572\nCSDP/PSDC 37"],
    ]


def test_labels_stand_beside_their_lines_between_two_rules() -> None:
    document = part(word_file(header=HEADER))
    rows = document[0].findall(f"{W}tbl")[1]
    assert [word_texts(cell) for cell in rows.iter(f"{W}tc")] == [
        ["From:"], ["Presidency"], ["Subject:"], ["Partnerships", "- General approach"],
    ]  # fmt: skip
    drawn = {str(one.tag).removeprefix(W) for one in rows.iterfind(f"{W}tblPr/{W}tblBorders/*[@{W}sz]")}
    assert drawn == {"top", "bottom"}


def test_what_a_header_does_not_have_is_not_printed() -> None:
    written = word_file(header=EMPTY)
    assert word_texts(part(written)) == []
    assert word_texts(part(written, "word/footer1.xml")) == ["1"]


def test_a_label_without_lines_is_not_printed() -> None:
    assert word_texts(part(word_file(header=replace(EMPTY, rows=(("To:", ()), ("From:", ("",))))))) == []


def footers(written: zipfile.ZipFile) -> list[list[str]]:
    """The texts of the footer of each section, in order."""
    relations = part(written, "word/_rels/document.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in relations}
    found = part(written).iter(f"{W}footerReference")
    return [word_texts(part(written, f"word/{targets[one.get(f'{R}id')]}")) for one in found]


def test_every_section_has_the_facts_in_its_footer_and_annexes_their_label() -> None:
    annexes = (Annex("ANNEX I", (paragraph("a"),)), Annex("ANNEX II", ()))
    first = [ILLUSTRATIVE, "14860/1/18 REV 1", "GK/cr", "1"]
    assert footers(word_file(paragraph("b"), *annexes, header=HEADER)) == [
        [*first, "\tJAI.1", "LIMITE", "EN"],
        [*first, "ANNEX I\tJAI.1", "LIMITE", "EN"],
        [*first, "ANNEX II\tJAI.1", "LIMITE", "EN"],
    ]


def test_what_follows_an_annex_has_the_footer_of_the_document_again() -> None:
    written = word_file(Annex("ANNEX", (paragraph("a"),)), PageBreak(), paragraph("b"), header=HEADER)
    assert [one[4] for one in footers(written)] == ["\tJAI.1", "ANNEX\tJAI.1", "\tJAI.1"]


def test_the_page_number_is_a_field_and_ends_the_first_row() -> None:
    footer = part(word_file(header=HEADER), "word/footer1.xml")
    rows = [[word_texts(cell) for cell in row.iter(f"{W}tc")] for row in footer.iter(f"{W}tr")]
    assert rows == [[["14860/1/18 REV 1"], ["GK/cr"], ["1"]], [["\tJAI.1"], ["LIMITE"], ["EN"]]]
    kinds = [one.get(f"{W}fldCharType") for one in footer.iter(f"{W}fldChar")]
    assert (kinds, [one.text for one in footer.iter(f"{W}instrText")]) == (
        ["begin", "separate", "end"],
        [" PAGE "],
    )
    assert footer[-1].tag == f"{W}p"


def test_the_marking_is_bold_and_the_language_larger() -> None:
    runs = {word_text(run): run for run in part(word_file(header=HEADER), "word/footer1.xml").iter(f"{W}r")}
    assert runs["LIMITE"].find(f"{W}rPr/{W}b") is not None
    assert int(attribute(runs["EN"], "rPr/sz") or 0) > 24


def test_each_banner_stands_above_the_header_and_in_the_footer_with_room_for_it() -> None:
    banners = (ILLUSTRATIVE, PRESIDENCY)
    written = word_file(header=replace(HEADER, banners=banners))
    assert word_texts(part(written))[:2] == list(banners)
    assert footers(written)[0][:2] == list(banners)
    margins = [
        int(attribute(part(one), "body/sectPr/pgMar", "bottom") or 0)
        for one in (word_file(header=EMPTY), written)
    ]
    assert margins[1] > margins[0] == 1814


# All texts, as they are


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
HOSTILE = [
    *(*MARKUP, *BLANKS, "<w:p/>", "&amp;", "<!DOCTYPE x>", "PAGE", "=1+1", "\u202eabc", "a\u0301", "'", '"'),
    *("\U0001f600", "e\u200bf", "\ufeff", "{ PAGE }", "%s%n"),
]
some_text = st.text(CHARACTERS, min_size=1, max_size=12) | st.sampled_from(HOSTILE)
linked = texts_of(some_text, "https://a.example/b")


def read_back(written: zipfile.ZipFile) -> Iterator[str]:
    """Each paragraph and, after it, the footnotes that it bears."""
    notes = {one.get(f"{W}id"): one for one in part(written, "word/footnotes.xml")}
    for one in part(written).iter(f"{W}p"):
        yield word_text(one)
        for mark in one.iter(f"{W}footnoteReference"):
            yield word_text(notes[mark.get(f"{W}id")]).removeprefix("\t")


@given(bodies_of(noted_lines_of(linked, 1), some_text, figures=False))
def test_any_text_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    assert [text for text in read_back(word_file(*blocks)) if text] == plain_text(blocks)


@given(some_text)
def test_any_text_of_the_header_reads_back(text: str) -> None:
    header = replace(
        EMPTY, date_line=text, codes=(text,), kind=text, rows=((text, (text,)),), banners=(text,), title=text
    )
    line = plain_runs(runs_of(text))
    assert word_texts(part(word_file(header=header))) == ([line] * 6 if line else [])


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb", "a\x1bb"])
def test_what_xml_forbids_is_replaced(text: str) -> None:
    header = replace(EMPTY, title=text, banners=(text,))
    written = word_file(paragraph(text), table_of(["x"], [], text), Annex(text, ()), header=header)
    assert "a\ufffdb" in word_texts(part(written))
    assert docx.Document(io.BytesIO(write_docx(Document(header, ())))).core_properties.title == "a\ufffdb"


# The file


EVERYTHING = (
    *(Heading(1, (Text("a"),)), paragraph("b", 1), bullets("c"), table_of(["d"], [["e"]], "f")),
    *(
        Figure(SVG, "what it shows", "caption"),
        Paragraph((Text("g", href="https://a.example"), Footnote(()))),
    ),
    Annex("ANNEX", (paragraph("h"),)),
)


@pytest.fixture(scope="module")
def everything() -> zipfile.ZipFile:
    return word_file(*EVERYTHING, header=HEADER, pictures={SVG: png()})


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
    written = word_file(header=replace(HEADER, language=code))
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
    written = word_file(header=replace(HEADER, date=date(1958, 1, 1)))
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
