"""Outlines on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from partnercli.cli.terminal import Line, Piece, fitted
from partnercli.documents.words import BANNER, listed, plural
from partnercli.records.contribution import Contribution
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.outline import Outline, Step
from partnercli.tally.result import Tally


def outlines_screen(exercise: Exercise, tally: Tally | None) -> Iterator[Line]:
    """One line an outline, then the priority countries without one."""
    marks = [*_marking(exercise), *([BANNER] if tally and tally.illustrative else [])]
    if marks:
        yield (Piece(" · ".join(marks), "bold"),)
    for key in sorted(exercise.outlines):
        outline = exercise.outlines[key]
        outreach = sum(step.outreach for step in outline.steps)
        steps = f"{plural(len(outline.steps), 'step')}, {outreach} of them outreach"
        yield (Piece(fitted(_name(exercise, outline), 28), "bold"), f"{outline.status:<12}{steps}")
    missing = [row.name for row in tally.priorities if row.country not in exercise.outlines] if tally else []
    if missing:
        yield from _wrapped(f"Priorities without an outline: {listed(missing)}.", 80)


def _marking(exercise: Exercise) -> list[str]:
    return ["LIMITE"] if exercise.config is None or exercise.config.marking is Marking.LIMITE else []


def screen(exercise: Exercise, key: str, width: int) -> Iterator[Line]:
    """One outline, with what is not known said plainly."""
    outline = exercise.outlines[key]
    for mark in _marking(exercise):
        yield (Piece(mark, "bold"),)
    yield (Piece(f"Indicative outline: {_name(exercise, outline)}", "bold"), f" · {outline.status}")
    if outline.endorsed:
        yield (f"Endorsed by {outline.endorsed.by} on {outline.endorsed.on}",)
    for objective in outline.objectives:
        yield from _wrapped(f"- {objective}", width, "  ")
    yield ()
    numbers = {step.id: number for number, step in enumerate(outline.steps, 1)}
    for step in outline.steps:
        yield from _step(step, numbers, width)
    yield ()
    yield from _wrapped(f"Gaps: {listed(outline.gaps) or 'none recorded'}.", width)
    for left in outline.later:
        name = (
            exercise.instruments[left.instrument].name
            if left.instrument in exercise.instruments
            else left.instrument
        )
        yield from _wrapped(f"Left for later: {name}: {left.reason}", width)


def _step(step: Step, numbers: dict[str, int], width: int) -> Iterator[Line]:
    yield (
        Piece(f"{numbers[step.id]:>2}. {_when(step):<20}", "bold"),
        f"{step.status}{' · outreach' if step.outreach else ''}",
    )
    yield from _wrapped(step.action, width, "    ", "    ")
    who = step.lead or "no lead named"
    after = f"; after {listed([str(numbers.get(one, one)) for one in step.after])}" if step.after else ""
    yield from _wrapped(
        f"{who}{f' with {listed(step.partners)}' if step.partners else ''}{after}", width, "    ", "    "
    )
    for contribution in step.contributions:
        yield from _wrapped(_contribution(contribution), width, "      ", "    + ")


def _when(step: Step) -> str:
    start, end = step.timeline.start, step.timeline.end
    if start is None:
        return "no date given"
    return f"{start} to {end}" if end is not None else f"from {start}"


def _contribution(contribution: Contribution) -> str:
    amount = contribution.amount
    money = f", {amount.currency} {amount.value:,f}".replace(",", " ").replace("  ", ", ") if amount else ""
    return f"{contribution.delegation} ({contribution.kind}): {contribution.description}{money}"


def _name(exercise: Exercise, outline: Outline) -> str:
    country = exercise.countries.get(outline.country)
    return country.name if country else outline.country


def _wrapped(text: str, width: int, indent: str = "  ", first: str = "") -> Iterator[Line]:
    for part in wrap(text, width, initial_indent=first, subsequent_indent=indent):
        yield (part,)
