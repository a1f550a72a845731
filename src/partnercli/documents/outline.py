"""One partner's indicative outline: what its templates may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from partnercli.documents.blocks import Align, Figure, Table, table_of
from partnercli.documents.chart_timeline import TimelineRow, timeline_chart
from partnercli.documents.outline_words import standing
from partnercli.documents.paper_words import (
    CONTRIBUTIONS_HEAD,
    LATER_HEAD,
    PUBLIC_STEPS_HEAD,
    REASONS_HEAD,
    STEPS_HEAD,
    TO_BE_CONFIRMED,
)
from partnercli.documents.partners import printed_names
from partnercli.documents.step_words import (
    STATES,
    contribution_in_words,
    delegation_name,
    instrument_name,
    timing,
    timing_in_table,
)
from partnercli.documents.words import day_in_words, first_capital, listed, money, spelt
from partnercli.outlines.follow_up import state
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline, Step
from partnercli.records.period import Period

_NONE = "none"


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step as the text tells it; `after` are the numbers of the steps that come first, in a sentence."""

    number: str
    action: str
    instrument: str
    lead: str
    partners: str
    timing: str
    state: str
    after: str
    outreach: bool
    contributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineContext:
    """All that the template of an outline sees.

    `standing` says what it is: a working draft of the Presidency, or endorsed by whom and when. `steps` are in
    the order of implementation; `timeline` is the table of when each happens, and `chart` the same as a picture.
    `gaps` are the fields without a lasting instrument in force. `contributions` is the table of what Member States
    bring, None where nothing is known. `designations` are the footnotes of the country's name.
    """

    country: str
    date: str
    standing: str
    objectives: tuple[str, ...]
    gaps: str
    steps: tuple[StepWords, ...]
    timeline: Table | None
    chart: Figure | None
    contributions: Table | None
    designations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresidencyOutline(OutlineContext):
    """The same with what the drafting noted: why each step is there, and what was left for later, and why."""

    template: str
    reasons: Table | None
    later: Table | None


@dataclass(frozen=True, slots=True)
class PublicOutline:
    """All that the public sees of a released outline: the country, its instruments in order, and their time.

    `contributions` names Member States on the document's release list alone, each with its kind of contribution.
    """

    country: str
    date: str
    timeline: Table | None
    chart: Figure | None
    contributions: tuple[str, ...]
    designations: tuple[str, ...]


def outline_context(exercise: Exercise, outline: Outline, on: date) -> OutlineContext:
    """The words and tables of an outline on a day."""
    names, designations = printed_names(exercise, [outline.country], on)
    numbers = {step.id: str(number) for number, step in enumerate(outline.steps, start=1)}
    return OutlineContext(
        country=names[outline.country],
        date=day_in_words(on),
        standing=standing(exercise, outline),
        objectives=outline.objectives,
        gaps=listed([spelt(gap) for gap in outline.gaps]),
        steps=tuple(_step(exercise, step, numbers, on) for step in outline.steps),
        timeline=_timeline(exercise, outline, on),
        chart=_chart(
            exercise,
            [(f"{number}. ", step) for number, step in enumerate(outline.steps, start=1)],
            [STATES[state(step, on)] for step in outline.steps],
        ),
        contributions=_contributions(exercise, outline, numbers),
        designations=designations,
    )


def presidency_outline(exercise: Exercise, outline: Outline, on: date, template: str) -> PresidencyOutline:
    """The words and tables of an outline with what the drafting noted."""
    told = outline_context(exercise, outline, on)
    reasons = [(str(number), step.why) for number, step in enumerate(outline.steps, start=1) if step.why]
    later = [(instrument_name(exercise, left.instrument), left.reason) for left in outline.later]
    return PresidencyOutline(
        **{field.name: getattr(told, field.name) for field in fields(told)},
        template=template,
        reasons=table_of(REASONS_HEAD, reasons) if reasons else None,
        later=table_of(LATER_HEAD, later) if later else None,
    )


