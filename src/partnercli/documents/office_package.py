"""The parts of a Word or Excel file as one zip: the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

CONTENT_TYPES = "[Content_Types].xml"
"""The part that says of what kind the others are."""
_FIRST = (CONTENT_TYPES, "_rels/.rels")
_LEVEL = 6
_YEARS = (1980, 2107)
"""What the date of a zip entry can say."""


def zipped(parts: Mapping[str, bytes], day: date) -> bytes:
    """All parts by name, in the order in which readers look for them; `day` stands as the date of every entry."""
    year = min(max(day.year, _YEARS[0]), _YEARS[1])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            file.writestr(entry, parts[name], compresslevel=_LEVEL)
    return out.getvalue()
