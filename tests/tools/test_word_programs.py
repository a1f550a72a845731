"""Word files as other programs see them: the validator of the Open XML SDK, and LibreOffice's pages."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from blocks_made import FULL, SVG, paragraph, png
from partnercli.documents.blocks import (
    Annex,
    Block,
    Break,
    Document,
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
from partnercli.documents.word import write_docx, write_docx_changes
from read_back import VALIDATOR, laid_out, squeezed, to_pdf

pytestmark = pytest.mark.tools

ROOT = Path(__file__).parents[2]

INNER = ListBlock(ordered=True, items=((paragraph("Inner item"),), ()), start=3)
BLOCKS: tuple[Block, ...] = (
    Heading(1, (Text("CONTEXT"),)),
    Paragraph((Text("Numbered"), Break(), Text("paragraph", bold=True, italic=True)), number=1),
    Heading(2, (Text("Guiding question"),)),
    ListBlock(ordered=False, items=((paragraph("Outer item"), paragraph("goes on"), INNER),)),
    Heading(3, (Text("Further"),)),
    Paragraph(
        (
            *(Text("See "), Text("there", href="https://a.example/(b)?c&d=é|*"), Text(" and below")),
            Footnote((Text("A note with "), Text("its link", href="https://b.example"))),
        )
    ),
    table_of(["Partner", "Support"], [[f"Country {n}", str(n)] for n in range(60)], "Support by partner"),
    table_of(["alone"], []),
    Figure(SVG, "what it shows", "Figure caption"),
    PageBreak(),
    table_of(["after the break"], [["x"]]),
    Annex("ANNEX I", (table_of([f"c{n}" for n in range(28)], [["yes"] * 28] * 3, "Wide"),)),
    Annex("ANNEX II", (paragraph("Last words", 2),)),
    paragraph("After the annexes"),
)
EVERYTHING = Document(FULL, BLOCKS)
OTHER = Document(
    replace(FULL, date_line="Brussels, 1 June 2021", number_lines=("14860/2/18",), rows=FULL.rows[:1]),
    (
        *BLOCKS[:1],
        paragraph("Numbered otherwise", 1),
        ListBlock(ordered=False, items=((paragraph("Outer item changed"),),)),
        Paragraph((Text("See "), Text("here", href="https://a.example/"), Text(" and below"))),
        table_of(["Partner", "Support"], [[f"Country {n}", str(n + n % 2)] for n in range(5, 20)], "Support"),
        table_of(["now", "two"], []),
        Annex("ANNEX III", (paragraph("Other words"),)),
    ),
)
WHEN = datetime(2021, 6, 1, 12, tzinfo=UTC)


def verdict(data: bytes, at: Path) -> dict[str, Any]:
    if not VALIDATOR.exists():
        pytest.skip("ooxml-validator is not installed")
    file = at / "a.docx"
    file.write_bytes(data)
    done = subprocess.run([VALIDATOR, file], capture_output=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("document", [EVERYTHING, OTHER, Document(replace(FULL, rows=(), banners=()), ())])
def test_a_document_is_valid(document: Document, tmp_path: Path) -> None:
    assert verdict(write_docx(document, pictures={SVG: png()}), tmp_path)["errors"] == []


@pytest.mark.parametrize(("old", "new"), [(EVERYTHING, OTHER), (OTHER, EVERYTHING)])
def test_changes_are_valid(old: Document, new: Document, tmp_path: Path) -> None:
    data = write_docx_changes(old, new, "Presidency", WHEN, pictures={SVG: png()})
    assert verdict(data, tmp_path)["errors"] == []


def test_the_house_style_is_valid(tmp_path: Path) -> None:
    house = ROOT / "src/partnercli/documents/templates/note.docx"
    assert verdict(house.read_bytes(), tmp_path)["errors"] == []


def test_a_setting_in_the_wrong_place_is_found(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_docx(EVERYTHING))) as file, zipfile.ZipFile(out, "w") as faulty:
        for name in file.namelist():
            part = file.read(name)
            if name == "word/settings.xml":
                part = part.replace(b"</w:settings>", b"<w:trackRevisions/></w:settings>")
            faulty.writestr(name, part)
    assert not verdict(out.getvalue(), tmp_path)["ok"]


def pages(data: bytes, at: Path) -> list[str]:
    """The text of each page as LibreOffice lays them out."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    file = at / "a.docx"
    file.write_bytes(data)
    to_pdf(at, file)
    return laid_out(at / "a.pdf")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return pages(write_docx(EVERYTHING, pictures={SVG: png()}), tmp_path_factory.mktemp("printed"))


def test_every_page_has_the_facts_of_the_footer(printed: list[str]) -> None:
    assert len(printed) >= 6
    for number, page in enumerate(printed, start=1):
        for fact in (FULL.full_number, FULL.initials, FULL.unit, FULL.marking, *FULL.banners):
            assert fact in page
        lines = [line.split() for line in page.splitlines() if line.strip()]
        assert any(line[-1] == str(number) and FULL.initials in line for line in lines)
        assert any(line[-1] == "EN" and FULL.marking in line for line in lines)


def test_pages_of_annexes_bear_their_label_in_the_footer(printed: list[str]) -> None:
    lines = [next(line for line in page.splitlines() if line.rstrip().endswith("EN")) for page in printed]
    labels = [line.split("JAI.1")[0].strip() for line in lines]
    assert labels[0] == labels[-1] == ""
    assert [label for label in labels if label] == ["ANNEX I", "ANNEX II"]


def test_all_texts_are_on_the_pages(printed: list[str]) -> None:
    shown = squeezed("".join(printed))
    missing = [text for text in plain_text(BLOCKS) if squeezed(text) not in shown]
    assert missing == ["what it shows"]


def test_a_table_over_two_pages_repeats_its_head(printed: list[str]) -> None:
    assert sum("Partner" in page and "Country" in page for page in printed) >= 2


def test_numbers_are_those_of_the_document(printed: list[str]) -> None:
    whole = "\n".join(printed)
    for line in ("1. Numbered", "3. Inner item", "– Outer item", "2. Last words"):
        assert squeezed(line) in {squeezed(one) for one in whole.splitlines()}
