from __future__ import annotations

from itertools import product

import pytest

from partnercli.records.base import Unreadable
from partnercli.records.marking import Marking


def test_a_marking_is_limite_or_public() -> None:
    assert Marking.read("LIMITE") is Marking.LIMITE
    assert Marking.read("public") is Marking.PUBLIC


@pytest.mark.parametrize("written", ["limite", "PUBLIC", "", "LIMITE ", True, None, ["LIMITE"]])
def test_anything_else_is_refused_and_the_hint_says_what_leaving_it_out_means(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a marking") as refused:
        Marking.read(written)
    assert refused.value.hint == "write LIMITE or public; left out means LIMITE"


@pytest.mark.parametrize(
    "written",
    [
        "RESTREINT UE/EU RESTRICTED",
        "restreint ue",
        "Confidentiel UE",
        "EU CONFIDENTIAL",
        "SECRET UE",
        "TRÈS SECRET UE",
        "EU-Restricted",
        "R-UE/EU-R",
        "TS-UE",
    ],
)
def test_classified_information_is_refused_by_name(written: str) -> None:
    with pytest.raises(Unreadable, match="EU classified information") as refused:
        Marking.read(written)
    assert "accredited system" in refused.value.hint


@pytest.mark.parametrize("markings", list(product(Marking, repeat=2)))
def test_a_mixture_bears_the_stricter_marking(markings: tuple[Marking, ...]) -> None:
    assert (Marking.highest(markings) is Marking.LIMITE) == (Marking.LIMITE in markings)


def test_where_nothing_is_marked_the_whole_is_limite() -> None:
    assert Marking.highest([]) is Marking.LIMITE
