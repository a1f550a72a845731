"""Documents that run or fetch something, are broken, or far too large."""

from __future__ import annotations

from hostile import WORD_RELS, Hostile, field, macros, padded_document
from sent_files import DOCUMENT, W, document, packed, paragraph, relationships, table

_CHART = "word/charts/_rels/chart1.xml.rels"
_NUMBERS = "word/charts/x.xlsm"


def _made_by_another(begun: str, ended: str) -> str:
    """A field with another among the letters of its instruction."""
    outer, inner = field("|").split("|"), field("QUOTE 68 68 69")
    inside = inner.removeprefix("<w:p>").removesuffix("</w:p>")
    return f"{outer[0]}{begun}</w:instrText></w:r>{inside}<w:r><w:instrText>{ended}{outer[1]}"


def _in_table(inside: str) -> bytes:
    return document(table(["Country", inside]))


DOCUMENTS = {
    "a field that calls a program": Hostile(
        lambda: _in_table(field(r"DDEAUTO c:\\x.exe")), "table 1, row 1, column 2", "DDEAUTO"
    ),
    "a field that takes in a file": Hostile(
        lambda: document(field("INCLUDETEXT x")), DOCUMENT, "INCLUDETEXT"
    ),
    "a simple field that links": Hostile(
        lambda: _in_table('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x"/></w:p>'),
        "table 1, row 1, column 2",
        "LINK",
    ),
    "a field in a header": Hostile(
        lambda: document(
            None, {"word/header1.xml": f'<w:hdr xmlns:w="{W}">{field("DDE x")}</w:hdr>'.encode()}
        ),
        "word/header1.xml",
        "DDE",
    ),
    "a field in a header that is called otherwise": Hostile(
        lambda: document(
            None,
            {"other/header.bin": b"\xef\xbb\xbf" + f'<w:hdr xmlns:w="{W}">{field("DDE x")}</w:hdr>'.encode()},
        ),
        "other/header.bin",
        "DDE",
    ),
    "a field whose kind another field makes": Hostile(
        lambda: _in_table(_made_by_another("", r" c:\\x.exe")), "table 1, row 1, column 2", "made by another"
    ),
    "a field whose kind another field ends": Hostile(
        lambda: _in_table(_made_by_another("D", r" c:\\x.exe")), "table 1, row 1, column 2", "made by another"
    ),
    "a field that was deleted and can come back": Hostile(
        lambda: _in_table(field("DDE x").replace("instrText", "delInstrText")),
        "table 1, row 1, column 2",
        "DDE",
    ),
    "a field in quotation marks": Hostile(
        lambda: _in_table(field('"dde" x')), "table 1, row 1, column 2", "DDE"
    ),
    "a chart whose numbers hold macros": Hostile(
        lambda: document(
            None, {_CHART: relationships("package x.xlsm"), _NUMBERS: packed({"vbaProject.bin": b"x"})}
        ),
        _NUMBERS,
        "embedded object",
    ),
    "a chart and an object that share a workbook": Hostile(
        lambda: document(
            None,
            {
                _CHART: relationships("package x.xlsm"),
                WORD_RELS: relationships("package charts/x.xlsm"),
                _NUMBERS: packed({"x": b"x"}),
            },
        ),
        _NUMBERS,
        "embedded object",
    ),
    "a cell beyond the sea": Hostile(
        lambda: document(table(["x"], properties='<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>')),
        "table 1",
        "256 columns",
    ),
    "macros in a document": Hostile(
        lambda: document(None, {"word/vbaProject.bin": b"x"}), "word/vbaProject.bin", "macros"
    ),
    "a document for macros": Hostile(
        lambda: document(None, macros(DOCUMENT, "word.document")), DOCUMENT, "a file for macros"
    ),
    "an object from a server": Hostile(
        lambda: document(None, {WORD_RELS: relationships("oleObject !http://192.0.2.1/x")}),
        DOCUMENT,
        "from outside the file",
    ),
    "an object on a disk": Hostile(
        lambda: document(None, {WORD_RELS: relationships("oleObject !file:///C:/x.xlsx")}),
        DOCUMENT,
        "from outside the file",
    ),
    "a document taken in": Hostile(
        lambda: document(None, {WORD_RELS: relationships("aFChunk x.html"), "word/x.html": b"<b>"}),
        "word/x.html",
        "takes in another document",
    ),
    "a document taken in by name alone": Hostile(
        lambda: document('<w:altChunk r:id="rId9"/>' + table(["a"])), DOCUMENT, "takes in another document"
    ),
    "a cell as wide as the sea": Hostile(
        lambda: document(table(['<w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>' + paragraph("x"), "y"])),
        "table 1",
        "256 columns",
    ),
    "a thousand tables": Hostile(lambda: padded_document(table(["x"]) * 1000), "table 201", "beyond"),
    "twenty thousand rows": Hostile(
        lambda: padded_document(table(*(["x"] for _ in range(20_000)))), "table 1", "10,000 rows"
    ),
    "a document without a table": Hostile(lambda: document(paragraph("Support.")), "", "no table"),
    "a document that is a header": Hostile(
        lambda: document(None, {DOCUMENT: f'<w:hdr xmlns:w="{W}"/>'.encode()}), DOCUMENT, "is no document"
    ),
    "a document that leads to nothing": Hostile(
        lambda: document(None, {"_rels/.rels": relationships("officeDocument word/x.xml")}), "", "no workbook"
    ),
}
