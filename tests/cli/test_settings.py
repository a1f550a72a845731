"""`partner settings`: partner.yaml is read and changed without opening it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Partner = Callable[..., tuple[int, str, str]]


def test_a_setting_changes_and_nothing_else(partner: Partner, fictional: Path) -> None:
    before = (fictional / "partner.yaml").read_text("utf-8")
    done = partner("settings", "set", "priority.at_least=2/3", "checks.PC305=off", at=fictional)
    assert done == (0, "partner.yaml\n", "")
    after = (fictional / "partner.yaml").read_text("utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in new] == ["at_least: 2/3", "checks: {PC305: off}"]
    assert '"needed": 4' in partner("tally", "--format", "json", at=fictional)[1]


def test_a_setting_that_would_break_the_data_is_refused(partner: Partner, fictional: Path) -> None:
    before = (fictional / "partner.yaml").read_bytes()
    for assignment, said in (
        ("priority.at_least=2", "is not above 0 and up to 1"),
        ("current_meeting=2031-03-05-working-group", "did you mean 2031-03-04-working-group"),
        ("checks.PC305=loud", "loud"),
    ):
        code, out, err = partner("settings", "set", assignment, at=fictional)
        assert (code, out) == (1, "")
        assert said in err
    assert partner("settings", "set", "titel=x", at=fictional)[0] == 2
    code, _, err = partner("settings", "set", "at_least=1/3", at=fictional)
    assert (code, "hint: did you mean priority.at_least?" in err) == (2, True)
    assert (fictional / "partner.yaml").read_bytes() == before


def test_the_settings_are_shown_with_their_marking(partner: Partner, fictional: Path) -> None:
    code, out, _ = partner("settings", "show", at=fictional)
    assert (code, out.splitlines()[0]) == (0, "LIMITE")
    assert "presidency" in out
    told = json.loads(partner("settings", "show", "--format", "json", at=fictional)[1])
    assert (told["format"], told["marking"]) == ("partner.settings/1", "LIMITE")
    assert told["settings"]["current_meeting"] == "2031-03-04-working-group"


def test_each_word_of_another_language_stands_behind_the_english_one(
    partner: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    words = "translations:\n  fr: {phrases: {two Member States: deux}, calls: {timelines: calendriers}}\n"
    edit("partner.yaml", "checks: {}\n", words)
    out = partner("settings", "show", at=fictional)[1]
    assert "translations          fr: two Member States = deux; timelines = calendriers\n" in out
