"""What the small catalogues of tests are made of: a dialogue, one in force, and what stands before an instrument."""

from __future__ import annotations

from typing import Any

DIALOGUE = {"kind": "political", "pillar": "governance", "outreach": True}
FOOTING = {"high-level-dialogue": DIALOGUE}
"""A catalogue with nothing but a dialogue in it."""
TALKING = {"instrument": "high-level-dialogue", "status": "in-force"}
"""What exists with a country that has this dialogue."""


def after(*slugs: str, strength: str = "normally") -> dict[str, Any]:
    """What an instrument says that stands behind these."""
    return {"usually_after": [{"instrument": slug, "strength": strength} for slug in slugs]}
