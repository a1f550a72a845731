"""`partner diff` on the lists of partners that documents hold: between revisions, meetings and documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diffs import EARLIER, MEETING, contract, screen

Partner = Callable[..., Any]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]
Git = Callable[[str], str]

SPRING = "data/documents/10001-31.yaml"
LIST = "partners: [altamar, corvo]"
DOCUMENT = (
    "kind: note\nnumber: {number}\ndate: {date}\nfrom: Presidency\nto: Delegations\nsubject: A later list\n"
    "{more}\nsources: [{{title: made for a test}}]\n"
)
LATER = (
    "partners: [corvo, {country: belmonte, because: SEEN AT THE DESK ONLY}, esker]\n"
    "left_out: [{country: altamar, because: it asked for time}]"
)


@pytest.fixture
def document(write: Write) -> Callable[..., None]:
    """Writes a document: its number, what stands in it, and its date."""

    def make(number: str, more: str, date: str = "2031-10-14") -> None:
        key = number.lower().replace("/", "-")
        write(f"data/documents/{key}.yaml", DOCUMENT.format(number=number, date=date, more=more))

    return make


def change(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["from"]["document"], one["to"]["document"], one["out"], one["in"], one["reordered"]


def test_two_documents_are_compared_by_what_was_decided_in_them(
    partner: Partner, fictional: Path, document: Callable[..., None]
) -> None:
    document("10002/31", LATER)
    done = partner("diff", "--documents", "10001/31", "10002-31", at=fictional)
    screen = (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "What changed from 10001/31 (10 March 2031) to 10002/31 (14 October 2031)\n"
        "\n"
        "Decided lists\n"
        "  10001/31 → 10002/31\n"
        "    Off the list: Altamar. New on it: Belmonte and Esker.\n"
        "    Left out on purpose: Altamar.\n"
        "    Altamar: it asked for time\n"
        "    Belmonte: SEEN AT THE DESK ONLY\n"
        "Lists as they are recorded in the documents: no position is counted here, and\n"
        "  nothing decided.\n"
    )
    assert done == (0, screen, "")
    found = contract(partner, fictional, "--documents", "10001/31", "10002/31")
    assert [change(one) for one in found["lists"]] == [
        ("10001-31", "10002-31", ["altamar"], ["belmonte", "esker"], False)
    ]
    assert (found["base"], found["threshold"]["from"], found["countries"]) == (
        {"revision": None, "meeting": None},
        None,
        [],
    )
    assert partner("diff", "--documents", "10001-31", "10002-31", "--check", at=fictional).code == 1
    assert partner("diff", "--documents", "10001-31", "10001-31", "--check", at=fictional).code == 0


def test_two_lists_are_illustrative_where_the_positions_of_either_meeting_are(
    partner: Partner, fictional: Path, document: Callable[..., None]
) -> None:
    document("10002/31", f"meeting: {EARLIER}\n{LATER}")
    document("10003/31", f"meeting: {EARLIER}\n{LATER}")

    def marked(first: str, second: str) -> bool:
        return bool(contract(partner, fictional, "--documents", first, second)["illustrative"])

    assert marked("10002/31", "10003/31")
    for file in (fictional / "data/positions" / EARLIER).iterdir():
        file.write_text(file.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")
    assert not marked("10002/31", "10003/31")
    assert marked("10002/31", "10001/31")


def test_reasons_stay_at_the_desk(partner: Partner, fictional: Path, document: Callable[..., None]) -> None:
    document("10002/31", LATER)
    forge = partner("diff", "--documents", "10001/31", "10002/31", "--format", "md", at=fictional).out
    assert "- 10001/31 → 10002/31: Off the list: Altamar. New on it: Belmonte and Esker." in forge
    assert "DESK" not in forge
    assert "asked" not in forge
    assert "delegations expected" not in forge


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ("partners: [corvo, altamar]", "Those on both lists stand in another order."),
        ("partners: [altamar, corvo]", "Both lists name the same countries in the same order."),
        ("partners: []", "Off the list: Altamar and Corv"),
        ("", "10002/31 has no decided list, so there is nothing to compare: the tally is not taken for one."),
    ],
    ids=["order", "same", "empty", "undecided"],
)
def test_what_is_said_of_two_lists(
    later: str, words: str, partner: Partner, fictional: Path, document: Callable[..., None]
) -> None:
    document("10002/31", later)
    assert words in screen(partner, fictional, "--documents", "10001/31", "10002/31")


def test_two_documents_without_a_list_have_nothing_to_compare(
    partner: Partner, fictional: Path, document: Callable[..., None]
) -> None:
    document("10002/31", "")
    document("10003/31", "")
    text = screen(partner, fictional, "--documents", "10002/31", "10003/31")
    assert "No list was decided in 10002/31 and 10003/31, so there is nothing to compare" in text
    assert partner("diff", "--documents", "10002/31", "10003/31", "--check", at=fictional).code == 0


def test_names_are_those_of_the_later_documents_day(
    partner: Partner, fictional: Path, document: Callable[..., None], edit: Edit
) -> None:
    edit("data/countries/belmonte.yaml", "sources:", "names: [{from: 2031-06-01, name: Belmont}]\nsources:")
    document("10002/31", "partners: [belmonte]")
    assert "New on it: Belmont." in screen(partner, fictional, "--documents", "10001/31", "10002/31")
    assert "Off the list: Belmonte." in screen(partner, fictional, "--documents", "10002/31", "10001/31")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--documents", "10001/31", "10009/31"), 3, 'there is no document "10009/31"'),
        (("main", "--documents", "10001/31", "10001/31"), 2, "do not go together"),
        (("--meetings", EARLIER, MEETING, "--documents", "10001/31", "10001/31"), 2, "do not go together"),
    ],
    ids=["unknown", "revision-too", "meetings-too"],
)
def test_what_cannot_be_compared_is_said(
    arguments: tuple[str, ...], code: int, words: str, partner: Partner, fictional: Path
) -> None:
    done = partner("diff", *arguments, at=fictional)
    assert (done.code, done.out) == (code, "")
    assert words in done.err


def test_between_revisions_a_documents_own_list_is_compared(
    partner: Partner, fictional: Path, edit: Edit, history: Git
) -> None:
    history("first")
    edit(SPRING, LIST, "partners: [corvo, belmonte, altamar]")
    found = contract(partner, fictional, "main")
    assert [change(one) for one in found["lists"]] == [("10001-31", "10001-31", [], ["belmonte"], True)]
    text = screen(partner, fictional, "main")
    assert "Decided lists 10001/31 New on it: Belmonte. Those on both lists stand in another order." in text
    assert "Document 10001/31: partners changed" in text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (LIST, "", "A list is decided no longer: the tally is not taken for one."),
        ("", LIST, "A list is decided now: the tally is not taken for one."),
    ],
    ids=["no-longer", "now"],
)
def test_that_a_list_is_decided_or_no_longer_is_said(
    before: str, after: str, words: str, partner: Partner, fictional: Path, edit: Edit, history: Git
) -> None:
    edit(SPRING, LIST, before)
    history("first")
    edit(SPRING, before or "unit:", after if before else f"{after}\nunit:")
    assert words in screen(partner, fictional, "main")


def test_a_document_made_current_is_compared_with_the_one_before(
    partner: Partner, fictional: Path, edit: Edit, history: Git, document: Callable[..., None]
) -> None:
    history("first")
    document("10002/31", LATER)
    assert contract(partner, fictional, "main")["lists"] == []
    edit("partner.yaml", "current_document: 10001-31", "current_document: 10002-31")
    found = contract(partner, fictional, "main")
    assert [change(one) for one in found["lists"]] == [
        ("10001-31", "10002-31", ["altamar"], ["belmonte", "esker"], False)
    ]
    assert [(one["kind"], one["id"], one["change"]) for one in found["records"]] == [
        ("config", None, "changed"),
        ("document", "10002-31", "added"),
    ]


def test_a_document_that_got_its_number_is_the_same_document(
    partner: Partner, fictional: Path, edit: Edit, history: Git, document: Callable[..., None]
) -> None:
    document("XXXX/31", LATER)
    edit("partner.yaml", "current_document: 10001-31", "current_document: xxxx-31")
    history("first")
    assert partner("document", "number", "XXXX/31", "10002/31", at=fictional).code == 0
    found = contract(partner, fictional, "main")
    assert found["lists"] == []
    assert found["records"] == [
        {"kind": "config", "id": None, "change": "changed", "fields": ["current_document"]},
        {
            "kind": "document",
            "id": "10002-31",
            "change": "changed",
            "fields": ["number"],
            "was": "xxxx-31",
        },
    ]
    assert "Document 10002/31 (xxxx-31 before): number: XXXX/31 → 10002/31" in screen(
        partner, fictional, "main"
    )


def test_between_meetings_the_latest_lists_of_the_documents_that_report_them_are_compared(
    partner: Partner, fictional: Path, document: Callable[..., None]
) -> None:
    assert contract(partner, fictional, "--meetings", EARLIER, MEETING)["lists"] == []
    document("9001/31", f"meeting: {EARLIER}\npartners: [esker]", "2031-01-25")
    document("9002/31", f"meeting: {EARLIER}\npartners: [esker, corvo]", "2031-02-01")
    found = contract(partner, fictional, "--meetings", EARLIER, MEETING)
    assert [change(one) for one in found["lists"]] == [("9002-31", "10001-31", ["esker"], ["altamar"], False)]


def test_a_meeting_beside_itself_says_that_nothing_changed_and_so_does_its_list(
    partner: Partner, fictional: Path
) -> None:
    for output in ("text", "md"):
        text = screen(partner, fictional, "--meetings", MEETING, MEETING, "--format", output)
        assert "No change in meaning." in text
        assert "Both lists name the same countries in the same order." in text
        assert "delegations expected" not in text


def test_the_shipped_lists_of_may_and_october(partner: Partner, shipped: Path) -> None:
    text = screen(partner, shipped, "--documents", "8952/21", "EUCO 17/21")
    assert "Off the list: Somalia, Sudan and Turkey. New on it: Niger." in text
