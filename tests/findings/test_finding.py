"""A finding keeps its identity when lines move, and stands in the order in which a file is read."""

from __future__ import annotations

import pytest

from partnercli.checks.registry import catalogue
from partnercli.findings import WHOLE_FILE, Finding, Severity, Span
from partnercli.findings.reading import KEY_TWICE

FILE = "data/countries/corvo.yaml"
TWICE = KEY_TWICE.finding(FILE, "said twice", path=("name",), arguments=("name",))


def test_the_fingerprint_stays_when_the_line_moves() -> None:
    assert TWICE.at(Span(1, 1, 1, 5)).fingerprint == TWICE.at(Span(9, 3, 9, 8)).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        KEY_TWICE.finding("data/countries/esker.yaml", "said twice", path=("name",), arguments=("name",)),
        KEY_TWICE.finding(FILE, "said twice", path=("region",), arguments=("name",)),
        KEY_TWICE.finding(FILE, "said twice", path=("name",), arguments=("region",)),
        TWICE._replace(code="PC106"),
    ],
    ids=["file", "place in the record", "arguments", "code"],
)
def test_another_fault_has_another_fingerprint(other: Finding) -> None:
    assert other.fingerprint != TWICE.fingerprint


def test_the_wording_of_a_message_does_not_change_the_fingerprint_where_arguments_say_it() -> None:
    reworded = KEY_TWICE.finding(FILE, "stands twice", path=("name",), arguments=("name",))
    assert reworded.fingerprint == TWICE.fingerprint


def test_a_finding_says_how_to_mend_it_as_its_rule_does_unless_it_knows_better() -> None:
    assert TWICE.hint == KEY_TWICE.mend
    assert KEY_TWICE.finding(FILE, "said twice", hint="drop line 4").hint == "drop line 4"


def test_findings_stand_by_file_then_down_the_file() -> None:
    low, high = TWICE.at(Span(9, 1, 9, 2)), TWICE.at(Span(2, 1, 2, 2))
    whole, other = TWICE.at(WHOLE_FILE), TWICE._replace(file="data/aa.yaml")
    assert sorted([low, high, whole, other], key=Finding.sort_key) == [other, whole, high, low]


def test_only_three_severities_exist_and_every_rule_has_one() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "note"]
    assert {rule.severity for rule in catalogue().values()} == set(Severity)
