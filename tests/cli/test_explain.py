"""`partner explain`: what each finding means, on the screen, for programs and as docs/reference/findings.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnercli.checks.judgement import ACCEPTANCE_RULES, FIXED
from partnercli.checks.registry import catalogue
from partnercli.cli.reference.findings import section
from partnercli.findings import Example, Rule, Severity
from partnercli.findings.formats.texts import visible

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]

RULES = catalogue()
ALL = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
HOSTILE = Rule(
    code="PC999",
    severity=Severity.NOTE,
    title="a | <b>title</b> with *stars* & [links](x) `code`",
    why="# No heading\u202e, and \x1b[31mno colour.",
    mend="<!-- keep it",
    breaks=Example("data/a_b_c.yaml", "a: ```\n~~~\n````\nb: \u202e\udce9\x07\r\u2028c\n\n"),
    holds=Example("data/a|b.yaml", None),
)


def flat(text: str) -> str:
    """A text without its line ends and indents."""
    return " ".join(text.split())


def seen(example: Example) -> list[str]:
    """The lines of an example as a reader must see them."""
    return [visible(line) for line in (example.text or "").removesuffix("\n").split("\n")]


def tokens(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(markdown)


def texts(markdown: str) -> list[str]:
    """What a reader of a page sees in its headings, paragraphs and cells."""
    return [
        "".join(inner.content for inner in token.children or ())
        for token in tokens(markdown)
        if token.type == "inline"
    ]


@ALL
def test_a_rule_is_told_with_its_reason_its_remedy_and_both_examples(
    rule: Rule, partner: Partner, tmp_path: Path
) -> None:
    code, out, err = partner("explain", rule.code, at=tmp_path)
    assert (code, err) == (0, "")
    assert flat(out).startswith(f"{rule.severity} {rule.code}: {rule.title} Why: {flat(rule.why)}")
    assert f"To mend it: {flat(rule.mend)}" in flat(out)
    for label, example in (("This breaks it", rule.breaks), ("This holds", rule.holds)):
        if example.text is None:
            assert f"\n{label}: there is no {example.path}\n" in out
        else:
            lines = "".join(f"    {line}\n" for line in seen(example))
            assert f"\n{label}: {visible(example.path)}\n{lines}\n" in out
    assert all(visible(line) == line for line in out.split("\n"))


@ALL
def test_a_rule_says_how_a_file_accepts_it_or_that_none_can(
    rule: Rule, partner: Partner, tmp_path: Path
) -> None:
    out = flat(partner("explain", rule.code, at=tmp_path)[1])
    never = rule.code in FIXED or rule in ACCEPTANCE_RULES or not rule.breaks.path.endswith(".yaml")
    assert (f"# partner: allow {rule.code} because …" in out) == (not never)
    assert ("At the end of a line it stands for that line;" in out) == (not never)
    assert ("neither accepted nor turned off" in out) == (rule.code in FIXED)
    assert ("No comment accepts it" in out) == (never and rule.code not in FIXED)


@pytest.mark.parametrize("typed", ["pc204", "204", "Pc204", " PC204 ", "PC204:", "pc-204"])
def test_a_code_is_found_however_it_is_typed(typed: str, partner: Partner, tmp_path: Path) -> None:
    assert partner("explain", typed, at=tmp_path) == partner("explain", "PC204", at=tmp_path)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("PC2044", "did you mean PC204?"),
        ("PC290", "did you mean PC210?"),
        ("nonsense", "see those there are: partner explain"),
    ],
)
def test_a_code_that_is_not_there_ends_with_3_and_the_nearest(
    typed: str, hint: str, partner: Partner, tmp_path: Path
) -> None:
    for options in ((), ("--format", "json"), ("--format", "md")):
        assert partner("explain", typed, *options, at=tmp_path) == (
            3,
            "",
            f'error: there is no finding "{typed}"\nhint: {hint}\n',
        )


def test_all_rules_are_listed_by_hundreds_on_a_screen_of_80_columns(partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner("explain", at=tmp_path)
    assert (code, err) == (0, "more about one of them: partner explain CODE\n")
    assert max(map(len, out.splitlines())) <= 80
    for group in out.split("\n\n"):
        heading, *rows = group.splitlines()
        codes = [row.split()[0] for row in rows if not row.startswith(" ")]
        assert heading[5:7] == ": "
        assert codes == [known for known in RULES if known[:3] == heading[:3]]
    for rule in RULES.values():
        assert f"{rule.code} {rule.severity} {rule.title}" in flat(out)


def test_a_narrow_screen_breaks_titles_and_loses_none(partner: Partner, tmp_path: Path) -> None:
    out = partner("explain", at=tmp_path, terminal=True, NO_COLOR="1", COLUMNS="40")[1]
    assert max(len(line) for line in out.splitlines() if not line.startswith("PC") or line[5] == " ") <= 40
    assert all(rule.title in flat(out) for rule in RULES.values())


def test_the_severities_of_the_repository_are_shown(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "checks: {}", "checks: {PC305: off, PC201: note, PC302: warning, PC104: off}")
    listed = partner("explain", at=fictional)[1]
    assert "PC305  off      a population figure is missing (elsewhere warning)\n" in listed
    assert "PC302  warning  phrases that are not highest first\n" in listed
    assert "PC104  error    a file that is not valid YAML\n" in listed
    assert partner("explain", "PC201", at=fictional)[1].splitlines()[:2] == [
        "error PC201: a file whose name and content do not agree",
        "in this repository: note (checks in partner.yaml)",
    ]
    for code in ("PC104", "PC204"):
        assert "in this repository" not in partner("explain", code, at=fictional)[1]
    for made in ("json", "md"):
        here = partner("explain", "--format", made, at=fictional)
        assert here == partner("explain", "--format", made, at=fictional.parent)


def test_settings_that_cannot_be_read_do_no_harm(partner: Partner, fictional: Path, tmp_path: Path) -> None:
    (fictional / "partner.yaml").write_text("checks: [\n", "utf-8")
    assert partner("explain", "PC305", at=fictional) == partner("explain", "PC305", at=tmp_path)


def test_a_repository_that_is_named_must_be_one(partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner("--repo", tmp_path / "gone", "explain", "PC305", at=tmp_path)
    assert (code, out) == (3, "")
    assert "is not there" in err


def test_programs_get_every_field_of_every_rule(partner: Partner, tmp_path: Path) -> None:
    code, out, err = partner("explain", "--format", "json", at=tmp_path)
    read = json.loads(out)
    assert (code, err, read["format"]) == (0, "", "partner.rules/1")
    assert out.isascii()
    assert [one["code"] for one in read["rules"]] == list(RULES)
    for one, rule in zip(read["rules"], RULES.values(), strict=True):
        assert {key: one[key] for key in ("code", "severity", "title", "why", "mend", "confidential")} == {
            key: value for key, value in rule._asdict().items() if key not in ("breaks", "holds")
        }
        assert (one["breaks"], one["holds"]) == (rule.breaks._asdict(), rule.holds._asdict())
    assert [one["code"] for one in read["rules"] if not one["can_be_accepted"]] == sorted(
        FIXED | {rule.code for rule in ACCEPTANCE_RULES} | {"PC122", "PC123"}
    )
    (alone,) = json.loads(partner("explain", "pc204", "--format", "json", at=tmp_path)[1])["rules"]
    assert alone == read["rules"][list(RULES).index("PC204")]


def test_the_page_of_rules_is_that_of_the_rules(partner: Partner, shipped: Path) -> None:
    said = partner("explain", "--format", "md", at=shipped)
    page = (shipped / "docs" / "reference" / "findings.md").read_bytes().decode()
    assert said == (0, page, ""), "write it anew: make docs"


def test_the_page_has_a_table_and_a_section_of_each_rule_and_says_how_it_is_made(
    partner: Partner, tmp_path: Path
) -> None:
    page = partner("explain", "--format", "md", at=tmp_path)[1]
    assert "by `make docs`" in page.splitlines()[2]
    shown = texts(page)
    blocks = [token.content for token in tokens(page) if token.type == "fence"]
    for rule in RULES.values():
        assert page.count(f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | ") == 1
        assert f"\n### {rule.code}\n" in page
        assert shown.count(rule.title) == 1
        for text in (
            f"{rule.severity}: {rule.title}",
            visible(rule.why),
            f"To mend it: {visible(rule.mend)}.",
        ):
            assert text in shown
        for example in (rule.breaks, rule.holds):
            assert example.text is None or "\n".join(seen(example)) + "\n" in blocks
        assert partner("explain", rule.code, "--format", "md", at=tmp_path)[1] in page
    assert all(visible(line) == line for line in page.split("\n"))


def test_a_hostile_example_breaks_out_of_no_block() -> None:
    made = section(HOSTILE)
    assert [token.type for token in tokens(made)].count("html_block") == 0
    (block,) = [token for token in tokens(made) if token.content and token.type == "fence"][:1]
    assert block.content == "a: ```\n~~~\n````\nb: \\u202e\\udce9\\u0007\\u000d\\u2028c\n\n"
    assert texts(made) == [
        "PC999",
        f"note: {HOSTILE.title}",
        "# No heading\\u202e, and \\u001b[31mno colour.",
        "To mend it: <!-- keep it.",
        "This breaks it: data/a_b_c.yaml",
        "This holds: there is no data/a|b.yaml",
        "To accept it in a file, say why in a comment:",
        texts(made)[-1],
    ]
    assert [token.tag for token in tokens(made) if token.type == "heading_open"] == ["h3"]
