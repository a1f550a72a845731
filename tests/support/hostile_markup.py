"""XML that declares, nests or repeats more than its reader can bear."""

from __future__ import annotations

from hostile import FORMULA, RELS, WORD_RELS, Hostile, field, in_sheets, padded, padded_document
from sent_files import (
    DOCUMENT,
    SHEET,
    STRINGS,
    WORKBOOK,
    W,
    body,
    book,
    document,
    paragraph,
    relationships,
    sheet,
    strings,
    table,
    text_row,
    workbook,
)

_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_QUADRATIC = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]>'
_PARAMETER = b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://192.0.2.1/x.dtd"> %a;]>'
_BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SIMPLE = '<w:fldSimple w:instr="DDE"/>'


def _namespaces(deep: int, each: int, used: int) -> str:
    """A row, and beside it elements whose namespaces have to be looked for far above."""
    spaces = (" ".join(f"xmlns:n{d}_{n}='{d}{n}'" for n in range(each)) for d in range(deep))
    opened = "".join(f"<a {one}>" for one in spaces)
    return f'<row r="2"><c r="B2"><f>1</f></c></row>{opened}{"<n0_0:b/>" * used}{"</a>" * deep}'


def _circle(size: int) -> str:
    """Styles of which each is based on the next, and the last on the first."""
    every = (
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % size}"/></w:style>' for n in range(size)
    )
    return "".join(every)


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
        lambda: workbook({RELS: _PARAMETER + relationships("worksheet worksheets/sheet1.xml")}),
        RELS,
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
    "a declaration in UTF-7 that says so late": Hostile(
        lambda: workbook(
            {
                SHEET: b"<?xml version='1.0'"
                + b" " * 300
                + b"encoding='UTF-7'?>+ADwAIQ-DOCTYPE x+AD4-"
                + sheet("")
            }
        ),
        SHEET,
        "encoding",
    ),
    "a sheet among what nobody reads": Hostile(
        lambda: workbook(
            {
                RELS: relationships("worksheet ../customXml/item1.xml"),
                "customXml/item1.xml": _OUTSIDE + sheet(text_row(1, "&a;")),
            }
        ),
        "customXml/item1.xml",
        "is missing",
    ),
    "elements five thousand deep": Hostile(
        lambda: padded_document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), DOCUMENT, "no well-formed XML"
    ),
    "tables eighty deep and a fault": Hostile(
        lambda: document("<w:tbl><w:tr><w:tc>" * 80 + field("DDE x") + "</w:tc></w:tr></w:tbl>" * 80),
        "table 80, row 1, column 1",
        "DDE",
    ),
    "a million elements": Hostile(
        lambda: workbook({SHEET: sheet("<row/>" * 1_000_000)}), "", "times its size"
    ),
    "a million elements, hard to pack": Hostile(
        lambda: padded({SHEET: sheet("<row/>" * 900_000)}), SHEET, "500,000"
    ),
    "an attribute of fifteen megabytes": Hostile(
        lambda: padded({SHEET: sheet(f'<row r="{"1" * 15_000_000}"/>')}),
        SHEET,
        "no well-formed XML",
    ),
    "a text of fifteen megabytes": Hostile(
        lambda: padded({STRINGS: strings(f"<t>{'x' * 15_000_000}</t>")}),
        STRINGS,
        "no well-formed XML",
    ),
    "two hundred thousand attributes": Hostile(
        lambda: workbook({SHEET: sheet("<row " + " ".join(f"a{n}=''" for n in range(200_000)) + "/><row")}),
        SHEET,
        "no well-formed XML",
    ),
    "as many empty cells as there may be": Hostile(
        lambda: padded({SHEET: sheet("<row><c><f/></c></row>" + f"<row>{'<c/>' * 400_000}</row>")}),
        "Reply!A1",
        FORMULA,
        slow=True,
    ),
    "fields begun and never ended": Hostile(
        lambda: padded_document(table([f"<w:p>{_BEGUN * 70_000}<w:t>x</w:t></w:p>", field("DDE x")])),
        "table 1, row 1, column 2",
        "DDE",
        slow=True,
    ),
    "as many refused fields as there may be": Hostile(
        lambda: padded_document(table([f"<w:p>{_SIMPLE * 150_000}</w:p>"])),
        "",
        "and 149,950 more",
        slow=True,
    ),
    "styles that rest on each other in a circle": Hostile(
        lambda: document(
            table(["a", field("DDE x")]),
            {
                WORD_RELS: relationships("styles styles.xml"),
                "word/styles.xml": f'<w:styles xmlns:w="{W}">{_circle(1000)}</w:styles>'.encode(),
            },
        ),
        "table 1, row 1, column 2",
        "DDE",
    ),
    "six thousand relationships": Hostile(
        lambda: in_sheets(*(["hyperlink !http://192.0.2.1"] * 6_000)), "", "more than 5,000 links"
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
        lambda: workbook({SHEET: sheet(_namespaces(200, 150, 50_000))}), "Reply!B2", FORMULA
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
