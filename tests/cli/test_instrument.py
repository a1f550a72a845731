"""`partner instrument`: the catalogue is listed, shown and added to without opening a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

NEW = (
    "--name",
    "Lighthouse fund",
    "--kind",
    "financial",
    "--pillar",
    "root-causes",
    "--lead",
    "Shore Commission",
)
SOURCE = ("--source", "Shore Ledger 2031")


@pytest.fixture
def instrument(partner: Run, fictional: Path) -> Run:
    """Runs `partner instrument` in the fictional repository."""
    return lambda *arguments: partner("instrument", *arguments, at=fictional)


def test_an_instrument_is_recorded_with_what_stands_before_it(instrument: Run, fictional: Path) -> None:
    path = "data/instruments/lighthouse-fund.yaml"
    after = ("--after", "charter=required", "--after", "Shore grant", "--with", "Presidency", "--consent")
    assert instrument("new", "lighthouse-fund", *NEW, *after, "--unverified", *SOURCE) == (0, f"{path}\n", "")
    assert (fictional / path).read_text("utf-8") == (
        "# yaml-language-server: $schema=../../schemas/instrument.schema.json\n"
        "name: Lighthouse fund\n"
        "kind: financial\n"
        "pillar: root-causes\n"
        "lead: Shore Commission\n"
        "with: [Presidency]\n"
        "consent: true\n"
        "usually_after:\n"
        "  - {instrument: charter, strength: required}\n"
        "  - {instrument: grant, strength: normally}\n"
        "verified: false\n"
        "sources:\n"
        "  - {title: Shore Ledger 2031}\n"
    )
    code, _, err = instrument("new", "lighthouse-fund", *NEW, *SOURCE)
    assert (code, f"{path} is there already" in err) == (1, True)
    assert instrument("set", "Lighthouse fund", "usually_after.charter.strength=normally")[0] == 0
    assert "{instrument: charter, strength: normally}" in (fictional / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("charter",), 1, "data/instruments/charter.yaml is there already"),
        (("x",), 2, "an instrument needs --name, --kind, --pillar, --lead, --source as well"),
        (("x", *NEW), 2, "an instrument needs --source as well"),
        (
            ("X_y", *NEW, *SOURCE),
            2,
            '"X_y" is not an id of lower-case letters, digits and hyphens\nhint: write x-y',
        ),
        (("x", *NEW, *SOURCE, "--kind", "finacial"), 2, "did you mean financial?"),
        (("x", *NEW, *SOURCE, "--pillar", "roots"), 2, "governance, root-causes, protection"),
        (("x", *NEW, *SOURCE, "--after", "chartr"), 3, "did you mean charter?"),
        (("x", *NEW, *SOURCE, "--after", "charter=always"), 2, "write one of: required, normally"),
        (("x", *NEW, *SOURCE, "--after", "charter", "--after", "charter=required"), 2, "given twice"),
        (("x", *NEW, *SOURCE, "--url", "http://x.example"), 2, "is not an address that begins with https://"),
    ],
)
def test_what_is_no_new_instrument_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, words: str, instrument: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = instrument("new", *arguments)
    assert (ended, out, words in err) == (code, "", True), err
    assert files_of(fictional) == before


def test_the_catalogue_is_listed_by_pillar_with_what_stands_before_what(instrument: Run) -> None:
    instrument("new", "lighthouse-fund", *NEW, "--after", "charter=required", *SOURCE)
    _, out, _ = instrument("list")
    assert out.startswith("LIMITE\n6 instruments; each stands after those named below it\n\n")
    assert (
        "Root causes\n"
        "  grant                                     financial   Shore Commission\n"
        "  lighthouse-fund                           financial   Shore Commission\n"
        "      after charter (required)\n"
    ) in out
    said = json.loads(instrument("list", "--format", "json")[1])
    assert (said["format"], said["marking"], said["illustrative"]) == (
        "partner.instruments/1",
        "LIMITE",
        False,
    )
    assert [
        one["usually_after"] for one in said["instruments"] if one["instrument"] == "lighthouse-fund"
    ] == [[{"instrument": "charter", "strength": "required"}]]


def test_an_instrument_is_shown_with_its_sources_and_the_countries_where_it_stands(instrument: Run) -> None:
    _, out, _ = instrument("show", "grant")
    assert out == (
        "LIMITE\n"
        "Shore grant · grant\n"
        "\n"
        "name                  Shore grant\n"
        "kind                  financial\n"
        "pillar                root-causes\n"
        "lead                  Shore Commission\n"
        "available             announced 1 March 2030, from the second half of 2030,\n"
        "                      until 2036\n"
        "together with         Harbour project (harbour-project)\n"
        "sources\n"
        "  - Shore Ledger 2030\n"
        "\n"
        "Recorded with Corvo: negotiating.\n"
    )
    said = json.loads(instrument("show", "grant", "--format", "json")[1])
    assert (said["format"], said["id"], said["countries"]) == (
        "partner.instrument/1",
        "grant",
        [{"country": "corvo", "status": "negotiating"}],
    )
    assert instrument("show", "grnt")[0] == 3
