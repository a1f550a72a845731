"""For whom a document is written: the three circles of readers."""

from __future__ import annotations

from enum import StrEnum

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import HeaderWords
from partnercli.records.marking import Marking

PRESIDENCY_ONLY = ENGLISH.header.presidency_only
"""Stands on every page of what names who said what."""


class Audience(StrEnum):
    """Who may read it, the widest circle last.

    LIMITE is not one circle: the Presidency knows who said what, delegations read phrases and lists, the public
    reads what was released.
    """

    PRESIDENCY = "presidency"
    DELEGATIONS = "delegations"
    PUBLIC = "public"


def banners(
    audience: Audience, *, illustrative: bool, words: HeaderWords = ENGLISH.header
) -> tuple[str, ...]:
    """The warnings that a document bears above its header and in every footer; no option takes one off."""
    held = (words.presidency_only,) if audience is Audience.PRESIDENCY else ()
    return (*(words.illustrative if illustrative else ()), *held)


def marks_above(marking: Marking, audience: Audience, *, illustrative: bool) -> tuple[str, ...]:
    """What stands above all that bears no header of the Council: the marking, if there is one, then the banners."""
    limite = () if marking is Marking.PUBLIC else (str(marking),)
    return (*limite, *banners(audience, illustrative=illustrative))
