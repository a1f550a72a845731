"""What the reports of several circles of readers are made of; nothing here names a delegation or counts any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, NamedTuple

from partnercli.documents.audience import Audience
from partnercli.documents.handling import marking_for
from partnercli.documents.outline import outline_context
from partnercli.documents.outline_words import standing
from partnercli.documents.partners import partners_shown
from partnercli.documents.step_words import timing_in_table
from partnercli.outlines.follow_up import state
from partnercli.records.contract_words import INLINE
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.outline import Outline, Step
from partnercli.tally.list_changes import ListDiff, compare_lists
from partnercli.tally.result import Tally


@dataclass(frozen=True, slots=True)
class Heading:
    """What every report says of itself."""

    audience: Audience
    """For whom it is made."""
    marking: Marking
    """How it is handled."""
    illustrative: bool
    """Whether a position that is not real is in the repository."""
    title: str
    """The title of the exercise; for the public, of the summary."""
    on: str
    """The day as of which it is made."""
    meeting: str | None
    """The meeting whose positions it reads, by its id; null where readers are not told."""
    what_if: tuple[str, ...] = ()
    """Always empty: it is made from the files as they stand."""
    format: Literal["partner.report/1"] = "partner.report/1"
    """The contract's name and version."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report for one circle of readers."""

    heading: Annotated[Heading, INLINE]
    """What it says of itself."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A country of the list."""

    country: str
    """Its id."""
    name: str
    """Its name on the list's day."""
    region: str
    """Its region, by its id."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting."""

    meeting: str
    """Its id."""
    forum: str
    """Its forum."""
    title: str
    """What a sentence calls it."""
    date: str
    """Its day."""


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region."""

    region: str
    """Its id."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True)
class DecidedIn:
    """The document whose list is shown."""

    document: str
    """Its id."""
    number: str
    """Its number as printed."""
    date: str
    """Its day."""


@dataclass(frozen=True, slots=True)
class ListChange:
    """The list that a document decided, and what it changed; countries by their names on its day."""

    document: str
    """The document, by its id."""
    number: str
    """Its number as printed."""
    date: str
    """Its day."""
    before: str | None
    """The number of the document that decided the list before it; null for the first list."""
    partners: tuple[str, ...]
    """The list, in its order."""
    into: tuple[str, ...]
    """The countries that are new on it."""
    out: tuple[str, ...]
    """The countries that came off."""
    reordered: bool
    """Whether those on both lists stand in another order."""


