"""Markings: who may have a document. LIMITE is a distribution marking, not a security classification."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from partnercli.records.base import Unreadable, shown, written
from partnercli.records.names import fold

_CLASSIFIED = re.compile(
    r"restreint|restricted|confidentiel|confidential|secret|\b(r|c|s|ts) ue\b|\beu (r|c|s|ts)\b"
)
"""The levels of Decision 2013/488/EU, and their short forms: R-UE/EU-R and so on."""
_BORNE = re.compile(
    r"^((restreint|confidentiel|secret|tres secret) ue|eu (restricted|confidential|secret|top secret))\b"
    r"|^(r|c|s|ts) ue eu (r|c|s|ts)\b"
)
"""A text that begins with such a level bears it; one that only speaks of it does not."""
_REFUSED = "is EU classified information, which this tool may not hold"
_ELSEWHERE = "take the document out of this repository and handle it on an accredited system"


def refuse_classified(text: str) -> str:
    """Give back a text of a document's header; raise Unreadable where it bears an EU classified marking."""
    if _BORNE.search(fold(text)):
        raise Unreadable(f"{shown(text)} {_REFUSED}", _ELSEWHERE)
    return text


class Marking(StrEnum):
    """How far a document may go: LIMITE stays within the Council, its members and the EU's bodies."""

    PUBLIC = "public"
    LIMITE = "LIMITE"

    @classmethod
    def read(cls, value: object) -> Marking:
        """Read a marking; EU classified information is refused (11336/11 covers LIMITE only)."""
        if isinstance(value, str):
            if _CLASSIFIED.search(fold(value)):
                raise Unreadable(f"{shown(value)} {_REFUSED}", _ELSEWHERE)
            if value in (cls.PUBLIC.value, cls.LIMITE.value):
                return cls(value)
        raise Unreadable(f"{shown(value)} is not a marking", "write LIMITE or public; left out means LIMITE")

    @classmethod
    def highest(cls, markings: Iterable[Marking]) -> Marking:
        """The strictest of several; LIMITE when there is none, so that a gap never opens a document."""
        found = list(markings)
        return cls.PUBLIC if found and all(m is cls.PUBLIC for m in found) else cls.LIMITE


MarkingText = Annotated[Marking, written(Marking.read, enum=["LIMITE", "public"])]
"""LIMITE or public."""
