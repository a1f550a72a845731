"""Slugs: the ids of records, equal to their files' names."""

from __future__ import annotations

import re

from partnercli.records.names import fold

PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 64
_SLUG = re.compile(PATTERN)
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
"""Names that Windows keeps for devices: a file of that name cannot be checked out there."""


def is_slug(text: str) -> bool:
    """Whether `text` may name a record: lower-case letters, digits and single hyphens, at most 64."""
    return len(text) <= LONGEST and bool(_SLUG.fullmatch(text)) and text not in _DEVICES


def slugify(text: str) -> str:
    """The slug nearest to a name: `Côte d'Ivoire` gives `cote-d-ivoire`; empty if nothing is left of it."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:LONGEST].strip("-")
