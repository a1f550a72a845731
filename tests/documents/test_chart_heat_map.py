"""The heat map: every delegation, country and stance, in signs and shades that differ."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts_made import COLUMNS, FIGURES, LEGEND, SVG, contrast, read, shown
from partnercli.documents.chart_heat_map import HeatRow, heat_map
from read_back import Element


def test_every_delegation_country_and_stance_is_in_the_heat_map() -> None:
    figure = FIGURES["heat map"]()
    texts = shown(figure)
    assert {"North Africa", "Silk Route", "Tunisia", "Nepal", *(words for _, words in LEGEND)} <= set(texts)
    assert [texts.count(code) for code in COLUMNS] == [2] * 5  # again above each region
    assert figure.alt == (
        "Grid of the positions of 5 delegations on 2 countries in 2 regions: 2 times support, 2 times can accept, "
        "2 times reservation and 2 times opposition; Tunisia has the most support, from 1."
    )


def cell_of(key: str) -> list[Element]:
    """The shapes of a single cell: its shade, then those of its sign."""
    root = read(heat_map(["BE"], [HeatRow("x", "r", (key,))], []))
    return [e for e in root if e.tag not in {f"{SVG}text", f"{SVG}title", f"{SVG}desc"}][1:-1]


def shade_of(key: str) -> str:
    return cell_of(key)[0].get("fill") or ""


def sign_of(key: str) -> list[tuple[str, bool]]:
    """The shapes of the sign of a stance: which, and whether they are filled."""
    return [(str(e.tag).removeprefix(SVG), e.get("fill") not in {None, "none"}) for e in cell_of(key)[1:]]


def test_the_four_signs_differ_in_form() -> None:
    signs = {key: sign_of(key) for key, _ in LEGEND}
    assert signs == {
        "support": [("circle", True)],
        "can-accept": [("circle", True), ("path", True)],
        "reservation": [("polygon", False)],
        "opposition": [("path", False)],
    }


def test_the_four_shades_differ_in_grey_and_from_white() -> None:
    shades = ["#ffffff", *(shade_of(key) for key, _ in LEGEND)]
    for one, other in combinations(shades, 2):
        assert contrast(one, other) >= 1.13, (one, other)


def test_a_sign_stands_out_from_its_shade() -> None:
    for key, _ in LEGEND:
        shade, *sign = cell_of(key)
        colours = [c for e in sign for c in (e.get("stroke"), e.get("fill")) if c and c != "none"]
        assert max(contrast(colour, shade.get("fill") or "") for colour in colours) >= 4.5


def test_a_cell_without_a_position_is_empty() -> None:
    assert cell_of("") == []


def test_a_long_legend_goes_on_below() -> None:
    words = "said with so many words that no two of them fit on one line of the drawing, however small"
    figure = heat_map(["BE"], [HeatRow("x", "r", ("",))], [(key, words) for key, _ in LEGEND])
    lines = [e.get("y") for e in read(figure).iter(f"{SVG}text") if e.text == words]
    assert len(set(lines)) == 4


@pytest.mark.parametrize(
    ("columns", "cells", "legend", "problem"),
    [
        (("BE", "BG"), ("support",), (), "has 1 cells where 2 belong"),
        (("BE",), ("perhaps",), (), "unknown stance: perhaps"),
        (("BE",), ("",), (("perhaps", "perhaps"),), "unknown stance: perhaps"),
    ],
)
def test_a_heat_map_refuses_what_it_cannot_draw(
    columns: tuple[str, ...], cells: tuple[str, ...], legend: tuple[tuple[str, str], ...], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        heat_map(columns, [HeatRow("x", "r", cells)], legend)
