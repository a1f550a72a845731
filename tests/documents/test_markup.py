"""The small Markdown of the templates, what it makes, and what it refuses."""

from __future__ import annotations

import pytest

from partnercli.documents.blocks import (
    Annex,
    Break,
    Figure,
    Footnote,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Text,
    plain_text,
    table_of,
)
from partnercli.documents.markup import MAX_LIST_DEPTH, MarkupProblem, parse


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_headings_have_three_levels() -> None:
    assert parse("# a\n## b\n### c\n# d") == tuple(
        Heading(level, (Text(text),)) for level, text in [(1, "a"), (2, "b"), (3, "c"), (1, "d")]
    )


def test_bold_italics_links_and_line_breaks() -> None:
    assert parse("a **b *c*** [d](https://example.org/x?y=1)\\\ne\nf") == (
        Paragraph(
            (
                *(Text("a "), Text("b ", bold=True), Text("c", bold=True, italic=True), Text(" ")),
                *(Text("d", href="https://example.org/x?y=1"), Break(), Text("e f")),
            )
        ),
    )


def test_character_references_and_escapes_are_read() -> None:
    assert parse("5&nbsp;% \\*") == (paragraph("5\u00a0% *"),)


def test_lists_stand_in_lists_and_numbers_begin_where_they_say() -> None:
    inner = ListBlock(ordered=True, items=((paragraph("b"),), (paragraph("c"),)), start=4)
    outer = ListBlock(ordered=False, items=((paragraph("a"), inner), (paragraph("d"),)))
    assert parse("- a\n\n  4. b\n  5. c\n- d") == (outer,)


def test_a_table_keeps_its_cells_and_how_columns_stand() -> None:
    table = table_of(["a", "b", "c"], [["1 | 2", "", "3"]], align=("left", "center", "right"))
    assert parse("| a | b | c |\n|---|:-:|--:|\n| 1 \\| 2 | | 3 |") == (table,)


def test_italics_right_above_a_table_are_its_caption() -> None:
    table = table_of(["a"], [["b"]], "what it shows")
    assert parse("*what it shows*\n\n| a |\n|---|\n| b |") == (table,)
    assert parse("*what it shows*\n\n\ue0000\ue001", [table_of(["a"], [["b"]])]) == (table,)


@pytest.mark.parametrize("text", ["*a* b", "a", "***a***", "*[a](https://b.example)*", "*a*\\\n*b*"])
def test_other_text_above_a_table_stays_a_paragraph(text: str) -> None:
    assert isinstance(parse(f"{text}\n\n| a |\n|---|\n| b |")[0], Paragraph)


def test_footnotes_stand_where_their_mark_is() -> None:
    note = Footnote((Text("a "), Text("b", bold=True)))
    assert parse("x[^k]y\n\n[^k]: a **b**") == (Paragraph((Text("x"), note, Text("y"))),)
    assert parse("x^[a **b**]y") == (Paragraph((Text("x"), note, Text("y"))),)


def test_three_hyphens_begin_a_new_page() -> None:
    assert parse("a\n\n---\n\nb") == (paragraph("a"), PageBreak(), paragraph("b"))


def test_a_heading_annex_on_a_new_page_opens_an_annex_until_the_next() -> None:
    text = "a\n\n---\n\n# ANNEX I\n\n## b\n\n---\n\nc\n\n---\n\n# **ANNEX II**\n\nd"
    assert parse(text) == (
        paragraph("a"),
        Annex("ANNEX I", (Heading(2, (Text("b"),)), PageBreak(), paragraph("c"))),
        Annex("ANNEX II", (paragraph("d"),)),
    )


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("# ANNEX\n\na", []),
        ("a\n\n# ANNEX\n\nb", []),
        ("---\n\n# ANNEXES\n\na", []),
        ("---\n\n# \ue0000\ue001\n\na", ["ANNEX"]),
        ("---\n\n# ANNEX^[a]\n\nb", []),
    ],
)
def test_no_other_heading_opens_an_annex(text: str, slots: list[str]) -> None:
    assert not any(isinstance(block, Annex) for block in parse(text, slots))


def test_a_table_or_figure_alone_in_its_paragraph_becomes_that_block() -> None:
    figure = Figure("<svg/>", "alt", "caption")
    assert parse("a\n\n\ue0000\ue001\n\nb", [figure]) == (paragraph("a"), figure, paragraph("b"))


