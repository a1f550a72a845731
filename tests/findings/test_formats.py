"""What holds for every format that leaves the Presidency's desk: its readers, its paths, its marks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.findings import Finding, Report, Severity
from partnercli.findings.formats import github, gitlab, junit, sarif, summary

Write = Callable[[Report], str]
FORGES = pytest.mark.parametrize(
    "write",
    [github.write, summary.write, gitlab.write, sarif.write, junit.write],
    ids=lambda one: one.__module__,
)
MARKED = pytest.mark.parametrize(
    "write", [github.write, summary.write, sarif.write, junit.write], ids=lambda one: one.__module__
)


@FORGES
def test_a_forge_reads_that_a_delegation_contradicts_itself_but_not_on_what(
    write: Write, report_of: Callable[..., Report]
) -> None:
    one = Finding(
        "PC322",
        Severity.ERROR,
        "data/positions/x/qm.yaml",
        "both supports and opposes Nowhereland",
        hint="keep Nowhereland",
        for_others="a contradiction in one position",
    )
    written = write(report_of(one, rules={})) + write(report_of(one))
    assert "a contradiction in one position" in written
    assert "Nowhereland" not in written


@pytest.mark.parametrize("write", [gitlab.write, sarif.write], ids=["gitlab", "sarif"])
def test_no_fingerprint_at_a_forge_can_be_tried_for_what_a_delegation_said(
    write: Write, report_of: Callable[..., Report]
) -> None:
    def said(country: str) -> str:
        words = {"for_others": "said twice", "arguments": (country,)}
        return write(report_of(Finding("PC323", Severity.WARNING, "data/x.yaml", country, **words)))  # type: ignore[arg-type]

    assert said("altamar") == said("corvo")


@FORGES
def test_paths_begin_at_the_root_of_the_git_repository(
    write: Write, report_of: Callable[..., Report]
) -> None:
    one = Finding("PC204", Severity.ERROR, "data/countries/esker.yaml", "said")
    assert "exercise/data/countries/esker.yaml" in write(report_of(one, prefix="exercise/"))


@MARKED
def test_the_marking_and_the_illustrative_data_are_told(
    write: Write, report_of: Callable[..., Report]
) -> None:
    assert "LIMITE" in write(report_of())
    plain, marked = write(report_of()).lower(), write(report_of(illustrative=True)).lower()
    assert plain.count("illustrative") < marked.count("illustrative") or '"illustrative": true' in marked


@FORGES
def test_a_text_beyond_every_length_is_cut_and_says_so(
    write: Write, report_of: Callable[..., Report]
) -> None:
    one = Finding("PC204", Severity.ERROR, "data/x.yaml", "m" * 5_000, hint="h" * 5_000)
    written = write(report_of(one, rules={}))
    assert len(written) < 4_000
    assert "4,540 more characters" in written


def test_real_findings_of_a_broken_repository_reach_every_format(
    broken: Path, found_in: Callable[[Path], Report]
) -> None:
    report = found_in(broken)
    codes = {one.code for one in report.findings}
    assert {"PC104", "PC105", "PC106", "PC204", "PC323"} <= codes
    texts = {
        write.__module__: write(report) for write in (summary.write, gitlab.write, sarif.write, junit.write)
    }
    assert [(name, code) for name, text in texts.items() for code in codes if code not in text] == []
    assert json.loads(texts[gitlab.__name__])[0]["severity"] == "critical"
