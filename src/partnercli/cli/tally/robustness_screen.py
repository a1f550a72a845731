"""How firm the consensus is, on a screen: numbers first, and no delegation named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from partnercli.cli.options import TableFormat
from partnercli.cli.reading_words import foot, head, nothing_named, rule_in_words
from partnercli.cli.supposing import Positions
from partnercli.cli.tally import tables
from partnercli.cli.tally.screen import within_regions
from partnercli.cli.tally.view import View
from partnercli.cli.terminal import Line, Piece, folded, wrapped
from partnercli.documents.fallbacks import NEAR
from partnercli.documents.firmness_words import firmness_in_words, in_words, out_of_reach
from partnercli.tally.result import Tally
from partnercli.tally.robustness import Firmness, Robustness, robustness
from partnercli.tally.robustness_contract import to_contract

_NAME = 23
_NARROW = 60
"""Columns under which what is said of a country stands below its numbers, and not beside them."""
_NUMBERS = _NAME + 14
"""Columns of a country's name and numbers."""


def robustness_view(said: Positions, regions: Collection[str], output: TableFormat) -> View:
    """How firm the consensus is, in every form; only some regions, by id, where any are named.

    In CSV, which is for programs, the pivotal delegations are named; in Markdown they are counted.
    """
    whole = robustness(said.table, said.exercise)
    read = whole.only_regions(regions) if regions else whole
    naming = output is TableFormat.CSV
    return View(
        tally=read.tally,
        title=said.title,
        screen=partial(robustness_screen, read, said.title, in_regions=within_regions(said.exercise)),
        contract=partial(to_contract, read),
        table=partial(tables.robustness, named=naming),
        said=(rule_in_words(read.tally.threshold),),
        naming=naming,
    )


def robustness_screen(read: Robustness, title: str, width: int, *, in_regions: bool) -> Iterator[Line]:
    """The whole screen; `title` is what the meeting is called."""
    tally = read.tally
    yield from head(tally, title, width, "How firm the consensus is")
    if not read.countries:
        yield from foot(width, nothing_named(tally))
        return
    yield (Piece(f"{'':{_NAME + 2}}support  line", "dim"),)
    if in_regions:
        for region in tally.regions:
            yield (Piece(region.name, "bold"),)
            rows = [row for row in read.countries if row.region == region.region]
            yield from _rows(tally, rows, width)
    else:
        yield from _rows(tally, read.countries, width)
    yield ()
    yield from _foot(read, width)


def _rows(tally: Tally, rows: Sequence[Firmness], width: int) -> Iterator[Line]:
    if not rows:
        yield (Piece("  no country in it is named", "dim"),)
    for row in rows:
        if not out_of_reach(row):
            yield from _country(tally, row, width)
    if far := [f"{row.name} {row.support}" for row in rows if out_of_reach(row)]:
        yield from wrapped(f"  out of reach: {', '.join(far)}", width, "dim", indent="         ")


def _country(tally: Tally, row: Firmness, width: int) -> Iterator[Line]:
    margin = f"{row.margin:+}" if row.margin else "on it"
    first, *others = folded(row.name, _NAME)
    numbers: tuple[Piece | str, ...] = (
        f"  {first} ",
        Piece(f"{row.support:>5}", "bold"),
        f"{margin:>6}",
    )
    said = firmness_in_words(tally, row)
    if width < _NARROW:
        yield numbers
        yield from ((f"  {part}".rstrip(),) for part in others)
        yield from wrapped(f"    {said}", width, indent="    ")
        return
    (top, *below) = (piece for (piece,) in wrapped(said, width - _NUMBERS - 2, indent=""))
    yield (*numbers, "  ", top)
    for part, piece in zip_longest(others, below, fillvalue=""):
        yield (f"  {part or ' ' * _NAME}{'':{_NUMBERS - _NAME}}", piece) if piece else (f"  {part}".rstrip(),)


def _foot(read: Robustness, width: int) -> Iterator[Line]:
    said = [
        "Support is a number of delegations; line, how far that is above it (+) or below it (-).",
        "Where delegations would have to change, any that many will do, so none is named.",
    ]
    if any(row.pivotal for row in read.countries):
        said.append("Without a delegation: as if it were not expected. All weigh alike, so that this makes a")
        said.append("difference for no delegation, for each supporter, or for each of the others.")
    if any(row.carried for row in read.countries):
        said.append("Carried: support given at an earlier meeting.")
    if any(out_of_reach(row) for row in read.countries):
        said.append(f"Out of reach: more than {in_words(NEAR)} below the line, whatever the silent say.")
    yield from wrapped(" ".join(said), width, "dim", indent="")
    yield from foot(width, rule_in_words(read.tally.threshold))
