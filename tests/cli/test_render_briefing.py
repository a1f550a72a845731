"""`partner render briefing`: the Chair's steering note, as the Chair reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from papers_read import section

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

DAY = ("--on", "2031-03-12")
AT = "2031-03-04-working-group"
QM, QN, QO, QP = (f"data/positions/{AT}/{code}.yaml" for code in ("qm", "qn", "qo", "qp"))
DOCUMENT = "data/documents/10001-31.yaml"
AHEAD = (
    "forum: Ministers\ntitle: spring meeting of Ministers\ndate: 2031-05-05\nsources: [{title: Calendar}]\n"
)


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """The steering note of the fictional repository, as Markdown."""

    def rendered(*arguments: str) -> str:
        code, out, err = partner("render", "briefing", *DAY, *arguments, at=fictional)
        assert (code, err) == (0, "")
        return (fictional / out.splitlines()[0]).read_text("utf-8")

    return rendered


@pytest.fixture
def reply(fictional: Path, write: Write) -> Callable[[str, str], None]:
    """Gives a delegation this one reply at the meeting, in place of what it answered."""

    def answered(code: str, word: str) -> None:
        path = f"data/positions/{AT}/{code}.yaml"
        answers = f"answers:\n  - {{question: way-forward, reply: {word}}}\n"
        file = fictional / path
        if not file.exists():
            head = f"delegation: {code.upper()}\nmeeting: {AT}\nbasis: written\nsources: [{{title: Reply}}]\n"
            write(path, head + answers)
            return
        text = re.sub(r"answers:\n(?:  .*\n|\n)+", "", file.read_text("utf-8"))
        write(path, text + answers)

    return answered


def row(text: str, code: str) -> str:
    """What a delegation will say."""
    (found,) = re.findall(rf"(?m)^\| {code} \| (.*) \|$", section(text, "WHO WILL SAY WHAT"))
    return str(found).strip()


def test_the_steering_note_reads_as_kept(render: Render, golden: Callable[[str, str], None]) -> None:
    golden("briefing-fictional.md", render())


@pytest.mark.parametrize(
    "others", [["--audience", "delegations"], ["--audience", "public"], ["--public"]], ids=" ".join
)
@pytest.mark.parametrize("paper", ["briefing", "handover"])
def test_nobody_but_the_presidency_gets_it(
    paper: str, others: list[str], partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("render", paper, *others, at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: a {paper} names who said what, in confidence too: ")
    assert not (fictional / "build").exists()


def test_it_is_the_presidencys_without_being_asked(partner: Partner, fictional: Path) -> None:
    said = json.loads(partner("render", "briefing", *DAY, "--json", at=fictional)[1])
    assert (said["document"], said["audience"], said["marking"]) == ("briefing", "presidency", "LIMITE")
    assert said["illustrative"] is True
    assert partner("render", "briefing", *DAY, "--audience", "presidency", at=fictional)[0] == 0


def test_it_stands_under_no_number_and_no_institution_even_where_a_document_is_named(render: Render) -> None:
    text = render("10001/31")
    head, subject = text.split("\n---\n")[:2]
    assert "**STEERING NOTE**" in head
    assert text.count("**PRESIDENCY ONLY**") == text.count("**LIMITE**") == 2
    assert subject.strip() == "Subject:\t10001/31: Partnerships of the Northern Shore"
    assert "Council" not in text
    assert "**10001/31**" not in text


def test_named_a_document_its_file_is_named_after_it(partner: Partner, fictional: Path) -> None:
    assert partner("render", "briefing", "10001/31", at=fictional)[1] == "build/10001-31-briefing.md\n"
    assert partner("render", "briefing", "10001/32", at=fictional)[0] == 3


def test_what_was_said_in_confidence_is_marked_and_in_no_text_that_is_read_out(
    render: Render, edit: Edit
) -> None:
    edit(QP, "note: said in confidence}", "conditions: the secret harbour}")
    edit(QP, "sources:", "remarks: [We will not be the first.]\nsources:")
    text = render()
    said = row(text, "QP")
    assert said.startswith("**In confidence, do not cite**: ")
    assert "Altamar (‘the secret harbour’)" in said
    assert "‘We will not be the first’" in said
    assert text.count("the secret harbour") == 1
    assert text.count("We will not be the first") == 1
    for line in text.splitlines():
        if "QP" in line and not line.startswith("| QP |"):
            assert "QP (in confidence)" in line


def test_an_objection_made_in_confidence_is_not_what_the_chair_says(render: Render, edit: Edit) -> None:
    """QP alone disagrees and reserves a partner of the list, in confidence."""
    assert "subject to the reservations" not in section(render(), "DRAFT CONCLUSION")
    assert "Views differ" not in section(render(), "DRAFT CONCLUSION")
    edit(QP, "basis: bilateral", "basis: statement")
    assert "are, subject to the reservations expressed, Altamar" in section(render(), "DRAFT CONCLUSION")
    assert "Views differ" in section(render(), "DRAFT CONCLUSION")


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        (
            {"qp": "agree", "qn": "agree", "qr": "agree", "qs": "agree"},
            "‘Delegations agree to the way forward",
        ),
        ({"qp": "disagree", "qn": "agree", "qr": "agree", "qs": "agree"}, "‘There is broad support"),
        (
            {"qp": "agree", "qn": "scrutiny-reservation", "qr": "agree"},
            "out, subject to the scrutiny reservations",
        ),
        ({"qp": "agree", "qn": "scrutiny-reservation"}, "If nobody objects: ‘Delegations agree"),
        ({"qp": "agree", "qn": "disagree"}, "‘Views differ"),
    ],
    ids=["all", "broad", "reserved", "open", "divided"],
)
def test_the_draft_conclusion_claims_no_more_than_was_replied(
    replies: dict[str, str], said: str, render: Render, reply: Callable[[str, str], None]
) -> None:
    for code, word in replies.items():
        reply(code, word)
    assert said in section(render(), "DRAFT CONCLUSION")


def test_delegations_stand_in_protocol_order_with_what_they_said_last_and_where(render: Render) -> None:
    text = render()
    codes = re.findall(r"(?m)^\| (Q\w) \|", section(text, "WHO WILL SAY WHAT"))
    assert codes == ["QM", "QN", "QO", "QP", "QR"]
    assert row(text, "QR") == "(Ministers, 20 January 2031) For Altamar; also partners in the Far Isles."
    assert "**Reserves** Belmonte (‘until parliament has been heard’). **Opposes** Dravina." in row(
        text, "QN"
    )
    assert "; not heard: QS; the line is" in text


def test_what_a_delegation_reserves_is_not_said_to_be_supported(render: Render, edit: Edit) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar, corvo, {country: belmonte, because: It hosts.}]")
    edit(QM, "  - country: belmonte\n", "  - country: belmonte\n    stance: reservation\n")
    said = row(render(), "QM")
    assert said.startswith("All but Belmonte. ")
    assert "**Reserves** Belmonte." in said


def test_who_withdrew_everything_is_said_to_name_nothing(render: Render, fictional: Path) -> None:
    text = (fictional / QO).read_text("utf-8")
    (fictional / QO).write_text(re.sub(r"preferences:\n(?:  .*\n)+", "preferences: []\n", text), "utf-8")
    assert row(render(), "QO").startswith("Names nothing any more.")


def test_a_partner_off_the_list_that_those_who_can_accept_it_would_carry_is_told(
    render: Render, edit: Edit
) -> None:
    edit(QO, "  - country: insula-d-ocre\n", "  - {country: belmonte, stance: can-accept}\n")
    landing = section(render(), "LANDING ZONE")
    assert (
        "| off the list, below, carried by those who can accept | several Member States | "
        "Belmonte 2 (1 more needed, the silent may decide), "
    ) in landing


def test_where_only_those_heard_count_it_is_told_that_the_silent_may_undo_a_priority(
    render: Render, edit: Edit, fictional: Path
) -> None:
    edit("partner.yaml", "of: all", "of: responded")
    for path in (QM, QN, QO):
        (fictional / path).unlink()
    edit(QP, "altamar, stance: reservation", "altamar, priority: high")
    landing = section(render(), "LANDING ZONE")
    assert "Altamar 2 (1 would tip it, the silent may decide)" in landing
    assert "Corvo 1 (1 more needed, the silent may decide)" in landing


def test_a_contested_partner_gets_a_text_without_it_and_one_that_quotes_the_conditions(
    render: Render,
) -> None:
    fallback = section(render(), "FALLBACK TEXTS")
    assert "no delegation has accepted them" in fallback
    assert (
        "| Altamar, reserved by QP (in confidence) | ‘The list stands but for Altamar, to which" in fallback
    )
    assert "with a view to what was asked for: “only with the harbour school”.’ |" in fallback
    assert "‘The list stands, with a view to adding Belmonte and Ínsula d'Ocre once more" in fallback


def test_a_country_left_off_the_list_is_said_to_be_over_the_line_and_not_to_want_support(
    render: Render, edit: Edit
) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar]\nleft_out: [{country: corvo, because: A vote is near.}]")
    fallback = section(render(), "FALLBACK TEXTS")
    over = (
        "| Corvo, over the line and off the list | ‘The list stands, and delegations will return to Corvo.’ |"
    )
    assert over in fallback
    assert "| Belmonte and Ínsula d'Ocre, off the list and close to the line | " in fallback


def test_who_objects_openly_is_not_said_to_have_spoken_in_confidence(render: Render, edit: Edit) -> None:
    edit(QN, "corvo, stance: can-accept", "corvo, stance: reservation")
    assert "| Corvo, reserved by QN, not above the line | " in section(render(), "FALLBACK TEXTS")


def test_a_partner_listed_by_decision_that_nobody_named_has_no_support(render: Render, edit: Edit) -> None:
    edit(QP, "  - {country: esker, stance: can-accept}\n", "")
    edit(DOCUMENT, "[altamar, corvo]", "[altamar, corvo, {country: esker, because: The host asked.}]")
    assert re.search(r"Esker\S* 0 \|", section(render(), "LANDING ZONE"))


def test_a_country_that_nobody_supports_is_never_near_however_low_the_line(
    render: Render, edit: Edit
) -> None:
    edit("partner.yaml", "at_least: 0.5\n  of", "at_least: 1/3\n  of")
    assert "Esker" not in section(render(), "LANDING ZONE")


def test_a_partner_that_is_opposed_alone_gets_a_text_too(render: Render, edit: Edit) -> None:
    edit(QP, "altamar, stance: reservation", "altamar, stance: opposition")
    assert "| Altamar, opposed by QP (in confidence) | " in section(render(), "FALLBACK TEXTS")


def test_where_nothing_is_contested_no_text_is_made(render: Render, edit: Edit, fictional: Path) -> None:
    for path in (QM, QN, QP):
        text = (fictional / path).read_text("utf-8")
        text = re.sub(
            r"preferences:\n(?:  .*\n)+", "preferences: [{country: altamar}, {country: corvo}]\n", text
        )
        (fictional / path).write_text(text, "utf-8")
    edit(QO, "  - country: insula-d-ocre\n", "")
    text = render()
    assert "None is needed by the data" in section(text, "FALLBACK TEXTS")
    assert "| firm | a large number of Member States | Altamar 5 |" in text
    assert (
        "| on the line or one above | a large number of Member States | "
        "Corvo 4 (2 would tip it), 1 of them with conditions |"
    ) in text


def test_the_next_meeting_on_record_is_the_one_ahead_and_a_visit_is_none(
    render: Render, write: Write
) -> None:
    assert "| Before | the Working Group; no meeting ahead on record |" in render()
    write("data/meetings/2031-05-05-ministers.yaml", AHEAD)
    visit = "forum: visit\ndate: 2031-04-01\ncountries: [corvo]\nsources: [{title: Calendar}]\n"
    write("data/meetings/2031-04-01-visit.yaml", visit)
    assert "| Before | the spring meeting of Ministers of 5 May 2031 |" in render()
    assert "| Before | the meeting of the Working Group of 4 March 2031 |" in render("--meeting", AT)


def test_positions_are_read_at_the_meeting_ahead_as_soon_as_it_has_any(render: Render, write: Write) -> None:
    key = "2031-05-05-ministers"
    write(f"data/meetings/{key}.yaml", AHEAD)
    assert "those of 4 March 2031 (Working Group)" in render()
    write(f"data/meetings/{key}.yaml", f"{AHEAD}carries_over_from: {AT}\n")
    carried = render()
    assert "those of 5 May 2031 (Ministers)" in carried
    assert row(carried, "QO").startswith("(Working Group, 4 March 2031) The whole list")
    write(f"data/meetings/{key}.yaml", AHEAD)
    spoken = f"delegation: QS\nmeeting: {key}\nbasis: statement\npreferences: [{{country: corvo}}]\n"
    write(f"data/positions/{key}/qs.yaml", f"{spoken}sources: [{{title: Notes}}]\n")
    assert re.findall(r"(?m)^\| (Q\w) \|", section(render(), "WHO WILL SAY WHAT")) == ["QS"]


def test_without_a_document_it_is_about_the_list_that_the_tally_gives(
    render: Render, edit: Edit, fictional: Path
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    (fictional / DOCUMENT).unlink()
    edit(f"data/meetings/{AT}.yaml", "documents: [10001-31]\n", "")
    text = render()
    assert "Subject:\tPartnerships of the Northern Shore\n" in text
    assert "| agreement on the partners that the tally gives |" in text
    assert "no meeting ahead on record" in text


def test_without_a_meeting_there_is_nothing_to_brief_on(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", f"current_meeting: {AT}\n", "")
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("render", "briefing", *DAY, at=fictional)
    assert (code, out) == (3, "")
    assert err.startswith("error: there is no current meeting\n")
    assert partner("render", "briefing", *DAY, "--meeting", AT, at=fictional)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--meeting", "2031-03-04-working-grup"], 3, "did you mean 2031-03-04-working-group?"),
        (["--on", "2031-02-30"], 2, "is not in the calendar"),
    ],
)
def test_what_cannot_be_briefed_is_an_error_that_helps(
    arguments: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("render", "briefing", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err


def test_the_shipped_exercise_gives_it_in_every_format_on_two_pages(
    partner: Partner, shipped_copy: Path
) -> None:
    code, out, err = partner("render", "briefing", "--on", "2021-06-01", "--format", "all", at=shipped_copy)
    assert (code, err) == (0, "")
    assert [line.rpartition(".")[2] for line in out.splitlines()] == ["md", "docx", "pdf", "html", "xml"]
    assert len(pypdf.PdfReader(shipped_copy / "build/briefing.pdf").pages) == 2
