"""Notes to the drafter: what is still to decide, and which facts are not certain (R9, R10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from partnercli.outlines.contributions import Brought
from partnercli.outlines.schedule import Dated
from partnercli.outlines.state import Situation
from partnercli.outlines.steps import PlannedStep
from partnercli.records.base import Unreadable
from partnercli.records.contribution import CountryContribution
from partnercli.records.country import Cooperation
from partnercli.records.instrument import ObservedDuration
from partnercli.records.lines import one_line
from partnercli.records.period import Period

_ENDED = re.compile(r"\b\d{4}(?:-\d\d){0,2}$", re.ASCII)
"""The year, month or day with which the words for the end of a case close."""
NOTHING_RECORDED = (
    "nothing is recorded under `cooperation` of this country, so the draft takes nothing to be in place: "
    "check that before relying on its gaps and order"
)
NotePath = tuple[str | int, ...]
"""The key or list entry of the outline above which a note stands."""


def notes(steps: Sequence[Dated], situation: Situation, found: Brought) -> dict[NotePath, str]:
    """The notes of an outline, by place; lines of one note are parted by line ends."""
    written: dict[NotePath, list[str]] = {
        ("objectives",): ["Drafted from gaps and live talks alone: say what this partnership is to reach."],
        ("steps",): [*_homeless(found), *_signatories(situation)],
    }
    if not situation.country.cooperation:
        written["gaps",] = [f"To check: {NOTHING_RECORDED}."]
    for place, dated in enumerate(steps):
        written["steps", place] = [*_on_offer(found, dated), *_open(dated.step, situation, found)]
        written["steps", place, "timeline"] = [*_no_end(dated), *_comparisons(dated.step, situation.on)]
    return {path: "\n".join(map(one_line, lines)) for path, lines in written.items() if lines}


def _contribution(contribution: CountryContribution) -> str:
    who, amount = f"{contribution.delegation}, {contribution.kind}", contribution.amount
    money = f", {amount.in_full}" if amount else ""
    return f"{who}, {contribution.instrument}: {contribution.description}{money}"


def _on_offer(found: Brought, dated: Dated) -> Iterator[str]:
    for contribution in found.offered.get(dated.step.slug, ()):
        yield f"To decide: does this contribution belong here? {_contribution(contribution)}"


def _homeless(found: Brought) -> Iterator[str]:
    for contribution in found.homeless:
        yield f"Contribution that fits no step: {_contribution(contribution)}"


def _signatories(situation: Situation) -> Iterator[str]:
    standing = situation.standings.get("mobility-partnership")
    codes = sorted({code for entry in standing.entries for code in entry.participants}) if standing else []
    if codes:
        yield f"Worth asking for contributions, as they signed the Mobility Partnership: {', '.join(codes)}."


def _no_end(dated: Dated) -> Iterator[str]:
    if dated.end is None:
        yield "No end can be dated: the partner must agree."


def _comparisons(step: PlannedStep, on: date) -> Iterator[str]:
    """The cases that were over on the day of record: nobody could cite a later one then."""
    for case in step.instrument.takes:
        if _over(case, on):
            yield f"For comparison, not a forecast: {case.months} months{_case(case)}."


def _over(case: ObservedDuration, day: date) -> bool:
    """Whether the case's end had begun on `day`; False where its words do not close with a date."""
    ended = _ENDED.search((case.end or "").rstrip())
    try:
        return ended is not None and Period.read(ended[0]).begun_on(day)
    except Unreadable:
        return False


def _case(case: ObservedDuration) -> str:
    course = " to ".join(word for word in (case.start, case.end) if word)
    words = "; ".join(word for word in (case.country, course, case.note) if word)
    return f" ({words})" if words else ""


def _open(step: PlannedStep, situation: Situation, found: Brought) -> Iterator[str]:
    """R10: what to check before relying on a step; `check` also says what is open on a verified fact."""
    yield from (f"Not verified: {fact}" for fact in unverified(step, situation, found))
    for entry in step.standing.entries if step.standing else ():
        if entry.verified and entry.check:
            yield f"Still open: {_entry(entry)}"


def unverified(step: PlannedStep, situation: Situation, found: Brought) -> tuple[str, ...]:
    """The facts a step rests on that were not read: catalogue, cooperation, footing, contributions."""
    return tuple(_facts(step, situation, found))


def _facts(step: PlannedStep, situation: Situation, found: Brought) -> Iterator[str]:
    if not step.instrument.verified:
        yield f"the catalogue's entry {step.slug}"
    footing = [situation.standings[slug] for slug in step.predecessors() if slug in situation.standings]
    standings = (*((step.standing,) if step.standing else ()), *footing)
    yield from (_entry(entry) for standing in standings for entry in standing.entries if not entry.verified)
    yield from _claims(found.attached.get(step.slug, ()))


def _claims(contributions: Iterable[CountryContribution]) -> Iterator[str]:
    for contribution in contributions:
        if not contribution.verified:
            yield f"the contribution {_contribution(contribution)}"


def _entry(entry: Cooperation) -> str:
    what = f"{entry.instrument}{f' ({entry.title})' if entry.title else ''}, {entry.status}"
    return (
        f"{what}{f' since {entry.since}' if entry.since else ''}{f'; {entry.check}' if entry.check else ''}"
    )
