"""The charts: every name and number in them, told apart without colour, and nothing that reaches outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from partnercli.documents.blocks import Figure
from partnercli.documents.chart_drawing import (
    BLUE,
    INK,
    RED,
    SOFT,
    hatch,
    number,
    shortened,
    text_width,
    wrapped,
)
from partnercli.documents.chart_heat_map import HeatRow, heat_map
from partnercli.documents.chart_support import Bar, RegionBars, support_chart
from partnercli.documents.chart_timeline import TimelineRow, timeline_chart

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = (
    ("support", "support"),
    ("can-accept", "can accept"),
    ("reservation", "reservation"),
    ("opposition", "opposition"),
)
REGIONS = (
    RegionBars("North Africa", (Bar("Tunisia", 22, priority=True), Bar("Libya", 9, priority=False))),
    RegionBars("Silk Route", (Bar("Nepal", 0, priority=False), Bar("India", 14, priority=True))),
)
CELLS = ("support", "can-accept", "reservation", "opposition", "")
COLUMNS = ("BE", "BG", "CZ", "DK", "DE")
ROWS = (HeatRow("Tunisia", "North Africa", CELLS), HeatRow("Nepal", "Silk Route", CELLS[::-1]))
START, END = date(2021, 1, 1), date(2022, 12, 31)
STATUSES = ("done", "under way", "planned", "late", "on hold", "dropped")
PLAN = tuple(
    TimelineRow(f"Measure {status}", date(2021, 3, 1), date(2021, 9, 30), status, open_end=False)
    for status in STATUSES
)
UNDATED = TimelineRow("Some day", None, None, "planned", open_end=False)

FIGURES: dict[str, Callable[[], Figure]] = {
    "support": lambda: support_chart(REGIONS, 14, 27),
    "support of none": lambda: support_chart([], 14, 27),
    "heat map": lambda: heat_map(COLUMNS, ROWS, LEGEND),
    "heat map of none": lambda: heat_map(COLUMNS, [], LEGEND),
    "timeline": lambda: timeline_chart([*PLAN, UNDATED], START, END),
    "timeline of none": lambda: timeline_chart([], START, END),
}
each = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


def read(figure: Figure) -> etree._Element:
    return etree.fromstring(figure.svg.encode())


def shown(figure: Figure) -> list[str]:
    """The texts that are seen."""
    return [element.text or "" for element in read(figure).iter(f"{SVG}text")]


def titles(figure: Figure) -> list[str]:
    """The titles of parts, seen when pointing at them."""
    return [e.text or "" for e in read(figure).iter(f"{SVG}title") if "id" not in e.attrib]


def group(figure: Figure, title: str) -> etree._Element:
    """The part of a drawing whose title begins so."""
    (found,) = [
        e for e in read(figure).iter(f"{SVG}g") if (e.findtext(f"{SVG}title") or "").startswith(title)
    ]
    return found


def look(element: etree._Element) -> list[tuple[str, dict[str, str]]]:
    """The shapes of a part with all that tells how they look, but no place."""
    places = {"x", "y", "x1", "x2", "y1", "y2", "d", "points", "cx", "cy"}
    return [
        (str(e.tag), {str(k): str(v) for k, v in e.attrib.items() if k not in places})
        for e in element
        if e.tag not in {f"{SVG}text", f"{SVG}title"}
    ]


@each
def test_a_drawing_is_named_described_and_sized(draw: Callable[[], Figure]) -> None:
    figure, root = draw(), read(draw())
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert [e.get("id") for e in root.iter() if e.get("id")] == ["title", "desc"]
    assert [(e.tag, e.get("id")) for e in list(root)[:2]] == [
        (f"{SVG}title", "title"),
        (f"{SVG}desc", "desc"),
    ]
    assert root[1].text == figure.alt
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert re.fullmatch(r"[A-Z].{20,}\.", figure.alt)
    assert figure.caption


@each
def test_a_drawing_reaches_nothing_outside_and_has_no_style_or_script(draw: Callable[[], Figure]) -> None:
    root = read(draw())
    used = {str(e.tag).removeprefix(SVG) for e in root.iter()}
    assert used <= {"svg", "title", "desc", "g", "rect", "line", "polygon", "path", "circle", "text"}
    names = {str(name) for e in root.iter() for name in e.attrib}
    assert not names & {"style", "href", "class"}
    assert not [name for name in names if name.startswith("on") or "{" in name]
    assert "url(" not in draw().svg


@each
def test_the_same_data_give_the_same_bytes(draw: Callable[[], Figure]) -> None:
    assert draw() == draw()


@each
def test_numbers_have_two_places_at_most(draw: Callable[[], Figure]) -> None:
    placed = re.sub(r">[^<]*<|#[0-9a-f]{6}", "", draw().svg)
    assert not re.findall(r"\d\.\d{3,}|\de[-+]?\d|nan|inf|\"-0\"", placed)


@each
def test_nothing_stands_outside_the_drawing(draw: Callable[[], Figure]) -> None:
    root = read(draw())
    height = float(root.get("height") or 0)
    for element in root.iter(f"{SVG}text"):
        x, size = float(element.get("x") or 0), float(element.get("font-size") or 0)
        width = text_width(element.text or "", size, bold=element.get("font-weight") == "bold")
        left = {"middle": x - width / 2, "end": x - width}.get(element.get("text-anchor") or "", x)
        assert left >= -1
        assert left + width <= 641
        assert size < float(element.get("y") or 0) + 3
        assert float(element.get("y") or 0) < height
    for box in root.iter(f"{SVG}rect"):
        x, y, width, tall = (float(box.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert min(x, y, width, tall) >= 0
        assert x + width <= 640
        assert y + tall <= height


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@each
def test_texts_stand_out_from_white(draw: Callable[[], Figure]) -> None:
    assert all(contrast(e.get("fill") or "", "#ffffff") >= 4.5 for e in read(draw()).iter(f"{SVG}text"))


@pytest.mark.parametrize("colour", [BLUE, INK, RED, SOFT])
def test_shapes_stand_out_from_white_and_from_a_region_s_ground(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(colour, "#eeeeee") >= 3


HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "<!--",
    "&lt;",
    '" onload="x',
    "{{ 7*7 }}",
    "a" * 400,
    "Ώ" * 90,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text_and_is_whole_somewhere(name: str) -> None:
    supported = support_chart([RegionBars(name, (Bar(name, 3, priority=True),))], 14, 27)
    mapped = heat_map([name], [HeatRow(name, name, ("support",))], [("support", name)])
    timed = timeline_chart([TimelineRow(name, START, END, "done", open_end=False)], START, END)
    assert f"{name}: 3" in titles(supported)
    assert name in titles(supported) + shown(supported)
    assert [*titles(mapped), *shown(mapped)].count(name) == 4
    assert f"{name}: done, 1 January 2021 to 31 December 2022" in titles(timed)
    for figure in (supported, mapped):
        assert name in figure.alt
        assert read(figure).findtext(f"{SVG}desc") == figure.alt


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


def test_every_delegation_country_and_stance_is_in_the_heat_map() -> None:
    figure = FIGURES["heat map"]()
    texts = shown(figure)
    assert {"North Africa", "Silk Route", "Tunisia", "Nepal", *(words for _, words in LEGEND)} <= set(texts)
    assert [texts.count(code) for code in COLUMNS] == [2] * 5  # again above each region
    assert figure.alt == (
        "Grid of the positions of 5 delegations on 2 countries in 2 regions: 2 times support, 2 times can accept, "
        "2 times reservation and 2 times opposition; Tunisia has the most support, from 1."
    )


def cell_of(key: str) -> list[etree._Element]:
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


def test_every_measure_and_status_is_in_the_timeline() -> None:
    figure = FIGURES["timeline"]()
    texts = shown(figure)
    assert {row.label for row in PLAN} | {"Some day", "no date"} <= set(texts)
    assert {"Q1", "Q2", "Q3", "Q4", "2021", "2022"} <= set(texts)
    assert [texts.count(status) for status in STATUSES] == [2, 2, 3, 2, 2, 2]  # with the legend
    assert figure.alt == (
        "Timeline of 7 measures from 1 January 2021 to 31 December 2022: 1 done, 1 under way, 2 planned, 1 late, "
        "1 on hold and 1 dropped; 1 has no date."
    )


def test_every_status_is_drawn_differently_without_colour() -> None:
    figure = FIGURES["timeline"]()
    looks = []
    for row in PLAN:
        parts = look(group(figure, row.label))
        for _, attributes in parts:
            attributes.pop("stroke", None)
        paths = [e.get("d") or "" for e in group(figure, row.label).iter(f"{SVG}path")]
        looks.append((parts, sum(path.count("M") for path in paths)))
    assert all(one != other for one, other in combinations(looks, 2))


def test_a_bar_begins_and_ends_on_its_days() -> None:
    whole = TimelineRow("whole", START, END, "planned", open_end=False)
    half = TimelineRow("half", START, date(2021, 12, 31), "planned", open_end=False)
    figure = timeline_chart([whole, half], START, END)
    widths = [float(next(group(figure, n).iter(f"{SVG}rect")).get("width") or 0) for n in ("whole", "half")]
    assert widths[1] * 2 == pytest.approx(widths[0], abs=0.05)


@pytest.mark.parametrize(
    ("first", "last", "open_end", "polygons", "rects", "words"),
    [
        (date(2021, 3, 1), date(2021, 3, 1), False, 1, 0, "1 March 2021"),
        (None, date(2021, 3, 1), False, 1, 0, "1 March 2021"),
        (date(2021, 3, 1), None, False, 1, 0, "1 March 2021"),
        (date(2021, 3, 1), None, True, 1, 2, "1 March 2021, open end"),
        (date(2020, 3, 1), date(2023, 3, 1), False, 2, 2, "1 March 2020 to 1 March 2023"),
        (date(2020, 3, 1), date(2023, 3, 1), True, 2, 2, "1 March 2020 to 1 March 2023, open end"),
        (date(2019, 3, 1), date(2020, 3, 1), False, 1, 0, "1 March 2019 to 1 March 2020"),
        (date(2024, 3, 1), None, True, 1, 0, "1 March 2024, open end"),
        (None, None, True, 0, 0, "no date, open end"),
        (date.min, date.max, False, 2, 2, "1 January 1 to 31 December 9999"),
    ],
)
def test_days_become_diamonds_bars_arrows_and_pointers(
    first: date | None, last: date | None, open_end: bool, polygons: int, rects: int, words: str
) -> None:
    figure = timeline_chart([TimelineRow("x", first, last, "planned", open_end)], START, END)
    part = group(figure, "x: ")
    assert part.findtext(f"{SVG}title") == f"x: planned, {words}"
    assert len(list(part.iter(f"{SVG}polygon"))) == polygons
    assert len(list(part.iter(f"{SVG}rect"))) == rects


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (START, date(2021, 1, 1), set[str]()),
        (START, END, {"Q1", "Q4", "2021", "2022"}),
        (START, date(2024, 12, 31), {"H1", "H2", "2021", "2024"}),
        (START, date(2030, 12, 31), {"2021", "2030"}),
        (START, date(2040, 12, 31), {"2024", "2038"}),
        (date.min, date.max, set[str]()),
        (date(9999, 1, 1), date.max, {"Q1", "Q4", "9999"}),
    ],
)
def test_the_grid_is_as_fine_as_the_time_allows(start: date, end: date, names: set[str]) -> None:
    figure = timeline_chart(PLAN, start, end)
    assert names <= set(shown(figure))
    assert len(list(read(figure).iter(f"{SVG}line"))) < 60


def test_a_long_label_goes_on_two_lines() -> None:
    label = "Support to the coast guard with equipment"
    figure = timeline_chart([TimelineRow(label, None, None, "done", open_end=False)], START, END)
    assert " ".join(shown(figure)).count("Support to the coast guard") == 1
    assert label not in shown(figure)


def test_a_timeline_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="a timeline ends before it begins"):
        timeline_chart([], END, START)
    with pytest.raises(ValueError, match="unknown status: soon"):
        timeline_chart([TimelineRow("x", None, None, "soon", open_end=False)], START, END)
    with pytest.raises(ValueError, match="x ends before it begins"):
        timeline_chart([TimelineRow("x", END, START, "done", open_end=False)], START, END)


@given(st.text(max_size=60), st.floats(20, 300))
def test_a_shortened_text_fits(value: str, width: float) -> None:
    cut = shortened(value, width, 11)
    assert text_width(cut, 11) <= width + 0.001
    assert cut == value or (cut.endswith("…") and value.startswith(cut[:-1]))


@given(st.text("ab c", max_size=80))
def test_a_wrapped_text_loses_nothing_that_fits(value: str) -> None:
    lines = wrapped(value, 4000, 11, 2)
    assert " ".join(lines) == value
    assert len(wrapped(value, 40, 11, 2)) <= 2


def test_hatches_stay_inside_their_bar() -> None:
    for falling in (False, True):
        path = hatch(10, 20, 50, 14, step=6, falling=falling)
        points = [tuple(map(float, point.split())) for point in re.findall(r"[\d.]+ [\d.]+", path)]
        assert len(points) == 20
        assert all(10 <= x <= 60 and 20 <= y <= 34 for x, y in points)


@pytest.mark.parametrize(("value", "written"), [(-0.001, "0"), (1.0, "1"), (100, "100"), (2.345678, "2.35")])
def test_a_number_is_written_in_one_way(value: float, written: str) -> None:
    assert number(value) == written


@each
def test_the_pdf_s_typesetter_draws_it(draw: Callable[[], Figure]) -> None:
    typst = pytest.importorskip("typst")
    page = (
        b"#set page(width: auto, height: auto, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", alt: "x")'
    )
    pictures = {
        typst.compile(page, format="png", sys_inputs={"svg": draw().svg}, ignore_system_fonts=True)
        for _ in range(2)
    }
    assert len(pictures) == 1
    assert len(pictures.pop()) > 500
