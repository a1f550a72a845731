"""What-ifs: a stance table that departs from the files, and says so."""

from __future__ import annotations

from collections.abc import Collection

from partnercli.records.position import STANCE_VERBS, Stance
from partnercli.tally.table import Mention, StanceTable, Voice


class NotExpected(ValueError):
    """A what-if about a delegation that is not expected at the meeting: `delegation` is its code."""

    def __init__(self, delegation: str, meeting: str) -> None:
        super().__init__(f"{delegation} is not expected at {meeting}")
        self.delegation = delegation


def without(table: StanceTable, codes: Collection[str]) -> StanceTable:
    """The table as if these delegations were not expected; NotExpected for one that is not anyway."""
    for code in sorted(codes):
        _check(table, code)
    gone = table.in_order(codes)
    return table._replace(
        expected=tuple(code for code in table.expected if code not in gone),
        voices={code: voice for code, voice in table.voices.items() if code not in gone},
        what_if=(*table.what_if, *(f"without {code}" for code in gone)),
    )


def assume(table: StanceTable, delegation: str, country: str, stance: Stance | None) -> StanceTable:
    """The table as if a delegation took this stance on a country, None for no word of it.

    That one stance is replaced, by one without conditions or rank, and the delegation counts as having
    responded. Raises NotExpected, or KeyError for a country without a record.
    """
    _check(table, delegation)
    says = "does not name" if stance is None else STANCE_VERBS[stance]
    words = f"{delegation} {says} {table.names[country]}"
    voice = table.voices.get(delegation, Voice())
    others = {named: mention for named, mention in voice.countries.items() if named != country}
    said = {} if stance is None else {country: Mention(stance, assumed=True)}
    voices = {**table.voices, delegation: voice._replace(spoke=True, countries=others | said)}
    return table._replace(
        voices={code: voices[code] for code in table.expected if code in voices},
        what_if=(*table.what_if, words),
    )


def _check(table: StanceTable, delegation: str) -> None:
    if delegation not in table.expected:
        raise NotExpected(delegation, table.meeting)
