"""The HTML of a document in a browser: axe-core, a narrow screen, what it asks for, and what each printed page bears.

Every check is also seen to find a planted fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from blocks_made import BANNERS, BARE, FULL
from partnercli.documents.blocks import (
    Annex,
    Block,
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
from partnercli.documents.html import write_html
from read_back import BROWSER, laid_out, look, needs, needs_browser, needs_node, said

ON_EVERY_PAGE = (*BANNERS, "LIMITE", "14860/1/18 REV 1", "JAI.1", "GK/cr", "EN")
DRAWING = (
    '<svg viewBox="0 0 300 60" role="img" aria-labelledby="t d"><title id="t">Shares</title>'
    '<desc id="d">Six of nine.</desc><text x="5" y="30">six</text></svg>'
)
PROSE = Paragraph((Text("Delegations are invited to say which partnerships matter most. " * 12),))
WIDE = table_of(
    [f"Column-number-{n}" for n in range(9)], [["", *["long-word-in-a-cell"] * 8]], "Roles", ["right"] * 9
)
BODY: tuple[Block, ...] = (
    Heading(1, (Text("CONTEXT"),)),
    Paragraph(
        (Text("a ", bold=True), Text("link", href="https://a.example/"), Footnote((Text("note"),))), number=1
    ),
    Heading(2, (Text("Questions", italic=True),)),
    ListBlock(ordered=False, items=((PROSE, ListBlock(ordered=True, items=((PROSE,),), start=3)),)),
    Heading(3, (Text("Tables"),)),
    *(WIDE, WIDE, table_of(["", "b"], [["c", "1"]])),
    *(Figure(DRAWING, "Six of nine.", "Shares"), Figure("<svg/>", "Nothing.", "")),
    Paragraph((Text("  spaces  and-a-word-" + "without-any-end" * 9),)),
    *(
        PageBreak(),
        PROSE,
        Annex("ANNEX I", (Heading(1, (Text("Part"),)), PROSE)),
        Annex("ANNEX II", (PROSE,)),
    ),
)

pytestmark = [pytest.mark.tools, needs_browser]
needs_pdftotext = needs("pdftotext")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A document with every kind of block, as a file."""
    file = tmp_path / "note.html"
    file.write_bytes(write_html(Document(FULL, BODY)))
    return file


def change(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


@needs_node
def test_a_document_is_accessible_asks_for_nothing_and_fits_a_narrow_screen(page: Path) -> None:
    seen = look(page)
    for scheme in ("light", "dark"):
        found = seen[scheme]
        assert found["violations"] == []
        assert found["passes"] > 35
        assert (found["opened"], found["requests"], found["console"]) == (1, [], [])
        assert found["scrollWidth"] <= 320
    assert seen["light"]["background"] != seen["dark"]["background"]


@needs_node
def test_a_paper_with_neither_number_nor_body_is_accessible_too(page: Path) -> None:
    page.write_bytes(write_html(Document(BARE, ())))
    assert [found["violations"] for found in look(page).values()] == [[], []]


@needs_node
def test_the_browser_reports_faults_in_what_is_read_asked_for_and_shown(page: Path) -> None:
    change(page, "<main>", '<main><img src="https://a.example/b.png"><pre>' + "wide" * 99 + "</pre>")
    change(page, ' scope="row"', ' scope="rows"')
    found = look(page)["light"]
    assert {line.split(":")[0] for line in found["violations"]} >= {"image-alt", "scope-attr-valid"}
    assert found["scrollWidth"] > 320
    assert any("Content Security Policy" in line for line in found["console"])


@needs_node
def test_the_browser_reports_a_request_that_the_policy_lets_through(page: Path) -> None:
    change(page, "img-src data:", "img-src https:")
    change(page, "<main>", '<main><img alt="a" src="https://a.example/b.png">')
    assert look(page)["light"]["requests"] == ["https://a.example/b.png"]


@needs_node
def test_the_browser_reports_letters_that_are_hard_to_read_in_the_dark_alone(page: Path) -> None:
    change(page, "--ink: #e9eaec", "--ink: #44474d")
    seen = look(page)
    assert not [line for line in seen["light"]["violations"] if line.startswith("color-contrast")]
    assert [line for line in seen["dark"]["violations"] if line.startswith("color-contrast")]


def printed(page: Path) -> list[str]:
    """The text of each page as the browser prints the document."""
    pdf = page.with_suffix(".pdf")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    said(BROWSER, *options, profile, f"--print-to-pdf={pdf}", page.as_uri())
    return laid_out(pdf)


def missing(pages: Iterable[str]) -> list[str]:
    """What ought to stand on a page and does not, each with the page's number."""
    return [
        f"{number}: {text}"
        for number, page in enumerate(pages, start=1)
        for text in (*ON_EVERY_PAGE, str(number))
        if not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", page)
    ]


@needs_pdftotext
def test_every_printed_page_bears_banners_marking_number_and_page_number(page: Path) -> None:
    pages = printed(page)
    assert len(pages) >= 4
    assert missing(pages) == []


@needs_pdftotext
def test_annexes_and_page_breaks_begin_a_page(page: Path) -> None:
    pages = printed(page)
    assert [sum(label in text for text in pages) for label in ("ANNEX I\n", "ANNEX II\n")] == [1, 1]
    assert not [text for text in pages if "ANNEX I\n" in text and "ANNEX II\n" in text]


@needs_pdftotext
def test_the_head_of_a_long_table_stands_on_each_of_its_pages(page: Path) -> None:
    table = table_of(["Partner", "Role"], [[f"Country {n}", "host"] for n in range(90)], "Roles")
    page.write_bytes(write_html(Document(FULL, (table,))))
    pages = printed(page)
    assert len(pages) >= 3
    assert all(re.search(r"Partner\s+Role", text) for text in pages if "Country" in text)


@needs_pdftotext
def test_text_that_would_end_a_string_of_the_style_is_printed_as_it_is(page: Path) -> None:
    hostile = replace(BARE, marking='a"; } </style> \\22 é')
    page.write_bytes(write_html(Document(hostile, (PageBreak(), PROSE))))
    assert [hostile.marking in text for text in printed(page)] == [True, True]


@needs_pdftotext
def test_a_printed_page_without_its_marking_is_found(page: Path) -> None:
    change(page, "@bottom-center", "@bottom-centre")  # the browser no longer takes the style for ours
    assert "2: LIMITE" in missing(printed(page))
