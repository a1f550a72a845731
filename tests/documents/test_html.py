"""A document as HTML: texts that read back as they are, one file that asks for nothing, a page for every reader."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks_made import (
    BANNERS,
    BARE,
    BLANKS,
    FULL,
    MARKUP,
    bodies_of,
    header_of,
    lines_of,
    noted_lines_of,
    paragraph,
    texts_of,
)
from partnercli.documents.blocks import (
    Annex,
    Block,
    Document,
    Figure,
    Footnote,
    Header,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    plain_text,
    runs_of,
    table_of,
)
from partnercli.documents.html import write_html
from read_back import Node, page_lines, read_page

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-labelledby="t d">'
    '<title id="t">Shares</title><desc id="d">Six of nine.</desc><defs><pattern id="p" width="1" height="1"/>'
    '</defs><rect fill="url(#p)" width="9" height="9"/><use href="#p"/><text>id="t" of 9</text></svg>'
)
PAPER = replace(BARE, date_line="Brussels, 25 May 2021")
HEADER = replace(
    FULL,
    interinstitutional_label="Interinstitutional Files:",
    interinstitutional_files=("2018/0330(COD)", "2016/0131 (COD)"),
    rows=(
        *(("From:", ("Presidency",)), ("date of receipt:", ("20 May 2021",)), ("To:", ("Delegations",))),
        ("Subject:", ("Partnerships", "- General approach")),
    ),
)
NASTY = [
    *(*MARKUP, *BLANKS),
    *("<script>alert(1)</script>", "</style>", "</title>", "</main>", "-->", "&amp;"),
    *("&lt;b>", "&copy", "'", '"', '" onclick="x', "a\nb", " \n "),
    *("\u2003", "שלום (a) مرحبا", "👩🏽\u200d🚒 🇲🇹", "https://a.example/b"),
    *("javascript:x", "\\", "\\22 ", "`", "0"),
]
BEARERS = {"h2", "h3", "h4", "p", "th", "td", "caption", "figcaption"}


def read(*blocks: Block, header: Header = HEADER) -> Node:
    return read_page(write_html(Document(header, blocks)).decode())


def texts(page: Node) -> list[str]:
    """The texts of the body in reading order, a footnote's after the text that bears its mark."""
    notes = {
        f"#{note.attributes['id']}": note.one("span", "note").text()
        for section in page.find("section", "notes")
        for note in section.find("li")
        if "id" in note.attributes
    }
    found: list[str] = []
    for node in page.one("main").all():
        if node.tag in BEARERS:
            found.append(node.text())
            found += [notes[mark.attributes["href"]] for sup in node.find("sup") for mark in sup.find("a")]
        elif node.tag == "svg" and "aria-label" in node.attributes:
            found.append(node.attributes["aria-label"])
        elif node.tag == "desc":
            found.append(node.text())
    return [text for text in found if text]


def everything(value: str) -> tuple[Block, ...]:
    """A document that holds the text in every place that a text can have."""
    runs = runs_of(value)
    styled = (*runs_of(value, Text("", bold=True)), *runs_of(value, Text("", italic=True)))
    plain = value.replace("\n", " ")
    return (
        Heading(1, runs),
        Paragraph((*styled, *runs_of(value, Text("", href="https://a.example/?b=c&d"))), number=7),
        Paragraph((*runs, Footnote(styled), *styled)),
        ListBlock(
            ordered=False, items=((Paragraph(runs), ListBlock(ordered=True, items=((Paragraph(runs),),))),)
        ),
        Table(plain, (runs, styled), ((runs, (*runs, Footnote(runs))),), ("left", "right")),
        Figure("<svg/>", plain, plain),
        Annex(plain, (Paragraph(runs),)),
    )


@pytest.mark.parametrize("value", NASTY)
def test_a_nasty_text_reads_back_wherever_it_stands(value: str) -> None:
    blocks = everything(value)
    plain = value.replace("\n", " ")
    header = header_of(plain)
    page = read(*blocks, header=header)
    assert texts(page) == plain_text(blocks)
    own = [line for line in page_lines(page.one("header")) if line != plain]
    assert own == [header.original_line, header.interinstitutional_label]
    assert page_lines(page.one("header")).count(plain) == 11
    assert page_lines(page.one("footer")) == [*[plain] * 4, "EN", plain]
    assert page.one("title").text() == plain
    assert Counter(one.tag for one in page.all())["script"] == 0


letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
characters = st.text(letters | st.sampled_from(" <>&\"'/;=-!\\"), min_size=1, max_size=8)
linked = texts_of(characters, "https://a.example/?b&c")


