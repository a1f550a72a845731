from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError

from partnercli.records.base import Record, Unreadable
from partnercli.records.country import Country
from partnercli.records.document_number import DocumentNumber
from partnercli.records.kinds import Kind
from partnercli.records.period import DAY_PATTERN, PERIOD_PATTERN, TERM_PATTERN, Period, Term, read_day
from partnercli.records.schema import DIALECT, descriptions, json_schema
from partnercli.records.schema_words import EXAMPLES, FORMS
from partnercli.records.share import read_share
from partnercli.repository.kinds import model_of, place_of
from partnercli.repository.walk import read_yaml

ROOT = Path(__file__).parents[2]
VALIDATORS = (Draft202012Validator, Draft7Validator)
FILES = [
    pytest.param(root, path, id=path.relative_to(ROOT).as_posix())
    for root in (ROOT, ROOT / "tests" / "fictional")
    for path in (root / "partner.yaml", *sorted((root / "data").rglob("*.yaml")))
]
GONE = object()
"""Stands for a key that is taken out."""
INDICATOR = {"measure": "x", "year": 2031, "value": 1, "unit": "persons", "sources": [{"title": "x"}]}
CONTRIBUTION = {
    "instrument": "x", "delegation": "QM", "kind": "lead", "description": "x", "sources": [{"title": "x"}]
}  # fmt: skip
FAULTS: list[tuple[Kind, str, Any]] = [
    (Kind.COUNTRY, "regoin", "northern-shore"),
    (Kind.COUNTRY, "region", GONE),
    (Kind.COUNTRY, "name", 12),
    (Kind.COUNTRY, "name", True),
    (Kind.COUNTRY, "name", " "),
    (Kind.COUNTRY, "aliases", "Port Belmonte"),
    (Kind.COUNTRY, "roles.0", "orign"),
    (Kind.COUNTRY, "iso2", "xc"),
    (Kind.COUNTRY, "iso3", "XC"),
    (Kind.COUNTRY, "groups", ["Far Isles"]),
    (Kind.COUNTRY, "groups", ["x" * 65]),
    (Kind.COUNTRY, "names", [{"from": "2031-06", "name": "x"}]),
    (Kind.COUNTRY, "names", [{"from": "1031-06-01", "name": "x"}]),
    (Kind.COUNTRY, "cooperation.0.status", GONE),
    (Kind.COUNTRY, "cooperation.0.status", "in force"),
    (Kind.COUNTRY, "cooperation.0.since", "2030-13"),
    (Kind.COUNTRY, "cooperation.0.since", "2030-Q5"),
    (Kind.COUNTRY, "cooperation.0.since", "spring 2030"),
    (Kind.COUNTRY, "cooperation.0.since", 1066),
    (Kind.COUNTRY, "cooperation.0.since", 2030.5),
    (Kind.COUNTRY, "cooperation.0.verified", "yes"),
    (Kind.COUNTRY, "cooperation.0.amount", {"value": -1, "currency": "XTS"}),
    (Kind.COUNTRY, "cooperation.0.amount", {"value": "1 000", "currency": "XTS"}),
    (Kind.COUNTRY, "cooperation.0.amount", {"value": 1, "currency": "xts"}),
    (Kind.COUNTRY, "cooperation.0", "grant"),
    (Kind.COUNTRY, "sources", []),
    (Kind.COUNTRY, "sources.0.url", "http://example.org/"),
    (Kind.COUNTRY, "contributions", [CONTRIBUTION | {"kind": "money"}]),
    (Kind.COUNTRY, "contributions", [CONTRIBUTION | {"period": "2016-2019"}]),
    (Kind.COUNTRY, "contributions", [CONTRIBUTION | {"period": "/2019"}]),
    (Kind.COUNTRY, "indicators", [INDICATOR | {"value": -1}]),
    (Kind.COUNTRY, "indicators", [INDICATOR | {"year": 31}]),
    (Kind.COUNTRY, "indicators", [INDICATOR | {"rounded_to": 0}]),
    (Kind.CONFIG, "format", 2),
    (Kind.CONFIG, "format", 0),
    (Kind.CONFIG, "marking", "SECRET UE"),
    (Kind.CONFIG, "priority.at_least", 0),
    (Kind.CONFIG, "priority.at_least", 1.5),
    (Kind.CONFIG, "priority.at_least", "half"),
    (Kind.CONFIG, "priority.at_least", "2/0"),
    (Kind.CONFIG, "priority.within", GONE),
    (Kind.CONFIG, "phrases", []),
    (Kind.CONFIG, "phrases.0.count", 3),
    (Kind.CONFIG, "phrases.0.at_least", GONE),
    (Kind.CONFIG, "checks", {"PC305": "ignore"}),
    (Kind.REGIONS, "regions", []),
    (Kind.REGIONS, "regions.0.id", "Northern Shore"),
    (Kind.PRESIDENCIES, "presidencies.0.to", GONE),
    (Kind.DELEGATIONS, "delegations.0.code", "Qm"),
    (Kind.DELEGATIONS, "delegations.0.population", {"31": 21000000}),
    (Kind.DELEGATIONS, "delegations.0.population", {"2031": 0}),
    (Kind.MEETING, "date", "4 March 2031"),
    (Kind.MEETING, "questions.0.mode", "vote"),
    (Kind.MEETING, "delegations", "QM"),
    (Kind.POSITION, "basis", "rumour"),
    (Kind.POSITION, "illustrative", "true"),
    (Kind.POSITION, "preferences.0.region", "northern-shore"),
    (Kind.POSITION, "preferences.0.country", GONE),
    (Kind.POSITION, "preferences.0.stance", "against"),
    (Kind.POSITION, "preferences.0.rank", 0),
    (Kind.POSITION, "preferences.0.rank", 1.5),
    (Kind.POSITION, "answers.0.reply", "maybe"),
    (Kind.INSTRUMENT, "pillar", "border"),
    (Kind.INSTRUMENT, "usually_after.0.strength", GONE),
    (Kind.INSTRUMENT, "takes", [{"months": 0}]),
    (Kind.OUTLINE, "steps", GONE),
    (Kind.OUTLINE, "steps.0.id", "Convene it"),
    (Kind.OUTLINE, "steps.0.timeline.from", "soon"),
    (Kind.OUTLINE, "steps.0.timeline", "2031-Q3"),
    (Kind.OUTLINE, "endorsed", {"by": "Council"}),
    (Kind.OUTLINE, "gaps", ["borders"]),
    (Kind.DOCUMENT, "number", "10001"),
    (Kind.DOCUMENT, "from", []),
    (Kind.DOCUMENT, "from", " "),
    (Kind.DOCUMENT, "to", ["Delegations", 12]),
    (Kind.DOCUMENT, "language", "EN"),
    (Kind.DOCUMENT, "subject_codes", ["jai 572"]),
    (Kind.DOCUMENT, "partners", [{"because": "x"}]),
    (Kind.DOCUMENT, "partners", [12]),
    (Kind.DOCUMENT, "revision", 0),
    (Kind.DOCUMENT, "annexes", ["map"]),
]
READERS: dict[str, Callable[[object], object]] = {
    DAY_PATTERN: read_day,
    PERIOD_PATTERN: Period.read,
    TERM_PATTERN: Term.read,
}
ANNOTATIONS = {"title", "description", "examples", "default", "patternErrorMessage"}
KEYWORDS = ANNOTATIONS | {
    *("$schema", "$id", "$ref", "$defs", "type", "enum", "properties", "patternProperties", "required"),
    *("additionalProperties", "items", "minItems", "pattern", "maxLength", "minimum", "maximum"),
    *("exclusiveMinimum", "anyOf", "oneOf"),
}
"""What every reader of draft 7 knows, or passes over as a note."""


