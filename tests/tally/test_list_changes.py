"""The lists of partners that documents hold, compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.tally.list_changes import ListedBy, compare_lists, latest_list, reasons

HEADER = {
    "kind": "note",
    "date": "2031-01-01",
    "from": "Presidency",
    "to": "Delegations",
    "subject": "Partners",
}
lists = st.lists(st.sampled_from("abcdef"), max_size=8)


def document(partners: Sequence[Any] | None = None, number: str = "1/31", **more: Any) -> Document:
    given = {**HEADER, "number": number, "sources": ({"title": "made for a test"},), **more}
    return Document.model_validate(given if partners is None else {**given, "partners": tuple(partners)})


def test_who_came_off_a_list_and_who_is_new_on_it_stand_in_the_order_of_their_lists() -> None:
    found = compare_lists(document(["d", "a", "c", "b"]), document(["e", "b", "a", "f"]))
    assert (found.out, found.into, found.reordered, found.differs) == (("d", "c"), ("e", "f"), True, True)


@given(lists, lists)
def test_out_and_into_lead_from_one_list_to_the_other(one: list[str], other: list[str]) -> None:
    found = compare_lists(document(one), document(other))
    assert set(found.out) == set(one) - set(other)
    assert set(one) - set(found.out) | set(found.into) == set(other)
    both = [(x, y) for x in set(one) & set(other) for y in set(one) & set(other)]
    pairs = [(one.index(x) < one.index(y)) is (other.index(x) < other.index(y)) for x, y in both]
    assert found.reordered is not all(pairs)
    assert found.differs is (list(dict.fromkeys(one)) != list(dict.fromkeys(other)))


@given(lists, lists)
def test_the_way_back_is_the_way_there_mirrored(one: list[str], other: list[str]) -> None:
    there, back = (compare_lists(document(a), document(b)) for a, b in ((one, other), (other, one)))
    assert (there.out, there.into, there.reordered) == (back.into, back.out, back.reordered)


def test_without_a_list_on_both_sides_nobody_came_or_went() -> None:
    for pair in ((None, ["a"]), (["a"], None), (None, None)):
        found = compare_lists(*(document(side) for side in pair))
        assert (found.comparable, found.out, found.into, found.reordered) == (False, (), (), False)
        assert found.differs is (pair != (None, None))
    nothing = compare_lists(document(["a"]), document([]))
    assert (nothing.comparable, nothing.out) == (True, ("a",))


def test_who_is_left_out_on_purpose_is_told_without_an_order_and_reasons_stand_apart() -> None:
    kept = [{"country": "x", "because": "later"}, {"country": "y", "because": "asked not to be"}]
    before = document(["a"], left_out=tuple(kept))
    after = document([{"country": "a", "because": "asked for"}], left_out=tuple(reversed(kept)))
    found = compare_lists(before, after)
    assert (found.left_out_before, found.left_out_after, found.differs) == (("x", "y"), ("y", "x"), False)
    assert compare_lists(before, document(["a"])).differs
    assert reasons(after) == {"a": "asked for", "x": "later", "y": "asked not to be"}
    assert reasons(document()) == {}
    assert "because" not in repr(ListedBy(("1", "2"), (before, after)).contract())


def test_the_contract_says_of_each_side_whether_a_list_was_decided() -> None:
    later = document(["b", "c"], number="2/31", left_out=({"country": "a", "because": "later"},))
    assert ListedBy(("1-31", "2-31"), (document(["a", "b"]), later)).contract() == {
        "from": {
            "document": "1-31",
            "number": "1/31",
            "decided": True,
            "partners": ["a", "b"],
            "left_out": [],
        },
        "to": {
            "document": "2-31",
            "number": "2/31",
            "decided": True,
            "partners": ["b", "c"],
            "left_out": ["a"],
        },
        "out": ["a"],
        "in": ["c"],
        "reordered": False,
    }
    undecided = ListedBy(("1-31", "2-31"), (document(), later)).contract()
    assert (undecided["from"]["decided"], undecided["in"]) == (False, [])


def test_the_latest_document_with_a_list_speaks_for_the_meeting_that_it_reports() -> None:
    documents = {
        "1-31": document(["a"], meeting="spring"),
        "2-31": document(["b"], "2/31", meeting="spring", date="2031-02-01"),
        "2-31-rev-1": document(["c"], "2/31", meeting="spring", date="2031-02-01", revision=1),
        "3-31": document(None, "3/31", meeting="spring", date="2031-03-01"),
        "4-31": document(["d"], "4/31", date="2031-04-01"),
    }
    exercise = Exercise(documents=documents)
    assert latest_list(exercise, "spring") == "2-31-rev-1"
    assert latest_list(exercise, "autumn") is None
    unnumbered = document(["e"], "XXXX/31", meeting="spring", date="2031-05-01")
    assert latest_list(Exercise(documents={**documents, "the-next": unnumbered}), "spring") == "the-next"
