"""Findings as `partner.findings/1`, for programs of the Presidency's own."""

from __future__ import annotations

import json
from typing import Any

from partnercli import __version__
from partnercli.findings.finding import WHOLE_FILE, Finding, Severity
from partnercli.findings.report import Report, identified


def write(report: Report) -> str:
    """One JSON object."""
    contract = {
        "format": "partner.findings/1",
        "tool": {"name": "partner", "version": __version__},
        "marking": report.marking,
        "illustrative": report.illustrative,
        "checked": report.checked,
        "counts": {str(severity): report.count(severity) for severity in Severity},
        "accepted": report.accepted,
        "old": report.old,
        "findings": [_one(finding, identity) for finding, identity in identified(report.findings)],
    }
    return json.dumps(contract, ensure_ascii=False, indent=2) + "\n"


def _one(finding: Finding, identity: str) -> dict[str, Any]:
    place = finding.span or WHOLE_FILE
    return {
        "file": finding.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": identity,
    }
