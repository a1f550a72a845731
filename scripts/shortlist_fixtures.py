#!/usr/bin/env python3
"""Make tests/tally/shortlists.json anew: made profiles, and what abcvoting finds for them.

abcvoting (Lackner, Regner and Krenn, JOSS 2023; MIT) is another program for the same rules. It brings solvers of
1.2 GB, so neither the tool nor its tests need it. Where it is to be had:

    python3 -m venv build/abcvoting && build/abcvoting/bin/pip install abcvoting==2.19 highspy
    build/abcvoting/bin/python scripts/shortlist_fixtures.py

Rules with more than LISTED equally good shortlists for a profile are left out there. The exact variants are
used, never those with floating point. `reached` is how many voters any shortlist of the size can
represent; `justified` tells of some lists, the best and others, whether JR and EJR+ hold.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parents[1] / "tests" / "tally" / "shortlists.json"
VERSION = "2.19.0"
LISTED = 40
RULES: dict[str, dict[str, Any]] = {
    "approval": {"rule_id": "av"},
    "sav": {"rule_id": "sav"},
    "pav": {"rule_id": "pav", "algorithm": "pulp-highs"},
    "seqpav": {"rule_id": "seqpav"},
    "phragmen": {"rule_id": "seqphragmen", "algorithm": "standard-fractions"},
    "equal-shares": {"rule_id": "equal-shares", "algorithm": "standard-fractions"},
    "chamberlin-courant": {"rule_id": "cc", "algorithm": "pulp-highs"},
}
"""What abcvoting calls the rules; equal shares are completed there, too, by Phragmén's rule."""


class Made(NamedTuple):
    """A profile: by voter, the places of the candidates it supports; and the size of the shortlist."""

    name: str
    size: int
    ballots: Sequence[Sequence[int]]

    @property
    def candidates(self) -> int:
        """How many candidates there are; each has a supporter."""
        return 1 + max(max(ballot) for ballot in self.ballots)


def profiles() -> Iterator[Made]:
    """The profiles: a worked example, degenerate ones, small ones full of ties, ones as large as the real exercise."""
    worked = ([1, 2, 3], [2, 3], [0, 2, 3], [3])  # mali morocco niger tunisia
    for size in range(1, 5):
        yield Made(f"worked example, {size}", size, worked)
    alike = [[0, 1, 2, 3, 4]] * 4
    apart = [[0, 1], [2, 3], [4, 5], [6, 7], [8]]
    nested = [list(range(length)) for length in range(1, 7)]
    for name, ballots in (("alike", alike), ("apart", apart), ("nested", nested)):
        for size in (1, 3, 5):
            yield Made(f"{name}, {size}", size, ballots)
    yield Made("one voter", 2, [[0, 1, 2]])
    yield Made("one candidate", 1, [[0], [0]])
    yield Made("a majority and two others", 6, [[0, 1, 2, 3, 4, 5]] * 6 + [[6, 7]] * 2 + [[8]])
    for seed in range(40):
        yield at_random(
            f"small, {seed}", seed, voters=3 + seed % 6, countries=4 + seed % 5, size=1 + seed % 4
        )
    for seed in range(12):
        yield at_random(f"large, {seed}", seed, voters=27, countries=60, size=10)


def at_random(name: str, seed: int, *, voters: int, countries: int, size: int) -> Made:
    """A profile in which some countries are named by far more voters than others."""
    chance = random.Random(seed)  # noqa: S311 - a made profile
    liked = [0.08 + 0.7 * chance.random() ** 3 for _ in range(countries)]
    drawn = [[place for place in range(countries) if chance.random() < liked[place]] for _ in range(voters)]
    named = sorted({place for ballot in drawn for place in ballot})
    return Made(
        name, min(size, len(named)), [[named.index(place) for place in ballot] for ballot in drawn if ballot]
    )


def found(made: Made) -> dict[str, Any]:
    """A profile with what abcvoting finds for it."""
    abcrules, properties = import_module("abcvoting.abcrules"), import_module("abcvoting.properties")
    profile = import_module("abcvoting.preferences").Profile(made.candidates)
    profile.add_voters(made.ballots)
    outcomes: dict[str, list[str]] = {}
    lists = [tuple(range(made.size)), tuple(range(made.candidates - made.size, made.candidates))]
    reached = 0
    for rule, options in RULES.items():
        committees = abcrules.compute(
            profile=profile,
            committeesize=made.size,
            resolute=False,
            max_num_of_committees=LISTED + 1,
            **options,
        )
        first = min(tuple(sorted(committee)) for committee in committees)
        lists.append(first)
        represented = sum(bool(set(ballot) & set(first)) for ballot in made.ballots)
        reached = max(reached, represented)
        if len(committees) <= LISTED:
            outcomes[rule] = [in_short(committee) for committee in sorted(map(sorted, committees))]
    return {
        "name": made.name,
        "size": made.size,
        "ballots": [in_short(ballot) for ballot in made.ballots],
        "outcomes": outcomes,
        "justified": {
            in_short(shortlist): [
                check(profile, shortlist) for check in (properties.check_JR, properties.check_EJR_plus)
            ]
            for shortlist in dict.fromkeys(lists)
        },
        "reached": reached,
    }


def in_short(places: Sequence[int]) -> str:
    """Places of candidates in one text, which keeps the file small."""
    return " ".join(str(place) for place in sorted(places))


def main() -> int:
    """Write the file; say so where abcvoting is missing."""
    try:
        import_module("abcvoting")
    except ImportError:
        print("abcvoting is not installed here: see the head of this file", file=sys.stderr)  # noqa: T201
        return 1
    lines = [json.dumps(found(made)) for made in profiles()]
    head = json.dumps({"abcvoting": VERSION})[:-1]
    FILE.write_text(f'{head},\n"profiles": [\n' + ",\n".join(lines) + "\n]}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
