"""What moved, in words: the same wherever it is shown, in a history or between two states."""

from __future__ import annotations

from collections.abc import Iterable

from partnercli.documents.words import day_in_words
from partnercli.records.exercise import Exercise
from partnercli.tally.history import Move

ON_SUBJECT = ("country", "region", "conditions")
"""Moves about a country or region, whose name stands before the words."""
_WORDS = {
    "conditions": "condition",
    "reply": "reply to {}",
    "confirmed": "reading confirmed",
    "basis": "basis",
    "cooperation": "{}",
    "outline": "outline",
    "record": "country's record",
}
_COMES_AND_GOES = {
    "basis": ("position recorded ({})", "position taken out"),
    "confirmed": ("reading confirmed on {}", "reading no longer confirmed"),
    "withdrawn": ("withdraws all that it named", "withdraws no longer all that it named"),
    "outline": ("outline made ({})", "outline taken out"),
    "record": ("country's record made", "country's record taken out"),
}


def from_to(before: str | None, after: str | None) -> str:
    """From what to what; None: nothing is said."""
    return f"{before or 'nothing'} → {after or 'nothing'}"


def move_words(move: Move) -> str:
    """One move in words, without who made it on which country."""
    if move.about == "call":
        return f"{'calls' if move.after else 'calls no longer'} for {move.subject}"
    if None in (move.before, move.after) and move.about in _COMES_AND_GOES:
        comes, goes = _COMES_AND_GOES[move.about]
        return comes.format(move.after) if move.after else goes
    what = _WORDS.get(move.about, "").format(move.subject)
    return f"{what}{': ' if what else ''}{from_to(move.before, move.after)}"


def together(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names by the words that are said of them, so that each words stand once; of things without a name it is ""."""
    groups: dict[str, list[str]] = {}
    for name, words in said:
        groups.setdefault(words, []).extend([name] if name else [])
    return groups


def meeting_name(exercise: Exercise, key: str) -> str:
    """A meeting by its forum and day; the id where it is not known."""
    meeting = exercise.meetings.get(key)
    return f"{meeting.forum}, {day_in_words(meeting.date)}" if meeting else key


def subject_name(exercise: Exercise, about: str, key: str) -> str:
    """The name of a country or region."""
    if about != "region" and key in exercise.countries:
        return exercise.countries[key].name
    return exercise.region_names.get(key, key)
