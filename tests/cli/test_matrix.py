"""`partner matrix`: who said what, on any screen and for other tools."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from partnercli.documents.words import STANCE_SIGNS

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

ROOT = Path(__file__).parents[2]
MEETING = "2031-03-04-working-group"
LETTERS = {"support": "S", "can-accept": "a", "reservation": "R", "opposition": "X"}


def shown(partner: Partner, at: Path, *options: str, columns: int = 80) -> str:
    """The screen of a terminal without colour."""
    code, out, err = partner("matrix", *options, at=at, terminal=True, NO_COLOR="1", COLUMNS=str(columns))
    assert (code, err) == (0, "")
    return out


def told(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    code, out, err = partner("matrix", "--format", "json", *options, at=at)
    assert (code, err) == (0, "")
    contract: dict[str, Any] = json.loads(out)
    return contract


def width(line: str) -> int:
    """Columns of a line, wide characters counted twice."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)


def cells(screen: str) -> dict[tuple[str, str], str]:
    """Every cell of a screen, by the name at the beginning of its line and the delegation's code."""
    found: dict[tuple[str, str], str] = {}
    codes: dict[str, int] = {}
    lower = ""
    for line, below in pairwise(screen.splitlines()):
        heading = re.match(r"\w.*?(?<= )(?P<codes>(?:[A-Z] )*[A-Z])$", line)
        if heading and line is not lower:  # of a region: beside its name the codes, from top to bottom
            lower = below
            places = range(heading.start("codes"), len(line), 2)
            codes = {line[place] + below[place]: place for place in places}
        elif named := re.match(r"[ >] (?P<name>\S.*?) +\d+  \S", line):
            found |= {(named["name"], code): line[place : place + 2].strip() for code, place in codes.items()}
    return found


