"""How far above what exists an instrument stands (R5), and which of two alternatives is proposed (R6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations

from partnercli.outlines.catalogue import exclude_each_other, predecessors
from partnercli.outlines.state import Situation
from partnercli.records.instrument import Instrument

NEW_RUNGS = 2
"""R5: an outline climbs no higher above what exists."""


def settle(
    situation: Situation, slugs: Collection[str], pulled: Collection[str]
) -> tuple[dict[str, int], dict[str, str]]:
    """The rungs of all that can be reached, once no two within reach exclude each other.

    `pulled` are those that are here only because others need them: without one that can be reached they go.
    Also the alternatives that lost, each with the one that won.
    """
    left, losers = set(slugs), dict[str, str]()
    while True:
        rungs = climb(situation, left)
        idle = {slug for slug in left.intersection(pulled) if not _needed(situation, slug, rungs)}
        clash = _clash(situation, rungs)
        if idle:
            left -= idle
        elif clash:
            winner, loser = clash
            losers[loser] = winner
            left.remove(loser)
        else:
            return rungs, losers


def climb(situation: Situation, slugs: Collection[str]) -> dict[str, int]:
    """R5: the rung of each instrument that can be reached.

    1 + the largest rung among its required predecessors and the smallest among the normal ones within reach;
    what exists or is under way has rung 0.
    """
    reached, rungs, rung = set(situation.standings), dict[str, int](), 1
    while step_up := {
        slug for slug in slugs if slug not in rungs and _within(situation.instruments[slug], reached)
    }:
        rungs |= dict.fromkeys(step_up, rung)
        reached |= step_up
        rung += 1
    return rungs


def _within(instrument: Instrument, reached: Collection[str]) -> bool:
    normal = predecessors(instrument, "normally")
    by_law = all(before in reached for before in predecessors(instrument, "required"))
    return by_law and (not normal or any(before in reached for before in normal))


def _needed(situation: Situation, slug: str, rungs: Mapping[str, int]) -> bool:
    return any(slug in predecessors(situation.instruments[one], "required") for one in rungs)


def _clash(situation: Situation, rungs: Mapping[str, int]) -> tuple[str, str] | None:
    """R6: two proposals that exclude each other, the winner first.

    The lower rung wins, then the catalogue's order, which in a repository is that of the ids.
    """
    near = sorted((rung, slug) for slug, rung in rungs.items() if rung <= NEW_RUNGS)
    pairs = combinations([slug for _, slug in near], 2)
    return next((pair for pair in pairs if exclude_each_other(situation.instruments, *pair)), None)
