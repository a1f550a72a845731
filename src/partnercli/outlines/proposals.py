"""Which new instruments are proposed and which are left for later (R2, R4, R5, R6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from partnercli.outlines.catalogue import (
    DIALOGUES,
    HIGH_LEVEL_DIALOGUE,
    closed_by,
    fits,
    known_by,
    predecessors,
)
from partnercli.outlines.rungs import NEW_RUNGS, settle
from partnercli.outlines.state import Situation
from partnercli.records.instrument import Instrument

_ORDINALS = {3: "third", 4: "fourth", 5: "fifth"}
"""Rungs above the two that an outline climbs, in words; higher ones as 6th."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What to propose, and what was looked at and left.

    `rungs` gives each proposed instrument its rung, 1 or 2; `why` the rules that put it there, in words;
    `later` the reason of each one left, in words.
    """

    rungs: Mapping[str, int]
    why: Mapping[str, tuple[str, ...]]
    later: Mapping[str, str]


def propose(situation: Situation, wanted: Collection[str] = ()) -> Proposals:
    """The new instruments for a country; `wanted` are ids asked for beyond the defaults.

    R2: where no bilateral dialogue is in force, under way or proposed by R4, a high-level dialogue is
    proposed, and what stands on it may then follow.
    """
    asked = dict.fromkeys(sorted(wanted), "R4 asked for")
    proposals = _propose(situation, asked)
    talking = any(dialogue in proposals.rungs or dialogue in situation.standings for dialogue in DIALOGUES)
    if talking or HIGH_LEVEL_DIALOGUE not in situation.instruments:
        return proposals
    return _propose(situation, {**asked, HIGH_LEVEL_DIALOGUE: "R2 no dialogue is in place"})


def _propose(situation: Situation, asked: Mapping[str, str]) -> Proposals:
    own, pulled = _motives(situation, asked)
    why = own | pulled
    rungs, losers = settle(situation, why, pulled)
    later = {slug: _alternative(situation, winner) for slug, winner in losers.items()}
    later |= {slug: _too_high(situation, slug, rungs) for slug, rung in rungs.items() if rung > NEW_RUNGS}
    unanswered = asked.keys() - situation.standings.keys() - rungs.keys() - losers.keys()
    later |= {slug: _obstacle(situation, slug) or _unmet(situation, slug) for slug in unanswered}
    near = {slug: rung for slug, rung in sorted(rungs.items()) if rung <= NEW_RUNGS}
    return Proposals(near, {slug: why[slug] for slug in near}, dict(sorted(later.items())))


_Reasons = dict[str, tuple[str, ...]]
"""By instrument, the rules that speak for it, in words."""


def _motives(situation: Situation, asked: Mapping[str, str]) -> tuple[_Reasons, _Reasons]:
    """Why each instrument that could be proposed should be, in words; and what is only pulled in by others.

    A required predecessor is pulled in by what needs it; one that is never proposed unasked, only if what
    needs it was asked for.
    """
    absent = situation.instruments.keys() - situation.standings.keys()
    able = {slug for slug in absent if not _obstacle(situation, slug)}
    needed = _required_by(situation.instruments, asked.keys() & able)
    able = {slug for slug in able if situation.instruments[slug].default or slug in asked or slug in needed}
    reasons = {slug: _own_reasons(situation, slug, asked) for slug in sorted(able)}
    own = {slug: why for slug, why in reasons.items() if why}
    needed |= _required_by(situation.instruments, own)
    pulled: _Reasons = {
        slug: (f"R4 required before {needed[slug]}",) for slug in sorted(able & needed.keys() - own.keys())
    }
    return own, pulled


def _own_reasons(situation: Situation, slug: str, asked: Mapping[str, str]) -> tuple[str, ...]:
    instrument = situation.instruments[slug]
    reasons = [asked[slug]] if slug in asked else []
    if instrument.pillar in situation.gaps:
        reasons.append(f"R4 gap in {instrument.pillar}{_closing_money(situation, instrument)}")
    if instrument.usually_after:
        reasons.append("R4 next rung")
    return tuple(reasons)


def _closing_money(situation: Situation, instrument: Instrument) -> str:
    closing = [
        f"{slug} {'closed' if until.over_on(situation.on) else 'closes'} {until}"
        for slug, until in situation.closing.items()
        if situation.instruments[slug].pillar == instrument.pillar
    ]
    return f" ({', '.join(closing)})" if closing else ""


def _required_by(instruments: Mapping[str, Instrument], slugs: Iterable[str]) -> dict[str, str]:
    """All that these need by law, step after step, each with one that needs it."""
    found: dict[str, str] = {}
    queue = sorted(slugs)
    for slug in queue:
        for before in predecessors(instruments[slug], "required"):
            if before in instruments and before not in found:
                found[before] = slug
                queue.append(before)
    return found


def _names(situation: Situation, slugs: Iterable[str]) -> str:
    known = situation.instruments
    return ", ".join(known[slug].name if slug in known else slug for slug in slugs)


def _alternative(situation: Situation, winner: str) -> str:
    return f"its alternative is proposed: {_names(situation, [winner])} (R6)"


def _too_high(situation: Situation, slug: str, rungs: Mapping[str, int]) -> str:
    before = [one.instrument for one in situation.instruments[slug].usually_after]
    below = [one for one in before if rungs.get(one) == rungs[slug] - 1]
    ordinal = _ORDINALS.get(rungs[slug], f"{rungs[slug]}th")
    return f"{ordinal} rung; needs first: {_names(situation, below)} (R5)"


def _obstacle(situation: Situation, slug: str) -> str:
    """Why an instrument cannot be proposed whatever else holds (R4), in words; empty if nothing bars it."""
    instrument = situation.instruments[slug]
    if not fits(instrument, situation.country_id, situation.country):
        return "not meant for the region or groups of this country (R4)"
    if not known_by(instrument, situation.on):
        return f"not yet announced on {situation.on} (R4)"
    if closed_by(instrument, situation.on):
        return f"closed since {instrument.available.until} (R4)"
    other = situation.stands_alternative(slug)
    return f"its alternative is in place or under way: {_names(situation, [other])} (R4)" if other else ""


def _unmet(situation: Situation, slug: str) -> str:
    before = (one.instrument for one in situation.instruments[slug].usually_after)
    return f"needs first, neither in place nor proposed: {_names(situation, before)} (R4)"
