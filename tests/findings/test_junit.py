"""JUnit XML, as two readers of others understand it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xunitparser  # type: ignore[import-untyped]
from junitparser import Failure, JUnitXml, TestCase, TestSuite

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats import junit
from partnercli.findings.formats.junit import write

ONE = Finding("PC204", Severity.ERROR, "data/countries/esker.yaml", "said", "mend", span=Span(5, 54, 5, 60))
TITLE = "a broken reference"


def cases(report: Report) -> list[TestCase]:
    """The test cases as the first reader sees them, and only if the second counts as many and as many failed."""
    text = write(report)
    suites = JUnitXml.fromstring(text.encode())
    (suite,) = suites.iterchildren(TestSuite)  # type: ignore[no-untyped-call]
    suite_read, result = xunitparser.parse(io.StringIO(text))
    read = list(suite.iterchildren(TestCase))
    assert (suite.tests, suite.failures, suites.tests, suites.failures) == (
        len(read),
        sum(not case.is_passed for case in read),
        suite_read.countTestCases(),
        len(result.failures),
    )
    return read


def test_an_error_is_a_failed_test_that_names_file_line_and_code(report_of: Callable[..., Report]) -> None:
    (case,) = cases(report_of(ONE, prefix="exercise/"))
    path = "exercise/data/countries/esker.yaml"
    assert case.name == f"{path}:5 PC204"
    assert case.classname == f"PC204: {report_of().rules['PC204'].title}"
    assert ET.fromstring(case.tostring()).get("file") == path  # type: ignore[no-untyped-call]  # noqa: S314
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("PC204", "said")
    assert failure.text == f"{path}:5:54: said\nhint: mend"


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_what_does_not_fail_a_run_is_a_passed_test_with_something_to_say(
    severity: Severity, report_of: Callable[..., Report]
) -> None:
    (case,) = cases(report_of(ONE._replace(severity=severity)))
    assert case.is_passed
    assert case.system_out == f"{severity}: said\nhint: mend"


def test_a_faultless_repository_is_one_passed_test(report_of: Callable[..., Report]) -> None:
    (case,) = cases(report_of())
    assert (case.name, case.is_passed, case.system_out) == ("every file", True, "words of the closing line")


def test_no_two_tests_share_a_name(report_of: Callable[..., Report]) -> None:
    read = cases(report_of(ONE, ONE, ONE._replace(code="PC204 (2)"), ONE))
    assert len({case.name for case in read}) == 4


def test_every_finding_of_a_broken_repository_is_read(
    broken: Path, found_in: Callable[[Path], Report]
) -> None:
    report = found_in(broken)
    read = cases(report)
    assert len({case.name for case in read}) == len(report.findings)
    assert sum(not case.is_passed for case in read) == report.count(Severity.ERROR) > 0


def test_a_file_beyond_what_is_taken_keeps_the_worst_and_counts_the_rest(
    report_of: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(junit, "LARGEST", 3_000)
    report = report_of(*[ONE._replace(severity=Severity.NOTE)] * 20, ONE)
    read = cases(report)
    assert len(write(report).encode()) < 4_000
    assert not read[0].is_passed
    assert read[-1].name == "findings left out"
    assert read[-1].system_out == f"{22 - len(read)} notes left out here: run partner validate to see all"
