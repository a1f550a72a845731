"""Workbooks that calculate, run or fetch something, are broken, or far too large."""

from __future__ import annotations

from hostile import FORMULA, RELS, Hostile, in_sheets, macros, padded
from sent_files import (
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    S,
    book,
    cells,
    names,
    packed,
    relationships,
    sheet,
    strings,
    styles,
    text_row,
    types,
    workbook,
    workbook_parts,
)

_RUNS = 'the name "x" runs or fetches something'


def _with_sheet(rows: str, after: str = "", before: str = "") -> bytes:
    return workbook({SHEET: sheet(rows, after, before)})


def _long_sheet(rows: int, columns: int) -> bytes:
    row = "<c><v>1</v></c>" * columns
    return padded({SHEET: sheet(f"<row>{row}</row>" * rows)})


WORKBOOKS = {
    "a formula": Hostile(lambda: cells('<c r="B2"><f>1+1</f><v>2</v></c>'), "Reply!B2", FORMULA),
    "a formula of an array": Hostile(
        lambda: cells('<c r="B2"><f t="array" ref="B2:B9">A1</f></c>'), "Reply!B2", "a formula of an array"
    ),
    "a formula of a data table": Hostile(
        lambda: cells('<c r="B2"><f t="dataTable" ref="B2:B9" r1="A1"/></c>'), "Reply!B2", "a data table"
    ),
    "a formula that shares another's": Hostile(
        lambda: cells('<c r="C2"><f t="shared" si="0"/><v>2</v></c>'), "Reply!C2", FORMULA
    ),
    "a call of a program": Hostile(
        lambda: cells('<c r="A2" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c>'), "Reply!A2", FORMULA
    ),
    "a name that calls": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="Auto_Open">OFFSET(A1,0,0)</definedName>')}),
        WORKBOOK,
        'the name "Auto_Open" runs',
    ),
    "a name that is a macro": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="x" xlm="1">Sheet!$A$1</definedName>')}),
        WORKBOOK,
        _RUNS,
    ),
    "a name in another workbook": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="x">[1]Sheet!$A$1</definedName>')}),
        WORKBOOK,
        _RUNS,
    ),
    "a name that calls a program": Hostile(
        lambda: workbook({WORKBOOK: names("<definedName name='x'>cmd|' /C calc'!A0</definedName>")}),
        WORKBOOK,
        _RUNS,
    ),
    "macros": Hostile(lambda: workbook({"xl/vbaProject.bin": b"x"}), "xl/vbaProject.bin", "macros"),
    "macros under another name": Hostile(
        lambda: workbook({RELS: relationships("vbaProject harmless.bin"), "xl/harmless.bin": b"x"}),
        "xl/harmless.bin",
        "macros",
    ),
    "a workbook for macros": Hostile(
        lambda: workbook(macros(WORKBOOK, "excel.sheet")), WORKBOOK, "a file for macros"
    ),
    "a sheet of macros": Hostile(
        lambda: workbook(
            {RELS: relationships("xlMacrosheet macrosheets/sheet1.xml"), "xl/macrosheets/x": b""}
        ),
        "xl/macrosheets/sheet1.xml",
        "a sheet of macros",
    ),
    "a workbook in binary": Hostile(
        lambda: packed(
            {
                **workbook_parts(
                    {"[Content_Types].xml": types(WORKBOOK, "application/vnd.ms-excel.sheet.binary.x")}
                ),
                "xl/workbook.bin": b"x",
            }
        ),
        "",
        ".xlsb",
    ),
    "an ActiveX control": Hostile(
        lambda: workbook({"xl/activeX/activeX1.bin": b"x"}), "xl/activeX/activeX1.bin", "ActiveX"
    ),
    "an embedded object": Hostile(
        lambda: in_sheets("oleObject ../embeddings/oleObject1.bin", xl__embeddings__oleObject1_dot_bin=b"x"),
        "xl/embeddings/oleObject1.bin",
        "embedded object",
    ),
    "a link to another workbook": Hostile(
        lambda: workbook({"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "xl/externalLinks/externalLink1.xml",
        "linked to other workbooks",
    ),
    "a connection": Hostile(
        lambda: workbook({"xl/connections.xml": b"<x/>"}), "xl/connections.xml", "connected to other data"
    ),
    "a query": Hostile(
        lambda: workbook({"xl/queryTables/queryTable1.xml": b"<x/>"}),
        "xl/queryTables/queryTable1.xml",
        "connected to other data",
    ),
    "an add-in": Hostile(
        lambda: workbook({"xl/webextensions/webextension1.xml": b"<x/>"}),
        "xl/webextensions/webextension1.xml",
        "add-in",
    ),
    "buttons of its own": Hostile(
        lambda: workbook({"customUI/customUI.xml": b"<x/>"}), "customUI/customUI.xml", "commands of its own"
    ),
    "a picture from elsewhere": Hostile(
        lambda: in_sheets("image !http://192.0.2.1/x.png"), SHEET, "from outside the file"
    ),
    "a share on a server": Hostile(
        lambda: in_sheets("externalLinkPath !file://192.0.2.1/share/x.xlsx"), SHEET, "from outside the file"
    ),
    "a sheet that is missing": Hostile(
        lambda: packed({name: part for name, part in workbook_parts().items() if name != SHEET}),
        SHEET,
        "is missing",
    ),
    "a sheet that is on the reader's disk": Hostile(
        lambda: workbook({RELS: relationships("worksheet ../../../../etc/passwd")}),
        "etc/passwd",
        "is missing",
    ),
    "a sheet that is a sheet of macros": Hostile(
        lambda: workbook(
            {SHEET: b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'}
        ),
        SHEET,
        "is no worksheet",
    ),
    "a sheet that nothing leads to": Hostile(
        lambda: workbook({RELS: relationships("styles styles.xml")}), "Reply", "not in the file"
    ),
    "a sheet that is the workbook itself": Hostile(
        lambda: workbook({RELS: relationships("worksheet workbook.xml")}), WORKBOOK, "is no worksheet"
    ),
    "texts that are the sheet": Hostile(
        lambda: workbook(
            {RELS: relationships("worksheet worksheets/sheet1.xml", "sharedStrings worksheets/sheet1.xml")}
        ),
        SHEET,
        "is no sst",
    ),
    "kinds that are missing": Hostile(
        lambda: packed({name: part for name, part in workbook_parts().items() if "Types" not in name}),
        "[Content_Types].xml",
        "is missing",
    ),
    "relationships that are broken": Hostile(
        lambda: workbook({RELS: b"<Relationships"}), RELS, "no well-formed XML"
    ),
    "a text beyond the last": Hostile(lambda: cells('<c r="B2" t="s"><v>7</v></c>'), "Reply!B2", '"7"'),
    "a text before the first": Hostile(lambda: cells('<c r="B2" t="s"><v>-1</v></c>'), "Reply!B2", '"-1"'),
    "a style beyond the last": Hostile(lambda: cells('<c r="B2" s="9"><v>1</v></c>'), "Reply!B2", '"1"'),
    "a number that is none": Hostile(lambda: cells('<c r="B2"><v>1_0</v></c>'), "Reply!B2", '"1_0"'),
    "a number that is infinite": Hostile(lambda: cells('<c r="B2"><v>inf</v></c>'), "Reply!B2", '"inf"'),
    "a number of a million digits": Hostile(
        lambda: cells(f'<c r="B2"><v>{"9" * 1_000}</v></c>'), "Reply!B2", "9999"
    ),
    "a power beyond all": Hostile(
        lambda: cells('<c r="B2"><v>1E999999999</v></c>'), "Reply!B2", "1E999999999"
    ),
    "a day after the last": Hostile(
        lambda: workbook(
            {
                SHEET: sheet('<row r="2"><c r="B2" s="1"><v>3000000</v></c></row>'),
                STYLES: styles("dd.mm.yyyy"),
            }
        ),
        "Reply!B2",
        "3000000",
    ),
    "a kind that is none": Hostile(lambda: cells('<c r="B2" t="zz"><v>1</v></c>'), "Reply!B2", '"1"'),
    "neither yes nor no": Hostile(lambda: cells('<c r="B2" t="b"><v>7</v></c>'), "Reply!B2", '"7"'),
    "an error": Hostile(lambda: cells('<c r="B2" t="e"><v>#REF!</v></c>'), "Reply!B2", "#REF!"),
    "a cell at no place": Hostile(lambda: cells('<c r="2B"><v>1</v></c>'), "Reply", '"2B"'),
    "a cell in another row": Hostile(lambda: cells('<c r="B3"><v>1</v></c>'), "Reply", '"B3"'),
    "a cell that is there twice": Hostile(
        lambda: cells('<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>'), "Reply!B2", "twice"
    ),
    "a row of no number": Hostile(lambda: _with_sheet('<row r="-4"/>'), "Reply", '"-4"'),
    "a row beyond all": Hostile(
        lambda: _with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "Reply!A1048576",
        "10,000 rows",
    ),
    "the last column": Hostile(
        lambda: _with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "Reply!XFD1", "256 columns"
    ),
    "a million rows": Hostile(
        lambda: padded({SHEET: sheet("<row><c><v>1</v></c></row>" * 50_000)}),
        "Reply!A10001",
        "10,000 rows",
    ),
    "sixteen thousand columns in all rows": Hostile(
        lambda: _long_sheet(3, 16_384), "Reply!IW1", "256 columns"
    ),
    "one cell far out in every row": Hostile(
        lambda: _with_sheet(
            "".join(f'<row r="{n}"><c r="IV{n}"><v>1</v></c></row>' for n in range(1, 9_000))
        ),
        WORKBOOK,
        "100,000 cells",
    ),
    "all cells merged, again and again": Hostile(
        lambda: padded(
            {
                SHEET: sheet(
                    '<row r="9000"><c r="A9000"/><c r="Z9000"><v>1</v></c></row>',
                    "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 10_000 + "</mergeCells>",
                )
            }
        ),
        "Reply",
        "100,000 cells",
    ),
    "a format of half a million brackets": Hostile(
        lambda: padded(
            {STYLES: styles("[" * 500_000), SHEET: sheet('<row r="2"><c r="B2"><f>1</f></c></row>')}
        ),
        "Reply!B2",
        FORMULA,
    ),
    "two sheets of one name": Hostile(
        lambda: workbook({WORKBOOK: book("", *('<sheet name="Reply" r:id="rId1"/>',) * 2)}),
        "Reply",
        "two sheets",
    ),
    "texts that take four bytes for each letter": Hostile(
        lambda: padded(
            {
                STRINGS: strings(*(f"<t>\U0001f30d{'x' * 9_500_000}</t>",) * 2),
                SHEET: sheet('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'),
            }
        ),
        "Reply!A1",
        "beyond",
    ),
    "a thousand sheets": Hostile(
        lambda: workbook({WORKBOOK: book("", *('<sheet name="Reply" r:id="rId1"/>' for _ in range(1000)))}),
        WORKBOOK,
        "beyond",
    ),
    "a text longer than a cell": Hostile(
        lambda: _with_sheet(text_row(1, "x" * 40_000)), "Reply!A1", "more than 32,767 characters"
    ),
    "a text of four megabytes in every row": Hostile(
        lambda: padded(
            {
                STRINGS: strings(f"<t>{'x' * 4_000_000}</t>"),
                SHEET: sheet('<row><c t="s"><v>0</v></c></row>' * 1000),
            }
        ),
        "Reply!A1",
        "more than 32,767 characters",
    ),
    "a wrong outermost element": Hostile(
        lambda: workbook({SHEET: f'<chart xmlns="{S}"/>'.encode()}), SHEET, "is no worksheet"
    ),
}
