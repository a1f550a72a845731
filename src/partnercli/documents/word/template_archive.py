"""Opens a Word file that anybody may have made, and gives its parts: never more than a template may hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import NoReturn

from partnercli.documents.format_problem import FormatProblem

MOST_PARTS = 200
MOST_BYTES = 20_000_000
HIGHEST_RATIO = 100
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")
"""How XML begins in encodings of two bytes or more, in which a declaration could hide."""


class WordTemplateProblem(FormatProblem):
    """What is wrong with a Word template."""


def no_word_file() -> NoReturn:
    """Raise the problem of a file that is something else, or broken."""
    raise WordTemplateProblem(
        "the Word template is no .docx file", "save it in Word as a Word document (.docx)"
    )


def template_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name; WordTemplateProblem for what is no such file, or may not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _check(entries)
            parts = {entry.filename: _read(file, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        no_word_file()
    for name, part in parts.items():
        _check_part(name, part)
    return parts


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Judge by the directory, before anything is unpacked."""
    packed, unpacked = (sum(getattr(one, size) for one in entries) for size in ("compress_size", "file_size"))
    too_many = len(entries) > MOST_PARTS
    if too_many or unpacked > MOST_BYTES or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise WordTemplateProblem(
            f"the Word template unpacks to more than a template may: {MOST_PARTS} parts, "
            f"{MOST_BYTES // 1_000_000} MB, {HIGHEST_RATIO} times its size",
            "save a copy in Word without its text and pictures",
        )
    if any(one.flag_bits & _ENCRYPTED or one.compress_type not in _PLAIN for one in entries):
        no_word_file()
    names = Counter(one.filename.lower() for one in entries)
    if any(count > 1 or _leads_out(name) for name, count in names.items()):
        no_word_file()


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\x00" in name or ".." in name.split("/")


def _read(file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry, never more of it than its directory says: what it says may be a lie."""
    with file.open(name=entry, mode="r") as part:
        found = part.read(entry.file_size + 1)
    if len(found) != entry.file_size:
        no_word_file()
    return found


def _check_part(name: str, part: bytes) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    if part.startswith(_WIDE) or any(mark in part for mark in _DECLARATIONS):
        raise WordTemplateProblem(
            "the Word template holds XML with declarations of its own",
            "save it anew in Word as a Word document (.docx)",
        )
