"""Findings as JUnit XML, for forges and editors that show the results of tests.

JUnit knows no warning: an error is a failed test, a warning or a note one that passed and had something to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # XML is written here, never read

from partnercli.findings.finding import Severity
from partnercli.findings.formats.public import Shown, fitting, shown
from partnercli.findings.formats.texts import counted, marks, visible
from partnercli.findings.report import Report

_NAME: Final = "partner validate"
LARGEST: Final = 25_000_000
"""Bytes of test cases; GitLab takes less than 30 MB a file."""


def write(report: Report) -> str:
    """One suite with a test case for each finding, or a single one that passed."""
    found = list(shown(report))
    cases = fitting(_cases(found), LARGEST)
    kept, left_out = found[: len(cases)], found[len(cases) :]
    if not found:
        cases.append(_passed("every file", report.summary))
    if left_out:
        said = counted(one.severity for one in left_out)
        cases.append(_passed("findings left out", f"{said} left out here: run partner validate to see all"))
    failures = sum(one.severity is Severity.ERROR for one in kept)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    opening, closing = _frame(report, counts)
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', opening, *cases, closing)) + "\n"


def _frame(report: Report, counts: dict[str, str]) -> tuple[str, str]:
    """What stands before and after the test cases."""
    suites = Element("testsuites", {"name": _NAME, **counts})
    suite = SubElement(suites, "testsuite", {"name": _NAME, **counts, "skipped": "0"})
    properties = SubElement(suite, "properties")
    for name, value in (("marking", "; ".join(marks(report))), ("summary", report.summary)):
        SubElement(properties, "property", {"name": name, "value": visible(value)})
    before, end, after = tostring(suites, encoding="unicode").partition("</testsuite>")
    return before, end + after


def _cases(found: list[Shown]) -> Iterator[str]:
    """Test cases, each with a name of its own: GitLab drops further ones of a name."""
    names: set[str] = set()
    for one in found:
        name = plain = f"{one.path}:{one.place.line} {one.code}"
        number = 1
        while name in names:
            number += 1
            name = f"{plain} ({number})"
        names.add(name)
        yield _case(one, name)


def _case(one: Shown, name: str) -> str:
    case = Element("testcase", {"classname": one.heading, "name": name, "file": one.path})
    if one.severity is Severity.ERROR:
        failure = SubElement(case, "failure", {"type": one.code, "message": one.message})
        failure.text = f"{one.path}:{one.place.line}:{one.place.column}: {one.text}"
    else:
        SubElement(case, "system-out").text = f"{one.severity}: {one.text}"
    return tostring(case, encoding="unicode")


def _passed(name: str, said: str) -> str:
    case = Element("testcase", {"classname": _NAME, "name": name})
    SubElement(case, "system-out").text = visible(said)
    return tostring(case, encoding="unicode")
