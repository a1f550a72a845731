"""`partner render`: guards that nothing else watches: who may read, what is marked, what a phrase or a date says."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partnercli.documents.public import surely
from partnercli.records.config import Band

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, "str | bytes"], Path]

DOCUMENT = "data/documents/10001-31.yaml"
ALTAMAR = "data/outlines/altamar.yaml"
NOTE = "build/10001-31.md"
RELEASE = "annexes: []\nrelease: {by: Group, on: 2031-03-12, delegations: [QO, QM]}"
SOUND_ONLY = "error: the data have errors, and a public version is made from sound data only\n"
BANDS = [
    Band.model_validate({"at_least": "1/2", "phrase": "many"}),
    Band.model_validate({"at_least": "1/3", "phrase": "several"}),
]
CLASSIFIED = (
    "Restreint UE", "CONFIDENTIEL UE, part 2", "SECRET UE/EU SECRET", "Très secret UE", "EU RESTRICTED: pilots",
    "EU Confidential", "EU SECRET", "EU TOP SECRET", "R-UE/EU-R",
)  # fmt: skip
STEPS = """\
country: altamar
status: draft
objectives: [Meet.]
steps:
  - {id: a, instrument: grant, action: Sign., timeline: {from: 2030-01, to: 2030-02}, contributions: [
      {delegation: QO, kind: operational, description: Two pilots, sources: [{title: Yearbook}]},
      {delegation: QM, kind: none, description: Nothing, sources: [{title: Yearbook}]}]}
  - {id: b, instrument: charter, action: Forget., status: dropped, timeline: {from: 2030-01}, contributions: [
      {delegation: QO, kind: financial, description: Own money, sources: [{title: Yearbook}]}]}
