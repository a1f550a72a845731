"""The annex on the state of play: what is in place and in progress with each partner, on the document's day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from partnercli.documents.blocks import Table, table_of
from partnercli.documents.record_words import RecordWords
from partnercli.outlines.state import standings
from partnercli.records.country import Cooperation
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold


def state_of_play(exercise: Exercise, words: RecordWords, partners: Mapping[str, str], on: date) -> Table:
    """A table of partners (their names as printed, by id) with what is in place and in progress on a day."""
    rows = []
    for key, name in partners.items():
        held = standings(exercise.countries[key], on).values()
        in_place = [entry for standing in held if standing.in_force for entry in standing.entries]
        in_progress = [entry for standing in held if standing.live for entry in standing.entries]
        rows.append((name, *(_lines(exercise, words, key, entries) for entries in (in_place, in_progress))))
    return table_of(words.language.state_of_play.head, rows)


def _lines(exercise: Exercise, words: RecordWords, key: str, entries: Iterable[Cooperation]) -> str:
    """One line for each entry of a country, with a dash before it where there are several."""
    whole = exercise.countries[key].cooperation
    lines = [_entry(words, key, whole.index(entry), entry) for entry in entries]
    if len(lines) > 1:
        return "\n".join(f"– {line}" for line in lines)
    return "".join(lines) or words.language.state_of_play.nothing


def _named(instrument: str, title: str) -> str:
    """What it is and which one: `Frontex working arrangement: Working arrangement with the Ministry of Security`."""
    kind = instrument.partition(" (")[0]
    if not title:
        return instrument
    return title if fold(kind) in fold(title) else f"{kind}: {title}"


def _entry(words: RecordWords, key: str, place: int, entry: Cooperation) -> str:
    """What stands at a place of a country's cooperation, and how far it has come."""
    language = words.language
    name = _named(words.instrument(entry.instrument), words.cooperation(key, place))
    said = []
    if entry.since is not None:
        status = language.state_of_play.statuses[entry.status]
        said.append(status.format(since=language.since(entry.since), on=language.when(entry.since)))
    if not entry.verified:
        said.append(language.state_of_play.to_be_confirmed)
    return f"{name} ({'; '.join(said)})" if said else name
