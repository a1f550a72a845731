"""A diff on a screen of 80 columns: the Presidency's own view, with who moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from partnercli.cli.diff.sides import Comparison
from partnercli.cli.diff.words import crossing, marks, no_change, outline_change, pair, reworded, rule
from partnercli.cli.reading_words import NO_DECISION
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import plural
from partnercli.records.position import Stance
from partnercli.tally.diff import CountryDiff, Diff, Move

_NAME = 25
_BEFORE: dict[Stance | None, str] = {
    None: "",
    Stance.SUPPORT: "supported it",
    Stance.CAN_ACCEPT: "could accept it",
    Stance.RESERVATION: "had a reservation",
    Stance.OPPOSITION: "opposed it",
}
_NOW: dict[Stance | None, str] = {
    None: "",
    Stance.SUPPORT: "now supports it",
    Stance.CAN_ACCEPT: "now can accept it",
    Stance.RESERVATION: "now has a reservation",
    Stance.OPPOSITION: "now opposes it",
}


def screen(comparison: Comparison, width: int = 80) -> Iterator[Line]:
    """The whole screen."""
    if found := marks(comparison):
        yield (Piece(" · ".join(found), "bold"),)
    base, head = comparison.title(comparison.base), comparison.title(comparison.head)
    yield from wrapped(f"What changed from {base} to {head}", width, "bold")
    yield ()
    if comparison.differs:
        yield from _changes(comparison, width)
    else:
        yield (no_change(comparison),)
    if words := reworded(comparison):
        yield from wrapped(words, width)
    yield (Piece(NO_DECISION, "bold"),)


def _changes(comparison: Comparison, width: int) -> Iterator[Line]:
    found = comparison.figures
    yield from wrapped(" ".join(filter(None, (_delegations(found), rule(found.threshold)))), width)
    if found.countries:
        head = f"{'support':>10}{'reserved':>10}{'opposed':>10}{'rank':>10}{'in region':>11}"
        yield (Piece(f"{'':{_NAME + 2}}{head}", "dim"),)
    for region, rows in groupby(found.countries, key=lambda row: row.region):
        yield (Piece(comparison.region(region), "bold"),)
        for row in rows:
            yield from _country(row, width)
    if found.regions:
        said = ", ".join(f"{row.name} {pair(row.support)}" for row in found.regions)
        yield from wrapped(f"Support by region: {said}.", width)
    if comparison.outlines.changes:
        yield from _outlines(comparison, width)


def _delegations(found: Diff) -> str:
    expected = f"{plural(found.expected.after, 'delegation')} expected, "
    expected += f"{found.expected.before} before." if found.expected.differs else "as before."
    named = {
        "Newly expected": found.entered,
        "No longer expected": found.left,
        "Spoke": found.spoke,
        "Fell silent": found.fell_silent,
    }
    return " ".join((expected, *(f"{label}: {' '.join(codes)}." for label, codes in named.items() if codes)))


def _country(row: CountryDiff, width: int) -> Iterator[Line]:
    figures = f"{pair(row.support):>10}{pair(row.reservations):>10}{pair(row.opposition):>10}"
    yield (f"  {fitted(row.name, _NAME)}{figures}{pair(row.rank):>10}{pair(row.rank_in_region):>11}",)
    if words := crossing(row):
        yield from _below(words, width, "bold")
    joined = [_named(move.delegation, _BEFORE[move.before]) for move in row.moves if move.joins]
    left = [_named(move.delegation, _NOW[move.after]) for move in row.moves if move.leaves]
    other = [_other(move) for move in row.moves if not (move.joins or move.leaves)]
    for label, moved in (("joined", joined), ("left", left), ("also moved", other)):
        if moved:
            yield from _below(f"{label}: {', '.join(moved)}", width)


def _below(text: str, width: int, style: str = "") -> Iterator[Line]:
    return wrapped(f"    {text}", width, style, indent="      ")


def _other(move: Move) -> str:
    gone = "now says nothing of it" if move.after is None else ""
    return _named(move.delegation, *filter(None, (_BEFORE[move.before], _NOW[move.after], gone)))


def _named(delegation: str, *words: str) -> str:
    said = ", ".join(filter(None, words))
    return f"{delegation} ({said})" if said else delegation


def _outlines(comparison: Comparison, width: int) -> Iterator[Line]:
    yield (Piece("Outlines", "bold"),)
    for one in comparison.outlines.changes:
        step = f", {one.step}" if one.step else ""
        text = f"  {comparison.country(one.country)}{step}: {outline_change(one)}"
        yield from wrapped(text, width, indent="    ")
