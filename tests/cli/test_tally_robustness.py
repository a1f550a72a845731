"""`partner tally --robustness`: how firm the consensus is, in words a diplomat reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"


def shown(partner: Partner, at: Path, *options: str, **environment: Any) -> str:
    """The screen on one line."""
    code, out, err = partner("tally", "--robustness", *options, at=at, **environment)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def contract(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    code, out, err = partner("tally", "--robustness", "--format", "json", *options, at=at)
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def test_the_screen_of_the_fictional_data(partner: Partner, fictional: Path, golden: Golden) -> None:
    golden("tally-fictional-robustness.txt", partner("tally", "--robustness", at=fictional)[1])


def test_the_screen_says_who_could_still_change_what_of_the_shipped_data(on_shipped: Partner) -> None:
    screen = " ".join(on_shipped("tally", "--robustness")[1].split())
    for words in (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT How firm the consensus is: HLWG, 22 April 2021",
        "not heard: LU MT",
        "Tunisia 22 +8 Firm: 9 would have to change; 1 carried.",
        "Somalia 15 +1 Close: 2 would have to change; 1 carried.",
        "Sudan 14 on it On the line: any one of its 14 supporters could tip it.",
        "Niger 13 -1 1 more needed; one of the 2 silent could still lift it over the line; without any one",
        "of the 14 others it is a priority; 1 carried.",
        "out of reach: Mali 5, Mauritania 3",
        "The line is half of all expected, 14 of 27: a convention of this repository alone.",
        "A reading of positions, not a decision: the Presidency decides the list.",
    ):
        assert words in screen


def test_all_the_silent_are_both_where_there_are_two(on_shipped: Partner) -> None:
    out = on_shipped("tally", "--robustness", "--without", "EE", "--without", "IE")[1]
    assert "2 more needed; both of the silent could still lift it over the line" in " ".join(out.split())


def test_no_delegation_is_named_on_the_screen_or_in_markdown_but_those_not_heard_or_carried(
    partner: Partner, fictional: Path
) -> None:
    for output in ("table", "md"):
        out = shown(partner, fictional, "--format", output)
        said = out.replace("QR carried over from", "").replace("not heard: QS", "")
        assert not [code for code in ("QM", "QN", "QO", "QP", "QR", "QS") if code in said]


def test_csv_counts_and_names_the_pivotal_and_says_what_the_contract_says(
    partner: Partner, fictional: Path
) -> None:
    out = partner("tally", "--robustness", "--format", "csv", at=fictional)[1]
    read = {row["country"]: row for row in csv.DictReader(io.StringIO(out, newline=""))}
    for row in contract(partner, fictional)["countries"]:
        written = read[row["country"]]
        for key in ("support", "needed", "margin", "flip", "carried"):
            assert written[key] == str(row[key])
        assert written["if_silent_speak_priority"] == row["if_silent_speak"]["priority"]
        assert (written["pivotal"], written["pivotal_delegations"]) == (
            str(len(row["pivotal"])),
            " ".join(row["pivotal"]),
        )
    assert read["corvo"]["pivotal_delegations"] == "QM QO QP"


def test_it_is_read_of_what_is_supposed(partner: Partner, fictional: Path) -> None:
    made = contract(partner, fictional, "--without", "QR", "--assume", "QS=belmonte")
    assert made["what_if"] == ["without QR", "QS supports Belmonte"]
    assert (made["silent"], made["threshold"]["needed"]) == ([], 3)
    (belmonte,) = [row for row in made["countries"] if row["country"] == "belmonte"]
    assert (belmonte["margin"], belmonte["if_silent_speak"]["priority"]) == (0, "certain")
    assert "WHAT IF: QS supports Belmonte" in shown(partner, fictional, "--assume", "QS=belmonte")


def test_a_region_named_hides_the_others_and_changes_no_row(partner: Partner, fictional: Path) -> None:
    whole = contract(partner, fictional)
    part = contract(partner, fictional, "--region", "Inner Plain")
    assert part["countries"] == [row for row in whole["countries"] if row["region"] == "inner-plain"]
    assert "Northern Shore" not in shown(partner, fictional, "--region", "inner-plain")


def test_an_earlier_meeting_is_read_by_its_id(partner: Partner, fictional: Path) -> None:
    made = contract(partner, fictional, "--meeting", "2031-01-20-ministers")
    assert (made["meeting"], made["silent"]) == ("2031-01-20-ministers", ["QN", "QO", "QP", "QS"])


def test_a_priority_of_those_heard_is_said_to_be_one_only_until_the_silent_speak(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "of: all", "of: responded")
    screen = shown(partner, fictional, "--meeting", "2031-01-20-ministers")
    assert (
        "Altamar 1 on it On the line: its one supporter could tip it; under this rule a priority today; if the silent "
        "speak it may not be: 3 are needed then, two of the 4 silent among them; without it the country is no priority."
    ) in screen


def test_where_nobody_is_silent_nothing_is_said_of_the_silent(partner: Partner, fictional: Path) -> None:
    assert "silent" not in shown(partner, fictional, "--without", "QS").partition("Support is a number")[0]


def test_without_regions_all_countries_stand_in_one_list(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "within: region", "within: all")
    screen = shown(partner, fictional)
    assert "Inner Plain" not in screen
    assert "out of reach: Esker 0, Dravina 0" in screen or "out of reach: Dravina 0, Esker 0" in screen


def test_where_no_country_is_named_the_screen_says_so(partner: Partner, fictional: Path) -> None:
    for path in fictional.glob("data/positions/*/*.yaml"):
        path.unlink()
    assert "No delegation names a country or region here." in shown(partner, fictional)


@pytest.mark.parametrize("columns", ["40", "59", "80", "120"])
def test_every_line_fits_the_screen_and_no_name_is_cut(
    columns: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", "name: Altamar and the Isles of the Rising Moon")
    out = partner("tally", "--robustness", at=fictional, terminal=True, NO_COLOR="1", COLUMNS=columns)[1]
    assert max(len(line) for line in out.splitlines()) <= int(columns)
    assert {"Rising", "Moon"} <= set(out.split())


def test_eighty_countries_stay_readable(partner: Partner, fictional: Path, write: Write) -> None:
    """Those that are far away and out of reach share their region's last lines."""
    keys = [f"land-{number}" for number in range(80)]
    for key in keys:
        text = f"name: {key.title()}\nregion: far-isles\nsources: [{{title: Gazetteer}}]\n"
        write(f"data/countries/{key}.yaml", text)
    named = ", ".join(f"{{country: {key}}}" for key in keys)
    write(
        f"data/positions/{MEETING}/qs.yaml",
        f"delegation: QS\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
        f"preferences: [{named}]\nsources: [{{title: Invented position}}]\n",
    )
    write(
        "partner.yaml",
        (fictional / "partner.yaml").read_text("utf-8").replace("at_least: 0.5\n  of", "at_least: 1\n  of"),
    )
    out = partner("tally", "--robustness", at=fictional)[1]
    assert all(f"{key.title()} 1" in " ".join(out.split()) for key in keys)
    assert len(out.splitlines()) < 45
