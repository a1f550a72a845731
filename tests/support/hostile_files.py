"""Files that do harm where they are trusted, each with the place and a word of what must be said of it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from sent_files import (
    DOCUMENT,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    S,
    W,
    body,
    book,
    cells,
    document,
    names,
    packed,
    paragraph,
    relationships,
    sheet,
    strings,
    styles,
    table,
    text_row,
    types,
    workbook,
    workbook_parts,
)


class Hostile(NamedTuple):
    """What makes the file, the address that is named, and what the message must say."""

    make: Callable[[], bytes]
    address: str
    says: str


_RELS = "xl/_rels/workbook.xml.rels"
_SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
_WORD_RELS = "word/_rels/document.xml.rels"
_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_QUADRATIC = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]>'
_PARAMETER = b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://192.0.2.1/x.dtd"> %a;]>'
_BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SIMPLE = '<w:fldSimple w:instr="DDE"/>'
_FORMULA = "formulas are not read"
_DAMAGED = "is damaged"


def _with_sheet(rows: str, after: str = "", before: str = "") -> bytes:
    return workbook({SHEET: sheet(rows, after, before)})


def _in_sheets(*kinds: str, **parts: bytes) -> bytes:
    """A workbook whose sheet has relationships, and parts added: x__y is x/y."""
    added = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return workbook({_SHEET_RELS: relationships(*kinds), **added})


def _raw(changed: dict[str, bytes], place: Callable[[bytearray], None]) -> bytes:
    data = bytearray(workbook(changed))
    place(data)
    return bytes(data)


def _set_flag(data: bytearray) -> None:
    data[data.index(b"PK\x01\x02") + 8] |= 1


def _bad_sum(data: bytearray) -> None:
    place = data.index(SHEET.encode()) + len(SHEET)
    data[place + 10] ^= 0xFF


def _wrong_directory(data: bytearray) -> None:
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 16, 7)


def _overlapping(data: bytearray) -> None:
    """Two entries of the directory lead to the same bytes."""
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]


def _lying_size(size: int) -> Callable[[bytearray], None]:
    def place(data: bytearray) -> None:
        entry = data.rindex(b"PK\x01\x02")
        struct.pack_into("<L", data, entry + 24, size)

    return place


def _zip64_lie(data: bytearray) -> None:
    """An entry that says its sizes stand elsewhere, where they do not."""
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<LL", data, entry + 20, 0xFFFFFFFF, 0xFFFFFFFF)


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in [*workbook_parts().items(), ("XL/WORKBOOK.XML", book())]:
            file.writestr(name, part)
    return out.getvalue()


def _nested_zip() -> bytes:
    inside = bytes(1_000_000)
    for _ in range(3):
        inside = packed({f"{n}.zip": inside for n in range(9)})
    return workbook({"xl/media/x.zip": inside, "xl/media/zeros": bytes(10_000_000)})


def _padded(changed: dict[str, bytes]) -> bytes:
    """A workbook of which a part does not pack, so that the whole unpacks to little more than its size."""
    return workbook({**changed, "xl/media/x": Random(8).randbytes(300_000)})  # noqa: S311 - not for secrets


def _padded_document(inner: str) -> bytes:
    return document(inner, {"word/media/x": Random(8).randbytes(300_000)})  # noqa: S311 - not for secrets


def _long_sheet(rows: int, columns: int) -> bytes:
    row = "<c><v>1</v></c>" * columns
    return _padded({SHEET: sheet(f"<row>{row}</row>" * rows)})


def _namespaces(deep: int, each: int, used: int) -> str:
    """A row, and beside it elements whose namespaces have to be looked for far above."""
    spaces = (" ".join(f"xmlns:n{d}_{n}='{d}{n}'" for n in range(each)) for d in range(deep))
    opened = "".join(f"<a {one}>" for one in spaces)
    return f'<row r="2"><c r="B2"><f>1</f></c></row>{opened}{"<n0_0:b/>" * used}{"</a>" * deep}'


def _quoted(size: int) -> bytes:
    return b'Country,Note\nZonda,"' + b"x" * size + b'"\n'


def _in_table(inside: str) -> bytes:
    return document(table(["Country", inside]))


def _field(instruction: str) -> str:
    pieces = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instruction)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return f"<w:p>{begin}{pieces}{end}</w:p>"


def _circle(size: int) -> str:
    """Styles of which each is based on the next, and the last on the first."""
    every = (
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % size}"/></w:style>' for n in range(size)
    )
    return "".join(every)


def _ole(*words: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"".join(one.encode("utf-16-le") for one in words)
    )


def _macros(main: str, kind: str) -> dict[str, bytes]:
    return {"[Content_Types].xml": types(main, f"application/vnd.ms-{kind}.macroEnabled.main+xml")}


ARCHIVES = {
    "an archive cut off": Hostile(lambda: workbook()[:900], "", _DAMAGED),
    "an archive with nothing in it": Hostile(lambda: packed({}), "", "an archive"),
    "an archive of something else": Hostile(lambda: packed({"a.txt": b"x"}), "", "no workbook or document"),
    "the first bytes of an archive": Hostile(lambda: b"PK\x03\x04", "", _DAMAGED),
    "a part with a wrong sum": Hostile(lambda: _raw({}, _bad_sum), SHEET, _DAMAGED),
    "two parts of one name": Hostile(_twice, "XL/WORKBOOK.XML", "more than once"),
    "a name that is a path": Hostile(lambda: workbook({"/etc/x": b""}), "/etc/x", "leads out"),
    "a name that climbs out": Hostile(lambda: workbook({"xl/../../x": b""}), "xl/../../x", "leads out"),
    "a name of Windows": Hostile(lambda: workbook({"C:x": b""}), "C:x", "leads out"),
    "a part that is encrypted": Hostile(lambda: _raw({}, _set_flag), "[Content_Types].xml", "encrypted"),
    "parts in LZMA": Hostile(lambda: packed(workbook_parts(), zipfile.ZIP_LZMA), SHEET, "packed in a way"),
    "parts in bzip2": Hostile(lambda: packed(workbook_parts(), zipfile.ZIP_BZIP2), SHEET, "packed in a way"),
    "something after the archive": Hostile(lambda: workbook() + b"<script>", "", "before or after"),
    "something before the archive": Hostile(lambda: b"PK\x03\x04junk" + workbook(), "", "before or after"),
    "a program before the archive": Hostile(lambda: b"MZ\x90" + workbook(), "", "a program"),
    "a directory that is elsewhere": Hostile(lambda: _raw({}, _wrong_directory), "", "before or after"),
    "parts over each other": Hostile(lambda: _raw({}, _overlapping), "_rels/.rels", "overlaps"),
    "a size that is too small": Hostile(lambda: _raw({}, _lying_size(10)), STYLES, _DAMAGED),
    "a size that is too large": Hostile(lambda: _raw({}, _lying_size(1000)), STYLES, "not the size"),
    "a size of four gigabytes": Hostile(lambda: _raw({}, _lying_size(0xFFFFFFFE)), "", "more than 20 MB"),
    "sizes that stand elsewhere": Hostile(lambda: _raw({}, _zip64_lie), "", "more than 20 MB"),
    "a bomb": Hostile(lambda: workbook({"xl/media/x": bytes(19_000_000)}), "", "100 times its size"),
    "a bomb of archives": Hostile(_nested_zip, "", "100 times its size"),
    "a thousand parts": Hostile(
        lambda: workbook({f"xl/media/{n}": b"x" for n in range(1000)}), "", "more than 200 parts"
    ),
    "a file of six megabytes": Hostile(lambda: bytes(6_000_000), "", "larger than 5 MB"),
}
MARKUP = {
    "a billion laughs": Hostile(
        lambda: workbook({STRINGS: _LAUGHS + strings("<t>&c;</t>")}), STRINGS, "declarations"
    ),
    "an entity from a file": Hostile(
        lambda: document(None, {DOCUMENT: _OUTSIDE + body(paragraph("&a;"))}), DOCUMENT, "declarations"
    ),
    "an entity used a thousand times": Hostile(
        lambda: workbook({SHEET: _QUADRATIC + sheet(text_row(1, "&a;" * 1000))}), SHEET, "declarations"
    ),
    "a declaration from elsewhere": Hostile(
        lambda: workbook({_RELS: _PARAMETER + relationships("worksheet worksheets/sheet1.xml")}),
        _RELS,
        "declarations",
    ),
    "a declaration in UTF-16": Hostile(
        lambda: workbook({SHEET: (_OUTSIDE.decode() + sheet("").decode()).encode("utf-16")}),
        SHEET,
        "encoding",
    ),
    "a declaration in UTF-7": Hostile(
        lambda: workbook(
            {SHEET: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-' + sheet("")}
        ),
        SHEET,
        "encoding",
    ),
    "elements five thousand deep": Hostile(
        lambda: _padded_document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), DOCUMENT, "no well-formed XML"
    ),
    "tables eighty deep and a fault": Hostile(
        lambda: document("<w:tbl><w:tr><w:tc>" * 80 + _field("DDE x") + "</w:tc></w:tr></w:tbl>" * 80),
        "table 80, row 1, column 1",
        "DDE",
    ),
    "a million elements": Hostile(
        lambda: workbook({SHEET: sheet("<row/>" * 1_000_000)}), "", "times its size"
    ),
    "a million elements, hard to pack": Hostile(
        lambda: _padded({SHEET: sheet("<row/>" * 900_000)}), SHEET, "500,000"
    ),
    "an attribute of fifteen megabytes": Hostile(
        lambda: _padded({SHEET: sheet(f'<row r="{"1" * 15_000_000}"/>')}),
        SHEET,
        "no well-formed XML",
    ),
    "a text of fifteen megabytes": Hostile(
        lambda: _padded({STRINGS: strings(f"<t>{'x' * 15_000_000}</t>")}),
        STRINGS,
        "no well-formed XML",
    ),
    "two hundred thousand attributes": Hostile(
        lambda: workbook({SHEET: sheet("<row " + " ".join(f"a{n}=''" for n in range(200_000)) + "/><row")}),
        SHEET,
        "no well-formed XML",
    ),
    "as many empty cells as there may be": Hostile(
        lambda: _padded({SHEET: sheet("<row><c><f/></c></row>" + f"<row>{'<c/>' * 400_000}</row>")}),
        "Reply!A1",
        _FORMULA,
    ),
    "fields begun and never ended": Hostile(
        lambda: _padded_document(table([f"<w:p>{_BEGUN * 70_000}<w:t>x</w:t></w:p>", _field("DDE x")])),
        "table 1, row 1, column 2",
        "DDE",
    ),
    "as many refused fields as there may be": Hostile(
        lambda: _padded_document(table([f"<w:p>{_SIMPLE * 150_000}</w:p>"])),
        "",
        "and 149,950 more",
    ),
    "styles that rest on each other in a circle": Hostile(
        lambda: document(
            table(["a", _field("DDE x")]),
            {
                _WORD_RELS: relationships("styles styles.xml"),
                "word/styles.xml": f'<w:styles xmlns:w="{W}">{_circle(1000)}</w:styles>'.encode(),
            },
        ),
        "table 1, row 1, column 2",
        "DDE",
    ),
    "six thousand relationships": Hostile(
        lambda: _in_sheets(*(["hyperlink !http://192.0.2.1"] * 6_000)), "", "more than 5,000 links"
    ),
    "one sheet listed two hundred times": Hostile(
        lambda: workbook({WORKBOOK: book("", *('<sheet name="Reply" r:id="rId1"/>' for _ in range(199)))}),
        SHEET,
        "many things at once",
    ),
    "names of two hundred thousand kinds": Hostile(
        lambda: workbook({SHEET: sheet("".join(f'<a{n} xmlns="u{n}"/>' for n in range(150_000)) + "<row")}),
        SHEET,
        "no well-formed XML",
    ),
    "namespaces declared again and again": Hostile(
        lambda: workbook({SHEET: sheet(_namespaces(200, 150, 50_000))}), "Reply!B2", _FORMULA
    ),
    "a character that XML forbids": Hostile(
        lambda: workbook({SHEET: sheet(text_row(1, "a\x02b"))}), SHEET, "no well-formed XML"
    ),
    "a character that XML forbids, written as a number": Hostile(
        lambda: workbook({SHEET: sheet(text_row(1, "a&#2;b"))}), SHEET, "no well-formed XML"
    ),
    "bytes that are no UTF-8": Hostile(
        lambda: workbook({SHEET: sheet(text_row(1, "@@")).replace(b"@@", b"\xff\xfe")}),
        SHEET,
        "no well-formed XML",
    ),
    "an entity that nothing declares": Hostile(
        lambda: workbook({SHEET: sheet(text_row(1, "&a;"))}), SHEET, "no well-formed XML"
    ),
}
WORKBOOKS = {
    "a formula": Hostile(lambda: cells('<c r="B2"><f>1+1</f><v>2</v></c>'), "Reply!B2", _FORMULA),
    "a formula of an array": Hostile(
        lambda: cells('<c r="B2"><f t="array" ref="B2:B9">A1</f></c>'), "Reply!B2", "a formula of an array"
    ),
    "a formula of a data table": Hostile(
        lambda: cells('<c r="B2"><f t="dataTable" ref="B2:B9" r1="A1"/></c>'), "Reply!B2", "a data table"
    ),
    "a formula that shares another's": Hostile(
        lambda: cells('<c r="C2"><f t="shared" si="0"/><v>2</v></c>'), "Reply!C2", _FORMULA
    ),
    "a call of a program": Hostile(
        lambda: cells('<c r="A2" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c>'), "Reply!A2", _FORMULA
    ),
    "a name that calls": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="Auto_Open">OFFSET(A1,0,0)</definedName>')}),
        WORKBOOK,
        "Auto_Open",
    ),
    "a name that is a macro": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="x" xlm="1">Sheet!$A$1</definedName>')}),
        WORKBOOK,
        _FORMULA,
    ),
    "a name in another workbook": Hostile(
        lambda: workbook({WORKBOOK: names('<definedName name="x">[1]Sheet!$A$1</definedName>')}),
        WORKBOOK,
        _FORMULA,
    ),
    "macros": Hostile(lambda: workbook({"xl/vbaProject.bin": b"x"}), "xl/vbaProject.bin", "macros"),
    "macros under another name": Hostile(
        lambda: workbook({_RELS: relationships("vbaProject harmless.bin"), "xl/harmless.bin": b"x"}),
        "xl/harmless.bin",
        "macros",
    ),
    "a workbook for macros": Hostile(
        lambda: workbook(_macros(WORKBOOK, "excel.sheet")), WORKBOOK, "a file for macros"
    ),
    "a sheet of macros": Hostile(
        lambda: workbook(
            {_RELS: relationships("xlMacrosheet macrosheets/sheet1.xml"), "xl/macrosheets/x": b""}
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
        lambda: _in_sheets("oleObject ../embeddings/oleObject1.bin", xl__embeddings__oleObject1_dot_bin=b"x"),
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
        lambda: _in_sheets("image !http://192.0.2.1/x.png"), SHEET, "from outside the file"
    ),
    "a share on a server": Hostile(
        lambda: _in_sheets("externalLinkPath !file://192.0.2.1/share/x.xlsx"), SHEET, "from outside the file"
    ),
    "a sheet that is missing": Hostile(
        lambda: packed({name: part for name, part in workbook_parts().items() if name != SHEET}),
        SHEET,
        "is missing",
    ),
    "a sheet that nothing leads to": Hostile(
        lambda: workbook({_RELS: relationships("styles styles.xml")}), "Reply", "not in the file"
    ),
    "a sheet that is the workbook itself": Hostile(
        lambda: workbook({_RELS: relationships("worksheet workbook.xml")}), WORKBOOK, "is no worksheet"
    ),
    "texts that are the sheet": Hostile(
        lambda: workbook(
            {_RELS: relationships("worksheet worksheets/sheet1.xml", "sharedStrings worksheets/sheet1.xml")}
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
        lambda: workbook({_RELS: b"<Relationships"}), _RELS, "no well-formed XML"
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
        lambda: _padded({SHEET: sheet("<row><c><v>1</v></c></row>" * 50_000)}),
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
        lambda: _padded(
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
    "a thousand sheets": Hostile(
        lambda: workbook({WORKBOOK: book("", *('<sheet name="Reply" r:id="rId1"/>' for _ in range(1000)))}),
        WORKBOOK,
        "beyond",
    ),
    "a text longer than a cell": Hostile(
        lambda: _with_sheet(text_row(1, "x" * 40_000)), "Reply!A1", "more than 32,767 characters"
    ),
    "a text of four megabytes in every row": Hostile(
        lambda: _padded(
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
DOCUMENTS = {
    "a field that calls a program": Hostile(
        lambda: _in_table(_field(r"DDEAUTO c:\\x.exe")), "table 1, row 1, column 2", "DDEAUTO"
    ),
    "a field that takes in a file": Hostile(
        lambda: document(_field("INCLUDETEXT x")), DOCUMENT, "INCLUDETEXT"
    ),
    "a simple field that links": Hostile(
        lambda: _in_table('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet x"/></w:p>'),
        "table 1, row 1, column 2",
        "LINK",
    ),
    "a field in a header": Hostile(
        lambda: document(
            None, {"word/header1.xml": f'<w:hdr xmlns:w="{W}">{_field("DDE x")}</w:hdr>'.encode()}
        ),
        "word/header1.xml",
        "DDE",
    ),
    "macros in a document": Hostile(
        lambda: document(None, {"word/vbaProject.bin": b"x"}), "word/vbaProject.bin", "macros"
    ),
    "a document for macros": Hostile(
        lambda: document(None, _macros(DOCUMENT, "word.document")), DOCUMENT, "a file for macros"
    ),
    "a template from a server": Hostile(
        lambda: document(
            None, {"word/_rels/settings.xml.rels": relationships("attachedTemplate !http://192.0.2.1/x.dotm")}
        ),
        "word/settings.xml",
        "from outside the file",
    ),
    "a template from a share": Hostile(
        lambda: document(
            None, {"word/_rels/settings.xml.rels": relationships("attachedTemplate !file://192.0.2.1/x.dotm")}
        ),
        "word/settings.xml",
        "from outside the file",
    ),
    "an object from a server": Hostile(
        lambda: document(None, {_WORD_RELS: relationships("oleObject !http://192.0.2.1/x")}),
        DOCUMENT,
        "from outside the file",
    ),
    "a document taken in": Hostile(
        lambda: document(None, {_WORD_RELS: relationships("aFChunk x.html"), "word/x.html": b"<b>"}),
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
    "a thousand tables": Hostile(lambda: _padded_document(table(["x"]) * 1000), "table 201", "beyond"),
    "twenty thousand rows": Hostile(
        lambda: _padded_document(table(*(["x"] for _ in range(20_000)))), "table 1", "10,000 rows"
    ),
    "a document without a table": Hostile(lambda: document(paragraph("Support.")), "", "no table"),
    "a document that is a header": Hostile(
        lambda: document(None, {DOCUMENT: f'<w:hdr xmlns:w="{W}"/>'.encode()}), DOCUMENT, "is no document"
    ),
    "a document that leads to nothing": Hostile(
        lambda: document(None, {"_rels/.rels": relationships("officeDocument word/x.xml")}), "", "no workbook"
    ),
}
TEXTS = {
    "a CSV in UTF-16": Hostile(lambda: "a,b".encode("utf-16"), "line 1, character 1", "UTF-16"),
    "a CSV in Latin-1": Hostile(lambda: "a,b\nCô,x".encode("latin-1"), "line 2, character 2", "0xF4"),
    "a NUL in a CSV": Hostile(lambda: b"a,b\nx,\x00", "line 2, character 3", "NUL"),
    "a cell that is never closed": Hostile(lambda: b'a,b\nx,"y\n\n', "line 2, character 3", "never closed"),
    "a cell that goes on": Hostile(lambda: b'a,b\nx,"y"z\n', "line 2, character 6", "goes on"),
    "ends of lines of an old Mac": Hostile(lambda: b"a,b\rx,y\r", "line 1, character 4", "old Macs"),
    "more cells than the header": Hostile(lambda: b"a,b\n\nx,y,z\n", "line 3, column 3", "3 cells"),
    "a formula in a CSV": Hostile(lambda: b"a,b\nx,=cmd|' /C calc'!A0", "line 2, column 2", _FORMULA),
    "a formula in full width": Hostile(lambda: "a,b\nx,＝1+1".encode(), "line 2, column 2", _FORMULA),
    "a quoted cell of four megabytes": Hostile(
        lambda: _quoted(4_000_000), "line 2, character 4000009", "more than 32,767 characters"
    ),
    "a quoted cell of ten gigabytes": Hostile(lambda: _quoted(6_000_000)[:-2], "", "larger than 5 MB"),
    "nothing but quotation marks": Hostile(lambda: b'"' * 4_000_001, "line 1, character 1", "never closed"),
    "nothing but commas": Hostile(lambda: b"," * 4_000_000, "line 1, character 257", "256 cells"),
    "a million lines": Hostile(lambda: b"a,b\n" * 1_000_000, "line 10001, character 1", "10,000 rows"),
    "five million empty lines and a word": Hostile(
        lambda: b"\n" * 4_900_000 + b"x", "line 10001, character 1", "10,000 rows"
    ),
    "a delimiter that is none": Hostile(lambda: b"sep=x\na,b\n", "line 1, character 5", "parted by"),
    "an empty file": Hostile(lambda: b"", "", "empty"),
    "nothing but spaces": Hostile(lambda: b" \r\n\t", "", "empty"),
    "an old Excel workbook": Hostile(lambda: _ole("Workbook"), "", ".xls"),
    "an old Word document": Hostile(lambda: _ole("WordDocument"), "", ".doc"),
    "a workbook with a password": Hostile(lambda: _ole("EncryptedPackage"), "", "password"),
    "a PDF": Hostile(lambda: b"%PDF-1.7\n", "", "a PDF"),
    "an RTF": Hostile(lambda: b"{\\rtf1 x}", "", "RTF"),
    "a web page called a workbook": Hostile(lambda: b"\n<HTML><table>", "", "a web page"),
    "XML of another kind": Hostile(lambda: b'<?xml version="1.0"?><Workbook/>', "", "XML"),
    "a picture": Hostile(lambda: b"\x89PNG\r\n\x1a\n", "", "a picture"),
    "an OpenDocument": Hostile(
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "",
        "LibreOffice",
    ),
}
HOSTILE = {**ARCHIVES, **MARKUP, **WORKBOOKS, **DOCUMENTS, **TEXTS}