@cache
def schema_of(kind: Kind) -> dict[str, Any]:
    return json_schema(kind, model_of(kind))


def faults(kind: Kind, value: object) -> set[str]:
    """What both drafts of JSON Schema say against a value; they must agree."""
    first, second = (
        {error.message for error in validator(schema_of(kind)).iter_errors(value)} for validator in VALIDATORS
    )
    assert first == second
    return first


def model_refuses(kind: Kind, value: object) -> bool:
    """Whether the record's own reader refuses a value; decimal numbers reach it exactly, as from a file."""
    try:
        model_of(kind).model_validate(json.loads(json.dumps(value), parse_float=Decimal))
    except ValidationError:
        return True
    return False


def refusal(text: str) -> str:
    """What the reader of periods says against a text."""
    try:
        Period.read(text)
    except Unreadable as problem:
        return str(problem)
    return ""


def changed(value: Any, path: str, new: object) -> Any:
    """A copy with another value at a path such as steps.0.id."""
    copy = deepcopy(value)
    *steps, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    inner = copy
    for step in steps:
        inner = inner[step]
    if new is GONE:
        del inner[last]
    else:
        inner[last] = new
    return copy


def parts(schema: Any, *, named: bool = False) -> Iterator[dict[str, Any]]:
    """A JSON Schema and all the schemas within it; `named` says that the keys are names, not keywords."""
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part)
    elif isinstance(schema, dict):
        if not named:
            yield schema
        for key, part in schema.items():
            if named or key not in ("examples", "default"):
                yield from parts(
                    part, named=not named and key in ("properties", "$defs", "patternProperties")
                )


