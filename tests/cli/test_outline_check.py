"""`partner outline check`: each fault under its step, with what to do, as things stand on a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

ALTAMAR = "data/outlines/altamar.yaml"
EARLY = ("--on", "2031-03-10")


def faults(partner: Partner, at: Path, *arguments: str) -> dict[str, list[tuple[Any, ...]]]:
    """By outline, each fault as its step, severity and code."""
    out = partner("outline", "check", *arguments, "--format", "json", at=at)[1]
    return {
        outline["country"]: [(one["step"], one["severity"], one["code"]) for one in outline["faults"]]
        for outline in json.loads(out)["outlines"]
    }


def test_sound_outlines_have_nothing_to_mend(partner: Partner, fictional: Path, files_of: FilesOf) -> None:
    before = files_of(fictional)
    assert partner("outline", "check", *EARLY, at=fictional) == (
        0,
        (
            "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
            "Indicative outlines as they stand on 10 March 2031\n"
            "\n"
            "Altamar · draft\n"
            "    nothing to mend\n"
            "\n"
            "Corvo · submitted\n"
            "    nothing to mend\n"
            "\n"
            "nothing to mend in any of 2 outlines\n"
        ),
        "",
    )
    assert files_of(fictional) == before


def test_steps_late_on_the_day_are_warnings(partner: Partner, fictional: Path) -> None:
    assert partner("outline", "check", "Corvo", "--on", "2032-01-01", at=fictional) == (
        0,
        (
            "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
            "Indicative outlines as they stand on 1 January 2032\n"
            "\n"
            "Corvo · submitted\n"
            "  1. convene-round-table\n"
            "     warning: late: it was to begin in 2031-Q3 and has not\n"
            "       → say how far it has come, or give it another date: partner outline step\n"
            "         set corvo STEP status=ongoing (or done)\n"
            "  2. pursue-grant\n"
            "     warning: late: it was to end by 2031-Q4 and is not done\n"
            "\n"
            "2 warnings in 1 of 1 outline\n"
        ),
        "",
    )
    assert faults(partner, fictional, "Corvo", "--on", "2031-12-31") == {"corvo": [(1, "warning", None)]}


def test_an_order_that_the_law_forbids_and_a_circle_are_errors(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(ALTAMAR, "    timeline: {from: 2031-Q2}\n", "    after: [open-charter]\n")
    assert faults(partner, fictional, "Altamar", *EARLY) == {"altamar": [(2, "error", "PC403")]}
    code, out, _ = partner("outline", "check", *EARLY, at=fictional)
    assert code == 1
    assert "  2. open-charter\n     error PC403: open-charter comes after convene-round-table" in out
    text = (fictional / ALTAMAR).read_text("utf-8")
    start, end = text.index("  - id: open-charter"), text.index("  - id: start-harbour")
    charter = text[start:end].replace("    after: [convene-round-table]\n", "")
    (fictional / ALTAMAR).write_text(
        text.replace(text[start:end], "").replace("steps:\n", f"steps:\n{charter}")
    )
    assert (1, "error", "PC404") in faults(partner, fictional, "Altamar", *EARLY)["altamar"]


def test_a_hold_that_is_broken_is_a_warning_under_its_step(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/outlines/corvo.yaml", "until: 2031-05", "until: 2031-Q3")
    assert faults(partner, fictional, "Corvo", *EARLY) == {"corvo": [(1, "warning", "PC411")]}


def test_what_exists_by_the_day_decides(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(
        "data/countries/corvo.yaml",
        "    status: negotiating\n    since: 2030-H2\n",
        "    status: in-force\n    since: 2031-06\n",
    )
    assert faults(partner, fictional, "Corvo", *EARLY) == {"corvo": []}
    assert faults(partner, fictional, "Corvo", "--on", "2031-06-01") == {"corvo": [(2, "warning", "PC406")]}


def test_what_a_comment_accepts_is_no_fault_and_what_settings_weigh_counts_so(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/outlines/corvo.yaml", "until: 2031-05", "until: 2031-Q3")
    edit("partner.yaml", "checks: {}", "checks: {PC411: error}")
    assert partner("outline", "check", "Corvo", *EARLY, at=fictional)[0] == 1
    edit(
        "data/outlines/corvo.yaml",
        "    timeline: {from: 2031-Q3}\n",
        "    timeline: {from: 2031-Q3}  # partner: allow PC411 because the Duchy asked for it\n",
    )
    assert faults(partner, fictional, "Corvo", *EARLY) == {"corvo": []}


def test_an_outline_that_cannot_be_read_is_told_with_what_is_wrong_in_it(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(ALTAMAR, "        sources:\n          - {title: Harbour Yearbook 2030}\n", "")
    code, out, err = partner("outline", "check", *EARLY, at=fictional)
    assert (code, err) == (1, "")
    assert "Altamar · cannot be read\n  3.\n     error PC111: " in out
    assert faults(partner, fictional, "Altamar", *EARLY) == {"altamar": [(3, "error", "PC111")]}


def test_another_file_that_cannot_be_read_ends_the_check(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/instruments/grant.yaml", "name: [\n")
    code, out, err = partner("outline", "check", at=fictional)
    assert (code, out) == (1, "")
    assert "data/instruments/grant.yaml:" in err


def test_the_check_for_programs(partner: Partner, fictional: Path) -> None:
    code, out, _ = partner(
        "outline", "check", "Corvo", "--on", "2032-01-01", "--format", "json", at=fictional
    )
    found = json.loads(out)
    assert code == 0
    assert {key: found[key] for key in ("format", "marking", "illustrative", "on")} == {
        "format": "partner.outline-check/1",
        "marking": "LIMITE",
        "illustrative": True,
        "on": "2032-01-01",
    }
    (corvo,) = found["outlines"]
    assert (corvo["country"], corvo["name"], corvo["status"]) == ("corvo", "Corvo", "submitted")
    assert corvo["faults"][0] == {
        "step": 1,
        "id": "convene-round-table",
        "severity": "warning",
        "code": None,
        "message": "late: it was to begin in 2031-Q3 and has not",
        "hint": (
            "say how far it has come, or give it another date: "
            "partner outline step set corvo STEP status=ongoing (or done)"
        ),
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Corva"], 3, "hint: did you mean Corvía?\n"),
        (["Esker"], 3, "hint: draft it: partner outline new esker\n"),
        (["--on", "2031-13-01"], 2, "is not in the calendar"),
    ],
)
def test_what_cannot_be_checked_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("outline", "check", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err


def test_without_outlines_there_is_nothing_to_check(partner: Partner, fictional: Path) -> None:
    for path in (fictional / "data/outlines").iterdir():
        path.unlink()
    code, out, _ = partner("outline", "check", *EARLY, at=fictional)
    assert (code, out.splitlines()[-1]) == (
        0,
        "There is no outline yet. Draft one: partner outline new COUNTRY",
    )
