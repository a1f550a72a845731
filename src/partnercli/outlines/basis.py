"""What an endorsed outline rested on, and whether that still stands.

At its endorsement an outline records the facts beneath it: each record by a digest of what it says, the country
with how many delegations supported it, and where any did from which share on a country is a priority. Where one of
them says something else today, the outline is suspect: whoever endorsed it may have to look at it again. Comments,
sources, layout and history of the files do not matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from partnercli.records.base import Record
from partnercli.records.config import Priority
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Basis, BasisInput, Endorsement, Outline
from partnercli.records.share import as_text

_ASIDE: Mapping[type[Record], frozenset[str]] = {
    Country: frozenset({"aliases", "footnote", "iso2", "iso3", "working_party"}),
    Meeting: frozenset(Meeting.model_fields) - {"date", "countries"},
    Priority: frozenset({"within"}),
}
"""Fields of a record that no outline rests on: how it is found and listed; of a visit all but its day."""
_COMMENTS = frozenset({"check", "note", "reason", "reference", "sources"})
"""Fields, at whatever depth, in which a fact is sourced and commented."""


class Doubt(NamedTuple):
    """One input of an endorsed outline that changed since, by its file, and how, in words."""

    file: str
    what: str


def basis_of(
    exercise: Exercise, key: str, *, day: date, meeting: str | None, support: Mapping[str, int]
) -> Basis:
    """What the outline `key` rests on: its country, the instruments of its steps, the meetings that dated them.

    `support` is by country, as counted at `meeting`; empty where nothing was counted.
    """
    outline = exercise.outlines[key]
    inputs = []
    rests = [*_inputs(exercise, outline), *(_threshold(exercise) if support else ())]
    for file, record in rests:
        counted = support.get(outline.country, 0) if support and isinstance(record, Country) else None
        inputs.append(BasisInput(file=file, digest=digest(record), support=counted))
    return Basis(day=day, meeting=meeting, inputs=tuple(inputs))


def doubts(exercise: Exercise, key: str, support: Mapping[str, int]) -> tuple[Doubt, ...]:
    """What changed beneath an outline since it was endorsed; empty for one not endorsed, or without its basis.

    `support` is what is counted now, by country; empty where nothing is. No delegation is named.
    """
    outline = exercise.outlines[key]
    if outline.status != "endorsed" or outline.endorsed is None or outline.endorsed.basis is None:
        return ()
    return tuple(_doubts(exercise, outline, outline.endorsed, outline.endorsed.basis, support))


def digest(record: Record) -> str:
    """The SHA-256 of what a record says, in hexadecimal; a value written out that is the default says nothing."""
    said = record.model_dump(by_alias=True, exclude_defaults=True, exclude=set(_ASIDE.get(type(record), ())))
    return sha256(json.dumps(_bare(said), sort_keys=True, default=_as_text).encode()).hexdigest()


def _bare(value: Any) -> Any:
    """A value without what sources and comments it."""
    if isinstance(value, Mapping):
        return {key: _bare(item) for key, item in value.items() if key not in _COMMENTS}
    return [_bare(item) for item in value] if isinstance(value, (list, tuple)) else value


def _as_text(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _inputs(exercise: Exercise, outline: Outline) -> Iterator[tuple[str, Record]]:
    """The records that an outline rests on, each with its file."""
    if outline.country in exercise.countries:
        yield Kind.COUNTRY.file(outline.country), exercise.countries[outline.country]
    for slug in sorted({step.instrument for step in outline.steps} & exercise.instruments.keys()):
        yield Kind.INSTRUMENT.file(slug), exercise.instruments[slug]
    for key, meeting in sorted(exercise.meetings.items()):
        if _dated_by(outline, meeting):
            yield Kind.MEETING.file(key), meeting


def _threshold(exercise: Exercise) -> Iterator[tuple[str, Record]]:
    """The settings' share of delegations from which a country is a priority."""
    if exercise.config is not None:
        yield Kind.CONFIG.file(), exercise.config.priority


def _dated_by(outline: Outline, meeting: Meeting) -> bool:
    """Whether a step is to begin on the very day of a visit to the country or a dialogue with it."""
    starts = (step.timeline.start for step in outline.steps)
    days = {start.first for start in starts if start and start.first == start.last}
    return outline.country in meeting.countries and meeting.date in days


def _doubts(
    exercise: Exercise, outline: Outline, endorsed: Endorsement, basis: Basis, support: Mapping[str, int]
) -> Iterator[Doubt]:
    known = _records(exercise)
    for one in basis.inputs:
        record = known.get(one.file)
        if record is None:
            if one.file not in _unreadable(exercise):
                yield Doubt(one.file, "the record is no longer there")
            continue
        if digest(record) != one.digest:
            yield Doubt(one.file, _changed(record, endorsed.on))
        counted = support.get(outline.country, 0)
        if support and one.support is not None and counted != one.support:
            yield Doubt(one.file, f"support was {one.support} when it was endorsed, and is {counted} now")


def _records(exercise: Exercise) -> dict[str, Record]:
    kinds: tuple[tuple[Kind, Mapping[str, Record]], ...] = (
        (Kind.COUNTRY, exercise.countries),
        (Kind.INSTRUMENT, exercise.instruments),
        (Kind.MEETING, exercise.meetings),
    )
    found = {kind.file(key): record for kind, records in kinds for key, record in records.items()}
    return found | dict(_threshold(exercise))


def _unreadable(exercise: Exercise) -> set[str]:
    """The files that are there and cannot be read: what they say now is not known."""
    return {kind.file(key) for kind, keys in exercise.malformed.items() for key in keys}


def _changed(record: Record, day: date) -> str:
    """How a record differs from what it said on `day`, as far as it tells itself."""
    match record:
        case Country():
            news = (
                f"{one.instrument} {one.status} since {one.since}"
                for one in record.cooperation
                if one.since is not None and not one.since.begun_on(day)
            )
            return "; ".join(("its facts changed", *news))
        case Meeting():
            return f"its day or its countries changed: it is on {record.date}"
        case Priority():
            of = "of all delegations" if record.of == "all" else "of those that responded"
            return f"when a country counts as a priority changed: from a share of {as_text(record.at_least)} {of} on"
        case _:
            return "its entry in the catalogue changed"
