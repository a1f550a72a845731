"""Every paper of the shipped repository in every format, opened by the programs that readers and judges use."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from blocks_made import ILLUSTRATIVE, PRESIDENCY
from read_back import (
    VALIDATOR,
    faults,
    laid_out,
    look,
    needs,
    needs_browser,
    needs_node,
    poppler_facts,
    said,
    to_pdf,
)

pytest.importorskip("typst")

Process = Callable[..., subprocess.CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
RELEASE = "\nrelease: {by: Presidency, on: 2021-06-01, reference: Decision 1, delegations: []}\n"
PAPERS = {
    "note": ("note",),
    "presidency": ("note", "--audience", "presidency"),
    "outline": ("outline", "morocco"),
    "compilation": ("compilation", "8952-21"),
    "progress": ("progress", "--on", "2021-12-01"),
    "public": ("note", "--public"),
}
FACTS = {
    "note": (ILLUSTRATIVE, "8952/21", "JAI.1", "LIMITE"),
    "presidency": (ILLUSTRATIVE, PRESIDENCY, "8952/21", "JAI.1", "LIMITE"),
    "outline": (ILLUSTRATIVE, "LIMITE"),
    "compilation": (ILLUSTRATIVE, "8952/21", "JAI.1", "LIMITE"),
    "progress": (ILLUSTRATIVE, "LIMITE"),
    "public": (ILLUSTRATIVE,),
}
"""What every page bears."""
MOST_DIFFERENT = ("presidency", "outline", "public")
MARKS = {
    *("paragraph", "heading", "bullet_list", "ordered_list", "list_item"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def papers(
    process: Process, copy_shipped: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Path]]:
    """The files of each paper, by paper and ending; each is named after its paper."""
    folder = tmp_path_factory.mktemp("papers")
    repository = copy_shipped(folder / "exercise")
    document = repository / "data/documents/8952-21.yaml"
    document.write_text(document.read_text("utf-8").rstrip("\n") + RELEASE, "utf-8")
    made: dict[str, dict[str, Path]] = {}
    for paper, words in PAPERS.items():
        done = process("render", *words, "--format", "all", at=repository)
        assert (done.returncode, done.stderr) == (0, b""), paper
        written = [repository / line for line in done.stdout.decode().splitlines()]
        made[paper] = {file.suffix[1:]: file.rename(folder / f"{paper}{file.suffix}") for file in written}
        assert set(made[paper]) == {"md", "docx", "pdf", "html", "xml"}
    return made


def check_pages(paper: str, shown: list[str]) -> None:
    """Every page bears the facts of the footer and its own number."""
    assert shown
    for number, page in enumerate(shown, start=1):
        for fact in FACTS[paper]:
            assert fact in page, (paper, number)
        ends = [line.split()[-1] for line in page.splitlines() if line.strip()][-3:]
        assert str(number) in ends, (paper, number)
        assert "EN" in ends, (paper, number)
    if "LIMITE" not in FACTS[paper]:
        assert "LIMITE" not in "".join(shown)
    if PRESIDENCY not in FACTS[paper]:
        assert PRESIDENCY not in "".join(shown)


# Word


@pytest.fixture(scope="module")
def printed(papers: dict[str, dict[str, Path]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word files as LibreOffice lays them out, converted in one go."""
    folder = tmp_path_factory.mktemp("libreoffice")
    to_pdf(folder, *[made["docx"] for made in papers.values()])
    return folder


@needs("soffice", "pdftotext")
@pytest.mark.parametrize("paper", PAPERS)
def test_libreoffice_shows_the_facts_of_the_footer_on_every_page(paper: str, printed: Path) -> None:
    check_pages(paper, laid_out(printed / f"{paper}.pdf"))


@needs("soffice", "pdftotext")
def test_libreoffice_shows_the_text(printed: Path) -> None:
    text = " ".join("".join(laid_out(printed / "note.pdf")).split())
    assert "Can Member States agree to the way forward that the Presidency sets out?" in text
    assert "State of play on 25 May 2021" in text
    assert len(laid_out(printed / "presidency.pdf")) > len(laid_out(printed / "note.pdf"))


@pytest.mark.skipif(not VALIDATOR.exists(), reason="ooxml-validator is not here")
@pytest.mark.parametrize("paper", PAPERS)
def test_word_files_are_valid_by_the_open_xml_sdk(paper: str, papers: dict[str, dict[str, Path]]) -> None:
    verdict = json.loads(said(VALIDATOR, papers[paper]["docx"]))
    assert (verdict["ok"], verdict["errors"]) == (True, [])


# PDF


@needs("pdfinfo", "pdffonts", "pdftotext")
@pytest.mark.parametrize("paper", PAPERS)
def test_poppler_reads_a_tagged_pdf_with_its_fonts_and_its_footers(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    file = papers[paper]["pdf"]
    facts = poppler_facts(file)
    assert (facts["Tagged"], facts["JavaScript"], facts["Encrypted"]) == ("yes", "no", "no")
    assert facts["Title"]
    assert not {"Author", "Subject", "Keywords"} & set(facts)
    fonts = [line.split() for line in said("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert {font[-5] for font in fonts} == {"yes"}  # embedded
    assert {font[-3] for font in fonts} == {"yes"}  # with the letters that its signs stand for
    shown = laid_out(file)
    assert len(shown) == int(facts["Pages"])
    check_pages(paper, shown)


# HTML


@needs_browser
@needs_node
@pytest.mark.parametrize("paper", MOST_DIFFERENT)
def test_axe_finds_nothing_in_the_page_which_asks_for_nothing(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    for scheme, seen in look(papers[paper]["html"]).items():
        assert seen["violations"] == [], scheme
        # Of words in drawings, and of single letters, axe does not decide whether they stand out.
        assert {one.partition(":")[0] for one in seen["incomplete"]} <= {"color-contrast"}, scheme
        assert seen["passes"] > 10
        assert (seen["requests"], seen["console"], seen["opened"]) == ([], [], 1)
        assert seen["scrollWidth"] <= 320


@pytest.mark.parametrize("paper", PAPERS)
def test_akoma_ntoso_is_valid_by_the_schema_of_the_standard(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    assert faults(papers[paper]["xml"].read_bytes()) == []


def test_the_schema_finds_a_planted_fault(papers: dict[str, dict[str, Path]]) -> None:
    text = papers["note"]["xml"].read_bytes()
    assert b"<preface>" in text
    assert faults(text.replace(b"preface>", b"prefaces>")) != []


@pytest.mark.parametrize("paper", PAPERS)
def test_markdown_it_reads_nothing_but_text_headings_lists_and_tables(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    text = papers[paper]["md"].read_text("utf-8")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= MARKS | {"inline", "hr"}
    children = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in children if child.type == "html_inline"} <= {"<br>"}
    assert not {child.type for child in children} & {"image", "code_inline", "s_open"}
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))
    last_rule = max(place for place, token in enumerate(tokens) if token.type == "hr")
    footer = [child.content for token in tokens[last_rule:] for child in token.children or ()]
    assert {*FACTS[paper], "EN"} <= set(footer)
