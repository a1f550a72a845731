"""`partner shortlist`: the partners that together represent delegations best, on a screen and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli import shortlist as command
from partnercli.cli.progress import Progress
from partnercli.tally.shortlist import result

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]

MEETING = "2031-03-04-working-group"
NO_DECISION = "A reading of positions, not a decision: the Presidency decides the list."
RULES = ("approval", "sav", "pav", "seqpav", "phragmen", "equal-shares", "chamberlin-courant")


@pytest.fixture
def shortlist(partner: Partner, fictional: Path) -> Callable[..., str]:
    """Runs the command, which must end well, and gives what it prints."""

    def run(*options: str) -> str:
        code, out, err = partner("shortlist", *options, at=fictional)
        assert (code, err) == (0, "")
        return out

    return run


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def position(code: str, countries: str) -> str:
    return (
        f"delegation: {code}\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
        f"preferences: [{', '.join(f'{{country: {country}}}' for country in countries.split())}]\n"
        "sources: [{title: Invented position}]\n"
    )


def test_the_contract_key_by_key(shortlist: Callable[..., str]) -> None:
    no_change: dict[str, list[str]] = {"added": [], "removed": []}
    assert json.loads(shortlist("--size", "2", "--format", "json")) == {
        "format": "partner.shortlist/1",
        "meeting": MEETING,
        "marking": "LIMITE",
        "illustrative": True,
        "what_if": [],
        "rule": "equal-shares",
        "size": 2,
        "candidates": ["altamar", "belmonte", "corvo", "insula-d-ocre"],
        "voters": ["QM", "QN", "QO", "QP", "QR"],
        "silent": ["QS"],
        "without_support": [],
        "bilateral": ["QP"],
        "shortlists": [["altamar", "corvo"]],
        "in_all": ["altamar", "corvo"],
        "in_some": ["altamar", "corvo"],
        "completed": ["corvo"],
        "represented": {"delegations": 5, "unrepresented": []},
        "justified_representation": {"jr": True, "ejr_plus": True},
        "by_delegation": {
            "QM": ["altamar", "corvo"],
            "QN": ["altamar"],
            "QO": ["altamar", "corvo"],
            "QP": ["corvo"],
            "QR": ["altamar"],
        },
        "other_rules": {rule: no_change for rule in RULES if rule != "equal-shares"},
    }


def test_ties_are_all_given_and_said_to_be_more_only_when_they_are_capped(
    shortlist: Callable[..., str],
) -> None:
    tied = ("--size", "2", "--rule", "chamberlin-courant", "--format", "json")
    whole = json.loads(shortlist(*tied))
    assert whole["shortlists"] == [["altamar", "belmonte"], ["altamar", "corvo"]]
    assert (whole["in_all"], whole["in_some"]) == (["altamar"], ["altamar", "belmonte", "corvo"])
    assert whole["enough"] == ["altamar", "belmonte"]
    assert "truncated" not in whole
    capped = json.loads(shortlist(*tied, "--most", "1"))
    assert capped["truncated"] is True
    assert len(capped["shortlists"]) == 1
    assert "truncated" not in json.loads(shortlist(*tied, "--most", "2"))


def test_the_screen_as_it_is_printed(
    partner: Partner, fictional: Path, write: Write, golden: Callable[[str, str], None]
) -> None:
    write(f"data/positions/{MEETING}/qs.yaml", position("QS", "dravina"))
    golden("shortlist.txt", partner("shortlist", "--size", "2", at=fictional)[1])


def test_the_screen_tells_ties_apart(shortlist: Callable[..., str]) -> None:
    shown = shortlist("--size", "2", "--rule", "chamberlin-courant")
    assert (
        "2 equally good shortlists. In all of them: Altamar. They differ in Belmonte and\nCorvo.\n" in shown
    )
    assert "  1  Belmonte\n  2  Corvo\nThe first of them" in shown


def test_of_ties_that_are_not_all_found_the_screen_says_no_more_than_it_knows(
    shortlist: Callable[..., str],
) -> None:
    shown = in_one_line(shortlist("--size", "2", "--rule", "chamberlin-courant", "--most", "1"))
    assert "One shortlist; there may be others as good. Its countries, each with those who" in shown
    assert "In all of them" not in shown


def test_the_screen_says_how_few_countries_are_enough(shortlist: Callable[..., str]) -> None:
    shown = in_one_line(shortlist("--size", "3", "--rule", "chamberlin-courant"))
    assert "2 countries represent as many, for example Altamar and" in shown
    assert "by this rule 1 place could go to any country." in shown
    assert "No shorter list represents as many." in shortlist("--size", "2", "--rule", "chamberlin-courant")


def test_who_has_none_of_its_countries_there_is_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(f"data/positions/{MEETING}/qs.yaml", position("QS", "dravina"))
    shown = partner("shortlist", "--size", "1", "--rule", "approval", at=fictional)[1]
    assert "Represented: 4 of 6 delegations that support a country\n" in shown
    assert "  by 1 country       4: QM QN QO QR\n  by none of theirs  2: QP QS\n" in shown


def test_the_screen_says_which_places_supporters_pay_for(
    partner: Partner, fictional: Path, write: Write
) -> None:
    shown = in_one_line(partner("shortlist", "--size", "2", at=fictional)[1])
    assert (
        "Here supporters pay for 1 of 2 places in full. Filled afterwards by Phragmén's rule: Corvo." in shown
    )
    for code in ("QM", "QN", "QO", "QP", "QR", "QS"):
        write(f"data/positions/{MEETING}/{code.lower()}.yaml", position(code, "dravina"))
    alike = in_one_line(partner("shortlist", "--size", "1", at=fictional)[1])
    assert "Here supporters pay for every place (1 of 1), so that none is filled afterwards." in alike
    for code, country in (("QM", "altamar"), ("QN", "belmonte"), ("QO", "corvo")):
        write(f"data/positions/{MEETING}/{code.lower()}.yaml", position(code, country))
    apart = in_one_line(partner("shortlist", "--size", "1", at=fictional)[1])
    assert (
        "Here supporters can pay for no place in full: Phragmén's rule fills all of them, with Dravina."
        in apart
    )


def test_who_waits_is_told_why(partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(Progress, "begins", lambda _, step: said.append(step))

    def chosen(*arguments: Any) -> Any:
        assert said[-1] == "Support is spread evenly: going through many lists"
        said.append("chosen")
        return result.choose(*arguments)

    monkeypatch.setattr(command, "choose", chosen)
    assert partner("shortlist", "--size", "2", at=fictional)[0] == 0
    assert "chosen" in said


def test_what_a_large_group_gets_is_told_in_words(partner: Partner, fictional: Path, write: Write) -> None:
    for code in ("QP", "QR", "QS"):
        write(f"data/positions/{MEETING}/{code.lower()}.yaml", position(code, "dravina"))
    for code in ("QM", "QN", "QO"):
        write(f"data/positions/{MEETING}/{code.lower()}.yaml", position(code, "altamar belmonte"))
    of_two = "A fair part: 3 or more of 6 delegations, agreeing on a country, are worth one of 2 places."
    unfair = in_one_line(partner("shortlist", "--size", "2", "--rule", "approval", at=fictional)[1])
    assert (
        f"{of_two} 1. A group of that size that agrees on a country is left with nothing. 2. A group"
        in unfair
    )
    assert "fewer partners than its number is worth. This rule promises neither." in unfair
    fair = in_one_line(partner("shortlist", "--size", "2", "--rule", "phragmen", at=fictional)[1])
    assert (
        f"{of_two} 1. No group of that size that agrees on a country is left with nothing. 2. Larger" in fair
    )
    assert (
        "in proportion to their number, too. This rule always gives the first, not always the second." in fair
    )


def test_delegations_that_are_silent_or_support_no_country_are_said_to_be_no_voters(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(f"data/positions/{MEETING}/qn.yaml", position("QN", "").replace("[]", "[{region: far-isles}]"))
    shown = in_one_line(partner("shortlist", "--size", "1", at=fictional)[1])
    assert "Silent delegations are no voters, nor are those that support no country (QN)." in shown
    assert "A reservation, an opposition or a region named without a country is no approval." in shown


def test_who_spoke_in_confidence_is_said_never_to_be_shown(shortlist: Callable[..., str]) -> None:
    assert "In confidence, never to be shown by name: QP.\n" in shortlist("--size", "1")


def test_what_ifs_change_who_votes_and_for_what_and_stand_above_all(shortlist: Callable[..., str]) -> None:
    supposed = ("--size", "1", "--without", "QM", "--assume", "QS=dravina")
    told = json.loads(shortlist(*supposed, "--format", "json"))
    assert told["what_if"] == ["without QM", "QS supports Dravina"]
    assert told["voters"] == ["QN", "QO", "QP", "QR", "QS"]
    assert "dravina" in told["candidates"]
    assert "WHAT IF: without QM\nWHAT IF: QS supports Dravina\n" in shortlist(*supposed)


def test_csv_has_a_row_for_each_country_on_any_of_the_shortlists(shortlist: Callable[..., str]) -> None:
    text = shortlist("--size", "2", "--rule", "chamberlin-courant", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["country"], row["on_first"], row["on_shortlists"]) for row in rows] == [
        ("altamar", "true", "2"),
        ("belmonte", "true", "1"),
        ("corvo", "false", "1"),
    ]
    assert rows[0] == {
        "region": "Northern Shore",
        "country": "altamar",
        "name": "Altamar",
        "support": "4",
        "supporters": "QM QN QO QR",
        "on_first": "true",
        "on_shortlists": "2",
        "of_shortlists": "2",
        "rule": "chamberlin-courant",
        "size": "2",
        "truncated": "false",
        "meeting": MEETING,
        "marking": "LIMITE",
        "illustrative": "true",
        "what_if": "",
        "in_confidence": "QP",
    }


def test_markdown_says_what_the_table_is(shortlist: Callable[..., str]) -> None:
    text = shortlist("--size", "2", "--format", "md")
    assert text.startswith(
        "**LIMITE**\n\n**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**\n\nA shortlist of 2 by equal-shares"
    )
    said = (
        "One shortlist, without a tie. Represented: 5 of 5 delegations that support a country. Here supporters pay"
        " for 1 of 2 places in full. Filled afterwards by Phragmén's rule: Corvo."
        f" In confidence, never to be shown by name: QP. {NO_DECISION}\n"
    )
    assert said in text
    assert "| Northern Shore | altamar | Altamar | 4 | QM QN QO QR | yes | 1 | 1 |\n" in text
    fewer = shortlist("--size", "1", "--rule", "approval", "--format", "md")
    assert "Represented: 4 of 5 delegations that support a country, not QP. In confidence" in fewer


@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("rule", RULES)
def test_no_line_is_longer_than_the_screen_and_none_says_that_it_decides(
    rule: str, columns: str, partner: Partner, fictional: Path
) -> None:
    done = partner(
        "shortlist", "--size", "2", "--rule", rule, at=fictional, terminal=True, COLUMNS=columns, NO_COLOR="1"
    )
    lines = done[1].splitlines()
    assert max(map(len, lines[1:])) <= int(columns)
    assert in_one_line(done[1]).endswith(NO_DECISION)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--size", "5"), "error: a shortlist of 5 cannot be made: 4 countries have a supporter at "),
        (("--size", "0"), "error: a shortlist of 0 is none\nhint: write --size with a number from 1 to 4\n"),
        (("--size", "1", "--most", "0"), "error: --most 0 is not between 1 and 10000\n"),
        (("--size", "1", "--rule", "borda"), 'error: "borda" is none of: approval, sav, pav'),
        ((), "error: --size is missing (how many countries to choose)\n"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    options: tuple[str, ...], said: str, partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("shortlist", *options, at=fictional)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_where_no_delegation_supports_a_country_there_is_nothing_to_choose_from(
    partner: Partner, fictional: Path
) -> None:
    for file in fictional.glob("data/positions/*/*.yaml"):
        file.unlink()
    code, out, err = partner("shortlist", "--size", "1", at=fictional)
    assert (code, out) == (2, "")
    assert (
        "no delegation supports a country at 2031-03-04-working-group: there is nothing to choose from\n"
        in err
    )
    assert "partner position set DELEGATION --support COUNTRY" in err


def test_a_rule_that_cannot_be_settled_ends_with_the_rules_that_can(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "THOROUGH", 0)
    code, out, err = partner("shortlist", "--size", "2", "--rule", "pav", at=fictional)
    assert (code, out) == (1, "")
    assert err.startswith("error: pav could not be settled exactly: support is spread so evenly")
    assert (
        "hint: choose another --size, or another rule: approval, sav, seqpav, phragmen and equal-shares"
        in err
    )
    monkeypatch.setattr(result, "BRIEF", 0)
    assert "not settled" in partner("shortlist", "--size", "2", at=fictional)[1]


def test_the_state_at_a_revision(
    partner: Partner, fictional: Path, history: Callable[[str], str], write: Write
) -> None:
    before = history("as it was")
    write(f"data/positions/{MEETING}/qs.yaml", position("QS", "dravina"))
    past = json.loads(
        partner("shortlist", "--size", "1", "--at", before, "--format", "json", at=fictional)[1]
    )
    assert past["silent"] == ["QS"]


def test_a_contradiction_is_told_and_the_shortlist_given_with_exit_code_1(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{MEETING}/qo.yaml",
        "  - country: insula-d-ocre\n",
        "  - country: insula-d-ocre\n  - {country: insula-d-ocre, stance: opposition}\n",
    )
    code, out, err = partner("shortlist", "--size", "1", "--format", "json", at=fictional)
    assert code == 1
    assert "insula-d-ocre" not in json.loads(out)["candidates"]
    assert "qo.yaml" in err


def test_the_list_that_a_document_decided_stands_beside_the_shortlist(
    shortlist: Callable[..., str], edit: Edit
) -> None:
    edit("data/documents/10001-31.yaml", "[altamar, corvo]", "[belmonte, insula-d-ocre, esker]")
    assert "list" not in json.loads(shortlist("--size", "2", "--format", "json"))
    found = json.loads(shortlist("--size", "2", "--document", "10001/31", "--format", "json"))["list"]
    assert found == {
        "document": "10001-31",
        "partners": ["belmonte", "insula-d-ocre", "esker"],
        "added": ["belmonte", "esker", "insula-d-ocre"],
        "removed": ["altamar", "corvo"],
        "represented": {"delegations": 3, "unrepresented": ["QN", "QR"]},
        "justified_representation": {"jr": False, "ejr_plus": False},
    }
    said = in_one_line(shortlist("--size", "2", "--document", "10001-31"))
    assert (
        "The list of 10001/31 (3 countries) has Belmonte, Esker and Ínsula d'Ocre and not Altamar and Corvo."
        in said
    )
    assert (
        "It represents 3 of 5, not QN and QR. A group large enough for a place is left with nothing there."
        in said
    )
    rows = list(
        csv.DictReader(io.StringIO(shortlist("--size", "2", "--document", "10001-31", "--format", "csv")))
    )
    assert {row["country"]: row["on_list"] for row in rows} == {"altamar": "false", "corvo": "false"}
    assert "The list of 10001/31" in shortlist("--size", "2", "--document", "10001-31", "--format", "md")


def test_the_same_countries_in_any_order_are_that_very_shortlist(
    shortlist: Callable[..., str], edit: Edit
) -> None:
    chosen = json.loads(shortlist("--size", "2", "--format", "json"))["shortlists"][0]
    edit("data/documents/10001-31.yaml", "[altamar, corvo]", f"[{', '.join(reversed(chosen))}]")
    said = in_one_line(shortlist("--size", "2", "--document", "10001-31"))
    assert "The list of 10001/31 (2 countries) is this very shortlist." in said


def test_a_document_without_a_list_cannot_stand_beside_it(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/documents/10001-31.yaml", "partners: [altamar, corvo]\n", "")
    code, out, err = partner("shortlist", "--size", "2", "--document", "10001-31", at=fictional)
    assert (code, out) == (1, "")
    assert "10001/31 has no list of partners that could be compared" in err
    assert "hint: decide one: partner document partners 10001-31" in err
