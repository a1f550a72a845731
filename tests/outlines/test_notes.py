"""R10: what the drafter is told: no end, cases for comparison, who to ask, and facts that were not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from small_catalogues import DIALOGUE, TALKING

Make = Callable[..., Any]


def test_the_objectives_are_marked_as_drafted(drafted: Make) -> None:
    assert drafted({}).comments["objectives",] == (
        "Drafted from gaps and live talks alone: say what this partnership is to reach."
    )


def test_a_step_without_an_end_says_why_and_compares_with_real_cases(drafted: Make) -> None:
    case = {
        "months": 14,
        "from": "mandate 2006",
        "to": "in force 2008",
        "country": "beland",
        "note": "a target",
    }
    other = {"months": 20, "to": "signed 2010-04"}
    catalogue = {"high-level-dialogue": DIALOGUE, "pact": {"consent": True, "takes": [case, other]}}
    assert drafted(catalogue, [TALKING]).comments["steps", 1, "timeline"] == (
        "No end can be dated: the partner must agree.\n"
        "For comparison, not a forecast: 14 months (beland; mandate 2006 to in force 2008; a target).\n"
        "For comparison, not a forecast: 20 months (signed 2010-04)."
    )


@pytest.mark.parametrize("end", ["signed 2021-05-25", "signed 2021-05", "waiver 2021", "in force 2008-01-01"])
def test_a_case_that_was_over_by_the_day_of_record_is_cited(drafted: Make, end: str) -> None:
    assert f"8 months ({end})" in compared(drafted, {"months": 8, "to": end})


@pytest.mark.parametrize("end", ["signed 2021-05-26", "signed 2021-06", "meant to start by end 2022"])
def test_a_case_that_ended_after_the_day_of_record_is_not_cited(drafted: Make, end: str) -> None:
    assert "months" not in compared(drafted, {"months": 8, "to": end})


@pytest.mark.parametrize(
    "end", [{}, {"to": "signature"}, {"to": "signed 2019-02-30"}, {"to": "signed 2019-13"}]
)
def test_a_case_whose_end_cannot_be_read_is_not_cited(drafted: Make, end: dict[str, str]) -> None:
    assert "months" not in compared(drafted, {"months": 8, **end})


def compared(drafted: Make, case: dict[str, Any]) -> str:
    """The note on the timeline of a step, drafted on 2021-05-25, whose instrument has this case."""
    catalogue = {"high-level-dialogue": DIALOGUE, "pact": {"consent": True, "takes": [case]}}
    return str(drafted(catalogue, [TALKING], on=date(2021, 5, 25)).comments["steps", 1, "timeline"])


def test_the_signatories_of_a_mobility_partnership_are_the_list_to_ask(drafted: Make) -> None:
    partnership = {"mobility-partnership": {"kind": "political", "pillar": "legal-migration"}}
    signed = {"instrument": "mobility-partnership", "status": "in-force", "participants": ["CC", "AA"]}
    assert drafted({"high-level-dialogue": DIALOGUE, **partnership}, [TALKING, signed]).comments[
        "steps",
    ] == ("Worth asking for contributions, as they signed the Mobility Partnership: AA, CC.")


def test_facts_that_were_not_read_are_noted_at_the_step_and_warned_of(drafted: Make) -> None:
    catalogue = {
        "high-level-dialogue": DIALOGUE,
        "base": {"pillar": "protection"},
        "pact": {
            "name": "Pact",
            "verified": False,
            "usually_after": [{"instrument": "base", "strength": "normally"}],
        },
    }
    base = {
        "instrument": "base",
        "status": "in-force",
        "since": "2015",
        "verified": False,
        "check": "the day",
    }
    live = {"instrument": "pact", "title": "Treaty", "status": "negotiating", "verified": False}
    gift = {
        "delegation": "AA",
        "instrument": "pact",
        "kind": "lead",
        "description": "Leads",
        "verified": False,
    }
    draft = drafted(
        catalogue, [TALKING, base, live], contributions=[gift | {"sources": [{"title": "A page"}]}]
    )
    facts = [
        "the catalogue's entry pact",
        "pact (Treaty), negotiating",
        "base, in-force since 2015; the day",
        "the contribution AA, lead, pact: Leads",
    ]
    assert draft.comments["steps", 1].splitlines() == [f"Not verified: {fact}" for fact in facts]
    assert draft.warnings == tuple(
        f"the step on Pact rests on a fact that is not verified: {fact}" for fact in facts
    )


def test_what_is_still_open_on_a_verified_fact_is_noted_without_a_warning(drafted: Make) -> None:
    live = {"instrument": "pact", "status": "negotiating", "check": "only the mandate was read"}
    draft = drafted({"high-level-dialogue": DIALOGUE, "pact": {}}, [TALKING, live])
    assert draft.comments["steps", 1] == "Still open: pact, negotiating; only the mandate was read"
    assert draft.warnings == ()
