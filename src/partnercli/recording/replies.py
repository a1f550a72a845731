"""What one delegation says in writing, cell by cell, and where that differs from what is on record of it.

Three states are compared: what the form showed when it was sent, what came back, and what is on record now. What the
delegation left as it was shown is untouched, and ours stays; what it touched comes in; it is a conflict only where ours
now is neither what was shown nor what came back. A table of the delegation's own was shown nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from partnercli.recording.positions import Subject, subject_of
from partnercli.records.plain import Plain
from partnercli.records.position import Stance

Field = Literal["stance", "priority", "rank", "conditions", "note"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What a reply can say of a country or region: the fields of a preference."""
_TIED: tuple[Field, ...] = ("stance", "conditions")
"""Fields of which each means something else without the other."""
Values = Mapping[str, str | int | None]
"""Fields of a preference, and what is said in each."""


class Entry(NamedTuple):
    """What a reply says of a country or region.

    `says` gives fields of a preference; a field that is not in it was not asked and stays as it is, None means that
    the reply leaves it empty. `stance` None: no longer named at all. `shown` is what the form had there when it was
    sent, by the same fields; None where nothing was shown (a table of the delegation's own, a row that was empty).
    `cells` are the addresses of the fields, `at` that of the name.
    """

    subject: Subject
    says: Values
    at: str
    cells: Mapping[str, str] = {}
    shown: Values | None = None

    @property
    def touched(self) -> bool:
        """Whether the delegation changed anything of what it was shown; always so where it was shown nothing."""
        return self.shown is None or any(self.shown.get(field) != said for field, said in self.says.items())


class Call(NamedTuple):
    """A theme that a reply calls for, a slug.

    `shown`: the form had it when it was sent; `no_longer`: it did, and the reply took it out.
    """

    theme: str
    at: str
    no_longer: bool = False
    shown: bool = False

    @property
    def touched(self) -> bool:
        """Whether the delegation added it or took it out."""
        return self.no_longer or not self.shown


class Answered(NamedTuple):
    """A reply to a guiding question: `answer` are plain values of Answer, None where a reply shown was taken out.

    `shown` is the answer that the form had there when it was sent, None where it had none.
    """

    question: str
    answer: Plain | None
    at: str
    shown: Plain | None = None


class Replied(NamedTuple):
    """All that one delegation says in one file, each country and question once.

    `form`: our own form, in which an empty cell says that there is nothing; in a table of the delegation's own it says
    nothing. `whole`: such a table is all that the delegation names.
    """

    entries: tuple[Entry, ...] = ()
    calls: tuple[Call, ...] = ()
    answers: tuple[Answered, ...] = ()
    form: bool = False
    whole: bool = False


class Ours(NamedTuple):
    """What is on record of a delegation for a meeting, as plain values of Position.

    `file` is its file there. `carried` is the earlier position whose preferences stand there, None where its file
    there has preferences of its own or nothing stands.
    """

    file: Plain | None = None
    carried: Plain | None = None

    @property
    def preferences(self) -> list[Plain]:
        """The preferences in force."""
        return list((self.carried or self.file or {}).get("preferences") or ())


class Difference(NamedTuple):
    """One thing that a reply says otherwise than what is on record.

    `subject` is a country, a region or ("question", id); `field` one of FIELDS, or "answer", whose values are plain
    values of Answer. None stands for nothing; a `stance` of None for not named. `at` is the cell that says so, empty
    where it follows from what the reply as a whole does not name. `named_at` is the cell that names the subject, where
    the reply names it on its own and nothing is on record of it; else empty.
    """

    subject: Subject
    field: Field | Literal["answer"]
    ours: Any
    shown: Any
    theirs: Any
    at: str
    conflict: bool = False
    named_at: str = ""


class Comparison(NamedTuple):
    """Where a reply differs from what is on record, in the order of the reply.

    `added` and `gone` are calls. `same` are subjects that both name alike; `left` those on record that the reply
    does not name and that therefore stay; beside our own form, which asks for them, also ("call", theme) and
    ("question", id).
    """

    differences: tuple[Difference, ...] = ()
    added: tuple[Call, ...] = ()
    gone: tuple[Call, ...] = ()
    same: tuple[Subject, ...] = ()
    left: tuple[Subject, ...] = ()

    @property
    def conflicts(self) -> tuple[Subject, ...]:
        """What ours and theirs say in ways of which one must be chosen, each once."""
        return tuple(dict.fromkeys(one.subject for one in self.differences if one.conflict))

    @property
    def differs(self) -> bool:
        """Whether anything in the reply is not as on record, calls among them."""
        return bool(self.differences or self.added or self.gone)


