"""`partner render progress`: what is done, late and missing, as an officer reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from papers_read import rows, section

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

ALTAMAR = "data/outlines/altamar.yaml"
CORVO = "data/outlines/corvo.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
EVERY_STATE = """\
country: altamar
status: draft
objectives: [Meet.]
steps:
  - {id: a, instrument: round-table, action: Met., lead: Presidency, status: done, timeline: {from: 2031-Q1}}
  - {id: b, instrument: grant, action: Talk., lead: Bank, status: ongoing, timeline: {from: 2031-Q1, to: 2032}}
  - {id: c, instrument: grant, action: Sign., status: planned, timeline: {from: 2031-03}}
  - {id: d, instrument: grant, action: Finish., status: ongoing, timeline: {from: 2030-H2, to: 2031-Q1}}
  - {id: e, instrument: grant, action: Review., status: planned, timeline: {from: 2033}}
  - {id: f, instrument: grant, action: Wait., status: on-hold, timeline: {from: 2030, to: 2030}}
  - {id: g, instrument: grant, action: Forget., status: dropped, timeline: {from: 2030, to: 2030}}
  - {id: h, instrument: grant, action: Dream., status: planned}
  - {id: i, instrument: grant, action: Muse., status: ongoing}
  - {id: j, instrument: grant, action: Rest., status: on-hold}
