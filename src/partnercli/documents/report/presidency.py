"""The report for the Presidency: all figures, who said what, how firm it is, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise

from partnercli.documents.audience import Audience
from partnercli.documents.firmness_words import firmness_in_words
from partnercli.documents.progress import standing_outlines
from partnercli.documents.report.open_points import OpenPoint, open_points
from partnercli.documents.report.rows import (
    DecidedIn,
    Held,
    ListChange,
    NamedRegion,
    OutlineRow,
    Partner,
    Report,
    decided_in,
    heading_of,
    held_at,
    list_changes,
    list_read,
    named_regions,
    outline_row,
    partners_of,
)
from partnercli.documents.report.sources import RecordSources, all_sources
from partnercli.documents.standing import standing_of
from partnercli.documents.step_words import contribution_in_words
from partnercli.outlines.compare import OutlineChanges
from partnercli.outlines.follow_up import STATES, counted
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Outline
from partnercli.records.share import as_text
from partnercli.tally.contract import TallyContract
from partnercli.tally.contract import to_contract as tally_contract
from partnercli.tally.diff import Change, diff, reading
from partnercli.tally.diff_contract import DiffContract
from partnercli.tally.diff_contract import to_contract as diff_contract
from partnercli.tally.list_changes import reasons
from partnercli.tally.matrix import matrix
from partnercli.tally.matrix_contract import MatrixContract
from partnercli.tally.matrix_contract import to_contract as matrix_contract
from partnercli.tally.result import Tally
from partnercli.tally.robustness import robustness
from partnercli.tally.robustness_contract import RobustnessContract
from partnercli.tally.robustness_contract import to_contract as robustness_contract
from partnercli.tally.stances import stance_table

STEPS = 6
"""So many steps from meeting to meeting a page holds, the last ones: each takes some 95 kB of it at 80 countries."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers to know first."""

    expected: int
    """How many delegations are expected."""
    responded: int
    """How many of them have a position."""
    confirmed: int
    """How many confirmed the reading of it."""
    named: int
    """How many countries are named."""
    priorities: int
    """How many of these reach the line."""
    partners: int
    """How many partners are on the list."""
    with_outline: int
    """How many of them have an outline."""
    steps: int
    """How many steps all outlines have."""
    done: int
    """How many of these are done."""
    late: int
    """How many are late."""


@dataclass(frozen=True, slots=True)
class BandWords:
    """A phrase of the settings."""

    phrase: str
    """The phrase."""
    at_least: str | None
    """From which share of all delegations on it is used, exactly: 1/2; null where it is for a count."""
    count: int | None
    """For which count alone it is used; null where it is for a share."""


@dataclass(frozen=True, slots=True)
class PresidencyOutline(OutlineRow):
    """An outline with what the Presidency alone reads, in the order of the steps."""

    contributions: tuple[str, ...]
    """What Member States bring, in words."""
    reasons: tuple[str, ...]
    """Why each step is there."""


@dataclass(frozen=True, slots=True)
class PresidencyReport(Report):
    """All that the Presidency reads, on the files as they stand."""

    held: Held
    """The meeting whose positions are read."""
    document: DecidedIn | None
    """The current document; null where there is none."""
    decided: bool
    """Whether it holds a list of its own."""
    partners: tuple[Partner, ...]
    """That list, else the priorities."""
    left_out: tuple[Partner, ...]
    """The countries that the document keeps off its list on purpose."""
    reasons: Mapping[str, str]
    """Why countries are on the list or off it against the tally, by id."""
    figures: Figures
    """The numbers to know first."""
    phrases: tuple[BandWords, ...]
    """The phrases of the settings, the highest first."""
    at_least: str
    """The share at which the line lies, exactly: 1/2."""
    regions: tuple[NamedRegion, ...]
    """The regions, in the order of every output."""
    tally: TallyContract
    """The tally."""
    robustness: RobustnessContract
    """How firm it is."""
    firmness: Mapping[str, str]
    """What that finds of each country, by id, in a sentence."""
    matrix: MatrixContract
    """Who said what."""
    meetings: tuple[Held, ...]
    """The meetings with positions up to the one read, in time."""
    drift: tuple[DiffContract, ...]
    """What moved from one of these to the next, figures alone: the last steps, as many as a page can hold."""
    lists: tuple[ListChange, ...]
    """The decided lists of all documents, the earliest first."""
    outlines: tuple[PresidencyOutline, ...]
    """The outlines that are not superseded, by region."""
    open_points: tuple[OpenPoint, ...]
    """What is open."""
    sources: tuple[RecordSources, ...]
    """The sources of all records."""


