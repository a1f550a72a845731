"""Slugs: the ids of records, equal to their files' names."""

from __future__ import annotations

import re
from collections.abc import Container

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


def numbered(slug: str, taken: Container[str]) -> str:
    """A slug that is not taken: this one, else with a number behind it from 2 on; cut where it would be too long."""
    free, number = slug[:LONGEST].rstrip("-"), 1
    while free in taken:
        number += 1
        free = f"{slug[: LONGEST - 1 - len(str(number))].rstrip('-')}-{number}"
    return free


def slugify(text: str) -> str:
    """The slug nearest to a name: `Côte d'Ivoire` gives `cote-d-ivoire`; empty if nothing is left of it."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:LONGEST].strip("-")
