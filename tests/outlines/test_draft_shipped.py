"""What holds for the draft of every shipped country, with whatever already exists with it, on whatever day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.outlines.catalogue import predecessors
from partnercli.outlines.draft import Draft, draft_outline
from partnercli.outlines.problems import OutlineFault, problems
from partnercli.outlines.schedule import Settled
from partnercli.outlines.state import Situation
from partnercli.records.country import CooperationStatus, Country
from partnercli.records.instrument import Instrument
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Hold

Records = dict[str, Any]
DATA = Path(__file__).parents[2] / "data"
ERRORS = {
    OutlineFault.DUPLICATE_STEP,
    OutlineFault.UNKNOWN_STEP,
    OutlineFault.CIRCLE,
    OutlineFault.REQUIRED_LATER,
    OutlineFault.REQUIRED_MISSING,
}
KNOWN = {*ERRORS, OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS, OutlineFault.WITHIN_HOLD, OutlineFault.IN_FORCE}
"""Faults that no draft has. A live instrument beside an alternative in place is the data's contradiction."""
SLUGS = sorted(path.stem for path in (DATA / "instruments").glob("*.yaml"))
COUNTRIES = sorted(path.stem for path in (DATA / "countries").glob("*.yaml"))
DAYS = [date(2010, 1, 1), date(2016, 6, 15), date(2021, 5, 25), date(2026, 11, 26), date(2031, 1, 1)]

existing = st.lists(
    st.fixed_dictionaries(
        {
            "instrument": st.sampled_from(SLUGS),
            "status": st.sampled_from([str(s) for s in CooperationStatus]),
        },
        optional={"since": st.sampled_from(["2009", "2016-Q2", "2021-05-25"]), "verified": st.booleans()},
    ),
    max_size=9,
)
days = st.dates(date(2009, 1, 1), date(2032, 12, 31))
holds = st.sampled_from(["2010", "2021-12", "2027-Q2"]).map(
    lambda until: Hold.model_validate({"until": until})
)
asked = st.sets(st.sampled_from(SLUGS), max_size=3)


def assert_sensible(draft: Draft, at: Situation) -> None:
    """No error or order that checks would find, outreach, no date before the day."""
    steps = draft.outline.steps
    assert [one for one in problems(draft.outline, at) if one.fault in KNOWN] == []
    assert any(step.outreach for step in steps)
    slugs = [step.instrument for step in steps]
    for place, step in enumerate(steps):
        assert not set(predecessors(at.instruments[step.instrument], "required")) & set(slugs[place + 1 :])
        assert step.timeline.start
        assert step.timeline.start.first >= at.on


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_shipped_country_gets_a_sensible_draft_on_any_day(
    day: date, countries: dict[str, Country], catalogue: dict[str, Instrument]
) -> None:
    for key, country in countries.items():
        draft = draft_outline(key, country, catalogue, on=day)
        assert_sensible(draft, Situation(key, country, catalogue, day))


@settings(max_examples=150)
@given(
    st.sampled_from(COUNTRIES),
    existing,
    days,
    asked,
    st.dates(date(2009, 1, 1), date(2040, 1, 1)),
    st.none() | holds,
)
def test_a_country_with_any_set_of_existing_cooperation_gets_a_sensible_draft(
    all_shipped: Any,
    key: str,
    exists: list[dict[str, Any]],
    day: date,
    wanted: set[str],
    met: date,
    hold: Hold | None,
) -> None:
    sources = [{"title": "A source"}]
    catalogue = all_shipped.catalogue
    said = all_shipped.countries[key].model_dump(by_alias=True, exclude_unset=True)
    country = Country.model_validate(said | {"cooperation": [one | {"sources": sources} for one in exists]})
    visit = Meeting.model_validate({"forum": "visit", "date": met, "countries": [key], "sources": sources})
    draft = draft_outline(
        key, country, catalogue, on=day, wanted=wanted, meetings={"a-visit": visit}, settled=Settled(hold)
    )
    assert_sensible(draft, Situation(key, country, catalogue, day))


def test_no_draft_speaks_of_money_as_ending_that_has_ended(countries: Records, catalogue: Records) -> None:
    def said(day: date) -> str:
        outline = draft_outline("tunisia", countries["tunisia"], catalogue, on=day).outline
        return " ".join((*outline.objectives, *(step.why or "" for step in outline.steps)))

    before, after = said(date(2021, 5, 25)), said(date(2026, 11, 26))
    assert "present funding ends within two years" in before
    assert "eutf-africa closes 2021-12-31" in before
    assert "funding has ended: EU Emergency Trust Fund" in after
    assert "eutf-africa closed 2021-12-31" in after
    assert "present funding" not in after
