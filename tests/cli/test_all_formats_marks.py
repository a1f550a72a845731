"""What stands on every paper in every format: marking, warnings, place and date; and the same bytes each time."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from blocks_made import ILLUSTRATIVE, PRESIDENCY
from read_back import AKN, Partner, html_lines, pdf_of, pdf_texts, rendered, word_texts, xml_lines

pytest.importorskip("typst")

Process = Callable[..., subprocess.CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
LIMITE = "LIMITE"
DOCUMENT = "data/documents/8952-21.yaml"
RELEASE = "\nrelease: {by: Presidency, on: 2021-06-01, reference: Decision 1, delegations: []}\n"
BANNERS = {"delegations": [ILLUSTRATIVE], "presidency": [ILLUSTRATIVE, PRESIDENCY], "public": [ILLUSTRATIVE]}
PAPERS = {
    "note": ("note",),
    "outline": ("outline", "morocco"),
    "progress": ("progress", "--on", "2021-12-01"),
}


class Face(NamedTuple):
    """What a reader sees besides the text: the lines of the header, and those of each footer."""

    header: list[str]
    footers: list[list[str]]

    @property
    def words(self) -> str:
        """All of it in a row."""
        return " ".join(line for part in (self.header, *self.footers) for line in part)


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty, without marks of bold."""
    return [line.replace("*", "").strip() for line in text.splitlines() if line.strip()]


def markdown(data: bytes) -> Face:
    header, *_, footer = data.decode().split("\n---\n")
    return Face(lines(header), [lines(footer)])


def word(data: bytes) -> Face:
    document = docx.Document(BytesIO(data))
    assert not document.settings.odd_and_even_pages_header_footer
    assert not any(section.different_first_page_header_footer for section in document.sections)
    footers = [section.footer._element for section in document.sections]  # noqa: SLF001
    return Face(word_texts(document.element.body), [word_texts(footer) for footer in footers])


def pdf(data: bytes) -> Face:
    """The footer of a page are its last lines, as they are drawn last."""
    pages = [*map(lines, pdf_texts(pdf_of(data)))]
    return Face(pages[0], [page[-7:] for page in pages])


def html(data: bytes) -> Face:
    """On the screen one footer; in print the style puts words onto every page, the first has the banners anyway."""
    page = document_fromstring(data.decode())
    printed = [line for line in printed_on_each_page(page) if line]
    header, footer = ([text for _, text in html_lines(page, place)] for place in ("header", "footer"))
    return Face(header, [footer, printed])


def printed_on_each_page(page: HtmlElement) -> list[str]:
    (style,) = page.iter("style")
    (rule,) = re.findall(r"(?s)\n@page \{(.*?)\n\}", style.text or "")
    contents = re.findall(r'content: (?:counter\(page\) )?"(.*?)";', rule)
    return [line.strip() for content in contents for line in content.split("\\a")]


def akoma_ntoso(data: bytes) -> Face:
    header, footer = ([text for _, text in xml_lines(data, place)] for place in ("preface", "conclusions"))
    return Face(header, [footer])


FACES = {"md": markdown, "docx": word, "pdf": pdf, "html": html, "xml": akoma_ntoso}


@pytest.fixture
def released(shipped_copy: Path) -> Path:
    """The shipped repository with a decision that lets the public have its document."""
    file = shipped_copy / DOCUMENT
    file.write_text(file.read_text("utf-8").rstrip("\n") + RELEASE, "utf-8")
    return shipped_copy


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("audience", BANNERS)
def test_every_warning_stands_above_the_header_and_in_every_footer(
    partner: Partner, released: Path, paper: str, audience: str
) -> None:
    expected = BANNERS[audience]
    for ending, data in rendered(partner, released, *PAPERS[paper], "--audience", audience).items():
        face = FACES[ending](data)
        assert face.header[: len(expected)] == expected, ending
        assert face.footers
        for footer in face.footers:
            assert [line for line in footer if line in {ILLUSTRATIVE, PRESIDENCY}] == expected, ending


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("audience", ["delegations", "presidency"])
def test_limite_stands_in_the_header_and_in_every_footer(
    partner: Partner, shipped_copy: Path, paper: str, audience: str
) -> None:
    files = rendered(partner, shipped_copy, *PAPERS[paper], "--audience", audience)
    for ending, data in files.items():
        face = FACES[ending](data)
        assert LIMITE in face.header[:20], ending
        assert [LIMITE in " ".join(footer).split() for footer in face.footers] == [True] * len(
            face.footers
        ), ending
    root = etree.fromstring(files["xml"])
    keyword = f"{AKN}doc/{AKN}meta/{AKN}classification/{AKN}keyword[@dictionary='#marking']"
    assert [one.get("value") for one in root.iterfind(keyword)] == [LIMITE]


