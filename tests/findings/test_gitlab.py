"""The code quality report: each finding once, and the same one when lines move."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats.gitlab import write


def issues(report: Report) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(write(report))
    return read


def test_an_issue_says_what_where_and_how_bad(report_of: Callable[..., Report]) -> None:
    one = Finding("PC204", Severity.ERROR, "data/x.yaml", "said", "mend", span=Span(5, 1, 7, 2))
    two = one._replace(severity=Severity.WARNING, hint="", span=None)
    assert issues(report_of(one, two, two._replace(severity=Severity.NOTE), prefix="exercise/")) == [
        {
            "description": "said; hint: mend",
            "check_name": "PC204",
            "fingerprint": one.fingerprint,
            "severity": "critical",
            "location": {"path": "exercise/data/x.yaml", "lines": {"begin": 5, "end": 7}},
        },
        {
            "description": "said",
            "check_name": "PC204",
            "fingerprint": f"{one.fingerprint}-2",
            "severity": "minor",
            "location": {"path": "exercise/data/x.yaml", "lines": {"begin": 1, "end": 1}},
        },
        {
            "description": "said",
            "check_name": "PC204",
            "fingerprint": f"{one.fingerprint}-3",
            "severity": "info",
            "location": {"path": "exercise/data/x.yaml", "lines": {"begin": 1, "end": 1}},
        },
    ]


def test_nothing_wrong_is_an_empty_list(report_of: Callable[..., Report]) -> None:
    assert write(report_of()) == "[]\n"


def test_every_finding_of_a_broken_repository_has_a_fingerprint_of_its_own(
    broken: Path, found_in: Callable[[Path], Report]
) -> None:
    found = issues(found_in(broken))
    assert len({one["fingerprint"] for one in found}) == len(found) == len(found_in(broken).findings)
    assert sum(one["check_name"] == "PC323" for one in found) == 2


def test_fingerprints_survive_a_line_put_above(broken: Path, found_in: Callable[[Path], Report]) -> None:
    before = {one["fingerprint"]: one["location"]["lines"]["begin"] for one in issues(found_in(broken))}
    for file in broken.rglob("*.yaml"):
        file.write_text("# A line above.\n" + file.read_text("utf-8"), "utf-8")
    after = {one["fingerprint"]: one["location"]["lines"]["begin"] for one in issues(found_in(broken))}
    assert before.keys() == after.keys()
    assert sum(after.values()) > sum(before.values())
