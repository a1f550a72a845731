"""The summary of a job: counts, a table of the worst first, and never more than is shown."""

from __future__ import annotations

from collections.abc import Callable

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats.summary import write

ONE = Finding(
    "PC204", Severity.ERROR, "data/countries/esker.yaml", 'unknown country "corvvo"', "did you mean corvo?"
)


def test_the_page_says_how_many_under_which_mark_and_what_to_do(report_of: Callable[..., Report]) -> None:
    note = ONE._replace(severity=Severity.NOTE, code="PC502")
    assert write(report_of(note, ONE.at(Span(5, 54, 5, 60)), illustrative=True)) == (
        "## Findings: 1 error, 1 note\n\n"
        "**LIMITE**  \n**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**  \n\n"
        "In short: words of the closing line\n\n"
        "| where | finding | what is wrong | what to do |\n| --- | --- | --- | --- |\n"
        '| `data/countries/esker.yaml:5` | error `PC204` | unknown country "corvvo" | did you mean corvo? |\n'
        '| `data/countries/esker.yaml:1` | note `PC502` | unknown country "corvvo" | did you mean corvo? |\n'
    )


def test_a_faultless_repository_has_a_page_without_a_table(report_of: Callable[..., Report]) -> None:
    page = write(report_of())
    assert page.startswith("## Findings: none\n")
    assert "|" not in page


def test_a_page_that_grows_too_long_keeps_the_worst_and_counts_the_rest(
    report_of: Callable[..., Report],
) -> None:
    notes = [ONE._replace(severity=Severity.NOTE, message="ö*" * 200)] * 3_000
    page = write(report_of(*notes, ONE))
    assert 890_000 < len(page.encode()) < 925_000
    rows = page.count("\n| `data")
    assert page.index("error `PC204`") < page.index("note `PC204`")
    assert page.endswith(f"want of room: {3_001 - rows:,} notes. Run `partner validate` to see all.\n")
