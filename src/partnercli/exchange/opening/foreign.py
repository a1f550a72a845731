"""Files that are none of those that are read, known by how they begin, and how to save them as one that is."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import NamedTuple

from partnercli.documents.office_archive import BEGINNING

_EXCEL = "open it in Excel and save it as an Excel workbook (.xlsx)"
_WORD = "open it in Word and save it as a Word document (.docx)"
_EITHER = "ask for the reply as an Excel workbook (.xlsx), a Word document (.docx) or CSV"


class Foreign(NamedTuple):
    """What a file is, as a sentence goes on after "it is", and what to do about it."""

    what: str
    hint: str


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLD_OFFICE = {
    "EncryptedPackage": Foreign(
        "protected with a password or by rights",
        "open it, take the protection off (File > Info > Protect) and save it anew",
    ),
    "__substg1.0_": Foreign(
        "an e-mail (.msg)", "open it in Outlook, save the file that is attached to it, and name that one"
    ),
    "WordDocument": Foreign("a Word document of the old kind (.doc)", _WORD),
    "Workbook": Foreign("an Excel workbook of the old kind (.xls)", _EXCEL),
    "Book": Foreign("an Excel workbook of the old kind (.xls)", _EXCEL),
}
_OLD = Foreign("an Office file of an old kind", "open it and save it as .xlsx or .docx")
_PICTURE = Foreign("a picture", _EITHER)
_ARCHIVE = Foreign("an archive", "unpack it first, and name the files that were in it")
_DAMAGED = Foreign("an archive that is damaged", "ask for the file again: it did not come whole")
_PROGRAM = Foreign("a program", _EITHER)
_OPEN_DOCUMENT = Foreign("a file of LibreOffice (.ods, .odt)", "save it in LibreOffice as .xlsx or .docx")
_FIRST_NAME = slice(30, 38)
"""Where the name of an archive's first part stands: in an OpenDocument it is always mimetype."""
_PAGE = Foreign("a web page, whatever its name says", _EXCEL)
_BEGINNINGS: Mapping[bytes, Foreign] = {
    b"%PDF": Foreign("a PDF", _EITHER),
    b"{\\rtf": Foreign("a document in RTF", _WORD),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    **dict.fromkeys((b"PK\x01", b"PK\x05", b"PK\x06", b"PK\x07"), _DAMAGED),
    b"\x7fELF": _PROGRAM,
    **dict.fromkeys((b"MZ\x90", b"MZ\x00"), _PROGRAM),
}
_MARKUP: Mapping[bytes, Foreign] = {
    **dict.fromkeys((b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"mime-version:"), _PAGE),
    b"<?xml": Foreign("XML, and no workbook or document of today's Office", _EITHER),
    b"<svg": _PICTURE,
}
_PARTS: Mapping[str, Foreign] = {
    "xl/workbook.bin": Foreign("a binary Excel workbook (.xlsb)", _EXCEL),
    "ppt/presentation.xml": Foreign("a presentation", _EITHER),
}


def foreign(data: bytes) -> Foreign | None:
    """What a file is by its first bytes, where that is none that is read; None where it may be one."""
    if data.startswith(_OLD_OFFICE):
        named = (kind for name, kind in _IN_OLD_OFFICE.items() if name.encode("utf-16-le") in data)
        return next(named, _OLD)
    if data.startswith(BEGINNING):
        return _OPEN_DOCUMENT if data[_FIRST_NAME] == b"mimetype" else None
    text = data[:1000].removeprefix(BOM_UTF8).lstrip().lower()
    found = (kind for start, kind in _BEGINNINGS.items() if data.startswith(start))
    marked = (kind for start, kind in _MARKUP.items() if text.startswith(start))
    return next(found, None) or next(marked, None)


def foreign_parts(parts: Mapping[str, bytes]) -> Foreign:
    """What an archive is that holds neither a workbook nor a document that are read."""
    names = {name.lower() for name in parts}
    known = next((kind for name, kind in _PARTS.items() if name in names), None)
    return known or Foreign("an archive with no workbook or document in it", _ARCHIVE.hint)
