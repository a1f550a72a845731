"""Replies of delegations as a program sends them, and what is then on record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from partnercli.repository.edit import said

AT = "data/positions/2031-03-04-working-group"


def replies(*said: tuple[str, dict[str, Any]], **more: Any) -> str:
    """A file of replies: each a delegation and what it says."""
    every = [{"delegation": code, **words} for code, words in said]
    return json.dumps({"format": "partner.replies/1", **more, "replies": every})


def names(*preferences: Any, **more: Any) -> dict[str, Any]:
    """What a reply says: countries it supports by id, or preferences in full."""
    full = [one if isinstance(one, dict) else {"country": one} for one in preferences]
    return {"preferences": full, **more}


def position(root: Path, code: str) -> dict[str, Any]:
    found: dict[str, Any] = said((root / AT / f"{code}.yaml").read_bytes())
    return found


QS = replies(("QS", names({"country": "esker", "stance": "reservation", "conditions": "until May"}, "corvo")))
QN = replies(("QN", names({"country": "corvo", "stance": "opposition"}, "esker", "altamar")))
