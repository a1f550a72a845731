"""Steps and contributions of an outline in words."""

from __future__ import annotations

from partnercli.documents.words import is_quarter, money, period_in_table, period_in_words, term_in_words
from partnercli.records.contribution import Contribution
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Step

STATES = {
    "planned": "planned",
    "ongoing": "under way",
    "done": "done",
    "on-hold": "on hold",
    "dropped": "dropped",
    "late": "late",
}
"""How far a step has come, in words."""


def timing(step: Step) -> str:
    """When a step happens: from the third quarter of 2021 to the first half of 2022; or that nobody can say yet."""
    start, end = step.timeline.start, step.timeline.end
    if start is None:
        return f"until {period_in_words(end)}" if end is not None else "no date can be given yet"
    if end is None:
        return f"from {period_in_words(start)}"
    if is_quarter(start) and is_quarter(end) and start != end and start.first.year == end.first.year:
        first = period_in_words(start).removesuffix(f" quarter of {start.first.year}")
        return f"from {first} to {period_in_words(end)}"
    if start == end:
        return f"{'on' if start.first == start.last else 'in'} {period_in_words(start)}"
    return f"from {period_in_words(start)} to {period_in_words(end)}"


def timing_in_table(step: Step) -> str:
    """The same in a cell: Q3 2021 to Q4 2021; from Q3 2021; no date."""
    start, end = step.timeline.start, step.timeline.end
    if start is None:
        return f"until {period_in_table(end)}" if end is not None else "no date"
    if end is None:
        return f"from {period_in_table(start)}"
    return period_in_table(start) if start == end else f"{period_in_table(start)} to {period_in_table(end)}"


def instrument_name(exercise: Exercise, key: str) -> str:
    """An instrument's name from the catalogue, without what stands in brackets; its id where it has none."""
    instrument = exercise.instruments.get(key)
    return instrument.name.partition(" (")[0] if instrument else key


def delegation_name(exercise: Exercise, code: str) -> str:
    """A Member State's short name; its code where the list does not have it."""
    delegation = exercise.delegations.get(code)
    return delegation.name if delegation else code


def contribution_in_words(exercise: Exercise, contribution: Contribution) -> str:
    """Who brings what: Italy, financial (EUR 10 million, 2019 to 2023): training of coastguards."""
    figures = [
        *([money(contribution.amount)] if contribution.amount else []),
        *([term_in_words(contribution.period)] if contribution.period else []),
        *([] if contribution.verified else ["to be confirmed"]),
    ]
    inside = f" ({', '.join(figures)})" if figures else ""
    who = delegation_name(exercise, contribution.delegation)
    return f"{who}, {contribution.kind}{inside}: {contribution.description}"
