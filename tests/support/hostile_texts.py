"""CSV files that no program reads alike, and files that are none of those that are read."""

from __future__ import annotations

from hostile import FORMULA, Hostile
from sent_files import packed


def _quoted(size: int) -> bytes:
    return b'Country,Note\nZonda,"' + b"x" * size + b'"\n'


def _ole(*words: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"".join(one.encode("utf-16-le") for one in words)
    )


TEXTS = {
    "a CSV in UTF-16": Hostile(lambda: "a,b".encode("utf-16"), "line 1, character 1", "UTF-16"),
    "a CSV in Latin-1": Hostile(lambda: "a,b\nCô,x".encode("latin-1"), "line 2, character 2", "0xF4"),
    "a NUL in a CSV": Hostile(lambda: b"a,b\nx,\x00", "line 2, character 3", "NUL"),
    "a cell that is never closed": Hostile(lambda: b'a,b\nx,"y\n\n', "line 2, character 3", "never closed"),
    "a cell that goes on": Hostile(lambda: b'a,b\nx,"y"z\n', "line 2, character 6", "goes on"),
    "ends of lines of an old Mac": Hostile(lambda: b"a,b\rx,y\r", "line 1, character 4", "old Macs"),
    "more cells than the header": Hostile(lambda: b"a,b\n\nx,y,z\n", "line 3, column 3", "3 cells"),
    "a formula in a CSV": Hostile(lambda: b"a,b\nx,=cmd|' /C calc'!A0", "line 2, column 2", FORMULA),
    "a formula in full width": Hostile("a,b\nx,＝1+1".encode, "line 2, column 2", FORMULA),
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
    "a delimiter that is none": Hostile(lambda: b"sep=x\na,b\n", "line 1, character 5", "separated by"),
    "an empty file": Hostile(lambda: b"", "", "empty"),
    "nothing but spaces": Hostile(lambda: b" \r\n\t", "", "empty"),
    "an old Excel workbook": Hostile(lambda: _ole("Workbook"), "", ".xls"),
    "an old Word document": Hostile(lambda: _ole("WordDocument"), "", ".doc"),
    "an e-mail of Outlook": Hostile(lambda: _ole("__substg1.0_"), "", "an e-mail"),
    "a workbook with a password": Hostile(lambda: _ole("EncryptedPackage"), "", "password"),
    "a PDF": Hostile(lambda: b"%PDF-1.7\n", "", "a PDF"),
    "an RTF": Hostile(lambda: b"{\\rtf1 x}", "", "RTF"),
    "a web page called a workbook": Hostile(lambda: b"\n<HTML><table>", "", "a web page"),
    "XML of another kind": Hostile(lambda: b'<?xml version="1.0"?><Workbook/>', "", "XML"),
    "a picture": Hostile(lambda: b"\x89PNG\r\n\x1a\n", "", "a picture"),
    "an OpenDocument of old": Hostile(
        lambda: packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<!DOCTYPE x><x/>",
            }
        ),
        "",
        "LibreOffice",
    ),
    "an OpenDocument": Hostile(
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "",
        "LibreOffice",
    ),
}
