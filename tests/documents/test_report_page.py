"""The report's page: what stands on it is what its data say, it can be read by anybody, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from partnercli.documents.report.contract import embedded, to_contract
from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.page import page
from partnercli.documents.report.presidency import presidency_report
from partnercli.documents.report.public import public_report
from partnercli.documents.report.rows import Report
from partnercli.documents.words import day_in_words, percent
from partnercli.records.config import Config
from partnercli.records.document import Release
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Scope, load
from partnercli.repository.trees import WorkingTree
from read_back import Node, PageReader

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT, DOCUMENT, DAY = "2031-03-04-working-group", "10001-31", date(2031, 3, 25)
SIGNS = {"support": "S", "can-accept": "a", "reservation": "R", "opposition": "X"}
AUDIENCES = ("presidency", "delegations", "public")
of_each_audience = pytest.mark.parametrize("audience", AUDIENCES)


class Reader(PageReader):
    """Reads pages with fields to fill in too."""

    VOID = PageReader.VOID | {"input"}


def tree(written: bytes) -> Node:
    reader = Reader()
    reader.feed(written.decode())
    reader.close()
    (root,) = reader.open
    return root


@cache
def exercise() -> tuple[Exercise, Config]:
    found = load(WorkingTree(FICTIONAL), Scope.everything()).exercise
    assert found.config is not None
    release = Release(by="Presidency", on=date(2031, 3, 22))
    document = found.documents[DOCUMENT].model_copy(update={"release": release})
    return Exercise(**{**vars(found), "documents": {DOCUMENT: document}}), found.config


@cache
def contract_of(audience: str) -> dict[str, Any]:
    """The contract of a circle's report on the invented exercise; it is only read."""
    found, config = exercise()
    report: Report = public_report(found, config, DAY)
    if audience != "public":
        write = presidency_report if audience == "presidency" else delegations_report
        report = write(found, config, AT, DAY)
    made: dict[str, Any] = json.loads(embedded(to_contract(report)))
    return made


@cache
def read(audience: str) -> Node:
    return tree(page(contract_of(audience)))


def changed(audience: str, **fields: Any) -> dict[str, Any]:
    return {**deepcopy(contract_of(audience)), **fields}


def data_of(root: Node) -> dict[str, Any]:
    (block,) = [one for one in root.find("script") if one.attributes.get("type") == "application/json"]
    told: dict[str, Any] = json.loads(block.text())
    return told


def at(contract: Mapping[str, Any], place: str) -> Any:
    value: Any = contract
    for key in place.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


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
    """The texts below an element that no place in the data is given for."""
    for one in node.inner:
        if isinstance(one, str):
            yield one
        elif one.tag not in {"data", "time", "svg"}:
            yield from loose(one)


def section(root: Node, name: str) -> Node:
    (found,) = [one for one in root.find("section") if one.attributes["id"] == name]
    return found


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
def test_no_number_stands_in_a_table_or_on_a_card_without_its_place_in_the_data(name: str) -> None:
    found = section(read("presidency"), name)
    cells = [one for one in found.all() if one.tag in {"td", "dd"}]
    assert cells
    texts = ["".join(loose(cell)) for cell in cells]
    assert [text for text in texts if re.search(r"\d", text) and "/31" not in text] == []


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
        firm = (
            "support",
            "needed",
            "margin",
            "flip",
            "carried",
            "if_silent_speak/low",
            "if_silent_speak/high",
        )
        assert {f"/robustness/countries/{place}/{one}" for one in firm} <= places


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
                "Line": "priority",
            },
        ),
        (
            "robustness",
            {
                "Support": "support",
                "Needed": "needed",
                "Margin": "margin",
                "To flip": "flip",
                "If the silent speak": "low",
                "Carried": "carried",
            },
        ),
        ("matrix", {"Support": "support"}),
        ("drift", {"Support": "from", "Change": "support-"}),
    ],
)
def test_each_figure_stands_under_its_own_head(name: str, figures: dict[str, str]) -> None:
    table = section(read("presidency"), name).find("table")[0]
    heads = [one.text() for one in table.one("thead").find("th")]
    first = [one for one in table.one("tbody").find("tr")[0].all() if one.tag in {"td", "th"}]
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
    rows = [row for row in section(read("presidency"), "matrix").find("tr") if row.attributes]
    heads = [one.text() for one in section(read("presidency"), "matrix").find("abbr")]
    assert heads == [one["delegation"] for one in found["delegations"]]
    for row, one in zip(rows, found["countries"], strict=True):
        cells = [cell for cell in row.find("td") if cell.attributes.get("class", "").startswith("m ")]
        for cell, column in zip(cells, found["delegations"], strict=True):
            said, code = one["stances"].get(column["delegation"]), column["delegation"]
            silent = "·" if column["responded"] else "-"
            sign = (SIGNS[said] + "*" * (code in one["conditional"])) if said else silent
            assert cell.text() == sign, (one["country"], code)


