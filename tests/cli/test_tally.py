"""`partner tally`: what is counted, what-ifs, and what happens when the data or the question is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
SARDIS = f"data/positions/{MEETING}/qs.yaml"
TEN = {
    "western-balkans": ["bosnia-and-herzegovina"],
    "north-africa": ["tunisia", "morocco", "libya"],
    "silk-route": ["afghanistan", "turkey", "iraq"],
    "sub-saharan-africa": ["nigeria", "somalia", "sudan"],
}


def contract(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    code, out, err = partner("tally", "--format", "json", *options, at=at)
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def row(tally: dict[str, Any], country: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in tally["countries"] if row["country"] == country)
    return found


def position(preferences: str, code: str = "QS") -> str:
    return (
        f"delegation: {code}\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
        f"preferences: {preferences}\nsources: [{{title: Invented position}}]\n"
    )


@pytest.fixture(scope="module")
def shipped_tally(on_shipped: Partner) -> dict[str, Any]:
    code, out, err = on_shipped("tally", "--format", "json")
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def test_the_shipped_data_give_exactly_the_ten_countries_in_their_regions(
    shipped_tally: dict[str, Any],
) -> None:
    found: dict[str, list[str]] = {}
    for one in shipped_tally["countries"]:
        if one["priority"]:
            found.setdefault(one["region"], []).append(one["country"])
    assert found == TEN


def test_the_shipped_contract_says_who_was_heard_and_where_the_line_is(shipped_tally: dict[str, Any]) -> None:
    assert {key: value for key, value in shipped_tally.items() if key not in ("countries", "regions")} == {
        "format": "partner.tally/1",
        "meeting": "2021-04-22-hlwg",
        "marking": "LIMITE",
        "illustrative": True,
        "what_if": [],
        "delegations": {
            "expected": 27,
            "responded": 25,
            "confirmed": 20,
            "silent": ["LU", "MT"],
            "carried": [{"delegation": "BE", "from": "2021-03-15-ministers"}],
            "not_counted": [],
            "bilateral": [],
            "without_any": ["EE"],
        },
        "threshold": {"at_least": 0.5, "of": "all", "base": 27, "needed": 14},
        "priorities": [
            "bosnia-and-herzegovina",
            "tunisia",
            "morocco",
            "libya",
            "afghanistan",
            "turkey",
            "iraq",
            "nigeria",
            "somalia",
            "sudan",
        ],
        "population_year": 2021,
        "population_standing": "stand-in",
        "regions_without_partner": ["sahel", "eastern-neighbourhood", "middle-east"],
    }


def test_a_country_of_the_contract_key_by_key(shipped_tally: dict[str, Any]) -> None:
    tunisia = row(shipped_tally, "tunisia")
    supporters = tunisia["delegations"].pop("support")
    assert len(supporters) == 22
    assert supporters[:4] == ["BE", "BG", "CZ", "DK"]
    assert tunisia == {
        "country": "tunisia",
        "name": "Tunisia",
        "region": "north-africa",
        "rank": 1,
        "rank_in_region": 1,
        "support": 22,
        "share": 0.8148,
        "share_of_responded": 0.88,
        "population_share": tunisia["population_share"],
        "can_accept": 0,
        "opposition": 0,
        "reservations": 0,
        "conditional": 0,
        "first_named": tunisia["first_named"],
        "phrase": "a large number of Member States",
        "priority": True,
        "only_with_carried": False,
        "delegations": {"can-accept": [], "reservation": [], "opposition": []},
    }


def test_no_member_state_is_given_a_reservation_or_an_opposition(shipped_tally: dict[str, Any]) -> None:
    for one in shipped_tally["countries"]:
        assert one["can_accept"] == one["reservations"] == one["opposition"] == one["conditional"] == 0


def test_shares_carry_no_noise_of_floating_point(
    on_shipped: Partner, partner: Partner, fictional: Path
) -> None:
    def share(text: str) -> float:
        assert len(text.partition(".")[2]) <= 4
        return float(text)

    for out in (
        on_shipped("tally", "--format", "json")[1],
        partner("tally", "--format", "json", at=fictional)[1],
    ):
        json.loads(out, parse_float=share)


def test_all_stances_stand_in_the_contract(partner: Partner, fictional: Path) -> None:
    tally = contract(partner, fictional)
    assert [one["country"] for one in tally["countries"]] == [
        "altamar",
        "belmonte",
        "corvo",
        "dravina",
        "insula-d-ocre",
        "esker",
    ]
    altamar, corvo, dravina = (row(tally, country) for country in ("altamar", "corvo", "dravina"))
    assert altamar["delegations"] == {
        "support": ["QM", "QN", "QO", "QR"],
        "can-accept": [],
        "reservation": ["QP"],
        "opposition": [],
    }
    assert (altamar["support"], altamar["reservations"], altamar["conditional"]) == (4, 1, 1)
    assert altamar["population_share"] == 0.8727
    assert (corvo["support"], corvo["can_accept"], corvo["share"]) == (3, 1, 0.5)
    assert (dravina["support"], dravina["opposition"], dravina["phrase"]) == (0, 1, None)
    assert tally["delegations"]["carried"] == [{"delegation": "QR", "from": "2031-01-20-ministers"}]
    assert tally["delegations"]["bilateral"] == ["QP"]
    assert tally["regions"][2] == {
        "region": "far-isles",
        "name": "Far Isles",
        "support": 2,
        "share": 0.3333,
        "region_only": ["QR"],
        "itself": {"support": ["QO", "QR"], "can-accept": [], "reservation": [], "opposition": []},
    }


def test_replies_are_in_the_contract_when_questions_are_counted(partner: Partner, fictional: Path) -> None:
    tally = contract(partner, fictional, "--by", "question")
    assert tally["questions"] == [
        {
            "question": "way-forward",
            "text": "Do delegations agree to the way forward set out above?",
            "mode": "reply",
            "due": "2031-03-20",
            "replies": {
                "agree": ["QO"],
                "agree-with-comments": ["QM"],
                "scrutiny-reservation": ["QN"],
                "disagree": ["QP"],
            },
            "silent": ["QR", "QS"],
            "silence": "nothing",
            "comments": [
                {
                    "delegation": "QM",
                    "comment": "First line, then *stars*, _underscores_ and `backticks`.\n\n"
                    "- no list, and no <b>markup</b>\n",
                    "confidential": False,
                },
                {"delegation": "QP", "comment": "said in confidence too", "confidential": True},
            ],
        }
    ]


def test_a_region_named_hides_the_others_and_leaves_ranks_alone(partner: Partner, fictional: Path) -> None:
    whole = contract(partner, fictional)
    for name in ("inner-plain", "Inner Plain"):
        part = contract(partner, fictional, "--region", name)
        assert part["countries"] == [one for one in whole["countries"] if one["region"] == "inner-plain"]
        assert [one["region"] for one in part["regions"]] == ["inner-plain"]
    both = contract(partner, fictional, "--region", "inner-plain", "--region", "far-isles")
    assert [one["region"] for one in both["regions"]] == ["inner-plain", "far-isles"]


def test_without_takes_a_delegation_out_of_those_expected(partner: Partner, fictional: Path) -> None:
    tally = contract(partner, fictional, "--without", "QS", "--without", "Märland")
    assert tally["what_if"] == ["without QM", "without QS"]
    assert (tally["delegations"]["expected"], tally["threshold"]["needed"]) == (4, 2)
    assert row(tally, "corvo")["delegations"]["support"] == ["QO", "QP"]


@pytest.mark.parametrize(
    ("assumed", "stance", "words"),
    [
        ("QS=corvo", "support", "QS supports Corvo"),
        ("qs=Raven Land:support", "support", "QS supports Corvo"),
        ("QS=corvo:can-accept", "can-accept", "QS can accept Corvo"),
        ("QS=corvo:reservation", "reservation", "QS has a reservation on Corvo"),
        ("Sardis=XC:opposition", "opposition", "QS opposes Corvo"),
    ],
)
def test_assume_replaces_one_stance_and_makes_the_delegation_a_respondent(
    assumed: str, stance: str, words: str, partner: Partner, fictional: Path
) -> None:
    tally = contract(partner, fictional, "--assume", assumed)
    assert tally["what_if"] == [words]
    assert "QS" in row(tally, "corvo")["delegations"][stance]
    assert tally["delegations"]["silent"] == []
    screen = partner("tally", "--assume", assumed, at=fictional)[1]
    assert screen.splitlines()[1] == f"WHAT IF: {words}"


def test_assume_none_takes_a_stance_away(partner: Partner, fictional: Path) -> None:
    tally = contract(partner, fictional, "--assume", "QM=corvo:none", "--assume", "QO=corvo:opposition")
    assert tally["what_if"] == ["QM does not name Corvo", "QO opposes Corvo"]
    corvo = row(tally, "corvo")
    assert (corvo["support"], corvo["opposition"], corvo["priority"]) == (1, 1, False)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--meeting", "2031-03-04-working-grup"], 3, f"hint: did you mean {MEETING}?"),
        (["--meeting", "never"], 3, 'error: there is no meeting "never"'),
        (["--region", "inner-plane"], 3, "hint: did you mean inner-plain?"),
        (["--region", "x"], 3, "hint: the regions are: northern-shore, inner-plain, far-isles"),
        (["--assume", "QS=Corvu"], 3, "hint: did you mean corvo?"),
        (["--assume", "Sardiss=corvo"], 3, "hint: did you mean QS (Sardis)?"),
        (["--without", "Xanadu"], 3, 'error: there is no delegation "Xanadu"'),
        (["--assume", "QS=corvo:oposition"], 2, "hint: did you mean opposition?"),
        (["--assume", "QS=corvo:perhaps"], 2, "hint: write one of: support, can-accept, reservation"),
        (["--assume", "QS"], 2, "hint: write --assume IT=tunisia or"),
        (["--assume", "QS="], 2, "hint: write --assume IT=tunisia or"),
        (["--assume", "QT=corvo"], 2, f"error: QT is not expected at {MEETING}"),
        (["--without", "Tolland"], 2, f"error: QT is not expected at {MEETING}"),
        (["--by", "colour"], 2, "none of: country, region, question, call (--by)"),
        (["--by", "question", "--region", "inner-plain"], 2, "--by question is not parted by region"),
        (["--robustness", "--by", "region"], 2, "--robustness reads countries, not --by region"),
        (["--list", "--by", "call"], 2, "--list reads countries, not --by call"),
        (["--list", "--robustness"], 2, "do not go together"),
        (["--list", "--region", "inner-plain"], 2, "--list is not parted by region"),
        (["--list", "--document", "10001/33"], 3, "hint: did you mean 10001-31?"),
        (["--document", "10001/31"], 2, "error: --document belongs to --list"),
        (["--format", "xlsx"], 2, "none of: table, json, csv, md (--format)"),
    ],
)
def test_what_cannot_be_asked_is_an_error_that_helps(
    options: list[str], code: int, said: str, partner: Partner, fictional: Path
) -> None:
    ended, out, err = partner("tally", *options, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err


def test_a_contradiction_is_told_and_counted_at_the_most_cautious(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(SARDIS, position("[{country: corvo}, {country: corvo, stance: opposition}]"))
    code, out, err = partner("tally", "--format", "json", at=fictional)
    assert code == 1
    assert row(json.loads(out), "corvo")["opposition"] == 1
    assert err.startswith(f"{SARDIS}:5:33: error PC322: ")


def test_a_file_that_cannot_be_read_leaves_no_figure(partner: Partner, fictional: Path, write: Write) -> None:
    write(SARDIS, position("[{country: corvo}, {land: esker}]"))
    code, out, err = partner("tally", "--format", "json", at=fictional)
    assert (code, out) == (1, "")
    assert f"{SARDIS}:5:34: error PC110" in err
    assert err.endswith(
        "error: the data cannot be read as they are\nhint: mend the files named above, then try again\n"
    )


def test_a_malformed_file_that_the_tally_does_not_read_does_not_stop_it(
    partner: Partner, fictional: Path, write: Write
) -> None:
    before = partner("tally", at=fictional)
    write("data/outlines/corvo.yaml", "steps: [\n")
    assert partner("tally", at=fictional) == before


def test_a_delegation_not_expected_is_in_no_figure_and_named(
    partner: Partner, fictional: Path, write: Write
) -> None:
    before = contract(partner, fictional)
    write(f"data/positions/{MEETING}/qt.yaml", position("[{country: corvo}, {country: dravina}]", "QT"))
    after = contract(partner, fictional)
    assert after["delegations"].pop("not_counted") == ["QT"]
    assert before["delegations"].pop("not_counted") == []
    assert after == before
    assert "not expected, so not counted: QT" in partner("tally", at=fictional)[1]


def test_an_earlier_meeting_is_tallied_by_its_id(partner: Partner, fictional: Path) -> None:
    tally = contract(partner, fictional, "--meeting", "2031-01-20-ministers")
    assert tally["meeting"] == "2031-01-20-ministers"
    assert (tally["delegations"]["responded"], row(tally, "belmonte")["opposition"]) == (2, 1)


def test_a_misspelt_earlier_meeting_is_said_and_ends_with_1(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    meeting = "data/meetings/2031-03-04-working-group.yaml"
    edit(meeting, "carries_over_from: 2031-01-20-ministers", "carries_over_from: 2031-01-20-minister")
    code, out, err = partner("tally", "--format", "json", at=fictional)
    assert code == 1
    assert json.loads(out)["delegations"]["carried"] == []
    assert 'PC207: unknown meeting "2031-01-20-minister"' in err
    assert "did you mean 2031-01-20-ministers?" in err


def test_two_assumptions_on_one_stance_are_refused(partner: Partner, fictional: Path) -> None:
    both = ("--assume", "QM=altamar:none", "--assume", "QM=altamar:opposition")
    code, out, err = partner("tally", *both, at=fictional)
    assert (code, out) == (2, "")
    assert "two assumptions are made for QM on altamar" in err


def test_a_past_state_is_tallied_from_its_revision(
    partner: Partner, fictional: Path, history: Callable[[str], str]
) -> None:
    _, then, _ = partner("tally", "--format", "json", at=fictional)
    history("as it was")
    (fictional / "data/positions/2031-03-04-working-group/qn.yaml").unlink()
    assert partner("tally", "--format", "json", at=fictional)[1] != then
    assert partner("tally", "--at", "HEAD", "--format", "json", at=fictional)[1] == then
    assert partner("tally", "--at", "nowhere", at=fictional)[0] == 3
