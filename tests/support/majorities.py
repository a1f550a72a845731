"""Runs `partner majority` for the tests of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Partner = Callable[..., tuple[int, str, str]]


def contract(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    """What the JSON says."""
    code, out, err = partner("majority", *options, "--format", "json", at=at)
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def said(partner: Partner, at: Path, *options: str) -> str:
    """The screen, its lines joined."""
    code, out, err = partner("majority", *options, at=at)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def refused(partner: Partner, at: Path, *options: str) -> tuple[int, str]:
    """The exit code and the message, its lines joined."""
    code, out, err = partner("majority", *options, at=at)
    assert out == ""
    return code, " ".join(err.split())
