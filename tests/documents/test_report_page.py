"""The report's page: what stands on it is what its data say, it can be read by anybody, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

import pytest

from partnercli.documents.report.contract import to_contract
from partnercli.documents.report.delegations import delegations_report
from partnercli.documents.report.page import page
from partnercli.documents.report.presidency import presidency_report
from partnercli.documents.report.rows import Report
from partnercli.records.country import CountryName
from read_back import Node
from report_pages import (
    AT,
    AUDIENCES,
    DAY,
    DOCUMENT,
    changed,
    contract_of,
    data_of,
    exercise,
    read,
    section,
    tree,
)

of_each_audience = pytest.mark.parametrize("audience", AUDIENCES)


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
        assert {"col", "row"} <= set(scopes) <= {"col", "row", "rowgroup"}
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


def test_the_list_is_compared_with_what_reaches_the_line() -> None:
    contract = changed("presidency")
    over, below = contract["tally"]["priorities"], contract["tally"]["countries"][-1]
    assert below["country"] not in over
    contract["partners"] = [below]
    told = {
        one.one("dt").text(): one.one("dd").text()
        for one in section(tree(page(contract)), "priorities").one("dl").find("div")
    }
    assert told["On the list, below the line"] == below["name"]
    assert "Reach the line, not on the list" in told
    contract["partners"] = [one for one in contract["tally"]["countries"] if one["country"] in over]
    assert (
        "the same countries as those that reach the line"
        in section(tree(page(contract)), "priorities").text()
    )


def test_a_line_of_two_thirds_is_called_so_though_its_share_was_rounded() -> None:
    contract = changed("presidency", at_least="2/3")
    contract["tally"]["threshold"]["at_least"] = 0.6667
    assert "The line is two thirds of" in section(tree(page(contract)), "priorities").text()


@of_each_audience
def test_every_section_says_in_a_sentence_what_one_sees_there(audience: str) -> None:
    for found in read(audience).find("section"):
        assert re.fullmatch(r"[A-Z].{20,}\.", found.find("p", "says")[0].text())


def test_nothing_is_folded_where_no_script_can_unfold_it_for_print() -> None:
    folds = read("presidency").find("details")
    assert len(folds) == 1 + len(contract_of("presidency")["drift"])
    assert all("open" in one.attributes for one in folds)


def test_where_no_list_is_decided_the_page_says_so() -> None:
    told = section(tree(page(changed("presidency", decided=False))), "priorities").text()
    assert "No list is decided yet" in told
    assert "The list as decided" not in told


def test_where_nobody_is_counted_there_is_no_line_to_tell_of() -> None:
    contract = changed("presidency")
    contract["tally"]["threshold"] |= {"of": "responded", "base": 0, "needed": 1}
    told = section(tree(page(contract)), "priorities").text()
    assert "no delegation yet of which the line could be a share" in told
    assert "1 of 0" not in told


def test_where_no_country_crossed_the_line_between_two_meetings_the_page_says_so() -> None:
    contract = changed("presidency")
    contract["drift"][0]["priorities"] |= {"gained": [], "lost": []}
    assert "no country crossed it" in section(tree(page(contract)), "drift").text()


@pytest.mark.parametrize("write", [presidency_report, delegations_report])
def test_the_list_has_the_names_of_its_documents_day_and_the_tally_those_of_its_meetings(
    write: Callable[..., Report],
) -> None:
    found, config = exercise()
    document, meeting = found.documents[DOCUMENT], found.meetings[AT]
    first = document.partners[0].country if document.partners else ""
    names = tuple(
        CountryName.model_validate({"from": day, "name": name})
        for day, name in (
            (meeting.date, "At the meeting"),
            (document.date, "In the document"),
            (DAY, "Today"),
        )
    )
    assert meeting.date < document.date < DAY
    country = found.countries[first].model_copy(update={"names": names})
    later = replace(found, countries={**found.countries, first: country})
    told = to_contract(write(later, config, AT, DAY))
    assert told["partners"][0]["name"] == told["lists"][0]["partners"][0] == "In the document"
    if "tally" in told:
        assert "At the meeting" in [row["name"] for row in told["tally"]["countries"]]
    undecided = replace(later, documents={})
    listed = [one["name"] for one in to_contract(write(undecided, config, AT, DAY))["partners"]]
    assert "In the document" not in listed
