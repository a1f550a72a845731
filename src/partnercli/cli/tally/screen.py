"""The tally on a screen of 80 columns: what a minister's adviser understands at once, in black and white too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from partnercli.cli.reading_words import NO_DECISION, head, standing
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import listed, percent, plural, share_in_words
from partnercli.records.position import Stance
from partnercli.tally.result import CountryRow, RegionRow, Tally

_NAME = 23
_FIGURES = 30
"""Columns of a country's line beside its name and the cells of its bar."""
_MARKS = {Stance.SUPPORT: "█", Stance.CAN_ACCEPT: "▒", Stance.RESERVATION: "r", Stance.OPPOSITION: "x"}
_STYLES = {
    Stance.SUPPORT: "cyan",
    Stance.CAN_ACCEPT: "cyan",
    Stance.RESERVATION: "yellow",
    Stance.OPPOSITION: "red",
}
_UNHEARD, _LINE = "·", "│"


def screen(tally: Tally, title: str, width: int = 80, *, in_regions: bool = True) -> Iterator[Line]:
    """The whole screen; `title` is what the meeting is called."""
    yield from head(tally, title, width)
    if not tally.countries:
        yield ("No delegation names a country." if tally.expected else "No delegation is expected.",)
        yield (Piece(NO_DECISION, "bold"),)
        return
    bar = _Bar(tally, width)
    yield (Piece(f"{'':{_NAME + 2}}named by {bar.heading}  share population", "dim"),)
    if in_regions:
        yield from _by_region(tally, bar, width)
    else:
        yield from _in_one_list(tally, bar, width)
    yield ()
    yield from _foot(tally, bar, width)


def regions_screen(tally: Tally, title: str, width: int = 80) -> Iterator[Line]:
    """The regions: how many delegations name each or a country in it, and its countries over the line."""
    yield from head(tally, title, width)
    names = {row.country: row.name for row in tally.countries}
    yield (Piece(f"{'region':<28}{'named by':>9}{'share':>8}{'region only':>13}  over the line", "dim"),)
    for row in tally.regions:
        partners = ", ".join(names[country] for country in row.partners) or "none"
        numbers = f"{row.support:>9}{percent(row.share):>8}{len(row.region_only):>13}  "
        for place, part in enumerate(wrap(partners, max(20, width - 60)) or [""]):
            yield (f"{fitted(row.name, 28)}{numbers}{part}",) if not place else (f"{'':60}{part}",)
    yield ()
    yield (Piece(NO_DECISION, "bold"),)


class _Bar:
    """One cell a delegation, with the line of the threshold between two cells."""

    def __init__(self, tally: Tally, width: int) -> None:
        """Cells stand for several delegations only where a line has no room for all."""
        self._all = len(tally.expected)
        self._needed = tally.threshold.needed
        self.each = max(1, -(-self._all // max(9, width - _NAME - _FIGURES)))
        self.cells = -(-self._all // self.each)
        self.line = min(-(-self._needed // self.each), self.cells)

    @property
    def heading(self) -> str:
        """Over the bars: the number that is needed, above its line."""
        text = f"{self._needed:>{self.line}}{_LINE}"
        return f"{text:<{self.cells + 1}}"

    def pieces(self, row: CountryRow) -> Iterator[Piece]:
        """The bar of one country: support and can-accept from the left, the others at the right end."""
        left = [mark for stance in (Stance.SUPPORT, Stance.CAN_ACCEPT) for mark in self._marks(row, stance)]
        right = [
            mark for stance in (Stance.RESERVATION, Stance.OPPOSITION) for mark in self._marks(row, stance)
        ]
        unheard = [Piece(_UNHEARD, "dim")] * max(0, self.cells - len(left) - len(right))
        cells = [*left, *unheard, *right][: self.cells]
        cells.insert(self.line, Piece(_LINE, "bold"))
        for style, group in groupby(cells, key=lambda cell: cell.style):
            yield Piece("".join(cell.text for cell in group), style)

    def _marks(self, row: CountryRow, stance: Stance) -> list[Piece]:
        count = len(row.delegations[stance])
        return [Piece(_MARKS[stance], _STYLES[stance])] * -(-count // self.each)


def _by_region(tally: Tally, bar: _Bar, width: int) -> Iterator[Line]:
    for region in tally.regions:
        rows = [row for row in tally.countries if row.region == region.region]
        yield _region(region, any(row.priority for row in rows))
        yield from _rows(rows, bar, width)


def _region(region: RegionRow, reached: bool) -> Line:
    only = f", {len(region.region_only)} of them only the region" if region.region_only else ""
    said = "" if reached else "; no country reaches the line"
    return (Piece(region.name, "bold"), f" · named by {region.support}{only}{said}")


def _in_one_list(tally: Tally, bar: _Bar, width: int) -> Iterator[Line]:
    yield from _rows(tally.countries, bar, width)
    for region in tally.regions:
        if not region.partners:
            yield _region(region, reached=False)


def _rows(rows: Sequence[CountryRow], bar: _Bar, width: int) -> Iterator[Line]:
    for row in rows:
        if row.priority:
            yield _country(row, bar)
    below = [row for row in rows if not row.priority]
    if below:
        text = "  below: " + ", ".join(_below(row) for row in below)
        yield from wrapped(text, width, "dim", indent="         ")


def _country(row: CountryRow, bar: _Bar) -> Line:
    numbers = f" {percent(row.share):>6} {percent(row.population_share):>10}"
    marks = "*" if row.lifted_by_carried else " "
    return (
        f"  {fitted(row.name, _NAME)} ",
        Piece(f"{row.support:>3}", "bold"),
        f"{marks}    ",
        *bar.pieces(row),
        numbers,
    )


def _below(row: CountryRow) -> str:
    others = [
        plural(count, one, several)
        for count, one, several in (
            (row.can_accept, "can accept", "can accept"),
            (row.reservations, "reservation", None),
            (row.opposition, "opposed", "opposed"),
        )
        if count
    ]
    return f"{row.name} {row.support}" + (f" ({', '.join(others)})" if others else "")


def _foot(tally: Tally, bar: _Bar, width: int) -> Iterator[Line]:
    line = tally.threshold
    said = [
        f"{label}: {listed([row.name for row in rows])}."
        for label, rows in (("Exactly on the line", tally.on_the_line), ("One short", tally.one_short))
        if rows
    ]
    if tally.without_any:
        names = "names" if len(tally.without_any) == 1 else "name"
        said.append(f"No country that {listed(tally.without_any)} {names} reaches the line.")
    if said:
        yield from wrapped(" ".join(said), width)
    if tally.only_with_carried:
        names = listed([row.name for row in tally.only_with_carried])
        yield from wrapped(f"* Over the line only with carried positions: {names}.", width)
    if tally.bilateral:
        yield from wrapped(f"In confidence, never to be shown by name: {' '.join(tally.bilateral)}.", width)
    cell = "" if bar.each == 1 else f"; one cell stands for {bar.each} delegations"
    key = (
        f"{_MARKS[Stance.SUPPORT]} names it  ▒ can accept  r reservation  x opposed  · does not name it{cell}"
    )
    yield from wrapped(key, width, "dim")
    yield from wrapped(standing(tally.population), width, "dim")
    base = "all expected" if line.of == "all" else "those heard"
    rule = f"The line is {share_in_words(line.at_least)} of {base}, {line.needed} of {line.base}"
    yield from wrapped(f"{rule}: a convention of this repository alone.", width)
    yield (Piece(NO_DECISION, "bold"),)