def mappings(schema: Any) -> list[dict[str, Any]]:
    """The schemas of mappings with keys of their own."""
    return [part for part in parts(schema) if "properties" in part]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_and_every_key_of_it_is_described(kind: Kind) -> None:
    schema = schema_of(kind)
    said = [
        (part["title"], key, field.get("description", ""))
        for part in mappings(schema)
        for key, field in part["properties"].items()
    ]
    assert said
    assert [(title, key) for title, key, text in said if not text.strip()] == []
    assert [part["title"] for part in mappings(schema) if not part["description"].strip()] == []


@pytest.mark.parametrize("kind", Kind)
def test_a_schema_names_its_dialect_and_itself_and_no_web_address_of_ours(kind: Kind) -> None:
    schema = schema_of(kind)
    assert list(schema)[:4] == ["$schema", "$id", "title", "description"]
    assert schema["$schema"] == DIALECT
    assert schema["$id"] == f"urn:partnercli:schema:{kind}:1"


@pytest.mark.parametrize("kind", Kind)
def test_a_schema_uses_only_what_readers_of_draft_7_know(kind: Kind) -> None:
    schema = schema_of(kind)
    for validator in VALIDATORS:
        validator.check_schema(schema)
    assert {key for part in parts(schema) for key in part} <= KEYWORDS
    beside = [part.keys() - {"$ref"} for part in parts(schema) if "$ref" in part]
    assert [keys for keys in beside if not keys <= ANNOTATIONS] == []


