"""A workbook as the bytes of its file: the same whenever it is made, and with nothing of who or what made it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from partnercli.documents.office_package import zipped
from partnercli.exchange.formulas import formula_like

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST = 32_767
"""What a cell can hold, in UTF-16 code units."""
FONT = "Calibri"
LINE_HEIGHT = 15
"""Points of a line of text in that font, at its usual size of 11."""
HIGHEST_ROW = 409
"""Points of the highest row that Excel has."""
_UNKNOWN_TO_XML = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}
"""What XML cannot hold is shown as its picture: ␛ for escape; a noncharacter as the sign for it."""
_MISREAD = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What programs read as the escape of a character (ECMA-376, part 1, 22.9.2.19) is escaped itself."""
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>en</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>
"""
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow"),
    *("u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)
"""In what order a font says what it is (CT_Font of ECMA-376, part 1, as Office validates it)."""
_FONT = re.compile(rb"<font>(.*?)</font>")
_OF_FONT = re.compile(rb"<(\w+)[^>]*/>")
_STYLES = "xl/styles.xml"
_APP_PART = "docProps/app.xml"
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>
"""


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell so that no program takes it for a formula, a number, a date or an escape.

    What stands there is `in_cell`.
    """
    cell.value = _fitting(_MISREAD.sub("_x005F_", in_cell(text)))
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = formula_like(text)


def in_cell(text: str) -> str:
    """A text as a cell shows it: controls as their pictures, and cut with a word where it is too long."""
    return _fitting(_in_xml(text))


def _in_xml(text: str) -> str:
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_UNKNOWN_TO_XML)


def _fitting(text: str) -> str:
    if 2 * len(text) <= LONGEST or len(units := text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    cut = f" … (cut here: all {len(text):,} characters are too many for a cell)"
    return units[: 2 * (LONGEST - len(cut))].decode("utf-16-le", "ignore") + cut


def on_a4(sheet: Any, *, landscape: bool, pages_wide: int = 1) -> None:
    """Print a sheet on A4, shrunk to so many pages side by side, on as many below each other as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0


def saved(workbook: Workbook, title: str, day: date) -> bytes:
    """The bytes of a workbook, with its title; `day` stands as its date."""
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[_STYLES] = _FONT.sub(_in_order, parts[_STYLES])
    core = _CORE.format(title=escape(_in_xml(title), quote=False), day=day.isoformat())
    return zipped({**parts, "docProps/core.xml": core.encode(), _APP_PART: _APP.encode()}, day)


def as_made(data: bytes) -> bool:
    """Whether a file is a workbook as `saved` made it: every other program that saves one says which it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            part = file.getinfo(_APP_PART)
            return part.file_size == len(_APP) and file.read(part) == _APP.encode()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error):
        return False


def _in_order(font: re.Match[bytes]) -> bytes:
    said = sorted(_OF_FONT.finditer(font[1]), key=lambda one: _FONT_ORDER.index(one[1].decode()))
    return b"<font>" + b"".join(one[0] for one in said) + b"</font>"
