"""The catalogue of instruments, for the Presidency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.references import TO_COUNTRY, TO_INSTRUMENT
from partnercli.exchange.export.sheet import Part, Sheet, joined, parts, period, place, text, whole, yes_no
from partnercli.exchange.tables import Reference
from partnercli.records.instrument import PILLARS, Instrument, ObservedDuration, Predecessor


class InstrumentRow(NamedTuple):
    """An instrument by its id."""

    id: str
    instrument: Instrument


def _instruments(ground: Ground) -> Iterator[InstrumentRow]:
    """All instruments as the catalogue lists them: by pillar, offers before asks, and by id within it."""
    known = ground.exercise.instruments
    for key in sorted(known, key=lambda key: (PILLARS.index(known[key].pillar), key)):
        yield InstrumentRow(key, known[key])


INSTRUMENTS: Sheet[Ground, InstrumentRow] = Sheet(
    name="instruments",
    means="An instrument of migration partnerships, from the catalogue.",
    key=("instrument",),
    fields=(
        text("instrument", "The instrument's id.", lambda row: row.id, required=True),
        text("name", "What it is called.", lambda row: row.instrument.name, required=True),
        text(
            "kind",
            "political, legal, operational or financial.",
            lambda row: row.instrument.kind,
            required=True,
        ),
        text("pillar", "The theme it belongs to.", lambda row: row.instrument.pillar, required=True),
        text("what", "What it is, in a sentence.", lambda row: row.instrument.what),
        text("legal_base", "The article or act that it rests on.", lambda row: row.instrument.legal_base),
        text("lead", "Who leads it.", lambda row: row.instrument.lead, required=True),
        text(
            "with",
            "Who works on it with the lead, by semicolons.",
            lambda row: joined(row.instrument.partners),
        ),
        yes_no(
            "outreach", "Whether its step is contact with the partner.", lambda row: row.instrument.outreach
        ),
        yes_no("consent", "Whether the partner must agree.", lambda row: row.instrument.consent),
        yes_no("default", "Whether it is proposed unasked.", lambda row: row.instrument.default),
        period(
            "announced",
            "When it was made public: a day, month, quarter, half-year or year.",
            lambda row: row.instrument.available.announced,
        ),
        period("from", "From when it can be used, likewise.", lambda row: row.instrument.available.start),
        period("until", "Until when it can be used, likewise.", lambda row: row.instrument.available.until),
        text(
            "together_with",
            "Instruments that run beside it, by semicolons.",
            lambda row: joined(row.instrument.together_with),
        ),
        text(
            "not_with",
            "Instruments that it replaces or stands in for, by semicolons.",
            lambda row: joined(row.instrument.not_with),
        ),
        text(
            "only_regions",
            "Where it can be proposed, by semicolons: one match of these three is enough; all empty: anywhere.",
            lambda row: joined(row.instrument.scope.regions),
        ),
        text(
            "only_groups", "The same by group of countries.", lambda row: joined(row.instrument.scope.groups)
        ),
        text("only_countries", "The same by country.", lambda row: joined(row.instrument.scope.countries)),
        text(
            "never_groups",
            "Groups where it cannot be proposed, by semicolons.",
            lambda row: joined(row.instrument.scope.not_groups),
        ),
        yes_no("verified", "No: generally reported, not read.", lambda row: row.instrument.verified),
        text("note", "What to know about it.", lambda row: row.instrument.note),
    ),
    rows=_instruments,
    sources=lambda row: row.instrument.sources,
)

INSTRUMENT_ORDER: Sheet[Ground, Part[str, Predecessor]] = Sheet(
    name="instrument_order",
    means="Which instrument usually comes after which.",
    key=("instrument", "place"),
    fields=(
        text("instrument", "The instrument that comes later.", lambda row: row.of, required=True),
        place("The place among those that come before it, from 1.", lambda row: row.place),
        text("after", "The instrument that comes before.", lambda row: row.what.instrument, required=True),
        text(
            "strength",
            "required: law or the act itself makes it so; normally: practice.",
            lambda row: row.what.strength,
            required=True,
        ),
        text("reason", "Why.", lambda row: row.what.reason),
        text("reference", "Where that can be checked.", lambda row: row.what.reference),
    ),
    rows=lambda ground: parts((row.id, row.instrument.usually_after) for row in _instruments(ground)),
    references=(TO_INSTRUMENT, Reference(("after",), "instruments")),
)

DURATIONS: Sheet[Ground, Part[str, ObservedDuration]] = Sheet(
    name="durations",
    means="How long an instrument took in a real case: for comparison, never a forecast.",
    key=("instrument", "place"),
    fields=(
        text("instrument", "The instrument.", lambda row: row.of, required=True),
        place("The place among its cases, from 1.", lambda row: row.place),
        whole("months", "How many months it took.", lambda row: row.what.months, required=True),
        text("from", "From what these are counted, in words.", lambda row: row.what.start),
        text("to", "To what these are counted, in words.", lambda row: row.what.end),
        text("country", "The country of the case.", lambda row: row.what.country),
        text("reference", "Where that can be checked.", lambda row: row.what.reference),
        text("note", "What to know about it.", lambda row: row.what.note),
    ),
    rows=lambda ground: parts((row.id, row.instrument.takes) for row in _instruments(ground)),
    references=(TO_INSTRUMENT, TO_COUNTRY),
)
