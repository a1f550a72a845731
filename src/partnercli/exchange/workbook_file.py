"""A workbook as the bytes of its file: the same whenever it is made, and with nothing of who or what made it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from partnercli.documents.office_package import zipped
from partnercli.exchange.formulas import formula_like

if TYPE_CHECKING:
    from openpyxl import Workbook

_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>
"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>
"""


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell so that no program takes it for a formula, a number or a date."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = formula_like(text)


def saved(workbook: Workbook, title: str, day: date, language: str = "en") -> bytes:
    """The bytes of a workbook, with its title and language; `day` stands as its date."""
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    core = _CORE.format(title=escape(title), language=escape(language), day=day.isoformat())
    return zipped({**parts, "docProps/core.xml": core.encode(), "docProps/app.xml": _APP.encode()}, day)
