"""`partner document release`: the decision that a public version needs is recorded, and what it opens is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


RELEASED = (
    "kind: note\nnumber: 7001/21\ndate: 2021-03-01\nfrom: Presidency\nto: Delegations\nsubject: Old\n"
    "sources: [{title: Old}]\n"
)


@pytest.fixture
def old(write: Callable[[str, str], Path]) -> Path:
    """A document of the past."""
    return write("data/documents/7001-21.yaml", RELEASED)


def test_a_release_is_recorded_says_what_it_opens_and_can_be_withdrawn(document: Run, old: Path) -> None:
    release = ("release", "7001/21", "--by", "Group", "--on", "2021-03-02")
    code, _, err = document(*release, "--reference", "7002/21", "--name", "Pellerin", "--name", "QM")
    assert code == 0
    assert err == (
        "a public version of 7001/21 can be written now: partner render note 7001-21 --public\n"
        "it may name of the Member States only Marland and Pellerin; "
        "counts, reasons and who said what stay out of it\n"
        "7001/21 itself stays LIMITE\n"
    )
    release_lines = "release:\n  by: Group\n  on: 2021-03-02\n  reference: 7002/21\n  delegations: [QM, QP]\n"
    assert old.read_text("utf-8") == RELEASED.replace("sources", f"{release_lines}sources")
    code, _, err = document(*release)
    assert (code, "7001/21 was released by Group on 2 March 2021\nhint: add --replace" in err) == (1, True)
    code, _, err = document(*release, "--replace")
    assert (code, "it may name no Member State" in err, "warning: it does not say where" in err) == (
        0,
        True,
        True,
    )
    code, _, err = document("release", "7001/21", "--withdraw")
    assert (code, "no public version of 7001/21 can be written any more" in err) == (0, True)
    assert old.read_text("utf-8") == RELEASED
    assert "no release of 7001/21 is recorded" in document("release", "7001/21", "--withdraw")[2]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "a release needs to say who decided"),
        (("--by", "Group", "--on", "2021-02-28"), 1, "is before 7001/21 itself (1 March 2021)"),
        (("--by", "Group", "--on", "2199-01-01"), 1, "1 January 2199 is still to come"),
        (("--by", "Group", "--on", "soon"), 2, '"soon" is not a day'),
        (("--by", "Group", "--name", "Pelerin"), 3, "did you mean QP (Pellerin)?"),
        (("--by", "Group", "--withdraw"), 2, "--withdraw takes the release out"),
    ],
)
def test_what_is_no_release_is_refused(
    arguments: tuple[str, ...], code: int, words: str, document: Run, old: Path
) -> None:
    ended, out, err = document("release", "7001/21", *arguments)
    assert (ended, out, words in err) == (code, "", True), err
    assert old.read_text("utf-8") == RELEASED


def test_a_public_document_is_marked_limite_before_its_release_is_withdrawn(document: Run, old: Path) -> None:
    document("release", "7001/21", "--by", "Group", "--on", "2021-03-02")
    assert document("set", "7001/21", "marking=public")[0] == 0
    code, _, err = document("release", "7001/21", "--withdraw")
    assert (code, "partner document set 7001-21 marking=LIMITE" in err) == (1, True)
    assert "release: " in old.read_text("utf-8")


@pytest.mark.usefixtures("old")
def test_the_documents_are_listed_by_date_with_their_lists_and_releases(document: Run) -> None:
    document("release", "7001/21", "--by", "Group", "--on", "2021-03-02")
    document("partners", "10001/31", "--add", "esker", "--because", "The host asked.")
    _, out, _ = document("list")
    assert out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "7001/21                 7001-21                 note, 1 March 2021\n"
        "    Old\n"
        "    list not decided: the tally's 2 partners; released on 2 March 2021\n"
        "10001/31                10001-31                note, 10 March 2031, current\n"
        "    Partnerships of the Northern Shore\n"
        "    list decided: 2 by count, 1 by decision; not released\n"
    )
    _, out, _ = document("list", "--format", "json")
    said = json.loads(out)
    assert {key: said[key] for key in ("format", "marking", "illustrative")} == {
        "format": "partner.documents/1",
        "marking": "LIMITE",
        "illustrative": True,
    }
    assert [(one["document"], one["by_decision"], one["released"]) for one in said["documents"]] == [
        ("7001-21", 0, "2021-03-02"),
        ("10001-31", 1, None),
    ]
