"""`partner.findings/1`: everything, in full words, for programs of the Presidency's own."""

from __future__ import annotations

import json
from collections.abc import Callable

from partnercli import __version__
from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats.json_contract import write

ONE = Finding("PC204", Severity.ERROR, "data/countries/esker.yaml", "said", "mend", span=Span(2, 3, 4, 5))


def test_a_finding_has_its_place_and_words_and_the_head_says_what_was_counted(
    report_of: Callable[..., Report],
) -> None:
    assert json.loads(write(report_of(ONE, accepted=2, old=3, illustrative=True, prefix="exercise/"))) == {
        "format": "partner.findings/1",
        "tool": {"name": "partner", "version": __version__},
        "marking": "LIMITE",
        "illustrative": True,
        "checked": 27,
        "counts": {"error": 1, "warning": 0, "note": 0},
        "accepted": 2,
        "old": 3,
        "findings": [
            {
                "file": "data/countries/esker.yaml",
                "line": 2,
                "column": 3,
                "end_line": 4,
                "end_column": 5,
                "code": "PC204",
                "severity": "error",
                "message": "said",
                "hint": "mend",
                "fingerprint": ONE.fingerprint,
            }
        ],
    }


def test_a_finding_about_a_whole_file_stands_at_its_beginning(report_of: Callable[..., Report]) -> None:
    (one,) = json.loads(write(report_of(ONE.at(None))))["findings"]
    assert [one[key] for key in ("line", "column", "end_line", "end_column")] == [1, 1, 1, 1]


def test_the_presidency_reads_what_a_delegation_said(report_of: Callable[..., Report]) -> None:
    (one,) = json.loads(write(report_of(ONE._replace(for_others="less"))))["findings"]
    assert one["message"] == "said"


def test_alike_findings_have_a_fingerprint_each(report_of: Callable[..., Report]) -> None:
    prints = [one["fingerprint"] for one in json.loads(write(report_of(ONE, ONE)))["findings"]]
    assert prints == [ONE.fingerprint, f"{ONE.fingerprint}-2"]
