"""A line of the tour de table: whom it is about, what it asks for, and the same said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from partnercli.recording.hearing import NotUnderstood, Room
from partnercli.recording.positions import Said, subject_of
from partnercli.recording.spoken_names import Unclear
from partnercli.records.lines import one_line
from partnercli.records.plain import Plain
from partnercli.records.position import Stance

ORDERS = {
    **dict.fromkeys(("?", "help"), "help"),
    **dict.fromkeys(("", "pass"), "pass"),
    **dict.fromkeys(("done", "end", "quit", "exit"), "done"),
    **{word: word for word in ("undo", "back", "who")},
}
"""Lines that record nothing: what is typed, and what it asks for."""
_ADDRESSED = re.compile(r'\s*(change\s+)?([^:;,"=]+?)\s*(?::(.*))?', re.IGNORECASE | re.DOTALL)
_STANCES = {
    Stance.SUPPORT: "support",
    Stance.CAN_ACCEPT: "can accept",
    Stance.RESERVATION: "reservation on",
    Stance.OPPOSITION: "opposition to",
}
_TO_BE_QUOTED = re.compile(r'[,;"“”]')


class Line(NamedTuple):
    """A line and whom it is about: None for whose turn it is; `change` says so on purpose."""

    delegation: str | None
    text: str
    change: bool = False


def addressed(line: str, room: Room) -> Line:
    """Whom a line is about: `DE: tunisia`, `Germany: …`, `DE` alone, `change DE`; raises NotUnderstood."""
    found = _ADDRESSED.fullmatch(line)
    if found is None:
        return Line(None, line.strip())
    on_purpose, who, text = bool(found[1]), found[2], (found[3] or "").strip()
    try:
        delegation = (
            room.delegations.find(who) if on_purpose else _speaker(who, room, colon=found[3] is not None)
        )
    except Unclear as problem:
        raise NotUnderstood([problem]) from problem
    if delegation is None:
        return Line(None, line.strip())
    return Line(delegation, text, on_purpose or text.startswith("+"))


def _speaker(who: str, room: Room, *, colon: bool) -> str | None:
    """The delegation that a line begins with; before a colon it may be abbreviated where no country fits."""
    if (found := room.delegations.exactly(who)) is not None or not colon:
        return found
    fitting = room.delegations.fitting(who)
    named = room.exactly(who) or room.countries.fitting(who)
    return fitting[0] if len(fitting) == 1 and not named else None


def said_in(position: Mapping[str, Any]) -> Said:
    """What the plain values of a position say."""
    preferences = position.get("preferences")
    return Said(
        preferences=tuple(preferences or ()),
        withdrawn=preferences is not None and not preferences,
        calls=tuple(position.get("calls", ())),
        remarks=tuple(position.get("remarks", ())),
        answers=tuple(position.get("answers", ())),
    )


def in_words(said: Said, room: Room) -> str:
    """What was said, in words, on one line; `heard` understands it again."""
    return "; ".join(_sentences(said, room))


def _sentences(said: Said, room: Room) -> Iterator[str]:
    if said.withdrawn:
        yield "names nothing"
    if said.taken_back:
        yield f"no longer {', '.join(_subject(*subject, room) for subject in said.taken_back)}"
    alike = groupby(enumerate(said.preferences), lambda pair: _alike(*pair))
    for (stance, _), group in alike:
        yield f"{_STANCES[stance]} {', '.join(_preference(preference, room) for _, preference in group)}"
    if said.calls:
        yield f"calls for {', '.join(said.calls)}"
    yield from (_quoted(remark) for remark in said.remarks)
    for answer in said.answers:
        yield f"{answer['question']}={answer['reply']}{_about(answer.get('comment'))}"


def _alike(place: int, preference: Plain) -> tuple[Stance, int | None]:
    """What neighbours share that stand in one sentence; a condition ends its own."""
    return Stance(preference.get("stance", Stance.SUPPORT)), place if "conditions" in preference else None


def _preference(preference: Plain, room: Room) -> str:
    priority = f" ({preference['priority']})" if "priority" in preference else ""
    return f"{_subject(*subject_of(preference), room)}{priority}{_about(preference.get('conditions'))}"


def _subject(kind: str, key: str, room: Room) -> str:
    return f"{'region ' if kind == 'region' else ''}{room.name((kind, key))}"


def _about(words: str | None) -> str:
    if words is None:
        return ""
    return f": {_quoted(words) if _TO_BE_QUOTED.search(words) else one_line(words)}"


def _quoted(words: str) -> str:
    return '"' + one_line(words).replace('"', '""') + '"'