@dataclass(frozen=True, slots=True)
class OutlineStep:
    """One step of an outline as delegations may read it."""

    number: str
    """Its number in the outline."""
    action: str
    """What is done."""
    instrument: str
    """The instrument, by its name."""
    lead: str
    """Who leads it."""
    partners: str
    """Who takes part."""
    timing: str
    """When, in words."""
    first: str | None
    """The first day; null where nobody gave one."""
    last: str | None
    """The last day; null where nobody gave one."""
    open_end: bool
    """Whether it has a beginning and no end."""
    state: str
    """How far it has come on the report's day."""
    outreach: bool
    """Whether it is contact with the partner."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """The outline of one partner."""

    country: str
    """The country, by its id."""
    name: str
    """Its name."""
    standing: str
    """What it is, in words: a working draft, endorsed by whom."""
    objectives: tuple[str, ...]
    """What it is for."""
    gaps: str
    """The fields in which nothing lasting was in force when it was drafted, in words."""
    steps: tuple[OutlineStep, ...]
    """Its steps, in their order."""


class ListRead(NamedTuple):
    """The list that a report shows: that of the current document as `decided`, else the priorities.

    `key` is the document's id, None while there is none. `partners` are in the list's order, and bear their names of
    the day `named_on`: the document's, else that of the meeting counted.
    """

    key: str | None
    document: Document | None
    partners: tuple[str, ...]
    decided: bool
    named_on: date


def heading_of(exercise: Exercise, audience: Audience, title: str, on: date, meeting: str | None) -> Heading:
    """What a report for an audience says of itself."""
    return Heading(
        audience=audience,
        marking=marking_for(audience),
        illustrative=exercise.any_illustrative,
        title=title,
        on=on.isoformat(),
        meeting=meeting,
    )


def list_read(exercise: Exercise, tally: Tally) -> ListRead:
    """The list that a report shows beside a tally."""
    current = exercise.current_document
    document = exercise.documents.get(current or "")
    partners, decided = partners_shown(exercise, document, tally)
    named_on = document.date if document and decided else tally.day
    return ListRead(current if document else None, document, partners, decided, named_on)


def partners_of(exercise: Exercise, keys: Iterable[str], on: date) -> tuple[Partner, ...]:
    """Countries as a report lists them; what has no record is left out."""
    known = ((key, exercise.countries[key]) for key in keys if key in exercise.countries)
    return tuple(Partner(key, country.name_on(on), country.region) for key, country in known)


def held_at(exercise: Exercise, key: str) -> Held:
    """A meeting in words."""
    meeting = exercise.meetings[key]
    return Held(key, meeting.forum, meeting.title or meeting.forum, meeting.date.isoformat())


def named_regions(exercise: Exercise) -> tuple[NamedRegion, ...]:
    """The regions, in the order of every output."""
    return tuple(NamedRegion(region.id, region.name) for region in exercise.regions)


def decided_in(exercise: Exercise, key: str) -> DecidedIn:
    """A document as a report names it."""
    document = exercise.documents[key]
    return DecidedIn(key, str(document.full_number), document.date.isoformat())


def list_changes(exercise: Exercise, documents: Iterable[str]) -> tuple[ListChange, ...]:
    """The decided lists of these documents, the earliest first, each against the one before it."""
    kept = sorted(
        (exercise.documents[key].date, key)
        for key in documents
        if exercise.documents[key].partners is not None
    )
    return tuple(_changes(exercise, [key for _, key in kept]))


def _changes(exercise: Exercise, keys: list[str]) -> Iterator[ListChange]:
    before: Document | None = None
    for key in keys:
        document = exercise.documents[key]
        found = compare_lists(before or document, document)
        yield _change(exercise, key, before, found)
        before = document


def _change(exercise: Exercise, key: str, before: Document | None, found: ListDiff) -> ListChange:
    document = exercise.documents[key]

    def names(countries: Iterable[str]) -> tuple[str, ...]:
        known = (exercise.countries[one] for one in countries if one in exercise.countries)
        return tuple(country.name_on(document.date) for country in known)

    return ListChange(
        document=key,
        number=str(document.full_number),
        date=document.date.isoformat(),
        before=str(before.full_number) if before else None,
        partners=names(found.after or ()),
        into=names(found.into),
        out=names(found.out),
        reordered=found.reordered,
    )


def outline_row(exercise: Exercise, outline: Outline, on: date) -> OutlineRow:
    """An outline as delegations may read it: neither reasons nor who contributes what."""
    told = outline_context(exercise, outline, on)
    return OutlineRow(
        country=outline.country,
        name=told.country,
        standing=standing(exercise, outline),
        objectives=told.objectives,
        gaps=told.gaps,
        steps=tuple(
            OutlineStep(
                number=words.number,
                action=words.action,
                instrument=words.instrument,
                lead=words.lead,
                partners=words.partners,
                timing=timing_in_table(step),
                first=_first(step),
                last=_last(step),
                open_end=step.timeline.start is not None and step.timeline.end is None,
                state=state(step, on),
                outreach=step.outreach,
            )
            for step, words in zip(outline.steps, told.steps, strict=True)
        ),
    )


def _first(step: Step) -> str | None:
    return step.timeline.start.first.isoformat() if step.timeline.start else None


def _last(step: Step) -> str | None:
    return step.timeline.end.last.isoformat() if step.timeline.end else None
