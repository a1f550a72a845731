"""How far the outlines have come: what is done, late and missing, partner by partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnercli.documents.blocks import Align, Table, table_of
from partnercli.documents.paper_words import OVERVIEW_HEAD, PROGRESS_HEAD
from partnercli.documents.partners import by_region, printed_names
from partnercli.documents.step_words import STATES, timing_in_table
from partnercli.documents.words import day_in_words, listed
from partnercli.outlines import follow_up
from partnercli.outlines.follow_up import State, counted, is_undated, state
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, Step

_RIGHT: Align = "right"


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the template of a progress report sees, as of `date`.

    `overview` counts the steps of each partner's outline. The other tables list steps; each is None where there
    is no such step. `undated` are the steps still to come for which no date is given. `without_outline` are the
    listed partners that have none, in a sentence. `designations` are the footnotes of names.
    """

    date: str
    overview: Table | None
    done: Table | None
    ongoing: Table | None
    late: Table | None
    planned: Table | None
    held: Table | None
    undated: Table | None
    without_outline: str
    designations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicProgress:
    """All that the public sees of progress: how many steps of each partner's outline have come how far."""

    date: str
    overview: Table | None
    designations: tuple[str, ...]


def progress(exercise: Exercise, partners: Sequence[str], on: date) -> Progress:
    """How far the outlines have come on a day; `partners` are the listed ones, which should have one each."""
    names, designations = _names(exercise, partners, on)
    outlined = {key for key, _ in standing_outlines(exercise)}
    steps = [(names[key], step) for key, outline in standing_outlines(exercise) for step in outline.steps]

    def table(found: Iterable[tuple[str, Step]]) -> Table | None:
        rows = [(name, step.action, step.lead or "", timing_in_table(step)) for name, step in found]
        return table_of(PROGRESS_HEAD, rows) if rows else None

    def in_state(wanted: str) -> Table | None:
        return table((name, step) for name, step in steps if state(step, on) == wanted)

    return Progress(
        date=day_in_words(on),
        overview=_overview(exercise, names, on),
        done=in_state("done"),
        ongoing=in_state("ongoing"),
        late=in_state("late"),
        planned=in_state("planned"),
        held=in_state("on-hold"),
        undated=table((name, step) for name, step in steps if is_undated(step)),
        without_outline=listed([names[key] for key in partners if key not in outlined]),
        designations=designations,
    )


def public_progress(exercise: Exercise, partners: Sequence[str], on: date) -> PublicProgress:
    """How far the outlines have come, as the public may read it."""
    shown = [key for key, _ in standing_outlines(exercise) if key in partners]
    names, designations = printed_names(exercise, shown, on)
    return PublicProgress(
        day_in_words(on), _overview(exercise, names, on, follow_up.STATES[:-1]), designations
    )


def standing_outlines(exercise: Exercise) -> Iterator[tuple[str, Outline]]:
    """The outlines that stand, by region and by country within it, each with its country."""
    outlines = (exercise.outlines[key] for key in outlines_in_order(exercise))
    return ((outline.country, outline) for outline in outlines)


def outlines_in_order(exercise: Exercise) -> Iterator[str]:
    """The ids of the outlines that stand, by region and by country within it."""
    standing = {
        outline.country: key
        for key, outline in sorted(exercise.outlines.items())
        if outline.status != "superseded" and outline.country in exercise.countries
    }
    for _, countries in by_region(exercise, sorted(standing)):
        yield from (standing[country] for country in countries)


def _names(exercise: Exercise, partners: Iterable[str], on: date) -> tuple[dict[str, str], tuple[str, ...]]:
    return printed_names(
        exercise, dict.fromkeys((*(key for key, _ in standing_outlines(exercise)), *partners)), on
    )


def _overview(
    exercise: Exercise, names: Mapping[str, str], on: date, columns: Sequence[State] = follow_up.STATES
) -> Table | None:
    """The outlines of the countries named, and how many of their steps are in each state; others are left out."""
    rows = []
    for key, outline in standing_outlines(exercise):
        counts = [counted(outline.steps, on)[one] for one in columns]
        if key in names:
            rows.append((names[key], str(sum(counts)), *map(str, counts)))
    head = (*OVERVIEW_HEAD, *(STATES[one].capitalize() for one in columns))
    align = ("left", *(_RIGHT for _ in head[1:]))
    return table_of(head, rows, align=align) if rows else None
