"""Where records name one another: each place with the kind that is meant and the id that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from partnercli.findings import RecordPath
from partnercli.records.kinds import Kind

if TYPE_CHECKING:  # a model is made only where a file of its kind is read
    from partnercli.records.country import Country
    from partnercli.records.document import Document
    from partnercli.records.exercise import Exercise
    from partnercli.records.instrument import Instrument
    from partnercli.records.meeting import Meeting
    from partnercli.records.outline import Outline
    from partnercli.records.position import Position


class Named(NamedTuple):
    """A place where a record names another one: its file, where in it, and the id that stands there."""

    file: str
    path: RecordPath
    id: str


_Place = tuple[RecordPath, Kind, str]


def references(exercise: Exercise) -> Iterator[tuple[str, Iterator[_Place]]]:
    """All places where records name others, by file: where in it, what kind is meant, and the id."""
    yield Kind.CONFIG.file(), _settings(exercise)
    yield Kind.PRESIDENCIES.file(), _presidencies(exercise)
    for key, country in exercise.countries.items():
        yield Kind.COUNTRY.file(key), _country(country)
    for key, meeting in exercise.meetings.items():
        yield Kind.MEETING.file(key), _meeting(meeting)
    for at, code, position in exercise.all_positions:
        yield Kind.POSITION.file(f"{at}/{code}"), _position(position)
    for key, instrument in exercise.instruments.items():
        yield Kind.INSTRUMENT.file(key), _instrument(instrument)
    for key, outline in exercise.outlines.items():
        yield Kind.OUTLINE.file(key), _outline(outline)
    for key, document in exercise.documents.items():
        yield Kind.DOCUMENT.file(key), _document(document)


def _listed(path: RecordPath, kind: Kind, ids: tuple[str, ...]) -> Iterator[_Place]:
    for place, key in enumerate(ids):
        yield (*path, place), kind, key


def _one(path: RecordPath, kind: Kind, key: str | None) -> Iterator[_Place]:
    if key is not None:
        yield path, kind, key


def _settings(exercise: Exercise) -> Iterator[_Place]:
    if (config := exercise.config) is not None:
        yield ("presidency",), Kind.DELEGATIONS, config.presidency
        yield from _one(("current_meeting",), Kind.MEETING, config.current_meeting)
        yield from _one(("current_document",), Kind.DOCUMENT, config.current_document)


def _presidencies(exercise: Exercise) -> Iterator[_Place]:
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    for place, term in enumerate(terms):
        yield ("presidencies", place, "delegation"), Kind.DELEGATIONS, term.delegation


def _country(country: Country) -> Iterator[_Place]:
    yield ("region",), Kind.REGIONS, country.region
    for place, entry in enumerate(country.cooperation):
        yield ("cooperation", place, "instrument"), Kind.INSTRUMENT, entry.instrument
        yield from _listed(("cooperation", place, "participants"), Kind.DELEGATIONS, entry.participants)
    yield from _listed(("absent",), Kind.INSTRUMENT, country.absent)
    for place, contribution in enumerate(country.contributions):
        yield ("contributions", place, "instrument"), Kind.INSTRUMENT, contribution.instrument
        yield ("contributions", place, "delegation"), Kind.DELEGATIONS, contribution.delegation


def _meeting(meeting: Meeting) -> Iterator[_Place]:
    yield from _listed(("countries",), Kind.COUNTRY, meeting.countries)
    yield from _listed(("delegations",), Kind.DELEGATIONS, meeting.delegations or ())
    yield from _one(("carries_over_from",), Kind.MEETING, meeting.carries_over_from)
    yield from _listed(("documents",), Kind.DOCUMENT, meeting.documents)


def _position(position: Position) -> Iterator[_Place]:
    yield ("delegation",), Kind.DELEGATIONS, position.delegation
    yield ("meeting",), Kind.MEETING, position.meeting
    for place, preference in enumerate(position.preferences or ()):
        yield from _one(("preferences", place, "country"), Kind.COUNTRY, preference.country)
        yield from _one(("preferences", place, "region"), Kind.REGIONS, preference.region)


def _instrument(instrument: Instrument) -> Iterator[_Place]:
    for place, before in enumerate(instrument.usually_after):
        yield ("usually_after", place, "instrument"), Kind.INSTRUMENT, before.instrument
    yield from _listed(("together_with",), Kind.INSTRUMENT, instrument.together_with)
    yield from _listed(("not_with",), Kind.INSTRUMENT, instrument.not_with)
    yield from _listed(("scope", "regions"), Kind.REGIONS, instrument.scope.regions)
    yield from _listed(("scope", "countries"), Kind.COUNTRY, instrument.scope.countries)
    for place, case in enumerate(instrument.takes):
        yield from _one(("takes", place, "country"), Kind.COUNTRY, case.country)


def _outline(outline: Outline) -> Iterator[_Place]:
    yield ("country",), Kind.COUNTRY, outline.country
    yield from _one(("meeting",), Kind.MEETING, outline.meeting)
    for place, change in enumerate(outline.history):
        yield from _one(("history", place, "meeting"), Kind.MEETING, change.meeting)
    for place, left in enumerate(outline.later):
        yield ("later", place, "instrument"), Kind.INSTRUMENT, left.instrument
    for place, step in enumerate(outline.steps):
        yield ("steps", place, "instrument"), Kind.INSTRUMENT, step.instrument
        for number, contribution in enumerate(step.contributions):
            yield (
                ("steps", place, "contributions", number, "delegation"),
                Kind.DELEGATIONS,
                contribution.delegation,
            )


def _document(document: Document) -> Iterator[_Place]:
    yield from _one(("meeting",), Kind.MEETING, document.meeting)
    for place, partner in enumerate(document.partners or ()):
        yield ("partners", place), Kind.COUNTRY, partner.country
    for place, left in enumerate(document.left_out):
        yield ("left_out", place, "country"), Kind.COUNTRY, left.country
    released = document.release.delegations if document.release else ()
    yield from _listed(("release", "delegations"), Kind.DELEGATIONS, released)
