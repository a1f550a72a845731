"""The reference page of the JSON contracts: every contract, every key, and links that lead somewhere."""

from __future__ import annotations

import re
from functools import cache

import pytest

from partnercli.cli.contract_schema import contract_schema
from partnercli.cli.contracts import CONTRACTS
from partnercli.cli.reference.contracts import contracts_page
from partnercli.cli.reference.markdown import anchor
from partnercli.cli.reference.records import records_page

made = cache(contracts_page)


def headings(page: str) -> list[str]:
    return [anchor(heading) for heading in re.findall(r"^##+ (.*)$", page, re.MULTILINE)]


def section(heading: str) -> str:
    """What stands below a heading, up to the next one."""
    return made().split(f"## {heading}\n", 1)[1].partition("\n## ")[0]


def test_each_contract_has_a_section_with_a_row_for_each_of_its_keys() -> None:
    for contract in CONTRACTS:
        schema = contract_schema(contract.load())
        told = section(contract.format)
        for part in schema.get("anyOf", (schema,)):
            for key in part["properties"]:
                assert f"\n| `{key}` | " in told, (contract.format, key)


@pytest.mark.parametrize(
    "row",
    [
        "| `share` | share (0 to 1, 4 places) | Their part of all expected delegations. |",
        "| `threshold` | [threshold](#partnertally1-threshold) | The line above which a country is a priority. |",
        "| `day` | day (2021-04-22) | The day whose Member States and population figures count. |",
        "| `phrase` | text or null | The words for their number; null where the settings have none. |",
        "| `tally` | [`partner.tally/1`](#partnertally1) | The tally. |",
    ],
)
def test_a_row_says_what_a_key_holds_and_what_it_means(row: str) -> None:
    assert row in made().splitlines()


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("calls", "list of [call](#partnertally1-call); may be absent"),
        ("preferences", "list of [preference](records.md#preference); may be absent"),
        ("stances", 'object, under each key `"support"`, `"can-accept"`, `"reservation"`, `"opposition"`'),
        ("counts", "object with the keys `error`, `warning`, `note`, each whole number"),
    ],
)
def test_what_a_key_holds_is_said_in_words_or_leads_to_where_it_is(key: str, holds: str) -> None:
    assert f"\n| `{key}` | {holds} | " in made()


def test_no_two_headings_are_alike_and_every_link_leads_to_one() -> None:
    on_page = headings(made())
    assert len(set(on_page)) == len(on_page)
    links = re.findall(r"\]\(([^)#]*)#([^)]*)\)", made())
    assert links
    assert {fragment for page, fragment in links if not page} <= set(on_page)
    assert {page for page, _ in links} <= {"", "records.md"}
    assert {fragment for page, fragment in links if page} <= set(headings(records_page()))
