"""Words for what a delegation says, as a form shows them and as people type them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from partnercli.records.names import did_you_mean, fold
from partnercli.records.position import Stance

STANCES: Final[Mapping[str, str]] = {
    Stance.SUPPORT.value: "Support",
    Stance.CAN_ACCEPT.value: "Can accept",
    Stance.RESERVATION.value: "Reservation",
    Stance.OPPOSITION.value: "Opposition",
}
"""Each stance as people read it, the most cautious last."""
PRIORITIES: Final[Mapping[str, str]] = {"high": "High", "medium": "Medium", "low": "Low"}
"""Each priority as people read it, the highest first."""
REPLIES: Final[Mapping[str, str]] = {
    "agree": "Agree",
    "agree-with-comments": "Agree with comments",
    "scrutiny-reservation": "Scrutiny reservation",
    "disagree": "Disagree",
}
"""Each reply to a guiding question as people read it, the most cautious last."""


def meant(text: str, words: Iterable[str]) -> str | None:
    """The word of the record that a text stands for, in any case, with spaces or hyphens; None where none does."""
    said = fold(text)
    return next((word for word in words if fold(word) == said), None)


def hint_for(text: str, words: Mapping[str, str]) -> str:
    """What to write instead of a word that none of these is: the one that was mistyped, else them all.

    "No support" is no slip for Support, nor "cannot accept" for Can accept: only the last word may be mistyped, and it
    begins as it should.
    """
    said = fold(text)
    alike = [word for word in words.values() if _shape(fold(word)) == _shape(said)]
    return did_you_mean(text, alike) or f"write one of: {', '.join(words.values())}"


def _shape(said: str) -> tuple[str, str]:
    before, _, last = said.rpartition(" ")
    return before, last[:1]
