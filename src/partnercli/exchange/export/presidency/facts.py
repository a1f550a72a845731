"""What exists with countries, what Member States bring and the figures on them, for the Presidency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.presidency.names import countries_in_order
from partnercli.exchange.export.presidency.outlines import TO_STEP, all_outlines
from partnercli.exchange.export.references import TO_COUNTRY, TO_DELEGATION, TO_INSTRUMENT
from partnercli.exchange.export.sheet import (
    Part,
    Sheet,
    day,
    joined,
    number,
    parts,
    period,
    place,
    text,
    whole,
    yes_no,
)
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


class EventRow(NamedTuple):
    """Something that happened to what exists with a country: the `number`th event of the entry at `place`."""

    country: str
    place: int
    number: int
    event: CooperationEvent


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


def _cooperation(ground: Ground) -> Iterator[Part[str, Cooperation]]:
    return parts((row.id, row.country.cooperation) for row in countries_in_order(ground))


def _events(ground: Ground) -> Iterator[EventRow]:
    for row in _cooperation(ground):
        for count, event in enumerate(row.what.history, start=1):
            yield EventRow(row.of, row.place, count, event)


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

COOPERATION: Sheet[Ground, Part[str, Cooperation]] = Sheet(
    name="cooperation",
    means="An instrument that exists with a country, or is worked on, as recorded.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place in its record, from 1.", lambda row: row.place),
        text("instrument", "The instrument.", lambda row: row.what.instrument, required=True),
        text("title", "Which one it is.", lambda row: row.what.title),
        text(
            "status",
            "in-force, signed, negotiating, exploratory, suspended or ended.",
            lambda row: row.what.status.value,
            required=True,
        ),
        period(
            "since",
            "When that status was reached: a day, month, quarter, half-year or year.",
            lambda row: row.what.since,
        ),
        day(
            "first_day",
            "The first day of `since`.",
            lambda row: row.what.since.first if row.what.since else None,
        ),
        period("until", "When it ends, likewise; after that it counts as ended.", lambda row: row.what.until),
        day(
            "last_day",
            "The last day of `until`.",
            lambda row: row.what.until.last if row.what.until else None,
        ),
        text(
            "participants",
            "The delegations that take part, by semicolons.",
            lambda row: joined(row.what.participants),
        ),
        number(
            "amount",
            "Its money in full, in `currency`; empty where nobody gave a sum.",
            lambda row: row.what.amount.value if row.what.amount else None,
        ),
        text(
            "currency",
            "The currency, in the three letters of ISO 4217.",
            lambda row: row.what.amount.currency if row.what.amount else None,
        ),
        text(
            "amount_note",
            "What the sum covers.",
            lambda row: row.what.amount.note if row.what.amount else None,
        ),
        text("check", "What is still open about it.", lambda row: row.what.check),
        text("note", "What to know about it.", lambda row: row.what.note),
        yes_no("verified", "No: generally reported, not read.", lambda row: row.what.verified),
        text("source", "Where it can be checked.", lambda row: in_words(row.what.sources), required=True),
    ),
    rows=_cooperation,
    references=(TO_COUNTRY, TO_INSTRUMENT),
    sources=lambda row: row.what.sources,
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

INDICATORS: Sheet[Ground, Part[str, Indicator]] = Sheet(
    name="indicators",
    means="A figure on the relevance of migration flows.",
    key=("country", "place"),
    fields=(
        text("country", "The partner country.", lambda row: row.of, required=True),
        place("The place in its record, from 1.", lambda row: row.place),
        text("measure", "What is counted.", lambda row: row.what.measure, required=True),
        whole("year", "The year it belongs to.", lambda row: row.what.year, required=True),
        number("value", "The figure, in `unit`.", lambda row: row.what.value, required=True),
        text("unit", "What one is.", lambda row: row.what.unit, required=True),
        whole("rounded_to", "How coarsely the source rounds it.", lambda row: row.what.rounded_to),
        text("date", "The day or time within the year, in words.", lambda row: row.what.date),
        text("note", "What to know about it.", lambda row: row.what.note),
        text("source", "Where it can be checked.", lambda row: in_words(row.what.sources), required=True),
    ),
    rows=lambda ground: parts((row.id, row.country.indicators) for row in countries_in_order(ground)),
    references=(TO_COUNTRY,),
    sources=lambda row: row.what.sources,
)
