"""Names as they are typed while somebody speaks: what is meant by one, or what to type instead."""

from __future__ import annotations

import pytest

from partnercli.recording.spoken_names import Names, Unclear
from partnercli.records.names import Lookup

ISLES: dict[str, tuple[str, ...]] = {f"isle-{number}": (f"Isle {number}",) for number in range(1, 8)}
CAPES: dict[str, tuple[str, ...]] = {
    "north-cape": ("North Cape", "Cape"),
    "south-cape": ("South Cape", "Cape"),
}


def unclear(known: dict[str, tuple[str, ...]], typed: str) -> tuple[str, str]:
    with pytest.raises(Unclear) as refused:
        Names("country", Lookup(known), known).find(typed)
    return str(refused.value), refused.value.hint


def test_a_name_that_several_share_names_those_and_no_others() -> None:
    known = CAPES | {"capella": ("Capella",)}
    assert unclear(known, "cape") == ('"cape" may be North Cape, South Cape', "type more of it")


@pytest.mark.parametrize(("there", "shown"), [(6, "Isle 5, Isle 6"), (7, "Isle 5, Isle 6, …")])
def test_of_many_that_fit_six_are_shown(there: int, shown: str) -> None:
    known = dict(list(ISLES.items())[:there])
    assert unclear(known, "isl") == (
        f'"isl" may be Isle 1, Isle 2, Isle 3, Isle 4, {shown}',
        "type more of it",
    )


def test_what_is_nobodys_name_gets_the_nearest() -> None:
    assert unclear(CAPES, "North Cabe") == ('there is no country "North Cabe"', "did you mean North Cape?")
