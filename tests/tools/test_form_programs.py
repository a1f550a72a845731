"""The form as other programs see it: the validator of the Open XML SDK, and LibreOffice's pages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from forms_made import changed, form_for, workbook_for
from partnercli.exchange.form.workbook import workbook_of
from read_back import VALIDATOR, laid_out, needs, to_pdf

pytestmark = pytest.mark.tools


def faults(data: bytes, at: Path) -> Any:
    if not VALIDATOR.exists():
        pytest.skip("ooxml-validator is not installed")
    file = at / "form.xlsx"
    file.write_bytes(data)
    done = subprocess.run([VALIDATOR, file], capture_output=True, check=False)
    return json.loads(done.stdout)["errors"]


@pytest.mark.parametrize("codes", [("QM",), ("QS",), ("QM", "QN", "QO", "QP", "QR", "QS")], ids="-".join)
def test_a_form_is_valid(codes: tuple[str, ...], tmp_path: Path) -> None:
    assert faults(workbook_for(*codes, together=len(codes) > 1), tmp_path) == []


def test_parts_of_a_font_in_the_order_of_the_library_are_found(tmp_path: Path) -> None:
    assert faults(changed(workbook_for("QM"), lambda workbook: workbook), tmp_path) != []


@needs("soffice", "pdftotext")
def test_every_page_bears_the_marking_and_whose_form_it_is(tmp_path: Path) -> None:
    form = form_for("QM")._replace(marks=("LIMITE", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"))
    (tmp_path / "form.xlsx").write_bytes(workbook_of(form))
    to_pdf(tmp_path, tmp_path / "form.xlsx")
    about, *pages = laid_out(tmp_path / "form.pdf")
    assert "About this form" in about
    assert pages
    for page in (about, *pages):
        assert "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT" in page
    assert all("Marland (QM) · Working Group of 4 March 2031" in page for page in pages)
    assert not any("partner.form/1" in page or "sha-256" in page for page in pages)


@needs("soffice", "pdftotext")
def test_the_reply_is_as_wide_as_a_page_and_no_head_stands_above_another_table(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(workbook_for("QM"))
    to_pdf(tmp_path, tmp_path / "form.xlsx")
    _, countries, questions = laid_out(tmp_path / "form.pdf")
    for page, heads in (
        (countries, ("Partner country", "Position", "Priority", "Conditions", "Comments")),
        (questions, ("Question", "Reply", "Due", "If no reply comes", "Comments")),
    ):
        assert any(all(head in line for head in heads) for line in page.splitlines())
    assert "Partner country" not in questions
