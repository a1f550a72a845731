"""What a position's file is to say once a reply is taken over; what the reply does not touch stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from datetime import date

from partnercli.recording.positions import Subject, guarded, subject_of
from partnercli.recording.replies import (
    FIELDS,
    Comparison,
    Difference,
    Ours,
    Replied,
    alike,
    says_in,
    value_of,
)
from partnercli.records.plain import Plain, in_order
from partnercli.records.position import Position, Preference, Stance

_SHOWN = ("stance", "priority", "conditions")
"""What a form shows of a preference; its rank and note are the desk's own."""
_IN_THE_ROOM = "statement"


def taken_over(
    ours: Ours,
    said: Replied,
    found: Comparison,
    head: Plain,
    *,
    kept: Collection[Subject] = (),
    confirmed: date | None = None,
    alone: bool = False,
) -> Plain:
    """The plain values of a position's file once it says what a reply says; `found` is how the two compare.

    `head` gives delegation, meeting, basis, sources and, where so, illustrative. Of the subjects in `kept` ours stands
    where there is a conflict. `confirmed` is the day on which the reply confirms the reading, where a reply can: it
    does if the preferences and calls then are those that the form says and no others. Else a confirmation falls when
    they change. The basis is the most guarded of all that the file comes to hold. `alone`: nothing of the reply was
    left out, so that a statement becomes what the reply is, where the file then holds the delegation's words as they
    stand in its form and no others.
    """
    new = deepcopy(head if ours.file is None else ours.file)
    taken = [one for one in found.differences if not (one.conflict and one.subject in kept)]
    if said.entries:
        new["preferences"] = _preferences(ours.preferences, taken)
    calls = [*(ours.file or {}).get("calls", ()), *(call.theme for call in found.added)]
    new["calls"] = [call for call in dict.fromkeys(calls) if call not in {gone.theme for gone in found.gone}]
    new["answers"] = _answers((ours.file or {}).get("answers", ()), taken)
    absent = [key for key in ("calls", "answers") if not new[key]]
    if not new.get("preferences") and ours.carried is None and "preferences" not in (ours.file or {}):
        absent.append("preferences")
    new = {key: value for key, value in new.items() if key not in absent}
    _head(new, ours, said, head)
    if any(new.get(key) != (ours.file or {}).get(key) for key in ("preferences", "calls")):
        new.pop("confirmed", None)
    if alone and new["basis"] == _IN_THE_ROOM and _holds_no_more(new, said):
        new["basis"] = head["basis"]
    if confirmed is not None and _confirms(new, said):
        new["confirmed"] = confirmed.isoformat()
    if ours.file is not None and new != ours.file:
        new["sources"] += [one for one in head["sources"] if one not in new["sources"]]
    return in_order(new, Position)


def _preferences(old: Iterable[Plain], taken: Iterable[Difference]) -> list[Plain]:
    """The preferences with what differs put in: in the place of the first on its subject, new ones at the end."""
    entries: dict[Subject, list[Plain]] = {}
    for entry in deepcopy(list(old)):
        entries.setdefault(subject_of(entry), []).append(entry)
    for one in taken:
        if one.subject[0] == "question":
            continue
        if one.field == "stance" and one.theirs is None:
            entries.pop(one.subject, None)
            continue
        first = entries.get(one.subject, [{one.subject[0]: one.subject[1]}])[0]
        entries[one.subject] = [_with(first, one)]
    return [entry for same in entries.values() for entry in same]


def _with(entry: Plain, one: Difference) -> Plain:
    new = {key: value for key, value in entry.items() if key != one.field}
    if one.theirs is not None and (one.field, one.theirs) != ("stance", str(Stance.SUPPORT)):
        new[one.field] = one.theirs
    return in_order(new, Preference)


def _answers(old: Iterable[Plain], taken: Iterable[Difference]) -> list[Plain]:
    by_question: dict[str, Plain | None] = {answer["question"]: answer for answer in old}
    for one in taken:
        if one.subject[0] == "question":
            by_question[one.subject[1]] = one.theirs
    return [dict(answer) for answer in by_question.values() if answer is not None]


def _head(new: Plain, ours: Ours, said: Replied, head: Plain) -> None:
    """How guarded the file is, and whether it is real: of an earlier position as far as anything of it is left."""
    parts = [*([ours.file] if ours.file is not None else []), head]
    if ours.carried is not None and said.entries and not _says_all(new, said, FIELDS):
        parts.append(ours.carried)
    new["basis"] = max((part["basis"] for part in parts), key=guarded)
    if any(part.get("illustrative") for part in parts):
        new["illustrative"] = True


def _confirms(new: Plain, said: Replied) -> bool:
    """Whether a form says what the file says: no more and no less, and anything at all."""
    calls = {call.theme for call in said.calls if not call.no_longer}
    names = {entry.subject for entry in said.entries if entry.says.get("stance") is not None}
    named = {subject_of(entry) for entry in new.get("preferences", ())}
    alike = (named, set(new.get("calls", ()))) == (names, calls) and _says_all(new, said, _SHOWN)
    return said.form and bool(names or calls) and alike


def _holds_no_more(new: Plain, said: Replied) -> bool:
    """Whether a form says all that the file has in the delegation's name, its order, remarks and answers included."""
    answers = {answer.question: answer.answer for answer in said.answers}
    ranked = any("rank" in entry for entry in new.get("preferences", ()))
    told = all(alike(answers.get(one["question"]), one) for one in new.get("answers", ()))
    return _confirms(new, said) and told and not ranked and not new.get("remarks")


def _says_all(new: Plain, said: Replied, fields: Iterable[str]) -> bool:
    """Whether the reply says all that the file's preferences say in these fields."""
    says = {entry.subject: says_in(entry, form=said.form) for entry in said.entries}
    said_of = {subject: {"stance": str(Stance.SUPPORT), **one} for subject, one in says.items()}
    return all(
        (subject := subject_of(entry)) in said_of
        and all(value_of(entry, field) == said_of[subject].get(field) for field in fields)
        for entry in new.get("preferences", ())
    )
