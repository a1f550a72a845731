"""What the positions amount to at the meeting that is read, for the Presidency: figures, and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.references import TO_COUNTRY, TO_DELEGATION, TO_MEETING, TO_REGION
from partnercli.exchange.export.sheet import Field, Sheet, joined, place, share, text, whole, yes_no
from partnercli.exchange.tables import Reference
from partnercli.tally import result
from partnercli.tally.matrix import WideRow, wide
from partnercli.tally.table import Mention, Voice


class CountryRow(NamedTuple):
    """A country's figures at the meeting, and how many delegations the line needs."""

    meeting: str
    figures: result.CountryRow
    needed: int


class RegionRow(NamedTuple):
    """A region's figures at the meeting."""

    meeting: str
    figures: result.RegionRow


class StanceRow(NamedTuple):
    """What a delegation says of a country, or region, at the meeting; `carried_from` an earlier one, if it is."""

    meeting: str
    delegation: str
    about: str
    mention: Mention
    carried_from: str | None
    voice: Voice


class MatrixRow(NamedTuple):
    """A row of the matrix at its place."""

    meeting: str
    place: int
    row: WideRow


def _countries(ground: Ground) -> Iterator[CountryRow]:
    tally = ground.tally
    return (CountryRow(tally.meeting, row, tally.threshold.needed) for row in tally.countries)


def _regions(ground: Ground) -> Iterator[RegionRow]:
    return (RegionRow(ground.tally.meeting, row) for row in ground.tally.regions)


def _stances(ground: Ground) -> Iterator[StanceRow]:
    order = [row.country for row in ground.tally.countries]
    for code, voice in ground.table.voices.items():
        yield from _of(ground, code, voice, voice.countries, order)


def _region_stances(ground: Ground) -> Iterator[StanceRow]:
    order = [row.region for row in ground.tally.regions]
    for code, voice in ground.table.voices.items():
        yield from _of(ground, code, voice, voice.regions, order)


def _of(
    ground: Ground, code: str, voice: Voice, mentions: Mapping[str, Mention], order: list[str]
) -> Iterator[StanceRow]:
    """What a delegation says of each country, or region, in the order of the tally."""
    carried = voice.origin if voice.origin != ground.table.meeting else None
    for about in order:
        if about in mentions:
            yield StanceRow(ground.table.meeting, code, about, mentions[about], carried, voice)


def _matrix(ground: Ground) -> Iterator[MatrixRow]:
    for at, row in enumerate(wide(ground.matrix), start=1):
        yield MatrixRow(ground.tally.meeting, at, row)


def _columns(ground: Ground) -> tuple[Field[MatrixRow], ...]:
    """A column for each delegation that is expected, under its code in small letters."""
    return tuple(_column(column.delegation, column.name) for column in ground.matrix.delegations)


def _column(code: str, name: str) -> Field[MatrixRow]:
    means = (
        f"What {name} says: its stance, `not heard` where it is silent, empty where it says nothing of it."
    )
    return text(code.lower(), means, lambda row: row.row.said[code])


TALLY: Sheet[Ground, CountryRow] = Sheet(
    name="tally",
    means="A country that any delegation names, with its figures; a reading of positions, which decides nothing.",
    key=("meeting", "country"),
    fields=(
        text("meeting", "The meeting that is read.", lambda row: row.meeting, required=True),
        text("region", "The region.", lambda row: row.figures.region, required=True),
        text("country", "The country.", lambda row: row.figures.country, required=True),
        text("name", "Its name on the meeting's day.", lambda row: row.figures.name, required=True),
        whole(
            "rank",
            "1 plus the number of countries with more support.",
            lambda row: row.figures.rank,
            required=True,
        ),
        whole(
            "rank_in_region",
            "The same among the countries of its region.",
            lambda row: row.figures.rank_in_region,
            required=True,
        ),
        whole("support", "How many delegations support it.", lambda row: row.figures.support, required=True),
        share(
            "share", "Their share of all delegations expected.", lambda row: row.figures.share, required=True
        ),
        share(
            "share_of_responded",
            "Their share of those that responded.",
            lambda row: row.figures.share_of_responded,
            required=True,
        ),
        share(
            "population_share",
            "Their share of the population of all expected; empty where a figure is missing.",
            lambda row: row.figures.population_share,
        ),
        whole(
            "can_accept",
            "How many can accept it; not counted as support.",
            lambda row: row.figures.can_accept,
            required=True,
        ),
        whole(
            "reservations",
            "How many have a reservation.",
            lambda row: row.figures.reservations,
            required=True,
        ),
        whole(
            "opposition",
            "How many oppose it; not deducted from the support.",
            lambda row: row.figures.opposition,
            required=True,
        ),
        whole(
            "conditional",
            "How many of its supporters have conditions.",
            lambda row: row.figures.conditional,
            required=True,
        ),
        whole(
            "first_named",
            "How many of its supporters name it first.",
            lambda row: row.figures.first_named,
            required=True,
        ),
        text("phrase", "The words for its support; empty where none fit.", lambda row: row.figures.phrase),
        whole("needed", "How many supporters the line needs.", lambda row: row.needed, required=True),
        yes_no("priority", "Whether it reaches the line.", lambda row: row.figures.priority),
        yes_no(
            "only_with_carried",
            "Whether it reaches the line only with positions carried over from earlier meetings.",
            lambda row: row.figures.lifted_by_carried,
        ),
    ),
    rows=_countries,
    references=(TO_MEETING, TO_COUNTRY, TO_REGION),
)

