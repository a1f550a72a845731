"""Annotations: the worst first, no more than are shown, and the rest told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats.github import write

ONE = Finding("PC204", Severity.ERROR, "data/countries/esker.yaml", "100 % wrong,\nas said: so", "mend it")


def test_an_annotation_has_place_title_message_and_hint_with_its_signs_escaped(
    report_of: Callable[..., Report],
) -> None:
    rule = report_of().rules["PC204"]._replace(title="a name, or: none")
    one = ONE.at(Span(5, 54, 5, 60))
    annotation, *closing = write(report_of(one, rules={"PC204": rule}, prefix="a,b/")).splitlines()
    assert annotation == (
        "::error file=a%2Cb/data/countries/esker.yaml,line=5,endLine=5,col=54,endColumn=60,"
        "title=PC204%3A a name%2C or%3A none::100 %25 wrong,\\u000aas said: so%0Ahint: mend it"
    )
    assert closing == ["partner: words of the closing line", "partner: LIMITE"]


@pytest.mark.parametrize("span", [None, Span(1, 1, 1, 1), Span(2, 3, 4, 7)], ids=["none", "file", "lines"])
def test_columns_are_given_for_a_stretch_of_one_line_only(
    span: Span | None, report_of: Callable[..., Report]
) -> None:
    assert "col" not in write(report_of(ONE.at(span), summary="")).replace("endColumn", "col")


def test_ten_of_each_kind_are_shown_the_errors_first_and_the_rest_is_counted(
    report_of: Callable[..., Report],
) -> None:
    kinds = [Severity.NOTE] * 13 + [Severity.WARNING] + [Severity.ERROR] * 12
    lines = write(report_of(*(ONE._replace(severity=kind) for kind in kinds))).splitlines()
    assert [line.split(" ")[0] for line in lines] == (
        ["::error"] * 10 + ["::warning"] + ["::notice"] * 10 + ["partner:"] * 3
    )
    assert lines[-3].startswith("partner: 2 errors, 3 notes more than GitHub shows here: see the job summary")
