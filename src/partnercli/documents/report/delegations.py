"""The report for delegations: the list, phrases and outlines; no count of any country, and nothing of who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from partnercli.documents.audience import Audience
from partnercli.documents.progress import standing_outlines
from partnercli.documents.report.open_points import Point, points_for_all
from partnercli.documents.report.rows import (
    DecidedIn,
    Held,
    ListChange,
    NamedRegion,
    OutlineRow,
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
from partnercli.documents.report.sources import RecordSources, fact_sources, sources_of
from partnercli.documents.standing import standing_of
from partnercli.outlines.follow_up import counted
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table


@dataclass(frozen=True, slots=True)
class OutlineFigures:
    """The numbers to know first."""

    partners: int
    """How many partners are listed."""
    with_outline: int
    """How many of them have an outline."""
    steps: int
    """How many steps all outlines have."""
    done: int
    """How many of these are done."""
    late: int
    """How many are late."""


@dataclass(frozen=True, slots=True)
class PhrasedPartner:
    """A partner of the list."""

    country: str
    """Its id."""
    name: str
    """Its name on the list's day."""
    region: str
    """Its region, by its id."""
    phrase: str | None
    """The phrase for its support; null where no delegation supports it, or none fits."""


@dataclass(frozen=True, slots=True)
class DelegationsReport(Report):
    """All that delegations read."""

    held: Held
    """The meeting by whose positions the phrases go."""
    document: DecidedIn | None
    """The current document; null where there is none."""
    decided: bool
    """Whether it holds a list of its own."""
    partners: tuple[PhrasedPartner, ...]
    """That list, else the countries that reach the line."""
    figures: OutlineFigures
    """The numbers to know first."""
    regions: tuple[NamedRegion, ...]
    """The regions, in the order of every output."""
    lists: tuple[ListChange, ...]
    """The decided lists of documents up to the current one, the earliest first."""
    outlines: tuple[OutlineRow, ...]
    """The outlines that are not superseded, by region."""
    open_points: tuple[Point, ...]
    """What is open."""
    sources: tuple[RecordSources, ...]
    """The sources of what countries and instruments are, of the regions and of the current document."""


def delegations_report(exercise: Exercise, config: Config, meeting: str, on: date) -> DelegationsReport:
    """The exercise as delegations may read it on a day, by the phrases of a meeting."""
    tally = count(stance_table(exercise, meeting), exercise)
    shown = list_read(exercise, tally)
    return DelegationsReport(
        heading=heading_of(exercise, Audience.DELEGATIONS, config.title, on, meeting),
        held=held_at(exercise, meeting),
        document=decided_in(exercise, shown.key) if shown.key else None,
        decided=shown.decided,
        partners=tuple(_phrased(exercise, shown.partners, tally, shown.named_on)),
        figures=_figures(exercise, shown.partners, on),
        regions=named_regions(exercise),
        lists=list_changes(exercise, sent_documents(exercise, shown.key)),
        outlines=tuple(outline_row(exercise, outline, on) for _, outline in standing_outlines(exercise)),
        open_points=tuple(points_for_all(exercise, standing_of(exercise, on))),
        sources=tuple(_sources(exercise, shown.key, shown.partners, on)),
    )


def _phrased(exercise: Exercise, partners: Iterable[str], tally: Tally, on: date) -> Iterator[PhrasedPartner]:
    phrases = {row.country: row.phrase for row in tally.countries}
    for one in partners_of(exercise, partners, on):
        yield PhrasedPartner(one.country, one.name, one.region, phrases.get(one.country))


def _figures(exercise: Exercise, partners: tuple[str, ...], on: date) -> OutlineFigures:
    outlines = dict(standing_outlines(exercise))
    steps = counted((step for outline in outlines.values() for step in outline.steps), on)
    return OutlineFigures(
        partners=len(partners),
        with_outline=sum(key in outlines for key in partners),
        steps=sum(steps.values()),
        done=steps["done"],
        late=steps["late"],
    )


def sent_documents(exercise: Exercise, current: str | None) -> Iterator[str]:
    """The documents that delegations have: numbered, and not after the current one."""
    if current is None:
        return
    until = exercise.documents[current].date
    for key, document in exercise.documents.items():
        if key == current or (document.number.given and document.date <= until):
            yield key


def _sources(
    exercise: Exercise, document: str | None, partners: Iterable[str], on: date
) -> Iterator[RecordSources]:
    """The sources of what countries and instruments are, of the regions and of the current document."""
    if document is not None:
        record = exercise.documents[document]
        yield sources_of("document", str(record.full_number), record.sources)
    if exercise.region_list is not None:
        yield sources_of("list", "regions", exercise.region_list.sources)
    outlines = dict(standing_outlines(exercise))
    countries = dict.fromkeys((*partners, *outlines))
    instruments = sorted({step.instrument for outline in outlines.values() for step in outline.steps})
    yield from fact_sources(exercise, countries, instruments, on)
