"""The tally on a screen: 80 columns, black and white, everything an adviser must know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

DUE = date(2031, 3, 20)
RAVENS = "烏鴉共和國烏鴉共和國烏鴉共和國烏鴉"
VIEWS = ["country", "region", "question", "call"]
BANNER = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def widest(screen: str) -> int:
    """Columns of the widest line, wide characters counted twice."""
    return max(
        sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)
        for line in screen.splitlines()
    )


@pytest.fixture
def before_replies_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day on which replies to the invented question are due, whatever the day of the run."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(DUE.year, DUE.month, DUE.day)

    monkeypatch.setattr("partnercli.cli.app.date", Day)


@pytest.mark.parametrize("by", VIEWS)
def test_the_screen_of_the_shipped_data(by: str, on_shipped: Partner, golden: Golden) -> None:
    out = on_shipped("tally", "--by", by)[1]
    assert widest(out) <= 80
    golden(f"tally-shipped-{by}.txt", out)


@pytest.mark.usefixtures("before_replies_are_due")
@pytest.mark.parametrize("by", VIEWS)
def test_the_screen_of_the_fictional_data(by: str, partner: Partner, fictional: Path, golden: Golden) -> None:
    out = partner("tally", "--by", by, at=fictional)[1]
    assert widest(out) <= 80
    golden(f"tally-fictional-{by}.txt", out)


def test_the_screen_says_who_spoke_what_the_rule_is_and_that_it_is_a_reading(on_shipped: Partner) -> None:
    screen = " ".join(on_shipped("tally")[1].split())
    for words in (
        BANNER,
        "HLWG, 22 April 2021",
        "25 of 27 delegations heard (BE carried over from 2021-03-15-ministers)",
        "not heard: LU MT",
        "20 of 25 readings confirmed",
        "Sahel · named by 18, 5 of them only the region; no country reaches the line",
        "Exactly on the line: Sudan. One short: Niger.",
        "No country that EE names reaches the line.",
        "a stand-in for those of the Council's act",
        "The line is half of all expected, 14 of 27: a convention of this repository alone.",
        "A reading of positions, not a decision: the Presidency decides the list.",
    ):
        assert words in screen


def test_where_no_country_reaches_the_line_nobody_is_named_for_it(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "  at_least: 0.5\n", "  at_least: 1\n")
    screen = " ".join(partner("tally", at=fictional)[1].split())
    assert "Reaching the line: 0 of" in screen
    assert "No country that" not in screen


def test_a_bar_has_one_cell_a_delegation_and_the_line_where_it_is_reached(on_shipped: Partner) -> None:
    lines = on_shipped("tally")[1].splitlines()
    tunisia = next(line for line in lines if line.startswith("  Tunisia"))
    assert "█" * 14 + "│" + "█" * 8 + "·" * 5 in tunisia
    heading = next(line for line in lines if line.lstrip().startswith("named by"))
    assert heading.index("14│") + 2 == tunisia.index("│")


def test_other_stances_have_marks_of_their_own(partner: Partner, fictional: Path) -> None:
    out = partner("tally", at=fictional)[1]
    assert "███│█·r" in out
    assert "███│▒··" in out
    assert "Dravina 0 (1 opposed)" in out


def test_without_colour_the_screen_says_as_much(partner: Partner, fictional: Path) -> None:
    plain = partner("tally", at=fictional)[1]
    coloured = partner("tally", at=fictional, FORCE_COLOR="1")[1]
    assert coloured != plain
    for code in ("0", "1", "2", "31", "33", "36", "1;33"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def test_positions_carried_from_one_meeting_are_named_together(partner: Partner, fictional: Path) -> None:
    later = ("2031-06-10-working-group", "--carries-over-from", "2031-03-04-working-group", "--current")
    assert partner("meeting", "new", *later, at=fictional)[0] == 0
    out = " ".join(partner("tally", at=fictional)[1].split())
    assert (
        "5 of 6 delegations heard (QM QN QO QP carried over from 2031-03-04-working-group, "
        "QR carried over from 2031-01-20-ministers)"
    ) in out


def test_what_only_a_carried_position_lifts_over_the_line_is_marked(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/positions/2031-01-20-ministers/qr.yaml", "country: altamar", "country: belmonte")
    out = partner("tally", at=fictional)[1]
    assert "  Belmonte                  3*" in out
    assert "* Over the line only with carried positions: Belmonte." in out


def test_without_a_region_to_rank_in_all_countries_stand_in_one_list(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "within: region", "within: all")
    lines = partner("tally", at=fictional)[1].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("  Altamar"))
    assert lines[first + 1].startswith("  Corvo")
    assert lines[first + 2].startswith(
        "  below: Belmonte 2 (1 reservation), Ínsula d'Ocre 1, Dravina 0 (1 opposed),"
    )
    assert "Far Isles · named by 2, 1 of them only the region; no country reaches the line" in lines


def test_a_share_of_those_heard_is_said_to_be_one(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "at_least: 0.5\n  of: all", "at_least: 2/3\n  of: responded")
    screen = " ".join(partner("tally", at=fictional)[1].split())
    assert "The line is two thirds of those heard, 4 of 5" in screen


def test_sixty_delegations_fit_the_screen(partner: Partner, fictional: Path, write: Write) -> None:
    codes = [f"{first}{second}" for first in "QWX" for second in "ABCDEFGHIJKLMNOPQRST"]
    entries = "".join(f"  - {{code: {code}, name: Land {code}, accession: 2001-01-01}}\n" for code in codes)
    for path in fictional.glob("data/positions/*/*.yaml"):
        path.unlink()
    write("data/delegations.yaml", f"delegations:\n{entries}sources: [{{title: Gazetteer}}]\n")
    for code in codes[:45]:
        write(
            f"data/positions/2031-03-04-working-group/{code.lower()}.yaml",
            f"delegation: {code}\nmeeting: 2031-03-04-working-group\nbasis: statement\n"
            "preferences: [{country: corvo}]\nsources: [{title: Invented position}]\n",
        )
    out = partner("tally", at=fictional)[1]
    assert widest(out) <= 80
    assert "45 of 60 delegations heard" in out
    assert "one cell stands for 3 delegations" in " ".join(out.split())
    assert "█" * 10 + "│" + "█" * 5 + "·" * 5 in out


@pytest.mark.parametrize("columns", ["0", "1", "79", "80", "200", "many"])
def test_any_width_gives_a_screen(columns: str, partner: Partner, fictional: Path) -> None:
    code, out, err = partner("tally", at=fictional, terminal=True, NO_COLOR="1", COLUMNS=columns)
    assert (code, err) == (0, "")
    assert "a decision" in " ".join(out.split())


def test_names_from_the_data_cannot_steer_the_terminal_or_break_the_table(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        "data/countries/altamar.yaml", "name: Altamar", 'name: "[link=x]Altamar[/link] of a long, long name"'
    )
    out = partner("tally", at=fictional)[1]
    assert "  [link=x]Altamar[/link]    4 " in out
    assert "\n    of a long, long name\n" in out
    assert widest(out) <= 80


@pytest.mark.parametrize("by", VIEWS)
@pytest.mark.parametrize("columns", [40, 61, 62, 79, 120])
def test_every_line_fits_the_screen_and_nothing_is_lost_for_it(
    columns: int, by: str, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", "name: Altamar and the Isles of the Rising Moon")
    edit("data/regions.yaml", "name: Far Isles", "name: Isles beyond the Northern and the Southern Horizon")
    edit("data/countries/corvo.yaml", "name: Corvo", f"name: {RAVENS}")
    seen = partner("tally", "--by", by, at=fictional, terminal=True, NO_COLOR="1", COLUMNS=str(columns))[1]
    assert widest(seen) <= columns
    words = " ".join(seen.split())
    assert "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT" in words
    if by == "country":
        assert {"███│█·r", "███│▒··"} <= set(seen.split())
    if by in ("country", "region"):
        assert {"Moon", "Horizon"} <= set(re.findall(r"\w+", seen))
        assert seen.count("烏") == RAVENS.count("烏") * (
            2 if by == "country" else 1
        )  # once more, on the line


@pytest.mark.parametrize("by", VIEWS)
def test_every_screen_ends_with_its_rule_and_that_nothing_is_decided(
    by: str, partner: Partner, fictional: Path
) -> None:
    said = " ".join(partner("tally", "--by", by, at=fictional)[1].split())
    assert said.endswith("A reading of positions, not a decision: the Presidency decides the list.")
    assert ("The line is half of all expected, 3 of 6:" in said) == (by in ("country", "region"))


@pytest.mark.parametrize("by", ["country", "region"])
def test_how_many_countries_reach_the_line_is_said_of_those_shown(
    by: str, partner: Partner, fictional: Path
) -> None:
    whole = partner("tally", "--by", by, at=fictional)[1]
    part = partner("tally", "--by", by, "--region", "inner-plain", at=fictional)[1]
    assert "Reaching the line: 2 of 6 countries shown." in whole
    assert "Reaching the line: 1 of 2 countries shown." in part
    assert (
        "Reaching the line: 2 of 6 countries shown."
        in (partner("tally", "--by", by, "--format", "md", at=fictional)[1])
    )


@pytest.mark.parametrize("by", ["country", "region"])
def test_a_region_that_alone_is_named_is_shown(by: str, partner: Partner, fictional: Path) -> None:
    for path in fictional.glob("data/positions/*/*.yaml"):
        if path.stem != "qr":
            path.unlink()
    file = fictional / "data/positions/2031-01-20-ministers/qr.yaml"
    file.write_text(file.read_text("utf-8").replace("  - country: altamar\n", ""), "utf-8")
    out = partner("tally", "--by", by, at=fictional)[1]
    assert "Far Isles" in out
    assert "Reaching the line: 0 of 0 countries shown." in out


@pytest.mark.parametrize("by", ["country", "region"])
def test_where_nothing_is_named_it_says_what_to_do(by: str, partner: Partner, fictional: Path) -> None:
    for path in fictional.glob("data/positions/*/*.yaml"):
        path.unlink()
    said = " ".join(partner("tally", "--by", by, at=fictional)[1].split())
    assert "No delegation names a country or region here." in said
    assert "0 of 0" not in said


def test_an_unknown_population_is_a_dash_on_a_screen_that_knows_only_ascii(
    screen: Callable[..., tuple[int, str]], fictional: Path
) -> None:
    file = fictional / "data/delegations.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "population: {" not in line), "utf-8")
    code, out = screen("tally", at=fictional)
    assert (code, "50 %          -\n" in out) == (0, True)


def test_all_unknown_regions_and_delegations_are_said_at_once(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("tally", "--region", "moon", "--region", "mars", at=fictional)
    assert (code, out, '"moon"' in err, '"mars"' in err) == (3, "", True, True)
    code, out, err = partner("tally", "--without", "XX,XY", at=fictional)
    assert (code, out, '"XX"' in err, '"XY"' in err) == (3, "", True, True)


def test_a_delegation_that_is_left_out_cannot_be_supposed_to_speak(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("tally", "--without", "QM", "--assume", "QM=corvo", at=fictional)
    assert (code, out) == (2, "")
    assert err.startswith("error: QM cannot speak and be left out\n")
