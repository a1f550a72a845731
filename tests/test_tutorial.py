"""What tutorial, how-to pages, method and handling say is typed is typed here, and prints what stands below it."""

from __future__ import annotations

import csv
import re
import shlex
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.app import command
from played import CUT, Player, agree, blocks, calls, renewed, steps

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [
    DOCS / "tutorial.md",
    DOCS / "method.md",
    DOCS / "handling.md",
    *sorted((DOCS / "how-to").glob("*.md")),
]
PLAYED = [page for page in PAGES if page.stem not in ("README", "delegation")]
ANOTHER_DAY = date(2027, 8, 31)
"""Not the day on which the pages were written: what they show is to be the same on any."""
NOT_PLAYED = {"presidency": ["the forms have to be filled in first"]}
"""Why which blocks of a page are not played."""

a_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
a_page_to_play = pytest.mark.parametrize("page", PLAYED, ids=lambda page: page.stem)


def refused(words: list[str]) -> str:
    """What the command line says against a call of `partner`; nothing where it takes it, or it only names a command."""
    found, context, rest = command(), None, words[1:]
    try:
        while rest and hasattr(found, "resolve_command"):
            context = found.make_context(None, rest[:1], parent=context)
            _, found, rest = found.resolve_command(context, rest)
        if rest:
            found.make_context(None, rest, parent=context)
    except Exception as error:  # noqa: BLE001 - whatever it is, the page is wrong
        return f"{shlex.join(words)}: {error}"
    return ""


@a_page_to_play
def test_what_a_page_says_is_typed_prints_what_stands_below_it_on_any_day(page: Path, tmp_path: Path) -> None:
    player = Player(tmp_path / "desk", ANOTHER_DAY)
    player.play(page.read_text("utf-8"))
    assert player.played


@a_page
def test_nothing_on_a_page_goes_unplayed_but_what_says_so(page: Path) -> None:
    text = page.read_text("utf-8")
    remarks = [
        block.remark.removeprefix("not played: ") for block in blocks(text) if block.remark.startswith("not ")
    ]
    assert remarks == NOT_PLAYED.get(page.stem, [])
    consoles = [block for block in blocks(text) if block.language == "console"]
    assert text.count("\n$ ") == sum(len(steps(block.text)) for block in consoles)
    assert [block.text for block in consoles if not block.text.startswith("$ ")] == []
    assert len(re.findall(r"(?m)^[\s>]*(?:```|~~~)", text)) == 2 * len(blocks(text))
    assert text.count("<!--") == sum(bool(block.remark) for block in blocks(text))
    assert {block.language for block in blocks(text)} <= {"console", "csv", "diff", "md", "text", "yaml"}


@a_page
def test_every_call_on_a_page_is_one_that_the_command_line_takes(page: Path) -> None:
    assert [fault for call in calls(page.read_text("utf-8")) if (fault := refused(call))] == []


def test_a_call_that_the_command_line_does_not_take_is_found() -> None:
    page = "`partner tally --lits` and `partner tally`\n\n```console\n$ partner outlin new Tunisia   # once\n```\n"
    assert [bool(refused(call)) for call in calls(page)] == [True, True, False]


def test_a_delegation_needs_no_command() -> None:
    assert list(calls((DOCS / "how-to" / "delegation.md").read_text("utf-8"))) == []


def test_the_index_leads_to_every_page() -> None:
    index = (DOCS / "how-to" / "README.md").read_text("utf-8")
    pages = {page.name for page in (DOCS / "how-to").glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([a-z-]+\.md)\)", index)) == pages


def test_what_the_public_reads_at_the_end_of_the_tutorial_is_marked_as_invented() -> None:
    shown = [
        step for block in blocks((DOCS / "tutorial.md").read_text("utf-8")) for step in steps(block.text)
    ]
    (public,) = (step.shown for step in shown if step.words == ["cat", "build/public/8952-21.md"])
    assert CUT not in public
    assert public[0] == public[-1] == "**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**"
    assert "**Public summary of 8952/21**" in public
    assert not any("LIMITE" in line for line in public)


