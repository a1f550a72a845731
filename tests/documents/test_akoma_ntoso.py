"""A document as Akoma Ntoso: valid against the standard's schema, and every text as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from blocks_made import (
    BANNERS,
    BARE,
    FULL,
    SIGNS,
    bodies_of,
    bullets,
    header_of,
    noted_lines_of,
    paragraph,
    texts_of,
)
from partnercli.documents.akoma_ntoso import write_akoma_ntoso
from partnercli.documents.akoma_ntoso_meta import LANGUAGE_CODES
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
    plain_text,
    runs_of,
    table_of,
)
from read_back import AKN, Element, faults, text_of

HEADER = replace(
    FULL,
    date=date(2018, 12, 3),
    date_line="Brussels, 3 December 2018",
    register_name="ST 14860 2018 REV 1",
    rows=(("From:", ("Presidency",)), ("Subject:", ("A regulation", "- General approach"))),
    title="14860/1/18 REV 1: A regulation",
)
PAPER = replace(BARE, title="Speaking points: the Sahel", kind="")


def read(*blocks: Block, header: Header = HEADER) -> Element:
    """The written document, read again once the schema has passed it."""
    written = write_akoma_ntoso(Document(header, blocks))
    assert faults(written) == []
    return etree.fromstring(written)


def found(root: Element, path: str) -> list[Element]:
    return root.findall(re.sub(r"(?<![\w@'])([A-Za-z]+)(?=[\[/]|$)", rf"{AKN}\1", path))


def one(root: Element, path: str) -> Element:
    (only,) = found(root, path)
    return only


def value(root: Element, path: str) -> str:
    return one(root, path).get("value") or ""


def texts(root: Element) -> list[str]:
    """Every text of body and annexes, in the order and the form of `plain_text`."""
    return [text for part in found(root, "doc/*") for text in part_texts(part) if text]


def part_texts(part: Element) -> Iterator[str]:
    if part.tag in {f"{AKN}mainBody", f"{AKN}attachments"}:
        yield from element_texts(part)


def element_texts(element: Element) -> Iterator[str]:
    if element.tag in {f"{AKN}p", f"{AKN}heading", f"{AKN}caption"}:
        yield line(element)
        yield from (img.get("alt") or "" for img in element.iter(f"{AKN}img"))
        yield from (text_of(note) for note in copy_of(element).iter(f"{AKN}authorialNote"))
    elif element.tag != f"{AKN}num":
        for child in element:
            yield from element_texts(child)


def copy_of(element: Element) -> Element:
    """A copy in which a break is a line end."""
    copied = etree.fromstring(etree.tostring(element, with_tail=False))
    for end in copied.iter(f"{AKN}eol"):
        end.text = "\n"
    return copied


def line(element: Element) -> str:
    copied = copy_of(element)
    for note in list(copied.iter(f"{AKN}authorialNote")):
        for child in list(note):
            note.remove(child)
    for number in copied.iter(f"{AKN}inline"):
        number.text = ""
    return text_of(copied)


def test_a_note_is_written_in_the_form_of_the_standard() -> None:
    root = read(
        paragraph("Before."),
        Heading(1, runs_of("CONTEXT")),
        paragraph("Words."),
        paragraph("Counted.", 1),
        Heading(2, runs_of("Guiding question")),
        bullets("Yes?"),
        Heading(1, runs_of("WAY FORWARD")),
    )
    body = one(root, "doc/mainBody")
    assert [child.get("name") for child in body] == ["text", "section", "section"]
    assert [child.tag.removeprefix(AKN) for child in body[1]] == [
        "heading",
        "hcontainer",
        "paragraph",
        "hcontainer",
    ]
    assert text_of(one(body, "hcontainer/paragraph/num")) == "1."
    assert text_of(one(body, "hcontainer/hcontainer/heading")) == "Guiding question"
    assert text_of(one(body, ".//blockList/item/num")) == "–"


def test_every_fact_of_the_header_stands_in_the_preface_in_order() -> None:
    preface = one(read(), "doc/preface")
    assert [(p.get("class"), text_of(p)) for p in preface] == [
        ("banner", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"),
        ("banner", "PRESIDENCY ONLY"),
        ("institution", "Council of the European Union"),
        ("date", "Brussels, 3 December 2018"),
        ("original-languages", "(OR. fr, en)"),
        ("number", "14860/1/18"),
        ("number", "REV 1"),
        ("marking", "LIMITE"),
        ("code", "JAI 572"),
        ("code", "ASIM 30"),
        ("interinstitutional-label", "Interinstitutional File:"),
        ("interinstitutional-file", "2018/0330(COD)"),
        ("kind", "NOTE"),
        ("label", "From:"),
        ("from", "Presidency"),
        ("label", "Subject:"),
        ("subject", "A regulation"),
        ("subject", "- General approach"),
    ]
    assert one(preface, "p/docDate").get("date") == "2018-12-03"
    assert text_of(one(preface, "p/location")) == "Brussels"
    assert [text_of(number) for number in found(preface, "p/docNumber")] == ["14860/1/18", "REV 1"]
    assert text_of(one(preface, "p/docType")) == "NOTE"
    assert text_of(one(preface, "p/docTitle")) == "A regulation"


def test_the_footer_stands_once_below_the_text_with_the_banners() -> None:
    assert [text_of(p) for p in one(read(), "doc/conclusions")] == [
        *("14860/1/18 REV 1", "GK/cr", "JAI.1", "LIMITE", "EN", *BANNERS)
    ]


def test_what_a_header_does_not_have_is_left_out() -> None:
    root = read(header=PAPER)
    assert [text_of(p) for p in one(root, "doc/preface")] == ["25 May 2021", ""]
    assert [text_of(p) for p in one(root, "doc/conclusions")] == ["EN"]
    assert one(root, "doc").get("name") == "note"


def test_a_machine_finds_the_marking_and_finds_none_where_there_is_none() -> None:
    marking = "doc/meta/classification/keyword[@dictionary='#marking']"
    assert value(read(), marking) == "LIMITE"
    assert found(read(header=replace(HEADER, marking="")), marking) == []
    assert "LIMITE" not in write_akoma_ntoso(Document(replace(HEADER, marking=""), ())).decode()


@pytest.mark.parametrize(
    ("name", "work", "version"),
    [
        ("ST 14860 2018 INIT", "2018-14860", ""),
        ("ST 14860 2018 REV 1", "2018-14860", "rev-1"),
        ("ST 9459 2018 ADD 1 COR 1", "2018-9459-add-1-cor-1", ""),
        ("ST 9459 2018 REV 2 ADD 1", "2018-9459-add-1", "rev-2"),
        ("WK 10084 2018 INIT", "2018-wk-10084", ""),
        ("WK 10084 2018 REV 1", "2018-wk-10084", "rev-1"),
        ("ST XXXX 2018 INIT", "2018-xxxx", ""),
    ],
)
def test_the_address_follows_the_register(name: str, work: str, version: str) -> None:
    root = read(header=replace(HEADER, register_name=name))
    described = one(root, "doc/meta/identification")
    expected = f"/akn/eu/doc/note/council/2018-12-03/{work}"
    assert value(described, "FRBRWork/FRBRuri") == expected
    assert value(described, "FRBRWork/FRBRalias") == name
    assert value(described, "FRBRWork/FRBRnumber") == work
    expression = f"{expected}/eng@2018-12-03" + f"-{version}" * bool(version)
    assert value(described, "FRBRExpression/FRBRuri") == expression
    assert value(described, "FRBRExpression/FRBRthis") == f"{expression}/!main"
    assert value(described, "FRBRManifestation/FRBRuri") == f"{expression}.xml"
    assert [v.get("value") for v in found(described, "FRBRExpression/FRBRversionNumber")] == (
        [version] if version else []
    )
    assert one(root, "doc").get("contains") == ("singleVersion" if version else "originalVersion")


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Speaking points: the Sahel", "speaking-points-the-sahel"),
        ("Σημείωμα", "σημείωμα"),
        ("***", "untitled"),
    ],
)
def test_a_paper_without_a_number_is_found_by_its_title(title: str, end: str) -> None:
    described = one(read(header=replace(PAPER, title=title)), "doc/meta/identification")
    assert value(described, "FRBRWork/FRBRuri") == f"/akn/eu/doc/note/presidency/2021-05-25/{end}"
    assert found(described, "FRBRWork/FRBRalias") == []
    assert one(described, "FRBRWork/FRBRauthor").get("href") == "#presidency"


def test_the_kind_is_part_of_the_address_and_the_documents_name() -> None:
    root = read(header=replace(HEADER, kind="'I/A' ITEM NOTE"))
    assert one(root, "doc").get("name") == "i-a-item-note"
    assert value(root, "doc/meta/identification/FRBRWork/FRBRsubtype") == "i-a-item-note"


def test_there_is_a_code_for_every_official_language() -> None:
    assert len(LANGUAGE_CODES) == 24
    language = "doc/meta/identification/FRBRExpression/FRBRlanguage"
    assert one(read(header=replace(HEADER, language="FR")), language).get("language") == "fra"
    assert one(read(header=replace(HEADER, language="")), language).get("language") == "und"


EVERYTHING = (
    Paragraph((Text("a"), Break(), Text("b", bold=True), Text("c", italic=True, href="https://a.example/"))),
    Heading(1, (Text("h"), Footnote((Text("first."),)))),
    paragraph("p", 1),
    paragraph("p again", 1),
    Heading(3, runs_of("a level is skipped")),
    ListBlock(ordered=True, items=((paragraph("i", 7),), (), (PageBreak(),)), start=4),
    ListBlock(ordered=False, items=()),
    ListBlock(ordered=False, items=((Heading(1, runs_of("in a list")), Annex("IN A LIST", ())),)),
    table_of(["a", "b"], [["", "2"]], "caption", ("left", "right")),
    Table("without columns", (), (), ()),
    PageBreak(),
    Annex("ANNEX I", (paragraph("amid"), Heading(1, runs_of("own heading")))),
    Paragraph((Text("after"), Footnote((Text("second."),)))),
    Figure("<svg/>", "what is seen", "what it is"),
    Annex(
        "ANNEX II",
        (Paragraph((Footnote((Text("third."),)),), number=1), Annex("ANNEX II.A", (paragraph("z"),))),
    ),
    Annex("ANNEX III", ()),
)


def test_all_kinds_of_blocks_read_back_in_order() -> None:
    assert texts(read(*EVERYTHING)) == plain_text(EVERYTHING)


def test_ids_are_unique_and_made_of_the_ids_around_them() -> None:
    ids = [str(e.attrib["eId"]) for e in read(*EVERYTHING).iter() if "eId" in e.attrib]
    assert len(ids) == len(set(ids))
    for own in ids:
        assert re.fullmatch(r"[A-Za-z]+(_\d+)?(__[A-Za-z]+(_\d+)?)*", own)
        assert "__" not in own or own.rpartition("__")[0] in ids
    assert {"hcontainer_2__para_1", "hcontainer_2__para_2", "att_1__para_1", "att_1__att_1"} <= set(ids)


def test_every_reference_has_its_target_in_the_document() -> None:
    root = read(*EVERYTHING)
    ids = {e.get("eId") for e in root.iter()}
    named = {v for e in root.iter() for v in map(str, e.attrib.values()) if v.startswith("#")}
    assert named >= {"#council", "#author", "#place", "#limite", "#marking"}
    assert {target.removeprefix("#") for target in named} <= ids


def test_footnotes_are_numbered_straight_through() -> None:
    notes = list(read(*EVERYTHING).iter(f"{AKN}authorialNote"))
    assert [(note.get("marker"), text_of(note)) for note in notes] == [
        ("1", "first."),
        ("2", "second."),
        ("3", "third."),
    ]


def test_annexes_at_the_end_are_papers_of_their_own() -> None:
    root = read(*EVERYTHING)
    annexes = found(root, "doc/attachments/attachment")
    assert [text_of(one(annex, "heading")) for annex in annexes] == ["ANNEX II", "ANNEX III"]
    this = [value(a, "doc/meta/identification/FRBRWork/FRBRthis").rpartition("!")[2] for a in annexes]
    assert this == ["annex_1", "annex_3"]
    assert [text_of(one(root, "doc/mainBody/hcontainer[@name='annex']/heading"))] == ["ANNEX I"]


def test_a_table_has_its_caption_head_cells_and_alignment() -> None:
    table = one(read(table_of(["a", "b"], [["1", "2"]], "cap", ("left", "right"))), ".//table")
    assert text_of(one(table, "caption")) == "cap"
    assert [text_of(cell) for cell in found(table, "tr/th")] == ["a", "b"]
    assert [cell.get("class") for cell in found(table, "tr/td")] == [None, "right"]


def test_a_figure_carries_its_drawing() -> None:
    image = one(read(Figure("<svg>é</svg>", "alt", "")), ".//img")
    assert image.get("src") == "data:image/svg+xml;base64,PHN2Zz7DqTwvc3ZnPg=="


def test_styles_are_elements() -> None:
    (p,) = read(Paragraph((Text("k", bold=True, italic=True, href="https://a.example/x"),))).iter(f"{AKN}i")
    assert [e.tag.removeprefix(AKN) for e in (p, *p.iterancestors())][:4] == ["i", "b", "a", "p"]


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://a.example/(b)?c&d=*|", "https://a.example/(b)?c&d=*%7C"),
        ("https://a.example/b c#d#e", "https://a.example/b%20c#d%23e"),
        ("https://a.example/%zz[é]", "https://a.example/%25zz%5Bé%5D"),
        ("https://a.example:443/", "https://a.example:443/"),
        ("https://a:b", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_address_is_a_valid_one_or_none(href: str, written: str | None) -> None:
    root = read(Paragraph((Text("shown", href=href),)))
    assert [a.get("href") for a in root.iter(f"{AKN}a")] == ([written] if written else [])
    assert texts(root) == ["shown"]


HOSTILE = [
    *("]]>", "<!--", "-->", "&lt;", "&#0;", "<?xml version='1.0'?>", "</p></content>", "\" onload='x"),
    "<!DOCTYPE doc [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    *(" lead and trail ", "a  b", "\u00a0", "\u2028", "\U0001f600"),
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_stays_what_it_is(hostile: str) -> None:
    runs: tuple[Run, ...] = (Text(hostile),)
    blocks = (
        Heading(1, (*runs, Footnote(runs))),
        Paragraph(runs),
        Table(hostile, (runs,), ((runs,),), ("left",)),
        Figure(hostile, hostile, hostile),
        Annex(hostile, (ListBlock(ordered=True, items=((Paragraph(runs),),)),)),
    )
    header = replace(
        header_of(hostile),
        place=hostile,
        date=HEADER.date,
        original_languages=(),
        register_name=f"ST 1 {hostile}",
        interinstitutional_label=hostile,
        rows=((hostile, (hostile,)), ("Subject:", (hostile,))),
        language=hostile,
    )
    root = read(*blocks, header=header)
    assert texts(root) == plain_text(blocks)
    assert {text_of(p) for p in one(root, "doc/preface")} == {hostile, "Subject:"}
    assert {text_of(p) for p in one(root, "doc/conclusions")} == {hostile}
    assert value(root, "doc/meta/identification/FRBRWork/FRBRalias") == f"ST 1 {hostile}"


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert texts(read(Paragraph((Text("a\x00b\x1b\ud800\ufffec"),)))) == ["a\ufffdb\ufffd\ufffd\ufffdc"]


labels = st.text(SIGNS, min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(bodies_of(noted_lines_of(texts_of(labels)), labels))
def test_any_document_is_valid_and_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    assert texts(read(*blocks)) == plain_text(blocks)


def test_the_same_document_gives_the_same_bytes_without_carriage_returns() -> None:
    document = Document(HEADER, EVERYTHING)
    written = write_akoma_ntoso(document)
    assert written == write_akoma_ntoso(document)
    assert b"\r" not in written
    assert written.endswith(b"</akomaNtoso>\n")


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b"<preface>", b"<preface><paragraphs/>"),
        (b'eId="hcontainer_2"', b'eId="hcontainer_1"'),
        (b"<FRBRcountry", b"<FRBRcity"),
        (b'date="2018-12-03"', b'date="3 December"'),
    ],
)
def test_the_schema_finds_a_planted_fault(sound: bytes, broken: bytes) -> None:
    written = write_akoma_ntoso(Document(HEADER, EVERYTHING))
    assert sound in written
    assert faults(written.replace(sound, broken, 1)) != []
