"""How far all outlines have come, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from partnercli.cli.narrow import table_row
from partnercli.cli.outline.screen import head, name_of
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.step_words import STATES, instrument_name
from partnercli.documents.words import day_in_words
from partnercli.outlines.follow_up import STATES as STATE_ORDER
from partnercli.outlines.follow_up import Progress, State, in_total
from partnercli.records.exercise import Exercise

_NAME = 24


def progress_screen(exercise: Exercise, found: Sequence[Progress], on: date, width: int) -> Iterator[Line]:
    """A row of counts an outline, with what is next and who leads it; then the totals."""
    yield from head(exercise, *(exercise.outlines[one.country] for one in found), width=width)
    yield from wrapped(f"Steps of the indicative outlines as of {day_in_words(on)}", width)
    if not found:
        yield from wrapped("There is no outline yet. Draft one: partner outline new COUNTRY", width)
        return
    yield ()
    if width >= _TABLE:
        titles = "".join(f"{STATES[one]:>{_wide(one)}}" for one in STATE_ORDER)
        yield (Piece(f"{'':<{_NAME}}{'steps':>6}{titles}", "bold"),)
    for one in found:
        yield from _counts(name_of(exercise, one.country), "bold", one.total, one.counts, width)
        yield from _next(exercise, one, width)
    if len(found) > 1:
        yield from _counts("All", "", sum(one.total for one in found), in_total(found), width)


def _wide(state: State) -> int:
    return len(STATES[state]) + 2


_TABLE = _NAME + len(" steps") + sum(map(_wide, STATE_ORDER))
"""Columns that the table needs."""


def _counts(name: str, style: str, total: int, counts: Mapping[State, int], width: int) -> Iterator[Line]:
    figures = f"{total:>6}{''.join(f'{counts[one]:>{_wide(one)}}' for one in STATE_ORDER)}"
    said = (f"steps {total}", *(f"{STATES[one]} {counts[one]}" for one in STATE_ORDER))
    yield from table_row((Piece(fitted(name, _NAME), style), figures), _TABLE, width, name, said)


def _next(exercise: Exercise, found: Progress, width: int) -> Iterator[Line]:
    step = found.coming
    if step is not None:
        lead = f" ({step.lead})" if step.lead else " (no lead named)"
        text = f"  next: {step.timeline.start} {instrument_name(exercise, step.instrument)}{lead}"
        yield from (
            [(fitted(text, width).rstrip(),)] if width >= _TABLE else wrapped(text, width, indent="    ")
        )
    if found.undated:
        yield (f"  without a date: {len(found.undated)}",)
