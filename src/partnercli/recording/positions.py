"""What a delegation says, put into the plain values of its position's file; everything else in them stays.

Plain values are what the file's YAML says, in the order of the model's keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from partnercli.records.plain import Plain, in_order
from partnercli.records.position import Position, Preference, Stance

Subject = tuple[str, str]
"""What a preference is about: ("country", id) or ("region", id)."""
_GUARDED = ("statement", "bilateral")
"""How a position was given where that is not for others' eyes, the most guarded last: in the room, in confidence."""


class NotNamed(ValueError):
    """Something is said of a country or region that the position does not name; `subject` is which."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(f"the position does not name {subject[1]}")
        self.subject = subject


class Said(NamedTuple):
    """What a delegation said, every name found: nothing here decides anything.

    `preferences` are plain values of Preference in the order said, support left out as it is the default.
    `taken_back` is named no longer; `withdrawn`: nothing is that was named before. `calls` are slugs,
    `remarks` its own words, `answers` plain values of Answer. `details` are plain values of Preference without
    a stance: a priority or note on what is named in the same breath or was before.
    """

    preferences: tuple[Plain, ...] = ()
    taken_back: tuple[Subject, ...] = ()
    withdrawn: bool = False
    calls: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    answers: tuple[Plain, ...] = ()
    details: tuple[Plain, ...] = ()

    @property
    def names(self) -> bool:
        """Whether it says anything of a country or region."""
        return bool(self.preferences or self.details or self.taken_back or self.withdrawn)


def recorded(old: Plain | None, said: Said, head: Plain) -> Plain:
    """The plain values of a position's file once it says this too; raises NotNamed.

    `old` is what it says so far, None where there is no file: `head` then gives delegation, meeting, basis,
    sources and, where so, illustrative. A file has `preferences` once a country or region was spoken of, even
    when none is left. A confirmation falls when the preferences or calls become others than were confirmed.
    The basis of a file is the most guarded of all that it holds: nothing said in the room or in confidence comes to
    stand among what was sent in writing.
    """
    new = deepcopy(head if old is None else old)
    if said != Said():
        new["basis"] = max(new["basis"], head["basis"], key=guarded)
    if said.names:
        new["preferences"] = _preferences(new.get("preferences") or [], said)
    for key, added in (("calls", said.calls), ("remarks", said.remarks)):
        if added:
            new[key] = list(dict.fromkeys([*new.get(key, ()), *added]))
    if said.answers:
        new["answers"] = _answers(new.get("answers", ()), said.answers)
    if old is not None and any(new.get(key) != old.get(key) for key in ("preferences", "calls")):
        new.pop("confirmed", None)
    return in_order(new, Position)


def guarded(basis: str) -> int:
    """How guarded a basis is: above 0 where a position given so is not for others' eyes, the most in confidence."""
    return _GUARDED.index(basis) + 1 if basis in _GUARDED else 0


def copied(earlier: Mapping[str, Any], meeting: str, source: Plain) -> Plain:
    """A position at a later `meeting` that starts from the preferences of an earlier one.

    What was said in confidence stays so; any other basis becomes a statement, since nothing was sent in writing
    for this meeting. Confirmation, calls, remarks and answers belong to the earlier meeting, as in the tally.
    """
    kept = ("delegation", "illustrative", "preferences")
    new = {key: deepcopy(earlier[key]) for key in kept if key in earlier}
    basis = earlier["basis"] if earlier["basis"] == "bilateral" else "statement"
    return in_order({**new, "meeting": meeting, "basis": basis, "sources": [source]}, Position)


def headed(
    position: Plain,
    *,
    basis: str | None = None,
    confirmed: date | None = None,
    illustrative: bool = False,
    source: Plain | None = None,
) -> Plain:
    """The plain values with what is said of the position as a whole; a source joins those that it has."""
    new = deepcopy(position)
    if basis is not None:
        new["basis"] = basis
    if confirmed is not None:
        new["confirmed"] = confirmed.isoformat()
    if illustrative:
        new["illustrative"] = True
    if source is not None and source not in new["sources"]:
        new["sources"].append(source)
    return in_order(new, Position)


def subject_of(preference: Mapping[str, Any]) -> Subject:
    """What the plain values of a preference are about."""
    return ("country", preference["country"]) if "country" in preference else ("region", preference["region"])


def _preferences(old: Iterable[Plain], said: Said) -> list[Plain]:
    entries = [] if said.withdrawn else list(old)
    for subject in said.taken_back:
        _entry(entries, subject)
        entries = [entry for entry in entries if subject_of(entry) != subject]
    for preference in said.preferences:
        subject = subject_of(preference)
        named = [entry for entry in entries if subject_of(entry) == subject]
        entries = _with(entries, _said_again(named[0] if named else {}, preference))
    for detail in said.details:
        entry = _entry(entries, subject_of(detail))
        entries = _with(entries, in_order({**entry, **detail}, Preference))
    return entries


def _entry(entries: Iterable[Plain], subject: Subject) -> Plain:
    for entry in entries:
        if subject_of(entry) == subject:
            return entry
    raise NotNamed(subject)


def _with(entries: list[Plain], new: Plain) -> list[Plain]:
    """The entries with a new one: in the place of the first on its subject, and instead of any other on it."""
    places = [place for place, entry in enumerate(entries) if subject_of(entry) == subject_of(new)]
    at = places[0] if places else len(entries)
    return [*entries[:at], new, *(entry for n, entry in enumerate(entries[at:], at) if n not in places)]


def _said_again(old: Plain, new: Plain) -> Plain:
    """An entry with what is said now: a condition stands with its stance and falls with it, the rest stays."""
    support = str(Stance.SUPPORT)
    stance = new.get("stance", support)
    kept = dict(old)
    if stance != old.get("stance", support):
        kept.pop("stance", None)
        kept.pop("conditions", None)
    added = {key: value for key, value in new.items() if key != "stance" or stance != support}
    return in_order({**kept, **added}, Preference)


def _answers(old: Iterable[Plain], said: Iterable[Plain]) -> list[Plain]:
    """One answer to a question: a new one stands in the place of the earlier one, its comment included."""
    by_question = {answer["question"]: answer for answer in old}
    by_question.update({answer["question"]: dict(answer) for answer in said})
    return list(by_question.values())
