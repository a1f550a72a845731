"""Whatever messages, hints and names of files hold, every format stays well formed and obeys nobody."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

import xunitparser  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnercli.findings import Finding, Report, Severity, Span
from partnercli.findings.formats import github, gitlab, json_contract, junit, sarif, summary
from partnercli.findings.formats.texts import visible

NASTY = (
    *(
        "",
        " ",
        "\t",
        "\r\n",
        "\n::error::smuggled",
        "\r::set-output name=x::y",
        "\u2028::warning::x",
        "\x85::x",
    ),
    *(
        "::add-mask::a",
        "  ::stop-commands::x",
        "##[error]x",
        "a##[group]b",
        "%0A::error::x",
        "%250A",
        "%",
        "a,b:c",
    ),
    *(
        "|",
        "\\|",
        "\\",
        "\\\\|",
        "a | b\n| c | d |",
        "`",
        "``` `",
        "`|`",
        "$x$",
        "~~x~~",
        "**x**",
        "_x_",
        "^x^",
    ),
    *("<script>x</script>", "<!-- x", "<img src=x>", "&lt;", "&#124;", "![x](https://example.org/x.png)"),
    *(
        "[x](javascript:x)",
        "<https://example.org>",
        "https://example.org",
        "www.example.org",
        "a@example.org",
    ),
    *(
        "@everyone",
        "#1",
        "a/b#12",
        "GH-12",
        ":tada:",
        ":man_dancing:",
        "mailto:a@b.example",
        "[^1]",
        "[x]: y",
    ),
    *(
        "]]>",
        "&",
        '"',
        "'",
        "\x00",
        "\x1b[2J",
        "\x0b",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\udcff",
        "\u202e",
        "\u200b",
    ),
    *("{0}", "{{ 7*7 }}", "${x}", "$(x)", "../../x", "NULL", "1e999", "🤝", "é", "𝒳", "ﷺ", "-", "- x"),
)
HOSTILE = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=()), max_size=8), max_size=4
).map("".join)
FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from(["PC101", "PC204", "PC322", "PC999"]),
        severity=st.sampled_from(Severity),
        file=HOSTILE.map("data/{}.yaml".format) | HOSTILE,
        message=HOSTILE,
        hint=HOSTILE,
        span=st.sampled_from([None, Span(1, 1, 1, 1), Span(2, 3, 2, 9)]),
        for_others=st.just("") | HOSTILE,
    ),
    max_size=4,
)
PREFIXES = st.just("") | HOSTILE.map("{}/".format)
ALL_NASTY = [Finding("PC204", Severity.ERROR, f"{text}.yaml", f"x{text}", f"{text}x") for text in NASTY]

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"text", "text_special", "code_inline", "softbreak", "hardbreak", "strong_open", "strong_close"}
FORGE_MADE = re.compile(r"@\w|#\d|://|www\.|mailto:|xmpp:|:[\w+-]+:|gh-\d|[a-z0-9.]@[a-z0-9]", re.IGNORECASE)
"""What forges turn into links or pictures in the text of a page."""


def inner(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


@given(findings=FINDINGS, summed=HOSTILE, prefix=PREFIXES)
@example(findings=ALL_NASTY, summed="\n::error::x ##[error]y", prefix="##[/")
def test_no_line_of_the_annotations_is_a_command_but_those_meant(
    findings: list[Finding], summed: str, prefix: str, report_of: Callable[..., Report]
) -> None:
    report = report_of(*findings, summary=summed, prefix=prefix)
    lines = github.write(report).splitlines()  # which parts at more signs than the runner does
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == sum(min(10, report.count(severity)) for severity in Severity)
    for command in commands:
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^:,]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=PC[^:,]*::.*",
            command,
        )
    others = [line for line in lines if line not in commands]
    assert len(others) in (2, 3)
    assert [line for line in others if not line.startswith("partner: ") or "##[" in line] == []


@given(findings=FINDINGS)
@example(findings=ALL_NASTY[:50])
def test_an_annotation_reads_back_as_the_finding_said_it(
    findings: list[Finding], report_of: Callable[..., Report]
) -> None:
    report = report_of(*(one._replace(for_others="", severity=Severity.ERROR) for one in findings[:10]))
    for line, one in zip(github.write(report).splitlines(), report.findings, strict=False):
        said = line.split("::", 2)[2].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert said == visible(one.message) + (f"\nhint: {visible(one.hint)}" if one.hint else "")


@given(findings=FINDINGS, summed=HOSTILE, prefix=PREFIXES)
@example(findings=ALL_NASTY, summed="| a | b |", prefix="|`/")
def test_the_summary_is_one_table_of_plain_text_whatever_it_holds(
    findings: list[Finding], summed: str, prefix: str, report_of: Callable[..., Report]
) -> None:
    tokens = MARKDOWN.parse(summary.write(report_of(*findings, summary=summed, prefix=prefix)))
    types = [token.type for token in tokens]
    assert {token.type for token in inner(tokens)} <= HARMLESS
    assert types.count("heading_open") == 1
    assert types.count("paragraph_open") == 2
    assert types.count("table_open") == bool(findings)
    assert types.count("tr_open") == (len(findings) + 1 if findings else 0)
    assert types.count("td_open") == 4 * len(findings)
    assert types.count("html_block") + types.count("fence") + types.count("bullet_list_open") == 0
    for token in tokens:
        plain = "".join(one.content for one in token.children or () if one.type != "code_inline")
        assert not FORGE_MADE.search(plain)


@given(findings=FINDINGS)
@example(findings=ALL_NASTY)
def test_a_cell_of_the_summary_reads_as_the_finding_said_it(
    findings: list[Finding], report_of: Callable[..., Report]
) -> None:
    report = report_of(*(one._replace(for_others="") for one in findings))
    tokens = MARKDOWN.parse(summary.write(report))
    cells = [
        "".join(one.content for one in tokens[at + 1].children or ()).replace("\u200b", "")
        for at, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    said = [visible(one.message).strip() for one in report.worst_first()]
    assert [cell.strip() for cell in cells[2::4]] == said


@given(findings=FINDINGS, prefix=PREFIXES)
@example(findings=ALL_NASTY, prefix="\udcff/")
def test_the_json_formats_are_json_in_utf_8_that_loses_nothing(
    findings: list[Finding], prefix: str, report_of: Callable[..., Report]
) -> None:
    report = report_of(*findings, prefix=prefix)
    contract = json.loads(json_contract.write(report).encode())["findings"]
    assert [(one["file"], one["message"]) for one in contract] == [
        (one.file, one.message) for one in report.findings
    ]
    issues = json.loads(gitlab.write(report).encode())
    assert len({one["fingerprint"] for one in issues}) == len(issues) == len(findings)
    results = json.loads(sarif.write(report).encode())["runs"][0]["results"]
    addresses = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert len(results) == len(findings)
    assert [address for address in addresses if not re.fullmatch(r"[\w./~%-]*", address, re.ASCII)] == []
    assert [one for one in results if "](" in one["message"]["text"]] == []


@given(findings=FINDINGS, summed=HOSTILE, prefix=PREFIXES)
@example(findings=ALL_NASTY, summed="]]>\x00", prefix="\x00/")
def test_both_readers_of_junit_find_every_test_under_a_name_of_its_own(
    findings: list[Finding], summed: str, prefix: str, report_of: Callable[..., Report]
) -> None:
    text = junit.write(report_of(*findings, summary=summed, prefix=prefix))
    (suite,) = JUnitXml.fromstring(text.encode())
    read, result = xunitparser.parse(io.StringIO(text))
    failed = sum(one.severity is Severity.ERROR for one in findings)
    assert (suite.tests, suite.failures) == (read.countTestCases(), len(result.failures))
    assert (suite.tests, suite.failures) == (max(1, len(findings)), failed)
    names = {case.get("name") for case in ET.fromstring(text).iter("testcase")}  # noqa: S314
    assert len(names) == suite.tests