REGION_TALLY: Sheet[Ground, RegionRow] = Sheet(
    name="region_tally",
    means="A region that any delegation names, or of which it names a country, with its figures.",
    key=("meeting", "region"),
    fields=(
        text("meeting", "The meeting that is read.", lambda row: row.meeting, required=True),
        text("region", "The region.", lambda row: row.figures.region, required=True),
        text("name", "What it is called.", lambda row: row.figures.name, required=True),
        whole(
            "support",
            "How many delegations support the region or a country in it, each once.",
            lambda row: row.figures.support,
            required=True,
        ),
        share(
            "share", "Their share of all delegations expected.", lambda row: row.figures.share, required=True
        ),
        whole(
            "region_only",
            "How many of them support the region and none of its countries.",
            lambda row: len(row.figures.region_only),
            required=True,
        ),
        whole(
            "partners",
            "How many of its countries reach the line.",
            lambda row: len(row.figures.partners),
            required=True,
        ),
    ),
    rows=_regions,
    references=(TO_MEETING, TO_REGION),
)


def _who_said(about: str, means: str) -> tuple[Field[StanceRow], ...]:
    """The columns of who says what of a country, or region."""
    return (
        text("meeting", "The meeting that is read.", lambda row: row.meeting, required=True),
        text("delegation", "The delegation.", lambda row: row.delegation, required=True),
        text(about, means, lambda row: row.about, required=True),
        text(
            "stance",
            "support, can-accept, reservation or opposition; of several that it gave the most cautious.",
            lambda row: row.mention.stance.value,
            required=True,
        ),
        yes_no("conditional", "Whether it has conditions.", lambda row: row.mention.conditional),
        yes_no("first", "Whether it is its first choice.", lambda row: row.mention.first),
        text(
            "carried_from",
            "The earlier meeting from which it is carried over; empty where it was said at this one.",
            lambda row: row.carried_from,
        ),
        yes_no("confirmed", "Whether the delegation confirmed the reading.", lambda row: row.voice.confirmed),
        yes_no(
            "confidential",
            "Whether it was said in confidence: counted, and never named to others.",
            lambda row: row.voice.bilateral,
        ),
    )


TO_ORIGIN = Reference(("carried_from",), "meetings")

STANCES: Sheet[Ground, StanceRow] = Sheet(
    name="stances",
    means="What a delegation says of a country at the meeting that is read, with what is carried over to it.",
    key=("meeting", "delegation", "country"),
    fields=_who_said("country", "The country."),
    rows=_stances,
    references=(TO_MEETING, TO_DELEGATION, TO_COUNTRY, TO_ORIGIN),
)

REGION_STANCES: Sheet[Ground, StanceRow] = Sheet(
    name="region_stances",
    means="What a delegation says of a region as such, without a country, at the meeting that is read.",
    key=("meeting", "delegation", "region"),
    fields=_who_said("region", "The region."),
    rows=_region_stances,
    references=(TO_MEETING, TO_DELEGATION, TO_REGION, TO_ORIGIN),
)

MATRIX: Sheet[Ground, MatrixRow] = Sheet(
    name="matrix",
    means="A country, or a region as such, with what each delegation says of it in a column of its own.",
    key=("meeting", "place"),
    fields=(
        text("meeting", "The meeting that is read.", lambda row: row.meeting, required=True),
        place("The place in the order of the tally, from 1.", lambda row: row.place),
        text("region", "The region.", lambda row: row.row.region, required=True),
        text(
            "country", "The country; empty where it is about the region as such.", lambda row: row.row.country
        ),
        text("name", "The name of the country or region.", lambda row: row.row.name, required=True),
        whole("support", "How many delegations support it.", lambda row: row.row.support, required=True),
        yes_no(
            "priority",
            "Whether it reaches the line; empty for a region.",
            lambda row: row.row.priority,
            required=False,
        ),
        text(
            "conditional",
            "The delegations of whatever stance that have conditions, by semicolons.",
            lambda row: joined(row.row.conditional),
        ),
    ),
    rows=_matrix,
    references=(TO_MEETING, TO_REGION, TO_COUNTRY),
    more=_columns,
)
