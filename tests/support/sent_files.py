"""Small workbooks and documents part by part, to be sent with one thing changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from partnercli.exchange.grid import Grid

Parts = dict[str, bytes]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
DOCUMENT = "word/document.xml"

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def relationships(*every: str) -> bytes:
    """A part of relationships: each as "kind target", with an address outside as "kind !target"."""
    found = ""
    for number, one in enumerate(every, start=1):
        kind, _, target = one.partition(" ")
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        address = target.removeprefix("!")
        found += f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{address}"{mode}/>'
    return f'<Relationships xmlns="{_PACKAGE}">{found}</Relationships>'.encode()


def types(main: str, kind: str) -> bytes:
    """The part that says of what kind the main part is."""
    usual = '<Default Extension="xml" ContentType="application/xml"/>'
    override = f'<Override PartName="/{main}" ContentType="{kind}"/>'
    return f'<Types xmlns="{_TYPES}">{usual}{override}</Types>'.encode()


def sheet(rows: str, after: str = "", before: str = "") -> bytes:
    """A sheet with rows as XML, and what stands before and after them."""
    return (
        f'<worksheet xmlns="{S}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    ).encode()


def text_row(number: int, *texts: str) -> str:
    """A row of texts that stand in their cells."""
    cells = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def strings(*texts: str) -> bytes:
    """The shared texts of a workbook, each as the XML of one."""
    return f'<sst xmlns="{S}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'.encode()


def styles(*formats: str) -> bytes:
    """The styles of a workbook: the usual one, then one for each code of a format."""
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    inner = f'<numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
    return f'<styleSheet xmlns="{S}">{inner}</styleSheet>'.encode()


def book(inner: str = "", *sheets: str) -> bytes:
    """The list of sheets, by default of the one called Reply, with what else it says."""
    every = "".join(sheets) or '<sheet name="Reply" sheetId="1" r:id="rId1"/>'
    return f'<workbook xmlns="{S}" xmlns:r="{OFFICE}">{inner}<sheets>{every}</sheets></workbook>'.encode()


def names(inner: str) -> bytes:
    """A list of sheets with names that are defined beside it."""
    return book().replace(b"</sheets>", f"</sheets><definedNames>{inner}</definedNames>".encode())


def workbook_parts(changed: Mapping[str, bytes] | None = None) -> Parts:
    """A workbook with one sheet, Reply: a header of two, a country and its stance; parts changed or added."""
    rows = text_row(1, "Country", "Stance") + text_row(2, "Zonda", "support")
    return {
        "[Content_Types].xml": types(WORKBOOK, _SHEET_KIND),
        "_rels/.rels": relationships(f"officeDocument {WORKBOOK}"),
        WORKBOOK: book(),
        "xl/_rels/workbook.xml.rels": relationships(
            "worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml", "styles styles.xml"
        ),
        SHEET: sheet(rows),
        STRINGS: strings("<t>Country</t>"),
        STYLES: styles(),
        **(changed or {}),
    }


def workbook(changed: Mapping[str, bytes] | None = None) -> bytes:
    """The same as a file."""
    return packed(workbook_parts(changed))


def cells(*every: str) -> bytes:
    """A workbook whose only row, the second, holds cells as XML."""
    return workbook({SHEET: sheet(f'<row r="2">{"".join(every)}</row>')})


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: list[str], properties: str = "") -> str:
    """A table of cells, each with its content as XML, or its text where that is none."""
    made = ""
    for row in rows:
        inside = (one if one.startswith("<") else paragraph(one) for one in row)
        made += f"<w:tr>{properties}{''.join(f'<w:tc>{one}</w:tc>' for one in inside)}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def body(inner: str) -> bytes:
    """The main part of a document with what stands in it."""
    wide = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" {wide}><w:body>{inner}</w:body></w:document>'.encode()
    )


def document_parts(inner: str | None = None, changed: Mapping[str, bytes] | None = None) -> Parts:
    """A document with one table, a header and a row, or with something else; parts changed or added."""
    plain = table(["Country", "Stance"], ["Zonda", "support"])
    return {
        "[Content_Types].xml": types(DOCUMENT, _WORD_KIND),
        "_rels/.rels": relationships(f"officeDocument {DOCUMENT}"),
        DOCUMENT: body(plain if inner is None else inner),
        **(changed or {}),
    }


def document(inner: str | None = None, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The same as a file."""
    return packed(document_parts(inner, changed))


def texts(grid: Grid) -> list[list[str]]:
    """What the cells of a table that was opened hold, row by row."""
    return [[cell.text for cell in row] for row in grid.rows]