def test_only_the_presidencys_page_has_the_matrix_and_what_rests_on_it() -> None:
    ids = {
        audience: [one.attributes["id"] for one in read(audience).find("section")] for audience in AUDIENCES
    }
    assert ids["presidency"] == [
        *("figures", "priorities", "matrix", "robustness", "drift", "outlines", "open", "sources", "reading")
    ]
    assert set(ids["presidency"]) - set(ids["delegations"]) == {"matrix", "robustness"}
    assert ids["public"] == ["partners", "outlines", "sources", "reading"]


@of_each_audience
def test_a_page_is_read_in_order_by_landmarks_headings_and_a_link_past_the_navigation(audience: str) -> None:
    root = read(audience)
    assert [len(root.find(one)) for one in ("main", "nav", "h1")] == [1, 1, 1]
    assert root.find("a")[0].attributes == {"class": "skip", "href": "#content"}
    ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [one.attributes["href"] for one in root.one("nav").find("a")]
    assert links == [f"#{one.attributes['id']}" for one in root.find("section")]
    levels = [int(one.tag[1]) for one in root.all() if re.fullmatch("h[1-6]", one.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@of_each_audience
def test_every_table_has_a_caption_and_heads_and_scrolls_in_a_region_of_its_own(audience: str) -> None:
    tables = read(audience).find("table")
    assert tables
    regions = [one.attributes for one in read(audience).all() if one.attributes.get("role") == "region"]
    names = [one["aria-label"] for one in regions]
    assert len(names) == len(set(names)) == len(tables)
    assert {one["tabindex"] for one in regions} == {"0"}
    for table in tables:
        assert table.one("caption").text()
        scopes = [one.attributes.get("scope") for one in table.find("th")]
        assert {"col", "row"} == set(scopes)
        assert all(row.find("th") for row in table.find("tr"))


@of_each_audience
def test_the_policy_lets_the_one_style_and_the_one_script_run_and_nothing_else(audience: str) -> None:
    root = read(audience)
    (policy,) = [one.attributes["content"] for one in root.find("meta") if "http-equiv" in one.attributes]
    (style,), (script,) = root.find("style"), [one for one in root.find("script") if not one.attributes]

    def digest(node: Node) -> str:
        text = "".join(one for one in node.inner if isinstance(one, str))
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {digest(style)}",
        f"script-src {digest(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    for one in root.all():
        assert not [name for name in one.attributes if name == "style" or name.startswith("on")]
        assert not {"src", "srcset", "action", "formaction"} & one.attributes.keys()
        assert one.attributes.get("href", "#").startswith(("#", "https://", "data:,"))


@of_each_audience
def test_a_page_says_above_and_below_how_it_is_handled(audience: str) -> None:
    marks = {
        "presidency": ["LIMITE", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT", "PRESIDENCY ONLY"],
        "delegations": ["LIMITE", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"],
        "public": ["ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"],
    }[audience]
    root = read(audience)
    assert [one.text() for one in root.one("aside", "marks").find("span")] == marks
    assert root.one("footer").find("p")[0].text() == " · ".join(marks)
    assert all(mark in root.one("title").text() for mark in marks)


def test_a_page_of_real_positions_is_not_called_illustrative() -> None:
    written = page(changed("delegations", illustrative=False))
    assert b"ILLUSTRATIVE" not in written
    assert b"is not real" not in written


HOSTILE = "</script><script>alert(\"1\")</script><!-- <b onclick='x'>&amp; {{ 7*7 }} \u2028"


@of_each_audience
def test_a_text_of_the_data_is_shown_as_it_is_and_can_become_nothing_else(audience: str) -> None:
    contract = changed(audience, title=HOSTILE)
    contract["partners"][0]["name"] = HOSTILE
    contract["sources"][0]["sources"][0] |= {"title": HOSTILE, "url": 'https://a.example/"><script>'}
    contract["outlines"][0]["name"] = HOSTILE
    root = tree(page(contract))
    assert root.one("h1").text() == HOSTILE
    assert data_of(root) == contract
    assert len(root.find("script")) == 2
    assert section(root, "outlines").find("h3")[0].text() == HOSTILE


@of_each_audience
def test_the_same_contract_gives_the_same_bytes_and_the_page_bears_it_whole(audience: str) -> None:
    contract = contract_of(audience)
    assert page(deepcopy(contract)) == page(contract)
    assert data_of(read(audience)) == contract


def test_an_exercise_in_which_nothing_was_said_yet_says_what_to_do() -> None:
    empty = changed("presidency", partners=[], outlines=[], drift=[], lists=[], open_points=[], sources=[])
    for name in ("tally", "robustness", "matrix"):
        empty[name]["countries"] = []
    told = " ".join(tree(page(empty)).one("main").text().split())
    for words in (
        "Positions are recorded with partner position enter.",
        "One is drafted with partner outline new COUNTRY.",
        "Nothing is open on this day.",
        "nothing can have moved",
        "No document holds a decided list yet.",
    ):
        assert words in told


def test_where_no_list_is_decided_the_page_says_so() -> None:
    told = section(tree(page(changed("presidency", decided=False))), "priorities").text()
    assert "No list is decided yet" in told
    assert "The list as decided" not in told


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
    row = section(tree(page(contract)), "drift").find("tr")[1]
    assert row.find("td")[-1].text() == (
        "joined: QN QR; left: QM; left, can now accept: QO; no longer reserved: QP"
    )
