"""What holds of all records alike, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from partnercli.records.amount import Amount
from partnercli.records.base import Record, kind_of, shown
from partnercli.records.kinds import Kind
from partnercli.repository.kinds import model_of

REQUIRED = """
Config: format title presidency priority phrases
ConfigWords:
Priority: at_least of within
Band: phrase
RegionList: regions sources
Region: id name
RegionWords:
PresidencyList: presidencies sources
PresidencyTerm: delegation from to
DelegationList: delegations sources
Delegation: code name accession
PopulationYear: year status sources
Country: name region sources
CountryWords:
CountryName: from name
NameWords:
Cooperation: instrument status sources
TitleWords:
CooperationEvent: date event
CountryContribution: instrument delegation kind description sources
Indicator: measure year value unit sources
Amount: value currency
Source: title
Meeting: forum date sources
MeetingWords:
Question: id text
QuestionWords:
Conclusion: question text
Position: delegation meeting basis sources
Preference:
Answer: question reply
Instrument: name kind pillar lead sources
InstrumentWords:
Predecessor: instrument strength
Scope:
Availability:
ObservedDuration: months
Outline: country status steps
Step: id instrument action
Timeline:
Contribution: delegation kind description sources
StatusChange: status on
Endorsement: by on
Basis: day
BasisInput: file digest
Hold: until
Drafted: on digest
DraftedStep: instrument digest
LeftForLater: instrument reason
Document: kind number date from to subject sources
ListedPartner: country
LeftOut: country because
Release: by on
"""
"""The keys that must be there, by model: the contract. All others may be left out."""


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for part in get_args(annotation):
        yield from models_in(part)


MODELS = {model.__name__: model for kind in Kind for model in models_in(model_of(kind))}


def test_the_table_names_every_model_and_just_its_required_keys() -> None:
    listed = [line.partition(":") for line in REQUIRED.strip().splitlines()]
    required = {
        name: sorted(field.alias or key for key, field in model.model_fields.items() if field.is_required())
        for name, model in MODELS.items()
    }
    assert required == {name: sorted(keys.split()) for name, _, keys in listed}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_is_a_strict_frozen_record_without_unknown_keys(name: str) -> None:
    assert issubclass(MODELS[name], Record)
    config = MODELS[name].model_config
    assert (config.get("strict"), config.get("frozen"), config.get("extra")) == (True, True, "forbid")


def test_an_unknown_key_is_refused_in_its_own_place() -> None:
    with pytest.raises(ValidationError) as refused:
        Amount.model_validate({"value": 1, "currency": "XTS", "valeu": 2})
    assert [(error["type"], error["loc"]) for error in refused.value.errors()] == [
        ("extra_forbidden", ("valeu",))
    ]


def test_a_record_does_not_change() -> None:
    amount = Amount.model_validate({"value": 1, "currency": "XTS"})
    with pytest.raises(ValidationError, match="frozen"):
        amount.currency = "XXX"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_text_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Amount.model_validate({"value": 1, "currency": "XTS", "note": text})
    assert [error["loc"] for error in refused.value.errors()] == [("note",)]


@pytest.mark.parametrize(
    ("value", "kind"),
    [({}, "group of fields"), ([], "list"), (True, "true/false value"), (3, "number"), ("3", "text")],
)
def test_a_value_is_called_what_an_officer_would_call_it(value: object, kind: str) -> None:
    assert kind_of(value) == kind


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("Corvo", '"Corvo"'),
        (12, '"12"'),
        ("two\nlines", '"two lines"'),
        ("x" * 61, '"' + "x" * 57 + '…"'),
        ([1], '"a list"'),
    ],
)
def test_a_message_quotes_a_value_short_and_on_one_line(value: object, quoted: str) -> None:
    assert shown(value) == quoted