def compared(ours: Ours, said: Replied) -> Comparison:
    """Where a reply differs from what is on record."""
    named = _by_subject(ours.preferences)
    found = [one for entry in said.entries for one in _of_entry(entry, named.get(entry.subject), ours, said)]
    said_of = {entry.subject for entry in said.entries}
    speaks = said.entries or (said.form and (said.calls or said.answers))
    others = [subject for subject in named if subject not in said_of] if speaks else []
    goes = not said.form and (said.whole or ours.carried is not None)
    if goes:
        found += [_not_named(subject, named[subject], conflict=not said.whole) for subject in others]
    answers = {answer["question"]: answer for answer in (ours.file or {}).get("answers", ())}
    found += [one for answer in said.answers for one in _of_answer(answer, answers.get(answer.question))]
    differs = {one.subject for one in found}
    calls = (ours.file or {}).get("calls", ())
    if said.form and speaks:
        others += [("call", theme) for theme in calls if theme not in {call.theme for call in said.calls}]
        others += [("question", key) for key in answers if key not in {one.question for one in said.answers}]
    return Comparison(
        tuple(found),
        added=tuple(call for call in said.calls if call.theme not in calls and _comes_in(call, ours)),
        gone=tuple(call for call in said.calls if call.no_longer and call.theme in calls),
        same=tuple(subject for subject in named if subject in said_of - differs),
        left=() if goes else tuple(others),
    )


def value_of(preference: Plain | None, field: str) -> Any:
    """What a preference says in a field, support where it names no stance; None where it says nothing."""
    if preference is None:
        return None
    value = preference.get(field, str(Stance.SUPPORT) if field == "stance" else None)
    return value.strip() if isinstance(value, str) else value


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same: spaces and lines around a text do not count."""
    return bool(_bare(one) == _bare(other))


def says_in(entry: Entry, *, form: bool) -> Values:
    """What an entry says: an empty cell says something in our form alone, where it could be seen to be emptied."""
    return entry.says if form else {field: said for field, said in entry.says.items() if said is not None}


def _comes_in(call: Call, ours: Ours) -> bool:
    """Whether a call that is not on record is made at this meeting.

    One that was left as it was shown is not, where the delegation has spoken there: ours took it out. Else it was
    shown from an earlier meeting, and is made anew.
    """
    spoke = any(key in (ours.file or {}) for key in ("preferences", "calls"))
    return not call.no_longer and (call.touched or not spoke)


def _by_subject(preferences: Iterable[Plain]) -> dict[Subject, Plain]:
    """Each preference by its subject; of two on one subject the first."""
    found: dict[Subject, Plain] = {}
    for preference in preferences:
        found.setdefault(subject_of(preference), preference)
    return found


def _of_entry(entry: Entry, mine: Plain | None, ours: Ours, said: Replied) -> Iterator[Difference]:
    says, shown = says_in(entry, form=said.form), entry.shown or {}
    touched = [field for field in FIELDS if field in says and not alike(says[field], shown.get(field))]
    if not touched:
        return
    if "stance" in says and says["stance"] is None:
        if mine is not None and "stance" in touched:
            changed = any(not alike(value_of(mine, field), shown.get(field)) for field in {**shown, **says})
            yield _difference(entry, "stance", mine, None, conflict=changed)
    elif mine is None:
        said_now = {"stance": str(Stance.SUPPORT), **says}
        for field in FIELDS:
            if said_now.get(field) is not None:
                yield _difference(
                    entry, field, mine, said_now[field], conflict=shown.get("stance") is not None
                )
    else:
        yield from _of_both(entry, mine, says, touched, settled=not said.form and ours.carried is not None)


def _of_both(
    entry: Entry, mine: Plain, says: Values, touched: Collection[str], *, settled: bool
) -> Iterator[Difference]:
    """What both name, field by field. `settled`: ours is of an earlier meeting, and gives way.

    A stance and its conditions are one: where either is touched both count, and they are in conflict together. Where
    the reply was not asked for conditions, they fall with the stance.
    """
    tied = _TIED if any(field in touched for field in _TIED) else ()
    differing = [field for field in FIELDS if field in says and not alike(value_of(mine, field), says[field])]
    found = [field for field in differing if field in touched or field in tied]
    changed = {field for field in found if not alike(value_of(mine, field), (entry.shown or {}).get(field))}
    changed |= set(tied) if changed & set(tied) else set()
    for field in found:
        conflict = not settled and field in changed
        yield _difference(entry, field, mine, says[field], conflict=conflict)
        if field == "stance" and "conditions" not in says and "conditions" in mine:
            yield _difference(entry, "conditions", mine, None, conflict=conflict)


def _difference(entry: Entry, field: Field, mine: Plain | None, theirs: Any, *, conflict: bool) -> Difference:
    shown = (entry.shown or {}).get(field)
    at = entry.cells.get(field) or entry.at
    named_at = entry.at if mine is None and entry.shown is None else ""
    return Difference(entry.subject, field, value_of(mine, field), shown, theirs, at, conflict, named_at)


def _not_named(subject: Subject, mine: Plain, *, conflict: bool) -> Difference:
    return Difference(subject, "stance", value_of(mine, "stance"), None, None, "", conflict)


def _of_answer(one: Answered, mine: Plain | None) -> Iterator[Difference]:
    if not alike(one.answer, one.shown) and not alike(one.answer, mine):
        conflict = mine is not None and not alike(mine, one.shown)
        yield Difference(("question", one.question), "answer", mine, one.shown, one.answer, one.at, conflict)


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(item) for key, item in value.items()}
    return value.strip() if isinstance(value, str) else value
