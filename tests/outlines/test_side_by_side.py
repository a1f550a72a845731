"""Two outlines beside one another."""

from __future__ import annotations

from typing import Any

from partnercli.outlines.side_by_side import side_by_side
from partnercli.records.instrument import Instrument
from partnercli.records.outline import Outline

PILLARS = {"talks": "governance", "grant": "root-causes", "pact": "return"}
INSTRUMENTS = {
    slug: Instrument.model_validate(
        {"name": slug, "kind": "legal", "pillar": pillar, "lead": "x", "sources": [{"title": "x"}]}
    )
    for slug, pillar in PILLARS.items()
}


def outline(*instruments: str, dropped: str = "") -> Outline:
    steps: list[dict[str, Any]] = [
        {"id": f"step-{number}", "instrument": one, "action": "x"} for number, one in enumerate(instruments)
    ]
    if dropped:
        steps.append({"id": "dropped", "instrument": dropped, "action": "x", "status": "dropped"})
    return Outline.model_validate({"country": "aland", "status": "draft", "steps": steps})


def test_instruments_stand_by_pillar_and_unknown_ones_last() -> None:
    found = side_by_side(outline("unheard-of", "pact", "talks"), outline("grant", "talks"), INSTRUMENTS)
    assert [(row.pillar, row.instrument) for row in found.rows] == [
        ("governance", "talks"),
        ("root-causes", "grant"),
        ("return", "pact"),
        (None, "unheard-of"),
    ]
    assert found.common == ("talks",)
    assert found.only_left == ("pact", "unheard-of")
    assert found.only_right == ("grant",)


def test_all_steps_on_an_instrument_are_there_but_dropped_ones() -> None:
    found = side_by_side(outline("talks", "talks", dropped="pact"), outline(dropped="talks"), INSTRUMENTS)
    assert [(row.instrument, len(row.left), len(row.right)) for row in found.rows] == [("talks", 2, 0)]
