"""A document as Markdown: the form of 8952/21, and texts that read back as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks_made import (
    ADDRESS,
    BLANKS,
    ILLUSTRATIVE,
    PLAIN,
    SIGNS,
    bullets,
    lines_of,
    lists_of,
    paragraph,
    tables_of,
)
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
    join_runs,
    plain_text,
    runs_of,
    table_of,
)
from partnercli.documents.markdown import write_markdown
from partnercli.documents.markup import parse

BARE = replace(PLAIN, marking="", codes=(), rows=())


def text(*blocks: Block, header: Header = BARE) -> str:
    return write_markdown(Document(header, blocks)).decode()


def body(*blocks: Block) -> str:
    return text(*blocks).split("**NOTE**\n\n---\n\n")[1].removesuffix("\n\n---\n\n8952/21  \nJAI.1  \nEN\n")


def test_a_note_has_the_form_of_8952_21() -> None:
    blocks = (
        Heading(1, (Text("CONTEXT"),)),
        paragraph("Words."),
        Heading(2, (Text("Guiding question"),)),
        bullets("Yes?"),
    )
    assert text(*blocks, header=PLAIN) == (
        "**Council of the European Union**\n\n"
        "**Brussels, 25 May 2021  \n(OR. en)**\n\n"
        "**8952/21**\n\n"
        "**LIMITE**\n\n"
        "**JAI 572  \nASIM 30**\n\n"
        "**NOTE**\n\n"
        "---\n\n"
        "From:\tPresidency  \n"
        "To:\tDelegations\n\n"
        "---\n\n"
        "## **CONTEXT**\n\n"
        "Words.\n\n"
        "### ***Guiding question***\n\n"
        "- Yes?\n\n"
        "---\n\n"
        "8952/21  \nJAI.1  \n**LIMITE**  \nEN\n"
    )


def test_what_a_header_does_not_have_is_left_out() -> None:
    bare = replace(BARE, original_languages=(), unit="")
    assert text(header=bare) == (
        "**Council of the European Union**\n\n**Brussels, 25 May 2021**\n\n**8952/21**\n\n**NOTE**\n\n---\n\n"
        "---\n\n8952/21  \nEN\n"
    )


def test_the_banner_stands_first_and_last() -> None:
    written = text(header=replace(PLAIN, banners=(ILLUSTRATIVE,)))
    assert written.startswith(f"**{ILLUSTRATIVE}**\n\n**Council")
    assert written.endswith(f"EN\n\n**{ILLUSTRATIVE}**\n")


def test_a_revision_stands_under_the_number_and_runs_on_in_the_footer() -> None:
    revised = replace(PLAIN, number_lines=("14860/1/18", "REV 1"), full_number="14860/1/18 REV 1")
    written = text(header=revised)
    assert "\n\n**14860/1/18**\n\n**REV 1**\n\n**LIMITE**\n\n" in written
    assert "---\n\n14860/1/18 REV 1  \nJAI.1  \n" in written


def test_interinstitutional_files_stand_under_their_label() -> None:
    header = replace(
        PLAIN,
        interinstitutional_label="Interinstitutional File:",
        interinstitutional_files=("2018/0330(COD)",),
    )
    assert "ASIM 30**\n\n**Interinstitutional File:  \n2018/0330(COD)**\n\n**NOTE**" in text(header=header)


def test_further_lines_of_a_row_begin_with_a_tab() -> None:
    rows = (("Subject:", ("Title", "- General approach")),)
    assert "\nSubject:\tTitle  \n\t- General approach\n\n---" in text(header=replace(PLAIN, rows=rows))


def test_initials_stand_after_the_number_in_the_footer() -> None:
    assert text(header=replace(BARE, initials="GK/cr")).endswith("8952/21  \nGK/cr  \nJAI.1  \nEN\n")


def test_a_hostile_header_stays_text() -> None:
    rows = (("From:", ("*x* | # {{ 7*7 }}", "`- <b>")),)
    blocks = parse(text(header=replace(PLAIN, marking="_a_", codes=("# x", "**"), rows=rows)))
    assert plain_text(blocks)[3:6] == ["_a_", "# x\n**", "NOTE"]
    assert plain_text(blocks)[6] == "From: *x* | # {{ 7*7 }}\n`- <b>"


def test_headings_go_down_three_levels() -> None:
    headings = [Heading(level, (Text("a"),)) for level in (1, 2, 3)]
    assert body(*headings) == "## **a**\n\n### ***a***\n\n#### a"


def test_a_paragraph_shows_its_number() -> None:
    assert body(paragraph("a", 1)) == "1\\. a"


def test_lists_are_indented_by_their_marks() -> None:
    inner = ListBlock(ordered=True, items=((paragraph("b"),), (paragraph("c"),)), start=9)
    assert body(ListBlock(ordered=False, items=((paragraph("a"), inner), (paragraph("d"),)))) == (
        "- a\n\n  9. b\n  10. c\n- d"
    )


def test_two_lists_in_a_row_stay_two() -> None:
    lists = [bullets(t) for t in "abc"]
    assert body(*lists) == "- a\n\n* b\n\n- c"


def test_a_table_stands_under_its_caption() -> None:
    table = table_of(["a", "b", "c"], [["1|2", "", "3"]], "what it shows", ("left", "center", "right"))
    assert body(table) == ("*what it shows*\n\n| a | b | c |\n| --- | :---: | ---: |\n| 1\\|2 |  | 3 |")


def test_a_figure_is_its_caption_and_its_text_in_words() -> None:
    assert body(Figure("<svg/>", "what it shows", "caption")) == "*caption*\\\nwhat it shows"


def test_footnotes_are_numbered_through_and_stand_before_the_footer() -> None:
    first, second = (Paragraph((Text(t), Footnote((Text(f"{t}."),)))) for t in "ab")
    assert body(first, PageBreak(), second) == "a[^1]\n\n---\n\nb[^2]\n\n[^1]: a.\n\n[^2]: b."


def test_an_annex_begins_on_a_new_page_under_its_label() -> None:
    assert body(Annex("ANNEX I", (paragraph("a"),))) == "---\n\n## **ANNEX I**\n\na"


def test_a_line_break_is_a_backslash_and_in_a_cell_a_tag() -> None:
    assert body(Paragraph(runs_of("a\nb"))) == "a\\\nb"
    assert body(table_of(["a\nb"], [])) == "| a<br>b |\n| --- |"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a\n===", "a\\\n\\==="),
        ("a  b", "a &#32;b"),
        (" a ", "&#32;a&#32;"),
        ("a\u00a0b", "a&#160;b"),
        ("1. a", "1\\. a"),
        ("1.5 a - b + c", "1.5 a - b + c"),
    ],
)
def test_what_any_markdown_could_take_for_a_mark_is_escaped_where_it_could(value: str, written: str) -> None:
    assert body(Paragraph(runs_of(value))) == written


@pytest.mark.parametrize(("after", "written"), [("(a)", "\\(a)"), (": a", "\\: a"), (" (a)", " (a)")])
def test_a_footnote_mark_is_no_link_and_no_footnote_text(after: str, written: str) -> None:
    assert body(Paragraph((Footnote((Text("n"),)), Text(after)))) == f"[^1]{written}\n\n[^1]: n"


def test_a_break_with_nothing_after_it_is_left_out() -> None:
    assert body(Paragraph((Text("a"), Break()))) == "a"


def test_the_text_ends_in_one_line_end_and_holds_no_carriage_return() -> None:
    written = write_markdown(Document(PLAIN, (Paragraph(runs_of("a\r\nb")),)))
    assert written.endswith(b"EN\n")
    assert b"\r" not in written


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((Text("a "), Text("(b)", bold=True), Text(" c")), "a (**b**) c"),
        ((Text("(a)", bold=True), Text(" b")), "**(a**) b"),
        ((Text("(a)", bold=True),), "**(a)**"),
        ((Text("a"), Text(" ... ", bold=True), Text("b")), "a ... b"),
        ((Text("a", bold=True), Text("b", bold=True, italic=True), Text("c", italic=True)), "**ab***c*"),
        (
            (Text("a", bold=True), Text(" b ", bold=True, italic=True), Text("c", italic=True)),
            "**a** ***b*** *c*",
        ),
        ((Text("a", href="https://b.example/(c)?d&e"),), "[a](https://b.example/\\(c\\)?d\\&e)"),
    ],
)
def test_marks_of_emphasis_stand_where_markdown_reads_them(runs: tuple[Run, ...], written: str) -> None:
    assert body(Paragraph(runs)) == written


NASTY = [
    *(*BLANKS, "{{ 7*7 }}", "{% raw %}", "| a | b |", "# x", "x #", "*", "**a**", "`a`", "a\nb", "\u2003"),
    *("1.", "1. a", "12) a", "+", "+ a", "- a", "---", "===", "a|b\n:-:", "<b>", "<br>", "[x](y)", "^", "!"),
    *("![x](y)", "\\", "a\\", "&amp;", "~a~", "$a$", "> a", "[^1]", "[^1]: a", "a\n\n# b", ":", "("),
]


@pytest.mark.parametrize("value", NASTY)
def test_a_nasty_text_reads_back_wherever_it_stands(value: str) -> None:
    runs = runs_of(value)
    styled = runs_of(value, Text("", bold=True)) + runs_of(value, Text("", italic=True))
    blocks = (
        Heading(1, runs),
        Paragraph(runs),
        Paragraph((Text("a"), *styled, Text("b"), Footnote(runs), *runs)),
        ListBlock(
            ordered=False, items=((Paragraph(runs), ListBlock(ordered=True, items=((Paragraph(runs),),))),)
        ),
        Table("", (runs, styled), ((runs, runs),), ("left", "left")),
    )
    assert read_back(blocks) == shape(blocks)


BREAK_IN_CELL = "\u2016"
"""A sign that no generated text holds, put for <br>, which our own parser takes for text."""
styles = st.builds(Text, st.text(SIGNS, min_size=1, max_size=8), st.booleans(), st.booleans())
links = st.builds(Text, st.text(SIGNS, min_size=1, max_size=4), href=st.just(ADDRESS))


def showing(*runs: st.SearchStrategy[Run]) -> st.SearchStrategy[tuple[Run, ...]]:
    """Lines that show something."""
    lines = lines_of(styles, links, *runs, at_least=1).map(join_runs)
    return lines.filter(lambda line: any(isinstance(run, Text) for run in line))


lines = showing(st.builds(Footnote, showing()))
paragraphs = st.builds(Paragraph, lines)


def listed(items: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    return lists_of(st.tuples(paragraphs, items) | st.tuples(paragraphs), at_least=1)


headings = st.builds(Heading, st.just(1), lines)
tables = tables_of(lines, st.just("caption"), 2)
documents = st.lists(
    paragraphs | headings | tables | listed(listed(paragraphs)) | st.just(PageBreak()), max_size=4
)


@settings(max_examples=120, deadline=None)
@given(documents)
def test_any_text_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    assert read_back(blocks) == shape(blocks)


@settings(max_examples=120, deadline=None)
@given(lines)
def test_any_line_reads_back_with_its_style(runs: tuple[Run, ...]) -> None:
    assert read_back([Paragraph(runs)]) == shape([Paragraph(runs)])


def read_back(blocks: Iterable[Block]) -> list[object]:
    """The shape of what our own parser reads in the written document, header and footer left out."""
    written = text(*blocks).replace("<br>", BREAK_IN_CELL)
    read = parse(re.sub(r"(?m)^#(?=#)", "", written))
    return shape(read[5:-2])


def shape(blocks: Iterable[Block]) -> list[object]:
    return [part for block in blocks for part in block_shape(block)]


def block_shape(block: Block) -> Iterator[object]:
    match block:
        case Heading():
            bold = [replace(run, bold=True) if isinstance(run, Text) else run for run in block.runs]
            yield ("heading", line_shape(bold))
        case Paragraph():
            yield from [line for line in [line_shape(block.runs)] if line]
        case ListBlock():
            yield (
                "list",
                block.ordered,
                block.start if block.ordered else 1,
                [shape(item) for item in block.items],
            )
        case Table():
            yield (
                "table",
                block.caption,
                block.align,
                [[line_shape(cell) for cell in row] for row in (block.head, *block.rows)],
            )
        case _:
            yield block


def line_shape(runs: Iterable[Run]) -> list[object]:
    """One entry a character, with its style if a letter or a digit: other signs may stand outside the marks.

    Of bold italics only the bold counts: between bold and italics they can lose the italics.
    """
    shapes: list[object] = []
    for run in runs:
        match run:
            case Break():
                shapes.append("\n")
            case Footnote():
                shapes.append(("note", line_shape(run.runs)))
            case Text():
                for character in run.text.replace(BREAK_IN_CELL, "\n"):
                    style = (run.bold, run.italic and not run.bold) if character.isalnum() else None
                    shapes.append("\n" if character == "\n" else (character, style, run.href))
    while shapes and shapes[-1] == "\n":
        shapes.pop()
    return shapes


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("see https://a.eu/b", r"see https\://a.eu/b"),
        ("see www.a.eu", r"see www\.a.eu"),
        ("write to a.b@c.eu", r"write to a.b\@c.eu"),
        ("HTTP://A.EU", r"HTTP\://A.EU"),
    ],
)
def test_an_address_in_a_value_does_not_become_a_link(value: str, written: str) -> None:
    assert body(paragraph(value)).strip() == written
