"""The chart of support: one bar a country, by region, and the line of what is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnercli.documents.blocks import Figure
from partnercli.documents.chart_drawing import (
    BLUE,
    INK,
    RED,
    RULE,
    SOFT,
    WIDTH,
    box,
    drawing,
    polygon,
    stroke,
    text,
    text_width,
    titled,
)
from partnercli.records.plural import plural

_LEFT, _RIGHT = 196, WIDTH - 36
_TOP, _REGION, _BAR = 26, 18, 13


@dataclass(frozen=True, slots=True)
class Bar:
    """A country: its name, how many delegations support it, and whether it is a priority partner."""

    name: str
    count: int
    priority: bool


@dataclass(frozen=True, slots=True)
class RegionBars:
    """The countries of one region, from top to bottom."""

    name: str
    bars: tuple[Bar, ...]


def support_chart(regions: Sequence[RegionBars], needed: int, expected: int) -> Figure:
    """Support by country within regions, as horizontal bars in the order given.

    A priority partner has a full bar, a bold name and a diamond before it; any other an empty bar. The chart
    is as wide as the `expected` delegations, and a broken line stands at the `needed` ones. Where there is no
    country the figure says so.

    Args:
        regions: The regions from top to bottom; one without countries is left out.
        needed: How many delegations have to support a country.
        expected: How many delegations could.

    Raises:
        ValueError: A number is negative.
    """
    shown = [region for region in regions if region.bars]
    bars = [bar for region in shown for bar in region.bars]
    if min(needed, expected, *(bar.count for bar in bars)) < 0:
        raise ValueError("support cannot be negative")
    scale = _Scale(max(expected, needed, 1, *(bar.count for bar in bars)))
    bottom = _TOP + len(shown) * _REGION + len(bars) * _BAR + 6
    title, alt = "Support by country", _alt(shown, bars, needed, expected)
    if not bars:
        svg = drawing(36, title, alt, text(0, 22, "No country has been put forward.", fill=SOFT))
    else:
        svg = drawing(
            bottom + 42,
            title,
            alt,
            *_grid(scale, bottom),
            *_regions(shown, scale),
            *_needed(scale, needed, expected, bottom),
            *_counts(shown, scale),
            *_legend(bottom + 36),
        )
    return Figure(svg, alt, f"Support by country; {needed} of {expected} delegations are needed")


@dataclass(frozen=True, slots=True)
class _Scale:
    largest: int

    def x(self, count: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * count / self.largest


def _grid(scale: _Scale, bottom: float) -> Iterator[str]:
    step = next((step for step in (1, 2, 5, 10, 20, 50) if scale.largest / step <= 8), scale.largest)
    for count in range(0, scale.largest + 1, step):
        yield stroke(scale.x(count), _TOP, scale.x(count), bottom, INK if count == 0 else RULE, 0.75)
        yield text(scale.x(count), bottom + 13, str(count), size=10, text_anchor="middle", fill=SOFT)


def _places(regions: Sequence[RegionBars]) -> Iterator[tuple[RegionBars | Bar, float]]:
    """Each region and bar with where its row begins."""
    y: float = _TOP
    for region in regions:
        yield region, y
        y += _REGION
        for bar in region.bars:
            yield bar, y
            y += _BAR


def _regions(regions: Sequence[RegionBars], scale: _Scale) -> Iterator[str]:
    for item, y in _places(regions):
        if isinstance(item, RegionBars):
            yield box(0, y + 3, WIDTH, _REGION - 4, fill="#eeeeee")
            yield text(
                4, y + 14, item.name, size=11, font_weight="bold", font_style="italic", width=WIDTH - 8
            )
        else:
            yield _bar(item, y, scale)


def _bar(bar: Bar, y: float, scale: _Scale) -> str:
    mark = _diamond(10, y + _BAR / 2) if bar.priority else ""
    weight = "bold" if bar.priority else "normal"
    name = text(18, y + 10, bar.name, size=11, width=_LEFT - 24, font_weight=weight)
    fill = BLUE if bar.priority else "#ffffff"
    width = scale.x(bar.count) - _LEFT
    drawn = box(_LEFT, y + 2, width, _BAR - 4, fill=fill, stroke=BLUE, stroke_width=1.25) if bar.count else ""
    return titled(f"{bar.name}: {bar.count}", mark, name, drawn)


def _diamond(x: float, y: float) -> str:
    return polygon((x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y), fill=BLUE)


def _counts(regions: Sequence[RegionBars], scale: _Scale) -> Iterator[str]:
    """The numbers at the bars, on white so that no line runs through them."""
    for item, y in _places(regions):
        if isinstance(item, Bar):
            x, weight = scale.x(item.count) + 3, "bold" if item.priority else "normal"
            width = text_width(str(item.count), 10.5)
            yield box(x - 1.5, y + 1, width + 1, _BAR - 2, fill="#ffffff")
            yield text(x, y + 10, str(item.count), size=10.5, font_weight=weight)


def _needed(scale: _Scale, needed: int, expected: int, bottom: float) -> Iterator[str]:
    """The line of what is needed, with a white edge so that it is seen on full bars too."""
    label, x = f"{needed} of {expected} delegations needed", scale.x(needed)
    half = text_width(label, 11, bold=True) / 2
    yield stroke(x, _TOP - 6, x, bottom, "#ffffff", 3.5)
    yield stroke(x, _TOP - 6, x, bottom, RED, 1.5, stroke_dasharray="5 3")
    middle = min(max(x, half), WIDTH - half)
    yield text(middle, _TOP - 11, label, size=11, text_anchor="middle", fill=RED, font_weight="bold")


def _legend(y: float) -> Iterator[str]:
    yield _diamond(10, y - 4)
    yield box(20, y - 9, 26, 10, fill=BLUE, stroke=BLUE, stroke_width=1.25)
    yield text(52, y, "priority partner", size=11, font_weight="bold")
    yield box(_LEFT, y - 9, 26, 10, fill="#ffffff", stroke=BLUE, stroke_width=1.25)
    yield text(_LEFT + 32, y, "other country", size=11)
    yield text(_RIGHT, y, "delegations in support", size=11, text_anchor="end", fill=SOFT)


def _alt(regions: Sequence[RegionBars], bars: Sequence[Bar], needed: int, expected: int) -> str:
    if not bars:
        return f"No country has been put forward; {needed} of {expected} delegations would be needed."
    most = max(bars, key=lambda bar: bar.count)
    reached = sum(bar.count >= needed for bar in bars)
    priorities = sum(bar.priority for bar in bars)
    return (
        f"Bar chart of the support for {plural(len(bars), 'country', 'countries')} in "
        f"{plural(len(regions), 'region', 'regions')}: {reached} of them "
        f"{'has' if reached == 1 else 'have'} the {needed} of {expected} delegations needed, {most.name} has the "
        f"most with {most.count}, and {plural(priorities, 'is a priority partner', 'are priority partners')}."
    )
