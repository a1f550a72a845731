"""PDF as other programs read it: poppler's pdfinfo, pdffonts and pdftotext."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from blocks_made import PLAIN, SVG, paragraph
from partnercli.documents.blocks import (
    Annex,
    Document,
    Figure,
    Footnote,
    Heading,
    Paragraph,
    Text,
    runs_of,
    table_of,
)
from partnercli.documents.pdf import write_pdf
from read_back import laid_out, needs, poppler_facts, said

pytest.importorskip("typst")

pytestmark = [pytest.mark.tools, needs("pdfinfo", "pdffonts", "pdftotext")]

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
TITLE = "8952/21: External dimension of migration"
DOCUMENT = Document(
    replace(PLAIN, initials="GK/cr", title=TITLE),
    (
        Heading(1, (Text("CONTEXT"),)),
        Paragraph((Text("Words with a note"), Footnote((Text("What the note says."),)), Text("."))),
        table_of(["Partner", "Support"], [["Tunisia", "17"]], "Support by partner"),
        Figure(SVG, "One bar", "A drawing"),
        Paragraph(runs_of('#eval *x*  $y$ -- "z" \\ it\'s')),
        Annex("ANNEX", (paragraph("The last words."),)),
    ),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "note.pdf"
    path.write_bytes(write_pdf(DOCUMENT))
    return path


def embedded(listed: str) -> dict[str, bool]:
    """Whether each font that pdffonts lists is in the file: the column before sub, uni and the two of the object."""
    return {line.split()[0]: line.split()[-5] == "yes" for line in listed.splitlines()[2:]}


def test_pdfinfo_sees_a_tagged_file_without_scripts(file: Path) -> None:
    facts = poppler_facts(file)
    assert facts["Title"] == TITLE
    assert (facts["Tagged"], facts["JavaScript"], facts["Form"]) == ("yes", "no", "none")
    assert (facts["Encrypted"], facts["Pages"]) == ("no", "2")
    assert "(A4)" in facts["Page size"]
    assert "2021" in facts["CreationDate"]
    assert not {"Author", "Subject", "Keywords"} & set(facts)


def test_the_metadata_name_both_standards(file: Path) -> None:
    meta = said("pdfinfo", "-meta", file)
    for part in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert part in meta


def test_the_tags_are_read_in_the_order_of_the_text(file: Path) -> None:
    structure = said("pdfinfo", "-struct-text", file)
    order = [
        *("8952/21", "NOTE", "Delegations", "H1", "CONTEXT"),
        *("Table", "Partner", "Tunisia", "Figure", "last words"),
    ]
    places = [structure.find(text) for text in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "GK/cr" not in structure  # the footer is not read out on each page


def test_every_font_is_in_the_file(file: Path) -> None:
    fonts = embedded(said("pdffonts", file))
    assert fonts
    assert all(fonts.values())


def test_a_font_that_is_not_in_the_file_is_seen() -> None:
    listed = "name type encoding emb sub uni object ID\n----\nHelvetica  Type 1  WinAnsi  no  no  no  4  0\n"
    assert embedded(listed) == {"Helvetica": False}


def test_pdftotext_gives_the_texts(file: Path) -> None:
    first, last = laid_out(file)
    for line in (
        "Brussels, 25 May 2021",
        "(OR. en)",
        "Words with a note",
        "What the note says.",
        "Support by partner",
    ):
        assert line in first
    assert '#eval *x* $y$ -- "z" \\ it\'s' in " ".join(first.split())
    assert "The last words." in last
    for number, page in enumerate((first, last), start=1):
        footer = [line.split() for line in page.splitlines() if line.strip()][-2:]
        assert footer[0] == ["8952/21", "GK/cr", str(number)]
        assert footer[1][-3:] == ["JAI.1", "LIMITE", "EN"]


def boxes(file: Path) -> Iterator[tuple[str, float, float, float]]:
    """Each word with its left and right edge and its upper one, in points from the upper left corner."""
    for left, top, right, word in BOX.findall(said("pdftotext", "-bbox", file, "-")):
        yield word, float(left), float(right), float(top)


def test_the_second_line_of_the_footer_stands_under_the_first(file: Path) -> None:
    lower = {word: (left, right, top) for word, left, right, top in boxes(file) if top > 760}
    assert {"8952/21", "GK/cr", "JAI.1", "LIMITE", "EN"} <= set(lower)
    assert lower["GK/cr"][0] == pytest.approx(lower["LIMITE"][0], abs=1)
    assert lower["GK/cr"][0] == pytest.approx(0.74 * 482 + 57, abs=3)
    assert lower["8952/21"][2] == pytest.approx(lower["GK/cr"][2], abs=1)
    assert lower["GK/cr"][2] < lower["JAI.1"][2] == pytest.approx(lower["LIMITE"][2], abs=1)
    assert lower["8952/21"][0] < lower["JAI.1"][0] < lower["LIMITE"][0] < lower["EN"][0]


def test_words_without_a_blank_stay_between_the_margins(tmp_path: Path) -> None:
    table = table_of(["W" * 90] * 8, [["W" * 300, *["recommendations"] * 7]])
    several = table_of(["Partner"] * 6, [["The implementation of recommendations by administrations"] * 6])
    path = tmp_path / "note.pdf"
    blocks = (paragraph("W" * 500), table, several, Annex("ANNEX", (several,)))
    path.write_bytes(write_pdf(Document(DOCUMENT.header, blocks)))
    edges = [(left, right) for _, left, right, _ in boxes(path)]
    assert min(left for left, _ in edges) > 56
    assert max(right for _, right in edges) < 595 - 56


@pytest.mark.skipif(not FONT.is_file(), reason="the font DejaVu Serif is not here")
def test_a_font_of_the_repository_comes_first(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(FONT, fonts)
    path = tmp_path / "note.pdf"
    path.write_bytes(write_pdf(DOCUMENT, fonts))
    listed = embedded(said("pdffonts", path))
    assert all("DejaVuSerif" in name for name in listed)
    assert all(listed.values())
    assert path.read_bytes() == write_pdf(DOCUMENT, fonts)