def test_what_is_empty_leaves_no_paragraph_item_or_list() -> None:
    assert parse("\ue0000\ue001\n\n- \ue0000\ue001\n-\n\n1. \ue0000\ue001\n2. a", [""]) == (
        ListBlock(ordered=True, items=((paragraph("a"),),)),
    )


@pytest.mark.parametrize(
    "text", ["<b>a</b>", "<!-- a -->", "<https://example.org>", "[a]: https://b.example"]
)
def test_html_bare_addresses_and_reference_links_are_plain_text(text: str) -> None:
    assert plain_text(parse(text)) == [text]


def test_indented_text_and_underlined_text_are_plain_text() -> None:
    assert plain_text(parse("    a\n\nb\n===")) == ["a", "b ==="]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("> a", "quotation"),
        ("`a`", "code"),
        ("```\na\n```", "code"),
        ("#### a", "more than three #"),
        ("# a\n## b\n### c\n#### d", "more than three #"),
        ("## a", "level 2 follows level 0"),
        ("# a\n### b", "level 3 follows level 1"),
        ("#", "heading is empty"),
        ("# \ue0000\ue001", "heading is empty"),
        ("- # a", "heading stands inside a list"),
        ("- | a |\n  |---|", "table stands inside a list"),
        ("- a\n\n  ***", "new page"),
        ("- [^a]: b", "footnote's text stands inside"),
        ("[a](http://b.example)", "link"),
        ("[a](javascript:b)", "link"),
        ("[a](/b)", "link"),
        ("![a](b)", "link"),
        ('[a](https://b.example "c")', "link"),
        ("[a](https://b.example/\ue0000\ue001)", "link"),
        ("[a](https://\ue0000\ue001.example)", "link"),
        ("a[^b]", "no text"),
        ("a\n\n[^b]: c", "nothing refers"),
        ("a[^b]\n\n[^b]: c\n\n[^b]: d", "two texts"),
        ("a[^b]\n\n[^b]: c\n\n    d", "not one paragraph"),
        ("a[^b]\n\n[^b]: - c", "not one paragraph"),
        ("a[^b]\n\n[^b]: c[^b]", "inside a footnote"),
        ("a^[b^[c]]", "inside a footnote"),
        ("| a |\n|---|\n| b | c |", "2 cells, its head 1"),
        ("| a | b |\n|---|---|\n| c |", "1 cells, its head 2"),
        ("a \ue0001\ue001", "stands inside other text"),
        ("# \ue0001\ue001", "stands inside other text"),
        ("- \ue0001\ue001", "stands inside other text"),
        ("a \ue0002\ue001", "cut apart"),
        ("a \ue0000", "cut apart"),
    ],
)
def test_what_a_document_cannot_show_is_refused(text: str, message: str) -> None:
    with pytest.raises(MarkupProblem, match=message) as problem:
        parse(text, ["", table_of(["a"], [])])
    assert problem.value.hint


def test_lists_too_deep_are_refused_before_the_parser_drops_them() -> None:
    def nested(depth: int) -> str:
        return "\n".join("  " * level + f"- {level}" for level in range(depth))

    assert len(plain_text(parse(nested(MAX_LIST_DEPTH)))) == MAX_LIST_DEPTH
    for depth in (MAX_LIST_DEPTH + 1, 30):
        with pytest.raises(MarkupProblem, match="deep"):
            parse(nested(depth))


def test_a_problem_names_its_line() -> None:
    with pytest.raises(MarkupProblem) as problem:
        parse("| a |\n|---|\n| b |\n| `c` |")
    assert problem.value.line == "| `c` |"


@pytest.mark.parametrize("line", ["#CONTEXT", "##Guiding question", "- #CONTEXT"])
def test_a_heading_without_a_space_is_not_taken_for_text(line: str) -> None:
    with pytest.raises(MarkupProblem, match="a heading has no space behind its #"):
        parse(f"# A\n\n{line}\n")


def test_a_number_sign_within_a_text_stays() -> None:
    assert plain_text(parse("See #4.\n\n\\#CONTEXT\n")) == ["See #4.", "#CONTEXT"]