def expected_cells(contract: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every cell that the contract asks for: the row's name, the delegation's code, and the sign."""
    regions = ({**region, "name": "region as such"} for region in contract["regions"] if region["stances"])
    for row in (*contract["countries"], *regions):
        for column in contract["delegations"]:
            code = column["delegation"]
            sign = LETTERS.get(row["stances"].get(code), "·" if column["responded"] else "-")
            remark = "?" if code in row["assumed"] else "*" if code in row["conditional"] else ""
            yield row["name"], code, sign + remark


def called(shown_name: str, name: str) -> bool:
    """Whether the first line of a name on a screen begins this one."""
    return f"{name} ".startswith(f"{shown_name} ")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_screen_of_the_shipped_data(columns: int, partner: Partner, golden: Golden) -> None:
    out = shown(partner, ROOT, columns=columns)
    assert max(width(line) for line in out.splitlines()) <= columns
    golden(f"matrix-shipped-{columns}.txt", out)


def test_the_screen_of_the_fictional_data(partner: Partner, fictional: Path, golden: Golden) -> None:
    golden("matrix-fictional.txt", shown(partner, fictional))


def test_every_stance_has_a_letter_of_its_own() -> None:
    assert {stance.value: sign for stance, sign in STANCE_SIGNS.items()} == LETTERS


@pytest.mark.parametrize("columns", [40, 80])
def test_a_name_without_room_beside_the_cells_goes_on_below(columns: int, partner: Partner) -> None:
    lines = shown(partner, ROOT, columns=columns).splitlines()
    row = next(place for place, line in enumerate(lines) if line.startswith("> Bosnia and  "))
    assert lines[row + 1] == "    Herzegovina"
    assert not [line for line in lines if "…" in line]


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("order", ["protocol", "similarity"])
def test_every_cell_of_the_screen_is_the_contracts(columns: int, order: str, partner: Partner) -> None:
    contract = told(partner, ROOT, "--order", order)
    found = cells(shown(partner, ROOT, "--order", order, columns=columns))
    countries = [cell for cell in expected_cells(contract) if cell[0] != "region as such"]
    assert len(countries) == 27 * len(contract["countries"])
    for name, code, sign in countries:
        (seen,) = {
            seen for (shown_name, of), seen in found.items() if of == code and called(shown_name, name)
        }
        assert (name, code, seen) == (name, code, sign)


def test_stances_conditions_and_assumptions_stand_in_the_cells(partner: Partner, fictional: Path) -> None:
    assumed = ("--assume", "QS=corvo", "--assume", "QR=corvo:opposition", "--without", "QN", "--region")
    found = cells(shown(partner, fictional, *assumed, "inner plain"))
    contract = told(partner, fictional, *assumed, "inner plain")
    assert {(name, code, found[name, code]) for name, code, _ in expected_cells(contract)} == set(
        expected_cells(contract)
    )
    assert [found["Corvo", code] for code in ("QM", "QO", "QR", "QS")] == ["S", "S*", "X?", "S?"]
    assert found["region as such", "QO"] == "R"


def test_the_screen_says_what_its_signs_are_who_spoke_and_that_it_is_a_reading(
    partner: Partner, fictional: Path
) -> None:
    screen = " ".join(shown(partner, fictional).split())
    for words in (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT Who said what: Working Group, 4 March 2031",
        "5 of 6 delegations heard (QR carried over from 2031-01-20-ministers); not heard: QS;",
        "S support a can accept R reservation X opposition · does not name it - not heard",
        "* with conditions < carried over ! in confidence > reaches the line",
        "In confidence, never to be shown by name: QP.",
        "Delegations in protocol order.",
        "The line is half of all expected, 3 of 6: a convention of this repository alone.",
        "A reading of positions, not a decision: the Presidency decides the list.",
    ):
        assert words in screen
    assert "WHAT IF" not in screen
    assert "assumed" not in screen


def test_below_its_code_a_delegation_is_marked_as_carried_over_or_in_confidence(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/positions/2031-01-20-ministers/qr.yaml", "basis: statement", "basis: bilateral")
    first, second, marks = shown(partner, fictional).splitlines()[5:8]
    assert (first[22:], second[22:], marks[22:]) == ("Q Q Q Q Q Q", "M N O P R S", "      ! <!")


def test_a_sign_that_stands_nowhere_is_not_explained(partner: Partner, fictional: Path) -> None:
    gone = ("--without", "QP", "--without", "QR", "--without", "QS", "--region", "far-isles")
    screen = shown(partner, fictional, *gone)
    for words in ("not heard", "with conditions", "carried over", "in confidence", "> reaches"):
        assert words not in screen
    assert "· does not name it" in screen


def test_a_what_if_is_said_in_every_form(partner: Partner, fictional: Path) -> None:
    assumed = ("--assume", "QS=corvo")
    assert "WHAT IF: QS supports Corvo" in shown(partner, fictional, *assumed)
    assert told(partner, fictional, *assumed)["what_if"] == ["QS supports Corvo"]
    for output in ("csv", "md"):
        out = partner("matrix", "--format", output, *assumed, at=fictional)[1]
        assert "QS supports Corvo" in out


def test_those_who_support_much_the_same_stand_side_by_side_where_asked(
    partner: Partner, fictional: Path
) -> None:
    contract = told(partner, fictional, "--order", "similarity")
    order = ["QO", "QN", "QR", "QM", "QP", "QS"]
    assert [column["delegation"] for column in contract["delegations"]] == order
    assert list(contract["countries"][0]["stances"]) == order[:5]
    assert contract["similarity"][7] == {"a": "QN", "b": "QR", "jaccard": 1.0}
    assert "similarity" not in told(partner, fictional)
    screen = shown(partner, fictional, "--order", "similarity")
    assert "\nnamed by 5            O N R M P S\n" in screen
    assert "the order is no rank" in " ".join(screen.split())


def test_a_region_alone_hides_the_others_and_all_unknown_ones_are_said(
    partner: Partner, fictional: Path
) -> None:
    contract = told(partner, fictional, "--region", "Far Isles", "--region", "inner-plain")
    assert [region["region"] for region in contract["regions"]] == ["inner-plain", "far-isles"]
    code, out, err = partner("matrix", "--region", "inner-plane", "--region", "moon", at=fictional)
    assert (code, out) == (3, "")
    assert 'there is no region "inner-plane" (did you mean inner-plain?)' in err
    assert 'there is no region "moon"' in err


def test_an_earlier_meeting_and_an_earlier_state_can_be_read(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    history("As it was")
    edit(f"data/positions/{MEETING}/qm.yaml", "country: corvo", "country: esker")
    before = told(partner, fictional, "--at", "HEAD")["countries"]
    after = told(partner, fictional)["countries"]
    assert [row["support"] for row in before if row["country"] == "corvo"] == [3]
    assert [row["support"] for row in after if row["country"] == "corvo"] == [2]
    assert told(partner, fictional, "--meeting", "2031-01-20-ministers")["meeting"] == "2031-01-20-ministers"


def test_a_meeting_at_which_nobody_spoke_says_what_to_do(partner: Partner, fictional: Path) -> None:
    assert partner("meeting", "new", "2031-09-01-visit", "--forum", "visit", at=fictional)[0] == 0
    screen = " ".join(shown(partner, fictional, "--meeting", "2031-09-01-visit", columns=40).split())
    assert "0 of 6 delegations heard" in screen
    assert "No delegation names a country or region here." in screen
    assert "A reading of positions, not a decision" in screen
    for output in ("json", "csv", "md"):
        code, out, _ = partner("matrix", "--format", output, "--meeting", "2031-09-01-visit", at=fictional)
        assert (code, out != "") == (0, True)


def test_where_everybody_is_left_out_nobody_is_expected(partner: Partner, fictional: Path) -> None:
    everybody = [word for code in ("QM", "QN", "QO", "QP", "QR", "QS") for word in ("--without", code)]
    assert "No delegation is expected" in shown(partner, fictional, *everybody)


def test_csv_says_cell_by_cell_what_the_contract_says(partner: Partner, fictional: Path) -> None:
    out = partner("matrix", "--format", "csv", at=fictional)[1]
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    contract = told(partner, fictional)
    countries = [row for row in rows if row["country"]]
    regions = {row["region"]: row for row in rows if not row["country"]}
    assert set(regions) == {region["region"] for region in contract["regions"] if region["stances"]}
    pairs = [(regions[one["region"]], one) for one in contract["regions"] if one["stances"]]
    pairs += zip(countries, contract["countries"], strict=True)
    for row, said in pairs:
        for column in contract["delegations"]:
            nothing = "" if column["responded"] else "not heard"
            assert row[column["delegation"]] == said["stances"].get(column["delegation"], nothing)
        assert row["conditional"] == " ".join(said["conditional"])
        assert (row["meeting"], row["marking"], row["illustrative"]) == (MEETING, "LIMITE", "true")
        assert (row["carried"], row["in_confidence"]) == ("QR from 2031-01-20-ministers", "QP")
    for row, said in zip(countries, contract["countries"], strict=True):
        assert (row["name"], row["support"]) == (said["name"], str(said["support"]))
        assert row["priority"] == str(said["priority"]).lower()
    assert out.count("\r\n") == out.count("\n") == len(rows) + 1


def test_no_cell_of_the_csv_is_a_formula(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", "name: '=1+1'")
    out = partner("matrix", "--format", "csv", at=fictional)[1]
    assert ",'=1+1," in out


def test_markdown_has_a_table_a_region_under_its_marks(partner: Partner, fictional: Path) -> None:
    out = partner("matrix", "--format", "md", at=fictional)[1]
    assert out.startswith(
        "**LIMITE**\n\n**ILLUSTRATIVE, NOT A COUNCIL DOCUMENT**\n\nWorking Group, 4 March 2031: "
    )
    assert "never to be shown by name: QP. A reading of positions, not a decision" in out
    tables: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(out):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and tables and token.level > 2:
            tables[-1][-1].append("".join(part.content for part in token.children or ()))
    assert [len(table) for table in tables] == [3, 4, 4]
    assert tables[0] == [
        ["country", "support", "QM", "QN", "QO", "QP!", "QR<", "QS"],
        ["> Altamar", "4", "S*", "S", "S", "R", "S", "-"],
        ["Belmonte", "2", "S", "R*", "·", "S", "·", "-"],
    ]
    for name in ("Northern Shore", "Inner Plain", "Far Isles"):
        assert f"*{name}*\n\n| country" in out


def test_without_colour_the_screen_says_as_much(partner: Partner, fictional: Path) -> None:
    plain = partner("matrix", at=fictional)[1]
    coloured = partner("matrix", at=fictional, FORCE_COLOR="1")[1]
    assert coloured != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_wide_and_long_names_break_no_column(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(
        "data/countries/corvo.yaml",
        "name: Corvo",
        "name: 烏鴉共和國烏鴉共和國烏鴉共和國烏鴉共和國烏鴉共和國烏鴉共和國烏鴉共和國",
    )
    edit("data/countries/dravina.yaml", "name: Dravina", f"name: {'Dravina and ' * 8}Esker")
    lines = shown(partner, fictional, columns=60).splitlines()
    corvo, dravina = (next(line for line in lines if line.startswith(start)) for start in ("> 烏", "  Drav"))
    assert max(width(line) for line in lines) <= 60
    assert corvo.endswith("  3  S a S*S · -")
    assert dravina.endswith("  0  · X · · · -")
    assert width(corvo) == width(dravina)
    assert (sum(line.count("烏") for line in lines), sum(line.count("Dravina") for line in lines)) == (7, 8)


def test_errors_in_the_data_are_shown_and_leave_the_matrix_standing(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{MEETING}/qo.yaml",
        "- country: altamar",
        "- country: altamar\n  - {country: altamar, stance: opposition}",
    )
    code, out, err = partner("matrix", at=fictional)
    assert code == 1
    assert "qo.yaml" in err
    assert cells(out)["Altamar", "QO"] == "X"


def test_a_screen_that_knows_only_ascii_keeps_every_sign(
    screen: Callable[..., tuple[int, str]], fictional: Path
) -> None:
    code, out = screen("matrix", at=fictional)
    assert code == 0
    assert "  Belmonte         2  S R*. S . -\n" in out


def test_27_delegations_by_80_countries_take_less_than_two_seconds(
    partner: Partner, fictional: Path, write: Write
) -> None:
    codes = [f"{first}{second}" for first in "QVZ" for second in "MNOPQRSTU"]
    listed = "".join(f"  - {{code: {code}, name: Land {code}, accession: 2001-01-01}}\n" for code in codes)
    for path in [*fictional.glob("data/positions/*/*.yaml"), *fictional.glob("data/documents/*.yaml")]:
        path.unlink()
    write("data/delegations.yaml", f"delegations:\n{listed}sources: [{{title: Gazetteer}}]\n")
    for number in range(80):
        text = f"name: Partner {number:02}\nregion: inner-plain\nsources: [{{title: Gazetteer}}]\n"
        write(f"data/countries/partner-{number:02}.yaml", text)
    for place, code in enumerate(codes):
        named = "".join(f"  - country: partner-{n:02}\n" for n in range(80) if (n * (place + 3)) % 7 < 5)
        write(
            f"data/positions/{MEETING}/{code.lower()}.yaml",
            f"delegation: {code}\nmeeting: {MEETING}\nbasis: statement\npreferences:\n{named}"
            "sources: [{title: Invented position}]\n",
        )
    start = time.process_time()
    out = shown(partner, fictional, "--order", "similarity")
    assert time.process_time() - start < 2
    assert len(cells(out)) == 27 * 80
