"""Only what is new fails: since a revision, or beside a list of the faults that a repository came with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
Write = Callable[[str, str], Path]
Edit = Callable[[str, str, str], None]
History = Callable[[str], str]

DRAVINA = "data/countries/dravina.yaml"
BAD = "name: Zonda\nregion: nowhere\nsources: [{title: Gazetteer}]\n"


def codes(outcome: Any) -> list[str]:
    return [f"{one['file']} {one['code']}" for one in json.loads(outcome.out)["findings"]]


def test_an_old_fault_does_not_fail_and_a_new_one_does(
    partner: Partner, write: Write, fictional: Path, history: History
) -> None:
    write("data/countries/zonda.yaml", BAD)
    history("an old fault")
    since = ("validate", "--changed-since", "HEAD")
    assert partner("validate", at=fictional).code == 1
    assert partner(*since, at=fictional).code == 0
    assert "nothing new to mend in 27 files; 1 older finding not shown" in partner(*since, at=fictional).out
    write("data/countries/yarra.yaml", BAD.replace("Zonda", "Yarra"))
    new = partner(*since, "--format", "json", at=fictional)
    assert new.code == 1
    assert codes(new) == ["data/countries/yarra.yaml PC206"]
    assert json.loads(new.out)["old"] == 1


def test_an_edit_that_breaks_an_untouched_file_fails(
    partner: Partner, fictional: Path, history: History
) -> None:
    history("faultless")
    (fictional / "data/countries/corvo.yaml").unlink()
    broken = codes(partner("validate", "--changed-since", "HEAD", "--format", "json", at=fictional))
    assert broken
    assert all(one.endswith("PC204") for one in broken)
    assert "data/outlines/corvo.yaml PC204" in broken


def test_an_old_fault_that_moved_is_still_old(
    partner: Partner, edit: Edit, fictional: Path, history: History
) -> None:
    file = "data/positions/2031-03-04-working-group/qo.yaml"
    edit(file, "  - country: insula-d-ocre\n", "  - country: nowhere\n")
    history("an old fault")
    edit(file, "preferences:\n", "# one more at the top\npreferences:\n  - country: dravina\n")
    moved = partner("validate", "--changed-since", "HEAD", at=fictional)
    assert (moved.code, "older finding" in moved.out) == (0, True)
    edit(
        file, "  - country: nowhere\n", "  - country: nowhere\n  - country: nowhere\n    stance: can-accept\n"
    )
    assert partner("validate", "--changed-since", "HEAD", at=fictional).code == 1


def test_a_change_cannot_quiet_the_faults_that_it_brings(
    partner: Partner, write: Write, edit: Edit, fictional: Path, history: History
) -> None:
    history("faultless")
    write("data/countries/zonda.yaml", BAD)
    edit("partner.yaml", "checks: {}", "checks: {PC206: off}")
    assert partner("validate", at=fictional).code == 0
    assert partner("validate", "--changed-since", "HEAD", at=fictional).code == 1
    edit("partner.yaml", "checks: {PC206: off}", "checks: {PC205: error}")
    assert partner("validate", "--changed-since", "HEAD", at=fictional).code == 1


def test_what_is_turned_on_or_no_longer_accepted_is_new(
    partner: Partner, write: Write, edit: Edit, fictional: Path, history: History
) -> None:
    write(
        DRAVINA, BAD[:-1].replace("nowhere", "nowhere  # partner: allow PC206 because it is to come") + "\n"
    )
    history("accepted")
    since = ("validate", "--changed-since", "HEAD", "--format", "json")
    assert codes(partner(*since, at=fictional)) == []
    edit(DRAVINA, "  # partner: allow PC206 because it is to come", "")
    assert codes(partner(*since, at=fictional)) == [f"{DRAVINA} PC206"]


def test_a_revision_before_the_repository_makes_everything_new(
    partner: Partner, write: Write, fictional: Path, history: History
) -> None:
    texts = {path: path.read_bytes() for path in fictional.rglob("*.yaml")}
    for path in texts:
        path.unlink()
    history("before")
    for path, text in texts.items():
        path.write_bytes(text)
    write("data/countries/zonda.yaml", BAD)
    since = partner("validate", "--changed-since", "HEAD", "--format", "json", at=fictional)
    assert codes(since) == ["data/countries/zonda.yaml PC206"]


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:data"])
def test_a_revision_that_is_not_there_ends_with_3(
    partner: Partner, fictional: Path, history: History, revision: str
) -> None:
    history("first")
    outcome = partner("validate", f"--changed-since={revision}", at=fictional)
    assert outcome.code == 3
    assert f'there is no revision "{revision}"' in outcome.err


def test_outside_git_a_revision_ends_with_3(partner: Partner, fictional: Path) -> None:
    outcome = partner("validate", "--changed-since", "HEAD", at=fictional)
    assert (outcome.code, "is not in a git repository" in outcome.err) == (3, True)


def test_a_baseline_keeps_the_faults_of_today_and_fails_on_those_of_tomorrow(
    partner: Partner, write: Write, edit: Edit, fictional: Path
) -> None:
    write("data/countries/zonda.yaml", BAD)
    written = partner("validate", "--baseline", "old.json", "--write-baseline", at=fictional)
    assert (written.code, written.out) == (0, "")
    assert "1 finding of now written to old.json as old" in written.err
    assert partner("validate", "--baseline", "old.json", at=fictional).code == 0
    edit("data/countries/zonda.yaml", "name: Zonda\n", "# moved\nname: Zonda\n")
    assert partner("validate", "--baseline", "old.json", at=fictional).code == 0
    write("data/countries/yarra.yaml", BAD.replace("Zonda", "Yarra"))
    assert partner("validate", "--baseline", "old.json", at=fictional).code == 1


def test_a_baseline_tells_nothing_that_a_delegation_said(
    partner: Partner, write: Write, fictional: Path
) -> None:
    text = "delegation: QS\nmeeting: 2031-03-04-working-group\nbasis: statement\nillustrative: true\n"
    preferences = "preferences: [{country: corvo}, {country: corvo, stance: opposition}]\n"
    write(
        "data/positions/2031-03-04-working-group/qs.yaml",
        f"{text}{preferences}sources: [{{title: Invented}}]\n",
    )
    partner("validate", "--baseline", "old.json", "--write-baseline", at=fictional)
    kept = (fictional / "old.json").read_text("utf-8")
    assert "PC322" in kept
    assert re.search("corvo|opposition", kept) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, 3),
        (b"", 2),
        (b"[]", 2),
        (b"{}", 2),
        (b"[" * 100_000, 2),
        (b"\xff", 2),
        (b'{"format": "x/1"}', 2),
    ],
)
def test_what_is_no_baseline_is_said_to_be_none(
    partner: Partner, fictional: Path, text: bytes | None, code: int
) -> None:
    if text is not None:
        (fictional / "old.json").write_bytes(text)
    outcome = partner("validate", "--baseline", "old.json", at=fictional)
    assert (outcome.code, outcome.out) == (code, "")
    assert "--write-baseline" in outcome.err


def test_a_baseline_needs_a_file(partner: Partner, fictional: Path) -> None:
    outcome = partner("validate", "--write-baseline", at=fictional)
    assert outcome.code == 2
    assert "name it: --baseline FILE --write-baseline" in outcome.err
    (fictional / "folder").mkdir()
    for options in (["--baseline", "folder"], ["--baseline", "folder", "--write-baseline"]):
        assert partner("validate", *options, at=fictional).code == 4
