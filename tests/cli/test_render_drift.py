"""The annex on what changed since the previous document, as each circle of readers gets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from canaries import planted, unpacked

Partner = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Read = Callable[..., str]

FIRST = "data/documents/10001-31.yaml"
LATER = "data/documents/10020-31.yaml"
MAY = "2031-05-06-working-group"
DELEGATIONS = {
    *("country.name", "config.phrases.phrase", "regions.regions.name", "regions.regions.wording"),
    *("document.from", "document.to", "document.subject", "document.previous_documents"),
    *("meeting.forum", "meeting.outcome", "meeting.title", "meeting.questions.text"),
}
PUBLIC = {"country.name", "document.subject"}
CODES = re.compile(r"\bQ[M-S]\b")
FORMATS = ("md", "docx", "pdf", "html", "xml")
MEETING = (
    "forum: Working Group\ndate: 2031-05-06\ncarries_over_from: 2031-03-04-working-group\n"
    "sources: [{title: Calendar}]\n"
)
DOCUMENT = (
    "kind: note\nnumber: 10020/31\ndate: 2031-05-20\nfrom: Presidency\nto: Delegations\n"
    "previous_documents: [10001/31 SHORE 12]\nsubject: Partnerships\n"
    f"meeting: {MAY}\nannexes: [drift]\npartners: [corvo, belmonte]\n"
    "left_out: [{country: altamar, because: asked by one}]\nsources: [{title: Partnerships}]\n"
)
RELEASE = "release: {by: Presidency, on: 2031-05-25, reference: D, delegations: []}\n"


@pytest.fixture
def later(fictional: Path, write: Write) -> Path:
    """A second document: Sardis spoke, Ostia went from support to opposition, and the list is another one."""
    write(f"data/meetings/{MAY}.yaml", MEETING)
    for code, named in (("qs", "[{country: belmonte}]"), ("qo", "[{country: corvo, stance: opposition}]")):
        write(
            f"data/positions/{MAY}/{code}.yaml",
            f"delegation: {code.upper()}\nmeeting: {MAY}\nbasis: statement\nillustrative: true\n"
            f"preferences: {named}\nsources: [{{title: Invented position}}]\n",
        )
    write(LATER, DOCUMENT)
    return fictional


@pytest.fixture
def annex(partner: Partner, later: Path) -> Read:
    """What stands under a heading of the later document, on one line; empty if the heading is not there."""

    def read(heading: str, *arguments: str) -> str:
        done = partner("--quiet", "render", "note", "10020-31", *arguments, at=later)
        assert done.code == 0, done.err
        text = (later / done.out.splitlines()[0]).read_text("utf-8")
        return " ".join(text.partition(heading)[2].partition("\n---\n")[0].split())

    return read


def test_delegations_read_which_partners_are_new_and_which_are_gone(annex: Read) -> None:
    said = annex("What changed since 10001/31 of 10 March 2031")
    assert "New on the list: Belmonte. No longer on the list: Altamar." in said


def test_they_read_the_phrases_of_partners_on_both_lists_where_the_words_changed(annex: Read) -> None:
    said = annex("What changed since")
    assert "| Partner | Then | Now |" in said
    assert "| Corvo | a large number of Member States | several Member States |" in said
    assert "| Altamar |" not in said
    assert "| Belmonte |" not in said


def test_they_read_neither_a_count_nor_a_delegation_nor_a_reason(annex: Read) -> None:
    said = annex("What changed since 10001/31 of 10 March 2031")
    assert not re.search(r"\d", said.replace("10020/31", ""))
    assert not CODES.search(said)
    assert "asked by" not in said


def test_the_same_words_for_other_counts_are_no_change(annex: Read, edit: Edit) -> None:
    edit("partner.yaml", "{at_least: 0.5, phrase: a large number", "{at_least: 1/3, phrase: a large number")
    assert "the words for their support are the same as then." in annex("What changed since")


def test_where_no_partner_is_on_both_lists_nothing_is_said_of_such(annex: Read, edit: Edit) -> None:
    edit(LATER, "partners: [corvo, belmonte]", "partners: [{country: belmonte, because: asked}]")
    edit(LATER, "left_out: [", "left_out: [{country: corvo, because: asked}, ")
    said = annex("What changed since 10001/31 of 10 March 2031")
    assert said.endswith(
        "No longer on the list: Altamar and Corvo. Work on partnerships goes on there as well."
    )


def test_the_presidency_reads_who_joined_and_who_left_with_the_support_then_and_now(annex: Read) -> None:
    said = annex("Who moved since 10001/31", "--audience", "presidency")
    assert "| Belmonte | 2 | 3 | QS | | |" in said
    assert "| Corvo | 3 | 2 | | QO | QO: support, then opposition |" in said
    assert "Spoke this time and not before: QS." in said
    assert "| Dravina |" not in said  # nobody says anything else of it: others fell behind it


def says(write: Write, code: str, preferences: str) -> None:
    write(
        f"data/positions/{MAY}/{code.lower()}.yaml",
        f"delegation: {code}\nmeeting: {MAY}\nbasis: statement\nillustrative: true\n"
        f"preferences: {preferences}\nsources: [{{title: Invented position}}]\n",
    )


def test_it_reads_of_a_country_whose_support_is_the_same_when_somebody_says_something_else_of_it(
    annex: Read, write: Write
) -> None:
    says(write, "QN", "[{country: dravina, stance: reservation}]")
    said = annex("Who moved since 10001/31", "--audience", "presidency")
    assert "| Dravina | 0 | 0 | | | QN: opposition, then reservation |" in said


def test_it_reads_who_fell_silent_and_who_is_expected_one_time_only(annex: Read, edit: Edit) -> None:
    march = "2031-03-04-working-group"
    edit(f"data/meetings/{march}.yaml", "sources:", "delegations: [QM, QN, QO, QP, QR]\nsources:")
    new = "delegations: [QN, QO, QP, QR, QS]\n"
    edit(f"data/meetings/{MAY}.yaml", f"carries_over_from: {march}\n", new)
    said = annex("Who moved since 10001/31", "--audience", "presidency")
    assert "Spoke before and not this time: QN, QP and QR." in said
    assert "Expected this time and not before: QS." in said
    assert "Expected before and not this time: QM." in said


def test_of_a_partner_that_nobody_names_it_reads_that_nobody_does(
    annex: Read, edit: Edit, write: Write
) -> None:
    says(write, "QN", "[{country: altamar}]")
    edit(LATER, "[corvo, belmonte]", "[dravina, corvo]")
    said = annex("How firm each partner is", "--audience", "presidency")
    assert "| Dravina | – | – | no delegation names it |" in said
    assert "| Corvo | −1 | 1 | nobody is silent |" in said


def test_it_reads_how_firm_each_partner_is_and_what_the_silent_could_change(annex: Read, later: Path) -> None:
    said = annex("How firm each partner is", "--audience", "presidency")
    assert "| Corvo | −1 | 1 | nobody is silent |" in said
    assert "| Belmonte | 0 | 1 | nobody is silent |" in said
    (later / f"data/positions/{MAY}/qs.yaml").unlink()
    said = annex("How firm each partner is", "--audience", "presidency")
    assert "| Corvo | −1 | 1 | 2 to 3: over the line if enough support it |" in said


def test_its_annexes_are_numbered_one_after_the_other(annex: Read, later: Path) -> None:
    assert annex("Who moved since", "--audience", "presidency")
    text = (later / "build/10020-31.md").read_text("utf-8")
    assert re.findall(r"ANNEX(?: \w+)?", text) == ["ANNEX I", "ANNEX II", "ANNEX III", "ANNEX IV"]


def test_beside_the_state_of_play_it_is_the_second_annex(annex: Read, later: Path, edit: Edit) -> None:
    edit(LATER, "annexes: [drift]", "annexes: [drift, state-of-play]")
    assert annex("What changed since")
    assert re.findall(r"ANNEX \w+", (later / "build/10020-31.md").read_text("utf-8")) == [
        "ANNEX I",
        "ANNEX II",
    ]


def test_all_formats_say_the_same_of_it(partner: Partner, later: Path) -> None:
    pytest.importorskip("typst")
    done = partner("render", "note", "10020-31", "--format", "all", "--output", later / "out", at=later)
    assert done.code == 0, done.err
    for ending in FORMATS:
        file = later / "out" / f"10020-31.{ending}"
        assert any(b"New on the list" in piece for piece in unpacked(file.name, file.read_bytes())), ending


def test_where_both_report_the_same_meeting_only_the_lists_are_compared_and_it_says_so(
    annex: Read, edit: Edit
) -> None:
    edit(LATER, f"meeting: {MAY}", "meeting: 2031-03-04-working-group")
    said = annex("What changed since")
    assert "New on the list: Belmonte." in said
    assert "positions taken at the same meeting, so that nothing else can differ." in said
    assert "There are no two sets of positions to compare." in annex(
        "Who moved since", "--audience", "presidency"
    )


def test_of_a_document_by_others_the_list_alone_is_compared(annex: Read, edit: Edit) -> None:
    edit(FIRST, "meeting: 2031-03-04-working-group\n", "by_others: true\n")
    said = annex("What changed since")
    assert "New on the list: Belmonte. No longer on the list: Altamar." in said
    assert "No positions are on record behind 10001/31" in said
    assert "| Partner |" not in said
    moved = annex("Who moved since", "--audience", "presidency")
    assert "There are no two sets of positions to compare." in moved
    assert "not before" not in moved


def test_a_document_by_others_without_a_list_leaves_nothing_to_compare(annex: Read, edit: Edit) -> None:
    edit(FIRST, "meeting: 2031-03-04-working-group\n", "by_others: true\n")
    edit(FIRST, "partners: [altamar, corvo]\n", "")
    said = annex("What changed since")
    assert said.endswith(
        "No list of partners is on record for 10001/31, so there is nothing to compare the list above with."
    )


def test_after_a_cover_note_nothing_is_said_of_partners_on_both_lists(annex: Read, edit: Edit) -> None:
    edit(FIRST, "kind: note", "kind: cover-note")
    edit(FIRST, "partners: [altamar, corvo]\n", "")
    assert annex("What changed since").endswith("so there is nothing to compare the list above with.")


def test_a_meeting_at_which_nobody_spoke_is_no_record_of_positions(
    annex: Read, edit: Edit, write: Write
) -> None:
    write(
        "data/meetings/2031-03-01-visit.yaml",
        "forum: visit\ndate: 2031-03-01\nsources: [{title: Calendar}]\n",
    )
    edit(FIRST, "meeting: 2031-03-04-working-group", "meeting: 2031-03-01-visit")
    said = annex("What changed since")
    assert "No positions are on record behind 10001/31" in said
    assert "| Partner |" not in said


def test_a_partner_that_no_phrase_fits_is_put_forward_by_the_presidency(annex: Read, edit: Edit) -> None:
    edit("partner.yaml", "  - {count: 2, phrase: two Member States}\n", "")
    edit("partner.yaml", "{at_least: 1/3, phrase", "{at_least: 0.4, phrase")
    said = annex("What changed since")
    assert "| Corvo | a large number of Member States | put forward by the Presidency |" in said


def test_a_partner_without_a_phrase_then_and_now_is_in_the_same_words_as_then(
    annex: Read, edit: Edit, write: Write
) -> None:
    says(write, "QN", "[{country: altamar}]")  # and no longer opposes Dravina
    edit(FIRST, "[altamar, corvo]", "[altamar, corvo, dravina]")
    edit(LATER, "[corvo, belmonte]", "[corvo, belmonte, dravina]")
    assert "| Dravina |" not in annex("What changed since")


def test_a_document_of_a_later_day_is_none_to_look_back_to(partner: Partner, later: Path, edit: Edit) -> None:
    edit(FIRST, "date: 2031-03-10", "date: 2031-05-21")
    assert "warning PC509" in partner("validate", LATER, at=later).out
    done = partner("render", "note", "10020-31", at=later)
    assert "left out: drift" in done.err
    assert "What changed since" not in (later / done.out.strip()).read_text("utf-8")


def test_a_list_left_to_the_tally_is_compared_as_it_is_printed(annex: Read, edit: Edit) -> None:
    edit(LATER, "partners: [corvo, belmonte]\nleft_out: [{country: altamar, because: asked by one}]\n", "")
    said = annex("What changed since")
    assert "No longer on the list: Corvo." in said
    assert "New on the list: Belmonte." in said


def test_a_revision_that_cites_nothing_looks_back_to_the_version_before_it(
    partner: Partner, later: Path, write: Write
) -> None:
    revised = DOCUMENT.replace("previous_documents: [10001/31 SHORE 12]\n", "revision: 1\n")
    write("data/documents/10020-31-rev-1.yaml", revised.replace("[corvo, belmonte]", "[corvo]"))
    done = partner("--quiet", "render", "note", "10020-31-rev-1", at=later)
    assert "No longer on the list: Belmonte." in (later / done.out.strip()).read_text("utf-8")


def test_without_a_previous_document_that_is_here_it_is_left_out_and_a_finding_says_why(
    partner: Partner, later: Path, edit: Edit
) -> None:
    edit(LATER, "previous_documents: [10001/31 SHORE 12]\n", "previous_documents: [9999/31]\n")
    assert (
        f"{LATER}:9:10: warning PC509: it is to say what changed" in partner("validate", LATER, at=later).out
    )
    done = partner("render", "note", "10020-31", at=later)
    assert "left out: drift, as no earlier document that it cites is here" in done.err
    assert "What changed since" not in (later / done.out.strip()).read_text("utf-8")


def public(partner: Partner, later: Path) -> str:
    done = partner("--quiet", "render", "note", "10020-31", "--public", at=later)
    assert done.code == 0, done.err
    return Path(later, done.out.strip()).read_text("utf-8")


def test_the_public_reads_how_the_list_changed_where_both_documents_are_released(
    partner: Partner, later: Path, edit: Edit
) -> None:
    edit(LATER, "sources:", f"{RELEASE}sources:")
    assert "10001/31" not in public(partner, later)
    edit(FIRST, "sources:", f"{RELEASE}sources:")
    told = " ".join(public(partner, later).split())
    assert "New on the list since 10001/31 of 10 March 2031: Belmonte. No longer on it: Altamar." in told
    assert "Who moved" not in told
    assert "words for their support" not in told


def test_of_a_canary_in_every_text_each_circle_finds_no_more_than_in_any_note(
    partner: Partner, later: Path, edit: Edit
) -> None:
    edit(LATER, "sources:", f"{RELEASE}sources:")
    watched = planted(later)
    for audience, beyond in (("delegations", DELEGATIONS), ("public", PUBLIC)):
        done = partner("render", "note", "10020-31", "--audience", audience, at=later)
        assert done.code == 0, done.err
        written = (later / done.out.strip()).read_bytes()
        assert b"Belmonte" in written
        assert watched.found_in("10020-31.md", written) <= beyond


def test_what_delegations_said_at_either_meeting_has_no_influence_on_that(
    partner: Partner, later: Path, edit: Edit
) -> None:
    for document in (FIRST, LATER):
        edit(document, "sources:", f"{RELEASE}sources:")
    before = public(partner, later)
    (later / f"data/positions/{MAY}/qs.yaml").unlink()
    edit(f"data/positions/{MAY}/qo.yaml", "stance: opposition", "stance: can-accept")
    edit("data/positions/2031-03-04-working-group/qm.yaml", "  - country: corvo\n", "  - country: esker\n")
    assert public(partner, later) == before


def test_the_papers_origin_names_the_previous_document_and_its_positions(
    partner: Partner, later: Path
) -> None:
    done = partner("render", "note", "10020-31", "--audience", "presidency", "--provenance", at=later)
    assert done.code == 0, done.err
    told = (later / "build/10020-31.provenance.json").read_text("utf-8")
    assert FIRST in told
    assert "data/positions/2031-03-04-working-group/qo.yaml" in told
