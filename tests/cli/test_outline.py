"""`partner outline`: a draft that validates, never over a file that is there, and never half a file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
    assert lines[2:4] == ["country: tunisia", "status: draft"]
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
                "hint: edit it, or remove it first; it is never overwritten\n"
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
    assert (code, err) == (0, "")
    assert files_of(fictional) == before
    head, added = out.splitlines()[:3], out.splitlines()[3:]
    assert head[:2] == ["--- /dev/null", f"+++ {BELMONTE}"]
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
        (["Nowhere at all"], 3, "hint: see data/countries/ for those there are\n"),
        (["Belmonte", "--on", "2031-02-30"], 2, 'error: "2031-02-30" is not in the calendar\n'),
        (["Belmonte", "--on", "next week"], 2, "error: "),
        (["Belmonte", "--with", "harbor-project"], 3, "hint: did you mean harbour-project?\n"),
        ([], 2, "Missing argument 'COUNTRY'"),
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


def test_without_a_document_the_day_must_be_given(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    assert (code, out) == (2, "")
    assert "give it: --on" in err
    assert partner("outline", "new", "Belmonte", "--on", "2031-03-10", at=fictional)[0] == 0


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
    ("call", "reason"),
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
    reason: OSError,
    partner: Partner,
    fictional: Path,
    files_of: FilesOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files_of(fictional)
    real = getattr(os, call)

    def fails(first: Any, *rest: Any, **options: Any) -> Any:
        if call != "open" or rest[0] & os.O_CREAT:
            raise reason
        return real(first, *rest, **options)

    monkeypatch.setattr(os, call, fails)
    code, out, err = partner("outline", "new", "Belmonte", at=fictional)
    monkeypatch.undo()
    assert (code, out) == (4, "")
    assert str(reason.strerror).lower() in err
    assert files_of(fictional) == before


def test_outlines_are_listed_with_the_priorities_that_have_none(partner: Partner, fictional: Path) -> None:
    (fictional / "data/outlines/altamar.yaml").unlink()
    assert partner("outline", "list", at=fictional) == (
        0,
        (
            "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
            "Corvo                       submitted   3 steps, 1 of them outreach\n"
            "Priorities without an outline: Altamar.\n"
        ),
        "",
    )


def test_the_list_for_programs(partner: Partner, fictional: Path) -> None:
    code, out, _ = partner("outline", "list", "--format", "json", at=fictional)
    listed = json.loads(out)
    assert (code, listed["format"]) == (0, "partner.outlines/1")
    assert [(one["country"], one["status"], one["steps"]) for one in listed["outlines"]] == [
        ("altamar", "draft", 3),
        ("corvo", "submitted", 3),
    ]


def test_an_outline_is_shown_in_the_order_of_its_steps(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("outline", "show", "Raven Land", at=fictional)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out.splitlines()[:7] == [
        "LIMITE",
        "Indicative outline: Corvo · submitted",
        "- Keep the wells of the Plain open.",
        "",
        " 1. from 2031-Q3        planned · outreach",
        "    Convene the round table after the vote.",
        "    Presidency",
    ]
    assert "    + QO (financial): Own money beside the grant, XTS 400 000\n" in out
    assert "    Shore Commission; after 1\n" in out


def test_an_outline_for_programs_says_what_its_file_says(partner: Partner, fictional: Path) -> None:
    shown = json.loads(partner("outline", "show", "corvo", "--format", "json", at=fictional)[1])
    assert shown["format"] == "partner.outline/1"
    assert shown["outline"]["country"] == "corvo"
    assert [step["id"] for step in shown["outline"]["steps"]] == [
        "convene-round-table",
        "pursue-grant",
        "open-charter",
    ]
    assert shown["outline"]["steps"][1]["contributions"][0]["amount"] == {"value": 400000, "currency": "XTS"}


def test_a_country_without_an_outline_has_none_to_show(partner: Partner, fictional: Path) -> None:
    assert partner("outline", "show", "Esker", at=fictional) == (
        3,
        "",
        "error: Esker has no outline\nhint: draft it: partner outline new esker\n",
    )
