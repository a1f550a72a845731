"""`partner report` run on a repository: the page that it writes, and the data in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

DOCUMENT = "data/documents/10001-31.yaml"
RELEASE = "release: {by: Presidency, on: 2031-03-22, reference: Decision 1}\nsources:"
"""Instead of the document's `sources:`, a decision that lets the public have it."""


def written(partner: Callable[..., Any], at: Path, *words: str | Path) -> Path:
    """The page that a command writes, which must end well and print its path alone."""
    done = partner("report", *words, at=at)
    assert (done.code, done.err) == (0, ""), done.err
    return Path(at / done.out.rstrip("\n"))


def embedded(file: Path) -> dict[str, Any]:
    """The data that a page brings along."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', file.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
