"""Outlines on a screen: all of them in a line each, and one as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from partnercli.cli.marks import mark_line, mark_words
from partnercli.cli.narrow import flowing, table_row
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.outline_words import WORKING_DRAFT, reached, standing
from partnercli.documents.step_words import STATES, instrument_name
from partnercli.documents.words import day_in_words, first_capital, listed
from partnercli.outlines.basis import Doubt
from partnercli.outlines.follow_up import CROWDED, crowded, overdue, progress_of
from partnercli.records.contribution import Contribution
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, Step
from partnercli.records.plural import plural

_NAME = 24
"""Columns of a country's name in a list."""
_TABLE = 72
"""Columns that the list needs, for its last cell to say enough."""
Suspicion = Mapping[str, Sequence[Doubt]]
"""What is in doubt of each outline, by its id."""


def head(exercise: Exercise, *outlines: Outline, width: int) -> Iterator[Line]:
    """How the screen is handled: marking, banner, and that it is a draft where all it shows are drafts."""
    draft = bool(outlines) and all(outline.status == "draft" for outline in outlines)
    marks = (
        *mark_words(exercise.marking, illustrative=exercise.any_illustrative),
        *([WORKING_DRAFT] if draft else []),
    )
    yield from mark_line(marks, width)


def outlines_screen(
    exercise: Exercise, on: date, suspicion: Suspicion, missing: Sequence[str], width: int
) -> Iterator[Line]:
    """One line an outline: how far it has come and what is next; then what asks for attention."""
    yield from head(exercise, *exercise.outlines.values(), width=width)
    yield from wrapped(f"Indicative outlines as of {day_in_words(on)}", width)
    if not exercise.outlines:
        yield from wrapped("There is no outline yet. Draft one: partner outline new COUNTRY", width)
    else:
        yield ()
    if exercise.outlines and width >= _TABLE:
        yield (Piece(f"{'':<{_NAME}}{'status':<12}{'done':>6}  next step", "bold"),)
    for key in sorted(exercise.outlines):
        yield from _row(exercise, exercise.outlines[key], on, suspicion.get(key, ()), width)
    yield from _below(exercise, missing, width)


def _row(
    exercise: Exercise, outline: Outline, on: date, doubts: Sequence[Doubt], width: int
) -> Iterator[Line]:
    found = progress_of(outline, on)
    wanted = found.total - found.counts["dropped"]
    done = f"{found.counts['done']}/{wanted}"
    name, coming = name_of(exercise, outline.country), _next(exercise, outline, found.coming)
    line = f"{outline.status:<12}{done:>6}  {coming}"
    cells = Piece(fitted(name, _NAME), "bold"), fitted(line, width - _NAME).rstrip()
    yield from table_row(cells, _TABLE, width, name, (outline.status, f"{done} done", coming))
    notes = [
        *([f"{plural(len(found.late), 'step')} late"] if found.late else []),
        *(["suspect: what it rested on changed"] if doubts else []),
    ]
    if notes:
        indent = " " * (_NAME if width >= _TABLE else 4)
        yield from flowing((indent, Piece("; ".join(notes), "yellow")), width, indent)


def _next(exercise: Exercise, outline: Outline, step: Step | None) -> str:
    if step is not None:
        return f"{step.timeline.start}: {instrument_name(exercise, step.instrument)}"
    return "" if outline.status == "superseded" else "no date given"


def _below(exercise: Exercise, missing: Sequence[str], width: int) -> Iterator[Line]:
    crowds = crowded(exercise.outlines)
    if crowds or missing or any(one.status == "draft" for one in exercise.outlines.values()):
        yield ()
    if any(one.status == "draft" for one in exercise.outlines.values()):
        yield from wrapped("Drafts are working drafts of the Presidency.", width)
    for quarter, keys in crowds.items():
        names = listed([name_of(exercise, key) for key in keys])
        text = (
            f"{len(keys)} outlines begin in {quarter}, where {CROWDED} are too many to prepare: spread their"
            f" first steps ({names})."
        )
        yield from wrapped(f"warning: {text}", width)
    if missing:
        names = listed([name_of(exercise, key) for key in missing])
        yield from wrapped(f"Partners without an outline: {names}.", width)