@pytest.mark.parametrize("paper", PAPERS)
def test_limite_stands_nowhere_in_what_the_public_reads(partner: Partner, released: Path, paper: str) -> None:
    for ending, data in rendered(partner, released, *PAPERS[paper], "--public").items():
        face = FACES[ending](data)
        assert LIMITE not in face.words, ending


def test_without_illustrative_positions_no_warning_stands_anywhere(
    partner: Partner, shipped_copy: Path
) -> None:
    for file in shipped_copy.glob("data/positions/*/*.yaml"):
        file.write_text(file.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")
    for ending, data in rendered(partner, shipped_copy, "note").items():
        face = FACES[ending](data)
        assert "ILLUSTRATIVE" not in face.words, ending
        assert "Council of the European Union" in face.header[0], ending


def test_another_place_and_date_stand_in_every_format(partner: Partner, shipped_copy: Path) -> None:
    file = shipped_copy / DOCUMENT
    text = file.read_text("utf-8")
    assert "place: Brussels\ndate: 2021-05-25\n" in text
    text = text.replace("place: Brussels\ndate: 2021-05-25\n", "place: Luxembourg\ndate: 2021-06-04\n")
    file.write_text(text, "utf-8")
    files = rendered(partner, shipped_copy, "note")
    for ending, data in files.items():
        header = " ".join(FACES[ending](data).header[:20])
        assert "Luxembourg, 4 June 2021" in header, ending
        assert "Brussels" not in header, ending
    root = etree.fromstring(files["xml"])
    assert [one.get("date") for one in root.iter(f"{AKN}docDate")] == ["2021-06-04"]
    assert {one.get("date") for one in root.iter(f"{AKN}FRBRdate")} == {"2021-06-04"}
    assert [one.get("showAs") for one in root.iter(f"{AKN}TLCLocation")] == ["Luxembourg"]
    created = pdf_of(files["pdf"]).metadata["/CreationDate"]
    assert created == "D:20210604000000Z"
    created = docx.Document(BytesIO(files["docx"])).core_properties.created
    assert created is not None
    assert created.date().isoformat() == "2021-06-04"


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
)


@pytest.mark.tools  # runs processes of its own
@pytest.mark.parametrize(
    ("paper", "set_too"),
    [
        (("note", "--audience", "presidency"), {}),
        (("outline", "morocco"), {}),
        (("progress",), {"SOURCE_DATE_EPOCH": "1638316800"}),
    ],
    ids=["note", "outline", "progress"],
)
def test_two_processes_in_other_surroundings_write_the_same_bytes(
    process: Process, tmp_path: Path, paper: tuple[str, ...], set_too: dict[str, str]
) -> None:
    written = []
    for number, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / str(number)
        command = ("render", *paper, "--format", "all", "--provenance", "--output", str(folder))
        done = process(*command, environment={**environment, **set_too})
        assert (done.returncode, done.stderr) == (0, b"")
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert len(written[0]) == len(FACES) + 1
    assert written[0] == written[1]


def test_a_paper_bears_the_day_of_source_date_epoch(partner: Partner, tmp_path: Path) -> None:
    command = ("render", "progress", "--output", tmp_path)
    for second, day in ((1638316799, "30 November 2021"), (1638316800, "1 December 2021")):
        code, _, _ = partner(*command, at=ROOT, SOURCE_DATE_EPOCH=str(second), TZ="Pacific/Auckland")
        assert code == 0
        assert day in (tmp_path / "progress.md").read_text("utf-8").split("\n---\n")[0]
