"""What changed between two states of the records: of every kind but outlines, for which see `outlines/compare.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from partnercli.records.base import Record
from partnercli.records.compare_contract import RecordChangeContract, RecordChangesContract
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meaning import differing, reordered, reworded


class RecordChange(NamedTuple):
    """One record that is new, gone or says something else.

    `key` is its id: of a position meeting/code, of a Presidency delegation/first day, of an entry of a list its own;
    None stands for what a file of one record or of a list says itself. `fields` are the keys that differ, in the
    order of the record's model; only for `changed`, and the key of a list among them says that its order differs.
    `was`: the id that a document had before the registry gave its number. `before`, `after`: the record itself.
    """

    kind: Kind
    key: str | None
    change: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()
    was: str | None = None
    before: Record | None = None
    after: Record | None = None


class Reworded(NamedTuple):
    """A record that says the same in other words."""

    kind: Kind
    key: str | None


class RecordChanges(NamedTuple):
    """The changes, by kind and within it by id or in the order of the list, and the records that were reworded."""

    changes: tuple[RecordChange, ...] = ()
    reworded: tuple[Reworded, ...] = ()

    def of(self, *kinds: Kind) -> tuple[RecordChange, ...]:
        """The changes of some kinds."""
        return tuple(one for one in self.changes if one.kind in kinds)

    def contract(self) -> RecordChangesContract:
        """The keys of `partner.diff/1` that are about records."""
        return {
            "records": [_change_as_plain(one) for one in self.changes],
            "records_reworded": [{"kind": one.kind, "id": one.key} for one in self.reworded],
        }


def _change_as_plain(one: RecordChange) -> RecordChangeContract:
    contract: RecordChangeContract = {
        "kind": one.kind,
        "id": one.key,
        "change": one.change,
        "fields": list(one.fields),
    }
    if one.was:
        contract["was"] = one.was
    return contract


Records = Mapping[str | None, Record]
"""The records of one kind by id, in the order of their list if that has one."""


def compare_records(base: Exercise, head: Exercise, unread: Collection[str] = ()) -> RecordChanges:
    """What changed from `base` to `head`.

    `unread` are the files and folders that one of the sides could not read: nothing is said of what they hold, since
    neither state of it is known whole.
    """
    pairs = [
        pair
        for kind, held in _RECORDS.items()
        for pair in _pairs(kind, *(_known(kind, held(exercise), unread) for exercise in (base, head)))
    ]
    changes = (_changed(pair) for pair in pairs)
    return RecordChanges(
        tuple(change for change in changes if change is not None),
        tuple(Reworded(pair.kind, pair.key) for pair in pairs if _is_reworded(pair)),
    )


def is_unread(file: str, unread: Collection[str]) -> bool:
    """Whether a file, or a folder that it lies in, is among those that could not be read."""
    parts = file.split("/")
    return any("/".join(parts[:length]) in unread for length in range(1, len(parts) + 1))


class _Pair(NamedTuple):
    """One record on both sides; `was`: its id on the earlier one, if another; `reordered`: of the list it holds."""

    kind: Kind
    key: str | None
    was: str | None
    before: Record | None
    after: Record | None
    reordered: bool = False

    @property
    def apart(self) -> tuple[str, ...]:
        """The key of the list whose entries are pairs of their own."""
        return _ENTRIES.get(self.kind, ()) if self.key is None else ()


def _pairs(kind: Kind, base: Records, head: Records) -> Iterator[_Pair]:
    """Each record on both sides, those that are gone last; of a list that is new or gone only the whole."""
    if (None in base) is not (None in head):
        yield _Pair(kind, None, None, base.get(None), head.get(None))
        return
    numbered = _numbered(base, head) if kind is Kind.DOCUMENT else {}
    other_order = reordered(base, head)
    for key, after in head.items():
        was = numbered.get(key)
        yield _Pair(kind, key, was, base.get(was or key), after, other_order and key is None)
    for key, before in base.items():
        if key not in head and key not in numbered.values():
            yield _Pair(kind, key, None, before, None)


def _changed(pair: _Pair) -> RecordChange | None:
    kind, key, was, before, after, reordered = pair
    if before is None or after is None:
        return RecordChange(kind, key, "added" if before is None else "removed", (), was, before, after)
    fields = differing(before, after, pair.apart) + (pair.apart if reordered else ())
    return RecordChange(kind, key, "changed", fields, was, before, after) if fields else None


def _is_reworded(pair: _Pair) -> bool:
    return bool(pair.before and pair.after and reworded(pair.before, pair.after, pair.apart))


def _known(kind: Kind, records: Records, unread: Collection[str]) -> Records:
    return {key: one for key, one in records.items() if not is_unread(kind.file(key or ""), unread)}


def _numbered(base: Records, head: Records) -> dict[str | None, str | None]:
    """The ids of documents that the registry gave their number in between, with those that they had on the other side.

    Such a document has the same kind, subject and later form on both; where several could be it, none is taken for it.
    """
    gone = {key: one for key, one in base.items() if key not in head}
    new = {key: one for key, one in head.items() if key not in base}
    alike = [(key, was) for key, after in new.items() for was, before in gone.items() if _same(before, after)]
    times = Counter(key for pair in alike for key in pair)
    return {key: was for key, was in alike if times[key] == times[was] == 1}


def _same(before: Any, after: Any) -> bool:
    """Whether two documents are one, with its number on one side only."""
    forms = [(one.kind, one.subject, one.revision, one.addendum, one.corrigendum) for one in (before, after)]
    return before.number.given is not after.number.given and forms[0] == forms[1]


def _alone(record: Record | None) -> Records:
    return {} if record is None else {None: record}


def _with_entries(record: Record | None, entries: Mapping[str, Record]) -> Records:
    return {**_alone(record), **dict(entries.items())}


def _by_id(records: Mapping[str, Record]) -> Records:
    return dict(sorted(records.items()))


def _terms(exercise: Exercise) -> dict[str, Record]:
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    return {f"{term.delegation}/{term.start}": term for term in sorted(terms, key=lambda term: term.start)}


def _positions(exercise: Exercise) -> dict[str, Record]:
    return {f"{meeting}/{code}": position for meeting, code, position in exercise.all_positions}


_RECORDS: Mapping[Kind, Callable[[Exercise], Records]] = {
    Kind.CONFIG: lambda one: _alone(one.config),
    Kind.REGIONS: lambda one: _with_entries(one.region_list, {region.id: region for region in one.regions}),
    Kind.PRESIDENCIES: lambda one: _with_entries(one.presidency_list, _terms(one)),
    Kind.DELEGATIONS: lambda one: _with_entries(one.delegation_list, one.delegations),
    Kind.COUNTRY: lambda one: _by_id(one.countries),
    Kind.MEETING: lambda one: _by_id(one.meetings),
    Kind.POSITION: lambda one: _by_id(_positions(one)),
    Kind.INSTRUMENT: lambda one: _by_id(one.instruments),
    Kind.DOCUMENT: lambda one: _by_id(one.documents),
}
_ENTRIES: Mapping[Kind, tuple[str]] = {
    Kind.REGIONS: ("regions",),
    Kind.PRESIDENCIES: ("presidencies",),
    Kind.DELEGATIONS: ("delegations",),
}
"""The key of the list whose entries are records of their own, where a file is one."""
