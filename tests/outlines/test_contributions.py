"""R9: what Member States bring stands at its step, is offered to the drafter, or is named as fitting none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from small_catalogues import DIALOGUE

Make = Callable[..., Any]
CATALOGUE = {
    "high-level-dialogue": DIALOGUE,
    "pilot": {"pillar": "legal-migration"},
    "a-visa": {"pillar": "legal-migration"},
    "talent": {
        "pillar": "legal-migration",
        "usually_after": [{"instrument": "pilot", "strength": "normally"}],
    },
    "shelter": {"pillar": "protection", "default": False},
}


def brings(instrument: str, kind: str = "financial", **more: Any) -> dict[str, Any]:
    base = {"delegation": "AA", "instrument": instrument, "kind": kind, "description": "Pays a share"}
    return base | {"sources": [{"title": "A page"}]} | more


def draft(drafted: Make, *contributions: dict[str, Any], pilot: str = "in-force") -> Any:
    exists = [
        {"instrument": "high-level-dialogue", "status": "in-force"},
        {"instrument": "pilot", "status": pilot},
    ]
    return drafted(CATALOGUE, exists, contributions=list(contributions), wanted=["a-visa"])


def test_a_contribution_stands_at_the_step_on_its_own_instrument_with_its_amount(drafted: Make) -> None:
    money = {"value": Decimal("1347778.69"), "currency": "EUR"}
    outline = draft(drafted, brings("pilot", amount=money, period="2019/2021"), pilot="negotiating").outline
    (step,) = (step for step in outline.steps if step.instrument == "pilot")
    (contribution,) = step.contributions
    assert (contribution.delegation, str(contribution.period)) == ("AA", "2019/2021")
    assert contribution.amount.value == Decimal("1347778.69")
    assert not hasattr(contribution, "instrument")


def test_a_declared_nil_appears_nowhere(drafted: Make) -> None:
    found = draft(drafted, brings("pilot", kind="none"), pilot="negotiating")
    assert all(not step.contributions for step in found.outline.steps)
    assert not any("Pays" in note for note in found.comments.values())


def test_one_of_the_same_pillar_is_offered_at_the_step_that_follows_on_its_instrument(drafted: Make) -> None:
    amount = {"value": 5000000, "currency": "EUR"}
    found = draft(drafted, brings("pilot", amount=amount))
    place = [step.instrument for step in found.outline.steps].index("talent")
    assert found.comments["steps", place] == (
        "To decide: does this contribution belong here? AA, financial, pilot: Pays a share, EUR 5 000 000"
    )
    assert all(not step.contributions for step in found.outline.steps)


def test_one_that_fits_no_step_is_said_above_the_steps(drafted: Make) -> None:
    found = draft(drafted, brings("shelter", kind="lead"))
    assert found.comments["steps",] == "Contribution that fits no step: AA, lead, shelter: Pays a share"


def test_a_note_never_breaks_its_line(drafted: Make) -> None:
    found = draft(drafted, brings("shelter", description="Pays\n- id: x\r\n# y"))
    assert found.comments["steps",].splitlines() == [
        "Contribution that fits no step: AA, financial, shelter: Pays - id: x # y"
    ]
