"""SARIF: valid by its official schema, with every rule, and no more results than are taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats.sarif import MOST, write

SCHEMA = Path(__file__).parents[3] / "shared" / "reference" / "schemas" / "sarif-schema-2.1.0.json"
"""The schema of OASIS, kept beside the project and not in it: it is theirs."""
ONE = Finding("PC204", Severity.ERROR, "data/countries/esker.yaml", "said", "mend", span=Span(5, 54, 5, 60))


@cache
def schema() -> Draft4Validator:
    if not SCHEMA.is_file():
        pytest.skip(f"the official schema of SARIF is not beside the project: {SCHEMA.name}")
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))


def run_of(report: Report) -> dict[str, Any]:
    (run,) = json.loads(write(report))["runs"]
    assert isinstance(run, dict)
    return run


def test_a_broken_repository_gives_a_log_that_the_schema_holds_valid(
    broken: Path, found_in: Callable[[Path], Report]
) -> None:
    report = found_in(broken)
    log = json.loads(write(report))
    assert [error.message for error in schema().iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) == len(report.findings) > 5


def test_the_schema_holds_a_log_without_findings_or_rules_valid_and_finds_a_planted_fault(
    report_of: Callable[..., Report],
) -> None:
    log = json.loads(write(report_of(rules={})))
    assert schema().is_valid(log)
    log["runs"][0]["columnKind"] = "bytes"
    assert not schema().is_valid(log)


def test_a_result_has_what_code_scanning_needs(report_of: Callable[..., Report]) -> None:
    run = run_of(report_of(ONE, prefix="exercise/"))
    assert run["results"] == [
        {
            "ruleId": "PC204",
            "ruleIndex": sorted(report_of().rules).index("PC204"),
            "level": "error",
            "message": {"text": "said\nhint: mend"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "exercise/data/countries/esker.yaml",
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {"startLine": 5, "startColumn": 54, "endLine": 5, "endColumn": 60},
                    }
                }
            ],
            "partialFingerprints": {
                "partnerFingerprint/v1": ONE.fingerprint,
                "primaryLocationLineHash": ONE.fingerprint,
            },
        }
    ]
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("Côte Belmonte.yaml", "C%C3%B4te%20Belmonte.yaml"),
        ("a:b%?#.yaml", "a%3Ab%25%3F%23.yaml"),
        ("bad\udce9.yaml", "bad%5Cudce9.yaml"),
    ],
)
def test_a_path_is_an_address_relative_to_the_root(
    file: str, uri: str, report_of: Callable[..., Report]
) -> None:
    (result,) = run_of(report_of(ONE._replace(file=file)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_the_rules_are_the_catalogue_with_words_no_longer_than_are_shown(
    report_of: Callable[..., Report],
) -> None:
    rules = run_of(report_of())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(report_of().rules)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == str(report_of().rules[rule["id"]].severity)
        assert rule["name"].isalnum()
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert "To mend it: " in rule["help"]["text"]
        assert "This breaks it" in rule["help"]["markdown"]


def test_words_of_the_data_are_no_link_in_a_message(report_of: Callable[..., Report]) -> None:
    (result,) = run_of(report_of(ONE._replace(message="[here](https://example.org)", hint="")))["results"]
    assert result["message"]["text"] == "[here] (https://example.org)"


def test_more_results_than_are_taken_are_left_out_the_mildest_first_and_counted(
    report_of: Callable[..., Report],
) -> None:
    many = [ONE._replace(severity=Severity.NOTE)] * (MOST + 1)
    run = run_of(report_of(*many, ONE))
    assert len(run["results"]) == MOST
    assert run["results"][0]["level"] == "error"
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("2 notes left out")
    assert run["properties"]["leftOut"] == 2
    assert schema().is_valid({"version": "2.1.0", "runs": [run | {"results": run["results"][:9]}]})
