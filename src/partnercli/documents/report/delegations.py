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
    """How many partners are listed, how many have an outline, and how far the steps of all outlines have come."""

    partners: int
    with_outline: int
    steps: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class PhrasedPartner:
    """A partner of the list and the phrase for its support, None where no delegation supports it or none fits."""

    country: str
    name: str
    region: str
    phrase: str | None


@dataclass(frozen=True, slots=True)
class DelegationsReport(Report):
    """All that delegations read.

    `document` is the current one, and `decided` whether it holds a list of its own; `partners` are that list, else the
    countries that reach the line. `lists` are those of documents up to the current one.
    """

    held: Held
    document: DecidedIn | None
    decided: bool
    partners: tuple[PhrasedPartner, ...]
    figures: OutlineFigures
    regions: tuple[NamedRegion, ...]
    lists: tuple[ListChange, ...]
    outlines: tuple[OutlineRow, ...]
    open_points: tuple[Point, ...]
    sources: tuple[RecordSources, ...]


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
