"""What a document is made of, and how its texts are read off."""

from __future__ import annotations

from datetime import date

import pytest

from partnercli.documents.blocks import (
    Annex,
    Block,
    Break,
    Figure,
    Footnote,
    Header,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    join_runs,
    leads_on,
    plain_runs,
    plain_text,
    runs_of,
    table_of,
)


def test_plain_text_gives_every_text_in_reading_order_and_nothing_empty() -> None:
    item = (
        Paragraph((Text("one"),)),
        ListBlock(ordered=True, items=((Paragraph((Text("two"),)),),), start=3),
    )
    blocks = (
        Heading(1, (Text("CONTEXT"),)),
        Paragraph(
            (Text("a "), Text("b", bold=True), Footnote((Text("note"),)), Break(), Text("c")), number=1
        ),
        ListBlock(ordered=False, items=(item,)),
        table_of(["h", ""], [["x", "y"]], "caption"),
        Figure("<svg/>", "what it shows", "figure"),
        PageBreak(),
        Annex("ANNEX I", (Paragraph((Text("inside"),)), Paragraph(()))),
    )
    assert plain_text(blocks) == [
        *("CONTEXT", "a b\nc", "note", "one", "two", "caption", "h", "x", "y"),
        *("figure", "what it shows", "ANNEX I", "inside"),
    ]


def test_plain_text_reads_footnotes_in_cells() -> None:
    table = Table("", ((Text("h"), Footnote((Text("first"),))),), (((Text("c"),),),), ("left",))
    assert plain_text([table]) == ["h", "first", "c"]


def test_neighbours_in_one_style_are_one_run_and_an_empty_text_is_none() -> None:
    runs = (Text("a", bold=True), Text("", italic=True), Text("b", bold=True), Text("c"), Break(), Text("d"))
    assert join_runs(runs) == (Text("ab", bold=True), Text("c"), Break(), Text("d"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_a_line_end_inside_a_value_is_a_break_and_at_its_ends_nothing(line_end: str) -> None:
    assert runs_of(f"{line_end}a{line_end}b{line_end}{line_end}") == (Text("a"), Break(), Text("b"))


def test_an_empty_line_inside_a_value_stays() -> None:
    assert runs_of("a\n\nb") == (Text("a"), Break(), Break(), Text("b"))


def test_a_tab_becomes_one_space_and_other_spaces_stay() -> None:
    assert plain_runs(runs_of(" a\tb\u00a0 ")) == " a b\u00a0 "


def test_runs_take_the_style_they_are_given() -> None:
    like = Text("", bold=True, italic=True, href="https://example.org")
    assert runs_of("x", like) == (Text("x", bold=True, italic=True, href="https://example.org"),)


def test_an_empty_value_leaves_no_runs() -> None:
    assert runs_of("") == runs_of("\n") == ()


def test_a_table_of_texts_stands_to_the_left_unless_told_otherwise() -> None:
    assert table_of(["a", "b"], []).align == ("left", "left")
    assert table_of(["a", "b"], [], align=("left", "right")).align == ("left", "right")


@pytest.mark.parametrize("rows", [[["1"]], [["1", "2", "3"]]])
def test_an_uneven_row_of_a_table_is_an_error(rows: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="cells where 2 belong"):
        table_of(["a", "b"], rows)


def test_original_languages_are_printed_in_brackets_and_not_at_all_when_unknown() -> None:
    assert header("fr", "en").original_line == "(OR. fr, en)"
    assert header().original_line == ""


def header(*languages: str) -> Header:
    return Header(
        institution="Council of the European Union",
        place="Brussels",
        date=date(2021, 5, 25),
        date_line="Brussels, 25 May 2021",
        original_languages=languages,
        number_lines=("8952/21",),
        full_number="8952/21",
        title="8952/21",
    )


@pytest.mark.parametrize(
    ("block", "following", "together"),
    [
        (Paragraph((Text("Supports:"),)), ListBlock(ordered=False, items=()), True),
        (Paragraph((Text("Supports:"),)), Paragraph((Text("x"),)), False),
        (Paragraph((Text("A question?", italic=True),)), Paragraph((Text("An answer."),)), True),
        (Paragraph((Text("A question?", italic=True),)), None, False),
        (Paragraph((Text("Text."),)), ListBlock(ordered=False, items=()), False),
        (Heading(1, (Text("A:"),)), ListBlock(ordered=False, items=()), False),
    ],
)
def test_no_page_ends_behind_a_colon_before_a_list_or_behind_words_in_italics(
    block: Block, following: Block | None, together: bool
) -> None:
    assert leads_on(block, following) is together
