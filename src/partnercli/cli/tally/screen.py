"""The tally on a screen of 80 columns: what a minister's adviser understands at once, in black and white too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from partnercli.cli.reading_words import (
    STANCE_STYLES,
    foot,
    head,
    in_confidence,
    nothing_named,
    rule_in_words,
    standing,
)
from partnercli.cli.supposing import Positions
from partnercli.cli.tally import tables
from partnercli.cli.tally.view import View
from partnercli.cli.terminal import Line, Piece, columns, folded, wrapped
from partnercli.documents.words import listed, percent
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.result import CountryRow, RegionRow, Tally

if TYPE_CHECKING:  # a screen needs no contract
    from partnercli.tally.contract import TallyContract

_NAME = 23
_FIGURES = 30
"""Columns of a country's line beside its name and the cells of its bar."""
_NARROW = _NAME + _FIGURES + 9
"""Columns under which a country's bar stands below its numbers, and not among them."""
_SHORT_NAME, _INDENT = 20, 4
"""Columns of a name, and before a bar, on a narrow screen."""
_TABLE = 80
"""Columns under which a region's figures stand in a sentence, and not in a table."""
_MARKS = {Stance.SUPPORT: "█", Stance.CAN_ACCEPT: "▒", Stance.RESERVATION: "r", Stance.OPPOSITION: "x"}
_UNHEARD, _LINE = "·", "│"


def countries_view(said: Positions, regions: Collection[str]) -> View:
    """The countries, in every form; only those of some regions, by id, where any are named."""
    tally = tally_of(said, regions)
    shown = partial(screen, tally, said.title, in_regions=within_regions(said.exercise))
    words = (reached_in_words(tally), rule_in_words(tally.threshold), standing(tally.population))
    return View(tally, said.title, shown, partial(_contract, tally), tables.countries, words)


def regions_view(said: Positions, regions: Collection[str]) -> View:
    """The regions, in every form; only some of them, by id, where any are named."""
    tally = tally_of(said, regions)
    shown = partial(regions_screen, tally, said.title)
    words = (reached_in_words(tally), rule_in_words(tally.threshold))
    return View(tally, said.title, shown, partial(_contract, tally), tables.regions, words)


def _contract(tally: Tally) -> TallyContract:
    from partnercli.tally.contract import to_contract

    return to_contract(tally)


def tally_of(said: Positions, regions: Collection[str]) -> Tally:
    """What the positions amount to; only the rows of some regions, by id, where any are named."""
    tally = count(said.table, said.exercise)
    return tally.only_regions(regions) if regions else tally


def within_regions(exercise: Exercise) -> bool:
    """Whether countries are listed region by region, as the settings say, or all together."""
    return exercise.config is not None and exercise.config.priority.within == "region"


def screen(tally: Tally, title: str, width: int, *, in_regions: bool) -> Iterator[Line]:
    """The whole screen; `title` is what the meeting is called."""
    yield from head(tally, title, width)
    if not tally.regions:
        yield from foot(width, nothing_named(tally))
        return
    bar = _Bar(tally, width)
    if tally.countries:
        yield from bar.heading
    if in_regions:
        yield from _by_region(tally, bar, width)
    else:
        yield from _in_one_list(tally, bar, width)
    yield ()
    yield from _foot(tally, bar, width)


def regions_screen(tally: Tally, title: str, width: int) -> Iterator[Line]:
    """The regions: how many delegations name each or a country in it, and its countries over the line."""
    yield from head(tally, title, width)
    if not tally.regions:
        yield from foot(width, nothing_named(tally))
        return
    names = {row.country: row.name for row in tally.countries}
    if width >= _TABLE:
        yield (Piece(f"{'region':<28}{'named by':>9}{'share':>8}{'region only':>13}  over the line", "dim"),)
    for row in tally.regions:
        partners = ", ".join(names[country] for country in row.partners) or "none"
        yield from _in_table(row, partners, width) if width >= _TABLE else _in_words(row, partners, width)
    yield ()
    yield from foot(width, reached_in_words(tally), rule_in_words(tally.threshold))


def _in_table(row: RegionRow, partners: str, width: int) -> Iterator[Line]:
    numbers = f"{row.support:>9}{percent(row.share):>8}{len(row.region_only):>13}  "
    beside = zip_longest(folded(row.name, 28), folded(partners, width - 60), fillvalue="")
    for place, (name, partner) in enumerate(beside):
        yield (f"{name or ' ' * 28}{'' if place else numbers:32}{partner}".rstrip(),)


def _in_words(row: RegionRow, partners: str, width: int) -> Iterator[Line]:
    yield from _region(row, width)
    yield from wrapped(f"  {percent(row.share)} of all; over the line: {partners}", width, indent="    ")


