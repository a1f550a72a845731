"""What is in place or in progress with partners, and the figures on them, as delegations read it."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.exchange.export.delegations.readable import Readable
from partnercli.exchange.export.references import (
    TO_COUNTRY,
    TO_INSTRUMENT,
)
from partnercli.exchange.export.sheet import Part, Sheet, number, parts, period, place, text, whole, yes_no
from partnercli.exchange.export.told import in_words
from partnercli.outlines.state import standings
from partnercli.records.country import Cooperation, Indicator


def cooperation(readable: Readable) -> Iterator[Part[str, Cooperation]]:
    """What counts on the day of the export, as the state of play tells it: each instrument by its strongest status."""
    held = ((key, standings(readable.exercise.countries[key], readable.on)) for key in readable.countries)
    return parts((key, [entry for one in found.values() for entry in one.entries]) for key, found in held)


COOPERATION: Sheet[Readable, Part[str, Cooperation]] = Sheet(
    name="cooperation",
    means="What is in place or in progress with a partner on the day of the export.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place among what exists with it, from 1.", lambda row: row.place),
        text("instrument", "The instrument.", lambda row: row.what.instrument, required=True),
        text("title", "Which one it is.", lambda row: row.what.title),
        text(
            "status",
            "in-force, signed, negotiating, exploratory or suspended.",
            lambda row: row.what.status.value,
            required=True,
        ),
        period(
            "since",
            "When that was reached: a day, month, quarter, half-year or year.",
            lambda row: row.what.since,
        ),
        yes_no("verified", "No: still to be confirmed.", lambda row: row.what.verified),
    ),
    rows=cooperation,
    references=(TO_COUNTRY, TO_INSTRUMENT),
)


INDICATORS: Sheet[Readable, Part[str, Indicator]] = Sheet(
    name="indicators",
    means="A figure on the relevance of migration flows.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place among the figures on it, from 1.", lambda row: row.place),
        text("measure", "What is counted.", lambda row: row.what.measure, required=True),
        whole("year", "The year it belongs to.", lambda row: row.what.year, required=True),
        number("value", "The figure, in `unit`.", lambda row: row.what.value, required=True),
        text("unit", "What one is.", lambda row: row.what.unit, required=True),
        whole("rounded_to", "How coarsely the source rounds it.", lambda row: row.what.rounded_to),
        text("date", "The day or time within the year, in words.", lambda row: row.what.date),
        text(
            "source",
            "Where it can be checked.",
            lambda row: in_words(row.what.sources),
            required=True,
        ),
    ),
    rows=lambda readable: parts(
        (key, readable.exercise.countries[key].indicators) for key in readable.countries
    ),
    references=(TO_COUNTRY,),
)
