"""Where every fact of the exercise can be checked: the sources of its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from partnercli.documents.step_words import delegation_name
from partnercli.records.base import Record
from partnercli.records.exercise import Exercise
from partnercli.records.source import Source


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as readers are told it; what was noted of it for the desk is not."""

    title: str
    """Its title."""
    reference: str | None
    """Where in it, or its number; null where none is given."""
    date: str | None
    """Its day; null where none is given."""
    url: str | None
    """Where it can be read; null where none is given."""


@dataclass(frozen=True, slots=True)
class RecordSources:
    """Where a record can be checked."""

    kind: str
    """The kind of record."""
    name: str
    """What it is about, by name."""
    sources: tuple[SourceRow, ...]
    """Its sources, each once."""


def sources_of(kind: str, name: str, sources: Iterable[Source]) -> RecordSources:
    """Sources as readers are told them."""
    return RecordSources(kind, name, tuple(dict.fromkeys(map(_row, sources))))


def all_sources(exercise: Exercise, on: date) -> tuple[RecordSources, ...]:
    """The sources of every record with all that stands within it, kind by kind."""
    return tuple(sources_of(kind, name, within(record)) for kind, name, record in _records(exercise, on))


def fact_sources(
    exercise: Exercise, countries: Iterable[str], instruments: Iterable[str], on: date
) -> Iterator[RecordSources]:
    """The sources of what countries and instruments are, and not of what exists or was said between them."""
    for key in countries:
        country = exercise.countries[key]
        yield sources_of("country", country.name_on(on), country.sources)
    for key in instruments:
        instrument = exercise.instruments.get(key)
        if instrument is not None:
            yield sources_of("instrument", instrument.name, instrument.sources)


def within(record: object) -> Iterator[Source]:
    """The sources of a record and of all records within it."""
    if isinstance(record, Source):
        yield record
    elif isinstance(record, Record):
        for name in type(record).model_fields:
            yield from within(getattr(record, name))
    elif isinstance(record, tuple):
        for one in record:
            yield from within(one)


def _row(source: Source) -> SourceRow:
    day = str(source.date) if source.date else None
    return SourceRow(source.title, source.reference, day, source.url)


def _records(exercise: Exercise, on: date) -> Iterator[tuple[str, str, Record]]:
    lists = (("regions", exercise.region_list), ("delegations", exercise.delegation_list))
    for name, record in (*lists, ("presidencies", exercise.presidency_list)):
        if record is not None:
            yield "list", name, record
    for key, country in sorted(exercise.countries.items()):
        yield "country", country.name_on(on), country
        if key in exercise.outlines:
            yield "outline", country.name_on(on), exercise.outlines[key]
    for _, instrument in sorted(exercise.instruments.items()):
        yield "instrument", instrument.name, instrument
    for key, meeting in sorted(exercise.meetings.items()):
        yield "meeting", key, meeting
        for _, position in sorted(exercise.positions.get(key, {}).items()):
            yield "position", f"{delegation_name(exercise, position.delegation)}, {key}", position
    for _, document in sorted(exercise.documents.items()):
        yield "document", str(document.full_number), document