"""
"""A step that is late, and a dropped one; a contribution, a declared nil, and one to the dropped step."""


@pytest.fixture
def released(edit: Edit) -> None:
    """The fictional repository's document, released to the public with two delegations that may be named."""
    edit(DOCUMENT, "annexes: [state-of-play]", RELEASE)


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock fourteen hours ahead."""
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("support", "least"), [(4, 0), (8, 0), (9, 9), (13, 9), (14, 14), (15, 14), (27, 14)]
)
def test_a_phrase_surely_means_the_fewest_that_bear_it(support: int, least: int) -> None:
    assert surely(BANDS, support, 27) == least


@pytest.mark.usefixtures("released")
def test_the_public_reads_names_of_the_day_in_their_order_with_footnotes(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/countries/corvo.yaml", "{from: 2031-06-01, name: Corvía", "{from: 2031-03-01, name: Zorvía")
    edit(DOCUMENT, "[altamar, corvo]", "[corvo, insula-d-ocre, esker, altamar]")
    assert partner("render", "note", "--public", at=fictional)[0] == 0
    note = (fictional / NOTE).read_text("utf-8")
    rows = [line.split("|")[1].strip() for line in note.splitlines() if line.startswith("| ")]
    assert rows[2:] == ["Altamar", "Esker\\*", "Ínsula d'Ocre", "Zorvía"]
    assert "\\* This name is without prejudice to the views of the Isles." in note


def test_a_listed_country_that_nobody_named_is_put_forward_by_the_presidency(
    partner: Partner, shipped_copy: Path
) -> None:
    file = shipped_copy / "data/documents/8952-21.yaml"
    text = file.read_text("utf-8").replace("  - iraq\n", "  - iraq\n  - armenia\n").rstrip("\n")
    file.write_text(f"{text}\nrelease: {{by: Presidency, on: 2021-06-01}}\n", "utf-8")
    partner("render", "note", "--public", at=shipped_copy)
    assert "| Armenia | the Presidency |" in (shipped_copy / "build/8952-21.md").read_text("utf-8")


def test_a_limite_document_stays_limite_in_a_repository_that_is_public(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    said = json.loads(partner("render", "note", "--json", at=fictional)[1])
    assert (said["audience"], said["marking"]) == ("delegations", "LIMITE")
    assert (fictional / NOTE).read_text("utf-8").count("**LIMITE**") == 2


@pytest.mark.usefixtures("released")
def test_who_said_what_is_limite_also_beside_a_public_document(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    said = json.loads(partner("render", "note", "--audience", "presidency", "--json", at=fictional)[1])
    assert (said["audience"], said["marking"]) == ("presidency", "LIMITE")
    note = (fictional / NOTE).read_text("utf-8")
    assert (note.count("**PRESIDENCY ONLY**"), note.count("**LIMITE**")) == (2, 2)
    assert "QM QN QO QR" in note


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("option", ["--provenance", "--imprint"])
def test_of_a_public_document_nobody_is_told_from_what_it_was_made(
    option: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    code, out, err = partner("render", "note", option, at=fictional)
    assert (code, out) == (2, "")
    assert err.startswith("error: the public may not see from which files a paper was made\n")
    assert not (fictional / "build").exists()


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("command", [["note", "10002/31"], ["progress", "10002/31"]], ids=" ".join)
def test_under_a_public_document_that_is_not_the_current_one_errors_are_not_shown(
    command: list[str], partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace("10001/31", "10002/31")
    write("data/documents/10002-31.yaml", text.replace("marking: LIMITE", "marking: public"))
    edit("data/positions/2031-03-04-working-group/qm.yaml", "country: belmonte", "country: atlantis")
    assert partner("render", *command, at=fictional) == (
        1,
        "",
        f"{SOUND_ONLY}hint: mend them first; see where: partner validate\n",
    )


def test_before_a_public_document_is_released_its_errors_are_not_shown(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    edit("data/positions/2031-03-04-working-group/qm.yaml", "country: belmonte", "country: atlantis")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out, err.partition("hint: ")[0]) == (1, "", SOUND_ONLY)


@pytest.mark.usefixtures("released")
def test_beside_a_public_document_delegations_are_told_what_is_wrong(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    edit("data/positions/2031-03-04-working-group/qm.yaml", "country: belmonte", "country: atlantis")
    code, out, err = partner("render", "progress", at=fictional)
    assert (code, out) == (1, "build/progress.md\n")
    assert "atlantis" in err


def test_unreadable_settings_end_in_a_sentence(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: blue")
    code, out, err = partner("render", "note", "10001/31", at=fictional)
    assert (code, out) == (1, "")
    assert "is not a marking" in " ".join(err.split())


def test_a_list_that_was_decided_to_be_empty_is_empty(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: []")
    for country in ("altamar", "corvo"):
        (fictional / f"data/outlines/{country}.yaml").unlink()
    partner("render", "progress", at=fictional)
    assert "No outline yet" not in (fictional / "build/progress.md").read_text("utf-8")


@pytest.mark.usefixtures("released")
def test_of_dropped_steps_nils_and_lateness_the_public_outline_tells_nothing(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(ALTAMAR, STEPS)
    command = ("render", "outline", "altamar", "--public", "--format", "html,md", "--on", "2031-04-01")
    assert partner(*command, at=fictional)[0] == 0
    text = (fictional / "build/outline-altamar.md").read_text("utf-8")
    assert "**PUBLIC SUMMARY OF THE PRESIDENCY WORKING DRAFT**" in text
    assert "- Ostia (operational)\n" in text
    drawn = text + (fictional / "build/outline-altamar.html").read_text("utf-8")
    for absent in ("Marland", "financial", "Charter", "(late)", ", late", ">late"):
        assert absent not in drawn


@pytest.mark.usefixtures("released")
def test_public_progress_counts_no_dropped_step(partner: Partner, fictional: Path, write: Write) -> None:
    write(ALTAMAR, STEPS)
    assert partner("render", "progress", "--public", "--on", "2031-04-01", at=fictional)[0] == 0
    table = (fictional / "build/progress.md").read_text("utf-8")
    assert "**PUBLIC SUMMARY OF THE PROGRESS REPORT**" in table
    assert "| Partner | Steps | Done | Under way | Late | Planned | On hold |\n" in table
    assert "| Altamar | 1 | 0 | 0 | 1 | 0 | 0 |\n" in table


@pytest.mark.parametrize("bearing", CLASSIFIED)
def test_a_document_whose_subject_bears_a_classified_marking_is_refused(
    bearing: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "subject: Partnerships", f"subject: '{bearing}' #")
    code, out, err = partner("render", "note", at=fictional)
    assert (code, out) == (1, "")
    assert "is EU classified information" in " ".join(err.split())


def test_a_subject_that_only_speaks_of_a_classified_marking_is_printed(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "subject: Partnerships", "subject: Handling of SECRET UE papers in partnerships")
    assert partner("render", "note", at=fictional)[0] == 0


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("paper", [("progress",), ("outline", "altamar")], ids=" ".join)
def test_under_a_public_document_a_paper_is_written_for_the_public_unasked(
    paper: tuple[str, ...], partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "marking: LIMITE", "marking: public")
    named = ("--document", "10001/31") if paper[0] == "outline" else ("10001/31",)
    said = json.loads(partner("render", *paper, *named, "--json", at=fictional)[1])
    assert (said["audience"], said["marking"]) == ("public", "public")


def test_a_country_without_a_record_is_refused_on_the_list_and_passed_over_among_outlines(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    write("data/outlines/atlantis.yaml", STEPS.replace("country: altamar", "country: atlantis"))
    assert partner("render", "progress", at=fictional)[1] == "build/progress.md\n"
    assert "tlantis" not in (fictional / "build/progress.md").read_text("utf-8")
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, atlantis]")
    code, out, err = partner("render", "progress", at=fictional)
    assert (code, out) == (1, "")
    assert "error: a partner without a record is named: atlantis\n" in err


def test_without_a_document_a_compilation_is_that_of_the_current_meeting(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    assert partner("render", "compilation", at=fictional)[:2] == (0, "build/compilation.md\n")
    assert "## **OSTIA**" in (fictional / "build/compilation.md").read_text("utf-8")


@pytest.mark.usefixtures("far_east")
def test_the_day_of_a_build_does_not_depend_on_the_clocks_zone(partner: Partner, fictional: Path) -> None:
    partner("render", "progress", at=fictional, SOURCE_DATE_EPOCH="1937951999", TZ="Etc/GMT-14")
    assert "**Brussels, 30 May 2031**" in (fictional / "build/progress.md").read_text("utf-8")
