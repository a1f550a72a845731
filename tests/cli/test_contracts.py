"""The JSON contracts: all are registered, described key by key, and kept by what commands print and write."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts_kept import require_contract, require_kept
from partnercli.cli.contract_schema import contract_schema
from partnercli.cli.contracts import CONTRACTS, Contract

Partner = Callable[..., Any]
SOURCE = Path(__file__).parents[2] / "src" / "partnercli"
FORMAT = re.compile(r"\bpartner\.[a-z-]+/[0-9]+\b")


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A contract, or its shapes, and its parts; what it brings along is described elsewhere."""
    parts = [part for part in schema.get("$defs", {}).values() if "$id" not in part]
    return [*schema.get("anyOf", [schema]), *parts]


def test_every_contract_that_the_code_names_is_registered_and_each_once() -> None:
    texts = (file.read_text("utf-8") for file in SOURCE.rglob("*") if file.suffix in {".py", ".j2"})
    named = {found for text in texts for found in FORMAT.findall(text)}
    registered = [one.format for one in CONTRACTS]
    assert named == set(registered)
    assert registered == sorted(set(registered))
    assert len({one.name for one in CONTRACTS}) == len(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda one: one.name)
def test_a_contract_bears_its_name_and_says_what_each_of_its_keys_means(contract: Contract) -> None:
    schema = contract_schema(contract.load())
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == contract.format
    for part in objects(schema):
        assert part["description"]
        assert not part["additionalProperties"]
        for key, value in part["properties"].items():
            assert value.get("description"), f"{part['description']}: {key} says nothing of itself"


def test_a_wrong_key_a_missing_one_and_a_wrong_value_are_found(partner: Partner, fictional: Path) -> None:
    said = json.loads(partner("tally", "--format", "json", at=fictional).out)
    require_kept(said)
    country = said["countries"][0]
    for wrong, told in (
        ({**said, "colour": "red"}, "'colour' was unexpected"),
        ({key: value for key, value in said.items() if key != "marking"}, "'marking' is a required property"),
        ({**said, "countries": [{**country, "share": "0.5"}]}, "'0.5' is not of type 'number'"),
        ({**said, "countries": [{**country, "share": 1.5}]}, "1.5 is greater than the maximum of 1"),
        ({**said, "countries": [{**country, "suport": 1}]}, "'suport' was unexpected"),
    ):
        with pytest.raises(AssertionError, match=re.escape(told)):
            require_contract(json.dumps(wrong, indent=2))


def test_what_is_printed_is_held_to_its_contract_by_the_fixture_itself(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercli.tally.contract.heading", lambda _: {})
    with pytest.raises(AssertionError, match=r"partner\.tally/1 at \$: 'meeting' is a required property"):
        partner("tally", "--format", "json", at=fictional)


def test_what_is_written_to_a_file_keeps_its_contract_too(partner: Partner, fictional: Path) -> None:
    for_us = ("--audience", "presidency", "--output", "made")
    assert partner("export", "--format", "json", *for_us, at=fictional).code == 0
    assert partner("render", "note", "--provenance", *for_us, at=fictional).code == 0
    assert partner("validate", "--baseline", "made/old.json", "--write-baseline", at=fictional).code == 0
    written = [json.loads(file.read_bytes()) for file in sorted((fictional / "made").rglob("*.json"))]
    for said in written:
        require_kept(said)
    assert {said["format"] for said in written} == {
        "partner.baseline/1",
        "partner.export/1",
        "partner.provenance/1",
    }


def test_what_is_seldom_there_keeps_its_contract_too(
    partner: Partner, fictional: Path, edit: Callable[[str, str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out = "partners: [altamar]\nleft_out: [{country: corvo, because: Later.}]"
    edit("data/documents/10001-31.yaml", "partners: [altamar, corvo]", left_out)
    said = json.loads(partner("tally", "--list", "--format", "json", at=fictional).out)
    assert said["left_out"] == [{"country": "corvo", "because": "Later."}]

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    said = json.loads(partner("export", "--format", "all", "--json", at=fictional).out)
    assert [one["format"] for one in said["left_out"]] == ["xlsx"]

    edit("data/countries/corvo.yaml", "region:", "colour: red\nregion:")
    partner("validate", "--baseline", "old.json", "--write-baseline", at=fictional)
    kept = json.loads((fictional / "old.json").read_bytes())
    require_kept(kept)
    assert kept["findings"]


def test_the_replies_that_the_page_shows_keep_the_contract_that_programs_write_to(shipped: Path) -> None:
    page = (shipped / "docs/importing.md").read_text("utf-8")
    (example,) = re.findall(r'```json\n(\{"format": "partner\.replies/1".*?)```', page, re.DOTALL)
    replies = json.loads(example)
    require_kept(replies)
    replies["replies"][0] |= {"meeting": replies["meeting"], "illustrative": True}
    require_kept({**replies, "marking": "LIMITE"})
    replies["replies"][0]["preferences"][0]["stence"] = "support"
    with pytest.raises(AssertionError, match="'stence' was unexpected"):
        require_kept(replies)
