"""The seven rules against another program: what abcvoting finds for the made profiles of `shortlists.json`.

`scripts/shortlist_fixtures.py` makes that file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from partnercli.tally.shortlist.branch_and_bound import Search
from partnercli.tally.shortlist.profile import Profile, Shortlist, profile
from partnercli.tally.shortlist.representation import fully_justified, justified, unrepresented
from partnercli.tally.shortlist.rules import Rule, find
from partnercli.tally.shortlist.thiele import proportional

MADE: list[dict[str, Any]] = json.loads((Path(__file__).parent / "shortlists.json").read_text("utf-8"))[
    "profiles"
]
ENOUGH = 1000
"""More than the outcomes of any profile there."""


def countries(places: str) -> Shortlist:
    return tuple(f"c{int(place):02}" for place in places.split())


def profile_in(made: dict[str, Any]) -> Profile:
    return profile({f"v{place:02}": countries(ballot) for place, ballot in enumerate(made["ballots"])})


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_finds_exactly_the_shortlists_that_the_other_program_finds(rule: Rule) -> None:
    compared = [made for made in MADE if rule in made["outcomes"]]
    assert len(compared) >= 50
    for made in compared:
        theirs = tuple(sorted(countries(shortlist) for shortlist in made["outcomes"][rule]))
        ours = find(rule, profile_in(made), made["size"], ENOUGH)
        assert (ours.shortlists, ours.truncated) == (theirs, False), made["name"]


def test_the_search_settles_the_highest_total_at_once_and_finds_all_lists_that_reach_it_soon() -> None:
    """By its prices: without them it would find the same after many more steps."""
    steps = 0
    for made in MADE:
        voters, weights = profile_in(made), proportional(made["size"])
        highest = Search(voters, weights, most_steps=1).highest()
        search = Search(voters, weights, most_steps=100)
        assert list(search.reaching(highest))
        steps += search.steps
    assert steps < 300


def test_both_tests_of_representation_say_what_the_other_program_says() -> None:
    said = set()
    for made in MADE:
        voters = profile_in(made)
        for shortlist, theirs in made["justified"].items():
            ours = (justified(voters, countries(shortlist)), fully_justified(voters, countries(shortlist)))
            assert ours == tuple(theirs), made["name"]
            said.add(ours)
    assert said == {(True, True), (True, False), (False, False)}


def test_chamberlin_and_courant_represent_as_many_as_the_other_program_does() -> None:
    for made in MADE:
        voters = profile_in(made)
        (first,), _ = find(Rule.CHAMBERLIN_COURANT, voters, made["size"], 1)
        assert len(voters.voters) - len(unrepresented(voters, first)) == made["reached"], made["name"]
