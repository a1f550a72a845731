"""`partner document partners`: the list as the Presidency decides it, beside what the tally says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

FIRST = "data/documents/10001-31.yaml"


@pytest.fixture
def partners(partner: Run, fictional: Path) -> Run:
    """Runs `partner document partners 10001/31` in the fictional repository."""
    return lambda *arguments: partner("document", "partners", "10001/31", *arguments, at=fictional)


@pytest.fixture
def text(fictional: Path) -> Callable[[], str]:
    """What the document's file says."""
    return lambda: (fictional / FIRST).read_text("utf-8")


def test_reasons_belong_to_the_decisions_before_them_and_the_screen_says_what_is_by_count(
    partners: Run, text: Callable[[], str], partner: Run, fictional: Path
) -> None:
    decided = partners(
        "--leave-out", "Corvo", "--because=A vote is near.", "--add", "esker", "--because", "The host asked."
    )
    assert decided == (0, f"{FIRST}\n", "")
    assert (
        "partners: [altamar, {country: esker, because: The host asked.}]\n"
        "left_out:\n"
        "  - {country: corvo, because: A vote is near.}\n"
    ) in text()
    _, out, _ = partners("--show")
    assert out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "For the Presidency only: no paper for others has counts or reasons.\n"
        "Partners of 10001/31: 1 by count, 1 by decision\n"
        "The line is 3 of 6; counted at 2031-03-04-working-group.\n"
        "\n"
        "                                    support\n"
        "  1 Altamar                              4  by count\n"
        "  2 Esker                                0  by decision\n"
        "     The host asked.\n"
        "\n"
        "Left out\n"
        "    Corvo                                3\n"
        "     A vote is near.\n"
    )
    assert partners()[1] == out
    assert partner("validate", at=fictional)[1].count("PC504") == 0


def test_programs_get_the_list_with_support_and_reasons(partners: Run) -> None:
    partners("--add", "esker", "--because", "The host asked.")
    said = json.loads(partners("--format", "json")[1])
    assert (said["format"], said["marking"], said["illustrative"]) == ("partner.partners/1", "LIMITE", True)
    assert {
        key: said[key] for key in ("document", "decided", "needed", "base", "by_count", "by_decision")
    } == {
        "document": "10001-31",
        "decided": True,
        "needed": 3,
        "base": 6,
        "by_count": 2,
        "by_decision": 1,
    }
    assert said["partners"][2] == {
        "country": "esker",
        "name": "Esker",
        "support": 0,
        "because": "The host asked.",
        "by": "decision",
    }


def test_the_first_decision_on_a_document_without_a_list_freezes_the_tallys_and_says_so(
    partners: Run, text: Callable[[], str], edit: Edit
) -> None:
    edit(FIRST, "partners: [altamar, corvo]\n", "")
    before = text()
    assert "Not decided yet: these are the tally's priorities, as they are now.\n" in partners()[1]
    _, _, err = partners("--leave-out", "corvo", "--because", "A vote is near.")
    assert (
        err
        == "the list is decided from now on: it starts from the tally's 2 priorities, in the usual order\n"
    )
    assert "partners: [altamar]\n" in text()
    assert "  - {country: corvo, because: A vote is near.}\n" in text()
    assert partners("--add", "corvo")[0] == 0
    assert "partners: [altamar, corvo]\n" in text()
    assert "left_out" not in text()
    code, _, err = partners("--reset")
    assert (code, err) == (
        0,
        "10001/31 has no list of its own now: the tally's priorities stand, 2 of them\n",
    )
    assert text() == before


def test_without_a_meeting_the_list_starts_empty_and_every_country_needs_a_reason(
    partners: Run, edit: Edit
) -> None:
    edit(FIRST, "partners: [altamar, corvo]\n", "")
    edit(FIRST, "meeting: 2031-03-04-working-group\n", "")
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    screen = partners()[1]
    assert "Nothing is counted: the document reports no meeting.\n" in screen
    assert "No country is on it. To add one, with the reason: partner document partners" in screen
    assert "Altamar does not reach the line (nothing is counted)" in partners("--add", "altamar")[2]
    _, _, err = partners("--add", "altamar", "--because", "It asked.")
    assert (
        err
        == "the list is decided from now on: it starts empty, as the document reports no meeting to count\n"
    )


def test_the_list_is_put_in_order(partners: Run, text: Callable[[], str]) -> None:
    assert partners("--order", "Corvo, altamar")[0] == 0
    assert "partners: [corvo, altamar]\n" in text()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ("--add", "esker"),
            1,
            "Esker does not reach the line (0 of 6, 3 needed), and no reason is given to list it",
        ),
        (
            ("--leave-out", "corvo", "--leave-out", "altamar", "--add", "belmonte"),
            1,
            (
                "Corvo reaches the line (3 of 6, 3 needed), and no reason is given to leave it out; "
                "Altamar reaches the line (4 of 6, 3 needed), and no reason is given to leave it out; "
                "Belmonte does not reach the line"
            ),
        ),
        (("--leave-out", "esker", "--because", "x"), 3, "esker is not on the list of 10001/31"),
        (("--add", "eskar", "--because", "x"), 3, "did you mean esker?"),
        (("--add", "esker", "--because", " "), 2, "--because is empty"),
        (("--because", "x"), 2, "a --because stands without its decision"),
        (
            ("--add", "esker", "--because", "x", "--because", "y"),
            2,
            "a --because stands without its decision",
        ),
        (("--order", "corvo,esker"), 2, "not in the order: altamar; not on the list: esker"),
        (("--order", "corvo,altamar,corvo"), 2, "a country stands twice"),
        (("--reset", "--add", "esker"), 2, "--reset drops the whole list"),
        (("--show", "--add", "esker"), 2, "--show only shows"),
    ],
)
def test_what_cannot_be_decided_so_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, words: str, partners: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = partners(*arguments)
    assert (ended, out, words in err) == (code, "", True), err
    assert files_of(fictional) == before


def test_no_list_is_decided_on_positions_that_cannot_be_counted(
    partners: Run, fictional: Path, edit: Edit
) -> None:
    edit("data/positions/2031-03-04-working-group/qo.yaml", "basis: non-paper", "basis: hearsay")
    code, _, err = partners("--leave-out", "corvo", "--because", "x")
    assert (code, "the positions of 2031-03-04-working-group cannot be counted as they are" in err) == (
        1,
        True,
    )
    assert "left_out" not in (fictional / FIRST).read_text("utf-8")
