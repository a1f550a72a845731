"""The report in a browser: sorted, chosen from and saved by keyboard, read narrow, dark, printed and without a script.

Every check is also seen to find a planted fault.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.run import run
from read_back import BROWSER, NODE, laid_out, look, needs, needs_browser, needs_node, said

FICTIONAL = Path(__file__).parents[1] / "fictional"
PROJECT = Path(__file__).parents[2]
DOCUMENT = "data/documents/10001-31.yaml"
MARKS = {
    "presidency": ["LIMITE", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT", "PRESIDENCY ONLY"],
    "delegations": ["LIMITE", "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"],
    "public": ["ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"],
}
NAMES = {"presidency": "report-presidency", "delegations": "report", "public": "report-public"}
INSULA = "insula-d-ocre"

pytestmark = [pytest.mark.tools, needs_browser, needs_node]
of_each_audience = pytest.mark.parametrize("audience", MARKS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three pages of the invented exercise; they are only read."""
    at = Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("report") / "exercise"))
    file = at / DOCUMENT
    release = "release: {by: Presidency, on: 2031-03-22, reference: D}\nsources:"
    file.write_text(file.read_text("utf-8").replace("sources:", release), "utf-8")
    for audience in MARKS:
        assert run(["--repo", str(at), "report", "--audience", audience, "--on", "2031-10-05"]) == 0
    return at / "build"


@pytest.fixture(scope="module")
def pages(made: Path) -> dict[str, Path]:
    """Each circle's page."""
    return {audience: made / f"{name}.html" for audience, name in NAMES.items()}


