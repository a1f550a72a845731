"""A finding is accepted by a comment with a reason; a comment that accepts nothing is a finding itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
Write = Callable[[str, str], Path]

FILE = "data/positions/2031-03-04-working-group/qs.yaml"
HEAD = "delegation: QS\nmeeting: 2031-03-04-working-group\nbasis: statement\nillustrative: true\n"
SOURCES = "sources: [{title: Invented position}]\n"
BECAUSE = "# partner: allow PC323 because the delegation said it twice"
TWICE = "preferences:\n  - country: corvo\n  - country: corvo\n"


@pytest.fixture
def found(partner: Partner, write: Write, fictional: Path) -> Callable[[str], list[str]]:
    """What is found in a position with this text, each as `line code`."""

    def in_short(text: str) -> list[str]:
        write(FILE, text)
        said = json.loads(partner("validate", FILE, "--format", "json", at=fictional).out)
        return [f"{one['line']} {one['code']}" for one in said["findings"]]

    return in_short


@pytest.mark.parametrize(
    "preferences",
    [
        TWICE.replace("corvo\ncalls", "corvo"),
        TWICE[:-1] + f"  {BECAUSE}\n",
        f"preferences:\n  - country: corvo\n  {BECAUSE}\n  - country: corvo\n",
        f"{BECAUSE}\n{TWICE}",
        f"preferences:\n  - country: corvo\n  {BECAUSE}\n\n  # said in two breaths\n  - country: corvo\n",
        f"{BECAUSE}\npreferences:\n- country: corvo\n- country: corvo\n",
        TWICE[:-1] + "  #partner:ALLOW pc324 , pc323 because it was said twice\n",
        f"preferences: [{{country: corvo}}, {{country: corvo}}]  {BECAUSE}\r\n",
    ],
    ids=[
        "none",
        "end of line",
        "line above",
        "above the list",
        "blank lines",
        "flush list",
        "several",
        "CRLF",
    ],
)
def test_a_comment_stands_for_its_line_or_for_the_entry_below(
    found: Callable[[str], list[str]], preferences: str
) -> None:
    expected = ["7 PC323"] if "allow" not in preferences.lower() else []
    several = ["7 PC602"] if "pc324" in preferences else []
    assert found(f"{HEAD}{preferences}{SOURCES}") == expected + several


@pytest.mark.parametrize("place", ["top", "end"])
def test_before_the_first_entry_or_after_the_last_it_stands_for_the_whole_file(
    found: Callable[[str], list[str]], place: str
) -> None:
    text = f"{HEAD}{TWICE}{SOURCES}"
    assert found(f"{BECAUSE}\n{text}" if place == "top" else f"{text}{BECAUSE}\n") == []


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("allow PC323", "PC323 is accepted without a reason"),
        ("allow PC323 because", "PC323 is accepted without a reason"),
        ("allow PC323 because …", "PC323 is accepted without a reason"),
        ("allow PC999 because it is so", 'there is no finding "PC999"'),
        ("allow PC104 because it is so", "PC104 cannot be accepted"),
        ("ignore PC323", "which does not understand it"),
        ("allow", "which does not understand it"),
    ],
)
def test_an_acceptance_that_does_not_say_what_and_why_accepts_nothing(
    partner: Partner, write: Write, fictional: Path, comment: str, words: str
) -> None:
    write(FILE, f"{HEAD}{TWICE[:-1]}  # partner: {comment}\n{SOURCES}")
    out = partner("validate", FILE, at=fictional).out
    assert "warning PC323" in out
    assert f"{FILE}:7:21: warning PC601" in out
    assert words in out


def test_an_acceptance_without_effect_says_where_the_finding_is(
    partner: Partner, write: Write, fictional: Path
) -> None:
    write(FILE, f"{HEAD}calls: [timelines]  {BECAUSE}\n{TWICE}{SOURCES}")
    out = partner("validate", FILE, at=fictional).out
    assert f"{FILE}:5:21: warning PC602: there is no PC323 to accept here" in out
    assert "PC323 is found on line 8: put the comment at the end of that line" in out


@pytest.mark.parametrize(
    "value",
    [
        '"a {}"',
        "'a {}'",
        "|\n      a\n      {}",
        ">-\n      a\n      {}",
        '"a\n      {}"',
    ],
)
def test_words_inside_a_value_accept_nothing(found: Callable[[str], list[str]], value: str) -> None:
    note = value.format(BECAUSE)
    text = f"{HEAD}preferences:\n  - country: corvo\n  - country: corvo\n    note: {note}\n{SOURCES}"
    assert found(text) == ["7 PC323"]


def test_a_comment_after_a_block_of_text_is_a_comment(found: Callable[[str], list[str]]) -> None:
    text = f"{HEAD}preferences:\n  - country: corvo\n    note: |\n      a\n  {BECAUSE}\n  - country: corvo\n{SOURCES}"
    assert found(text) == []


def test_an_accepted_error_no_longer_fails_a_command_and_is_counted(
    partner: Partner, write: Write, fictional: Path
) -> None:
    twice = "preferences:\n  - country: corvo\n  - {country: corvo, stance: opposition}"
    write(FILE, f"{HEAD}{twice}\n{SOURCES}")
    assert (partner("validate", at=fictional).code, partner("tally", at=fictional).code) == (1, 1)
    write(FILE, f"{HEAD}{twice}  # partner: allow PC322 because both were said\n{SOURCES}")
    checked = partner("validate", at=fictional)
    assert (checked.code, partner("tally", at=fictional).code) == (0, 0)
    assert "1 finding accepted with a reason" in checked.out


def test_a_file_that_cannot_be_read_accepts_nothing(found: Callable[[str], list[str]]) -> None:
    assert found(f"# partner: allow PC105 because it is so\n{HEAD}basis: written\n{SOURCES}") == [
        "1 PC601",
        "6 PC105",
    ]


def test_while_a_file_cannot_be_read_no_acceptance_is_called_without_effect(
    found: Callable[[str], list[str]], fictional: Path
) -> None:
    (fictional / "data/countries/corvo.yaml").write_text("name: [\n", "utf-8")
    assert found(f"{HEAD}calls: [timelines]  {BECAUSE}\n{SOURCES}") == []


def test_more_comments_than_anybody_means_are_read_at_once_and_the_first_too_many_is_named(
    partner: Partner, write: Write, fictional: Path
) -> None:
    write(FILE, f"{HEAD}{TWICE}{SOURCES}{BECAUSE}\n" + "# partner: allow PC324 because it is so\n" * 15_000)
    out = partner("validate", FILE, at=fictional).out
    assert out.count("PC602") == 199
    assert out.count("PC601") == 1
    assert f"{FILE}:209:1: warning PC601" in out
