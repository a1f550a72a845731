"""Archives that lie about what is in them, or hold too much."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from hostile import Hostile
from sent_files import SHEET, STYLES, book, packed, workbook, workbook_parts

_DAMAGED = "is damaged"


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
    "a name of sixty thousand letters": Hostile(
        lambda: workbook({"../" + "x" * 60_000: b""}), "../" + "x" * 197, "leads out"
    ),
    "a thousand parts": Hostile(
        lambda: workbook({f"xl/media/{n}": b"x" for n in range(1000)}), "", "more than 500 parts"
    ),
    "a file of six megabytes": Hostile(lambda: bytes(6_000_000), "", "larger than 5 MB"),
}
