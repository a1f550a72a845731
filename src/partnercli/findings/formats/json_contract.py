"""The findings as `partner.findings/1`, for programs of the Presidency's own: in full words, nothing left out."""

from __future__ import annotations

import json
from typing import Literal, TypedDict

from partnercli import __version__
from partnercli.findings.finding import Finding, Severity
from partnercli.findings.report import Report, identified


class ToolContract(TypedDict):
    """The program that made it."""

    name: Literal["partner"]
    """Its name."""
    version: str
    """Its version."""


class FindingContract(TypedDict):
    """One thing that is wrong, and where; lines and columns from 1, counted in characters."""

    file: str
    """The file, from the root of the repository."""
    line: int
    """The line where it begins; 1 for what is wrong with a file as a whole."""
    column: int
    """The column where it begins."""
    end_line: int
    """The line where it ends."""
    end_column: int
    """The column behind its end."""
    code: str
    """Its code: PC204. `partner explain` says what it means."""
    severity: Severity
    """How much it weighs: only errors make a command fail."""
    message: str
    """What is wrong, in words; it may say what a delegation said."""
    hint: str
    """What to do."""
    fingerprint: str
    """The same for the same fault in another state of the repository, and its own within one run."""


class FindingsContract(TypedDict):
    """What a check of a repository found, in full words: for the Presidency's own programs."""

    format: Literal["partner.findings/1"]
    """The contract's name and version."""
    tool: ToolContract
    """The program that made it."""
    marking: str
    """How all of it is handled: LIMITE or public."""
    illustrative: bool
    """Whether the repository holds a position that is not real."""
    checked: int
    """How many files were read."""
    counts: dict[Severity, int]
    """How many findings weigh how much."""
    accepted: int
    """How many are left out because they are accepted in their file, with a reason."""
    old: int
    """How many are left out because they were there before: at a revision, or in a baseline."""
    findings: list[FindingContract]
    """The findings, by file and line."""


def write(report: Report) -> str:
    """One JSON object; what UTF-8 cannot say, such as an odd byte of a file's name, as an escape."""
    text = json.dumps(_contract(report), ensure_ascii=False, indent=2)
    return text.encode(errors="backslashreplace").decode() + "\n"


def _contract(report: Report) -> FindingsContract:
    return {
        "format": "partner.findings/1",
        "tool": {"name": "partner", "version": __version__},
        "marking": report.marking,
        "illustrative": report.illustrative,
        "checked": report.checked,
        "counts": {severity: report.count(severity) for severity in Severity},
        "accepted": report.accepted,
        "old": report.old,
        "findings": [_one(finding, fingerprint) for finding, fingerprint in identified(report.findings)],
    }


def _one(finding: Finding, fingerprint: str) -> FindingContract:
    place = finding.place
    return {
        "file": finding.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": fingerprint,
    }
