"""Opens the archive of a Word or Excel file that anybody may have made, and gives its parts.

An Office file is a zip of parts, most of them XML (ECMA-376, part 2). The directory of the zip is judged before
anything is unpacked, what is unpacked is held to it, and no XML that declares anything of its own goes through.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

BEGINNING = b"PK\x03\x04"
"""How such a file begins."""
MOST_PARTS = 500
MOST_BYTES = 20_000_000
"""Of all parts together, unpacked."""
HIGHEST_RATIO = 100
"""How many times smaller than its parts a file may be."""
MOST_MARKS = 500_000
"""Tags and attributes of all parts together: each takes far more memory and time read than written."""

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40
_END = struct.Struct("<4s4H2LH")
"""The end of the directory, which closes the file: the last figure is the length of the comment after it."""
_LOCAL_HEADER = 30
_XML = (".xml", ".rels", ".vml")
_CUSTOM = re.compile(r"customxml/[^/]*\.xml", re.IGNORECASE)
"""Parts in which other programs keep what is theirs, queries and labels, in whatever encoding they like."""
_BOM = b"\xef\xbb\xbf"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_READABLE = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class Wrong(Enum):
    """What kind of thing is wrong with an archive."""

    BROKEN = auto()
    TOO_LARGE = auto()
    DECLARES = auto()


class ArchiveFault(NamedTuple):
    """What is wrong: `part` is the name of a part, empty for the whole file; `message` goes on from "it …"."""

    wrong: Wrong
    part: str
    message: str


class ArchiveProblem(Exception):
    """An archive that is not opened; `faults` say why, each at its part."""

    def __init__(self, *faults: ArchiveFault) -> None:
        super().__init__("; ".join(f"{fault.part} {fault.message}" for fault in faults))
        self.faults = faults


def archive_parts(data: bytes) -> dict[str, bytes]:
    """The parts of an Office file by name; ArchiveProblem for what is no such file, or may not be opened.

    Custom XML is left out: nobody reads it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _refuse([*_whole(data, file), *_in_directory(data, entries)])
            parts = _read(file, entries)
    except _BROKEN:
        raise ArchiveProblem(ArchiveFault(Wrong.BROKEN, "", "is damaged or no Office file")) from None
    parts = {name: part for name, part in parts.items() if not _CUSTOM.fullmatch(name)}
    marked = {name: part for name, part in parts.items() if name.lower().endswith(_XML)}
    _refuse([*(fault for name, part in marked.items() for fault in xml_faults(name, part)), *_marks(parts)])
    return parts


def xml_faults(name: str, part: bytes) -> list[ArchiveFault]:
    """What keeps the XML of a part from being read: declarations, an encoding to hide them in, sheer size."""
    text = part.removeprefix(_BOM).lstrip()
    first = text.partition(b"?>")[0] if text.startswith(b"<?xml") else b""
    encoding = _ENCODING.search(first)
    if b"\x00" in part or (text and not text.startswith(b"<")):
        return [ArchiveFault(Wrong.DECLARES, name, "is XML in an encoding that Office does not write")]
    if encoding and encoding[1].lower() not in _READABLE:
        return [ArchiveFault(Wrong.DECLARES, name, "is XML in an encoding other than UTF-8")]
    if any(mark in part for mark in _DECLARATIONS):
        return [ArchiveFault(Wrong.DECLARES, name, "is XML with declarations of its own")]
    return []


def _marks(parts: Mapping[str, bytes]) -> Iterator[ArchiveFault]:
    """Whether there is too much XML to read, named after the part with the most of it."""
    marks = {name: part.count(b"<") + part.count(b"=") for name, part in parts.items()}
    if sum(marks.values()) > MOST_MARKS:
        most = max(marks, key=lambda name: marks[name])
        yield ArchiveFault(Wrong.TOO_LARGE, most, f"takes the file beyond {MOST_MARKS:,} tags and attributes")


def _refuse(faults: list[ArchiveFault]) -> None:
    if faults:
        raise ArchiveProblem(*faults)


def _whole(data: bytes, file: zipfile.ZipFile) -> Iterator[ArchiveFault]:
    """Whether there is anything before the first part or after the directory, where another file could hide."""
    end = len(data) - _END.size - len(file.comment)
    closes = end >= 0 and _END.unpack_from(data, end)[0] == b"PK\x05\x06"
    starts = min((one.header_offset for one in file.infolist()), default=0) == 0
    if not starts or not closes:
        yield ArchiveFault(Wrong.BROKEN, "", "has something before or after its parts")


def _in_directory(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[ArchiveFault]:
    """What is wrong by the directory alone."""
    packed, unpacked = (sum(getattr(one, size) for one in entries) for size in ("compress_size", "file_size"))
    limits = (
        (len(entries) > MOST_PARTS, f"has more than {MOST_PARTS} parts"),
        (unpacked > MOST_BYTES, f"unpacks to more than {MOST_BYTES // 1_000_000} MB"),
        (unpacked > HIGHEST_RATIO * max(packed, 1), f"unpacks to more than {HIGHEST_RATIO} times its size"),
    )
    too_large = [ArchiveFault(Wrong.TOO_LARGE, "", message) for beyond, message in limits if beyond]
    yield from too_large
    if too_large:
        return
    count = Counter(one.filename.lower() for one in entries)
    ends = 0
    for one in sorted(entries, key=lambda one: one.header_offset):
        beyond = one.header_offset + _LOCAL_HEADER + one.compress_size > len(data)
        for wrong, message in (
            (one.flag_bits & _ENCRYPTED, "is encrypted"),
            (one.compress_type not in _PLAIN, "is packed in a way that Office does not use"),
            (count[one.filename.lower()] > 1, "is there more than once"),
            (_leads_out(one.filename), "has a name that leads out of the file"),
            (beyond or one.header_offset < ends, "overlaps another part"),
        ):
            if wrong:
                yield ArchiveFault(Wrong.BROKEN, one.filename, message)
        ends = one.header_offset + _LOCAL_HEADER + one.compress_size


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\x00" in name or ":" in name or ".." in name.split("/")


def _read(file: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    faults = []
    for entry in entries:
        try:
            with file.open(name=entry, mode="r") as part:
                found = part.read(entry.file_size + 1)  # what the directory says of the size may be a lie
        except _BROKEN:
            faults.append(ArchiveFault(Wrong.BROKEN, entry.filename, "is damaged"))
            continue
        if len(found) != entry.file_size:
            faults.append(ArchiveFault(Wrong.BROKEN, entry.filename, "has not the size that the file says"))
        parts[entry.filename] = found
    _refuse(faults)
    return parts
