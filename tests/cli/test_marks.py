"""What stands on every screen and in every JSON: how it is handled, and that something read is not real."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]

EARLIER, AT = "2031-01-20-ministers", "2031-03-04-working-group"
BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
COUNTED = (
    ("tally",),
    ("tally", "--by", "region"),
    ("tally", "--by", "question"),
    ("shortlist", "--size", "2"),
    ("majority", "altamar"),
    ("majority", "--question", "way-forward"),
    ("tally", "--by", "call"),
    ("tally", "--robustness"),
    ("tally", "--list"),
    ("matrix",),
    ("position", "list"),
    ("position", "list", "--silent"),
    ("position", "show", "QR"),
    ("position", "remind", "QR", "--by", "2031-12-01"),
    ("meeting", "list"),
    ("meeting", "show"),
    ("status", "--on", "2031-03-25"),
    ("outline", "list"),
    ("outline", "show", "altamar"),
    ("outline", "check", "altamar"),
    ("outline", "timeline"),
    ("outline", "timeline", "altamar"),
    ("outline", "compare", "altamar", "corvo"),
    ("outline", "progress"),
    ("history", "altamar"),
    ("history", "QR"),
    ("document", "list"),
    ("document", "show", "10001-31"),
    ("document", "partners", "--show"),
    ("diff", "--meetings", EARLIER, AT),
)
"""Commands that read positions, or what was decided or drafted on them."""
FACTS = (
    ("country", "list"),
    ("country", "show", "altamar"),
    ("instrument", "list"),
    ("instrument", "show", "charter"),
)
"""Commands that read no position."""
OF_DOCUMENTS = [command for command in COUNTED if command[0] == "document" or "--list" in command]


@pytest.fixture
def carried(fictional: Path) -> Path:
    """The invented repository in which one position alone is illustrative, and that one is carried over."""
    for file in fictional.glob("data/positions/*/*.yaml"):
        if file.name != "qr.yaml":
            file.write_text(file.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")
    return fictional


def marked(partner: Partner, at: Path, command: tuple[str, ...]) -> tuple[bool, bool, str, bool]:
    """What a screen says above its first line of matter, and JSON in its fields: LIMITE, and that it is not real."""
    shown = partner(*command, at=at)
    told = json.loads(partner(*command, "--format", "json", at=at).out)
    above = "\n".join(shown.out.splitlines()[:6])
    assert shown.code == 0, shown.err
    return "LIMITE" in above, BANNER in above, told["marking"], told["illustrative"]


@pytest.mark.parametrize("command", COUNTED, ids=" ".join)
def test_one_illustrative_position_carried_over_from_an_earlier_meeting_marks_every_screen_and_json(
    command: tuple[str, ...], partner: Partner, carried: Path
) -> None:
    assert marked(partner, carried, command) == (True, True, "LIMITE", True)
    file = carried / f"data/positions/{EARLIER}/qr.yaml"
    file.write_text(file.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")
    assert marked(partner, carried, command) == (True, False, "LIMITE", False)


@pytest.mark.parametrize("command", FACTS, ids=" ".join)
def test_what_rests_on_no_position_is_limite_and_not_illustrative(
    command: tuple[str, ...], partner: Partner, carried: Path
) -> None:
    assert marked(partner, carried, command) == (True, False, "LIMITE", False)


@pytest.mark.parametrize("command", [*COUNTED, *FACTS], ids=" ".join)
def test_a_repository_that_is_public_is_not_limite_and_still_says_what_is_not_real(
    command: tuple[str, ...], partner: Partner, carried: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    edit("data/documents/10001-31.yaml", "marking: LIMITE", "marking: public")
    edit(
        "data/documents/10001-31.yaml",
        "sources:",
        "release: {by: QP, on: 2031-03-22, reference: D}\nsources:",
    )
    illustrative = command in COUNTED
    assert marked(partner, carried, command) == (False, illustrative, "public", illustrative)


@pytest.mark.parametrize("command", OF_DOCUMENTS, ids=" ".join)
def test_a_document_that_is_limite_makes_the_screen_limite_in_a_repository_that_is_public(
    command: tuple[str, ...], partner: Partner, carried: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    assert marked(partner, carried, command) == (True, True, "LIMITE", True)


@pytest.mark.parametrize(
    "paper", [("briefing", "--on", "2031-03-25"), ("handover", "--on", "2031-03-25")], ids=" ".join
)
def test_one_illustrative_position_carried_over_marks_the_presidencys_own_papers_on_every_page(
    paper: tuple[str, ...], partner: Partner, carried: Path
) -> None:
    done = partner("render", *paper, "--output", carried / "out", "--json", at=carried)
    assert json.loads(done.out)["illustrative"] is True
    (file,) = (carried / "out").iterdir()
    above, *_, below = file.read_text("utf-8").split("\n---\n")
    for part in (above, below):
        assert BANNER in part
        assert "PRESIDENCY ONLY" in part


@pytest.mark.parametrize(
    "command", [("tally",), ("matrix",), ("majority", "altamar"), ("history", "altamar")]
)
def test_a_screen_too_narrow_for_all_marks_has_each_on_a_line_of_its_own(
    command: tuple[str, ...], partner: Partner, fictional: Path
) -> None:
    out = partner(*command, at=fictional, terminal=True, NO_COLOR="1", COLUMNS="40").out
    assert out.startswith(f"LIMITE\n{BANNER}\n")
