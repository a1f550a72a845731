"""For whom a document is written: the three circles of readers."""

from __future__ import annotations

from enum import StrEnum

from partnercli.documents.words import BANNER
from partnercli.records.marking import Marking

PRESIDENCY_ONLY = "PRESIDENCY ONLY"
"""Stands on every page of what names who said what."""


class Audience(StrEnum):
    """Who may read it, the widest circle last.

    LIMITE is not one circle: the Presidency knows who said what, delegations read phrases and lists, the public
    reads what was released.
    """

    PRESIDENCY = "presidency"
    DELEGATIONS = "delegations"
    PUBLIC = "public"


def banners(audience: Audience, *, illustrative: bool) -> tuple[str, ...]:
    """The warnings that a document bears above its header and in every footer; no option takes one off."""
    held = (PRESIDENCY_ONLY,) if audience is Audience.PRESIDENCY else ()
    return (*((BANNER,) if illustrative else ()), *held)


def marks_above(marking: Marking, audience: Audience, *, illustrative: bool) -> tuple[str, ...]:
    """What stands above all that bears no header of the Council: the marking, if there is one, then the banners."""
    limite = () if marking is Marking.PUBLIC else (str(marking),)
    return (*limite, *banners(audience, illustrative=illustrative))
