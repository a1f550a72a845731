"""What changed between two states of the records, of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.compare import RecordChange, RecordChanges, Reworded, compare_records
from partnercli.records.document_number import DocumentNumber
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

BASE = load(WorkingTree(Path(__file__).parents[1] / "fictional"), Scope.everything()).exercise
MEETING = "2031-03-04-working-group"
UNNUMBERED = DocumentNumber.read("XXXX/31")
FIRST_REGION, FIRST_DELEGATION = BASE.regions[0].id, next(iter(BASE.delegations))

Edit = Callable[[Exercise], Exercise]


def having(exercise: Exercise, holder: str, said: Any) -> Exercise:
    """The exercise with something else under one of its own names."""
    changed: dict[str, Any] = {holder: said}
    return replace(exercise, **changed)


def put(exercise: Exercise, holder: str, key: str, **changed: Any) -> Exercise:
    """The exercise with other words in one record of a folder."""
    records = getattr(exercise, holder)
    return having(exercise, holder, {**records, key: records[key].model_copy(update=changed)})


def gone(exercise: Exercise, holder: str, key: str) -> Exercise:
    """The exercise without one record of a folder."""
    records = getattr(exercise, holder)
    return having(exercise, holder, {one: said for one, said in records.items() if one != key})


def in_list(
    exercise: Exercise, entries: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]
) -> Exercise:
    """The exercise with the entries of a list changed by `change`."""
    holder = {
        "regions": "region_list",
        "delegations": "delegation_list",
        "presidencies": "presidency_list",
    }[entries]
    said = getattr(exercise, holder)
    return having(exercise, holder, said.model_copy(update={entries: change(getattr(said, entries))}))


def turned(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    return entries[::-1]


def settings(exercise: Exercise, **changed: Any) -> Exercise:
    assert exercise.config
    return replace(exercise, config=exercise.config.model_copy(update=changed))


def position(exercise: Exercise, code: str, **changed: Any) -> Exercise:
    files = exercise.positions[MEETING]
    return replace(
        exercise,
        positions={**exercise.positions, MEETING: {**files, code: files[code].model_copy(update=changed)}},
    )


def first(**changed: Any) -> Any:
    """Changes the first entry of a list."""
    return lambda entries: (entries[0].model_copy(update=changed), *entries[1:])


def said(found: RecordChanges) -> list[tuple[str, str | None, str, tuple[str, ...]]]:
    return [(str(one.kind), one.key, one.change, one.fields) for one in found.changes]


ONE_EACH: list[tuple[Exercise, str, str | None, tuple[str, ...]]] = [
    (settings(BASE, presidency="QM"), "config", None, ("presidency",)),
    (settings(BASE, phrases=turned(BASE.config.phrases)), "config", None, ("phrases",)),  # type: ignore[union-attr]
    (in_list(BASE, "regions", first(name="Another")), "regions", FIRST_REGION, ("name",)),
    (in_list(BASE, "regions", turned), "regions", None, ("regions",)),
    (
        in_list(BASE, "delegations", first(population={2031: 7})),
        "delegations",
        FIRST_DELEGATION,
        ("population",),
    ),
    (in_list(BASE, "delegations", turned), "delegations", None, ("delegations",)),
    (put(BASE, "countries", "corvo", groups=("acp",)), "country", "corvo", ("groups",)),
    (put(BASE, "countries", "altamar", cooperation=()), "country", "altamar", ("cooperation",)),
    (put(BASE, "meetings", MEETING, place="Elsewhere"), "meeting", MEETING, ("place",)),
    (put(BASE, "meetings", MEETING, questions=()), "meeting", MEETING, ("questions",)),
    (position(BASE, "qm", calls=(), basis="written"), "position", f"{MEETING}/qm", ("basis", "calls")),
    (position(BASE, "qm", preferences=None), "position", f"{MEETING}/qm", ("preferences",)),
    (put(BASE, "instruments", "grant", lead="EEAS"), "instrument", "grant", ("lead",)),
    (put(BASE, "documents", "10001-31", partners=None), "document", "10001-31", ("partners",)),
    (put(BASE, "documents", "10001-31", subject_codes=()), "document", "10001-31", ("subject_codes",)),
]


@pytest.mark.parametrize(
    ("head", "kind", "key", "fields"), ONE_EACH, ids=[f"{one[1]}-{'-'.join(one[3])}" for one in ONE_EACH]
)
def test_a_record_that_says_something_else_is_named_by_kind_and_id_with_the_keys_that_differ(
    head: Exercise, kind: str, key: str | None, fields: tuple[str, ...]
) -> None:
    found = compare_records(BASE, head)
    assert (said(found), found.reworded) == ([(kind, key, "changed", fields)], ())


def test_every_kind_but_outlines_is_compared() -> None:
    kinds = {one.kind for one in compare_records(Exercise(), BASE).changes}
    assert kinds == set(Kind) - {Kind.OUTLINE}


def test_a_list_that_is_new_is_said_once_and_not_entry_by_entry() -> None:
    found = compare_records(replace(BASE, presidency_list=None), BASE)
    assert said(found) == [("presidencies", None, "added", ())]


def test_entries_of_a_list_come_and_go_by_their_own_ids() -> None:
    assert BASE.presidency_list
    term = BASE.presidency_list.presidencies[-1]
    without = in_list(BASE, "presidencies", lambda entries: entries[:-1])
    assert said(compare_records(BASE, without)) == [
        ("presidencies", f"{term.delegation}/{term.start}", "removed", ())
    ]
    last = list(BASE.delegations)[-1]
    joined = compare_records(in_list(BASE, "delegations", lambda entries: entries[:-1]), BASE)
    assert said(joined) == [("delegations", last, "added", ())]


def test_terms_of_presidencies_have_no_other_order_than_their_days() -> None:
    other = in_list(BASE, "presidencies", turned)
    assert compare_records(BASE, other) == RecordChanges()


def test_other_words_are_named_apart() -> None:
    head = put(BASE, "instruments", "grant", note="Said otherwise")
    assert compare_records(BASE, head) == RecordChanges(reworded=(Reworded(Kind.INSTRUMENT, "grant"),))


def test_a_document_that_got_its_number_is_one_document_with_the_id_it_had() -> None:
    document = BASE.documents["10001-31"]
    before = replace(BASE, documents={"xxxx-31": document.model_copy(update={"number": UNNUMBERED})})
    after = put(BASE, "documents", "10001-31", partners=document.partners and document.partners[:1])
    (change,) = compare_records(before, after).changes
    assert (change.key, change.was, change.fields) == ("10001-31", "xxxx-31", ("number", "partners"))
    assert compare_records(before, after).contract()["records"] == [
        {
            "kind": "document",
            "id": "10001-31",
            "change": "changed",
            "fields": ["number", "partners"],
            "was": "xxxx-31",
        }
    ]


def test_two_documents_with_a_number_each_are_two() -> None:
    other = BASE.documents["10001-31"].model_copy(update={"number": DocumentNumber.read("10002/31")})
    assert [
        (one.key, one.change)
        for one in compare_records(BASE, having(BASE, "documents", {"10002-31": other})).changes
    ] == [
        ("10002-31", "added"),
        ("10001-31", "removed"),
    ]


def test_a_document_that_had_its_number_before_is_not_the_one_numbered_since() -> None:
    numbered = BASE.documents["10001-31"]
    both = {"10001-31": numbered, "xxxx-31": numbered.model_copy(update={"number": UNNUMBERED})}
    assert said(compare_records(having(BASE, "documents", both), BASE)) == [
        ("document", "xxxx-31", "removed", ())
    ]


def test_where_several_documents_could_be_the_one_numbered_none_is_taken_for_it() -> None:
    document = BASE.documents["10001-31"]
    without = document.model_copy(update={"number": UNNUMBERED})
    before = replace(BASE, documents={"xxxx-31": without, "xxxx-31-b": without})
    assert [(one.key, one.change) for one in compare_records(before, BASE).changes] == [
        ("10001-31", "added"),
        ("xxxx-31", "removed"),
        ("xxxx-31-b", "removed"),
    ]


@pytest.mark.parametrize("unread", ["data/countries/corvo.yaml", "data/countries", "data"])
def test_nothing_is_said_of_what_one_side_could_not_read(unread: str) -> None:
    head = gone(BASE, "countries", "corvo")
    assert said(compare_records(BASE, head)) == [("country", "corvo", "removed", ())]
    assert compare_records(BASE, head, {unread}) == RecordChanges()
    assert compare_records(BASE, head, {"data/countries/corvo"}).changes != ()


def holding(head: Exercise, holder: str) -> Edit:
    """An edit that takes one part over from another state."""
    return lambda one: having(one, holder, getattr(head, holder))


def numbered_yet(exercise: Exercise) -> Exercise:
    """The exercise before the registry gave its document a number."""
    (document,) = exercise.documents.values()
    return having(exercise, "documents", {"xxxx-31": document.model_copy(update={"number": UNNUMBERED})})


EDITS: list[Edit] = [
    *(
        holding(head, holder)
        for head, *_ in ONE_EACH
        for holder in ("config", "region_list", "delegation_list", "countries", "meetings", "positions")
    ),
    lambda one: gone(one, "instruments", "charter"),
    lambda one: having(one, "presidency_list", None),
    lambda one: put(one, "countries", "corvo", note="Otherwise"),
    numbered_yet,
]


def edited(edits: list[Edit]) -> Exercise:
    made = BASE
    for edit in edits:
        made = edit(made)
    return made


states = st.lists(st.sampled_from(EDITS), max_size=6).map(edited)
Told = tuple[Any, ...]


def told(one: RecordChange) -> Told:
    return one.kind, one.was or one.key, one.key, one.change, one.fields, one.before, one.after


def mirrored(one: RecordChange) -> Told:
    other = {"added": "removed", "removed": "added"}
    return (
        one.kind,
        one.key,
        one.was or one.key,
        other.get(one.change, one.change),
        one.fields,
        one.after,
        one.before,
    )


@given(states)
def test_a_state_does_not_differ_from_itself(one: Exercise) -> None:
    assert compare_records(one, replace(one)) == RecordChanges()


@given(states, states)
def test_the_way_back_is_the_way_there_mirrored(one: Exercise, other: Exercise) -> None:
    there, back = compare_records(one, other), compare_records(other, one)
    assert sorted(map(mirrored, back.changes), key=str) == sorted(map(told, there.changes), key=str)