def presidency_report(exercise: Exercise, config: Config, meeting: str, on: date) -> PresidencyReport:
    """The whole exercise on a day, read at a meeting."""
    table = stance_table(exercise, meeting)
    firm = robustness(table, exercise)
    tally = firm.tally
    shown = list_read(exercise, tally)
    left_out = (one.country for one in shown.document.left_out) if shown.document else ()
    spoken = tuple(_with_positions(exercise, meeting))
    return PresidencyReport(
        heading=heading_of(exercise, Audience.PRESIDENCY, config.title, on, meeting),
        held=held_at(exercise, meeting),
        document=decided_in(exercise, shown.key) if shown.key else None,
        decided=shown.decided,
        partners=partners_of(exercise, shown.partners, shown.named_on),
        left_out=partners_of(exercise, left_out, shown.named_on),
        reasons=reasons(shown.document) if shown.document else {},
        figures=_figures(exercise, tally, shown.partners, on),
        phrases=tuple(
            BandWords(band.phrase, as_text(band.at_least) if band.at_least else None, band.count)
            for band in config.phrases
        ),
        at_least=as_text(config.priority.at_least),
        regions=named_regions(exercise),
        tally=tally_contract(tally),
        robustness=robustness_contract(firm),
        firmness={row.country: firmness_in_words(tally, row) for row in firm.countries},
        matrix=matrix_contract(matrix(table, tally, exercise)),
        meetings=tuple(held_at(exercise, key) for key in spoken),
        drift=tuple(_drift(exercise, *pair) for pair in pairwise(spoken[-STEPS - 1 :])),
        lists=list_changes(exercise, exercise.documents),
        outlines=tuple(_outline(exercise, outline, on) for _, outline in standing_outlines(exercise)),
        open_points=tuple(open_points(exercise, standing_of(exercise, on))),
        sources=all_sources(exercise, on),
    )


def _figures(exercise: Exercise, tally: Tally, partners: tuple[str, ...], on: date) -> Figures:
    outlines = dict(standing_outlines(exercise))
    steps = counted((step for outline in outlines.values() for step in outline.steps), on)
    return Figures(
        expected=len(tally.expected),
        responded=len(tally.responded),
        confirmed=len(tally.confirmed),
        named=len(tally.countries),
        priorities=len(tally.priorities),
        partners=len(partners),
        with_outline=sum(key in outlines for key in partners),
        steps=sum(steps[state] for state in STATES),
        done=steps["done"],
        late=steps["late"],
    )


def _with_positions(exercise: Exercise, last: str) -> Iterator[str]:
    """The meetings at which positions stand, up to the one read, in time."""
    until = (exercise.meetings[last].date, last)
    for day, key in sorted((meeting.date, key) for key, meeting in exercise.meetings.items()):
        if (day, key) <= until and stance_table(exercise, key).voices:
            yield key


def _drift(exercise: Exercise, before: str, after: str) -> DiffContract:
    """What moved from one meeting to the next; outlines are as the files stand, and are not compared."""
    found = diff(reading(exercise, before), reading(exercise, after), exercise)
    return diff_contract(found, Change(None, None), {**OutlineChanges((), ()).contract()}, Change((), ()))


def _outline(exercise: Exercise, outline: Outline, on: date) -> PresidencyOutline:
    told = outline_row(exercise, outline, on)
    return PresidencyOutline(
        **{field.name: getattr(told, field.name) for field in fields(told)},
        contributions=tuple(
            f"{number}. {contribution_in_words(exercise, one)}"
            for number, step in enumerate(outline.steps, start=1)
            for one in step.contributions
            if one.kind != "none"
        ),
        reasons=tuple(step.why or "" for step in outline.steps),
    )
