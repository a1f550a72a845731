"""Instruments on a screen: the catalogue by pillar, and one of them."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.cli.marks import marks
from partnercli.cli.narrow import flowing, table_row
from partnercli.cli.record_screen import instrument_names, record_lines
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import first_capital
from partnercli.records.country import CooperationStatus
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import PILLARS, Instrument
from partnercli.records.plural import plural
from partnercli.repository.canonical import plain

_TABLE = 72
"""Columns that the list needs, for its last cell to say enough."""


def instruments_screen(exercise: Exercise, width: int) -> Iterator[Line]:
    """One line an instrument, by pillar, and what it stands after below it."""
    yield from marks(exercise, width=width)
    count = len(exercise.instruments)
    if not count:
        yield from wrapped(
            "There is no instrument yet. Record one: partner instrument new INSTRUMENT …", width
        )
        return
    yield from wrapped(f"{plural(count, 'instrument')}; each stands after those named below it", width)
    for pillar in PILLARS:
        found = [(key, one) for key, one in sorted(exercise.instruments.items()) if one.pillar == pillar]
        if found:
            yield ()
            yield (Piece(first_capital(pillar.replace("-", " ")), "bold"),)
        for key, one in found:
            line = f"  {fitted(key, 41)} {one.kind:<12}{fitted(one.lead, width - 56).rstrip()}"
            yield from table_row((line,), _TABLE, width, f"  {key}", (one.kind, one.lead))
            yield from _after(one, width)


def _after(instrument: Instrument, width: int) -> Iterator[Line]:
    names = [
        f"{before.instrument}{' (required)' if before.strength == 'required' else ''}"
        for before in instrument.usually_after
    ]
    if names:
        yield from wrapped(f"after {', '.join(names)}", width, indent="        ", first="      ")


def instrument_screen(exercise: Exercise, key: str, width: int) -> Iterator[Line]:
    """All that is recorded of one instrument, and with whom it stands."""
    yield from marks(exercise, width=width)
    yield from flowing((Piece(exercise.instruments[key].name, "bold"), f" · {key}"), width)
    yield ()
    yield from record_lines(plain(exercise.instruments[key]), width, instrument_names(exercise))
    stands = [
        f"{exercise.countries[country].name}: {status}" for country, status in where_it_stands(exercise, key)
    ]
    yield ()
    words = f"Recorded with {'; '.join(stands)}." if stands else "Recorded with no country."
    yield from wrapped(words, width)


def where_it_stands(exercise: Exercise, key: str) -> list[tuple[str, CooperationStatus]]:
    """The countries that have the instrument, by name, each with the status that is recorded."""
    countries = sorted(exercise.countries.items(), key=lambda one: one[1].name)
    return [
        (country, entry.status)
        for country, record in countries
        for entry in record.cooperation
        if entry.instrument == key
    ]
