"""One chart of each kind, and what the tests read in a drawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lxml import etree

from partnercli.documents.blocks import Figure
from partnercli.documents.chart_heat_map import HeatRow, heat_map
from partnercli.documents.chart_support import Bar, RegionBars, support_chart
from partnercli.documents.chart_timeline import TimelineRow, timeline_chart
from read_back import Element

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


def read(figure: Figure) -> Element:
    return etree.fromstring(figure.svg.encode())


def shown(figure: Figure) -> list[str]:
    """The texts that are seen."""
    return [element.text or "" for element in read(figure).iter(f"{SVG}text")]


def titles(figure: Figure) -> list[str]:
    """The titles of parts, seen when pointing at them."""
    return [e.text or "" for e in read(figure).iter(f"{SVG}title") if "id" not in e.attrib]


def group(figure: Figure, title: str) -> Element:
    """The part of a drawing whose title begins so."""
    (found,) = [
        e for e in read(figure).iter(f"{SVG}g") if (e.findtext(f"{SVG}title") or "").startswith(title)
    ]
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
