"""The tables that a run prints, in Markdown: for a terminal, a page and the summary of a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from benchmarks.figures import (
    LEAST_MOVE,
    ROUNDS_TO_TELL,
    Bar,
    Ratio,
    Reading,
    Round,
    moved,
    read,
)

Row = tuple[str, ...]
MEASURED: Final[tuple[Literal["time", "memory"], ...]] = ("time", "memory")
"""What of two revisions is compared."""


def of_bars(bars: Iterable[Bar], rounds: Sequence[Round], peers: Sequence[str]) -> Iterator[str]:
    """The figures with their bars: of the medians, and the lowest and highest of any round.

    A figure that could not be read is said to be so: `peers` are the programs that may not be installed.
    """
    rows: list[Row] = [("what", "ratio", "of rounds", "goal", "least", "")]
    for bar in bars:
        found = read(bar.figure, rounds)
        value, spread = _shown(found)
        verdict = _why_missing(bar, rounds, peers) if found is None else bar.verdict(found.value)
        rows.append((bar.what, value, spread, _figure(bar.goal), _figure(bar.least), verdict))
    yield from _laid_out(rows)


def of_moves(named: Mapping[str, str], lacking: Mapping[str, str], rounds: Sequence[Round]) -> Iterator[str]:
    """Time and memory of each command, new : old, and what moved.

    `named` gives the old one's name for the new one's, `lacking` why an old one could not be run.
    """
    rows: list[Row] = [("new : old", "time", "of rounds", "", "memory", "of rounds", "")]
    for new, old in named.items():
        cells: list[str] = []
        for measured in MEASURED:
            found = read(Ratio(new, old, measured), rounds)
            cells += [*_shown(found), _moved(found)]
        rows.append((new, *cells[:-1], lacking.get(old, cells[-1])))
    yield from _laid_out(rows)


def moves(named: Mapping[str, str], rounds: Sequence[Round]) -> str:
    """What moved, as a sentence, with the rule by which that is said."""
    found = [
        f"{new} ({measured} × {reading.value:.2f})"
        for new, old in named.items()
        for measured in MEASURED
        if (reading := read(Ratio(new, old, measured), rounds)) and moved(reading.rounds)
    ]
    rule = f"in all of {ROUNDS_TO_TELL} rounds or more on the same side, the median by more than {LEAST_MOVE:.0%}"
    return f"Moved: {'; '.join(found) or 'nothing'}. What counts as moved: {rule}."


def _moved(found: Reading | None) -> str:
    direction = moved(found.rounds) if found else ""
    return f"moved {direction}" if direction else ""


def _why_missing(bar: Bar, rounds: Sequence[Round], peers: Sequence[str]) -> str:
    absent = bar.figure.needs.difference(*rounds)
    return "not installed" if any(name.startswith(tuple(peers)) for name in absent) else "not in the tool yet"


def _shown(found: Reading | None) -> tuple[str, str]:
    if found is None:
        return "", ""
    lowest, highest = found.spread
    digits = 3 if abs(found.value) < 0.1 else 2
    dash = "–" if lowest >= 0 else " to "
    return f"{found.value:.{digits}f}", f"{lowest:.{digits}f}{dash}{highest:.{digits}f}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _laid_out(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as a table: figures to the right, the first column and those without a head, of words, to the left."""
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
    right = [number > 0 and bool(head) for number, head in enumerate(rows[0])]
    rule = tuple(
        "-" * (width - 1) + (":" if figures else "-") for width, figures in zip(widths, right, strict=True)
    )
    for row in (rows[0], rule, *rows[1:]):
        cells = zip(row, widths, right, strict=True)
        laid = (cell.rjust(width) if figures else cell.ljust(width) for cell, width, figures in cells)
        yield f"| {' | '.join(laid)} |"
