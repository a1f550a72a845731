"""The chart of support: every country and count, bars as long as their counts, priority partners without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts_made import FIGURES, REGIONS, SVG, contrast, group, read, shown
from partnercli.documents.blocks import Figure
from partnercli.documents.chart_support import Bar, RegionBars, support_chart


def test_every_country_region_and_count_is_in_the_chart_of_support() -> None:
    texts = shown(FIGURES["support"]())
    assert {"North Africa", "Silk Route", "Tunisia", "Libya", "Nepal", "India"} <= set(texts)
    assert [t for t in texts if t in {"22", "9", "14"}] == ["22", "9", "14"]
    assert "14 of 27 delegations needed" in texts


def test_support_is_described_in_a_sentence() -> None:
    assert FIGURES["support"]().alt == (
        "Bar chart of the support for 4 countries in 2 regions: 2 of them have the 14 of 27 delegations needed, "
        "Tunisia has the most with 22, and 2 are priority partners."
    )
    assert support_chart([], 14, 27).alt == (
        "No country has been put forward; 14 of 27 delegations would be needed."
    )


def bar_of(figure: Figure, name: str) -> float:
    """How long the bar of a country is."""
    return sum(float(e.get("width") or 0) for e in group(figure, f"{name}: ").iter(f"{SVG}rect"))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_bar_is_as_long_as_its_count(counts: list[int], needed: int, expected: int) -> None:
    bars = tuple(Bar(f"c{place}", count, priority=False) for place, count in enumerate(counts))
    figure = support_chart([RegionBars("r", bars)], needed, expected)
    measured = sorted((bar.count, bar_of(figure, bar.name)) for bar in bars)
    for (less, short), (more, long) in pairwise(measured):
        assert (short < long) if less < more else short == long
    if measured[-1][0]:
        unit = measured[-1][1] / measured[-1][0]
        assert all(abs(length - count * unit) < 0.1 for count, length in measured)


def test_the_line_of_what_is_needed_meets_the_end_of_a_bar_that_has_it() -> None:
    root = read(FIGURES["support"]())
    (line,) = [e for e in root.iter(f"{SVG}line") if e.get("stroke-dasharray")]
    bar = next(group(FIGURES["support"](), "India: ").iter(f"{SVG}rect"))
    assert float(line.get("x1") or 0) == pytest.approx(
        float(bar.get("x") or 0) + float(bar.get("width") or 0), abs=0.02
    )


def test_a_priority_partner_is_told_without_colour() -> None:
    figure = FIGURES["support"]()
    priority, other = group(figure, "Tunisia"), group(figure, "Libya")
    assert [len(list(part.iter(f"{SVG}polygon"))) for part in (priority, other)] == [1, 0]
    weights = [next(part.iter(f"{SVG}text")).get("font-weight") for part in (priority, other)]
    assert weights == ["bold", "normal"]
    fills = [next(part.iter(f"{SVG}rect")).get("fill") for part in (priority, other)]
    assert contrast(fills[0] or "", fills[1] or "") > 4.5


def test_a_region_without_countries_is_left_out() -> None:
    assert "Sahel" not in shown(support_chart([*REGIONS, RegionBars("Sahel", ())], 14, 27))


@pytest.mark.parametrize(("needed", "expected", "count"), [(-1, 27, 1), (1, -1, 1), (1, 27, -1)])
def test_support_is_never_negative(needed: int, expected: int, count: int) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        support_chart([RegionBars("r", (Bar("c", count, priority=False),))], needed, expected)
