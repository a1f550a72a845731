"""How far all outlines have come, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from partnercli.cli.outline.screen import head, name_of
from partnercli.cli.terminal import Line, Piece, fitted
from partnercli.documents.step_words import STATES, instrument_name
from partnercli.documents.words import day_in_words
from partnercli.outlines.follow_up import STATES as STATE_ORDER
from partnercli.outlines.follow_up import Progress, State, in_total
from partnercli.records.exercise import Exercise

_NAME = 24


def progress_screen(exercise: Exercise, found: Sequence[Progress], on: date, width: int) -> Iterator[Line]:
    """A row of counts an outline, with what is next and who leads it; then the totals."""
    yield head(exercise, *(exercise.outlines[one.country] for one in found))
    yield (f"Steps of the indicative outlines as of {day_in_words(on)}",)
    if not found:
        yield ("There is no outline yet. Draft one: partner outline new COUNTRY",)
        return
    yield ()
    titles = "".join(f"{STATES[one]:>{_wide(one)}}" for one in STATE_ORDER)
    yield (Piece(f"{'':<{_NAME}}{'steps':>6}{titles}", "bold"),)
    for one in found:
        yield (Piece(fitted(name_of(exercise, one.country), _NAME), "bold"), _figures(one.total, one.counts))
        yield from _next(exercise, one, width)
    if len(found) > 1:
        yield (fitted("All", _NAME), _figures(sum(one.total for one in found), in_total(found)))


def _wide(state: State) -> int:
    return len(STATES[state]) + 2


def _figures(total: int, counts: Mapping[State, int]) -> str:
    return f"{total:>6}{''.join(f'{counts[one]:>{_wide(one)}}' for one in STATE_ORDER)}"


def _next(exercise: Exercise, found: Progress, width: int) -> Iterator[Line]:
    step = found.coming
    if step is not None:
        lead = f" ({step.lead})" if step.lead else " (no lead named)"
        text = f"  next: {step.timeline.start} {instrument_name(exercise, step.instrument)}{lead}"
        yield (fitted(text, width).rstrip(),)
    if found.undated:
        yield (f"  without a date: {len(found.undated)}",)