@pytest.fixture(scope="module")
def used(pages: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """What people see who use each page by keyboard."""
    return {audience: use(page) for audience, page in pages.items()}


def use(page: Path) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(said("node", NODE / "report.mjs", page, CHROMIUM=BROWSER))
    return seen


def change(page: Path, to: Path, *pairs: tuple[str, str]) -> Path:
    """The page with something else in it, and a policy that lets its style and script run all the same."""
    text = page.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    for kind in ("style", "script"):
        (inner,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        text, put = re.subn(rf"{kind}-src 'sha256-[^']+'", f"{kind}-src 'sha256-{digest}'", text)
        assert put == 1
    to.write_text(text, "utf-8")
    return to


def data_of(page: Path) -> Any:
    found = re.search(r'id="data">(.*?)</script>', page.read_text("utf-8"))
    assert found
    return json.loads(found[1])


@of_each_audience
def test_a_page_is_accessible_asks_for_nothing_and_fits_a_narrow_screen_light_and_dark(
    audience: str, pages: dict[str, Path]
) -> None:
    seen = look(pages[audience])
    for scheme in ("light", "dark"):
        found = seen[scheme]
        assert found["violations"] == []
        assert found["passes"] > 35
        assert (found["opened"], found["requests"], found["console"]) == (1, [], [])
        assert found["scrollWidth"] <= 320
    assert seen["light"]["background"] != seen["dark"]["background"]


def test_the_browser_reports_what_is_hard_to_read_too_wide_or_not_allowed(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    wide = (
        '<main id="content" tabindex="-1"><pre>' + "wide" * 99 + '</pre><img src="https://a.example/b.png">'
    )
    bad = change(
        pages["presidency"],
        tmp_path / "bad.html",
        ("--quiet: #545b67", "--quiet: #b4bbc7"),
        ('<main id="content" tabindex="-1">', wide),
    )
    found = look(bad)["light"]
    assert {line.split(":")[0] for line in found["violations"]} >= {"color-contrast", "image-alt"}
    assert found["scrollWidth"] > 320
    assert any("a.example" in line and "Content Security Policy" in line for line in found["console"])


def test_a_script_that_is_not_the_tools_own_does_not_run(pages: dict[str, Path], tmp_path: Path) -> None:
    text = pages["delegations"].read_text("utf-8").replace('"use strict";', '"use strict"; //')
    bad = tmp_path / "bad.html"
    bad.write_text(text, "utf-8")
    found = look(bad)["light"]
    assert any("Content Security Policy" in line for line in found["console"])


@of_each_audience
def test_the_first_key_offers_to_skip_to_the_content_and_nothing_is_said_on_the_console(
    audience: str, used: dict[str, dict[str, Any]]
) -> None:
    seen = used[audience]
    assert seen["first"] == {"words": "Skip to the content", "visible": True}
    assert seen["skipped"] == "content"
    assert seen["console"] == []


def test_a_head_sorts_by_keyboard_both_ways_keeps_equals_in_order_and_says_so(
    pages: dict[str, Path], used: dict[str, dict[str, Any]]
) -> None:
    seen = used["presidency"]
    rows = data_of(pages["presidency"])["robustness"]["countries"]
    assert seen["before"] == [row["country"] for row in rows]
    highest = [row["country"] for row in sorted(rows, key=lambda row: -row["support"])]
    assert len({row["support"] for row in rows}) < len(rows)
    assert (seen["once"]["reached"], seen["once"]["order"], seen["once"]["sort"]) == (
        True,
        highest,
        "descending",
    )
    support = {row["country"]: row["support"] for row in rows}
    assert [support[one] for one in seen["twice"]["order"]] == sorted(support.values())
    assert seen["twice"]["sort"] == "ascending"
    assert seen["once"]["said"] == "How firm each country stands: sorted by Support, descending."
    regions = {row["region"] for row in rows}
    assert seen["thrice"] == {
        "reached": True,
        "order": seen["before"],
        "sort": None,
        "said": "How firm each country stands: in the first order again.",
    }
    assert (seen["groupsSorted"], seen["groups"]) == (0, len(regions))
    assert seen["byName"]["order"] == sorted(seen["before"])
    assert seen["focus"] != "none"


def test_the_matrix_sorts_by_what_one_delegation_says_the_strongest_word_first(
    pages: dict[str, Path], used: dict[str, dict[str, Any]]
) -> None:
    found = data_of(pages["presidency"])["matrix"]
    code, stances = (
        found["delegations"][0]["delegation"],
        ("support", "can-accept", "reservation", "opposition", None),
    )
    said_of = {row["country"]: row["stances"].get(code) for row in found["countries"]}
    order = [stances.index(said_of[one]) for one in used["presidency"]["byDelegation"]["order"]]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_countries_are_chosen_by_keyboard_and_every_table_says_how_many_it_shows(
    pages: dict[str, Path], used: dict[str, dict[str, Any]]
) -> None:
    seen, data = used["presidency"], data_of(pages["presidency"])
    rows = data["tally"]["countries"]
    assert seen["text"] == {"robustness": [INSULA], "said": f"1 of {len(rows)} countries shown."}
    assert seen["note"] == f"Chosen: 1 of {len(rows)} countries."
    assert seen["group"] == [row["region"] for row in rows if row["country"] == INSULA]
    assert (seen["unfolded"], seen["folded"]) == (True, True)
    assert len(seen["all"]) == len(rows)
    assert sorted(seen["priorities"]) == sorted(row["country"] for row in rows if row["priority"])
    first = next(one["region"] for one in data["regions"] if one["region"] in {row["region"] for row in rows})
    assert seen["region"] == [row["country"] for row in rows if row["region"] == first]
    code = data["matrix"]["delegations"][0]["delegation"]
    named = [row["country"] for row in data["matrix"]["countries"] if code in row["stances"]]
    assert (sorted(seen["delegation"]), seen["column"]) == (sorted(named), [code])
    assert 0 < len(named) < len(rows)


def test_a_wide_table_scrolls_by_keyboard_on_a_narrow_screen(used: dict[str, dict[str, Any]]) -> None:
    assert used["presidency"]["scrolled"] > 0
    assert "scrolls sideways" in used["presidency"]["hint"]


def test_on_a_usual_screen_every_table_of_the_shipped_exercise_is_seen_whole(tmp_path: Path) -> None:
    at = tmp_path / "exercise"
    shutil.copytree(PROJECT / "data", at / "data")
    shutil.copy(PROJECT / "partner.yaml", at)
    assert run(["--repo", str(at), "report", "--audience", "presidency", "--on", "2021-06-01"]) == 0
    page = at / "build/report-presidency.html"
    wider = json.loads(said("node", NODE / "widths.mjs", page, CHROMIUM=BROWSER))
    assert (wider["1440"], wider["1200"], wider["1170"]) == ([], [], [])
    assert "Who said what of which country" in wider["640"]


@of_each_audience
def test_the_saved_file_is_the_embedded_data_under_the_name_of_the_page(
    audience: str, pages: dict[str, Path], used: dict[str, dict[str, Any]]
) -> None:
    seen = used[audience]
    assert seen["saved"] == {"name": f"{NAMES[audience]}.json", "text": seen["embedded"]}
    assert json.loads(seen["saved"]["text"]) == data_of(pages[audience])


@of_each_audience
def test_the_marks_stay_at_the_top_of_the_screen(audience: str, used: dict[str, dict[str, Any]]) -> None:
    marks = used[audience]["marks"]
    assert marks["top"] == 0
    assert [line.strip() for line in marks["text"].splitlines() if line.strip()] == MARKS[audience]


@of_each_audience
def test_without_a_script_all_of_it_is_there_and_no_control_that_does_nothing(
    audience: str, used: dict[str, dict[str, Any]]
) -> None:
    seen = used[audience]
    assert (seen["plain"]["hidden"], seen["plain"]["buttons"], seen["plain"]["folded"]) == (True, 0, 0)
    assert seen["plain"]["text"] > 0.9 * seen["withScript"]


def test_forced_colours_and_a_wish_for_no_motion_are_followed(used: dict[str, dict[str, Any]]) -> None:
    forced = used["presidency"]["forced"]
    assert (forced["forced"], forced["behaviour"]) == (True, "auto")
    assert forced["bar"] != forced["track"]


def test_sorting_that_is_broken_is_found(pages: dict[str, Path], tmp_path: Path) -> None:
    page = pages["presidency"]
    bad = use(
        change(page, tmp_path / "bad.html", ("sign * compare(a.key, b.key)", "0 * compare(a.key, b.key)"))
    )
    rows = data_of(page)["robustness"]["countries"]
    assert bad["once"]["order"] != [row["country"] for row in sorted(rows, key=lambda row: -row["support"])]


def printed(page: Path, folder: Path) -> list[str]:
    """The text of each page as the browser prints it."""
    pdf = folder / f"{page.stem}.pdf"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    said(BROWSER, *options, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", page.as_uri())
    return laid_out(pdf)


def unmarked(paper: list[str], marks: list[str]) -> list[int]:
    """The printed pages, from 1, that do not begin with the marks, or have anything before them."""
    heads = [" ".join(text.split()) for text in paper]
    return [place for place, head in enumerate(heads, start=1) if not head.startswith(" ".join(marks))]


@needs("pdftotext")
@of_each_audience
def test_every_printed_page_begins_with_the_marks(
    audience: str, pages: dict[str, Path], tmp_path: Path
) -> None:
    paper = printed(pages[audience], tmp_path)
    assert len(paper) >= {"presidency": 4, "delegations": 2, "public": 1}[audience]
    assert unmarked(paper, MARKS[audience]) == []
    assert [text.split()[-1] for text in paper] == [str(place) for place in range(1, len(paper) + 1)]


@needs("pdftotext")
def test_what_is_folded_on_the_screen_is_printed(pages: dict[str, Path], tmp_path: Path) -> None:
    paper = " ".join(printed(pages["presidency"], tmp_path))
    assert "joined:" in paper
    assert "Where each record can be checked" in paper


@needs("pdftotext")
def test_printed_pages_without_their_marks_are_found(pages: dict[str, Path], tmp_path: Path) -> None:
    bad = change(
        pages["presidency"], tmp_path / "bad.html", ("position: fixed; left: 0", "position: static; left: 0")
    )
    assert unmarked(printed(bad, tmp_path), MARKS["presidency"])


@needs("pdftotext")
def test_the_heads_of_a_long_table_stand_on_each_of_its_printed_pages(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    rows = "".join(f"<tr><td>country</td><th scope=row>Land {n}</th><td>Ledger</td></tr>" for n in range(150))
    place = '<section id="sources" aria-labelledby="sources-heading">'
    text = pages["presidency"].read_text("utf-8")
    before, after = text.split(place)
    long = tmp_path / "long.html"
    long.write_text(before + place + after.replace("<tbody>", f"<tbody>{rows}", 1), "utf-8")
    paper = [text for text in printed(long, tmp_path) if "Land 1" in text or "Land 9" in text]
    assert len(paper) >= 3
    assert all(re.search(r"Record\s+About\s+Sources", text) for text in paper)
