"""What holds for the draft of any country from any catalogue, on any day."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.outlines.catalogue import exclude_each_other, predecessors
from partnercli.outlines.draft import Draft, draft_outline
from partnercli.outlines.problems import OutlineFault, problems
from partnercli.outlines.state import Situation
from partnercli.records.country import CooperationStatus, Country
from partnercli.records.instrument import PILLARS, Instrument
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Outline

IDS = ["high-level-dialogue", "migration-dialogue", *(f"pact-{letter}" for letter in "abcde")]
PERIODS = ["2019", "2021-Q2", "2021-05-25", "2021-H2", "2022-03", "2022-H2", "2023", "2024-02-29"]
SOURCES = [{"title": "A source"}]
AVAILABLE = st.sampled_from([{}, *({"announced": "2019", "from": period} for period in PERIODS)])


def entries(slug: str) -> st.SearchStrategy[Instrument]:
    """An instrument. The law makes no circle: what is required stands earlier in IDS."""
    common = {"name": slug, "lead": "Commission", "sources": SOURCES}
    if slug == IDS[0]:
        dialogue = {"kind": "political", "pillar": "governance", "outreach": True, "consent": True}
        return st.just(Instrument.model_validate(common | dialogue))
    others = [one for one in IDS if one != slug]
    required = [(one, "required") for one in IDS[: IDS.index(slug)]]
    normal = [(one, "normally") for one in others]
    free = {
        "kind": st.sampled_from(["political", "legal", "operational", "financial"]),
        "pillar": st.sampled_from(PILLARS),
        "outreach": st.booleans(),
        "consent": st.booleans(),
        "default": st.booleans(),
        "together_with": st.lists(st.sampled_from(others), max_size=1),
        "not_with": st.lists(st.sampled_from(others), max_size=1),
        "available": AVAILABLE,
        "usually_after": st.lists(
            st.sampled_from(required + normal), max_size=3, unique_by=lambda one: one[0]
        ),
    }

    def instrument(drawn: dict[str, Any]) -> Instrument:
        before = [{"instrument": one, "strength": strength} for one, strength in drawn["usually_after"]]
        return Instrument.model_validate(common | drawn | {"usually_after": before})

    return st.fixed_dictionaries(free).map(instrument)


catalogues = st.fixed_dictionaries({slug: entries(slug) for slug in IDS})
cooperation = st.lists(
    st.fixed_dictionaries(
        {"instrument": st.sampled_from(IDS), "status": st.sampled_from([str(s) for s in CooperationStatus])},
        optional={"since": st.sampled_from(PERIODS[:3]), "verified": st.booleans()},
    ),
    max_size=4,
)


def situation(drawn: tuple[dict[str, Instrument], list[dict[str, Any]], date]) -> Situation:
    instruments, exists, day = drawn
    entries = [entry | {"sources": SOURCES} for entry in exists]
    country = {"name": "Aland", "region": "east", "cooperation": entries, "sources": SOURCES}
    return Situation("aland", Country.model_validate(country), instruments, day)


situations = st.tuples(catalogues, cooperation, st.dates(date(2021, 1, 1), date(2022, 12, 31))).map(situation)
wanted_sets = st.sets(st.sampled_from(IDS), max_size=2)
meeting_days = st.lists(st.dates(date(2021, 1, 1), date(2023, 12, 31)), max_size=2)


def draft(at: Situation, wanted: set[str], days: list[date]) -> Draft:
    meetings = {
        f"{day}-visit-{place}": Meeting.model_validate(
            {"forum": "visit", "date": day, "countries": ["aland"], "sources": SOURCES}
        )
        for place, day in enumerate(days)
    }
    return draft_outline(
        at.country_id, at.country, at.instruments, on=at.on, wanted=wanted, meetings=meetings
    )


@settings(max_examples=20)
@given(situations, wanted_sets, meeting_days)
def test_steps_stand_in_order_and_only_once(at: Situation, wanted: set[str], days: list[date]) -> None:
    outline = draft(at, wanted, days).outline
    ids = [step.id for step in outline.steps]
    slugs = [step.instrument for step in outline.steps]
    assert len(set(ids)) == len(set(slugs)) == len(ids)
    for place, step in enumerate(outline.steps):
        assert not set(predecessors(at.instruments[step.instrument], "required")) & set(slugs[place + 1 :])
        assert set(step.after) <= set(ids[:place])


@settings(max_examples=20)
@given(situations, wanted_sets)
def test_every_live_instrument_gives_a_step_and_there_is_outreach(at: Situation, wanted: set[str]) -> None:
    outline = draft(at, wanted, []).outline
    slugs = {step.instrument for step in outline.steps}
    assert {slug for slug, standing in at.standings.items() if standing.live} <= slugs
    assert any(step.outreach for step in outline.steps)
    assert not slugs & {left.instrument for left in outline.later}


@settings(max_examples=20)
@given(situations, wanted_sets)
def test_no_two_new_steps_exclude_each_other(at: Situation, wanted: set[str]) -> None:
    steps = draft(at, wanted, []).outline.steps
    new = [step.instrument for step in steps if step.instrument not in at.standings]
    assert not [pair for pair in combinations(new, 2) if exclude_each_other(at.instruments, *pair)]


@settings(max_examples=20)
@given(situations, wanted_sets, meeting_days)
def test_no_step_begins_too_early_or_promises_what_the_partner_must_agree_to(
    at: Situation, wanted: set[str], days: list[date]
) -> None:
    for step in draft(at, wanted, days).outline.steps:
        usable = at.instruments[step.instrument].available.start
        assert step.timeline.start
        assert step.timeline.start.first >= at.on
        assert usable is None or step.timeline.start.first >= usable.first
        assert (step.timeline.end is None) is at.instruments[step.instrument].consent


@settings(max_examples=20)
@given(situations, wanted_sets, meeting_days)
def test_a_draft_passes_the_checks_of_outlines_made_by_hand(
    at: Situation, wanted: set[str], days: list[date]
) -> None:
    """But for practice that runs in a circle, and for a live instrument beside an alternative that exists."""
    outline = draft(at, wanted, days).outline
    known = {OutlineFault.NORMAL_LATER, OutlineFault.ALTERNATIVE_IN_PLACE}
    assert [one for one in problems(outline, at) if one.fault not in known] == []
    assert Outline.model_validate(outline.model_dump(by_alias=True, exclude_none=True)) == outline


@settings(max_examples=20)
@given(situations, wanted_sets, meeting_days, st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_does_not_matter(
    at: Situation, wanted: set[str], days: list[date], dice: Any
) -> None:
    shuffled = list(at.instruments.items())
    dice.shuffle(shuffled)
    again = Situation(at.country_id, at.country, dict(shuffled), at.on)
    assert draft(at, wanted, days) == draft(again, wanted, days)