@given(bodies_of(noted_lines_of(linked), characters))
def test_any_text_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    assert texts(read(*blocks)) == plain_text(blocks)


def shown(node: Node, *, kept: bool = False) -> list[tuple[str, bool]]:
    """The characters of an element, each with whether the style keeps it where it is a space."""
    if node.tag == "br":
        return [("\n", True)]
    kept = kept or node.attributes.get("class") == "s"
    pieces = [
        [(one, kept) for one in part] if isinstance(part, str) else shown(part, kept=kept)
        for part in node.inner
    ]
    return [one for piece in pieces for one in piece]


def collapsed(characters: list[tuple[str, bool]]) -> str:
    """What a browser shows: no loose space at either end of a line, and none after another."""
    line_end = ("\n", True)
    seen = [line_end]
    for one in [*characters, line_end]:
        if one == line_end and seen[-1] == (" ", False):
            seen.pop()
        if one != (" ", False) or seen[-1] not in {line_end, (" ", False)}:
            seen.append(one)
    return "".join(character for character, _ in seen[1:-1])


spaced = st.builds(Text, st.text("a ", min_size=1, max_size=3), st.booleans())
spaced_lines = lines_of(spaced, st.builds(Footnote, lines_of(linked)))


@settings(max_examples=200)
@given(spaced_lines)
def test_a_browser_drops_no_space_of_a_text(runs: tuple[Run, ...]) -> None:
    page = read(Paragraph(runs))
    for node in (*page.one("main").find("p"), *page.one("main").find("span", "note")):
        everything_shown = shown(node)
        assert collapsed(everything_shown) == "".join(character for character, _ in everything_shown)


def test_loose_spaces_are_seen_to_be_dropped() -> None:
    node = read_page('<p> a  <br> b<span class="s">  c </span> </p>').one("p")
    assert collapsed(shown(node)) == "a\nb  c "


def test_every_fact_of_the_header_stands_on_the_page_in_order() -> None:
    header = read().one("header")
    assert page_lines(header) == [
        *(*BANNERS, "Council of the European Union", "Brussels, 25 May 2021", "(OR. fr, en)"),
        *("14860/1/18", "REV 1", "LIMITE", "JAI 572", "ASIM 30", "Interinstitutional Files:"),
        *("2018/0330(COD)", "2016/0131 (COD)", "NOTE", "From:", "Presidency", "date of receipt:"),
        *("20 May 2021", "To:", "Delegations", "Subject:", "Partnerships", "- General approach"),
    ]
    assert [one.text() for one in header.find("dt")] == ["From:", "date of receipt:", "To:", "Subject:"]


def test_the_footer_has_number_initials_unit_marking_language_and_banners() -> None:
    assert page_lines(read().one("footer")) == [
        *("14860/1/18 REV 1", "GK/cr", "JAI.1", "LIMITE", "EN", *BANNERS)
    ]


def test_the_banners_are_the_first_and_the_last_words_of_the_page() -> None:
    seen = [line for line in read(paragraph("a")).one("body").text().split("\n") if line]
    assert seen[:2] == seen[-2:] == [*BANNERS]


def test_the_marking_stands_in_header_and_footer() -> None:
    page = read()
    assert [page.one(part).one("p", "marking").text() for part in ("header", "footer")] == ["LIMITE"] * 2


def test_what_a_header_does_not_have_leaves_nothing_empty() -> None:
    page = read(Paragraph(()), Heading(1, ()), ListBlock(ordered=True, items=()), header=PAPER)
    assert page_lines(page.one("header")) == ["Brussels, 25 May 2021", "NOTE"]
    assert page_lines(page.one("footer")) == ["EN"]
    assert [one.tag for one in page.one("body").all() if not one.text().strip()] == ["main"]
    assert css_strings(PAPER) == ["\nEN"]


def test_a_row_of_the_header_without_a_value_is_left_out() -> None:
    page = read(header=replace(PAPER, rows=(("From:", ()), ("To:", ("",)))))
    assert page_lines(page.one("header")) == ["Brussels, 25 May 2021", "NOTE"]
    assert not page.find("dl")


def test_the_page_says_its_language_and_title_and_no_author() -> None:
    page = read(header=replace(HEADER, language="FR"))
    assert page.one("html").attributes == {"lang": "fr"}
    assert page.one("title").text() == "14860/1/18 REV 1: Partnerships"
    assert [sorted(one.attributes) for one in page.find("meta")] == [
        *(["charset"], ["content", "http-equiv"], ["content", "name"])
    ]
    assert page.find("meta")[2].attributes["name"] == "viewport"


