"""The report's tables: every figure on the page is what its data say, under its own head, in its own row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from partnercli.documents.firmness_words import firmness_in_words
from partnercli.documents.report.page import page
from partnercli.documents.report.page_words import in_regions
from partnercli.documents.words import day_in_words, percent
from partnercli.tally.counts import count
from partnercli.tally.robustness import robustness
from partnercli.tally.stances import stance_table
from read_back import Node
from report_pages import AT, AUDIENCES, at, changed, contract_of, data_of, exercise, read, section, tree

SIGNS = {"support": "S", "can-accept": "a", "reservation": "R", "opposition": "X"}
of_each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def expected(contract: Mapping[str, Any], place: str) -> Any:
    """What the data say at a place; with # the length of a list, with - by how much a pair changed."""
    if place.endswith("#"):
        return len(at(contract, place[:-1]))
    if place.endswith("-"):
        pair = at(contract, place[:-1])
        return pair["to"] - pair["from"]
    return at(contract, place)


def readings(value: Any) -> set[str]:
    """All the ways in which a value may be read on the page."""
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    if value is None:
        return {"–"}
    if isinstance(value, float):
        return {percent(Fraction(str(value)))}
    if isinstance(value, str):
        return {value, day_in_words(date.fromisoformat(value)) if re.fullmatch(r"\d{4}-.*", value) else value}
    return {str(value), f"{value:+d}".replace("-", "−") if value else "0"}


def wrong_figures(root: Node) -> list[str]:
    """The figures and days of a page that are not what its data say at the place they name."""
    contract, wrong = data_of(root), []
    for one in root.find("data") + root.find("time"):
        value = expected(contract, one.attributes["data-at"])
        written = one.attributes.get("value", one.attributes.get("datetime"))
        plain = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        if written != plain or one.text() not in readings(value):
            wrong.append(f"{one.attributes['data-at']}: {value} is read as {one.text()}")
    return wrong


def loose(node: Node) -> Iterator[str]:
    """The texts below an element that no place in the data is given for; a caption repeats a heading."""
    for one in node.inner:
        if isinstance(one, str):
            yield one
        elif one.tag not in {"data", "time", "svg", "caption"}:
            yield from loose(one)


@of_each_audience
def test_every_figure_and_day_is_what_the_embedded_data_say_at_the_place_it_names(audience: str) -> None:
    assert wrong_figures(read(audience)) == []
    assert len(read(audience).find("data")) > {"presidency": 100, "delegations": 7, "public": -1}[audience]


def test_a_figure_that_the_data_do_not_bear_out_is_found() -> None:
    written = page(contract_of("presidency")).decode()
    one = re.search(r'<data value="(\d+)" data-at="/tally/countries/0/support">\1</data>', written)
    assert one
    other = one[0].replace(f">{one[1]}<", f">{int(one[1]) + 1}<")
    assert len(wrong_figures(tree(written.replace(one[0], other).encode()))) == 1


@pytest.mark.parametrize("name", ["figures", "priorities", "matrix", "robustness", "drift"])
def test_no_digit_stands_in_a_section_without_its_place_in_the_data(name: str) -> None:
    found = section(read("presidency"), name)
    assert found.find("data")
    assert [text for text in loose(found) if re.search(r"\d", text)] == []


def test_every_country_of_the_tally_stands_in_its_tables_with_all_its_figures() -> None:
    contract = contract_of("presidency")
    places = {one.attributes["data-at"] for one in read("presidency").find("data")}
    for place in range(len(contract["tally"]["countries"])):
        figures = (
            "support",
            "share",
            "population_share",
            "can_accept",
            "reservations",
            "opposition",
            "priority",
        )
        assert {f"/tally/countries/{place}/{one}" for one in figures} <= places
        firm = ("support", "margin", "if_silent_speak/low", "if_silent_speak/high")
        assert {f"/robustness/countries/{place}/{one}" for one in firm} <= places
        assert f"/firmness/{contract['tally']['countries'][place]['country']}" in places


def test_what_would_have_to_happen_is_said_in_the_words_of_the_terminal() -> None:
    found, _ = exercise()
    table = stance_table(found, AT)
    rows = section(read("presidency"), "robustness").one("table").find("tr")
    told = {row.attributes["data-country"]: row.find("data")[-1].text() for row in rows if row.find("td")}
    firm = robustness(table, found).countries
    assert told == {row.country: firmness_in_words(count(table, found), row) for row in firm}
    assert any("on the line" in said.lower() or "more needed" in said for said in told.values())


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        (
            "priorities",
            {
                "Delegations": "support",
                "Share": "share",
                "Population": "population_share",
                "Can accept": "can_accept",
                "Reserved": "reservations",
                "Opposed": "opposition",
                "Reaches the line": "priority",
            },
        ),
        (
            "robustness",
            {
                "Support": "support",
                "From the line": "margin",
                "If the silent speak": "low",
            },
        ),
        ("matrix", {"Support": "support"}),
        ("drift", {"Support": "from", "Change": "support-", "Opposed": "to"}),
    ],
)
def test_each_figure_stands_under_its_own_head(name: str, figures: dict[str, str]) -> None:
    table = section(read("presidency"), name).find("table")[0]
    heads = [one.text() for one in table.one("thead").find("th")]
    row = next(row for row in table.find("tr") if "data-country" in row.attributes)
    first = [one for one in row.all() if one.tag in {"td", "th"}]
    places = {head: cell.find("data") for head, cell in zip(heads, first, strict=True)}
    ends = {head: places[head][0].attributes["data-at"].rpartition("/")[2] for head in figures}
    assert ends == figures


