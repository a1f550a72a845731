"""Every rule has an entry whose example breaks it and whose other example holds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partnercli.checks.judgement import judge
from partnercli.checks.readings import Readings
from partnercli.checks.registry import catalogue, checks, run
from partnercli.findings import Example, Rule
from partnercli.records.kinds import Kind
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

RULES = catalogue()


def codes_with(repository: Path, example: Example) -> dict[str, set[str]]:
    """The codes found in the repository, by file, once the example's file is in it."""
    path = repository / example.path
    if example.text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(example.text.encode("utf-8", "surrogateescape"))
    loaded = load(WorkingTree(repository), Scope.everything())
    found: dict[str, set[str]] = {}
    placed = tuple(loaded.placed((*loaded.findings, *run(loaded.exercise))))
    judgement = judge(placed, loaded.acceptances, None)
    for finding in (*placed, *judgement.findings):
        found.setdefault(finding.code, set()).add(finding.file)
    return found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_example_that_breaks_a_rule_is_found(rule: Rule, fictional: Path) -> None:
    found = codes_with(fictional, rule.breaks)
    assert rule.code in found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_example_that_holds_a_rule_has_no_finding_of_it(rule: Rule, fictional: Path) -> None:
    assert rule.code not in codes_with(fictional, rule.holds)


@pytest.mark.parametrize("kind", [Kind.OUTLINE, Kind.DOCUMENT])
def test_a_check_that_is_not_asked_where_a_kind_was_not_read_would_find_nothing(
    kind: Kind, fictional: Path
) -> None:
    passed_over = {*checks()} - {*checks(frozenset(Kind) - {kind})}
    silent = [one for one in passed_over if kind not in one.needs]
    assert silent
    for one in silent:
        codes_with(fictional, one.rule.breaks)
        read = Scope(frozenset(Kind) - {kind})
        readings = Readings(load(WorkingTree(fictional), read).exercise)
        assert [*one.examine(readings, one.rule)] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_says_what_why_and_what_to_do_in_plain_words(rule: Rule) -> None:
    assert re.fullmatch(r"PC[1-9]\d\d", rule.code)
    assert rule.title[0].islower() or rule.title.startswith("Presidenc")
    assert rule.why[0].isupper()
    assert rule.why.endswith(".")
    assert rule.mend[0].islower()
    assert not rule.mend.endswith(".")
    assert rule.breaks != rule.holds


def test_a_faultless_repository_has_no_finding(fictional: Path) -> None:
    loaded = load(WorkingTree(fictional), Scope.everything())
    assert [*loaded.findings, *run(loaded.exercise)] == []


@pytest.mark.parametrize(
    "broken",
    [
        "delegation: QM\nbasis: [\n",
        "delegation: qm\n",
        "delegation: QM\npreferences: [{country: altamarr}]\n",
    ],
    ids=["malformed", "misspelt delegation", "misspelt country"],
)
def test_a_mistake_in_a_position_does_not_make_the_list_look_wrong(fictional: Path, broken: str) -> None:
    text = f"meeting: 2031-03-04-working-group\nbasis: statement\nsources: [{{title: x}}]\n{broken}"
    found = codes_with(fictional, Example("data/positions/2031-03-04-working-group/qm.yaml", text))
    assert found.keys() & {"PC504", "PC413", "PC303"} == set()


def test_no_setting_hides_a_file_that_cannot_be_read(fictional: Path) -> None:
    settings = (fictional / "partner.yaml").read_text("utf-8").replace("checks: {}", "checks: {PC104: off}")
    assert "PC104" in settings
    (fictional / "data/countries/belmonte.yaml").write_text("name: [\n", "utf-8")
    found = codes_with(fictional, Example("partner.yaml", settings))
    loaded = load(WorkingTree(fictional), Scope.everything())
    kept = judge((*loaded.findings, *run(loaded.exercise)), (), loaded.exercise.config)
    assert "PC301" in found
    assert "PC104" in {finding.code for finding in kept.findings}