def style_of(header: Header) -> str:
    return read(header=header).one("style").text()


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    for header in (HEADER, PAPER):
        digest = base64.b64encode(hashlib.sha256(style_of(header).encode()).digest()).decode()
        (policy,) = [
            one.attributes["content"]
            for one in read(header=header).find("meta")
            if "http-equiv" in one.attributes
        ]
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        )


def test_no_part_of_the_page_runs_or_asks_for_anything() -> None:
    blocks = (
        *everything("a"),
        Paragraph((Text("link", href="https://a.example/"), Text("no link", href="javascript:x"))),
        Figure(DRAWING, "Six of nine.", "Shares"),
    )
    page = read(*blocks)
    for node in page.all():
        assert node.tag not in {"script", "iframe", "object", "embed", "form", "base", "img"}
        assert not [name for name in node.attributes if name == "style" or name.startswith("on")]
        for name, value in node.attributes.items():
            if "//" in value and name != "xmlns":
                assert (node.tag, name, node.attributes["rel"]) == ("a", "href", "noreferrer")
    assert not re.search(r"url|@import|//", style_of(HEADER))
    assert [one.attributes["href"] for one in page.find("a") if one.text() == "link"] == [
        "https://a.example/"
    ]
    assert "javascript" not in write_html(Document(HEADER, blocks)).decode()


def css_strings(header: Header) -> list[str]:
    """The strings of the style that stand in the margins of a printed page, as a browser reads them."""
    margins = style_of(header).split("@page {")[1].replace('"Times New Roman", "Liberation Serif"', "")
    found = re.findall(r'"((?:[^"\\\n]|\\[0-9a-f]{1,6} )*)"', margins)
    return [re.sub(r"\\([0-9a-f]{1,6}) ", lambda one: chr(int(one[1], 16)), text) for text in found]


def test_every_printed_page_has_banners_number_unit_marking_initials_and_language() -> None:
    number_and_unit, initials = "14860/1/18 REV 1\nJAI.1", "GK/cr" + " " * 8
    banners = "\n".join(BANNERS)
    assert css_strings(HEADER) == [banners, number_and_unit, "LIMITE", initials, "\nEN"]


@pytest.mark.parametrize(
    "value", ['"; } * { display: none } "', "</style ><script>", "</style/>", "\\", "\\22", "a\nb", "*/"]
)
def test_a_hostile_header_cannot_leave_its_string_in_the_style(value: str) -> None:
    hostile = replace(HEADER, marking=value, banners=(value,), initials=value, unit=value, full_number=value)
    written = write_html(Document(hostile, ())).decode()
    style = style_of(hostile)
    assert css_strings(hostile) == [value, f"{value}\n{value}", value, value + " " * 8, "\nEN"]
    assert without_strings(style) == without_strings(style_of(HEADER))
    assert "<" not in style
    assert written.count("</style>") == written.count("<style>") == 1


def without_strings(style: str) -> str:
    return re.sub(r'"[^"]*"', '""', style)


def test_headings_follow_the_title_and_no_level_is_skipped() -> None:
    blocks = [Heading(level, (Text("a"),)) for level in (1, 2, 3)]
    page = read(*blocks, Annex("ANNEX I", tuple(blocks)))
    headings_read = [one.tag for one in page.all() if re.fullmatch("h[1-6]", one.tag)]
    assert headings_read == ["h1", "h2", "h3", "h4", "h2", "h2", "h3", "h4"]
    assert page.one("section", "annex").find("h2")[0].text() == "ANNEX I"


def test_a_paragraph_shows_its_number() -> None:
    (numbered,) = read(paragraph("a", 12)).find("p", "numbered")
    assert numbered.one("span").inner == ["12. "]


def test_a_list_counts_from_its_start_and_holds_further_lists() -> None:
    inner = ListBlock(ordered=True, items=((paragraph("b"),),), start=9)
    page = read(ListBlock(ordered=False, items=((paragraph("a"), inner),)))
    assert page.one("ul").one("ol").attributes == {"start": "9"}


def test_a_table_names_its_columns_and_rows_in_a_frame_that_scrolls() -> None:
    page = read(table_of(["a", "b", "c"], [["1", "2", "3"]], "what it shows", ("left", "center", "right")))
    frame = page.one("div", "table")
    names = {"aria-label": "what it shows", "role": "region"}
    assert frame.attributes == {"class": "table", "tabindex": "0", **names}
    assert frame.one("caption").text() == "what it shows"
    assert [one.attributes for one in frame.one("thead").find("th")] == [
        *({"scope": "col"}, {"scope": "col", "class": "center"}, {"scope": "col", "class": "right"})
    ]
    assert frame.one("tbody").one("th").attributes == {"scope": "row"}
    assert [one.attributes for one in frame.find("td")] == [{"class": "center"}, {"class": "right"}]


