"""Workbooks and documents that LibreOffice made are opened as what they show."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest

from office import converted
from partnercli.exchange.grid import Sent
from partnercli.exchange.opening import opened
from read_back import needs

pytestmark = [pytest.mark.tools, needs("soffice")]

ROWS = [
    ["Country", "Position", "Note"],
    ["Côte d’Ivoire", "support", "Ελλάδα, България; Żółć"],
    ["Zonda", "can accept", "<&>"],
]
_SHEET = """<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
><office:body><office:spreadsheet><table:table table:name="Reply">{rows}</table:table></office:spreadsheet>
</office:body></office:document>"""


def typed(kind: str, attributes: str = "", text: str = "") -> str:
    paragraph = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{paragraph}</table:table-cell>'


def workbook(rows: list[list[str]]) -> bytes:
    """A sheet of cells as LibreOffice saves it."""
    lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return converted(_SHEET.format(rows=lines).encode(), "fods", "xlsx")


def texts(sent: Sent) -> list[list[str]]:
    assert sent.remarks == ()
    return [[cell.text for cell in row] for row in sent.grids[0].rows]


def test_texts_of_a_workbook_come_as_they_were() -> None:
    saved = workbook([[typed("string", text=text) for text in row] for row in ROWS])
    assert texts(opened("reply.xlsx", saved)) == ROWS


def test_a_formula_is_refused_at_its_cell() -> None:
    formula = typed("float", 'table:formula="of:=1+1" office:value="2"')
    (remark,) = opened("reply.xlsx", workbook([[typed("string", text="a"), formula]])).remarks
    assert remark.address == "Reply!B1"
    assert "formulas are not read" in remark.message


def test_a_csv_opened_and_saved_as_a_workbook_says_the_same() -> None:
    rows = [["Country", "Share", "Until"], ["Zonda, north", "25%", "2021-05-25"], ["x", "0.5", "007x"]]
    lines = "".join('"{}",{},{}\n'.format(*row) for row in rows)
    assert texts(opened("reply.xlsx", converted(lines.encode(), "csv", "xlsx"))) == rows


def test_tables_of_a_page_saved_for_word_say_the_same() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in ROWS)
    wide = '<tr><td colspan="2">Wide</td><td rowspan="2">High</td></tr><tr><td>b</td><td>c</td></tr>'
    page = f'<html><meta charset="utf-8"><body><p>Text</p><table>{rows}{wide}</table></body></html>'
    saved = converted(page.encode(), "html", "docx")
    assert texts(opened("reply.docx", saved)) == [*ROWS, ["Wide", "", "High"], ["b", "c"]]


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_its_other_kinds_are_refused_by_name(ending: str) -> None:
    (remark,) = opened("reply", converted(b"a,b\n", "csv", ending)).remarks
    assert f".{ending}" in remark.message
