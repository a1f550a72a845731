"""Workbooks and documents that LibreOffice made are opened as what they show."""

from __future__ import annotations

import pytest

from office import converted
from partnercli.exchange.grid import Sent
from partnercli.exchange.opening import opened
from read_back import needs

pytestmark = pytest.mark.tools

ROWS = [
    ["Country", "Position", "Share", "Until"],
    ["Côte d’Ivoire", "support", "25%", "2021-05-25"],
    ["Ελλάδα, България", "can accept; with a note", "3", "0.5"],
]


def texts(sent: Sent) -> list[list[str]]:
    assert sent.remarks == ()
    return [[cell.text for cell in row] for row in sent.grids[0].rows]


@needs("soffice")
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_csv_that_libreoffice_saved_anew_says_the_same(ending: str) -> None:
    lines = "\n".join(",".join(f'"{text}"' if "," in text else text for text in row) for row in ROWS)
    saved = converted(b"\xef\xbb\xbf" + lines.encode(), "csv", ending)
    assert texts(opened(f"reply.{ending}", saved)) == ROWS


@needs("soffice")
def test_a_page_that_libreoffice_saved_for_word_says_the_same() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    wide = '<tr><td colspan="2">Wide</td><td rowspan="2">High</td><td>a</td></tr><tr><td>b</td><td>c</td><td>d</td></tr>'
    page = (
        f'<html><head><meta charset="utf-8"></head><body><p>Text</p><table>{rows}{wide}</table></body></html>'
    )
    saved = converted(page.encode(), "html", "docx")
    assert texts(opened("reply.docx", saved)) == [*ROWS, ["Wide", "", "High", "a"], ["b", "c", "", "d"]]


@needs("soffice")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_what_libreoffice_saves_of_other_kinds_is_refused_by_name(ending: str) -> None:
    (remark,) = opened("reply", converted(b"a,b\n", "csv", ending)).remarks
    assert f".{ending}" in remark.message


@needs("soffice")
def test_a_formula_that_libreoffice_keeps_is_refused_at_its_cell() -> None:
    slk = b"ID;P\nC;Y1;X1;K2\nC;Y1;X2;K4;EA1*2\nE\n"
    (remark,) = opened("reply.xlsx", converted(slk, "slk", "xlsx")).remarks
    assert (remark.address.rpartition("!")[2], "formulas are not read" in remark.message) == ("B1", True)
