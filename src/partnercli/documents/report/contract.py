"""A report as JSON: the contract `partner.report/1`, from which its page is written and which it brings along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from partnercli.documents.report.rows import Report


def to_contract(report: Report) -> dict[str, Any]:
    """The report as plain values: all that its readers may have, and nothing else."""
    plain = asdict(report)
    return {"format": report.heading.format, **plain.pop("heading"), **plain}


def embedded(contract: Mapping[str, Any]) -> str:
    """The contract as JSON inside a page: no value ends the element that holds it, or begins a comment in it."""
    return json.dumps(contract, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
