"""`partner outline timeline`, `compare` and `progress`: outlines beside one another, readable in black and white."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Screen = Callable[..., tuple[int, str]]

MARKS = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
VISIT = "forum: visit\ndate: 2031-08-20\ncountries: [corvo]\nsources: [{title: Calendar}]\n"


@pytest.fixture
def outline(partner: Partner, fictional: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs a command on outlines as of 1 August 2031, unless another day is given."""
    return lambda *arguments: partner("outline", *arguments, "--on", "2031-08-01", at=fictional)


@pytest.fixture
def told(outline: Callable[..., tuple[int, str, str]]) -> Callable[..., dict[str, Any]]:
    """What a command tells programs."""

    def read(*arguments: str) -> dict[str, Any]:
        code, out, err = outline(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        found: dict[str, Any] = json.loads(out)
        assert (found["marking"], found["illustrative"], found["on"]) == ("LIMITE", True, "2031-08-01")
        return found

    return read


def test_a_timeline_has_a_bar_a_step_under_quarters_and_presidencies(
    outline: Callable[..., tuple[int, str, str]],
) -> None:
    code, out, err = outline("timeline")
    assert (code, err) == (0, "")
    assert out.splitlines()[:12] == [
        MARKS,
        "Presidency                             QP      QR",
        "                                       2031                    2032",
        "                                       Q2      Q3      Q4      Q1      Q2",
        "Altamar (draft)",
        "  1 Round table                        !!!!!!!!> │",
        "  2 Charter                                      │     ========>",
        "  3 Harbour project                              │     ================",
        "Corvo (submitted)",
        "  1 Round table                                ========>",
        "  2 Shore grant                                ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "  3 Charter                                      │             ================>",
    ]
    assert max(map(len, out.splitlines())) <= 80
    assert "No Presidency is known after 2031-12-31." in out


def test_a_timeline_needs_neither_colour_nor_other_than_ascii(screen: Screen, fictional: Path) -> None:
    code, out = screen("--no-color", "outline", "timeline", "corvo", "--on", "2031-08-01", at=fictional)
    assert code == 0
    assert "  2 Shore grant                             ++++++++++++++++\n" in out
    assert "# done  + under way  = planned  ! late" in out
    assert "\\u" not in out


@pytest.mark.parametrize(
    ("status", "sign"),
    [("done", "█"), ("planned", "="), ("on-hold", "o"), ("dropped", "x"), ("ongoing", "▒")],
)
def test_each_state_has_a_sign_of_its_own(
    status: str, sign: str, outline: Callable[..., tuple[int, str, str]], edit: Edit
) -> None:
    edit("data/outlines/corvo.yaml", "status: ongoing", f"status: {status}")
    assert f" Shore grant                             {sign * 16}" in outline("timeline", "corvo")[1]


def test_steps_without_a_date_are_named_in_the_last_line(
    outline: Callable[..., tuple[int, str, str]], edit: Edit
) -> None:
    edit("data/outlines/corvo.yaml", "    timeline: {from: 2032-H1}\n", "")
    assert "\n    No date: 3 Charter.\n" in outline("timeline", "corvo")[1]


def test_what_lies_beyond_the_edges_is_shown_by_arrows(outline: Callable[..., tuple[int, str, str]]) -> None:
    out = outline("timeline", "altamar", "--from", "2031-Q3", "--to", "2031-Q4")[1]
    rows = [line[44:] for line in out.splitlines() if line[:3].strip().isdecimal()]
    assert rows[0].startswith("<")
    assert rows[1].endswith("========>")
    assert rows[2].endswith("========>")


def test_meetings_with_the_partner_are_marked_and_listed(
    outline: Callable[..., tuple[int, str, str]], write: Write
) -> None:
    write("data/meetings/2031-08-20-visit.yaml", VISIT)
    out = outline("timeline", "corvo")[1]
    (row,) = [line for line in out.splitlines() if line.startswith("meetings")]
    assert row.count("^") == 1
    assert "^ 2031-08-20 visit (Corvo)." in out
    assert "visit" not in outline("timeline", "altamar")[1]


def test_without_a_calendar_of_presidencies_none_is_named(
    outline: Callable[..., tuple[int, str, str]], fictional: Path
) -> None:
    (fictional / "data/presidencies.yaml").unlink()
    assert "Presidency" not in outline("timeline", "corvo")[1]


def test_many_years_fit_on_the_screen(outline: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = outline("timeline", "--from", "2020", "--to", "2060")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80


def test_a_timeline_for_programs(told: Callable[..., dict[str, Any]], write: Write) -> None:
    write("data/meetings/2031-08-20-visit.yaml", VISIT)
    found = told("timeline", "corvo")
    assert found["format"] == "partner.timeline/1"
    assert found["quarters"] == ["2031-Q3", "2031-Q4", "2032-Q1", "2032-Q2"]
    assert found["presidencies"] == [{"delegation": "QR", "from": "2031-07-01", "to": "2031-12-31"}]
    assert found["outlines"][0]["steps"][1] == {
        "step": "pursue-grant",
        "number": 2,
        "instrument": "grant",
        "state": "ongoing",
        "from": "2031-Q3",
        "to": "2031-Q4",
    }
    assert [one["meeting"] for one in found["meetings"]] == ["2031-08-20-visit"]


def test_two_outlines_stand_side_by_side(outline: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = outline("compare", "altamar", "corvo")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out.splitlines()[:2] == [MARKS, f"{'':26}{'Altamar':27}Corvo"]
    assert f"\n{'  Round table':26}{'late, from 2031-Q2':27}planned, from 2031-Q3\n" in out
    assert f"\n{'  Harbour project':26}{'planned, 2031-Q4 to':27}-\n" in out
    assert f"\n{'contributions':26}{'Ostia (operational)':27}Ostia (financial)\n" in out
    assert out.endswith("Instruments in both: 2; only Altamar: 1; only Corvo: 1.\n")


def test_a_comparison_for_programs(told: Callable[..., dict[str, Any]]) -> None:
    found = told("compare", "altamar", "corvo")
    assert found["format"] == "partner.outline-comparison/1"
    assert (found["countries"], found["statuses"]) == (["altamar", "corvo"], ["draft", "submitted"])
    assert found["common"] == ["round-table", "charter"]
    assert found["only"] == [["harbour-project"], ["grant"]]
    assert [one["pillar"] for one in found["instruments"]] == [
        "governance",
        "root-causes",
        "irregular-migration",
        "return",
    ]
    assert found["contributions"] == [
        [{"delegation": "QO", "kind": "operational", "step": "start-harbour-project"}],
        [{"delegation": "QO", "kind": "financial", "step": "pursue-grant"}],
    ]


def test_progress_counts_steps_and_says_what_is_next_and_who_leads(
    outline: Callable[..., tuple[int, str, str]],
) -> None:
    assert outline("progress") == (
        0,
        (
            f"{MARKS}\n"
            "Steps of the indicative outlines as of 1 August 2031\n"
            "\n"
            "                         steps  done  under way  late  planned  on hold  dropped\n"
            "Altamar                      3     0          0     1        2        0        0\n"
            "  next: 2031-Q4 Charter (Shore Commission)\n"
            "Corvo                        3     0          1     0        2        0        0\n"
            "  next: 2031-Q3 Round table (Presidency)\n"
            "All                          6     0          1     1        4        0        0\n"
        ),
        "",
    )


def test_progress_for_programs_has_the_figures_of_the_report(
    told: Callable[..., dict[str, Any]], partner: Partner, fictional: Path
) -> None:
    found = told("progress")
    assert found["format"] == "partner.outline-progress/1"
    assert found["total"]["counts"] == {
        "done": 0,
        "ongoing": 1,
        "late": 1,
        "planned": 4,
        "on-hold": 0,
        "dropped": 0,
    }
    partner("render", "progress", "--on", "2031-08-01", at=fictional)
    report = (fictional / "build/progress.md").read_text("utf-8")
    for row in found["outlines"]:
        figures = " | ".join(str(one) for one in (row["steps"], *row["counts"].values()))
        assert f"| {figures} |" in report


def test_without_outlines_there_is_nothing_to_follow_up(
    outline: Callable[..., tuple[int, str, str]], fictional: Path
) -> None:
    for path in (fictional / "data/outlines").iterdir():
        path.unlink()
    assert "There is no outline yet" in outline("progress")[1]
    assert "There is no outline yet" in outline("timeline")[1]
    assert outline("timeline")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("timeline", "corvoo"), 3, "did you mean"),
        (("timeline", "esker"), 3, "Esker has no outline"),
        (("timeline", "--from", "2032", "--to", "2031"), 2, "would end (2031) before it begins (2032)"),
        (("timeline", "--from", "autumn"), 2, '"autumn" is not a period'),
        (("compare", "corvo", "raven land"), 2, "both are Corvo"),
        (("compare", "corvo"), 2, "COUNTRY is missing (the country to compare it with)"),
    ],
)
def test_what_cannot_be_shown_is_an_error_that_helps(
    arguments: tuple[str, ...], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("outline", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
