"""The charts: every name and number in them, told apart without colour, and nothing that reaches outside."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks_made import MARKUP
from charts_made import END, FIGURES, START, SVG, contrast, read, shown, titles
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

each = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


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


@each
def test_texts_stand_out_from_white(draw: Callable[[], Figure]) -> None:
    assert all(contrast(e.get("fill") or "", "#ffffff") >= 4.5 for e in read(draw()).iter(f"{SVG}text"))


@pytest.mark.parametrize("colour", [BLUE, INK, RED, SOFT])
def test_shapes_stand_out_from_white_and_from_a_region_s_ground(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(colour, "#eeeeee") >= 3


HOSTILE = [*MARKUP, "<script>alert(1)</script>", "&lt;", '" onload="x', "a" * 400, "Ώ" * 90]


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
