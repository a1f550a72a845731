"""`partner outline step`: steps added, set, moved and done, each in the lines that are about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Step = Callable[..., tuple[int, str, str]]

CORVO = "data/outlines/corvo.yaml"


@pytest.fixture(autouse=True)
def _later(a_year_later: None) -> None:
    """All that is recorded here has happened."""


@pytest.fixture
def step(partner: Partner, fictional: Path) -> Step:
    """Runs a verb on the steps of the outline for Corvo."""
    return lambda verb, *arguments: partner("outline", "step", verb, "corvo", *arguments, at=fictional)


@pytest.fixture
def steps(partner: Partner, fictional: Path) -> Callable[[], list[dict[str, Any]]]:
    """The steps of the outline for Corvo, as programs are told of them."""

    def listed() -> list[dict[str, Any]]:
        out = partner("outline", "show", "corvo", "--format", "json", at=fictional)[1]
        found: list[dict[str, Any]] = json.loads(out)["outline"]["steps"]
        return found

    return listed


def test_a_step_is_added_last_with_what_the_catalogue_says(step: Step, fictional: Path) -> None:
    before = (fictional / CORVO).read_text("utf-8")
    assert step("add", "Harbour project", "--action", "Name two harbours.", "--after", "1") == (
        0,
        f"{CORVO}\n",
        "step 4 of 4: open-harbour-project\n",
    )
    assert (fictional / CORVO).read_text("utf-8") == before + (
        "  - id: open-harbour-project\n"
        "    instrument: harbour-project\n"
        "    action: Name two harbours.\n"
        "    lead: Harbour Agency\n"
        "    with: [Member States]\n"
        "    after: [convene-round-table]\n"
    )


def test_a_step_says_all_that_was_given(step: Step, steps: Callable[[], list[dict[str, Any]]]) -> None:
    given = (
        *("--action", "Name them.", "--lead", "Presidency", "--with", "QM", "--with", "QN"),
        *("--from", "2031-Q4", "--to", "2032", "--before", "open-charter", "--outreach"),
        *("--id", "name-harbours", "--source", "Harbour Yearbook 2030", "--reference", "page 4"),
    )
    assert step("add", "harbour-project", *given)[0] == 0
    assert steps()[2] == {
        "id": "name-harbours",
        "instrument": "harbour-project",
        "action": "Name them.",
        "lead": "Presidency",
        "with": ["QM", "QN"],
        "outreach": True,
        "timeline": {"from": "2031-Q4", "to": 2032},
        "sources": [{"title": "Harbour Yearbook 2030", "reference": "page 4"}],
    }


def test_the_id_is_made_as_drafts_make_it(step: Step, steps: Callable[[], list[dict[str, Any]]]) -> None:
    told = step("add", "grant", "--action", "Again.")[2]
    assert told == "step 4 of 4: pursue-grant-2; of the same instrument: pursue-grant\n"
    step("add", "round-table", "--action", "Meet again.")
    step("add", "round-table", "--action", "And again.")
    assert [one["id"] for one in steps()[3:]] == ["pursue-grant-2", "open-round-table", "open-round-table-2"]


@pytest.mark.parametrize("named", ["3", "open-charter", "charter"])
def test_a_step_is_named_by_number_id_or_instrument(
    named: str, step: Step, steps: Callable[[], list[dict[str, Any]]]
) -> None:
    assert step("set", named, "lead=Presidency", "after=1,grant", "timeline.from=2032-Q1")[0] == 0
    assert steps()[2]["lead"] == "Presidency"
    assert steps()[2]["after"] == ["convene-round-table", "pursue-grant"]
    assert steps()[2]["timeline"] == {"from": "2032-Q1"}


@pytest.mark.parametrize(
    ("where", "order"),
    [
        (("--at", "1"), ["pursue-grant", "convene-round-table", "open-charter"]),
        (("--to", "1"), ["pursue-grant", "convene-round-table", "open-charter"]),
        (("--before", "1"), ["pursue-grant", "convene-round-table", "open-charter"]),
        (("--after", "charter"), ["convene-round-table", "open-charter", "pursue-grant"]),
        (("--to", "3"), ["convene-round-table", "open-charter", "pursue-grant"]),
    ],
)
def test_a_step_moves_to_where_it_is_put(
    where: tuple[str, str], order: list[str], step: Step, steps: Callable[[], list[dict[str, Any]]]
) -> None:
    assert step("move", "grant", *where)[0] == 0
    assert [one["id"] for one in steps()] == order


def test_there_and_back_gives_the_same_bytes(step: Step, fictional: Path) -> None:
    before = (fictional / CORVO).read_bytes()
    step("move", "grant", "--to", "1")
    assert (fictional / CORVO).read_bytes() != before
    step("move", "grant", "--to", "2")
    assert (fictional / CORVO).read_bytes() == before


def test_a_step_that_is_done_says_since_when_and_by_what_source(
    step: Step, steps: Callable[[], list[dict[str, Any]]]
) -> None:
    assert step("done", "2", "--on", "2031-09-14", "--source", "Shore Ledger 2031")[0] == 0
    done = steps()[1]
    assert (done["status"], done["timeline"]) == ("done", {"from": "2031-Q3", "to": "2031-09-14"})
    assert done["sources"] == [{"title": "Shore Ledger 2031"}]


def test_a_step_that_was_dropped_is_done_with_a_warning(step: Step) -> None:
    step("set", "grant", "status=dropped")
    assert step("done", "grant", "--on", "2031-11-02")[::2] == (0, "warning: pursue-grant had been dropped\n")


def test_a_step_done_before_its_time_began_then_too(
    step: Step, steps: Callable[[], list[dict[str, Any]]]
) -> None:
    step("done", "charter", "--on", "2031-11-02")
    assert steps()[2]["timeline"] == {"from": "2031-11-02", "to": "2031-11-02"}


def test_a_step_that_stands_before_what_it_follows_is_said_so(step: Step) -> None:
    assert step("set", "pursue-grant", "after=charter") == (
        0,
        f"{CORVO}\n",
        "warning: pursue-grant stands before open-charter, which it comes after\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("set", "1", "after=3"), 1, "convene-round-table after open-charter after convene-round-table"),
        (("set", "1", "after=1"), 1, "convene-round-table after convene-round-table"),
        (("set", "1", "after=open-chartr"), 3, "did you mean open-charter?"),
        (("set", "9", "lead=x"), 3, "name one of its 3 steps by its number or id"),
        (("set", "1", "status=finished"), 1, '"finished" is none of'),
        (("set", "2", "timeline.to=2030"), 1, "the step ends (2030) before it begins (2031-Q3)"),
        (("set", "1", "leed=x"), 2, "did you mean lead?"),
        (("move", "charter", "--to", "1"), 1, "needs round-table first, but its step comes later"),
        (("move", "charter", "--to", "4"), 2, "the places go from 1 to 3"),
        (("move", "charter"), 2, "give --before STEP, --after STEP or --at N"),
        (("move", "charter", "--before", "3"), 2, "cannot stand beside itself"),
        (("add", "chartre", "--action", "x"), 3, "did you mean charter?"),
        (("add", "grant"), 2, "--action is missing (what is to be done)"),
        (
            ("add", "grant", "--action", "x", "--id", "pursue-grant"),
            1,
            "there is a step pursue-grant already",
        ),
        (("add", "grant", "--action", "x", "--id", "Not an id"), 1, "is not an id"),
        (("add", "grant", "--action", "x", "--from", "2031-Q5"), 2, '"2031-Q5" is not a period'),
        (
            ("add", "grant", "--action", "x", "--from", "2032", "--to", "2031"),
            2,
            "the step would end (2031) before it begins (2032)",
        ),
        (("add", "grant", "--action", "x", "--before", "1", "--at", "2"), 2, "do not go together"),
        (("add", "grant", "--action", "x", "--at", "5"), 2, "the places go from 1 to 4"),
        (("add", "grant", "--action", "x", "--reference", "y"), 2, "name it too: --source TITLE"),
        (("done", "2", "--on", "soon"), 2, '"soon" is not a period'),
    ],
)
def test_what_would_break_an_outline_is_refused_and_nothing_written(
    arguments: tuple[str, ...], code: int, said: str, step: Step, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = step(*arguments)
    assert (ended, out) == (code, "")
    assert said in err
    assert files_of(fictional) == before


def test_an_instrument_of_several_steps_names_none_of_them(step: Step) -> None:
    step("add", "grant", "--action", "Again.")
    code, _, err = step("set", "grant", "lead=x")
    assert code == 2
    assert "name one of them: pursue-grant, pursue-grant-2" in err


def test_a_country_without_an_outline_has_no_step_to_set(partner: Partner, fictional: Path) -> None:
    code, _, err = partner("outline", "step", "set", "esker", "1", "lead=x", at=fictional)
    assert (code, err) == (3, "error: Esker has no outline\nhint: draft it: partner outline new esker\n")


def test_an_outline_that_cannot_be_read_is_to_be_mended_first(step: Step, fictional: Path) -> None:
    (fictional / CORVO).write_text("country: [\n", "utf-8")
    code, _, err = step("set", "1", "lead=x")
    assert code == 1
    assert f"{CORVO} cannot be read as it is" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "grant", "--action", "x"),
        ("set", "1", "lead=x"),
        ("move", "grant", "--to", "1"),
        ("done", "1"),
    ],
)
def test_a_dry_run_shows_a_diff_and_writes_nothing(
    arguments: tuple[str, ...], step: Step, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    code, out, _ = step(*arguments, "--dry-run")
    assert code == 0
    assert out.startswith(f"--- a/{CORVO}\n+++ b/{CORVO}\n@@ ")
    assert files_of(fictional) == before


@pytest.mark.parametrize(
    ("day", "code"), [("2032-04-02", 1), ("2032-Q3", 1), ("2032-04-01", 0), ("2032-Q2", 0)]
)
def test_no_step_is_done_in_a_time_to_come(step: Step, day: str, code: int) -> None:
    said = (
        f"error: a step done {day} lies in the future\nhint: check the day: today is 2032-04-01\n"
        if code
        else ""
    )
    assert step("done", "2", "--on", day)[::2] == (code, said)
