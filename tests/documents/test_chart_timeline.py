"""The timeline: every measure and status, bars from day to day, and a grid as fine as the time allows."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from charts_made import END, FIGURES, PLAN, START, STATUSES, SVG, group, read, shown
from partnercli.documents.chart_timeline import TimelineRow, timeline_chart
from read_back import Element


def look(element: Element) -> list[tuple[str, dict[str, str]]]:
    """The shapes of a part with all that tells how they look, but no place."""
    places = {"x", "y", "x1", "x2", "y1", "y2", "d", "points", "cx", "cy"}
    return [
        (str(e.tag), {str(k): str(v) for k, v in e.attrib.items() if k not in places})
        for e in element
        if e.tag not in {f"{SVG}text", f"{SVG}title"}
    ]


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
