"""Meetings as the desk records them: the id and what it says, questions put, conclusions drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from partnercli.records.base import Unreadable, check_slug, shown
from partnercli.records.meeting import Conclusion, Meeting, Question
from partnercli.records.period import read_day
from partnercli.records.plain import Plain, in_order
from partnercli.records.slug import slugify

COUNCIL = ("HLWG", "EMWP", "SCIFA", "Coreper", "JHA", "FAC", "visit")
"""Forums that every exercise may call by their short name: Council bodies of migration and asylum, and visits."""
_ID = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<words>.+)")


class MeetingId(NamedTuple):
    """What a meeting's id says: its date, then words."""

    day: date
    words: str


def read_id(text: str) -> MeetingId:
    """Read the id of a meeting, such as 2021-06-10-emwp; raises Unreadable."""
    parts = _ID.fullmatch(check_slug(text))
    if not parts:
        raise Unreadable(
            f"{shown(text)} is no meeting's id", "write its date, then a word or two: 2021-06-10-emwp"
        )
    return MeetingId(read_day(parts["day"]), parts["words"])


def words_of(key: str) -> str:
    """The words of a meeting's id, without its date."""
    parts = _ID.fullmatch(key)
    return parts["words"] if parts else key


def forum_of(words: str, known: Mapping[str, str]) -> str | None:
    """The forum that the words of an id stand for, or None.

    `known` are the forums of other meetings by the words of their ids. The same words, or words that begin
    with a forum's name, mean that forum; after these come the Council's.
    """
    if words in known:
        return known[words]
    forums = sorted({*known.values(), *COUNCIL}, key=lambda forum: (-len(forum), forum))
    return next((forum for forum in forums if f"{words}-".startswith(f"{slugify(forum)}-")), None)


def questioned(meeting: Plain, question: Plain) -> Plain:
    """The plain values of a meeting that puts this question, or has put it in other words before.

    `question` gives its id and what is to be set; the rest of an earlier one stays.
    """
    earlier: Plain = next((one for one in meeting.get("questions", ()) if one["id"] == question["id"]), {})
    return _with_entry(meeting, "questions", in_order({**earlier, **question}, Question), "id")


def concluded(meeting: Plain, conclusion: Plain) -> Plain:
    """The plain values of a meeting with this conclusion: one to a question, instead of an earlier one."""
    return _with_entry(meeting, "conclusions", in_order(conclusion, Conclusion), "question")


def _with_entry(meeting: Plain, key: str, new: Plain, by: str) -> Plain:
    """The values with one more entry in a list, or with it in the place of the one that is alike in `by`."""
    entries = list(meeting.get(key, ()))
    place = next((number for number, one in enumerate(entries) if one[by] == new[by]), len(entries))
    entries[place : place + 1] = [new]
    return in_order({**meeting, key: entries}, Meeting)
