"""How firm a country stands, in a sentence: on the terminal and in the report the same. No delegation is named."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.documents.fallbacks import NEAR
from partnercli.documents.words import first_capital
from partnercli.tally.result import Tally
from partnercli.tally.robustness import Firmness

_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def firmness_in_words(tally: Tally, row: Firmness) -> str:
    """What would have to happen for a country to cross the line, most likely first, as one sentence."""
    return first_capital("; ".join(_said(tally, row))) + "."


def out_of_reach(row: Firmness) -> bool:
    """Whether a country is further below the line than close to it, and the silent cannot lift it."""
    return row.margin < -NEAR and row.if_silent_speak.priority == "impossible"


def in_words(number: int) -> str:
    """A small number as a sentence says it."""
    return _FEW[number] if number < len(_FEW) else str(number)


def _said(tally: Tally, row: Firmness) -> Iterator[str]:
    yield _turn(row)
    yield from _silent(tally, row)
    if row.pivotal:
        yield _pivotal(tally, row)
    if row.carried:
        yield f"{row.carried} carried"


def _pivotal(tally: Tally, row: Firmness) -> str:
    """How many delegations there are without any one of whom a country would stand otherwise."""
    count = len(row.pivotal)
    if row.priority:
        return f"without {'it' if count == 1 else f'any one of the {count}'} the country is no priority"
    heard = "" if tally.threshold.of == "all" else " heard"
    others = f"the one other{heard}" if count == 1 else f"any one of the {count} others{heard}"
    return f"without {others} it is a priority"


def _turn(row: Firmness) -> str:
    """How many delegations would have to change."""
    if not row.priority:
        return f"{row.flip} more needed"
    if row.flip == 1:
        who = "its one supporter" if row.support == 1 else f"any one of its {row.support} supporters"
        return f"on the line: {who} could tip it"
    return f"{'firm' if row.margin >= NEAR else 'close'}: {row.flip} would have to change"


def _silent(tally: Tally, row: Firmness) -> Iterator[str]:
    """What those who were not heard could still change."""
    spoken = row.if_silent_speak
    if row.priority and spoken.priority != "certain":
        yield (
            f"under this rule a priority today; if the silent speak it may not be: {spoken.needed} are needed then, "
            f"{_of_silent(tally, row)} among them"
        )
    elif not row.priority and spoken.priority == "possible":
        yield f"{_of_silent(tally, row)} could still lift it over the line"
    elif not row.priority and tally.silent:
        yield "the silent cannot lift it"


def _of_silent(tally: Tally, row: Firmness) -> str:
    """How many of the silent have to support a country, once all speak."""
    needed, silent = row.if_silent_speak.needed - row.support, len(tally.silent)
    if silent == 1:
        return "the one silent delegation"
    if needed == silent:
        return f"{'both' if silent == 2 else f'all {in_words(silent)}'} of the silent"
    return f"{in_words(needed)} of the {silent} silent"