def public_outline(exercise: Exercise, outline: Outline, on: date, release: Release) -> PublicOutline:
    """What the public may read of an outline."""
    names, designations = printed_names(exercise, [outline.country], on)
    steps = [step for step in outline.steps if step.status != "dropped"]
    rows = [(instrument_name(exercise, step.instrument), timing_in_table(step)) for step in steps]
    return PublicOutline(
        country=names[outline.country],
        date=day_in_words(on),
        timeline=table_of(PUBLIC_STEPS_HEAD, rows) if rows else None,
        chart=_chart(exercise, [("", step) for step in steps], ["" for _ in steps]),
        contributions=tuple(_released(exercise, steps, release)),
        designations=designations,
    )


def _step(exercise: Exercise, step: Step, numbers: Mapping[str, str], on: date) -> StepWords:
    return StepWords(
        number=numbers[step.id],
        action=step.action,
        instrument=instrument_name(exercise, step.instrument),
        lead=step.lead or "",
        partners=listed(step.partners),
        timing=first_capital(timing(step)),
        state=STATES[state(step, on)],
        after=listed([numbers[one] for one in step.after if one in numbers]),
        outreach=step.outreach,
        contributions=tuple(
            contribution_in_words(exercise, one) for one in step.contributions if one.kind != _NONE
        ),
    )


def _timeline(exercise: Exercise, outline: Outline, on: date) -> Table | None:
    rows = [
        (
            str(number),
            instrument_name(exercise, step.instrument),
            step.lead or "",
            timing_in_table(step),
            STATES[state(step, on)],
        )
        for number, step in enumerate(outline.steps, start=1)
    ]
    return table_of(STEPS_HEAD, rows) if rows else None


def _chart(exercise: Exercise, steps: Sequence[tuple[str, Step]], states: Sequence[str]) -> Figure | None:
    """Labelled steps on a timeline, each in its state; None where no step has a date."""
    days = [day for _, step in steps for period in _dates(step) for day in (period.first, period.last)]
    if not days:
        return None
    rows = [
        TimelineRow(
            f"{label}{instrument_name(exercise, step.instrument)}",
            step.timeline.start.first if step.timeline.start else None,
            step.timeline.end.last if step.timeline.end else None,
            how_far,
            open_end=step.timeline.start is not None and step.timeline.end is None,
        )
        for (label, step), how_far in zip(steps, states, strict=True)
    ]
    return timeline_chart(rows, min(days), max(days))


def _dates(step: Step) -> list[Period]:
    return [period for period in (step.timeline.start, step.timeline.end) if period is not None]


def _contributions(exercise: Exercise, outline: Outline, numbers: Mapping[str, str]) -> Table | None:
    """What Member States bring, in protocol order and by step; a declared nil is never printed."""
    found = [(step, one) for step in outline.steps for one in step.contributions if one.kind != _NONE]
    found.sort(key=lambda pair: exercise.protocol_place(pair[1].delegation))
    rows = [
        (
            delegation_name(exercise, one.delegation),
            numbers[step.id],
            one.kind,
            one.description if one.verified else TO_BE_CONFIRMED.format(contribution=one.description),
            money(one.amount) if one.amount else "",
        )
        for step, one in found
    ]
    align: tuple[Align, ...] = ("left", "left", "left", "left", "right")
    return table_of(CONTRIBUTIONS_HEAD, rows, align=align) if rows else None


def _released(exercise: Exercise, steps: Iterable[Step], release: Release) -> Iterator[str]:
    """The Member States on the release list that bring something, in protocol order."""
    kinds: dict[str, list[str]] = {}
    for step in steps:
        for one in step.contributions:
            if one.kind != _NONE and one.kind not in kinds.setdefault(one.delegation, []):
                kinds[one.delegation].append(one.kind)
    for code in exercise.delegations:
        if code in release.delegations and code in kinds:
            yield f"{delegation_name(exercise, code)} ({listed(kinds[code])})"
