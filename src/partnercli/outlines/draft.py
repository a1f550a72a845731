"""The draft of an outline: from a country's record and the catalogue to a record, notes and warnings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from partnercli.outlines.catalogue import FOOTING_ONLY
from partnercli.outlines.contributions import Brought, brought, for_step
from partnercli.outlines.notes import NOTHING_RECORDED, NotePath, notes, unverified
from partnercli.outlines.order import in_order
from partnercli.outlines.proposals import Proposals, propose
from partnercli.outlines.schedule import NOTHING_SETTLED, Dated, Settled, known_meetings, schedule
from partnercli.outlines.state import Situation
from partnercli.outlines.steps import planned_steps, step_id
from partnercli.outlines.wording import action, objectives, why
from partnercli.records.country import Country
from partnercli.records.instrument import PILLARS, Instrument
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Hold, Outline
from partnercli.records.source import Source

_NO_MEETINGS: Mapping[str, Meeting] = MappingProxyType({})


class UnknownInstrument(KeyError):
    """An instrument asked for that the catalogue does not hold; `instrument` is its id."""

    def __init__(self, instrument: str) -> None:
        super().__init__(instrument)
        self.instrument = instrument


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted outline.

    `comments` are notes to the drafter, each to stand above the key or list entry at its path; `warnings` are
    what whoever drafts should hear at once.
    """

    outline: Outline
    comments: Mapping[NotePath, str]
    warnings: tuple[str, ...]


def draft_outline(
    country_id: str,
    country: Country,
    instruments: Mapping[str, Instrument],
    *,
    on: date,
    wanted: Collection[str] = (),
    meetings: Mapping[str, Meeting] = _NO_MEETINGS,
    settled: Settled = NOTHING_SETTLED,
) -> Draft:
    """The outline for a country as the rules R1 to R10 make it on the day `on`.

    The order of the mappings does not matter. `wanted` are instruments asked for beyond the defaults; raises
    UnknownInstrument for one not in the catalogue. `gaps` are listed in the order in which the steps come to
    them, those without a step last. `settled` is what people have settled about the dates: a hold, and the dates
    of the steps of an outline that this one follows on, which stand as long as they can.
    """
    for slug in sorted(wanted):
        if slug not in instruments:
            raise UnknownInstrument(slug)
    situation = Situation(country_id, country, instruments, on)
    proposals = propose(situation, wanted)
    ordered = in_order(planned_steps(situation, proposals), instruments)
    steps = schedule(ordered, on, known_meetings(meetings, country_id, on), settled)
    found = brought(situation, steps)
    outline = Outline.model_validate(_outline(situation, steps, proposals, found, settled.hold))
    return Draft(outline, notes(steps, situation, found), tuple(_warnings(situation, steps, found, wanted)))


def _outline(
    situation: Situation, steps: Sequence[Dated], proposals: Proposals, found: Brought, hold: Hold | None
) -> dict[str, Any]:
    ids, gaps = _step_ids(steps), _gaps(situation, steps)
    later = [{"instrument": slug, "reason": reason} for slug, reason in proposals.later.items()]
    return {
        "country": situation.country_id,
        "status": "draft",
        **({"hold": hold} if hold else {}),
        "objectives": objectives([dated.step for dated in steps], gaps, situation),
        "gaps": gaps,
        **({"later": later} if later else {}),
        "steps": [
            {"id": ids[dated.step.slug]}
            | _step(dated, ids, found)
            | {"why": why(dated, steps, situation, hold)}
            for dated in steps
        ],
    }


def _step(dated: Dated, ids: Mapping[str, str], found: Brought) -> dict[str, Any]:
    step, contributions = dated.step, found.attached.get(dated.step.slug, [])
    return {
        "instrument": step.slug,
        "action": action(step),
        "lead": step.instrument.lead,
        "with": step.instrument.partners,
        **({"outreach": True} if step.outreach else {}),
        "timeline": {"from": dated.start, **({"to": dated.end} if dated.end else {})},
        "after": [ids[other.slug] for other in dated.after],
        "status": "ongoing" if step.under_way else "planned",
        **({"contributions": [for_step(one) for one in contributions]} if contributions else {}),
        "sources": _sources(dated),
    }


def _step_ids(steps: Sequence[Dated]) -> dict[str, str]:
    """The id of each step by its instrument; only ids that are cut can be alike."""
    ids: dict[str, str] = {}
    for dated in sorted(steps, key=lambda dated: dated.step.slug):
        ids[dated.step.slug] = step_id(dated.step.verb, dated.step.slug, ids.values())
    return ids


def _sources(dated: Dated) -> tuple[Source, ...]:
    """What a step rests on: the country's own sources, each once, or where it is new the catalogue's."""
    if dated.step.standing is None:
        return dated.step.instrument.sources
    found = [source for entry in dated.step.standing.entries for source in entry.sources]
    return tuple(source for place, source in enumerate(found) if source not in found[:place])


def _gaps(situation: Situation, steps: Sequence[Dated]) -> list[str]:
    reached = [dated.step.instrument.pillar for dated in steps]
    met = dict.fromkeys((*reached, *PILLARS))
    return [pillar for pillar in met if pillar in situation.gaps]


def _warnings(
    situation: Situation, steps: Sequence[Dated], found: Brought, wanted: Collection[str]
) -> Iterator[str]:
    stands, instruments = situation.standings, situation.instruments
    if not situation.country.cooperation:
        yield NOTHING_RECORDED
    resting: dict[str, list[str]] = {}
    for dated in steps:
        for fact in unverified(dated.step, situation, found):
            resting.setdefault(fact, []).append(dated.step.instrument.name)
    for fact, names in resting.items():
        many = "the step on {} rests" if len(names) == 1 else "the steps on {} rest"
        yield f"{many.format('; '.join(names))} on a fact that is not verified: {fact}"
    for slug in sorted(set(wanted) & stands.keys()):
        if stands[slug].in_force:
            yield f"{instruments[slug].name} was asked for and is in force already: no step for it"
        elif slug in FOOTING_ONLY:
            yield f"{instruments[slug].name} was asked for but is footing for others: no step for it"
    for slug in sorted({slug for slug, one in stands.items() if one.live} - instruments.keys()):
        yield f"{slug} is under way but not in the catalogue: no step for it"
    if not any(dated.step.outreach for dated in steps):
        yield "no step of outreach could be proposed: no dialogue of the catalogue is open to this country now"
