"""What `partner diff` says in the invented repository, as its contract and as its screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEETING, EARLIER = "2031-03-04-working-group", "2031-01-20-ministers"


def contract(partner: Callable[..., Any], at: Path, *arguments: str) -> dict[str, Any]:
    """What changed since `main`, or what is asked for, as programs read it; nothing is said beside it."""
    done = partner("diff", *(arguments or ("main",)), "--format", "json", at=at)
    assert (done.code, done.err) == (0, "")
    made: dict[str, Any] = json.loads(done.out)
    return made


def screen(partner: Callable[..., Any], at: Path, *arguments: str) -> str:
    """The screen likewise, on one line, in which no sentence is broken."""
    return " ".join(partner("diff", *(arguments or ("main",)), at=at).out.split())
