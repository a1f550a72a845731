"""The tables of a benchmark: what is printed of made-up rounds."""

from __future__ import annotations

from benchmarks.figures import Bar, Ratio, Round, Run
from benchmarks.table import moves, of_bars, of_moves

ROUNDS: list[Round] = [
    {
        "new": Run(time, 10),
        "old": Run(2, 10),
        "bare": Run(1, 10),
        "steady": Run(1, 10),
        "old steady": Run(1, 10),
    }
    for time in (1.0, 1.5, 1.8)
]
PAIRS = {"new": "old", "steady": "old steady", "added": "old added"}


def rows(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_a_row_holds_ratio_spread_goal_least_and_verdict() -> None:
    bars = [Bar("new : bare", Ratio("new", "bare"), 1.2, 2), Bar("old : bare", Ratio("old", "bare"))]
    assert rows(list(of_bars(bars, ROUNDS, ())))[2:] == [
        ["new : bare", "1.50", "1.00–1.80", "1.2", "2", "over the goal"],
        ["old : bare", "2.00", "2.00–2.00", "", "", ""],
    ]


def test_a_figure_that_could_not_be_read_says_why() -> None:
    bars = [Bar("a", Ratio("new", "pandas script, 300")), Bar("b", Ratio("warm", "new"))]
    shown = rows(list(of_bars(bars, ROUNDS, ["pandas script"])))[2:]
    assert [row[-1] for row in shown] == ["not installed", "not in the tool yet"]


def test_a_table_is_markdown_of_even_lines() -> None:
    lines = list(of_bars([Bar("new : bare", Ratio("new", "bare"), 1.2, 2)], ROUNDS, ()))
    assert len({len(line) for line in lines}) == 1
    assert set(lines[1]) == {"|", "-", ":", " "}


def test_what_moved_stands_in_its_row_and_in_a_sentence() -> None:
    shown = rows(list(of_moves(PAIRS, {"old added": "not in the old one"}, ROUNDS)))[2:]
    assert shown == [
        ["new", "0.75", "0.50–0.90", "moved down", "1.00", "1.00–1.00", ""],
        ["steady", "1.00", "1.00–1.00", "", "1.00", "1.00–1.00", ""],
        ["added", "", "", "", "", "", "not in the old one"],
    ]
    assert moves(PAIRS, ROUNDS).startswith("Moved: new (time × 0.75). ")
    assert moves({"steady": "old steady"}, ROUNDS).startswith("Moved: nothing. ")
