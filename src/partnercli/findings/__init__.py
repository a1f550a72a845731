"""Findings: what is wrong in a repository, where, and what to do about it."""

from __future__ import annotations

from partnercli.findings.finding import WHOLE_FILE, Finding, RecordPath, Severity, Span, errors
from partnercli.findings.report import Report, identified
from partnercli.findings.rule import Example, Rule

__all__ = [
    "WHOLE_FILE",
    "Example",
    "Finding",
    "RecordPath",
    "Report",
    "Rule",
    "Severity",
    "Span",
    "errors",
    "identified",
]
