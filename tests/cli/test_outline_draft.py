"""`partner outline new`: a draft that validates, never over a file that is there, and never half a file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from partnercli.system.reasons import reason

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

TUNISIA = "data/outlines/tunisia.yaml"
BELMONTE = "data/outlines/belmonte.yaml"


def new_files(before: dict[str, tuple[bytes, int]], after: dict[str, tuple[bytes, int]]) -> set[str]:
    assert {name: after[name] for name in before} == before
    return after.keys() - before.keys()


def test_the_shipped_data_leave_tunisia_to_draft(shipped: Path) -> None:
    assert not (shipped / TUNISIA).exists()


@pytest.mark.parametrize("name", ["Tunisia", "TN", "tun", "TUNISIE", "Tunez", "republic of tunisia"])
def test_a_country_is_named_in_any_of_its_ways(name: str, on_shipped: Partner) -> None:
    named, by_id = (on_shipped("outline", "new", one, "--dry-run") for one in (name, "tunisia"))
    assert named == by_id
    assert named[0] == 0


def test_a_draft_is_one_new_file_that_brings_no_new_finding(
    partner: Partner, shipped_copy: Path, files_of: FilesOf
) -> None:
    def findings() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(partner("validate", "--format", "json", at=shipped_copy)[1])[
            "findings"
        ]
        return found

    before, found = files_of(shipped_copy), findings()
    code, out, err = partner("outline", "new", "Tunisia", at=shipped_copy)
    assert (code, out) == (0, f"{TUNISIA}\n")
    assert "outreach" in err
    assert new_files(before, files_of(shipped_copy)) == {TUNISIA}
    assert [one for one in found if "tunisia" not in one["file"]] == findings()


def test_a_draft_says_its_day_its_gaps_and_why_each_step_stands_where_it_does(
    partner: Partner, shipped_copy: Path
) -> None:
    partner("outline", "new", "Tunisia", at=shipped_copy)
    lines = (shipped_copy / TUNISIA).read_text("utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../schemas/outline.schema.json"
    assert lines[1].startswith("# Drafted on the state of 2021-05-25 by `partner outline new`")
    assert lines[2:6] == [
        "country: tunisia",
        "status: draft",
        "history:",
        "  - {status: draft, on: 2021-05-25}",
    ]
    outline = json.loads(partner("outline", "show", "tunisia", "--format", "json", at=shipped_copy)[1])[
        "outline"
    ]
    assert outline["gaps"]
    assert outline["steps"][0]["outreach"] is True
    assert outline["steps"][0]["instrument"] == "migration-dialogue"
    for step in outline["steps"]:
        assert step["why"].startswith("R")


def test_what_member_states_already_bring_is_in_the_draft_or_put_to_the_drafter(
    partner: Partner, shipped_copy: Path
) -> None:
    partner("outline", "new", "Tunisia", at=shipped_copy)
    text = " ".join((shipped_copy / TUNISIA).read_text("utf-8").replace("#", " ").split())
    for known in ("BMZ co-finances THAMM", "Enabel implements the Belgian mobility part", "OFII implements"):
        assert known in text


def test_quiet_prints_the_path_alone(partner: Partner, fictional: Path) -> None:
    assert partner("--quiet", "outline", "new", "Belmonte", at=fictional) == (0, f"{BELMONTE}\n", "")


def test_a_draft_never_overwrites(partner: Partner, fictional: Path, files_of: FilesOf) -> None:
    before = files_of(fictional)
    for options in ((), ("--dry-run",)):
        assert partner("outline", "new", "Corvo", *options, at=fictional) == (
            1,
            "",
            (
                "error: data/outlines/corvo.yaml is there already\n"
                "hint: bring it up to date: partner outline update corvo; it is never overwritten\n"
            ),
        )
    assert files_of(fictional) == before


def test_a_file_that_appears_while_the_draft_is_made_is_kept(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fictional / BELMONTE
    link = os.link

    def late(*names: Any, **options: Any) -> None:
        path.write_text("mine\n", "utf-8")
        link(*names, **options)

    monkeypatch.setattr(os, "link", late)
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    assert (code, out) == (1, "")
    assert "is there already" in err
    assert path.read_text("utf-8") == "mine\n"
    assert [one.name for one in path.parent.glob(".*")] == []


def test_a_dry_run_shows_the_new_file_as_a_diff_and_writes_nothing(
    partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    code, out, err = partner("outline", "new", "Belmonte", "--dry-run", at=fictional)
    assert (code, err.splitlines()[0]) == (
        0,
        "day of record: 2031-03-10, the date of the current document (10001-31)",
    )
    assert files_of(fictional) == before
    head, added = out.splitlines()[:3], out.splitlines()[3:]
    assert head[:2] == ["--- /dev/null", f"+++ b/{BELMONTE}"]
    assert head[2] == f"@@ -0,0 +1,{len(added)} @@"
    partner("outline", "new", "Belmonte", at=fictional)
    assert [f"+{line}" for line in (fictional / BELMONTE).read_text("utf-8").splitlines()] == added


def test_the_day_of_record_is_the_documents_or_the_one_given(partner: Partner, fictional: Path) -> None:
    by_itself = partner("outline", "new", "Belmonte", "--dry-run", at=fictional)[1]
    given = partner("outline", "new", "Belmonte", "--dry-run", "--on", "2031-03-10", at=fictional)[1]
    later = partner("outline", "new", "Belmonte", "--dry-run", "--on", "2032-01-20", at=fictional)[1]
    assert by_itself == given
    assert "2031-Q2" in given
    assert "2031" not in later.partition("steps:")[2]


def test_an_instrument_wanted_beyond_the_defaults_is_a_step(partner: Partner, fictional: Path) -> None:
    def instruments(*options: str) -> list[str]:
        out = partner("outline", "new", "Belmonte", "--dry-run", *options, at=fictional)[1]
        return [line.split()[-1] for line in out.splitlines() if line.startswith("+    instrument: ")]

    assert "old-forum" not in instruments()
    assert "old-forum" in instruments("--with", "old-forum")
    assert "old-forum" in instruments("--with", "Old Forum")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Belmont"], 3, 'error: there is no country "Belmont"\nhint: did you mean belmonte?\n'),
        (["Nowhere at all"], 3, "hint: see those there are: partner country list\n"),
        (["Belmonte", "--on", "2031-02-30"], 2, 'error: "2031-02-30" is not in the calendar\n'),
        (["Belmonte", "--on", "next week"], 2, "error: "),
        (["Belmonte", "--with", "harbor-project"], 3, "hint: did you mean harbour-project?\n"),
        (["Belmonte", "--hold-reason", "a vote"], 2, "hint: add --hold-until 2021-12\n"),
        (["Belmonte", "--hold-until", "spring"], 2, 'error: --hold-until: "spring" is not a period\n'),
        (
            ["Belmonte", "--meeting", "2031-03-04-working"],
            3,
            "hint: did you mean 2031-03-04-working-group?\n",
        ),
        ([], 2, "COUNTRY is missing (the country: name, id, ISO code or alias)"),
    ],
)
def test_what_cannot_be_drafted_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = partner("outline", "new", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert files_of(fictional) == before


def test_without_a_document_the_day_of_record_is_the_meetings_and_without_that_today(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("outline", "new", "Belmonte", "--dry-run", at=fictional)
    assert (code, err.splitlines()[0]) == (
        0,
        "day of record: 2031-03-04, the date of the current meeting (2031-03-04-working-group)",
    )
    assert "{status: draft, on: 2031-03-04}" in out
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    today = datetime.now(tz=UTC).date()
    found = re.match("day of record: (.*), today\n", partner("outline", "new", "Belmonte", at=fictional)[2])
    assert found
    assert abs(date.fromisoformat(found[1]) - today) <= timedelta(days=1)


def test_a_hold_a_meeting_and_objectives_are_what_the_officer_says(partner: Partner, fictional: Path) -> None:
    given = ("--hold-until", "2031-12", "--hold-reason", "the Duchy votes")
    where = ("--meeting", "2031-03-04-working-group")
    aims = ("--objective", "Keep the harbours open.", "--objective", "Meet twice a year.")
    assert partner("outline", "new", "Belmonte", *given, *where, *aims, at=fictional)[0] == 0
    shown = json.loads(partner("outline", "show", "belmonte", "--format", "json", at=fictional)[1])["outline"]
    assert shown["hold"] == {"until": "2031-12", "reason": "the Duchy votes"}
    assert shown["meeting"] == "2031-03-04-working-group"
    assert shown["objectives"] == ["Keep the harbours open.", "Meet twice a year."]
    assert {step["timeline"]["from"][:4] for step in shown["steps"]} == {"2032"}
    assert "say what this partnership is to reach" not in (fictional / BELMONTE).read_text("utf-8")


@pytest.mark.parametrize("forum", ["HLWG", "visit"])
def test_a_known_meeting_with_the_partner_beats_the_date_of_the_rule(
    forum: str, partner: Partner, fictional: Path, write: Write
) -> None:
    write(
        "data/meetings/2031-05-12-talks.yaml",
        f"forum: {forum}\ndate: 2031-05-12\ncountries: [belmonte]\nsources: [{{title: Calendar}}]\n",
    )
    out = partner("outline", "new", "Belmonte", "--dry-run", at=fictional)[1]
    assert "+    timeline: {from: 2031-05-12}" in out


def test_a_draft_keeps_a_record_of_what_the_rules_wrote(partner: Partner, fictional: Path) -> None:
    partner("outline", "new", "Belmonte", "--with", "old-forum", at=fictional)
    shown = json.loads(partner("outline", "show", "belmonte", "--format", "json", at=fictional)[1])["outline"]
    assert shown["drafted"]["on"] == "2031-03-10"
    assert shown["drafted"]["with"] == ["old-forum"]
    assert [one["instrument"] for one in shown["drafted"]["steps"]] == [
        step["instrument"] for step in shown["steps"]
    ]


def test_a_position_that_cannot_be_read_does_not_stop_the_draft(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/positions/2031-03-04-working-group/qm.yaml", "delegation: [\n")
    assert partner("outline", "new", "Belmonte", at=fictional)[:2] == (0, f"{BELMONTE}\n")


def test_a_malformed_file_stops_the_draft(partner: Partner, fictional: Path, write: Write) -> None:
    write("data/instruments/grant.yaml", "name: [\n")
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    assert (code, out) == (1, "")
    assert "data/instruments/grant.yaml:" in err
    assert not (fictional / BELMONTE).exists()


def test_a_file_where_the_folder_of_outlines_belongs_is_a_finding(
    partner: Partner, fictional: Path, write: Write
) -> None:
    folder = fictional / "data/outlines"
    for outline in folder.iterdir():
        outline.unlink()
    folder.rmdir()
    write("data/outlines", "mine\n")
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("data/outlines:1:1: error PC101: the folder cannot be read: ")
    assert folder.read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("call", "failure"),
    [
        ("open", PermissionError(13, "Permission denied")),
        ("write", OSError(28, "No space left on device")),
        ("fsync", OSError(5, "Input/output error")),
        ("link", OSError(5, "Input/output error")),
    ],
    ids=["open", "write", "fsync", "link"],
)
def test_a_write_that_fails_at_any_point_ends_with_4_and_leaves_no_file(
    call: str,
    failure: OSError,
    partner: Partner,
    fictional: Path,
    files_of: FilesOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files_of(fictional)
    real = getattr(os, call)

    def fails(first: Any, *rest: Any, **options: Any) -> Any:
        if call != "open" or rest[0] & os.O_CREAT:
            raise failure
        return real(first, *rest, **options)

    monkeypatch.setattr(os, call, fails)
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    monkeypatch.undo()
    assert (code, out) == (4, "")
    assert reason(failure) in err
    assert files_of(fictional) == before
