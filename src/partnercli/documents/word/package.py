"""Parts put together to one file, the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from partnercli.documents.word.elements import xml
from partnercli.documents.word.parts import content_types

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LEVEL = 6
_YEARS = (1980, 2107)
"""What the date of a zip entry can say."""


def packed(parts: Mapping[str, bytes], day: date) -> bytes:
    """The parts by name as a zip, with the list of their kinds; `day` stands as the date of every entry."""
    whole = {**parts, _FIRST[0]: xml(content_types(parts.keys()))}
    year = min(max(day.year, _YEARS[0]), _YEARS[1])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in sorted(whole, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            file.writestr(entry, whole[name], compresslevel=_LEVEL)
    return out.getvalue()