"""
"""An outline with a step in every state on 1 April 2031, and steps without a date."""


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """The progress report of the fictional repository, as Markdown; whether its data are sound is not asked."""

    def rendered(*arguments: str, **environment: str) -> str:
        code, out, err = partner("render", "progress", *arguments, at=fictional, **environment)
        assert code in (0, 1), err
        return (fictional / out.rstrip("\n")).read_text("utf-8")

    return rendered


def actions(text: str, heading: str) -> list[str]:
    """The steps that stand under a heading."""
    return [row[1] for row in rows(section(text, heading))]


def test_every_step_stands_under_its_state(render: Render, write: Write) -> None:
    write(ALTAMAR, EVERY_STATE)
    write(CORVO, "country: corvo\nstatus: draft\nsteps: []\n")
    text = render("--on", "2031-04-01")
    found = {heading: actions(text, heading) for heading in re.findall(r"(?m)^## \*\*(.*)\*\*$", text)}
    assert found == {
        "OVERVIEW": ["10", "0"],
        "DONE": ["Met."],
        "UNDER WAY": ["Talk.", "Muse."],
        "LATE": ["Sign.", "Finish."],
        "MISSING": ["Dream.", "Muse."],
        "STILL TO COME": ["Review.", "Dream."],
        "ON HOLD": ["Wait.", "Rest."],
    }


def test_a_step_is_told_with_its_partner_its_lead_and_its_time(render: Render, write: Write) -> None:
    write(ALTAMAR, EVERY_STATE)
    text = render("--on", "2031-04-01")
    assert rows(section(text, "DONE")) == [["Altamar", "Met.", "Presidency", "from Q1 2031"]]
    assert rows(section(text, "LATE")) == [
        ["Altamar", "Sign.", "", "from March 2031"],
        ["Altamar", "Finish.", "", "second half of 2030 to Q1 2031"],
    ]
    assert rows(section(text, "MISSING"))[0] == ["Altamar", "Dream.", "", "no date"]


def test_the_overview_counts_the_steps_of_each_partner_by_state(render: Render, write: Write) -> None:
    write(ALTAMAR, EVERY_STATE)
    overview = section(render("--on", "2031-04-01"), "OVERVIEW")
    assert overview.startswith(
        "| Partner | Steps | Done | Under way | Late | Planned | On hold | Dropped |\n"
    )
    assert rows(overview) == [
        ["Altamar", "10", "1", "2", "2", "2", "2", "1"],
        ["Corvo", "3", "0", "1", "0", "2", "0", "0"],
    ]


def test_the_states_of_the_overview_add_up_to_all_steps(render: Render, write: Write) -> None:
    write(ALTAMAR, EVERY_STATE)
    (_, total, *by_state), _ = rows(section(render("--on", "2031-04-01"), "OVERVIEW"))
    assert int(total) == sum(map(int, by_state))


@pytest.mark.parametrize(
    ("day", "late"),
    [
        ("2031-06-30", []),
        ("2031-07-01", ["Invite Altamar to a first round table."]),
        ("2031-12-31", ["Invite Altamar to a first round table.", "Convene the round table after the vote."]),
        (
            "2032-01-01",
            [
                "Invite Altamar to a first round table.",
                "Ask for a mandate for a charter.",
                "Name two harbours for a joint desk.",
                "Convene the round table after the vote.",
                "Conclude the talks on the Wells of the Plain.",
            ],
        ),
    ],
)
def test_a_step_is_late_from_the_day_after_its_period(day: str, late: list[str], render: Render) -> None:
    text = render("--on", day)
    assert actions(text, "LATE") == late
    assert ("These steps should have begun, or ended, by now." in text) is bool(late)
    assert ("No step is late." in text) is not bool(late)


def test_partners_stand_by_region_in_the_order_of_the_regions(
    render: Render, write: Write, edit: Edit
) -> None:
    edit("data/countries/belmonte.yaml", "region: northern-shore", "region: far-isles")
    for key in ("esker", "dravina", "belmonte"):
        write(f"data/outlines/{key}.yaml", f"country: {key}\nstatus: draft\nsteps: []\n")
    text = render("--on", "2031-04-01")
    names = [row[0] for row in rows(section(text, "OVERVIEW"))]
    assert names == ["Altamar", "Corvo", "Dravina", "Belmonte", "Esker\\*"]
    assert "\\* This name is without prejudice to the views of the Isles." in text


def test_listed_partners_without_an_outline_are_missing(render: Render, edit: Edit) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [esker, altamar, belmonte]")
    text = render("--on", "2031-04-01")
    assert section(text, "MISSING") == "No outline yet: Esker\\* and Belmonte."


def test_partners_that_the_tally_alone_lists_are_missing_too(
    render: Render, edit: Edit, fictional: Path
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    (fictional / CORVO).unlink()
    assert section(render("--on", "2031-04-01"), "MISSING") == "No outline yet: Corvo."


def test_where_nothing_is_missing_a_sentence_says_so(render: Render) -> None:
    assert section(render("--on", "2031-04-01"), "MISSING") == (
        "Every listed partner has an outline, and every step that is still to come has a date."
    )


def test_a_superseded_outline_counts_for_nothing(render: Render, edit: Edit) -> None:
    edit(ALTAMAR, "status: draft", "status: superseded")
    text = render("--on", "2031-07-01")
    assert [row[0] for row in rows(section(text, "OVERVIEW"))] == ["Corvía"]
    assert section(text, "MISSING") == "No outline yet: Altamar."
    assert "round table." not in text


def test_without_any_outline_it_says_so(render: Render, fictional: Path) -> None:
    for path in (ALTAMAR, CORVO):
        (fictional / path).unlink()
    text = render("--on", "2031-04-01")
    assert section(text, "OVERVIEW") == "There is no outline so far."
    assert section(text, "DONE") == "No step is done so far."
    assert section(text, "MISSING") == "No outline yet: Altamar and Corvo."
    for absent in ("UNDER WAY", "STILL TO COME", "ON HOLD"):
        assert absent not in text


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("0", "1 January 1970"), ("1937951999", "30 May 2031"), ("1937952000", "31 May 2031")],
)
def test_where_nothing_is_named_its_day_is_that_of_the_build(epoch: str, day: str, render: Render) -> None:
    text = render(SOURCE_DATE_EPOCH=epoch)
    assert f"**Brussels, {day}**" in text
    assert f"had come on {day}." in text


def test_without_a_build_day_its_day_is_today(render: Render) -> None:
    def today() -> str:
        day = datetime.now().astimezone()
        return f"had come on {day.day} {day:%B} {day.year}."

    before, text, after = today(), render(SOURCE_DATE_EPOCH=""), today()
    assert before in text or after in text


@pytest.mark.parametrize("epoch", ["tomorrow", "1e9", "1.5", "9" * 30])
def test_a_build_day_that_is_none_is_an_error_of_usage(epoch: str, partner: Partner, fictional: Path) -> None:
    code, out, err = partner("render", "progress", at=fictional, SOURCE_DATE_EPOCH=epoch)
    assert (code, out) == (2, "")
    assert err == (
        f'error: SOURCE_DATE_EPOCH is "{epoch}", which is no number of seconds\nhint: unset it, or correct it\n'
    )
    assert not (fictional / "build").exists()


def test_a_day_given_needs_no_build_day(render: Render) -> None:
    assert "had come on 2 May 2031." in render("--on", "2031-05-02", SOURCE_DATE_EPOCH="tomorrow")


def test_a_document_named_gives_its_header_its_day_and_its_list(
    render: Render, write: Write, fictional: Path
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace("10001/31", "10002/31")
    text = text.replace("[altamar, corvo]", "[altamar, dravina]")
    write("data/documents/10002-31.yaml", text.replace("date: 2031-03-10", "date: 2031-07-01"))
    paper = render("10002/31", SOURCE_DATE_EPOCH="0")
    assert "**Council of the European Union**" in paper
    assert "**Port Pellerin, 1 July 2031  \n(OR. en)**\n\n**10002/31**\n" in paper
    assert "had come on 1 July 2031." in paper
    assert actions(paper, "LATE") == ["Invite Altamar to a first round table."]
    assert section(paper, "MISSING") == "No outline yet: Dravina."
    assert "had come on 30 June 2031." in render("10002/31", "--on", "2031-06-30")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["10001/32"], 3, "hint: did you mean 10001-31?\n"),
        (["--on", "2031-02-30"], 2, '"2031-02-30" is not in the calendar\n'),
    ],
)
def test_what_cannot_be_reported_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("render", "progress", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert not (fictional / "build").exists()