@pytest.mark.parametrize("kind", Kind)
def test_no_mapping_lets_other_keys_in(kind: Kind) -> None:
    found = mappings(schema_of(kind))
    assert [part["title"] for part in found if part.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("kind", Kind)
def test_no_value_may_be_null(kind: Kind) -> None:
    assert [
        part
        for part in parts(schema_of(kind))
        if part.get("type") == "null" or part.get("default", "") is None
    ] == []


def test_every_text_of_a_form_says_what_to_write() -> None:
    texts = [part for kind in Kind for part in parts(schema_of(kind)) if "pattern" in part]
    assert {part["pattern"] for part in texts} == FORMS.keys()
    assert [part for part in texts if not part["patternErrorMessage"].endswith(".")] == []


def test_examples_of_a_text_are_of_its_form_and_can_be_read() -> None:
    shown = {(pattern, text) for pattern, form in FORMS.items() for text in form.examples}
    for pattern, text in shown:
        assert re.search(pattern, text)
        if pattern in READERS:
            READERS[pattern](text)
    assert {pattern for pattern, _ in shown} >= READERS.keys()
    assert read_share("2/3")
    assert all(DocumentNumber.read(text) for pattern, text in shown if "8952/21" in FORMS[pattern].examples)


@pytest.mark.parametrize("kind", Kind)
def test_the_example_of_a_kind_is_a_file_that_can_be_read(kind: Kind) -> None:
    (sample,) = schema_of(kind)["examples"]
    assert sample == EXAMPLES[kind]
    assert faults(kind, sample) == set()
    assert not model_refuses(kind, sample)


@pytest.mark.parametrize(("root", "path"), FILES)
def test_the_schema_accepts_every_file_there_is(root: Path, path: Path) -> None:
    place = place_of(path.relative_to(root).as_posix())
    assert place is not None
    value = json.loads(json.dumps(read_yaml(path.read_bytes(), "").value, default=float))
    assert faults(place[0], value) == set()


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    FAULTS,
    ids=[f"{kind} {path} {'gone' if value is GONE else value}"[:60] for kind, path, value in FAULTS],
)
def test_the_schema_refuses_a_fault_of_form_that_the_reader_refuses(
    kind: Kind, path: str, value: object
) -> None:
    faulty = changed(EXAMPLES[kind], path, value)
    assert model_refuses(kind, faulty)
    assert faults(kind, faulty) != set()


@pytest.mark.parametrize("kind", Kind)
def test_the_schema_refuses_an_empty_value_at_every_key(kind: Kind) -> None:
    for part in mappings(schema_of(kind)):
        for key, field in part["properties"].items():
            whole = {"$defs": schema_of(kind).get("$defs", {}), **field}
            assert not Draft202012Validator(whole).is_valid(None), key


@given(st.from_regex(PERIOD_PATTERN, fullmatch=True))
def test_what_editors_take_for_a_period_is_one_but_for_days_that_do_not_exist(text: str) -> None:
    assert refusal(text) in ("", f'"{text}" is not in the calendar')


@given(st.dates(min_value=read_day("1900-01-01"), max_value=read_day("2200-12-31")), st.sampled_from("dmqhy"))
def test_every_period_and_term_is_one_for_editors_too(day: Any, form: str) -> None:
    texts = {
        "d": day.isoformat(),
        "m": f"{day:%Y-%m}",
        "q": f"{day.year}-Q{(day.month + 2) // 3}",
        "h": f"{day.year}-H{1 if day.month < 7 else 2}",
        "y": str(day.year),
    }
    text = texts[form]
    assert re.search(PERIOD_PATTERN, text)
    assert bool(re.search(DAY_PATTERN, text)) == (form == "d")
    assert all(re.search(TERM_PATTERN, term) for term in (text, f"{text}/", f"{text}/{texts['d']}"))


def test_keys_stand_as_a_file_writes_them() -> None:
    document = schema_of(Kind.DOCUMENT)
    assert {"from", "to"} <= set(document["required"])
    assert "sender" not in document["properties"]


def test_a_description_is_the_text_below_the_field_and_base_classes_have_their_say() -> None:
    class Harbour(Country):
        """A country with a harbour."""

        depth: int
        """In metres,
        at low water."""
        name: str
        """What sailors call it."""
        unsaid: int

    said = descriptions(Harbour)
    assert said["depth"] == "In metres,\nat low water."
    assert said["name"] == "What sailors call it."
    assert said["region"] == "Its region, by its id in regions.yaml."
    assert "unsaid" not in said
    assert descriptions(Record) == {}


_ALL = "from partnercli.repository.kinds import model_of; from partnercli.records.kinds import Kind; "
_ALL += "from partnercli.records.schema import json_schema; print([json_schema(one, model_of(one)) for one in Kind])"


def test_the_schemas_are_the_same_where_python_leaves_docstrings_out() -> None:
    usual, without = (
        subprocess.run([sys.executable, *flags, "-c", _ALL], capture_output=True, check=True).stdout
        for flags in ([], ["-OO"])
    )
    assert without == usual