def test_the_figures_of_the_example_are_those_that_one_counts_by_hand() -> None:
    text = (DOCS / "method.md").read_text("utf-8")
    said = re.findall(r"^\$ partner position set (?:BE|DE|FR|IT|AT) (.*)$", text, re.MULTILINE)
    supported = [
        name
        for line in said
        for names in re.findall(r'--support "([^":]+)', line)
        for name in names.split(", ")
    ]
    counted = Counter(supported)
    (table,) = (block for block in blocks(text) if "--format csv" in block.text)
    (step,) = steps(table.text)
    rows: list[dict[str, Any]] = list(csv.DictReader(step.shown))
    for row in rows:
        support = counted[row["country"]]
        assert int(row["support"]) == support
        assert Fraction(row["share"]) == round(Fraction(support, 6), 4)
        assert Fraction(row["share_of_responded"]) == round(Fraction(support, 5), 4)
        assert (row["priority"] == "true") == (2 * support >= 6)
        assert int(row["rank"]) == 1 + sum(other > support for other in counted.values())
    assert {row["country"] for row in rows} == set(counted)


def test_every_command_that_writes_for_readers_has_its_place_in_the_table_of_who_reads_what() -> None:
    (table,) = re.findall(r"(?m)(?:^\|.*\n)+", (DOCS / "handling.md").read_text("utf-8"))
    render = command().get_command(None, "render")
    papers = set(render.list_commands(None))
    assert papers
    assert {name for name in papers if f"`{name}`" not in table and f"render {name}`" not in table} == set()
    assert all(
        f"`partner {name}" in table for name in ("report", "export", "calendar", "form", "position remind")
    )


class TestThePlayer:
    """What a page must not get away with."""

    @pytest.fixture
    def play(self, tmp_path: Path) -> Player:
        """Somebody in an empty folder."""
        return Player(tmp_path / "desk")

    @pytest.mark.parametrize(
        "block",
        [
            "$ partner explain PC204\nanother line\n",
            "$ partner explain PC204\n…\nanother line\n…\n",
            "$ partner explain PC999\n",
            "$ partner explain PC204   # ends with 1\n",
            "$ rm -r desk\n",
            "$ git no-such-command\n",
        ],
        ids=[
            "a wrong line",
            "a wrong line between cuts",
            "a fault",
            "a code",
            "another program",
            "a fault of git",
        ],
    )
    def test_a_planted_fault_is_found(self, play: Player, block: str) -> None:
        with pytest.raises(AssertionError):
            play.play(f"text\n\n```console\n{block}```\n")

    def test_a_change_of_lines_that_are_not_there_is_found(self, play: Player) -> None:
        with pytest.raises(AssertionError, match=r"not in a\.yaml once"):
            play.play("```yaml a.yaml\na: 1\n```\n\n```diff a.yaml\n-b: 1\n+b: 2\n```\n")

    def test_files_are_saved_and_changed_by_hand_and_read(self, play: Player) -> None:
        play.play(
            "```yaml a/b.yaml\na: 1\nb: 2\n```\n\n```diff a/b.yaml\n-b: 2\n+b: 3\n```\n\n"
            "```console\n$ cd a\n$ cat b.yaml\na: 1\nb: 3\n```\n"
        )

    def test_what_is_marked_is_not_played(self, play: Player) -> None:
        play.play("<!-- not played: it needs a network -->\n```console\n$ pipx install partnercli\n```\n")
        assert play.played == 0

    def test_a_page_is_written_anew_with_its_cuts_and_remarks(self, play: Player) -> None:
        old = (
            "Before.\n\n```console\n$ partner explain PC204   # why\nerror PC204: old words\n…\n"
            "To mend it: old words\n…\n```\n\nAfter.\n"
        )
        new = play.play(old, renew=True)
        assert "$ partner explain PC204   # why\nerror PC204: a country that is not there\n…\n" in new
        assert "old words" not in new
        assert new.startswith("Before.\n\n```console\n")
        assert new.endswith("\n```\n\nAfter.\n")
        play.play(new)


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (["a", "b", "c"], True),
        (["a", "…", "c"], True),
        (["…"], True),
        (["…", "b", "…"], True),
        (["a", "b"], False),
        (["…", "b"], False),
        (["a", "…", "b", "…", "b", "…"], False),
        (["a", "b", "c", "d"], False),
    ],
)
def test_a_line_of_three_points_stands_for_any_lines_and_nothing_else_is_left_out(
    shown: list[str], holds: bool
) -> None:
    assert agree(shown, ["a", "b", "c"]) is holds


def test_what_changed_is_renewed_and_what_was_cut_stays_cut() -> None:
    assert renewed(["a", "…", "c"], ["a", "b", "c"]) == ["a", "…", "c"]
    assert renewed(["old", "…", "c"], ["a", "b", "c"]) == ["a", "…", "c"]
    assert renewed(["a", "…", "old"], ["a", "b", "c", "d"]) == ["a", "…", "d"]
    assert renewed([], ["a"]) == []
