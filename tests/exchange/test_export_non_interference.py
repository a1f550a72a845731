"""Nothing that a circle of readers may not read has any influence on its tables, whatever it is changed to."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from canaries import NAMES
from export_fields import ANYBODYS, DELEGATIONS, PUBLIC
from exported import AT, DOCUMENT, exercise_at, made
from partnercli.documents.audience import Audience
from partnercli.records.base import Record
from partnercli.records.delegations import Delegation
from partnercli.records.document import ListedPartner, Release
from partnercli.records.exercise import Exercise
from partnercli.records.position import Position

FICTIONAL = exercise_at()
MEMBERS = ("QA", "QB", "QC", "QD", "QE", "QF", "QM", "QN", "QO", "QP", "QR", "QS")
LISTED = ("altamar", "corvo", "dravina")
OTHERS = ("can-accept", "reservation", "opposition")
Chance = random.Random


def with_twelve(exercise: Exercise) -> Exercise:
    """So many delegations that their phrases can be published, and a list of three partners that was released."""
    known = exercise.delegation_list
    assert known is not None
    more = [Delegation(code=one, name=f"Land of {one[1]}", accession=date(2000, 1, 1)) for one in MEMBERS[:6]]
    everybody = known.model_copy(update={"delegations": (*more, *known.delegations)})
    listed = tuple(ListedPartner(country=one) for one in LISTED)
    release = Release.model_validate({"by": "Presidency", "on": "2031-03-22"})
    document = exercise.documents[DOCUMENT].model_copy(update={"partners": listed, "release": release})
    return replace(exercise, delegation_list=everybody, documents={DOCUMENT: document})


def positions_by_chance(exercise: Exercise, chance: Chance, most: int) -> Exercise:
    """Six to `most` of twelve delegations support each partner, which one phrase says for each circle."""
    support = {country: chance.sample(MEMBERS, chance.randint(6, most)) for country in LISTED}
    found = {}
    for code in MEMBERS:
        named = [
            {"country": one, "stance": "support" if code in who else chance.choice(OTHERS)}
            | {"note": f"word {chance.random()}"}
            for one, who in support.items()
        ]
        said = {
            "delegation": code,
            "meeting": AT,
            "basis": chance.choice(["bilateral", "written"]),
            "illustrative": True,
            "preferences": chance.sample(named, len(named)),
            "remarks": [f"word {chance.random()}"],
            "sources": [{"title": f"word {chance.random()}"}],
        }
        found[code.lower()] = Position.model_validate(said)
    return replace(exercise, positions={AT: found})


def may_be_text(info: FieldInfo) -> bool:
    """Whether a field that is left out could hold any text."""
    kinds = (get_args(one)[0] if get_origin(one) is Annotated else one for one in get_args(info.annotation))
    return str in kinds


def by_chance(record: Record, field: str, chance: Chance, kept: set[str]) -> Record:
    """A record in which all that is not among the fields kept says something else, also where it said nothing."""
    changed = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        said = "" if value is None and may_be_text(info) else value
        changed[name] = _by_chance(said, f"{field}.{info.alias or name}", chance, kept)
    return record.model_copy(update=changed)


def _by_chance(value: Any, field: str, chance: Chance, kept: set[str]) -> Any:
    """Another text, number, or yes or no; an empty text is one that the record does not have."""
    if isinstance(value, Record):
        return by_chance(value, field, chance, kept)
    if isinstance(value, tuple):
        return tuple(_by_chance(one, field, chance, kept) for one in value)
    if field in kept or field.rpartition(".")[2] in NAMES:
        return None if value == "" else value
    if type(value) is str:
        return f"word {chance.random()}"
    if type(value) is Decimal:
        return Decimal(chance.randint(1, 10**6))
    return chance.random() < 0.5 if type(value) is bool else value


KINDS = {"country": "countries", "instrument": "instruments", "meeting": "meetings", "outline": "outlines"}
STATES = {"outline.status", "outline.steps.status", "outline.steps.id", "meeting.questions.id"}
MADE_OF = {
    *("outline.history.status", "outline.steps.contributions.kind", "meeting.questions.mode"),
    *("instrument.kind", "instrument.pillar"),
}
"""Words of a fixed set, and ids: another one would not be a record."""
READ = {
    Audience.PUBLIC: PUBLIC | ANYBODYS,
    Audience.DELEGATIONS: {
        *DELEGATIONS,
        *ANYBODYS,
        *("country.iso2", "country.iso3", "country.cooperation.verified", "country.indicators.value"),
        *("country.indicators.date", "country.indicators.sources.reference"),
        *("instrument.kind", "instrument.pillar", "instrument.consent"),
        *("outline.steps.outreach", "outline.steps.contributions.verified"),
        *("outline.steps.contributions.amount.value", "outline.steps.contributions.amount.currency"),
    },
}
"""The fields that each circle may read, and which are therefore left as they are."""


def all_else_by_chance(exercise: Exercise, chance: Chance, audience: Audience, most: int) -> Exercise:
    """The exercise with everything else than what a circle may read by chance: positions first."""
    kept = READ[audience] | STATES | MADE_OF
    changed: dict[str, Any] = {
        kind: {key: by_chance(record, field, chance, kept) for key, record in getattr(exercise, kind).items()}
        for field, kind in KINDS.items()
    }
    document = exercise.documents[DOCUMENT]
    order = chance.sample(LISTED, 3) if audience is Audience.PUBLIC else LISTED
    listed = tuple(ListedPartner(country=one, because=f"word {chance.random()}") for one in order)
    return positions_by_chance(
        replace(
            exercise,
            **changed,
            documents={
                DOCUMENT: document.model_copy(update={"partners": listed, "unit": f"{chance.random()}"})
            },
        ),
        chance,
        most,
    )


@settings(max_examples=15, phases=[Phase.generate])
@given(st.integers(), st.sampled_from([(Audience.PUBLIC, 12), (Audience.DELEGATIONS, 11)]))
def test_nothing_that_a_circle_may_not_read_has_any_influence_on_what_it_reads(
    seed: int, circle: tuple[Audience, int]
) -> None:
    audience, most = circle
    chance = Chance(seed)
    whole = with_twelve(FICTIONAL)
    first, second = (made(all_else_by_chance(whole, chance, audience, most), audience) for _ in range(2))
    assert first == second
    assert repr(first).count("a large number of Member States") == len(LISTED)


def test_this_chance_does_change_what_the_presidency_reads() -> None:
    whole = with_twelve(FICTIONAL)
    first, second = (
        made(all_else_by_chance(whole, Chance(seed), Audience.PUBLIC, 12), Audience.PRESIDENCY)
        for seed in (1, 2)
    )
    same = {one.name for one, other in zip(first.tables, second.tables, strict=True) if one == other}
    assert not same & {"preferences", "remarks", "tally", "stances", "partners", "steps", "sources"}
