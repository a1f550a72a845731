"""R1: what counts on a day; R4: which pillars are a gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnercli.outlines.state import months_later

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ("in-force", "signed"),
        ("signed", "negotiating"),
        ("negotiating", "exploratory"),
        ("exploratory", "suspended"),
        ("suspended", "ended"),
    ],
)
def test_the_strongest_status_of_an_instrument_counts(situation: Make, stronger: str, weaker: str) -> None:
    entries = [{"instrument": "pact", "status": status, "title": status} for status in (weaker, stronger)]
    standing = situation({}, entries).standings["pact"]
    assert standing.status == stronger
    assert standing.titles == stronger


@pytest.mark.parametrize(
    "entry",
    [
        {"status": "ended", "since": "2021-04"},
        {"status": "in-force", "since": "2020", "until": "2021-05-24"},
        {"status": "in-force", "since": "2021-05-26"},
    ],
    ids=["ended", "past its last day", "reached later"],
)
def test_what_is_over_or_not_yet_reached_counts_as_absent(situation: Make, entry: dict[str, str]) -> None:
    assert situation({}, [{"instrument": "pact"} | entry]).standings == {}


@pytest.mark.parametrize("since", ["2021-05-25", "2021-05", "2021-Q2", "2021"])
def test_a_status_counts_from_the_first_day_of_its_period(situation: Make, since: str) -> None:
    entry = {"instrument": "pact", "status": "in-force", "since": since, "until": "2021-05-25"}
    assert situation({}, [entry]).standings["pact"].in_force


@pytest.mark.parametrize(
    ("status", "existing", "live"),
    [
        ("in-force", True, False),
        ("signed", True, True),
        ("negotiating", False, True),
        ("exploratory", False, True),
        ("suspended", False, True),
    ],
)
def test_only_in_force_and_signed_are_footing_and_all_but_in_force_ask_for_a_step(
    situation: Make, status: str, existing: bool, live: bool
) -> None:
    standing = situation({}, [{"instrument": "pact", "status": status}]).standings["pact"]
    assert (standing.existing, standing.live) == (existing, live)


@pytest.mark.parametrize(
    ("slug", "kind", "status", "fills"),
    [
        ("pact", "legal", "in-force", True),
        ("pact", "operational", "in-force", True),
        ("pact", "financial", "in-force", True),
        ("pact", "political", "in-force", False),
        ("mobility-partnership", "political", "in-force", True),
        ("camm", "political", "in-force", True),
        ("migration-dialogue", "political", "in-force", True),
        ("high-level-dialogue", "political", "in-force", True),
        ("pact", "legal", "signed", False),
    ],
)
def test_a_pillar_is_a_gap_unless_something_that_counts_is_in_force(
    situation: Make, slug: str, kind: str, status: str, fills: bool
) -> None:
    at = situation({slug: {"kind": kind, "pillar": "return"}}, [{"instrument": slug, "status": status}])
    assert ("return" not in at.gaps) is fills


@pytest.mark.parametrize(
    ("closes", "fills"), [("2023-05-25", False), ("2023-05-26", True), ("2021-12-31", False)]
)
def test_money_that_closes_within_two_years_fills_no_pillar(
    situation: Make, closes: str, fills: bool
) -> None:
    fund = {"kind": "financial", "pillar": "root-causes", "available": {"until": closes}}
    at = situation({"fund": fund}, [{"instrument": "fund", "status": "in-force"}])
    assert ("root-causes" not in at.gaps) is fills
    assert ("fund" in at.closing) is not fills


def test_money_stays_open_as_long_as_one_of_its_programmes_does(situation: Make) -> None:
    fund = {"fund": {"kind": "financial", "pillar": "root-causes"}}
    ending = {"instrument": "fund", "status": "in-force", "until": "2021-12"}
    open_ended = {"instrument": "fund", "status": "in-force", "title": "second phase"}
    assert "root-causes" in situation(fund, [ending]).gaps
    assert "root-causes" not in situation(fund, [ending, open_ended]).gaps


def test_months_are_counted_to_the_last_day_of_a_shorter_month() -> None:
    assert months_later(date(2021, 8, 31), 6) == date(2022, 2, 28)
    assert months_later(date(2021, 5, 25), 24) == date(2023, 5, 25)