def screen(
    exercise: Exercise, outline: Outline, on: date, doubts: Sequence[Doubt], width: int
) -> Iterator[Line]:
    """One outline on a day, with what is not known said plainly."""
    yield from head(exercise, outline, width=width)
    yield from wrapped(f"Indicative outline: {name_of(exercise, outline.country)}", width, "bold")
    yield from _standing(exercise, outline, on, width)
    yield from _suspect(doubts, width)
    for objective in outline.objectives:
        yield from wrapped(f"- {objective}", width)
    yield ()
    numbers, late = {step.id: number for number, step in enumerate(outline.steps, 1)}, overdue(outline, on)
    for step in outline.steps:
        yield from _step(step, numbers, width, late=step in late)
    yield ()
    yield from wrapped(
        f"Gaps: {listed([gap.replace('-', ' ') for gap in outline.gaps]) or 'none recorded'}.", width
    )
    for left in outline.later:
        text = f"Left for later: {instrument_name(exercise, left.instrument)}: {left.reason}"
        yield from wrapped(text, width)


def _standing(exercise: Exercise, outline: Outline, on: date, width: int) -> Iterator[Line]:
    words = first_capital(standing(exercise, outline))
    yield from wrapped(f"{words}; shown as of {day_in_words(on)}.", width)
    if len(outline.history) > 1:
        earlier = "; ".join(reached(exercise, change) for change in outline.history[:-1])
        yield from wrapped(f"Before: {earlier}.", width)
    if note := next((change.note for change in outline.history[-1:] if change.note), None):
        yield from wrapped(f"Note: {note}", width)
    if outline.hold:
        reason = f": {outline.hold.reason}" if outline.hold.reason else ""
        yield from wrapped(f"On hold until {outline.hold.until}{reason}.", width)


def _suspect(doubts: Sequence[Doubt], width: int) -> Iterator[Line]:
    if not doubts:
        return
    said = ": what it rested on changed since it was endorsed"
    yield from flowing((Piece("SUSPECT", "bold yellow"), said), width)
    for doubt in doubts:
        yield from wrapped(f"  {doubt.file}: {doubt.what}", width, indent="    ")


def _step(step: Step, numbers: Mapping[str, int], width: int, *, late: bool) -> Iterator[Line]:
    since = Piece(f" · late since {due_day(step)}", "yellow") if late else ""
    outreach = " · outreach" if step.outreach else ""
    state = f" {STATES[step.status]}{outreach}"
    yield from flowing((Piece(f"{numbers[step.id]:>2}. {when(step):<22}", "bold"), state, since), width)
    yield from wrapped(step.action, width, indent="    ", first="    ")
    who = step.lead or "no lead named"
    after = f"; after {listed([str(numbers.get(one, one)) for one in step.after])}" if step.after else ""
    yield from wrapped(
        f"{who}{f' with {listed(step.partners)}' if step.partners else ''}{after}",
        width,
        indent="    ",
        first="    ",
    )
    for contribution in step.contributions:
        yield from wrapped(_contribution(contribution), width, indent="      ", first="    + ")


def due_day(step: Step) -> date | None:
    """The last day on which a late step was in time: of its end once it has begun, else of its beginning."""
    start, end = step.timeline.start, step.timeline.end
    due = end if step.status == "ongoing" else start or end
    return due.last if due else None


def when(step: Step) -> str:
    """When a step happens, as its file says it: 2021-Q3 to 2021-Q4; from 2021-Q3; no date given."""
    start, end = step.timeline.start, step.timeline.end
    if start is None:
        return f"until {end}" if end is not None else "no date given"
    if start == end:
        return str(start)
    return f"{start} to {end}" if end is not None else f"from {start}"


def _contribution(contribution: Contribution) -> str:
    money = f", {contribution.amount.in_full}" if contribution.amount else ""
    doubtful = "" if contribution.verified else " (to be confirmed)"
    return f"{contribution.delegation} ({contribution.kind}): {contribution.description}{money}{doubtful}"


def name_of(exercise: Exercise, key: str) -> str:
    """A country's name; its id where it has no record."""
    country = exercise.countries.get(key)
    return country.name if country else key