def test_an_empty_cell_heads_nothing() -> None:
    page = read(table_of(["", "b"], [["", "1"], ["c", "2"]]))
    assert [one.text() for one in page.find("th")] == ["b", "c"]
    assert not page.find("caption")


def test_no_two_tables_go_by_one_name() -> None:
    one, other = table_of(["a"], [["b"]]), table_of(["a"], [["b"]], "Roles")
    names = [node.attributes["aria-label"] for node in read(one, other, one, other).find("div", "table")]
    assert names == ["Table 1", "Roles", "Table 3", "Roles (table 4)"]


def test_footnotes_are_numbered_through_and_linked_both_ways() -> None:
    def noted(text: str) -> tuple[Run, ...]:
        return Text(text), Footnote((Text(f"{text}."),))

    page = read(
        Heading(1, noted("a")),
        Table("", (noted("b"),), (), ("left",)),
        Annex("ANNEX", (Paragraph(noted("c")),)),
    )
    marks = [mark.one("a") for mark in page.find("sup")]
    assert [mark.text() for mark in marks] == ["1", "2", "3"]
    ids = {node.attributes["id"]: node for node in page.all() if "id" in node.attributes}
    for number, mark in enumerate(marks, start=1):
        note = ids[mark.attributes["href"].removeprefix("#")]
        assert note.one("span", "note").text() == f"{'abc'[number - 1]}."
        back = note.one("a", "back")
        assert ids[back.attributes["href"].removeprefix("#")] is mark
        assert str(number) in mark.attributes["aria-label"]
        assert str(number) in back.attributes["aria-label"]


def test_two_drawings_share_no_id_and_keep_what_points_to_them() -> None:
    page = read(
        *[Figure(DRAWING, "Six of nine.", "Shares")] * 2, Paragraph((Text("a"), Footnote((Text("b"),))))
    )
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert sorted(set(ids)) == sorted(ids)
    for number, svg in enumerate(page.find("svg"), start=1):
        assert svg.attributes["aria-labelledby"] == f"f{number}-t f{number}-d"
        assert svg.one("rect").attributes["fill"] == f"url(#f{number}-p)"
        assert svg.one("use").attributes["href"] == f"#f{number}-p"
        assert svg.one("text").text() == 'id="t" of 9'


@pytest.mark.parametrize(
    "svg",
    [
        "<svg/>",
        '<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg viewBox="0 0 9 9"><rect/></svg>',
        '<svg role="img" aria-labelledby="t"><title id="t">Other words.</title></svg>',
    ],
)
def test_a_drawing_that_does_not_say_what_it_shows_is_named_by_its_alternative(svg: str) -> None:
    page = read(Figure(svg, 'Six "of" nine.', "Shares"))
    drawing = page.one("svg").attributes
    assert (drawing["role"], drawing["aria-label"]) == ("img", 'Six "of" nine.')
    assert "aria-labelledby" not in drawing
    assert page.one("figcaption").text() == "Shares"


@pytest.mark.parametrize(
    "svg",
    [
        *("<svg><script>x</script></svg>", "<svg><style>x</style></svg>", '<svg onload="x"/>'),
        *('<svg><g style="x"/></svg>', '<svg><use href="https://a.example/b"/></svg>', "a drawing"),
        *('<svg><a xlink:href="javascript:x"/></svg>', "<svg><foreignObject/></svg>"),
    ],
)
def test_a_drawing_that_runs_or_asks_for_something_is_an_error(svg: str) -> None:
    with pytest.raises(ValueError, match="a figure"):
        write_html(Document(HEADER, (Figure(svg, "a", ""),)))


def test_the_same_document_is_the_same_bytes_with_line_feeds_only() -> None:
    document = Document(HEADER, everything("a"))
    written = write_html(document)
    assert written == write_html(document)
    assert b"\r" not in written
    assert written.startswith(b'<!DOCTYPE html>\n<html lang="en">\n')
    assert written.endswith(b"</html>\n")


def test_the_reader_of_these_tests_sees_a_lost_text() -> None:
    blocks = everything("a")
    written = write_html(Document(HEADER, blocks)).decode()
    faulty: Iterable[str] = (written.replace("<p>a", "<p>", 1), written.replace("<h2>a", "<h2>b", 1))
    for page in faulty:
        assert texts(read_page(page)) != plain_text(blocks)
