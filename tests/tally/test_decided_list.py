"""The list beside what delegations say: who is represented by what, and who by nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import given

from made_options import DAY, FEW, options
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.decided_list import DecidedList, decided_list
from partnercli.tally.decided_list_contract import to_contract
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]
SAID = {
    "QM": "arda belmar dorin:opposition",
    "QN": "arda:can-accept belmar:reservation",
    "QO": "corvia dorin:can-accept arda:can-accept",
    "QP": "elund @north",
    "QQ": "arda dorin",
}


def read(exercise: Exercise, listed: Sequence[object] | None, **fields: object) -> DecidedList:
    table = stance_table(exercise, DAY)
    tally = count(table, exercise)
    given = {"partners": list(listed)} if listed is not None else {}
    document = Document.model_validate(
        {
            "kind": "note",
            "number": "10001/21",
            "date": "2021-05-25",
            "from": "Presidency",
            "to": "Delegations",
            "subject": "Fiction",
            "sources": [{"title": "made for a test"}],
            **given,
            **fields,
        }
    )
    return decided_list(table, tally, "10001-21", document, [row.country for row in tally.priorities])


def test_a_delegation_is_represented_by_what_it_supports_in_the_order_of_the_list(make: Make) -> None:
    found = read(make({DAY: SAID}), ["dorin", "arda"])
    assert found.represented == {"QM": ("arda",), "QQ": ("dorin", "arda")}
    assert found.only_can_accept == {"QN": ("arda",), "QO": ("dorin", "arda")}
    assert (found.by_nothing, found.tally.silent) == (("QP",), ("QR",))


def test_each_partner_has_its_figures_whether_the_tally_carries_it_and_why_it_is_there(make: Make) -> None:
    found = read(
        make({DAY: SAID}, at_least=Fraction(1, 3)),
        ["arda", {"country": "dorin", "because": "The host asked."}],
    )
    assert [tuple(row) for row in found.partners] == [
        ("arda", "Arda", 2, 2, 0, 0, True, None),
        ("dorin", "Dorin", 1, 1, 0, 1, False, "The host asked."),
    ]


def test_priorities_that_the_list_leaves_out_are_told(make: Make) -> None:
    assert read(make({DAY: SAID}, at_least=Fraction(1, 3)), ["corvia"]).off_the_list == {"arda": None}


def test_a_document_without_a_list_has_the_priorities_for_one_and_an_empty_list_has_none(make: Make) -> None:
    made = make({DAY: SAID}, at_least=Fraction(1, 3))
    none, empty = read(made, None), read(made, [])
    assert (none.decided, [row.country for row in none.partners]) == (False, ["arda"])
    assert (empty.decided, empty.partners, empty.off_the_list) == (True, (), {"arda": None})


def test_a_list_that_others_decided_is_said_to_be_theirs(make: Make) -> None:
    found = read(make({DAY: SAID}), ["arda"], by_others=True)
    assert (found.decided, found.by_others) == (True, True)


def test_a_partner_that_nobody_names_or_that_has_no_record_has_no_support(make: Make) -> None:
    found = read(make({DAY: {"QM": "arda"}}), ["elund", "atlantis"])
    assert [(row.name, row.support, row.priority) for row in found.partners] == [
        ("Elund", 0, False),
        ("atlantis", 0, False),
    ]
    assert found.by_nothing == ("QM",)


def test_the_contract_key_by_key(make: Make) -> None:
    said = {"QM": "arda", "QN": "arda:can-accept", "QO": "corvia"}
    found = read(
        make({DAY: said}, members="QM QN QO QP"), [{"country": "arda", "because": "The host asked."}]
    )
    assert to_contract(found) == {
        "format": "partner.list/1",
        "meeting": DAY,
        "marking": "LIMITE",
        "illustrative": False,
        "what_if": [],
        "document": "10001-21",
        "decided": True,
        "by_others": False,
        "partners": [
            {
                "country": "arda",
                "name": "Arda",
                "support": 1,
                "can_accept": 1,
                "reservations": 0,
                "opposition": 0,
                "priority": False,
                "because": "The host asked.",
            }
        ],
        "off_the_list": [],
        "left_out": [],
        "delegations": {
            "represented": [{"delegation": "QM", "partners": ["arda"]}],
            "only_can_accept": [{"delegation": "QN", "partners": ["arda"]}],
            "by_nothing": ["QO"],
            "silent": ["QP"],
            "bilateral": [],
        },
    }


@FEW
@given(options)
def test_every_delegation_expected_stands_in_one_place_and_every_support_is_found_again(
    make: Make, chosen: dict[str, Any]
) -> None:
    found = read(make(**chosen), ["arda", "dorin"])
    places = [*found.represented, *found.only_can_accept, *found.by_nothing, *found.tally.silent]
    assert sorted(places) == sorted(found.tally.expected)
    for partner in found.partners:
        named = [code for code, keys in found.represented.items() if partner.country in keys]
        assert partner.support == len(named)
