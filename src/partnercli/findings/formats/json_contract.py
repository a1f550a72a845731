"""The findings as `partner.findings/1`, for programs of the Presidency's own: in full words, nothing left out."""

from __future__ import annotations

import json
from typing import Any

from partnercli import __version__
from partnercli.findings.finding import Finding, Severity
from partnercli.findings.report import Report, identified


def write(report: Report) -> str:
    """One JSON object; what UTF-8 cannot say, such as an odd byte of a file's name, as an escape."""
    text = json.dumps(_contract(report), ensure_ascii=False, indent=2)
    return text.encode(errors="backslashreplace").decode() + "\n"


def _contract(report: Report) -> dict[str, Any]:
    return {
        "format": "partner.findings/1",
        "tool": {"name": "partner", "version": __version__},
        "marking": report.marking,
        "illustrative": report.illustrative,
        "checked": report.checked,
        "counts": {str(severity): report.count(severity) for severity in Severity},
        "accepted": report.accepted,
        "old": report.old,
        "findings": [_one(finding, fingerprint) for finding, fingerprint in identified(report.findings)],
    }


def _one(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "file": finding.file,
        **finding.place._asdict(),
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": fingerprint,
    }
