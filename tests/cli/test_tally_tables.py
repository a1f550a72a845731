"""The tally for other tools: CSV that a spreadsheet can trust, Markdown to paste."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]

READINGS = (
    *(("--by", by) for by in ("country", "region", "question", "call")),
    ("--robustness",),
    ("--list",),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_says_what_the_contract_says(on_shipped: Partner) -> None:
    read = rows(on_shipped("tally", "--format", "csv")[1])
    contract = json.loads(on_shipped("tally", "--format", "json")[1])
    for written, row in zip(read, contract["countries"], strict=True):
        for column in ("region", "country", "name", "phrase"):
            assert written[column] == row[column]
        for column in ("rank", "support", "can_accept", "reservations", "opposition"):
            assert int(written[column]) == row[column]
        assert float(written["share"]) == row["share"]
        assert written["priority"] == str(row["priority"]).lower()


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
def test_every_row_of_a_csv_carries_meeting_marking_and_whether_it_is_illustrative(
    reading: tuple[str, ...], partner: Partner, fictional: Path
) -> None:
    out = partner("tally", "--format", "csv", *reading, "--assume", "QS=corvo", at=fictional)[1]
    read = rows(out)
    assert read
    for row in read:
        assert row["meeting"] == "2031-03-04-working-group"
        assert (row["marking"], row["illustrative"]) == ("LIMITE", "true")
        assert row["what_if"] == "QS supports Corvo"
    assert out.count("\r\n") == out.count("\n") == len(read) + 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_of_a_csv_is_a_formula(start: str, partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", f"name: '{start}1+1, \"x\"'")
    read = rows(partner("tally", "--format", "csv", at=fictional)[1])
    assert read[0]["name"] == f'\'{start}1+1, "x"'


def test_a_cell_that_begins_with_a_line_end_is_no_formula_either(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", 'name: "\\n=1+1"')
    assert rows(partner("tally", "--format", "csv", at=fictional)[1])[0]["name"] == "'\n=1+1"


def test_markdown_stands_under_its_marking_and_says_what_it_is(partner: Partner, fictional: Path) -> None:
    out = partner("tally", "--format", "md", at=fictional)[1]
    assert out.startswith(
        "**LIMITE**\n\n**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**\n\nWorking Group, 4 March 2031: "
    )
    assert "5 of 6 delegations heard (QR carried over from 2031-01-20-ministers); not heard: QS; " in out
    assert (
        "The line is half of all expected, 3 of 6: a convention of this repository alone. Population: " in out
    )
    assert "A reading of positions, not a decision: the Presidency decides the list." in out
    assert "| inner-plain | corvo | Corvo | 2 | 1 | 3 | 0.5 |" in out


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
def test_markdown_says_what_the_csv_says_with_words_for_true_false_and_nothing(
    reading: tuple[str, ...], partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        "data/delegations.yaml", "    population: {2031: 1000000}\n", ""
    )  # so that no population share is known
    shown = {"true": "yes", "false": "no", "": "–"}
    read = rows(partner("tally", *reading, "--format", "csv", at=fictional)[1])
    head, *lines = table_in(partner("tally", *reading, "--format", "md", at=fictional)[1])
    columns = [name.replace(" ", "_") for name in head]
    assert lines == [[shown.get(row[column], row[column]) for column in columns] for row in read]


def test_markdown_of_a_what_if_says_so(partner: Partner, fictional: Path) -> None:
    assert "**What if: without QS**" in partner("tally", "--format", "md", "--without", "QS", at=fictional)[1]


def table_in(text: str) -> list[list[str]]:
    """The rows of a text's table, the head first, as a reader of Markdown sees them."""
    cells = [
        line.replace("\\|", "\0").strip("|").split("|") for line in text.splitlines() if line.startswith("|")
    ]
    return [[cell.strip().replace("\\", "") for cell in row] for row in (cells[0], *cells[2:])]


def test_a_name_with_marks_of_markdown_stays_a_name(partner: Partner, fictional: Path, edit: Edit) -> None:
    name = "| a | *b* `c` _d_ [e](f) <g>"
    edit("data/countries/altamar.yaml", "name: Altamar", f"name: '{name}'")
    out = partner("tally", "--format", "md", at=fictional)[1]
    cells = [
        "".join(part.content for part in token.children or ())
        for token in MarkdownIt("commonmark").enable("table").parse(out)
        if token.type == "inline"
    ]
    assert name in cells


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
@pytest.mark.parametrize("output", ["json", "csv", "md"])
def test_each_format_names_the_meeting_and_the_marking(
    reading: tuple[str, ...], output: str, partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("tally", *reading, "--format", output, at=fictional)
    assert (code, err) == (0, "")
    assert "LIMITE" in out
    assert "2031" in out


def test_no_text_of_the_data_becomes_markup_in_markdown(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    meeting = "data/meetings/2031-03-04-working-group.yaml"
    edit(meeting, "forum: Working Group", 'forum: "WG <b>x</b> | y\\n\\n# H"')
    edit("data/countries/altamar.yaml", "name: Altamar", 'name: "Alta\\n| mar"')
    out = partner("tally", "--format", "md", at=fictional)[1]
    assert "<b>" not in out.replace("\\<b\\>", "")
    assert not [line for line in out.splitlines() if line.startswith("#")]
    lines = [line for line in out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {16}
    assert any("Alta<br>\\| mar" in line for line in lines)


def test_csv_says_what_its_population_figures_are(on_shipped: Partner) -> None:
    found = rows(on_shipped("tally", "--format", "csv")[1])
    assert {row["population_standing"] for row in found} == {"stand-in"}
    assert {row["population_year"] for row in found} == {"2021"}
    assert {row["only_with_carried"] for row in found} == {"false"}


def test_where_delegations_are_named_it_says_who_spoke_in_confidence(
    partner: Partner, fictional: Path
) -> None:
    for command in (("--by", "call"), ("--robustness",)):
        out = partner("tally", *command, "--format", "csv", at=fictional)[1]
        assert {row["in_confidence"] for row in csv.DictReader(io.StringIO(out, newline=""))} == {"QP"}
    said = "In confidence, never to be shown by name: QP."
    assert said in partner("tally", "--by", "call", "--format", "md", at=fictional)[1]
    assert "QP" not in partner("tally", "--robustness", "--format", "md", at=fictional)[1]
    assert "QP" not in partner("tally", "--format", "csv", at=fictional)[1]


def test_markdown_says_of_the_line_no_more_than_is_so(partner: Partner, fictional: Path, edit: Edit) -> None:
    """Its share was rounded to a percentage, so that two thirds became 67 %, and its base was not said."""
    edit("partner.yaml", "at_least: 0.5\n  of: all", "at_least: 2/3\n  of: responded")
    out = partner("tally", "--format", "md", at=fictional)[1]
    assert "The line is two thirds of those heard, 4 of 5:" in out
    assert "The line" not in partner("tally", "--by", "question", "--format", "md", at=fictional)[1]
