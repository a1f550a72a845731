"""Parts put together to one Word file, the same bytes whenever and wherever it is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from partnercli.documents.office_package import CONTENT_TYPES, zipped
from partnercli.documents.word.elements import xml
from partnercli.documents.word.parts import content_types


def packed(parts: Mapping[str, bytes], day: date) -> bytes:
    """The parts by name as a zip, with the list of their kinds; `day` stands as the date of every entry."""
    return zipped({**parts, CONTENT_TYPES: xml(content_types(parts.keys()))}, day)
