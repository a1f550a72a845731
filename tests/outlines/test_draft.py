"""The drafted outline as a whole: the two worked examples, then what a draft says besides its steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnercli.outlines.draft import UnknownInstrument, draft_outline
from partnercli.records.country import Country
from partnercli.records.instrument import Instrument
from partnercli.records.outline import Outline, Step
from small_catalogues import FOOTING, TALKING

Make = Callable[..., Any]
DAY = date(2021, 5, 25)


def by_rule(step: Step) -> dict[str, Any]:
    timeline = {"from": step.timeline.start, "to": step.timeline.end}
    return {
        "id": step.id,
        "instrument": step.instrument,
        "lead": step.lead,
        "with": list(step.partners),
        "outreach": step.outreach,
        "timeline": {key: str(period) for key, period in timeline.items() if period},
        "after": list(step.after),
        "status": step.status,
    }


@pytest.mark.parametrize("country", ["tunisia", "somalia"])
def test_the_outlines_worked_by_hand_come_out_step_by_step(
    country: str, countries: dict[str, Country], catalogue: dict[str, Instrument], worked: dict[str, Any]
) -> None:
    outline = draft_outline(country, countries[country], catalogue, on=DAY).outline
    assert [by_rule(step) for step in outline.steps] == worked[country]["steps"]
    assert list(outline.gaps) == worked[country]["gaps"]
    assert [left.instrument for left in outline.later] == worked[country]["later"]


def test_every_shipped_country_gets_an_outline_with_outreach(
    countries: dict[str, Country], catalogue: dict[str, Instrument]
) -> None:
    for country_id, country in countries.items():
        outline = draft_outline(country_id, country, catalogue, on=DAY).outline
        assert any(step.outreach for step in outline.steps), country_id


def test_each_step_says_which_rules_and_facts_placed_it(drafted: Make) -> None:
    catalogue = {
        **FOOTING,
        "pact": {"consent": True, "together_with": ["visas"]},
        "visas": {"kind": "legal", "pillar": "protection", "consent": True},
        "plan": {"pillar": "root-causes"},
        "action": {
            "available": {"announced": "2020", "from": "2021-06-14"},
            "usually_after": [{"instrument": "plan", "strength": "required"}],
        },
    }
    live = [
        {"instrument": slug, "status": "negotiating", "since": "2016-10-12"} for slug in ("pact", "visas")
    ]
    outline = drafted(catalogue, [TALKING | {"since": "2011-10"}, *live]).outline
    why = {step.instrument: step.why for step in outline.steps}
    no_end, usable = "R8 no end date, the partner must consent", "R8 available from 2021-06-14"
    assert why == {
        "high-level-dialogue": "R2 dialogue in force since 2011-10, convened first",
        "visas": f"R3 negotiating since 2016-10-12; R7 runs with pact; {no_end}",
        "pact": f"R3 negotiating since 2016-10-12; R7 runs with visas; {no_end}",
        "plan": "R4 gap in root-causes",
        "action": f"R4 gap in return; R4 next rung: plan is proposed; R5 second rung; {usable}",
    }


def test_a_step_rests_on_the_sources_of_what_exists_or_else_of_the_catalogue(drafted: Make) -> None:
    live = {"instrument": "pact", "status": "negotiating", "sources": [{"title": "A press release"}]}
    catalogue = {**FOOTING, "pact": {}, "desk": {"sources": [{"title": "A regulation"}]}}
    outline = drafted(catalogue, [TALKING, live, live | {"title": "twin"}]).outline
    titles = {step.instrument: [source.title for source in step.sources or ()] for step in outline.steps}
    assert (titles["pact"], titles["desk"]) == (["A press release"], ["A regulation"])


def test_actions_name_the_instrument_and_what_is_to_be_done(drafted: Make) -> None:
    live = {"instrument": "pact", "title": "Treaty of 2016", "status": "negotiating"}
    catalogue = {**FOOTING, "pact": {"name": "Pact"}, "desk": {"name": "Desk"}}
    actions = {step.instrument: step.action for step in drafted(catalogue, [TALKING, live]).outline.steps}
    assert actions["pact"] == "Pact (Treaty of 2016): pursue the talks that are under way."
    assert actions["desk"] == "Desk: settle who takes part and set it up."


def test_objectives_come_from_the_dialogue_live_talks_gaps_and_closing_money(drafted: Make) -> None:
    fund = {
        "name": "Fund",
        "kind": "financial",
        "pillar": "root-causes",
        "available": {"until": "2021-12-31"},
    }
    exists = [{"instrument": "pact", "status": "signed"}, {"instrument": "fund", "status": "in-force"}]
    outline = drafted({**FOOTING, "pact": {"name": "Pact"}, "fund": fund}, [TALKING, *exists]).outline
    gaps = "return, root causes, protection, legal migration, irregular migration"
    assert outline.objectives == (
        "Keep up the dialogue that is in place.",
        "Take forward what is under way already: Pact.",
        f"Find a footing in the fields without a lasting instrument in force: {gaps}.",
        "Provide for work whose present funding ends within two years: Fund.",
    )


def test_gaps_stand_in_the_order_of_the_steps_and_those_without_a_step_last(drafted: Make) -> None:
    catalogue = {
        **FOOTING,
        "money": {"kind": "financial", "pillar": "root-causes"},
        "desk": {"pillar": "return"},
    }
    assert drafted(catalogue, [TALKING]).outline.gaps == (
        "return",
        "root-causes",
        "protection",
        "legal-migration",
        "irregular-migration",
    )


def test_ids_too_long_for_a_slug_are_cut_and_stay_different(drafted: Make) -> None:
    long = ["x" * 62 + ending for ending in ("a", "b", "c")]
    exists = [{"instrument": slug, "status": "signed"} for slug in long]
    ids = [
        step.id
        for step in drafted({slug: {} for slug in (*FOOTING, *long)}, [TALKING, *exists]).outline.steps
    ]
    cut = "bring-into-force-" + "x" * 47
    assert ids[1:] == [cut, cut[:62] + "-2", cut[:62] + "-3"]


def test_an_instrument_asked_for_that_is_not_in_the_catalogue_is_named(drafted: Make) -> None:
    with pytest.raises(UnknownInstrument) as caught:
        drafted(FOOTING, wanted=["pact"])
    assert caught.value.instrument == "pact"


def test_what_was_asked_for_and_gives_no_step_is_a_warning(drafted: Make) -> None:
    catalogue = {**FOOTING, "desk": {"name": "Desk"}, "rabat-process": {"name": "Process"}}
    exists = [
        {"instrument": "desk", "status": "in-force"},
        {"instrument": "rabat-process", "status": "exploratory"},
    ]
    assert drafted(catalogue, [TALKING, *exists], wanted=["desk", "rabat-process"]).warnings == (
        "Desk was asked for and is in force already: no step for it",
        "Process was asked for but is footing for others: no step for it",
    )


def test_what_is_under_way_but_not_in_the_catalogue_is_a_warning(drafted: Make) -> None:
    draft = drafted(FOOTING, [TALKING, {"instrument": "pact", "status": "negotiating"}])
    assert draft.warnings == ("pact is under way but not in the catalogue: no step for it",)


def test_without_a_dialogue_in_the_catalogue_the_missing_outreach_is_a_warning(drafted: Make) -> None:
    draft = drafted({})
    assert draft.outline == Outline.model_validate(
        {
            "country": "aland",
            "status": "draft",
            "objectives": draft.outline.objectives,
            "gaps": draft.outline.gaps,
            "steps": [],
        }
    )
    assert draft.warnings[1:] == (
        "no step of outreach could be proposed: no dialogue of the catalogue is open to this country now",
    )


def test_a_country_of_which_nothing_is_recorded_is_a_warning_and_a_note_at_its_gaps(drafted: Make) -> None:
    bare, known = drafted(FOOTING), drafted(FOOTING, [TALKING])
    assert bare.warnings[0].startswith("nothing is recorded under `cooperation` of this country")
    assert bare.warnings[0] in bare.comments["gaps",]
    assert known.warnings == ()
    assert ("gaps",) not in known.comments
