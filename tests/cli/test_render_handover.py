"""`partner render handover`: what the next Presidency finds on its desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pypdf
import pytest

from papers_read import section

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

AT = "2031-03-04-working-group"
MEETING = f"data/meetings/{AT}.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
CONCLUDED = "conclusions: [{question: way-forward, text: Delegations agree., on: 2031-03-21}]\nsources:"


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """The handover of the fictional repository, as Markdown."""

    def rendered(day: str = "2031-08-01", *arguments: str) -> str:
        code, out, err = partner("render", "handover", "--on", day, *arguments, at=fictional)
        assert (code, err) == (0, "")
        return (fictional / out.splitlines()[0]).read_text("utf-8")

    return rendered


def test_the_handover_reads_as_kept(render: Render, golden: Callable[[str, str], None]) -> None:
    golden("handover-fictional.md", render())


def test_it_is_for_the_presidency_alone_under_no_number(render: Render) -> None:
    text = render()
    assert "**HANDOVER NOTE**" in text
    assert text.count("**PRESIDENCY ONLY**") == text.count("**LIMITE**") == 2
    assert "Subject:\tHandover: Partnerships of the Northern Shore" in text
    assert "**Council" not in text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "2030-12-31",
            "takes over on 1 January 2031, until 30 June 2031. This is how things stood on 31 December 2030.",
        ),
        ("2031-08-01", "The list of Presidencies does not say who takes over."),
    ],
)
def test_the_presidency_that_begins_next_takes_over(
    day: str, said: str, render: Render, write: Write
) -> None:
    term = "{delegation: QP, from: 2031-01-01, to: 2031-06-30}"
    write("data/presidencies.yaml", f"presidencies: [{term}]\nsources: [{{title: Act of the Shore}}]\n")
    assert said in " ".join(render(day).split())


def test_steps_that_are_late_come_first_then_by_their_date(render: Render, edit: Edit) -> None:
    edit("data/outlines/corvo.yaml", "status: ongoing", "status: done")
    rows = re.findall(
        r"(?m)^\| (Altamar|Corvía) \| ([^|]+) \| [^|]* \| ([^|]+) \| ([^|]+) \|$", render("2031-10-01")
    )
    assert [tuple(cell.strip() for cell in row) for row in rows] == [
        ("Altamar", "Round table", "From Q2 2031", "**late**"),
        ("Corvía", "Round table", "From Q3 2031", "**late**"),
        ("Altamar", "Charter", "From Q4 2031", "planned"),
        ("Altamar", "Harbour project", "Q4 2031 to Q1 2032", "planned"),
        ("Corvía", "Charter", "From first half of 2032", "planned"),
    ]


def test_contributions_to_steps_that_are_done_or_declared_nil_are_no_promises(
    render: Render, edit: Edit
) -> None:
    assert "Own money beside the grant" in render()
    edit("data/outlines/corvo.yaml", "status: ongoing", "status: done")
    edit("data/outlines/altamar.yaml", "kind: operational", "kind: none")
    promises = section(render(), "PROMISES OPEN")
    assert "Own money beside the grant" not in promises
    assert "Lends two pilots" not in promises


def test_the_list_says_what_was_by_count_and_what_by_decision(render: Render, edit: Edit) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar, {country: esker, because: The host asked.}]")
    edit(DOCUMENT, "sources:", "left_out: [{country: corvo, because: It votes.}]\nsources:")
    stands = section(render(), "WHERE THE EXERCISE STANDS")
    assert "The list as decided in 10001/31 of 10 March 2031:" in stands
    assert re.search(r"\| Altamar \| 4 \| by count \| draft \|", stands)
    assert re.search(r"\| Esker\\\* \| 0 \| by decision: The host asked\. \| none \|", stands)
    assert "Left out by decision: Corvía (It votes.)." in stands


def test_where_no_list_was_decided_none_is_said_to_be(render: Render, edit: Edit) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    stands = section(render(), "WHERE THE EXERCISE STANDS")
    assert "The list that the tally gives; none is decided:" in stands
    assert "10001/31" not in stands


def test_what_was_concluded_is_said_and_closes_its_question(render: Render, edit: Edit) -> None:
    assert "Nothing is concluded so far." in render()
    assert "No reply from QR and QS." in section(render(), "REPLIES PENDING")
    edit(MEETING, "sources:", CONCLUDED)
    text = render()
    assert "Working Group, 4 March 2031 (concluded on 21 March 2031): Do delegations agree" in text
    assert "set out above? Delegations agree." in text
    assert section(text, "REPLIES PENDING") == "No question is open."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2031-03-20", "Due by 20 March 2031. Silence counts as agreement from then on."),
        ("2031-03-21", "The silence procedure has ended; nothing is concluded yet."),
    ],
)
def test_under_the_silence_procedure_nobody_owes_a_reply(
    day: str, said: str, render: Render, edit: Edit
) -> None:
    edit(MEETING, "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    pending = section(render(day), "REPLIES PENDING")
    assert said in pending
    assert "No reply from" not in pending


def test_reservations_stand_with_their_conditions_and_nothing_said_in_confidence_is_handed_on(
    render: Render,
) -> None:
    standing = section(render(), "RESERVATIONS STANDING")
    assert "| QN | Reserves Belmonte (‘until parliament has been heard’). Opposes Dravina. |" in standing
    assert "What was said in confidence is not handed on here: 1 of the delegations heard." in standing
    assert "QR" not in standing
    assert "QP" not in render()


def test_what_is_to_be_looked_at_again_is_said_with_its_reasons(
    render: Render, write: Write, edit: Edit
) -> None:
    basis = "{day: 2031-04-01, inputs: [{file: data/countries/esker.yaml, digest: other}]}"
    endorsed = f"endorsed: {{by: Group, on: 2031-04-01, basis: {basis}}}"
    write("data/outlines/esker.yaml", f"country: esker\nstatus: endorsed\n{endorsed}\nsteps: []\n")
    edit(DOCUMENT, "[altamar, corvo]", "[altamar]")
    again = section(render(), "TO LOOK AT AGAIN")
    assert "Outline for Esker\\*, endorsed, and changed beneath since: its facts changed." in again
    assert "10001/31: Corvo reaches the line and is not listed, without a because." in again


def test_meetings_ahead_are_listed_the_next_one_first(render: Render, write: Write) -> None:
    for day, title in (("2031-10-01", "autumn meeting"), ("2031-09-01", "visit to Corvo")):
        text = f"forum: Ministers\ntitle: {title}\ndate: {day}\nsources: [{{title: Calendar}}]\n"
        write(f"data/meetings/{day}-ministers.yaml", text)
    ahead = section(render(), "MEETINGS AHEAD")
    assert ahead.splitlines() == ["- 1 September 2031: visit to Corvo", "- 1 October 2031: autumn meeting"]


def test_a_partner_without_outline_is_named_once_something_was_concluded(
    render: Render, edit: Edit, fictional: Path
) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    assert "No outline yet" not in render()
    edit(MEETING, "sources:", CONCLUDED)
    assert "No outline yet: Corvía." in render()


def test_a_repository_in_which_nothing_has_happened_gives_one_that_says_so(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    for folder in ("positions", "outlines", "documents", "meetings"):
        rmtree(fictional / "data" / folder)
    edit("partner.yaml", f"current_meeting: {AT}\n", "")
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("render", "handover", "--on", "2031-01-01", at=fictional)
    assert (code, err) == (0, "")
    text = (fictional / out.rstrip("\n")).read_text("utf-8")
    for said in (
        "No meeting has been held on it so far.",
        "No partner is listed so far.",
        "No question is open.",
    ):
        assert said in text
    assert "ILLUSTRATIVE" not in text


def test_the_shipped_exercise_gives_it_on_three_pages(partner: Partner, shipped_copy: Path) -> None:
    code, _, err = partner("render", "handover", "--on", "2021-06-01", "--format", "pdf", at=shipped_copy)
    assert (code, err) == (0, "")
    assert len(pypdf.PdfReader(shipped_copy / "build/handover.pdf").pages) <= 3
