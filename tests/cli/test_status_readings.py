"""`partner status` leads to the readings that a list needs: how firm it is, and for whom it has nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
ToDo = Callable[..., dict[str, tuple[str, str]]]

AT = "2031-03-04-working-group"
MEETING = f"data/meetings/{AT}.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
CONCLUDED = "conclusions: [{question: way-forward, text: They agree., on: 2031-03-21}]\nsources:"


@pytest.fixture
def to_do(partner: Partner, fictional: Path) -> ToDo:
    """What is to be done on a day: by label, what is the matter and the command."""

    def listed(day: str = "2031-03-12") -> dict[str, tuple[str, str]]:
        found = json.loads(partner("status", "--on", day, "--format", "json", at=fictional)[1])["to_do"]
        return {task["label"]: (task["text"], task["command"]) for task in found}

    return listed


def test_before_the_list_is_decided_it_is_asked_how_firm_the_count_is(to_do: ToDo, edit: Edit) -> None:
    assert "the line" not in to_do()
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    assert to_do()["the line"] == (
        "on it: Corvo; one short: Belmonte",
        "partner tally --robustness",
    )
    assert "the line" not in to_do("2031-03-03")
    edit("partner.yaml", "at_least: 0.5\n  of", "at_least: 1\n  of")
    assert "the line" not in to_do()


def test_before_a_decided_list_is_agreed_it_is_asked_for_whom_it_has_nothing(to_do: ToDo, edit: Edit) -> None:
    assert "the list" not in to_do()
    edit(DOCUMENT, "[altamar, corvo]", "[belmonte]")
    assert to_do()["the list"] == ("nothing on it for 3 of 5 heard", "partner tally --list")
    edit(DOCUMENT, "[belmonte]", "[esker]")  # which nobody supports, and one can accept
    assert to_do()["the list"][0] == "nothing on it for 4 of 5 heard"
    edit(DOCUMENT, f"meeting: {AT}", "meeting: 2031-01-20-ministers")
    assert "the list" not in to_do()
    edit(DOCUMENT, "meeting: 2031-01-20-ministers", f"meeting: {AT}")
    edit(MEETING, "sources:", CONCLUDED)
    assert "the list" not in to_do()
