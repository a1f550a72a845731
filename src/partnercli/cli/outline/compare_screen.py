"""Two outlines side by side, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest
from textwrap import wrap

from partnercli.cli.outline.screen import head, name_of, when
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.outline_words import standing
from partnercli.documents.step_words import STATES, delegation_name, instrument_name
from partnercli.documents.words import first_capital, listed
from partnercli.outlines.follow_up import state
from partnercli.outlines.side_by_side import Comparison, brought
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, Step

_NONE = "-"


def comparison_screen(exercise: Exercise, found: Comparison, on: date, width: int) -> Iterator[Line]:
    """Instruments by pillar, each with its steps in either outline; then gaps and contributions."""
    label = width // 3
    column = (width - label) // 2
    yield from head(exercise, found.left, found.right, width=width)
    outlines = (found.left, found.right)
    yield from _beside("", [name_of(exercise, one.country) for one in outlines], label, column, "bold")
    yield from _beside("status", [standing(exercise, one) for one in outlines], label, column)
    for pillar, rows in groupby(found.rows, key=lambda row: row.pillar):
        yield (Piece(first_capital((pillar or "not in the catalogue").replace("-", " ")), "bold"),)
        for row in rows:
            name = f"  {instrument_name(exercise, row.instrument)}"
            yield from _beside(name, [_steps(row.left, on), _steps(row.right, on)], label, column)
    yield ()
    yield from _beside("gaps", [_gaps(one) for one in outlines], label, column)
    yield from _beside("contributions", [_brought(exercise, one) for one in outlines], label, column)
    yield ()
    yield from wrapped(_in_figures(exercise, found), width)


def _beside(label: str, texts: Sequence[str], width: int, column: int, style: str = "") -> Iterator[Line]:
    """A label and two texts, each in its column, over as many lines as they take."""
    cells = (wrap(label, width - 1, subsequent_indent="    "), *(wrap(text, column - 1) for text in texts))
    for name, *words in zip_longest(*cells, fillvalue=""):
        line = fitted(name, width) + "".join(fitted(word, column) for word in words)
        yield (Piece(line.rstrip(), style),)


def _steps(steps: Sequence[Step], on: date) -> str:
    return "; ".join(f"{STATES[state(step, on)]}, {when(step)}" for step in steps) or _NONE


def _gaps(outline: Outline) -> str:
    return listed([gap.replace("-", " ") for gap in outline.gaps]) or _NONE


def _brought(exercise: Exercise, outline: Outline) -> str:
    """The Member States that bring something, in protocol order, each with its kinds."""
    kinds: dict[str, list[str]] = {}
    for _, one in brought(outline):
        if one.kind not in kinds.setdefault(one.delegation, []):
            kinds[one.delegation].append(one.kind)
    codes = exercise.in_protocol_order(set(kinds))
    return (
        "; ".join(f"{delegation_name(exercise, code)} ({', '.join(kinds[code])})" for code in codes) or _NONE
    )


def _in_figures(exercise: Exercise, found: Comparison) -> str:
    left, right = (name_of(exercise, one.country) for one in (found.left, found.right))
    return (
        f"Instruments in both: {len(found.common)}; only {left}: {len(found.only_left)};"
        f" only {right}: {len(found.only_right)}."
    )
