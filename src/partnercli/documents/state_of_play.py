"""The annex on the state of play: what is in place and in progress with each partner, on the document's day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from partnercli.documents.blocks import Table, table_of
from partnercli.documents.words import period_in_words, since_in_words
from partnercli.outlines.state import standings
from partnercli.records.country import Cooperation, CooperationStatus
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold

_NOTHING = "nothing recorded"
_WORDS = {
    CooperationStatus.IN_FORCE: "since {period}",
    CooperationStatus.SIGNED: "signed {on}, not yet in force",
    CooperationStatus.NEGOTIATING: "talks since {period}",
    CooperationStatus.EXPLORATORY: "explored since {period}",
    CooperationStatus.SUSPENDED: "suspended, as noted {on}",
}


def state_of_play(exercise: Exercise, partners: Mapping[str, str], on: date) -> Table:
    """A table of partners (their names as printed, by id) with what is in place and in progress on a day."""
    rows = []
    for key, name in partners.items():
        held = standings(exercise.countries[key], on).values()
        in_place = [entry for standing in held if standing.in_force for entry in standing.entries]
        in_progress = [entry for standing in held if standing.live for entry in standing.entries]
        rows.append((name, _lines(exercise, in_place), _lines(exercise, in_progress)))
    return table_of(("Partner", "In place", "In progress or suspended"), rows)


def _lines(exercise: Exercise, entries: Iterable[Cooperation]) -> str:
    """One line for each entry, with a dash before it where there are several."""
    lines = [_entry(exercise, entry) for entry in entries]
    return "\n".join(f"– {line}" for line in lines) if len(lines) > 1 else "".join(lines) or _NOTHING


def _named(instrument: str, title: str | None) -> str:
    """What it is and which one: `Frontex working arrangement: Working arrangement with the Ministry of Security`."""
    kind = instrument.partition(" (")[0]
    if title is None:
        return instrument
    return title if fold(kind) in fold(title) else f"{kind}: {title}"


def _entry(exercise: Exercise, entry: Cooperation) -> str:
    instrument = exercise.instruments.get(entry.instrument)
    name = _named(instrument.name if instrument else entry.instrument, entry.title)
    said = []
    if entry.since is not None:
        words = _WORDS[entry.status]
        said.append(words.format(period=period_in_words(entry.since), on=since_in_words(entry.since)))
    if not entry.verified:
        said.append("to be confirmed")
    return f"{name} ({'; '.join(said)})" if said else name
