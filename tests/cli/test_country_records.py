"""`partner country`: a country and the facts about it are recorded, listed and shown without opening a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

CORVO = "data/countries/corvo.yaml"
SOURCE = ("--source", "Shore Ledger 2031", "--reference", "page 4")


@pytest.fixture
def country(partner: Run, fictional: Path) -> Run:
    """Runs `partner country` in the fictional repository."""
    return lambda *arguments: partner("country", *arguments, at=fictional)


@pytest.fixture
def added(fictional: Path) -> Callable[[str], list[str]]:
    """The lines of a file that it did not have at first."""
    first = {path: path.read_text("utf-8").splitlines() for path in fictional.rglob("*.yaml")}
    return lambda name: [
        line
        for line in (fictional / name).read_text("utf-8").splitlines()
        if line not in first.get(fictional / name, [])
    ]


def test_a_country_is_recorded_under_an_id_made_from_its_name(country: Run, fictional: Path) -> None:
    path = "data/countries/ile-d-or.yaml"
    arguments = ("--region", "Far Isles", "--iso2", "XI", "--alias", "Golden Isle", "--role", "transit")
    assert country("new", "Île d'Or", *arguments, "--group", "isles", *SOURCE) == (0, f"{path}\n", "")
    assert (fictional / path).read_text("utf-8") == (
        "# yaml-language-server: $schema=../../schemas/country.schema.json\n"
        "name: Île d'Or\n"
        "iso2: XI\n"
        "region: far-isles\n"
        "roles: [transit]\n"
        "aliases: [Golden Isle]\n"
        "groups: [isles]\n"
        "sources:\n"
        "  - {title: Shore Ledger 2031, reference: page 4}\n"
    )
    code, _, err = country("new", "Ile d Or", "--region", "far-isles", *SOURCE)
    assert (code, f"{path} is there already\nhint: see it: partner country show ile-d-or" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("Marl", *SOURCE), 2, "a country needs its region\nhint: give it with --region: northern-shore, "),
        (("Marl",), 2, "a country needs its region; every fact needs its source\n"),
        (("Corvo",), 1, "data/countries/corvo.yaml is there already"),
        (("Marl", "--region", "far-isles"), 2, "every fact needs its source"),
        (("Marl", "--region", "far-isle", *SOURCE), 3, "did you mean far-isles?"),
        (
            ("Marl", "--region", "nowhere", *SOURCE),
            3,
            "the regions are: northern-shore, inner-plain, far-isles",
        ),
        (
            ("Raven Land", "--region", "far-isles", "--iso2", "XA", *SOURCE),
            1,
            '"Raven Land" stands for Corvo (corvo) already; "XA" stands for Altamar (altamar) already',
        ),
        (
            ("Marl", "--region", "far-isles", "--alias", "corvía", *SOURCE),
            1,
            '"corvía" stands for Corvo (corvo)',
        ),
        (
            ("Marl", "--region", "far-isles", "--iso2", "m", "--role", "hots", *SOURCE),
            2,
            'iso2: "m" is not a code of two capital letters; roles.1: "hots" is none of: origin, transit, host',
        ),
        (("???", "--region", "far-isles", *SOURCE), 2, 'no id can be made from "???"'),
    ],
)
def test_what_is_no_new_country_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, words: str, country: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = country("new", *arguments)
    assert (ended, out, words in err) == (code, "", True), err
    assert files_of(fictional) == before


def test_a_region_is_not_called_unknown_while_the_list_of_regions_cannot_be_read(
    country: Run, fictional: Path
) -> None:
    with (fictional / "data/regions.yaml").open("a", encoding="utf-8") as regions:
        regions.write("  - {id: high-isles, name: High Isles}\n")
    code, _, err = country("new", "Marl", "--region", "high-isles", *SOURCE)
    assert (code, "data/regions.yaml cannot be read as it is" in err) == (1, True)


def test_an_instrument_is_recorded_and_moves_on_with_its_sources(
    country: Run, fictional: Path, added: Callable[[str], list[str]]
) -> None:
    said = ("cooperation", "corvo", "Charter of the Shore", "--status", "negotiating", "--since", "2031-Q1")
    money = ("--amount", "EUR 1.5 bn", "--participant", "Quarrington", "--participant", "QM")
    before = (fictional / CORVO).read_text("utf-8")
    assert country(*said[:2], "charter", *said[3:], *money[:2], *SOURCE) == (0, f"{CORVO}\n", "")
    assert added(CORVO) == [
        "  - instrument: charter",
        "    since: 2031-Q1",
        "    amount: {value: 1500000000, currency: EUR}",
        "      - {title: Shore Ledger 2031, reference: page 4}",
    ]
    assert "absent" not in (fictional / CORVO).read_text("utf-8")
    code, _, err = country("cooperation", "XC", "charter", "--status", "signed", "--source", "Gazette")
    assert (code, err) == (
        0,
        "2031-Q1 was the day of the old status and is taken out: add --since for the new one\n",
    )
    assert added(CORVO)[:4] == [
        "  - instrument: charter",
        "    status: signed",
        "    amount: {value: 1500000000, currency: EUR}",
        "      - {title: Shore Ledger 2031, reference: page 4}",
    ]
    kept = [line for line in before.splitlines() if line != "absent: [charter]"]
    assert [line for line in kept if line not in (fictional / CORVO).read_text("utf-8").splitlines()] == []
    nothing = country("cooperation", "XC", "charter", "--status", "signed")
    assert nothing == (0, "", f"nothing to change: {CORVO} says so already\n")


def test_a_contribution_and_a_figure_are_recorded(country: Run, added: Callable[[str], list[str]]) -> None:
    brings = ("contribution", "corvo", "grant", "Marland", "--description", "Wells", "--kind", "financial")
    assert country(*brings, "--amount", "500 000 EUR", "--period", "2031/", *SOURCE)[0] == 0
    figure = ("indicator", "corvo", "--measure", "arrivals", "--year", "2030", "--value", "44 200")
    assert country(*figure, "--unit", "persons", *SOURCE)[0] == 0
    assert added(CORVO) == [
        "    description: Wells",
        "    amount: {value: 500000, currency: EUR}",
        "      - {title: Shore Ledger 2031, reference: page 4}",
        "indicators:",
        "  - measure: arrivals",
        "    year: 2030",
        "    value: 44200",
        "    unit: persons",
        "      - {title: Shore Ledger 2031, reference: page 4}",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("cooperation", "corvo", "charter", "--status", "signed"), 2, "every fact needs its source"),
        (("cooperation", "corvo", "charter", *SOURCE), 2, "a new entry needs its status\nhint: add --status"),
        (("cooperation", "corvo", "chater", "--status", "signed", *SOURCE), 3, "did you mean charter?"),
        (("cooperation", "corvo", "charter", "--status", "sined", *SOURCE), 2, "did you mean signed?"),
        (
            ("cooperation", "corvo", "grant", "--amount", "10 million", *SOURCE),
            2,
            '"10 million" names no currency\nhint: add its three letters: "10 million EUR"',
        ),
        (("cooperation", "corvo", "grant", "--amount", "1,500 EUR", *SOURCE), 2, "can be read in two ways"),
        (("cooperation", "corvo", "grant", "--since", "2031-13", *SOURCE), 1, "PC113"),
        (("cooperation", "corvo", "grant", "--until", "2029", *SOURCE), 1, "ends (2029) before it begins"),
        (("contribution", "corvo", "grant", "QZ", "--description", "x", *SOURCE), 3, 'no delegation "QZ"'),
        (("contribution", "corvo", "grant", "QM", *SOURCE), 2, "needs to say what it is"),
        (
            ("contribution", "corvo", "grant", "QM", "--description", "x", *SOURCE),
            2,
            "a new entry needs its kind",
        ),
        (
            ("contribution", "corvo", "grant", "QM", "--description", "x", "--kind", "lead"),
            2,
            "needs its source",
        ),
        (("indicator", "corvo", "--measure", "x", *SOURCE), 2, "what is counted, and when"),
        (
            ("indicator", "corvo", "--measure", "x", "--year", "2030", "--value", "many", *SOURCE),
            2,
            "not a figure",
        ),
        (
            ("indicator", "corvo", "--measure", "x", "--year", "2030", *SOURCE),
            2,
            "a new entry needs its value",
        ),
    ],
)
def test_what_is_no_fact_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, words: str, country: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = country(*arguments)
    assert (ended, out, words in err) == (code, "", True), err
    assert files_of(fictional) == before


def test_of_an_instrument_that_stands_there_twice_one_has_to_be_named(country: Run) -> None:
    grant = ("cooperation", "corvo", "grant", "--status", "signed", *SOURCE)
    assert country(*grant, "--title", "Roads of the Plain")[0] == 0
    code, _, err = country(*grant)
    assert code == 1
    assert err == (
        "error: grant stands there 2 times: Wells of the Plain; Roads of the Plain\n"
        "hint: say which one, or a new one, with --title\n"
    )


def test_an_error_of_another_file_in_the_same_field_is_no_hindrance(country: Run, edit: Edit) -> None:
    edit("data/countries/altamar.yaml", "region: ", "region: un")
    assert country("set", "corvo", "region=far-isles") == (0, f"{CORVO}\n", "")
    assert country("set", "altamar", "region=far")[0] == 1


def test_a_dry_run_shows_the_new_entry_and_writes_nothing(
    country: Run, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    for arguments in (
        ("cooperation", "belmonte", "charter", "--status", "signed", *SOURCE),
        ("new", "Marl", "--region", "far-isles", *SOURCE),
    ):
        code, out, _ = country(*arguments, "--dry-run")
        assert (code, "- {title: Shore Ledger 2031, reference: page 4}\n" in out) == (0, True)
    assert files_of(fictional) == before


def test_the_countries_are_listed_by_region_with_what_exists_and_their_outlines(country: Run) -> None:
    _, out, _ = country("list")
    assert out == (
        "LIMITE\n"
        "6 countries; instruments as they stood on 10 March 2031\n"
        "\n"
        "                                  code  in force  under way  outline\n"
        "Northern Shore\n"
        "  Altamar                         XA                         draft\n"
        "  Belmonte\n"
        "Inner Plain\n"
        "  Corvo                           XC           1          1  submitted\n"
        "  Dravina                         XD\n"
        "Far Isles\n"
        "  Esker                           XE\n"
        "  Ínsula d'Ocre\n"
    )
    said = json.loads(country("list", "--format", "json")[1])
    assert (said["format"], said["marking"], said["illustrative"]) == ("partner.countries/1", "LIMITE", False)
    assert said["countries"][2] == {
        "country": "corvo",
        "name": "Corvo",
        "region": "inner-plain",
        "iso2": "XC",
        "iso3": "XCC",
        "in_force": 1,
        "under_way": 1,
        "outline": "submitted",
    }


def test_all_that_is_recorded_of_a_country_is_shown_with_its_sources(country: Run) -> None:
    _, out, _ = country("show", "raven land")
    assert out.startswith("LIMITE\nCorvo · corvo · outline: submitted\n\nname                  Corvo\n")
    assert (
        "  - Shore grant (grant); Wells of the Plain; negotiating; since: the second half\n"
        "    of 2030; not verified; check: whether the second instalment is still open;\n"
        "    XTS 2 500 000.50 (first instalment)\n"
        "    source: Shore Ledger 2030\n"
    ) in out.replace("\xa0", " ")
    assert max(map(len, out.splitlines())) <= 80
    said = json.loads(country("show", "corvo", "--format", "json")[1])
    assert (said["format"], said["id"], said["country"]["cooperation"][1]["amount"]["value"]) == (
        "partner.country/1",
        "corvo",
        2500000.5,
    )
    assert country("show", "corvoo")[0] == 3
