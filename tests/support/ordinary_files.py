"""Files as the usual programs write them, with all that they bring along, none of which is a reason to refuse one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hostile import RELS, SHEET_RELS, WORD_RELS, field
from sent_files import (
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    S,
    W,
    book,
    document,
    packed,
    relationships,
    sheet,
    strings,
    table,
    text_row,
    types,
    workbook,
    workbook_parts,
)


class Ordinary(NamedTuple):
    """What makes the file, and the warnings that are given of it: none, or the beginning of each."""

    make: Callable[[], bytes]
    warned: tuple[str, ...] = ()


SETTINGS_RELS = "word/_rels/settings.xml.rels"
CHART_RELS = "word/charts/_rels/chart1.xml.rels"
NUMBERS = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
_ROWS = text_row(1, "Country", "Stance") + text_row(2, "Zonda", "support")
_TABLE = table(["Country", "Stance"], ["Zonda", "support"])
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
_WIDE = '<?xml version="1.0" encoding="utf-16"?><DataMashup>UEsDBBQ</DataMashup>'.encode("utf-16")
_CUSTOM: Mapping[str, bytes] = {
    "customXml/item1.xml": b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><ct:contentTypeSchema/>',
    "customXml/itemProps1.xml": b'<?xml version="1.0"?><ds:datastoreItem/>',
    "customXml/_rels/item1.xml.rels": relationships("customXmlProps itemProps1.xml"),
    "customXml/item2.xml": b"<b:Sources SelectedStyle='/APA.XSL'/>",
    "customXml/item3.xml": b"<p:properties><![CDATA[<!DOCTYPE html><p>label</p>]]></p:properties>",
    "docMetadata/LabelInfo.xml": b"<clbl:labelList/>",
    "docProps/app.xml": b"<Properties/>",
    "docProps/core.xml": b"<cp:coreProperties/>",
    "docProps/custom.xml": b"<Properties><property name='MSIP_Label_1_Enabled'/></Properties>",
    "docProps/thumbnail.wmf": b"\xd7\xcd\xc6\x9a",
}
"""What SharePoint, sensitivity labels and a bibliography leave in both."""


def _excel() -> bytes:
    inner = (
        '<fileVersion appName="xl"/><mc:AlternateContent xmlns:mc="x"><mc:Choice Requires="x15">'
        '<x15ac:absPath xmlns:x15ac="y" url="\\\\server\\share\\"/></mc:Choice></mc:AlternateContent>'
    )
    named = (
        "<definedNames><definedName name='_xlnm._FilterDatabase' localSheetId='0' hidden='1'>Reply!$A$1:$B$2"
        "</definedName><definedName name='_xlnm.Print_Titles' localSheetId='0'>'My sheet (2)'!$1:$1"
        "</definedName><definedName name='Old'>#REF!</definedName><definedName name='Places'>"
        "Table1[[#All],[Country]]</definedName></definedNames><calcPr calcId='191029'/>"
    )
    before = '<dimension ref="A1:B2"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    after = (
        '<autoFilter ref="A1:B2"/><conditionalFormatting sqref="B2"><cfRule type="expression"><formula>$B2="x"'
        '</formula></cfRule></conditionalFormatting><dataValidations><dataValidation type="list" sqref="B2">'
        "<formula1>INDIRECT(&quot;Places&quot;)</formula1></dataValidation></dataValidations>"
        '<hyperlinks><hyperlink ref="A1" r:id="rId1"/><hyperlink ref="A2" location="Reply!B2"/></hyperlinks>'
        '<pageSetup paperSize="9" r:id="rId2"/><legacyDrawing r:id="rId3"/>'
    )
    parts = {
        WORKBOOK: book(inner).replace(b"</sheets>", b"</sheets>" + named.encode()),
        RELS: relationships(
            *("worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml", "styles styles.xml"),
            *("theme theme/theme1.xml", "calcChain calcChain.xml", "sheetMetadata metadata.xml"),
            *(
                "rdRichValue richData/rdrichvalue.xml",
                "person persons/person.xml",
                "customXml ../customXml/item1.xml",
            ),
            *(
                "pivotCacheDefinition pivotCache/pivotCacheDefinition1.xml",
                "slicerCache slicerCaches/slicerCache1.xml",
            ),
        ),
        SHEET: sheet(_ROWS, after, before),
        SHEET_RELS: relationships(
            *(
                "hyperlink !mailto:desk@example.org",
                "printerSettings ../printerSettings/printerSettings1.bin",
            ),
            *("vmlDrawing ../drawings/vmlDrawing1.vml", "drawing ../drawings/drawing1.xml"),
            *(
                "table ../tables/table1.xml",
                "ctrlProp ../ctrlProps/ctrlProp1.xml",
                "slicer ../slicers/slicer1.xml",
            ),
            *("comments ../comments1.xml", "threadedComment ../threadedComments/threadedComment1.xml"),
        ),
        "xl/comments1.xml": f'<comments xmlns="{S}"><commentList><comment ref="B2"/></commentList></comments>'.encode(),
        "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments><threadedComment ref="B2"/></ThreadedComments>',
        "xl/printerSettings/printerSettings1.bin": "\\\\server\\printer".encode("utf-16-le"),
        "xl/drawings/vmlDrawing1.vml": b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><br></xml>',
        "xl/drawings/drawing1.xml": b"<xdr:wsDr xmlns:xdr='x'/>",
        "xl/media/image1.png": _PICTURE,
        **dict.fromkeys(
            (
                *(
                    "xl/theme/theme1.xml",
                    "xl/calcChain.xml",
                    "xl/metadata.xml",
                    "xl/richData/rdrichvalue.xml",
                ),
                *("xl/persons/person.xml", "xl/tables/table1.xml", "xl/ctrlProps/ctrlProp1.xml"),
                *("xl/slicers/slicer1.xml", "xl/slicerCaches/slicerCache1.xml"),
                *("xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"),
            ),
            b"<x/>",
        ),
        **_CUSTOM,
    }
    return workbook(parts)


def _word() -> bytes:
    spoken = field("PAGE") + "<w:p><w:hyperlink r:id='rId3'><w:r><w:t>us</w:t></w:r></w:hyperlink></w:p>"
    parts = {
        WORD_RELS: relationships(
            *("styles styles.xml", "settings settings.xml", "hyperlink !https://example.org/"),
            *("header header1.xml", "footnotes footnotes.xml", "comments comments.xml", "people people.xml"),
            *("glossaryDocument glossary/document.xml", "image media/image1.png", "theme theme/theme1.xml"),
            *("customXml ../customXml/item1.xml", "fontTable fontTable.xml", "webSettings webSettings.xml"),
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{W}"/>'.encode(),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{field("STYLEREF Title")}{field("NUMPAGES")}</w:hdr>'.encode(),
        "word/_rels/header1.xml.rels": relationships("image media/image1.png"),
        "word/glossary/document.xml": f'<w:glossaryDocument xmlns:w="{W}"/>'.encode(),
        "word/glossary/_rels/document.xml.rels": relationships("settings settings.xml"),
        "word/media/image1.png": _PICTURE,
        "word/fonts/font1.odttf": bytes(range(256)) * 20,
        **dict.fromkeys(
            (
                *("word/settings.xml", "word/footnotes.xml", "word/comments.xml", "word/people.xml"),
                *(
                    "word/theme/theme1.xml",
                    "word/fontTable.xml",
                    "word/webSettings.xml",
                    "word/numbering.xml",
                ),
                *("word/commentsExtended.xml", "word/stylesWithEffects.xml", "word/diagrams/data1.xml"),
            ),
            b"<x/>",
        ),
        **_CUSTOM,
    }
    return document(spoken + _TABLE, parts)


def _by_ending() -> bytes:
    """The kind of the workbook is said by its ending alone, as some exporters write it."""
    said = types("nothing.xml", "application/xml").replace(
        b'"application/xml"/><Override', b'"%s"/><Override' % _kind(workbook_parts()["[Content_Types].xml"])
    )
    return workbook({"[Content_Types].xml": said})


def _kind(said: bytes) -> bytes:
    return said.rpartition(b'ContentType="')[2].partition(b'"')[0]


def _many_sheets() -> bytes:
    """A sheet for each Member State and some more, each with its printer and its picture."""
    numbers = range(1, 61)
    listed = (f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    parts = {
        WORKBOOK: book("", *listed),
        RELS: relationships(*(f"worksheet worksheets/sheet{n}.xml" for n in numbers)),
    }
    for n in numbers:
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet(_ROWS)
        parts[f"xl/worksheets/_rels/sheet{n}.xml.rels"] = relationships(
            f"printerSettings ../printerSettings/printerSettings{n}.bin",
            f"drawing ../drawings/drawing{n}.xml",
        )
        parts[f"xl/printerSettings/printerSettings{n}.bin"] = b"printer"
        parts[f"xl/drawings/drawing{n}.xml"] = b"<x/>"
    return workbook(parts)


def _noted(kind: str, target: str) -> bytes:
    return document(None, {SETTINGS_RELS: relationships(f"{kind} !{target}"), "word/settings.xml": b"<x/>"})


def _with_chart() -> bytes:
    return document(
        None,
        {
            WORD_RELS: relationships("chart charts/chart1.xml"),
            "word/charts/chart1.xml": b"<c:chartSpace xmlns:c='x'/>",
            CHART_RELS: relationships("package ../embeddings/Microsoft_Excel_Worksheet.xlsx"),
            NUMBERS: workbook(),
        },
    )


def _list_to_choose_from() -> bytes:
    meant = "OFFSET(Lists!$A$1,0,0,COUNTA(Lists!$A:$A),1)"
    named = f"</sheets><definedNames><definedName name='Places'>{meant}</definedName></definedNames>"
    return workbook({WORKBOOK: book().replace(b"</sheets>", named.encode())})


ORDINARY = {
    "a workbook of Excel 365": Ordinary(_excel, ("comments are not read: Reply!B2",)),
    "a workbook in which a query was once made": Ordinary(lambda: workbook({"customXml/item1.xml": _WIDE})),
    "a workbook without styles of cells": Ordinary(
        lambda: workbook(
            {
                SHEET: sheet(_ROWS + "<row><c><v>3</v></c></row>"),
                STYLES: f'<styleSheet xmlns="{S}"/>'.encode(),
            }
        )
    ),
    "a workbook with sheets for sixty": Ordinary(_many_sheets),
    "a workbook that says its kind by ending": Ordinary(_by_ending),
    "a workbook with a list to choose from": Ordinary(
        _list_to_choose_from, ("names that stand for formulas are not read: Places",)
    ),
    "a workbook with one drawing led to three times": Ordinary(
        lambda: workbook(
            {SHEET_RELS: relationships(*["drawing ../drawing1.xml"] * 3), "xl/drawing1.xml": b"<x/>"}
        )
    ),
    "a workbook that calls its parts in capitals": Ordinary(
        lambda: workbook({RELS: relationships("worksheet Worksheets/SHEET1.xml", "styles Styles.xml")})
    ),
    "a workbook with directories": Ordinary(lambda: packed({"xl/": b"", "_rels/": b"", **workbook_parts()})),
    "a workbook with shared texts that nobody counted": Ordinary(
        lambda: workbook({STRINGS: strings("<t>Zonda</t><phoneticPr fontId='1'/>", "<r><t>a</t></r>")})
    ),
    "a document of Word 365": Ordinary(_word),
    "a document with a template on a share": Ordinary(
        lambda: _noted("attachedTemplate", "file:///\\\\server\\templates\\Note.dotm"),
        ("the template it was written with lies elsewhere",),
    ),
    "a document with a template at an address": Ordinary(
        lambda: _noted("attachedTemplate", "https://intranet.example.org/Note.dotx"),
        ("the template it was written with lies elsewhere",),
    ),
    "a document that was merged with a list": Ordinary(
        lambda: _noted("mailMergeSource", "file://server/list.xlsx"),
        ("the list it was merged with lies elsewhere",),
    ),
    "a document with a chart": Ordinary(_with_chart, ("the numbers behind a chart are not read",)),
    "a document with a place to click and type": Ordinary(
        lambda: document(_TABLE + field("MACROBUTTON NoMacro [Type here]")),
    ),
    "a document with fields in the results of others": Ordinary(
        lambda: document(
            _TABLE
            + "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>"
            + f"<w:r><w:fldChar w:fldCharType='separate'/></w:r></w:p>{field('PAGEREF x')}"
            + "<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    ),
    "a document with a picture and a smart tag": Ordinary(
        lambda: document(
            table(
                ["Country", "Stance"],
                ["<w:p><w:smartTag><w:r><w:t>Zonda</w:t></w:r></w:smartTag></w:p>", "support"],
            ),
            {WORD_RELS: relationships("image media/image1.png"), "word/media/image1.png": _PICTURE},
        )
    ),
    "a CSV that begins with a country of two letters": Ordinary(lambda: b"MZ;support\nPK;support\n"),
    "a CSV that begins with another": Ordinary(lambda: b"PK;support\nMZ;support\n"),
}
