"""The JSON Schema of a contract: what each way of writing a type becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NotRequired, TypedDict

import pytest
from jsonschema import Draft202012Validator

from partnercli.cli.contract_schema import contract_schema
from partnercli.records.contract_words import INLINE, Count, Day, MeetingRecord, Moment, Part
from partnercli.records.position import Reply, Stance

Span = TypedDict("Span", {"from": Annotated[Day, "The first day."], "to": Annotated[Day | None, "The last."]})
"""From one day to another."""


class Late(TypedDict, total=False):
    """What may be absent as a whole."""

    since: Moment
    """Since when."""


class Branch(TypedDict):
    """A part that holds its like."""

    branches: list[Branch]
    """Those that leave it."""


class WholeContract(Late):
    """All of it."""

    format: Literal["partner.whole/1"]
    """Its name."""
    span: Span
    """How long."""
    share: Part
    """How much."""
    stances: dict[Stance, list[str]]
    """Who says what."""
    replies: dict[Reply, int]
    """How many reply what."""
    others: dict[str, bool]
    """Anything else."""
    record: NotRequired[MeetingRecord]
    """The meeting."""
    tree: NotRequired[Branch]
    """Parts within parts."""


class BesideContract(TypedDict):
    """Another one."""

    format: Literal["partner.beside/1"]
    """Its name."""
    whole: WholeContract
    """All of the first."""


class OddContract(TypedDict):
    """What no JSON can be."""

    format: Literal["partner.odd/1"]
    """Its name."""
    letters: set[str]
    """In no order."""


class PairContract(TypedDict):
    """What JSON could be, and no contract is: parts that only their order tells apart."""

    format: Literal["partner.pair/1"]
    """Its name."""
    pair: tuple[str, int]
    """A text and a figure."""


class Twice(TypedDict):
    """A part of the same name as another."""

    span: SpanContract
    """How long."""
    other: Span
    """How long, too."""


class SpanContract(TypedDict):
    """Another span."""

    days: int
    """How many days."""


class TwiceContract(Twice):
    """Two parts of one name."""

    format: Literal["partner.twice/1"]
    """Its name."""


@dataclass(frozen=True)
class Head:
    """What it says of itself."""

    title: str
    """Its title."""
    format: Literal["partner.paper/1"] = "partner.paper/1"
    """Its name."""


@dataclass(frozen=True)
class Paper:
    """A paper."""

    head: Annotated[Head, INLINE]
    """What it says of itself."""
    pages: tuple[Count, ...]
    """How many signs each page has."""


@dataclass(frozen=True)
class LongPaper(Paper):
    """A long one."""

    chapters: int
    """How many."""


WHOLE: dict[str, Any] = {
    "format": "partner.whole/1",
    "span": {"from": "2021-04-22", "to": None},
    "share": 0.5,
    "stances": {stance.value: ["QM"] for stance in Stance},
    "replies": dict.fromkeys(("agree", "agree-with-comments", "scrutiny-reservation", "disagree"), 1),
    "others": {"any": True},
}
MEETING = {"forum": "HLWG", "date": "2031-03-04", "sources": [{"title": "Outcome"}]}


def faults(said: object, contract: Any = WholeContract) -> list[str]:
    checker = Draft202012Validator.FORMAT_CHECKER
    checks = Draft202012Validator(contract_schema(contract), format_checker=checker)
    return [fault.json_path for fault in checks.iter_errors(said)]


def test_what_a_type_says_holds_and_what_may_be_absent_may_be() -> None:
    assert faults(WHOLE) == []
    assert faults({**WHOLE, "since": "2021-04-22T10:00:00+02:00", "record": MEETING}) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"format": "partner.whole/2"}, "$.format"),
        ({"span": {"from": "2021-04-31", "to": None}}, "$.span.from"),
        ({"span": {"from": "2021-04-22"}}, "$.span"),
        ({"share": -0.1}, "$.share"),
        ({"stances": {"support": []}}, "$.stances"),
        ({"stances": {**WHOLE["stances"], "silent": []}}, "$.stances"),
        ({"replies": {}}, "$.replies"),
        ({"others": {"any": 1}}, "$.others.any"),
        ({"record": {**MEETING, "forun": "HLWG"}}, "$.record"),
        ({"record": {"forum": "HLWG"}}, "$.record"),
        ({"since": None}, "$.since"),
        ({"more": 1}, "$"),
    ],
)
def test_what_departs_from_it_is_found_at_its_place(wrong: dict[str, Any], place: str) -> None:
    assert set(faults({**WHOLE, **wrong})) == {place}


def test_a_record_is_brought_along_whole_and_so_is_another_contract() -> None:
    schema = contract_schema(BesideContract)
    assert set(schema["$defs"]) == {"partner.whole/1"}
    assert schema["$defs"]["partner.whole/1"] == contract_schema(WholeContract)
    beside = {"format": "partner.beside/1", "whole": WHOLE}
    assert faults(beside, BesideContract) == []
    assert faults({**beside, "whole": {**WHOLE, "share": 2}}, BesideContract) == ["$.whole.share"]


def test_parts_may_stand_within_their_like() -> None:
    assert faults({**WHOLE, "tree": {"branches": [{"branches": []}]}}) == []
    assert faults({**WHOLE, "tree": {"branches": [{"branches": [1]}]}}) == ["$.tree.branches[0].branches[0]"]


def test_what_stands_below_a_key_or_beside_its_type_is_its_meaning() -> None:
    schema = contract_schema(WholeContract)
    span = schema["$defs"]["Span"]
    assert schema["description"] == "All of it."
    assert schema["properties"]["since"]["description"] == "Since when."
    assert span["description"] == "From one day to another."
    assert span["properties"]["from"]["description"] == "The first day."


def test_a_dataclass_is_an_object_whose_parts_may_stand_among_its_own_keys() -> None:
    assert faults({"format": "partner.paper/1", "title": "Note", "pages": [1]}, Paper) == []
    assert faults({"format": "partner.paper/1", "title": "Note", "pages": [-1]}, Paper) == ["$.pages[0]"]
    assert faults({"head": {"title": "Note"}, "pages": []}, Paper) != []


def test_a_contract_of_several_shapes_is_kept_by_any_of_them() -> None:
    either = Paper | LongPaper
    long = {"format": "partner.paper/1", "title": "Note", "pages": [], "chapters": 1}
    assert faults(long, either) == []
    assert faults({**long, "chapters": "one"}, either) == ["$"]
    assert [one["title"] for one in contract_schema(either)["anyOf"]] == ["Paper", "Long paper"]


@pytest.mark.parametrize(
    ("contract", "told"),
    [
        (OddContract, "JSON has no form for set"),
        (PairContract, "JSON has no form for tuple"),
        (TwiceContract, "two parts of a contract are called Span"),
    ],
)
def test_what_json_cannot_say_or_a_reader_could_mistake_is_refused(contract: type, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        contract_schema(contract)
