"""`partner diff` on what the figures do not show: replies and other words of positions, and every other record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diffs import EARLIER, MEETING, contract, screen

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]
Git = Callable[[str], str]

QN = f"data/positions/{MEETING}/qn.yaml"
QP = f"data/positions/{MEETING}/qp.yaml"
QR = f"data/positions/{EARLIER}/qr.yaml"


@pytest.mark.usefixtures("base")
def test_records_of_every_kind_are_named_with_what_they_say_now(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    edit("partner.yaml", "presidency: QP", "presidency: QM")
    edit("data/regions.yaml", "name: Northern Shore", "name: North")
    edit("data/delegations.yaml", "name: Marland", "name: Greater Marland")
    edit("data/presidencies.yaml", "to: ", "to:  ")  # which says the same
    edit("data/countries/altamar.yaml", "status: ended", "status: suspended")
    edit(f"data/meetings/{MEETING}.yaml", "due: 2031-03-20", "due: 2031-03-21")
    edit("data/instruments/grant.yaml", "name: ", "name: New ")
    edit("data/documents/10001-31.yaml", "date: 2031-03-10", "date: 2031-03-11")
    write("data/instruments/pact.yaml", (fictional / "data/instruments/grant.yaml").read_bytes())
    (fictional / "data/outlines/corvo.yaml").unlink()
    lines = partner("diff", "main", at=fictional).out.splitlines()
    records = lines[lines.index("Records") + 1 : -1]
    name = (fictional / "data/instruments/grant.yaml").read_text().partition("name: ")[2].splitlines()[0]
    assert records == [
        "  Settings: presidency: QP → QM",
        "  Region North: name: Northern Shore → North",
        "  Delegation Greater Marland: name: Marland → Greater Marland",
        "  Country Altamar: old-forum: ended → suspended",
        "  Meeting Working Group, 4 March 2031: questions changed",
        f"  Instrument {name}: name: {name.removeprefix('New ')} → {name}",
        f"  Instrument {name}: new",
        "  Document 10001/31: date: 2031-03-10 → 2031-03-11",
    ]
    found = contract(partner, fictional)
    assert found["records"][3:] == [
        {"kind": "country", "id": "altamar", "change": "changed", "fields": ["cooperation"]},
        {"kind": "meeting", "id": MEETING, "change": "changed", "fields": ["questions"]},
        {"kind": "instrument", "id": "grant", "change": "changed", "fields": ["name"]},
        {"kind": "instrument", "id": "pact", "change": "added", "fields": []},
        {"kind": "document", "id": "10001-31", "change": "changed", "fields": ["date"]},
    ]
    assert found["outlines"] == [{"country": "corvo", "step": None, "change": "removed", "fields": []}]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("partner.yaml", "title: Partnerships", "title: The partnerships"),
        (QN, "calls: [roadmaps, timelines]", "calls: [roadmaps]"),
        (QN, "basis: written", "basis: written\nconfirmed: 2031-03-08"),
        (QN, "reply: scrutiny-reservation", "reply: agree"),
        (QN, "until parliament has been heard", "until parliament has voted"),
        (QR, "confirmed: 2031-01-22\n", ""),
        ("data/countries/corvo.yaml", "name: Corvo", "name: Corvo\nabsent: [grant]"),
        ("data/documents/10001-31.yaml", "to: Delegations", "to: Council"),
    ],
    ids=["settings", "calls", "confirmed", "reply", "condition", "earlier-meeting", "country", "document"],
)
def test_each_kind_of_record_is_a_difference_by_itself(
    file: str, old: str, new: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(file, old, new)
    assert partner("diff", "main", "--check", at=fictional).code == 1


@pytest.mark.usefixtures("base")
def test_what_delegations_say_beside_stances_is_told_by_meeting_in_the_words_of_a_history(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(QN, "scrutiny-reservation", "agree")
    edit(QN, "calls: [roadmaps, timelines]", "calls: [roadmaps, visas]\nconfirmed: 2031-03-08")
    edit(QN, "until parliament has been heard", "until parliament has voted")
    edit(QN, "country: dravina, stance: opposition", "country: dravina, stance: opposition, priority: low")
    edit(QP, "disagree", "scrutiny-reservation")
    edit(QR, "confirmed: 2031-01-22\n", "")
    text = screen(partner, fictional)
    assert (
        "Positions Ministers, 20 January 2031 QR: reading no longer confirmed "
        "Working Group, 4 March 2031 QN: Belmonte: condition: until parliament has been heard → until "
        "parliament has voted; calls for visas; reply to way-forward: scrutiny-reservation → agree; reading "
        "confirmed on 2031-03-08; calls no longer for timelines; priority or rank of Dravina changed "
        "QP: reply to way-forward: disagree → scrutiny-reservation "
        "In confidence, never to be shown by name: QP."
    ) in text
    found = contract(partner, fictional)
    way = {"meeting": MEETING, "question": "way-forward"}
    assert found["replies"] == [
        {**way, "delegation": "QN", "from": "scrutiny-reservation", "to": "agree"},
        {**way, "delegation": "QP", "from": "disagree", "to": "scrutiny-reservation"},
    ]
    assert [(one["id"], one["fields"]) for one in found["records"]] == [
        (f"{EARLIER}/qr", ["confirmed"]),
        (f"{MEETING}/qn", ["confirmed", "preferences", "calls", "answers"]),
        (f"{MEETING}/qp", ["answers"]),
    ]
    history = partner("history", "QP", at=fictional).out
    assert "reply to way-forward: disagree → scrutiny-reservation" in history


@pytest.mark.usefixtures("base")
def test_a_stance_that_the_figures_show_is_not_told_twice(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(QN, "country: belmonte, stance: reservation,", "country: belmonte,")
    out = partner("diff", "main", at=fictional).out
    assert "joined: QN (reservation → support)" in out
    assert "Positions" not in out


@pytest.mark.usefixtures("base")
def test_a_stance_of_another_meeting_than_the_one_tallied_is_told(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/positions/2031-01-20-ministers/qm.yaml", "stance: opposition", "stance: reservation")
    found = contract(partner, fictional)
    assert found["countries"] == []
    assert "Ministers, 20 January 2031 QM: Belmonte: opposition → reservation" in screen(partner, fictional)
    edit(QR, "  - country: altamar\n", "")  # which is carried over, so that the figures move with it
    text = screen(partner, fictional)
    assert "left: QR" in text
    assert "QR: Altamar: support → nothing" in text


@pytest.mark.usefixtures("base")
def test_what_a_delegation_says_alike_of_several_stands_once_with_their_names_even_of_those_gone(
    partner: Partner, fictional: Path, write: Write
) -> None:
    position = (fictional / QR).read_text("utf-8").partition("preferences:")[0].replace("QR", "QS")
    said = "preferences: [{country: esker}, {country: corvo}, {region: far-isles, stance: opposition}]\n"
    write(QR.replace("qr", "qs"), f"{position}{said}sources: [{{title: made for a test}}]\n")
    named = "Esker and Corvo: nothing → support; Far Isles: nothing → opposition"
    assert f"QS: {named}" in screen(partner, fictional)
    (fictional / QR).unlink()
    (fictional / "data/countries/altamar.yaml").unlink()
    assert "QR: Altamar and Far Isles: support → nothing" in screen(partner, fictional)


@pytest.mark.usefixtures("base")
def test_records_that_were_reworded_are_named(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("data/instruments/grant.yaml", "sources:", "note: Ask first.\nsources:")
    edit("data/documents/10001-31.yaml", "corvo]", "{country: corvo, because: asked for}]")
    edit(QP, "said in confidence too", "a word in private")
    found = contract(partner, fictional)
    assert (found["records"], found["records_reworded"]) == (
        [],
        [
            {"kind": "position", "id": f"{MEETING}/qp"},
            {"kind": "instrument", "id": "grant"},
            {"kind": "document", "id": "10001-31"},
        ],
    )
    done = partner("diff", "main", "--check", at=fictional)
    assert done.code == 0
    assert "No change in meaning." in done.out
    assert "the position of QP (Working Group, 4 March 2031), the instrument" in screen(partner, fictional)
    forge = partner("diff", "main", "--format", "md", at=fictional).out
    assert "and 1 position." in forge
    assert not [word for word in ("QP", "qp", "private", "asked for") if word in forge]


SECRETS = {
    QN: [
        ("scrutiny-reservation}", "agree-with-comments, comment: CANARY}"),
        ("until parliament has been heard", "CANARY"),
        ("calls:", "remarks: [CANARY]\ncalls:"),
    ],
    QP: [("basis: bilateral", "confirmed: 2031-03-09\nbasis: bilateral")],
    f"data/meetings/{MEETING}.yaml": [
        ("format: in person", "delegations: [QM, QN, QO, QP]\noutcome: CANARY")
    ],
    "data/delegations.yaml": [("official_name: Kingdom of Marland", "official_name: CANARY")],
    "data/presidencies.yaml": [("delegation: QP", "delegation: QN")],
    "data/documents/10001-31.yaml": [
        ("partners: [altamar, corvo]", "partners: [altamar]\nleft_out: [{country: corvo, because: CANARY}]"),
        ("marking: LIMITE", "release: {by: CANARY, on: 2031-04-01, delegations: [QM]}"),
    ],
}


@pytest.mark.usefixtures("base")
def test_a_forge_learns_of_every_record_and_never_who_or_what_was_said(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    for file, edits in SECRETS.items():
        for old, new in edits:
            edit(file, old, new)
    (fictional / QR).unlink()
    desk = partner("diff", "main", at=fictional).out
    assert all(word in desk for word in ("CANARY", "QN", "QP", "QR"))
    forge = partner("diff", "main", "--format", "md", at=fictional).out
    told = [
        *("CANARY", "QM", "QN", "QO", "QP", "QR", "QS", "qr", "Marland", "Norrey", "Pellerin"),
        *("agree", "parliament", "bilateral"),
    ]
    assert [word for word in told if word in forge] == []
    assert "- Ministers, 20 January 2031: 1 position recorded, changed or taken out" in forge
    assert "- Working Group, 4 March 2031: 2 positions recorded, changed or taken out" in forge
    assert "- Working Group, 4 March 2031: 1 reply to way-forward changed" in forge
    assert "| 1 delegation | official\\_name changed |" in forge
    assert "| 1 term of a Presidency | new |" in forge
    assert "| Document 10001/31 | marking" not in forge
    assert "| Document 10001/31 | partners, left\\_out and release changed |" in forge
    assert "- 10001/31: Off the list: Corvo." in forge


@pytest.mark.usefixtures("base")
def test_of_a_position_that_one_side_cannot_read_nothing_is_said(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(QP, "reply: disagree", "replies: disagree")
    made = json.loads(partner("diff", "main", "--format", "json", at=fictional).out)
    assert (made["partial"]["head"], made["records"], made["replies"]) == ([QP], [], [])


@pytest.mark.usefixtures("base")
def test_a_position_that_another_file_holds_is_said_to_be_there(partner: Partner, fictional: Path) -> None:
    (fictional / QN).rename(fictional / QN.replace("qn", "qnn"))
    assert "QN: file qnn.yaml new; file qn.yaml taken out" in screen(partner, fictional)


@pytest.mark.usefixtures("base")
def test_a_meeting_that_is_gone_keeps_its_name_and_is_told_from_the_others_by_its_id(
    partner: Partner, fictional: Path
) -> None:
    (fictional / f"data/meetings/{EARLIER}.yaml").unlink()
    (fictional / QR).unlink()
    gone = f"Ministers, 20 January 2031 ({EARLIER})"
    text = screen(partner, fictional)
    assert f"{gone} QR: " in text
    assert f"Meeting {gone}: taken out" in text
    assert f"{gone}: 1 position recorded" in partner("diff", "main", "--format", "md", at=fictional).out


@pytest.mark.usefixtures("base")
def test_a_forge_is_not_told_a_question_that_no_meeting_put(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(QP, "question: way-forward", "question: as Norrey asked")
    forge = partner("diff", "main", "--format", "md", at=fictional).out
    assert "Elsewhere: 1 reply to questions that no meeting put changed" in forge
    assert "Norrey" not in forge
    assert "reply to as Norrey asked" in screen(partner, fictional)


@pytest.mark.usefixtures("base")
def test_an_invented_position_of_any_meeting_marks_the_whole(
    partner: Partner, fictional: Path, edit: Edit, write: Write, history: Git
) -> None:
    for file in (fictional / "data/positions").rglob("*.yaml"):
        write(str(file.relative_to(fictional)), file.read_text("utf-8").replace("illustrative: true", ""))
    history("real")
    assert contract(partner, fictional, "main")["illustrative"] is False
    edit(
        "data/positions/2031-01-20-ministers/qm.yaml",
        "basis: statement",
        "basis: written\nillustrative: true",
    )
    assert contract(partner, fictional)["illustrative"] is True
    assert "ILLUSTRATIVE" in screen(partner, fictional)


@pytest.fixture
def asked_twice(edit: Edit, write: Write, fictional: Path) -> None:
    """The question of March was put in January too, beside one that was not put again; some answered both times."""
    question = "questions: [{id: way-forward, text: Agreed?}, {id: only-then, text: And this?}]\n"
    edit(f"data/meetings/{EARLIER}.yaml", "forum: Ministers\n", f"forum: Ministers\n{question}")
    for code, reply in (("qm", "disagree"), ("qr", "agree")):
        file = f"data/positions/{EARLIER}/{code}.yaml"
        answers = (
            f"answers: [{{question: way-forward, reply: {reply}}}, {{question: only-then, reply: agree}}]\n"
        )
        write(file, (fictional / file).read_text("utf-8") + answers)


@pytest.mark.usefixtures("asked_twice")
def test_between_meetings_replies_to_a_question_put_at_both_are_compared(
    partner: Partner, fictional: Path
) -> None:
    found = contract(partner, fictional, "--meetings", EARLIER, MEETING)
    assert {(one["meeting"], one["question"]) for one in found["replies"]} == {(MEETING, "way-forward")}
    assert [(one["delegation"], one["from"], one["to"]) for one in found["replies"]] == [
        ("QM", "disagree", "agree-with-comments"),
        ("QN", None, "scrutiny-reservation"),
        ("QO", None, "agree"),
        ("QP", None, "disagree"),
        ("QR", "agree", None),
    ]
    assert found["records"] == []
    text = screen(partner, fictional, "--meetings", EARLIER, MEETING)
    assert "In confidence, never to be shown by name: QP." in text
    assert "QM: reply to way-forward: disagree → agree-with-comments" in text
    forge = partner("diff", "--meetings", EARLIER, MEETING, "--format", "md", at=fictional).out
    assert "- Working Group, 4 March 2031: 5 replies to way-forward changed" in forge


def test_a_question_that_only_one_meeting_put_is_not_compared(partner: Partner, fictional: Path) -> None:
    assert contract(partner, fictional, "--meetings", EARLIER, MEETING)["replies"] == []
