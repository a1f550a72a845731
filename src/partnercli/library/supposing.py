"""What-ifs: the positions of a meeting, with delegations left out or assumed to say something else."""

from __future__ import annotations

from collections.abc import Sequence

from partnercli.library.lookup import find_country, find_delegation, find_meeting
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Usage
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean
from partnercli.records.position import Stance
from partnercli.repository.load import Loaded
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable
from partnercli.tally.what_if import NotExpected, assume, without


def stances(
    loaded: Loaded,
    meeting: str | None,
    left_out: Sequence[str] | None = None,
    assumed: Sequence[str] | None = None,
) -> StanceTable:
    """What delegations say at a meeting, the current one if None is named; raises Usage or NotFound."""
    table = stance_table(loaded.exercise, find_meeting(loaded, meeting))
    return supposed(loaded.exercise, table, left_out, assumed)


def supposed(
    exercise: Exercise,
    table: StanceTable,
    left_out: Sequence[str] | None = None,
    assumed: Sequence[str] | None = None,
) -> StanceTable:
    """The table with what-ifs, in the words of the command line; raises Usage or NotFound where one cannot be."""
    names = NamesGiven(exercise)
    gone = names.each(names.delegation, left_out or ())
    names.check()
    try:
        if gone:
            table = without(table, gone)
        assumptions = [_assumption(exercise, text) for text in assumed or ()]
        for place, (code, country, stance) in enumerate(assumptions):
            if code in gone:
                raise Usage(f"{code} cannot speak and be left out", "take it out of --without or of --assume")
            if any(earlier[:2] == (code, country) for earlier in assumptions[:place]):
                raise Usage(f"two assumptions are made for {code} on {country}", "keep one of them")
            table = assume(table, code, country, stance)
    except NotExpected as error:
        raise Usage(str(error), "name a delegation that is expected there") from error
    return table


def _assumption(exercise: Exercise, text: str) -> tuple[str, str, Stance | None]:
    delegation, _, rest = text.partition("=")
    country, _, stance = rest.partition(":")
    if not country:
        raise Usage(
            f'"{text}" is no assumption', "write --assume IT=tunisia or --assume IT=tunisia:opposition"
        )
    words = (*(str(one) for one in Stance), "none")
    if stance and stance not in words:
        raise Usage(
            f'"{stance}" is no stance', did_you_mean(stance, words) or f"write one of: {', '.join(words)}"
        )
    chosen = None if stance == "none" else Stance(stance or Stance.SUPPORT)
    return find_delegation(exercise, delegation), find_country(exercise, country), chosen
