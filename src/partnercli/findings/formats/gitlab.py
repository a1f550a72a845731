"""Findings as GitLab reads them: a code quality report, every finding with a fingerprint of its own."""

from __future__ import annotations

import json
from typing import Any, Final

from partnercli.findings.finding import Severity
from partnercli.findings.formats.public import Shown, shown
from partnercli.findings.report import Report

_SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report) -> str:
    """A JSON array, empty when nothing is wrong: GitLab takes what is missing from it for mended."""
    return json.dumps([_issue(one) for one in shown(report)], ensure_ascii=False, indent=1) + "\n"


def _issue(one: Shown) -> dict[str, Any]:
    return {
        "description": one.text.replace("\n", "; "),
        "check_name": one.code,
        "fingerprint": one.fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {
            "path": one.path,
            "lines": {"begin": one.place.line, "end": one.place.end_line},
        },
    }
