"""What the command line of `partner export` asks for: which tables, and for whom."""

from __future__ import annotations

from collections.abc import Iterable

from partnercli.documents.audience import Audience
from partnercli.documents.words import listed
from partnercli.exchange.export import TABLES
from partnercli.library.lookup import typed
from partnercli.library.problems import Usage
from partnercli.records.names import did_you_mean

_SPOKEN = {
    Audience.PRESIDENCY: "the Presidency",
    Audience.DELEGATIONS: "delegations",
    Audience.PUBLIC: "the public",
}
_WIDER = (Audience.DELEGATIONS, Audience.PRESIDENCY)
"""Circles that may have more, the least first."""


def tables_given(words: Iterable[str], readers: Audience) -> frozenset[str]:
    """The tables named, or all that the readers have; raises Usage with the nearest name, or with who has it."""
    return frozenset(_table(typed(word), readers) for word in words) or frozenset(TABLES[readers])


def _table(word: str, readers: Audience) -> str:
    name = word.strip().lower().replace("-", "_")
    if name in TABLES[readers]:
        return name
    for other in _WIDER:
        if name in TABLES[other]:
            raise Usage(
                f"the table {name} is not for {_SPOKEN[readers]}",
                f"{_SPOKEN[other]} can have it: --audience {other}",
            )
    everywhere = list(dict.fromkeys(table for names in TABLES.values() for table in names))
    hint = did_you_mean(name, everywhere) or f"those for {_SPOKEN[readers]} are {listed(TABLES[readers])}"
    raise Usage(f'there is no table "{word}"', hint)
