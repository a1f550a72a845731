"""What exists with countries, what Member States bring and the figures on them, for the Presidency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.presidency.names import countries_in_order
from partnercli.exchange.export.presidency.outlines import TO_STEP, all_outlines
from partnercli.exchange.export.references import TO_COUNTRY, TO_DELEGATION, TO_INSTRUMENT
from partnercli.exchange.export.sheet import Sheet, day, listed, number, period, place, text, whole, yes_no
from partnercli.exchange.export.told import in_words
from partnercli.exchange.tables import Reference
from partnercli.records.contribution import Contribution
from partnercli.records.country import Cooperation, CooperationEvent, Indicator


class BroughtRow(NamedTuple):
    """What a Member State brings: to a step of the outline, or, `step` None, to an instrument before any outline."""

    country: str
    place: int
    step: str | None
    instrument: str
    contribution: Contribution


class CooperationRow(NamedTuple):
    """What exists with a country, or is worked on, at its place in its record."""

    country: str
    place: int
    entry: Cooperation


class EventRow(NamedTuple):
    """Something that happened to what exists with a country: the `number`th event of the entry at `place`."""

    country: str
    place: int
    number: int
    event: CooperationEvent


class IndicatorRow(NamedTuple):
    """A figure on a country, at its place in its record."""

    country: str
    place: int
    indicator: Indicator


def _brought(ground: Ground) -> Iterator[BroughtRow]:
    """What was known before any outline, then what stands in the steps, country by country."""
    in_steps: defaultdict[str, list[tuple[str | None, str, Contribution]]] = defaultdict(list)
    for key, outline in all_outlines(ground):
        for step in outline.steps:
            in_steps[key] += [(step.id, step.instrument, one) for one in step.contributions]
    for row in countries_in_order(ground):
        known = [(None, one.instrument, one) for one in row.country.contributions]
        for at, brought in enumerate((*known, *in_steps[row.id]), start=1):
            yield BroughtRow(row.id, at, *brought)


def _cooperation(ground: Ground) -> Iterator[CooperationRow]:
    for row in countries_in_order(ground):
        for at, entry in enumerate(row.country.cooperation, start=1):
            yield CooperationRow(row.id, at, entry)


def _events(ground: Ground) -> Iterator[EventRow]:
    for row in _cooperation(ground):
        for count, event in enumerate(row.entry.history, start=1):
            yield EventRow(row.country, row.place, count, event)


def _indicators(ground: Ground) -> Iterator[IndicatorRow]:
    for row in countries_in_order(ground):
        for at, indicator in enumerate(row.country.indicators, start=1):
            yield IndicatorRow(row.id, at, indicator)


CONTRIBUTIONS: Sheet[Ground, BroughtRow] = Sheet(
    name="contributions",
    means="What a Member State brings to a partnership, before any outline or to a step of one.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place among the contributions for the country, from 1.", lambda row: row.place),
        text("step", "The step of the outline; empty where it was known before any.", lambda row: row.step),
        text("instrument", "The instrument that it goes to.", lambda row: row.instrument, required=True),
        text("delegation", "The Member State.", lambda row: row.contribution.delegation, required=True),
        text(
            "kind",
            "lead, financial (own money), operational (carries out EU money), participation, political; none: a nil.",
            lambda row: row.contribution.kind,
            required=True,
        ),
        text("description", "What it does.", lambda row: row.contribution.description, required=True),
        number(
            "amount",
            "The sum in full, in `currency`; empty where nobody gave one.",
            lambda row: row.contribution.amount.value if row.contribution.amount else None,
        ),
        text(
            "currency",
            "The currency, in the three letters of ISO 4217.",
            lambda row: row.contribution.amount.currency if row.contribution.amount else None,
        ),
        text(
            "amount_note",
            "What the sum covers.",
            lambda row: row.contribution.amount.note if row.contribution.amount else None,
        ),
        period(
            "period", "When: 2019, 2016/2019, or 2016/ where it goes on.", lambda row: row.contribution.period
        ),
        text("note", "What to know about it.", lambda row: row.contribution.note),
        yes_no("verified", "No: generally reported, not read.", lambda row: row.contribution.verified),
        text(
            "source",
            "Where it can be checked.",
            lambda row: in_words(row.contribution.sources),
            required=True,
        ),
    ),
    rows=_brought,
    references=(TO_COUNTRY, TO_STEP, TO_INSTRUMENT, TO_DELEGATION),
    sources=lambda row: row.contribution.sources,
)

COOPERATION: Sheet[Ground, CooperationRow] = Sheet(
    name="cooperation",
    means="An instrument that exists with a country, or is worked on, as recorded.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place in its record, from 1.", lambda row: row.place),
        text("instrument", "The instrument.", lambda row: row.entry.instrument, required=True),
        text("title", "Which one it is.", lambda row: row.entry.title),
        text(
            "status",
            "in-force, signed, negotiating, exploratory, suspended or ended.",
            lambda row: row.entry.status.value,
            required=True,
        ),
        period(
            "since",
            "When that status was reached: a day, month, quarter, half-year or year.",
            lambda row: row.entry.since,
        ),
        day(
            "first_day",
            "The first day of `since`.",
            lambda row: row.entry.since.first if row.entry.since else None,
        ),
        period(
            "until", "When it ends, likewise; after that it counts as ended.", lambda row: row.entry.until
        ),
        day(
            "last_day",
            "The last day of `until`.",
            lambda row: row.entry.until.last if row.entry.until else None,
        ),
        text(
            "participants",
            "The delegations that take part, by semicolons.",
            lambda row: listed(row.entry.participants),
        ),
        number(
            "amount",
            "Its money in full, in `currency`; empty where nobody gave a sum.",
            lambda row: row.entry.amount.value if row.entry.amount else None,
        ),
        text(
            "currency",
            "The currency, in the three letters of ISO 4217.",
            lambda row: row.entry.amount.currency if row.entry.amount else None,
        ),
        text(
            "amount_note",
            "What the sum covers.",
            lambda row: row.entry.amount.note if row.entry.amount else None,
        ),
        text("check", "What is still open about it.", lambda row: row.entry.check),
        text("note", "What to know about it.", lambda row: row.entry.note),
        yes_no("verified", "No: generally reported, not read.", lambda row: row.entry.verified),
        text("source", "Where it can be checked.", lambda row: in_words(row.entry.sources), required=True),
    ),
    rows=_cooperation,
    references=(TO_COUNTRY, TO_INSTRUMENT),
    sources=lambda row: row.entry.sources,
)

COOPERATION_HISTORY: Sheet[Ground, EventRow] = Sheet(
    name="cooperation_history",
    means="Something that happened to what exists with a country.",
    key=("country", "place", "number"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place of the entry in `cooperation`.", lambda row: row.place),
        whole(
            "number",
            "The place of the event, the earliest first, from 1.",
            lambda row: row.number,
            required=True,
        ),
        text(
            "date",
            "When: a day, month, quarter, half-year or year.",
            lambda row: str(row.event.date),
            required=True,
        ),
        text("event", "What happened.", lambda row: row.event.event, required=True),
        yes_no("verified", "No: generally reported, not read.", lambda row: row.event.verified),
    ),
    rows=_events,
    references=(Reference(("country", "place"), "cooperation"),),
)

INDICATORS: Sheet[Ground, IndicatorRow] = Sheet(
    name="indicators",
    means="A figure on the relevance of migration flows.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.country, required=True),
        place("The place in its record, from 1.", lambda row: row.place),
        text("measure", "What is counted.", lambda row: row.indicator.measure, required=True),
        whole("year", "The year it belongs to.", lambda row: row.indicator.year, required=True),
        number("value", "The figure, in `unit`.", lambda row: row.indicator.value, required=True),
        text("unit", "What one is.", lambda row: row.indicator.unit, required=True),
        whole("rounded_to", "How coarsely the source rounds it.", lambda row: row.indicator.rounded_to),
        text("date", "The day or time within the year, in words.", lambda row: row.indicator.date),
        text("note", "What to know about it.", lambda row: row.indicator.note),
        text(
            "source", "Where it can be checked.", lambda row: in_words(row.indicator.sources), required=True
        ),
    ),
    rows=_indicators,
    references=(TO_COUNTRY,),
    sources=lambda row: row.indicator.sources,
)
