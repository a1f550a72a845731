"""Whole exercises played with commands alone: no file is written or opened by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk import MARK, Desk
from partnercli.records.position import Position, Preference
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

pytestmark = pytest.mark.tools  # they take long: a year of exercises, command by command

FIRST, SECOND, COUNCIL, LAST = "2023-09-14-hlwg", "2023-10-12-hlwg", "2023-12-05-jha", "2024-11-12-emwp"
SOUTH = ["BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT"]
SAHEL = ["LV", "LT", "LU", "HU"]
WEST = ["MT", "NL", "AT", "PL", "PT", "RO", "SI", "SK"]
BELOW = {"jordan": 12, "nigeria": 8, "iraq": 0}


@pytest.fixture
def desk(partner: Callable[..., tuple[int, str, str]], tmp_path: Path) -> Desk:
    """A desk in an empty folder."""
    return Desk(partner, tmp_path)


def test_a_whole_exercise_from_init_to_the_progress_report_a_year_later(desk: Desk, tmp_path: Path) -> None:
    desk.records("init", ".", "--presidency", "ES", "--title", "Partnerships, next round")
    _the_first_meeting(desk)
    _the_second_meeting_under_silence_procedure(desk)
    _how_firm_it_is(desk)
    _the_document(desk)
    _the_list_tested(desk)
    _outlines_for_the_partners(desk)
    _the_council_endorses(desk)
    _the_revision_and_its_release(desk)
    _papers_for_every_circle_of_readers(desk, tmp_path / "papers")
    _a_page_for_every_circle_of_readers(desk, tmp_path / "pages")
    _a_year_later(desk)
    _the_progress_report_and_the_handover(desk, tmp_path / "later")
    desk.records("format")
    assert desk.partner("--quiet", "format", "--check", at=tmp_path) == (0, "", "")


def _the_first_meeting(desk: Desk) -> None:
    question = "regions: Which partner countries should the Union approach first?"
    desk.records(
        *("meeting", "new", FIRST, "--current", "--place", "Brussels"),
        *("--question", question, "--due", "2023-10-02"),
    )
    standing = desk.does("status", "--on", "2023-09-14")
    assert "partner position enter" in standing
    assert MARK not in standing

    south = ("--support", "tunisia,egypt", "--support", "jordan: after the compact", "--call", "timelines")
    for code in SOUTH:
        desk.records("position", "set", code, *south, "--illustrative")
    sahel = ("--support", "Tunisia,Niger", "--oppose", "egypt", "--basis", "written")
    for code in SAHEL:
        desk.records("position", "set", code, *sahel, "--illustrative")
    west = ("--support", "egypt,nigeria", "--can-accept", "tunisia")
    for code in WEST:
        desk.records("position", "set", code, *west, "--illustrative")
    cyprus = ("--support", "tunisia", "--reserve", "iraq: until the elections", "--region", "sahel")
    desk.records("position", "set", "CY", *cyprus, "--remark", "We are ready.", "--illustrative")
    desk.records("position", "set", "Finland", "--region", "north-africa", "--illustrative")
    assert "did you mean tunisia?" in desk.is_refused("position", "set", "SE", "--support", "tunisa", code=3)
    assert "give --change" in desk.is_refused("position", "set", "DE", "--support", "niger")

    assert desk.support() == {**BELOW, "egypt": 20, "tunisia": 17, "niger": 4}
    assert "26 of 27 delegations heard; not heard: SE" in desk.sees("tally")
    assert desk.is_told("2023-09-15") == [
        "form SE",
        "position remind --unconfirmed",
        "position remind --no-reply",
        "document new --subject TEXT --current",
        "meeting new DATE-FORUM",
    ]

    mail = desk.partner("position", "remind", "CY", at=desk.at)[1]
    assert "by 2 October 2023" in mail
    assert "Iraq (until the elections)" in mail
    assert "Egypt" not in mail
    for code in ("DE", "FR", "CY"):
        desk.records("position", "reply", code, "regions", "agree", "--illustrative")
    assert "3 agree: DE FR CY" in desk.sees("tally", "--by", "question")
    desk.records("position", "confirm", *SOUTH, *SAHEL, *WEST, "CY", "FI", "--on", "2023-09-20")
    assert desk.is_told("2023-10-03") == [
        "form SE --reply-by DATE",
        "position remind --no-reply --by DATE",
        "document new --subject TEXT --current",
        "meeting new DATE-FORUM",
    ]
    concluded = ("--question", "regions", "--text", "North Africa comes first.", "--on", "2023-10-04")
    desk.records("meeting", "conclude", FIRST, *concluded)
    assert "Concluded on 4 October 2023: North Africa comes first." in desk.sees("meeting", "show", FIRST)


def _the_second_meeting_under_silence_procedure(desk: Desk) -> None:
    asked = ("--question", "way-forward: Do delegations agree with the list?", "--due", "2023-10-26")
    carried = ("--carries-over-from", FIRST, "--current")
    desk.records("meeting", "new", SECOND, *asked, "--silence", *carried)
    assert desk.support()["egypt"] == 20

    desk.records("position", "copy-from", FIRST, "DE", "FR")
    changed = desk.records(
        "position", "set", "HU", "--support", "tunisia", "--can-accept", "egypt", "--illustrative"
    )
    assert f"replaces what stood from {FIRST}: support Tunisia and Niger; opposition Egypt" in changed
    desk.records("position", "set", "SE", "--support", "tunisia,egypt", "--illustrative")
    desk.records("position", "set", "SE", "--no-longer", "egypt", "--change")
    desk.records(
        "position", "reply", "PL", "way-forward", "disagree", "--comment", "Add Nigeria.", "--illustrative"
    )
    assert desk.support() == {**BELOW, "egypt": 20, "tunisia": 18, "niger": 3}
    assert "confirmed on 20 September 2023" in desk.sees("position", "show", "BE")

    before = desk.reads("status", "--on", "2023-10-26")["questions"]
    assert [(one["silence"], one["objections"], one["no_reply"]) for one in before] == [
        ("pending", ["PL"], [])
    ]
    after = desk.reads("status", "--on", "2023-10-27")
    assert [one["silence"] for one in after["questions"]] == ["accepted"]
    assert f"meeting conclude {SECOND} --question way-forward --text TEXT" in desk.is_told("2023-10-27")
    assert "26 silent until 26 October 2023, so accepted" in desk.sees("tally", "--by", "question")
    concluded = (
        "--question",
        "way-forward",
        "--text",
        "The list stands, with Nigeria.",
        "--on",
        "2023-10-27",
    )
    desk.records("meeting", "conclude", SECOND, *concluded)


def _how_firm_it_is(desk: Desk) -> None:
    firm = {row["country"]: row for row in desk.reads("tally", "--robustness")["countries"]}
    figures = {key: (row["margin"], row["flip"], row["carried"]) for key, row in firm.items()}
    assert figures["egypt"] == (6, 7, 18)
    assert figures["tunisia"] == (4, 5, 14)
    assert "Egypt 20 +6 Firm: 7 would have to change; 18 carried." in desk.sees("tally", "--robustness")
    assert "WHAT IF: SE does not name Tunisia" in desk.sees("matrix", "--assume", "SE=tunisia:none")

    moved = desk.reads("diff", "--meetings", FIRST, SECOND)
    assert moved["delegations"]["spoke"] == ["SE"]
    assert moved["priorities"] == {"gained": [], "lost": [], "because": {}}
    assert "joined: SE" in desk.sees("diff", "--meetings", FIRST, SECOND)

    chosen = desk.reads("shortlist", "--size", "2")
    assert chosen["shortlists"] == [["egypt", "tunisia"]]
    assert chosen["represented"] == {"delegations": 26, "unrepresented": []}
    vote = desk.reads("majority", "egypt")
    assert (vote["for"], vote["needed"], vote["population_year"]) == (20, 15, 2022)
    assert "nobody votes here" in desk.sees("majority", "egypt")


def _the_document(desk: Desk) -> None:
    subject = "Comprehensive partnerships: the partner countries"
    head = (
        "--from",
        "Presidency",
        "--to",
        "Delegations",
        "--subject-code",
        "JAI 1",
        "--annex",
        "state-of-play",
    )
    desk.records("document", "new", "--current", "--subject", subject, "--date", "2023-10-30", *head)
    assert "document number xxxx-23 NUMBER" in desk.is_told("2023-10-30")
    assert "2 by count, 0 by decision" in desk.sees("document", "partners", "xxxx-23")

    desk.is_refused("document", "partners", "xxxx-23", "--add", "nigeria")
    because = ("--because", "the Chair concluded so")
    desk.records("document", "partners", "xxxx-23", "--add", "nigeria", *because)
    desk.records("document", "partners", "xxxx-23", "--leave-out", "egypt", "--because", "talks come first")
    assert "Partners of XXXX/23: 1 by count, 1 by decision" in desk.sees("document", "partners", "xxxx-23")

    desk.records("document", "number", "xxxx-23", "14801/23")
    assert desk.reads("status", "--on", "2023-10-31")["document"] == "14801-23"
    desk.is_refused("document", "number", "14801-23", "14802/23")
    assert desk.is_told("2023-10-31") == [
        "position remind --unconfirmed --by DATE",
        "outline new tunisia",
        "meeting new DATE-FORUM",
    ]


def _the_list_tested(desk: Desk) -> None:
    tested = desk.sees("tally", "--list")
    assert "The list of 14801/23 as the Presidency decided it: 2 partners" in tested
    assert "below the line; on the list because: the Chair concluded so" in tested
    assert "Egypt, over the line, is off the list because: talks come first" in tested
    found = desk.reads("tally", "--list")["delegations"]
    assert [one["delegation"] for one in found["represented"]] == [*SOUTH, "CY", *SAHEL, *WEST, "SE"]
    assert (found["only_can_accept"], found["by_nothing"], found["silent"]) == ([], ["FI"], [])


def _outlines_for_the_partners(desk: Desk) -> None:
    desk.records("outline", "new", "Tunisia", "--on", "2023-10-30")
    held = ("--hold-until", "2024-Q1", "--hold-reason", "a change of government")
    desk.records("outline", "new", "NG", "--on", "2023-10-30", *held)
    desk.is_refused("outline", "new", "tunisia", "--on", "2023-10-30")
    assert "outline new tunisia" not in desk.is_told("2023-10-31")
    assert "without an outline" not in desk.sees("outline", "list", "--on", "2023-10-31")
    assert "PRESIDENCY WORKING DRAFT" in desk.sees("outline", "show", "tunisia", "--on", "2023-10-31")

    desk.records("meeting", "new", "2024-02-14-tunis", "--forum", "visit", "--country", "tunisia")
    redrafted = desk.records("outline", "update", "tunisia", "--on", "2023-10-30")
    assert "2024-02-14" in redrafted

    desk.records(
        *("outline", "step", "add", "nigeria", "high-level-dialogue", "--at", "1"),
        *("--action", "Prepare a mission to Abuja.", "--from", "2024-Q2"),
    )
    desk.records("outline", "step", "move", "nigeria", "high-level-dialogue", "--to", "2")
    money = ("--kind", "financial", "--amount", "10 million EUR", "--description", "Pays for training")
    given = (
        "outline",
        "contribute",
        "IT",
        "talent-partnership",
        "--country",
        "tunisia",
        "--kind",
        "financial",
    )
    assert "names no currency" in desk.is_refused(*given, "--amount", "10 million", "--source", "x", code=2)
    desk.records(*given[:6], *money, "--source", "An invented letter")
    shown = desk.sees("outline", "show", "tunisia", "--on", "2023-10-31")
    assert "IT (financial): Pays for training, EUR 10 000 000" in shown
    assert "outline status tunisia submitted" in desk.is_told("2023-11-02")


def _the_council_endorses(desk: Desk) -> None:
    desk.records("outline", "status", "tunisia", "submitted", "--on", "2023-11-20", "--by", "Commission")
    desk.records("outline", "status", "nigeria", "submitted", "--on", "2023-11-20", "--by", "Commission")
    told = desk.records("meeting", "new", COUNCIL, "--forum", "JHA Council", "--current")
    assert f"partner meeting set {COUNCIL} carries_over_from={SECOND}" in told
    desk.records("meeting", "set", COUNCIL, f"carries_over_from={SECOND}")
    assert desk.support()["tunisia"] == 18

    desk.records("outline", "status", "tunisia", "discussed", "--meeting", COUNCIL)
    desk.is_refused("outline", "status", "tunisia", "endorsed", "--meeting", COUNCIL)
    desk.records("outline", "status", "tunisia", "endorsed", "--meeting", COUNCIL, "--by", "Council")
    assert "Endorsed by Council on 5 December 2023" in desk.sees("outline", "show", "tunisia")
    listed = {one["country"]: one for one in desk.reads("outline", "list", "--on", "2023-12-06")["outlines"]}
    assert {key: (one["status"], one["suspect"]) for key, one in listed.items()} == {
        "nigeria": ("submitted", []),
        "tunisia": ("endorsed", []),
    }


def _the_revision_and_its_release(desk: Desk) -> None:
    desk.records("position", "set", "NL", "--support", "nigeria,egypt", "--illustrative")
    todo = f"document revise 14801-23 --set meeting={COUNCIL}"
    assert todo in desk.is_told("2023-12-06")
    desk.records(*todo.split(), "--date", "2023-12-08", "--current")
    assert not [one for one in desk.is_told("2023-12-08") if one.startswith("document")]
    assert "1 by count, 1 by decision" in desk.sees("document", "partners", "14801-23-rev-1")

    hint = desk.is_refused("render", "note", "--public")
    assert "partner document release 14801-23-rev-1" in hint
    early = ("--by", "Working Party", "--reference", "WK 1/2023", "--on", "2023-12-01")
    desk.is_refused("document", "release", "14801-23-rev-1", *early)
    decided = ("--by", "Working Party", "--reference", "WK 1/2023", "--on", "2023-12-11", "--name", "IT")
    desk.records("document", "release", "14801-23-rev-1", *decided)


def _papers_for_every_circle_of_readers(desk: Desk, papers: Path) -> None:
    circles = ("presidency", "delegations", "public")
    orders = [
        *(("note", circle) for circle in circles),
        *(("outline tunisia", circle) for circle in circles),
        *(("progress", circle) for circle in circles),
        *(("compilation", circle) for circle in circles[:2]),
        *((paper, "presidency") for paper in ("briefing --on 2023-12-11", "handover --on 2023-12-11")),
    ]
    for paper, circle in orders:
        to = ("--audience", circle, "--format", "md,html,docx,akn", "--output", papers / circle)
        told = desk.does("render", *paper.split(), *to)
        assert len(told.splitlines()) == 4
    written = [*papers.rglob("*.md"), *papers.rglob("*.html"), *papers.rglob("*.xml")]
    assert len(written) == 3 * len(orders)
    assert [file.name for file in written if MARK not in file.read_text("utf-8")] == []
    for paper in ("briefing", "handover"):
        desk.is_refused("render", paper, "--audience", "delegations")
    assert "At the JHA Council meeting on 5 December" in (papers / "delegations/14801-23-rev-1.md").read_text(
        "utf-8"
    )
    note = (papers / "public/14801-23-rev-1.md").read_text("utf-8")
    assert "Public summary of 14801/1/23 REV 1" in note
    assert [
        name for name in ("Egypt", "talks come first", "the Chair concluded", "Cyprus") if name in note
    ] == []


def _a_page_for_every_circle_of_readers(desk: Desk, pages: Path) -> None:
    for circle in ("presidency", "delegations", "public"):
        desk.does("report", "--audience", circle, "--on", "2023-12-11", "--output", pages)
    names = {file.name: file.read_text("utf-8") for file in pages.iterdir()}
    assert sorted(names) == ["report-presidency.html", "report-public.html", "report.html"]
    assert [name for name, page in names.items() if MARK not in page] == []
    for secret in ("PRESIDENCY ONLY", "talks come first"):
        assert [name for name, page in names.items() if secret in page] == ["report-presidency.html"]


def _a_year_later(desk: Desk) -> None:
    visit = ("--on", "2024-02-14", "--source", "An invented press release")
    first = desk.reads("outline", "show", "tunisia", "--on", "2024-02-15")["outline"]["steps"][0]
    desk.records("outline", "step", "done", "tunisia", first["id"], *visit)
    desk.records("outline", "step", "set", "nigeria", "talent-partnership", "status=ongoing")
    desk.records("outline", "step", "set", "nigeria", "team-europe-initiative", "status=dropped")

    desk.records("meeting", "new", LAST, "--carries-over-from", COUNCIL, "--current")
    desk.records("position", "set", "HU", "--oppose", "tunisia", "--illustrative")
    fact = ("--status", "signed", "--since", "2024-06", "--source", "An invented announcement")
    desk.records("country", "cooperation", "tunisia", "talent-partnership", *fact)

    shown = desk.sees("outline", "show", "tunisia", "--on", "2024-11-12")
    assert "SUSPECT: what it rested on changed since it was endorsed" in shown
    assert "talent-partnership signed since 2024-06" in shown
    assert "support was 18 when it was endorsed, and is 17 now" in shown
    assert {"outline show tunisia", "outline show nigeria"} <= set(desk.is_told("2024-11-13"))
    moved = desk.sees("history", "HU", "--meetings-only")
    assert "moved: Tunisia: support → opposition" in moved
    assert "2023-09-14 HLWG 17 8" in desk.sees("history", "tunisia", "--meetings-only")


def _the_progress_report_and_the_handover(desk: Desk, papers: Path) -> None:
    progress = desk.reads("outline", "progress", "--on", "2024-11-12")
    tunisia, nigeria = (one["counts"] for one in progress["outlines"])
    assert tunisia == {"done": 1, "ongoing": 3, "late": 6, "planned": 2, "on-hold": 0, "dropped": 0}
    assert nigeria == {"done": 0, "ongoing": 2, "late": 4, "planned": 1, "on-hold": 0, "dropped": 1}
    assert progress["total"]["steps"] == 20
    desk.does("render", "progress", "--on", "2024-11-12", "--output", papers)
    desk.does("render", "handover", "--on", "2024-11-12", "--output", papers)
    report, handover = ((papers / f"{name}.md").read_text("utf-8") for name in ("progress", "handover"))
    assert MARK in report
    assert MARK in handover
    assert "Poland takes over on 1 January 2025" in handover
    assert "Left out by decision: Egypt (talks come first)" in handover
    assert "Italy, financial (EUR&#160;10&#160;million): Pays for training" in handover


def test_the_exercise_of_2021_can_be_recorded_as_it_was(desk: Desk, shipped: Path) -> None:
    shipped_exercise = load(WorkingTree(shipped), Scope.everything()).exercise
    desk.records("init", ".", "--presidency", "PT", "--title", "Partnerships")
    desk.records("meeting", "new", "2021-03-15-ministers", "--forum", "FAC/JHA")
    asked = ("--question", "way-forward: Can Member States agree to the way forward?", "--due", "2021-06-04")
    carried = ("--carries-over-from", "2021-03-15-ministers", "--current")
    desk.records("meeting", "new", "2021-04-22-hlwg", *carried, *asked)
    for meeting, positions in sorted(shipped_exercise.positions.items()):
        for position in positions.values():
            desk.does("position", "set", position.delegation, "--meeting", meeting, *_said(position))
    assert desk.reads("tally") == Desk(desk.partner, shipped).reads("tally")

    codes = [f"--subject-code={code}" for code in ("JAI 572", "ASIM 30", "RELEX 467", "MIGR 96")]
    head = ("--date", "2021-05-25", "--from", "Presidency", "--to", "Delegations", "--annex", "state-of-play")
    desk.records("document", "new", "8952/21", "--current", "--subject", "Follow-up", *head, *codes)
    ten = [one.country for one in shipped_exercise.documents["8952-21"].partners or ()]
    desk.records("document", "partners", "8952-21", "--order", ",".join(ten))
    desk.records("document", "partners", "8952-21", "--add", "niger", "--because", "one short of the line")
    assert "Partners of 8952/21: 10 by count, 1 by decision" in desk.sees("document", "partners", "8952-21")
    assert desk.reads("status", "--on", "2021-05-25")["partners"] == [*ten, "niger"]

    told = desk.records("outline", "new", "Tunisia", "--on", "2021-05-25")
    assert "day of record: 2021-05-25" in told
    desk.does("render", "note")
    note = (desk.at / "build/8952-21.md").read_text("utf-8")
    assert MARK in note
    assert "**8952/21**" in note


def _said(position: Position) -> Iterator[str]:
    """What a delegation said, as the options of `position set`."""
    for one in position.preferences or ():
        yield from _named(one)
    yield from (f"--call={theme}" for theme in position.calls)
    yield from (f"--remark={remark}" for remark in position.remarks)
    yield from ("--basis", position.basis, "--source", "Illustrative position, not a real one")
    if position.confirmed is not None:
        yield from ("--confirmed", position.confirmed.isoformat())
    if position.illustrative:
        yield "--illustrative"


def _named(one: Preference) -> Iterator[str]:
    options = {
        "support": "support",
        "can-accept": "can-accept",
        "reservation": "reserve",
        "opposition": "oppose",
    }
    condition = f": {one.conditions}" if one.conditions else ""
    if one.region is not None:
        yield f"--region={one.region}:{one.stance}"
    else:
        yield f"--{options[one.stance]}={one.country}{condition}"
    if one.priority is not None:
        yield f"--priority={one.country or one.region}={one.priority}"
