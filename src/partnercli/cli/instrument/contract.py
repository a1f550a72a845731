"""Instruments as JSON: the contracts `partner.instruments/1` and `partner.instrument/1`."""

from __future__ import annotations

from typing import Literal, TypedDict

from partnercli.cli.instrument.screen import where_it_stands
from partnercli.cli.marks import Handling, handling
from partnercli.records.contract_words import InstrumentRecord
from partnercli.records.country import CooperationStatus
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import InstrumentKind, Pillar, Strength
from partnercli.repository.canonical import plain


class PredecessorContract(TypedDict):
    """An instrument that stands before another."""

    instrument: str
    """The earlier instrument, by its id."""
    strength: Strength
    """Whether law or the act itself makes it so, or practice."""


class ListedInstrumentContract(TypedDict):
    """An instrument of the catalogue."""

    instrument: str
    """Its id."""
    name: str
    """What it is called."""
    kind: InstrumentKind
    """What kind it is of."""
    pillar: Pillar
    """Its theme."""
    lead: str
    """Who leads it."""
    usually_after: list[PredecessorContract]
    """What stands before it."""


class InstrumentsContract(Handling):
    """The catalogue of instruments."""

    format: Literal["partner.instruments/1"]
    """The contract's name and version."""
    instruments: list[ListedInstrumentContract]
    """The instruments, by id."""


class WhereItStandsContract(TypedDict):
    """A country that has the instrument on record."""

    country: str
    """The country, by its id."""
    status: CooperationStatus
    """How far it has come there."""


class InstrumentContract(Handling):
    """All that is recorded of one instrument, and the countries where it stands."""

    format: Literal["partner.instrument/1"]
    """The contract's name and version."""
    id: str
    """Its id."""
    instrument: InstrumentRecord
    """The instrument as its file says it."""
    countries: list[WhereItStandsContract]
    """Where it stands, by the countries' names; a country stands once for each entry of its file."""


def instruments_contract(exercise: Exercise) -> InstrumentsContract:
    """The catalogue as plain values."""
    return {
        "format": "partner.instruments/1",
        **handling(exercise),
        "instruments": [
            {
                "instrument": key,
                "name": one.name,
                "kind": one.kind,
                "pillar": one.pillar,
                "lead": one.lead,
                "usually_after": [
                    {"instrument": before.instrument, "strength": before.strength}
                    for before in one.usually_after
                ],
            }
            for key, one in sorted(exercise.instruments.items())
        ],
    }


def instrument_contract(exercise: Exercise, key: str) -> InstrumentContract:
    """The instrument with this id as plain values."""
    return {
        "format": "partner.instrument/1",
        **handling(exercise),
        "id": key,
        "instrument": plain(exercise.instruments[key]),
        "countries": [
            {"country": country, "status": status} for country, status in where_it_stands(exercise, key)
        ],
    }