def reached_in_words(tally: Tally) -> str:
    """How many countries reach the line, of those in these rows."""
    shown = plural(len(tally.countries), "country", "countries")
    return f"Reaching the line: {len(tally.priorities)} of {shown} shown."


class _Bar:
    """One cell a delegation, with the line of the threshold between two cells."""

    def __init__(self, tally: Tally, width: int) -> None:
        """Cells stand for several delegations only where a line has no room for all."""
        self._all = len(tally.expected)
        self._needed = tally.threshold.needed
        self.below = width < _NARROW
        self.each = max(1, -(-self._all // (width - (_INDENT + 1 if self.below else _NAME + _FIGURES))))
        self.cells = -(-self._all // self.each)
        self.line = min(-(-self._needed // self.each), self.cells)

    @property
    def heading(self) -> Iterator[Line]:
        """Over the figures what they are; over the bars the number that is needed, above its line."""
        needed = f"{self._needed:>{self.line}}{_LINE}"
        if self.below:
            yield (Piece(f"{'':{_SHORT_NAME - 3}}named by  share  pop.", "dim"),)
            yield (Piece(f"{'':{_INDENT}}{needed}", "dim"),)
        else:
            yield (Piece(f"{'':{_NAME + 2}}named by {needed:<{self.cells + 1}}  share population", "dim"),)

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
        return [Piece(_MARKS[stance], STANCE_STYLES[stance])] * -(-count // self.each)


def _by_region(tally: Tally, bar: _Bar, width: int) -> Iterator[Line]:
    for region in tally.regions:
        rows = [row for row in tally.countries if row.region == region.region]
        yield from _region(region, width, _unless_reached(region))
        yield from _rows(rows, bar, width)


def _region(region: RegionRow, width: int, more: str = "") -> Iterator[Line]:
    """A region's name, how many delegations name it, and more of it."""
    only = f", {len(region.region_only)} of them only the region" if region.region_only else ""
    said = f" · named by {region.support}{only}{more}"
    if columns(region.name + said) <= width:
        yield (Piece(region.name, "bold"), said)
    else:
        yield from wrapped(region.name + said, width, "bold")


def _unless_reached(region: RegionRow) -> str:
    return "" if region.partners else "; no country reaches the line"


def _in_one_list(tally: Tally, bar: _Bar, width: int) -> Iterator[Line]:
    yield from _rows(tally.countries, bar, width)
    for region in tally.regions:
        if not region.partners:
            yield from _region(region, width, _unless_reached(region))


def _rows(rows: Sequence[CountryRow], bar: _Bar, width: int) -> Iterator[Line]:
    for row in rows:
        if row.priority:
            yield from _country(row, bar)
    below = [row for row in rows if not row.priority]
    if below:
        text = "  below: " + ", ".join(_below(row) for row in below)
        yield from wrapped(text, width, "dim", indent="         ")


def _country(row: CountryRow, bar: _Bar) -> Iterator[Line]:
    first, *others = folded(row.name, _SHORT_NAME if bar.below else _NAME)
    support = Piece(f"{row.support:>3}", "bold")
    marks = "*" if row.lifted_by_carried else " "
    share, population = percent(row.share), percent(row.population_share)
    if bar.below:
        yield (f"  {first} ", support, f"{marks}{share:>6}{population:>6}")
    else:
        yield (f"  {first} ", support, f"{marks}    ", *bar.pieces(row), f" {share:>6} {population:>10}")
    yield from ((f"  {part}".rstrip(),) for part in others)
    if bar.below:
        yield (" " * _INDENT, *bar.pieces(row))


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
    said = [reached_in_words(tally)]
    said += [
        f"{label}: {listed([row.name for row in rows])}."
        for label, rows in (("Exactly on the line", tally.on_the_line), ("One short", tally.one_short))
        if rows
    ]
    if tally.without_any and tally.priorities:
        names = "names" if len(tally.without_any) == 1 else "name"
        said.append(f"No country that {listed(tally.without_any)} {names} reaches the line.")
    yield from wrapped(" ".join(said), width)
    if tally.only_with_carried:
        names = listed([row.name for row in tally.only_with_carried])
        yield from wrapped(f"* Over the line only with carried positions: {names}.", width)
    cell = "" if bar.each == 1 else f"; one cell stands for {bar.each} delegations"
    key = (
        f"{_MARKS[Stance.SUPPORT]} names it  ▒ can accept  r reservation  x opposed  · does not name it{cell}"
    )
    yield from wrapped(key, width, "dim")
    yield from wrapped(standing(tally.population), width, "dim")
    yield from foot(width, in_confidence(tally.bilateral), rule_in_words(tally.threshold))
