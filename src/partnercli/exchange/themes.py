"""What a delegation calls for, as it writes it and as a record keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnercli.records.base import Unreadable, shown
from partnercli.records.names import fold
from partnercli.records.slug import LONGEST, is_slug, slugify

_PARTS = re.compile(r"[,;\n]")
_HINT = f"write a few words in Latin letters, {LONGEST} characters at most: road maps"


def theme_of(text: str) -> str:
    """The slug of a theme: Road maps gives road-maps. Raises Unreadable, also where a part of it would be lost."""
    slug = slugify(text)
    if not is_slug(slug) or slug.replace("-", " ") != fold(text):
        raise Unreadable(f"{shown(text)} cannot be kept as a theme", _HINT)
    return slug


def themes_in(text: str) -> Iterator[str]:
    """The themes of a list in one cell, as they are written."""
    return (part.strip() for part in _PARTS.split(text) if part.strip())
