"""`partner document`: documents, their numbers and later forms, recorded without opening a file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]
Edit = Callable[[str, str, str], None]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

FIRST = "data/documents/10001-31.yaml"
MEETING = "2031-03-04-working-group"


@pytest.fixture
def said(fictional: Path) -> Callable[[str], str]:
    """The text of a file of the fictional repository."""
    return lambda path: (fictional / path).read_text("utf-8")


def test_a_document_without_a_number_is_recorded_and_numbered_later_and_all_that_names_it_follows(
    partner: Run, document: Run, fictional: Path, said: Callable[[str], str], edit: Edit
) -> None:
    assert document("new", "--subject", "The way ahead", "--date", "2031-04-01", "--current") == (
        0,
        "data/documents/xxxx-31.yaml\npartner.yaml\n",
        (
            f"it reports the positions of {MEETING}\n"
            "previous document: 10001/31, the current one (--no-previous leaves it out)\n"
            "it has no number yet; once the registry gives one: partner document number xxxx-31 NUMBER\n"
            "it is the current document now\n"
        ),
    )
    assert said("data/documents/xxxx-31.yaml") == (
        "# yaml-language-server: $schema=../../schemas/document.schema.json\n"
        "kind: note\n"
        "number: XXXX/31\n"
        "date: 2031-04-01\n"
        "marking: LIMITE\n"
        "from: Presidency\n"
        "to: Delegations\n"
        "previous_documents: [10001/31]\n"
        "subject: The way ahead\n"
        f"meeting: {MEETING}\n"
        "sources:\n"
        "  - {title: The way ahead, reference: XXXX/31}\n"
    )
    edit(f"data/meetings/{MEETING}.yaml", "documents: [10001-31]", "documents: [10001-31, xxxx-31]  # both")
    edit(FIRST, "previous_documents: [9040/31]", "previous_documents: [9040/31, XXXX/31 SHORE 3]")
    edit("data/documents/xxxx-31.yaml", "kind: note", "kind: note  # for the Group")
    code, out, err = document("number", "XXXX/31", "10217/31")
    assert (code, out.splitlines(), err) == (
        0,
        [
            "data/documents/10217-31.yaml",
            "partner.yaml",
            f"data/meetings/{MEETING}.yaml",
            FIRST,
        ],
        "data/documents/xxxx-31.yaml is gone\nXXXX/31 is 10217/31 now\n",
    )
    assert not (fictional / "data/documents/xxxx-31.yaml").exists()
    assert "current_document: 10217-31\n" in said("partner.yaml")
    assert "documents: [10001-31, 10217-31]  # both\n" in said(f"data/meetings/{MEETING}.yaml")
    assert "previous_documents: [9040/31, 10217/31 SHORE 3]\n" in said(FIRST)
    assert "kind: note  # for the Group\nnumber: 10217/31\n" in said("data/documents/10217-31.yaml")
    assert "reference: 10217/31}" in said("data/documents/10217-31.yaml")
    assert partner("validate", at=fictional)[0] == 0


def test_a_second_document_without_a_number_has_an_id_of_its_own_and_a_shared_xxxx_is_left_to_people(
    document: Run, said: Callable[[str], str]
) -> None:
    new = ("new", "--date", "2031-04-01", "--no-previous", "--subject")
    assert document(*new, "One")[1] == "data/documents/xxxx-31.yaml\n"
    assert document(*new, "Two")[1] == "data/documents/xxxx-31-2.yaml\n"
    assert document("new", "--date", "2031-04-02", "--subject", "Three", "--previous", "XXXX/31")[0] == 0
    code, _, err = document("number", "xxxx-31-2", "10300/31")
    assert (code, "look which one is meant" in err, "xxxx-31-3" in err) == (0, True, True)
    assert "subject: Two\n" in said("data/documents/10300-31.yaml")
    assert "previous_documents: [XXXX/31]\n" in said("data/documents/xxxx-31-3.yaml")


def test_a_number_that_the_registry_gave_in_another_year_is_taken_with_a_warning(document: Run) -> None:
    document("new", "--date", "2031-12-30", "--subject", "Late")
    _, _, err = document("number", "xxxx-31", "5012/32")
    assert err == (
        "data/documents/xxxx-31.yaml is gone\n"
        "XXXX/31 is 5012/32 now\n"
        "warning: the number is of another year than XXXX/31: compare it with the registry's\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("10002/1/31 REV 1",), 2, "10002/1/31 REV 1 is a later form of 10002/31\nhint: give 10002/31 here"),
        (("10002",), 2, '"10002" is not a document number\nhint: write it as printed'),
        (("10001/31",), 1, "10001/31 is recorded already, in data/documents/10001-31.yaml\nhint: see it: "),
        (("--marking", "RESTREINT UE"), 2, "is EU classified information"),
        (
            ("--marking", "public"),
            1,
            "only a recorded release makes a document public\nhint: record it as LIMITE",
        ),
        (("--kind", "nota"), 2, 'kind: "nota" is none of: note, '),
        (
            ("--kind", "nota", "--subject-code", "jai", "--language", "EN"),
            2,
            'subject_codes.1: "jai" is not a subject code; language: "EN" is not a language code',
        ),
        (("--unit", "x" * 41), 2, "unit: the footer has room for one line of 40 characters"),
        (("--date", "2031-02-30"), 2, '"2031-02-30" is not in the calendar'),
        (("--meeting", "2031-03-04-working-grup"), 3, f"did you mean {MEETING}?"),
        (("--template", "noet"), 3, 'there is no template "noet"\nhint: did you mean note?'),
        (("--annex", "matrx"), 2, "annexes.1"),
        (("--previous", "1/31", "--no-previous"), 2, "do not go together"),
        (
            ("--reference", "x"),
            2,
            "a reference belongs to a source\nhint: name it too: --source TITLE",
        ),
        (("--source", "a", "--source", "b", "--url", "https://x.example"), 2, "whose reference or address"),
        (("--initials", "a\u202eb"), 2, "the text holds U+202E"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_what_to_do_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, words: str, document: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = document("new", "--subject", "x", *arguments)
    assert (ended, out) == (code, "")
    assert words in err
    assert files_of(fictional) == before


def test_a_subject_with_a_comma_is_one_line_and_lines_can_still_be_given(
    document: Run, said: Callable[[str], str]
) -> None:
    assert document("set", "10001/31", "subject=The way ahead, and after")[0] == 0
    assert "\nsubject: The way ahead, and after\n" in said(FIRST)
    document(
        "revise", "10001/31", "--date", "2031-04-01", "--set", "subject=One, two", "--set", 'to="A, b","C"'
    )
    new = said("data/documents/10001-31-rev-1.yaml")
    assert "\nsubject: One, two\n" in new
    assert '\nto: ["A, b", C]\n' in new


def test_a_numbering_that_was_interrupted_is_finished_by_the_same_command(
    document: Run, fictional: Path, said: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document("new", "--subject", "x", "--date", "2031-04-01", "--current")
    draft = said("data/documents/xxxx-31.yaml")
    real = os.replace

    def fails_at_the_settings(old: str, new: str, **options: Any) -> None:
        if str(new).endswith("partner.yaml"):
            raise OSError(28, "No space left on device")
        real(old, new, **options)

    monkeypatch.setattr(os, "replace", fails_at_the_settings)
    assert document("number", "xxxx-31", "10217/31")[0] == 4
    monkeypatch.undo()
    assert (said("data/documents/xxxx-31.yaml"), "xxxx-31" in said("partner.yaml")) == (draft, True)
    assert "number: 10217/31" in said("data/documents/10217-31.yaml")
    assert document("number", "xxxx-31", "10217/31")[:2] == (0, "partner.yaml\n")
    assert not (fictional / "data/documents/xxxx-31.yaml").exists()
    assert "current_document: 10217-31\n" in said("partner.yaml")


def test_a_working_paper_has_a_number_of_its_own_series(document: Run, said: Callable[[str], str]) -> None:
    new = ("new", "--kind", "working-paper", "--date", "2031-04-01", "--subject", "x")
    assert document(*new)[1] == "data/documents/wk-xxxx-2031.yaml\n"
    assert document("number", "wk-xxxx-2031", "WK 17/2031")[0] == 0
    assert "\nnumber: WK 17/2031 INIT\n" in said("data/documents/wk-17-2031.yaml")


def test_another_document_is_made_current(document: Run, said: Callable[[str], str]) -> None:
    _, _, err = document("new", "10002/31", "--subject", "x", "--date", "2031-04-01")
    assert err.endswith(
        "the current document is still 10001/31; to change that: partner document current 10002-31\n"
    )
    assert document("current", "10002/31") == (0, "partner.yaml\n", "")
    assert "\ncurrent_document: 10002-31\n" in said("partner.yaml")
    assert document("current", "10002/31")[2] == "nothing to change: partner.yaml says so already\n"


def test_a_document_needs_a_subject(document: Run) -> None:
    assert document("new", "10002/31") == (
        2,
        "",
        'error: a document needs a subject\nhint: give it: --subject "…"\n',
    )


def test_that_a_document_is_recorded_already_is_said_first(document: Run) -> None:
    assert "10001/31 is recorded already" in document("new", "10001/31")[2]


def test_the_current_document_is_revised_where_none_is_named(document: Run) -> None:
    assert document("revise", "--date", "2031-04-01")[:2] == (0, "data/documents/10001-31-rev-1.yaml\n")


def test_a_revision_says_that_delegations_have_spoken_since(
    document: Run, partner: Run, fictional: Path
) -> None:
    since = "2031-04-02-working-group"
    for command in (("meeting", "new", since, "--current"), ("position", "set", "QS", "--support", "esker")):
        assert partner(*command, at=fictional)[0] == 0
    later = ("revise", "10001/31", "--date", "2031-04-03", "--current")
    assert f"\n  partner document set 10001-31-rev-1 meeting={since}\n" in document(*later)[2]
    told = ("revise", "10001/1/31 REV 1", "--date", "2031-04-03", "--set", f"meeting={since}")
    assert "meeting=" not in document(*told)[2]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("10001/31", "10217/31"), 1, "10001/31 has its number already"),
        (("xxxx-31", "10001/31"), 1, "10001/31 is recorded already"),
        (("xxxx-31", "XXXX/32"), 2, "XXXX/32 is no number"),
        (("xxxx-31", "ten"), 2, '"ten" is not a document number'),
        (("xxxx-32", "10217/31"), 3, "did you mean xxxx-31?"),
    ],
)
def test_a_number_is_given_once_and_to_one_document(
    arguments: tuple[str, ...], code: int, words: str, document: Run, fictional: Path, files_of: FilesOf
) -> None:
    document("new", "--subject", "x", "--date", "2031-04-01")
    before = files_of(fictional)
    ended, _, err = document("number", *arguments)
    assert (ended, words in err) == (code, True)
    assert files_of(fictional) == before


def test_a_revision_carries_header_and_list_over_and_is_counted_on(
    document: Run, said: Callable[[str], str], partner: Run, fictional: Path
) -> None:
    code, out, err = document(
        "revise",
        "10001/31",
        "--date",
        "2032-01-05",
        "--set",
        "presented_to=Ministers",
        "--set",
        "unit=",
        "--current",
    )
    assert (code, out) == (0, "data/documents/10001-31-rev-1.yaml\npartner.yaml\n")
    assert err == (
        "10001/1/31 REV 1 of 5 January 2032, which follows 10001/31 of 10 March 2031\n"
        "the list of 2 partners is carried over\n"
        "it is the current document now\n"
    )
    first, new = (said(path).splitlines() for path in (FIRST, "data/documents/10001-31-rev-1.yaml"))
    assert [line for line in new if line not in first] == [
        "# yaml-language-server: $schema=../../schemas/document.schema.json",
        "revision: 1",
        "date: 2032-01-05",
        "presented_to: Ministers",
        "  - {title: Partnerships of the Northern Shore, reference: 10001/1/31 REV 1}",
    ]
    assert [line for line in first if line not in new][1:] == [
        "unit: SHORE.1",
        "presented_to: Working Group",
        "  - {title: Partnerships of the Northern Shore, reference: 10001/31}",
    ]
    code, _, err = document("revise", "10001/31", "--date", "2032-02-05")
    assert code == 1
    assert err == (
        "error: 10001/31 is superseded by 10001/1/31 REV 1\n"
        "hint: name that one: partner document revise 10001-31-rev-1\n"
    )
    assert (
        document("revise", "10001-31-rev-1", "--date", "2032-02-05")[1]
        == "data/documents/10001-31-rev-2.yaml\n"
    )
    assert document("revise", "10001-31-rev-2", "--addendum", "--date", "2032-02-06")[0] == 0
    add = "10001-31-rev-2-add-1"
    assert (
        document("revise", add, "--corrigendum", "--date", "2032-02-06")[1]
        == f"data/documents/{add}-cor-1.yaml\n"
    )
    assert "is no version of the whole document" in document("revise", add, "--date", "2032-02-06")[2]
    assert partner("validate", at=fictional)[0] == 0


def test_a_revision_never_carries_the_release_over(
    document: Run, said: Callable[[str], str], edit: Edit
) -> None:
    edit(FIRST, "partners: [altamar, corvo]", "release: {by: Group, on: 2031-03-12, reference: 10003/31}")
    _, _, err = document("revise", "10001/31", "--date", "2031-04-01")
    assert "the release is not: it was decided for the earlier text\n" in err
    assert "release" not in said("data/documents/10001-31-rev-1.yaml")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--date", "2031-03-09"), 1, "9 March 2031 is before 10001/31 itself (10 March 2031)"),
        (("--set", "number=10002/31"), 2, "number cannot be set here: a later form keeps it"),
        (("--set", "release.by=me"), 2, "it is decided anew"),
        (("--set", "presented=x"), 2, 'there is no field "presented"'),
        (("--set", "unit"), 2, '"unit" sets no field'),
        (("--set", "sources.Partnerships of the Northern Shore.note=x"), 2, "set it afterwards"),
        (("--set", "date=soon"), 2, "date: "),
        (("--addendum", "--corrigendum"), 2, "do not go together"),
    ],
)
def test_what_is_no_revision_is_refused(
    arguments: tuple[str, ...], code: int, words: str, document: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, _, err = document(
        "revise", "10001/31", *(() if "--date" in arguments else ("--date", "2031-04-01")), *arguments
    )
    assert (ended, words in err) == (code, True), err
    assert files_of(fictional) == before


def test_a_document_without_a_number_is_changed_and_not_revised(document: Run) -> None:
    document("new", "--subject", "x", "--date", "2031-04-01")
    code, _, err = document("revise", "xxxx-31", "--date", "2031-04-02")
    assert (code, "XXXX/31 has no number yet, so there is nothing to revise" in err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "10002/31", "--subject", "x", "--date", "2031-04-01", "--current"),
        ("number", "xxxx-31", "10217/31"),
        ("revise", "10001/31", "--date", "2031-04-01", "--current"),
        ("partners", "10001/31", "--leave-out", "corvo", "--because", "A vote is near."),
        ("set", "10001/31", "unit=SHORE.2"),
    ],
)
def test_a_dry_run_shows_a_diff_that_patches_and_writes_nothing(
    arguments: tuple[str, ...], document: Run, fictional: Path, files_of: FilesOf
) -> None:
    document("new", "--subject", "x", "--date", "2031-04-01")
    before = files_of(fictional)
    code, diff, err = document(*arguments, "--dry-run")
    assert (code, err) == (0, "")
    assert files_of(fictional) == before
    subprocess.run(("git", "apply", "-"), input=diff.encode(), cwd=fictional, check=True, capture_output=True)
    patched = {name: data for name, (data, _) in files_of(fictional).items()}
    subprocess.run(
        ("git", "apply", "-R", "-"), input=diff.encode(), cwd=fictional, check=True, capture_output=True
    )
    assert document(*arguments)[0] == 0
    assert {name: data for name, (data, _) in files_of(fictional).items()} == patched


def test_all_that_is_recorded_of_a_document_is_shown(document: Run) -> None:
    _, out, _ = document("show", "10001/31")
    assert out.startswith("LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n10001/31 · 10001-31\n\nkind ")
    assert "date                  10 March 2031\n" in out
    assert (
        "partners              altamar, corvo\nsources\n  - Partnerships of the Northern Shore; 10001/31\n"
        in out
    )
    said = json.loads(document("show", "10001/31", "--format", "json")[1])
    assert (said["format"], said["id"], said["document"]["from"]) == (
        "partner.document/1",
        "10001-31",
        "Presidency",
    )
    assert max(map(len, out.splitlines())) <= 80


def test_a_document_whose_file_cannot_be_read_is_not_said_to_be_missing(
    document: Run, fictional: Path
) -> None:
    (fictional / FIRST).write_text("kind: note\n", "utf-8")
    for command in (("set", "10001/31", "place=Corvo"), ("number", "10001/31", "10002/31")):
        code, out, err = document(*command)
        assert (code, out) == (1, "")
        assert "there is no document" not in err
        assert "mend" in err
