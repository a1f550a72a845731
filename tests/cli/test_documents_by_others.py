"""Documents that others wrote: kept for their first page and their list, and never imitated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

THEIRS = (
    "kind: note\nnumber: 10050/31\ndate: 2031-06-10\nmarking: public\nfrom: Commission Services\nto: Delegations\n"
    "subject: Plans\nby_others: true\npartners: [altamar, esker]\nsources: [{title: Plans}]\n"
)


@pytest.fixture
def at(fictional: Path, write: Write) -> Path:
    """The invented repository with a document by others that holds a list."""
    write("data/documents/10050-31.yaml", THEIRS)
    return fictional


def test_their_list_is_held_against_no_tally_and_their_marking_needs_no_release(
    partner: Partner, at: Path
) -> None:
    done = partner("validate", "data/documents/10050-31.yaml", at=at)
    assert (done.code, "PC5" in done.out) == (0, False)


def test_the_same_list_of_ones_own_is_compared_with_the_current_meeting(
    partner: Partner, at: Path, edit: Edit
) -> None:
    edit("data/documents/10050-31.yaml", "by_others: true\n", "")
    told = partner("validate", "data/documents/10050-31.yaml", at=at).out
    assert "warning PC504: esker is listed and does not reach the line" in told
    assert "error PC505" in told


@pytest.mark.parametrize(
    "paper",
    [
        ("note", "10050-31"),
        ("note", "10050-31", "--audience", "presidency"),
        ("compilation", "10050-31"),
        ("progress", "10050-31"),
        ("outline", "altamar", "--document", "10050-31"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_under_their_number(paper: tuple[str, ...], partner: Partner, at: Path) -> None:
    done = partner("render", *paper, at=at)
    assert (done.code, done.out) == (1, "")
    assert "10050/31 was written by others, so nothing can be written under its number" in done.err
    assert not (at / "build").exists()


def test_no_public_version_is_made_of_them_either(partner: Partner, at: Path) -> None:
    done = partner("render", "note", "10050-31", "--public", at=at)
    assert (done.code, done.out) == (1, "")


def test_as_the_current_document_they_leave_the_other_papers_alone(
    partner: Partner, at: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31", "current_document: 10050-31")
    for paper in ("compilation", "progress", "briefing", "handover"):
        done = partner("render", paper, "--output", at / "out", at=at)
        assert done.code == 0, done.err
    assert partner("status", at=at).code == 0


def test_their_release_opens_no_paper(partner: Partner, at: Path, edit: Edit) -> None:
    edit("data/documents/10050-31.yaml", "date: 2031-06-10", "date: 2021-06-10")
    done = partner("document", "release", "10050-31", "--by", "Them", "--on", "2021-06-11", at=at)
    assert done.code == 0
    assert "nothing is written under its number" in done.err
    assert "can be written now" not in done.err
    edit("partner.yaml", "current_document: 10001-31", "current_document: 10050-31")
    for paper in (("outline", "altamar"), ("progress",)):
        done = partner("render", *paper, "--public", at=at)
        assert (done.code, done.out) == (1, "")
        assert "nor by its release" in done.err


@pytest.mark.parametrize(
    "decision",
    [("--add", "corvo", "--because", "asked"), ("--leave-out", "altamar"), ("--reset",)],
    ids=" ".join,
)
def test_their_list_is_not_decided_here(decision: tuple[str, ...], partner: Partner, at: Path) -> None:
    done = partner("document", "partners", "10050-31", *decision, at=at)
    assert done.code == 1
    assert "10050/31 was written by others, who decided its list" in done.err
    assert (at / "data/documents/10050-31.yaml").read_text("utf-8") == THEIRS


def test_templates_are_tried_without_them(partner: Partner, at: Path) -> None:
    assert partner("template", "check", at=at).code == 0


def test_screens_say_whose_they_are(partner: Partner, at: Path) -> None:
    assert "by others: a list of 2\n" in partner("document", "list", at=at).out
    shown = partner("document", "partners", "10050-31", at=at).out
    assert "Partners of 10050/31: by others" in shown
    assert "no reason" not in shown
    shown = partner("document", "partners", "10050-31", "--format", "json", at=at).out
    assert json.loads(shown)["by_others"] is True
    told = json.loads(partner("document", "list", "--format", "json", at=at).out)
    assert [one["by_others"] for one in told["documents"]] == [False, True]


def test_a_list_for_a_meeting_at_which_nobody_spoke_has_nothing_to_be_compared_with(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    write(
        "data/meetings/2031-06-01-visit.yaml",
        "forum: visit\ndate: 2031-06-01\nsources: [{title: Calendar}]\n",
    )
    document = "data/documents/10001-31.yaml"
    edit(document, "meeting: 2031-03-04-working-group", "meeting: 2031-06-01-visit")
    edit(document, "date: 2031-03-10", "date: 2031-06-10")
    edit(document, "partners: [altamar, corvo]", "partners: [esker]")
    assert "PC504" not in partner("validate", document, at=fictional).out
    assert "below the line" not in partner("status", at=fictional).out