def test_a_bar_is_as_long_as_the_support_and_the_line_stands_where_it_is_needed() -> None:
    tally = contract_of("presidency")["tally"]
    rows = section(read("presidency"), "priorities").find("tr")
    bars = {row.attributes["data-country"]: row.find("svg")[0] for row in rows if row.find("svg")}
    assert len(bars) == len(tally["countries"])
    whole = tally["delegations"]["expected"]
    for one in tally["countries"]:
        bar = bars[one["country"]]
        assert float(bar.one("rect", "support").attributes["width"]) == round(100 * one["support"] / whole, 2)
        assert float(bar.one("rect", "accept").attributes["width"]) == round(
            100 * one["can_accept"] / whole, 2
        )
        assert float(bar.one("line", "line").attributes["x1"]) == round(
            100 * tally["threshold"]["needed"] / whole, 2
        )


def test_every_cell_of_the_matrix_is_the_stance_that_the_data_give_with_a_sign_and_not_by_colour_alone() -> (
    None
):
    found = contract_of("presidency")["matrix"]
    rows = [
        row for row in section(read("presidency"), "matrix").find("tr") if "data-country" in row.attributes
    ]
    heads = [one.text() for one in section(read("presidency"), "matrix").find("abbr")]
    assert heads == [one["delegation"] for one in found["delegations"]]
    for row, one in zip(rows, found["countries"], strict=True):
        cells = [cell for cell in row.find("td") if cell.attributes.get("class", "").startswith("m ")]
        for cell, column in zip(cells, found["delegations"], strict=True):
            said, code = one["stances"].get(column["delegation"]), column["delegation"]
            silent = "·" if column["responded"] else "-"
            sign = (SIGNS[said] + "*" * (code in one["conditional"])) if said else silent
            assert cell.text() == sign, (one["country"], code)


@pytest.mark.parametrize("name", ["priorities", "matrix", "robustness", "drift"])
def test_countries_stand_under_their_regions_and_those_that_reach_the_line_are_told_apart(name: str) -> None:
    contract = contract_of("presidency")
    rows = contract["drift"][0]["countries"] if name == "drift" else contract["tally"]["countries"]
    over = set(contract["tally"]["priorities"])
    table = section(read("presidency"), name).find("table")[0]
    told: list[tuple[str, list[str]]] = []
    for body in table.find("tbody"):
        group, *below = body.find("tr")
        assert {row.attributes["data-region"] for row in below} == {group.attributes["data-region"]}
        told.append((group.one("th").text(), [row.attributes["data-country"] for row in below]))
        for row in below:
            assert ("data-priority" in row.attributes) is (row.attributes["data-country"] in over)
    names = {one["region"]: one["name"] for one in contract["regions"]}
    assert [country for _, countries in told for country in countries] == [row["country"] for row in rows]
    assert [region for region, _ in told] == list(dict.fromkeys(names[row["region"]] for row in rows))


def test_where_countries_are_ranked_over_all_regions_each_says_its_own() -> None:
    rows = [{"country": one, "region": region} for one, region in (("a", "x"), ("b", "y"), ("c", "x"))]
    assert in_regions(rows) == [(None, list(enumerate(rows)))]
    assert [region for region, _ in in_regions(rows[:2])] == ["x", "y"]


def test_who_moved_is_grouped_by_what_they_came_to_say() -> None:
    contract = changed("presidency")
    contract["drift"][0]["countries"] = contract["drift"][0]["countries"][:1]
    contract["drift"][0]["countries"][0]["moves"] = [
        {"delegation": "QM", "from": "support", "to": None},
        {"delegation": "QN", "from": None, "to": "support"},
        {"delegation": "QO", "from": "support", "to": "can-accept"},
        {"delegation": "QP", "from": "reservation", "to": None},
        {"delegation": "QR", "from": None, "to": "support"},
    ]
    (row,) = [
        one for one in section(tree(page(contract)), "drift").find("tr") if "data-country" in one.attributes
    ]
    assert row.find("td")[-1].text() == (
        "joined: QN QR; left: QM; left, can now accept: QO; no longer reserved: QP"
    )
