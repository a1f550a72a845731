"""What is worked out of the rounds of a benchmark, on made-up times."""

from __future__ import annotations

import pytest
from benchmarks.figures import Bar, Growth, Memory, Ratio, Reading, Round, Run, Span, moved, read

SPAN = Span("few", "many", (100, 1000))


def round_of(**times: float) -> Round:
    return {name: Run(time, 0) for name, time in times.items()}


def test_a_ratio_is_of_the_medians_and_its_spread_of_each_round() -> None:
    rounds = [round_of(tally=time, bare=base) for time, base in ((4, 1), (6, 2), (9, 3))]
    assert read(Ratio("tally", "bare"), rounds) == (3, (4, 3, 3))
    assert Reading(3, (4, 3, 3)).spread == (3, 4)


def test_only_rounds_that_have_all_that_a_figure_needs_count() -> None:
    rounds = [round_of(tally=2, slow=1), round_of(tally=4, slow=4), round_of(tally=100)]
    assert read(Ratio("tally", "slow"), rounds) == (3 / 2.5, (2, 1))
    assert read(Ratio("tally", "absent"), rounds) is None


@pytest.mark.parametrize(
    ("few", "many", "exponent"), [(3, 21, 1), (3, 201, 2), (3, 3, 0)], ids=["in proportion", "square", "flat"]
)
def test_growth_is_the_exponent_after_the_start_is_taken_off(
    few: float, many: float, exponent: float
) -> None:
    found = Growth(SPAN, "start").of(round_of(few=few, many=many, start=1))
    assert found == pytest.approx(exponent)


def test_growth_bears_what_is_no_slower_than_the_start() -> None:
    assert Growth(SPAN, "start").of(round_of(few=1, many=0.5, start=1)) == 0


def test_memory_is_what_each_further_file_adds() -> None:
    runs = {"few": Run(1, 20_000), "many": Run(1, 27_200)}
    assert Memory(SPAN).of(runs) == 8
    assert Ratio("many", "few", "memory").of(runs) == 1.36


def test_a_bar_says_which_of_its_two_lines_is_crossed() -> None:
    bar = Bar("tally : bare", Ratio("tally", "bare"), 2, 3)
    assert [bar.verdict(value) for value in (2, 2.5, 3.5)] == ["", "over the goal", "MISSED"]
    assert Bar("for information", Ratio("tally", "bare")).verdict(100) == ""


@pytest.mark.parametrize(
    ("ratios", "direction"),
    [
        ((1.06, 1.2, 1.3), "up"),
        ((0.7, 0.9, 0.94), "down"),
        ((0.99, 1.2, 1.3), ""),
        ((0.7, 0.9, 1.01), ""),
        ((1.01, 1.04, 1.3), ""),
        ((1.5, 1.5), ""),
    ],
    ids=["all above", "all below", "one below", "one above", "within a twentieth", "too few rounds"],
)
def test_something_moved_where_all_rounds_are_on_one_side_and_their_median_is_off(
    ratios: tuple[float, ...], direction: str
) -> None:
    assert moved(ratios) == direction
