"""What the papers of `partner render` have in common: header, banners, and who said what for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Render = Callable[..., str]

BANNER = "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"
DOCUMENT = "data/documents/10001-31.yaml"
DAY = ("--on", "2031-03-15")
PAPERS = {
    "note": ("note",),
    "outline": ("outline", "altamar"),
    "compilation": ("compilation", *DAY),
    "progress": ("progress", *DAY),
}
READ = [
    (paper, audience)
    for paper in PAPERS
    for audience in ("presidency", "delegations", "public")
    if (paper, audience) != ("compilation", "public")
]
"""Each paper with each audience that may read it."""


@pytest.fixture
def render(partner: Partner, fictional: Path) -> Render:
    """The first file that a command writes, as text."""

    def rendered(*arguments: str) -> str:
        code, out, err = partner("render", *arguments, at=fictional)
        assert (code, err) == (0, "")
        return (fictional / out.splitlines()[0]).read_text("utf-8")

    return rendered


@pytest.fixture
def released(edit: Edit) -> None:
    """The fictional repository's document, released to the public."""
    edit(
        DOCUMENT,
        "annexes: [state-of-play]",
        "annexes: [state-of-play]\nrelease: {by: Presidency, on: 2031-06-01}",
    )


def without_illustrative(fictional: Path, *kept: str) -> None:
    """Make all positions real ones, but those kept."""
    for path in fictional.glob("data/positions/*/*.yaml"):
        if path.relative_to(fictional).as_posix() not in kept:
            path.write_text(path.read_text("utf-8").replace("illustrative: true\n", ""), "utf-8")


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper != "note"])
@pytest.mark.parametrize("audience", ["presidency", "delegations"])
def test_a_paper_without_a_document_bears_no_number_and_no_institution(
    paper: str, audience: str, render: Render
) -> None:
    kinds = {
        "outline": "PRESIDENCY WORKING DRAFT",
        "compilation": "COMPILATION",
        "progress": "PROGRESS REPORT",
    }
    kind = kinds[paper]
    text = render(*PAPERS[paper], "--audience", audience)
    held = ["**PRESIDENCY ONLY**"] if audience == "presidency" else []
    head, exchange, *_, foot = text.strip().split("\n---\n")
    day = "10 March 2031" if paper == "outline" else "15 March 2031"
    assert head.strip().split("\n\n") == [
        *(f"**{BANNER}**", *held, f"**Brussels, {day}**", "**LIMITE**", f"**{kind}**")
    ]
    assert re.findall(r"(?m)^([^\t\n]+):\t", exchange) == ([] if held else ["From", "To"]) + ["Subject"]
    assert foot.strip().split("\n\n") == ["**LIMITE**  \nEN", f"**{BANNER}**", *held]
    for absent in ("Council of the European Union", "10001/31", "SHORE.1", "pp/qr", "(OR."):
        assert absent not in text


@pytest.mark.parametrize(("paper", "audience"), READ)
@pytest.mark.usefixtures("released")
def test_the_banner_stands_above_and_below_until_the_last_position_is_real(
    paper: str, audience: str, render: Render, fictional: Path
) -> None:
    last = "data/positions/2031-01-20-ministers/qm.yaml"
    for kept in (("data/positions/2031-03-04-working-group/qp.yaml", last), (last,)):
        without_illustrative(fictional, *kept)
        text = render(*PAPERS[paper], "--audience", audience).strip()
        assert text.count(BANNER) == 2
        assert text.startswith(f"**{BANNER}**\n\n")
        assert f"**{BANNER}**" in text.rpartition("\n---\n")[2]
    without_illustrative(fictional)
    assert "ILLUSTRATIVE" not in render(*PAPERS[paper], "--audience", audience)


@pytest.mark.parametrize(("paper", "audience"), READ)
@pytest.mark.usefixtures("released")
def test_only_what_the_presidency_reads_is_for_the_presidency_only(
    paper: str, audience: str, render: Render
) -> None:
    text = render(*PAPERS[paper], "--audience", audience)
    assert text.count("**PRESIDENCY ONLY**") == (2 if audience == "presidency" else 0)
    assert text.count("**LIMITE**") == (0 if audience == "public" else 2)


@pytest.fixture
def presidency(render: Render) -> str:
    """The annexes of the NOTE with who said what."""
    return render("note", "--audience", "presidency").partition("## **ANNEX II**")[2]


def test_the_presidency_reads_who_supports_each_partner_and_how_far_it_is_from_the_line(
    presidency: str,
) -> None:
    found = re.findall(r"(?m)^\| ([^|]+) \| (\d+) \| (\S+) \| ([A-Z ]*) \| (.*) \|$", presidency)
    assert [tuple(cell.strip() for cell in row) for row in found] == [
        ("Altamar", "4", "\\+1", "QM QN QO QR", "reservation: QP"),
        ("Belmonte", "2", "−1", "QM QP", "reservation: QN"),
        ("Corvo", "3", "0", "QM QO QP", "can accept: QN"),
        ("Dravina", "0", "−3", "", "opposition: QN"),
        ("Ínsula d'Ocre", "1", "−2", "QO", ""),
        ("Esker\\*", "0", "−3", "", "can accept: QP"),
    ]
    assert "A partner is a priority from 3 of 6 delegations on." in presidency


def test_the_presidency_reads_who_is_silent_and_who_spoke_in_confidence(presidency: str) -> None:
    assert "\n\nNo position: QS.\n\n" in presidency
    assert "\n\nGiven in confidence, and not to be named to anybody else: QP.\n\n" in presidency


def test_silence_and_confidence_are_not_mentioned_where_there_is_none(
    render: Render, edit: Edit, fictional: Path
) -> None:
    spoken = "data/positions/2031-03-04-working-group"
    edit(f"{spoken}/qp.yaml", "basis: bilateral", "basis: written")
    silent = (fictional / spoken / "qo.yaml").read_text("utf-8").replace("delegation: QO", "delegation: QS")
    (fictional / spoken / "qs.yaml").write_text(silent, "utf-8")
    text = render("note", "--audience", "presidency")
    assert "No position:" not in text
    assert "in confidence" not in text


def test_the_presidency_reads_every_stance_as_a_sign_in_a_table(presidency: str) -> None:
    table = presidency.partition("### ***Who said what***")[2]
    assert "S support, a can accept, R reservation and X opposition" in table
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "---" not in line] == [
        ["Partner", "QM", "QN", "QO", "QP", "QR", "QS"],
        ["Altamar", "S", "S", "S", "R", "S", ""],
        ["Belmonte", "S", "R", "", "S", "", ""],
        ["Corvo", "S", "a", "S", "S", "", ""],
        ["Dravina", "", "X", "", "", "", ""],
        ["Ínsula d'Ocre", "", "", "S", "", "", ""],
        ["Esker\\*", "", "", "", "a", "", ""],
    ]


def test_remarks_and_conditions_are_not_even_told_to_the_presidency_here(render: Render) -> None:
    text = render("note", "--audience", "presidency")
    for absent in ("harbour school", "said in confidence", "parliament", "ferry", "Quoted", "[red]"):
        assert absent not in text


def test_without_any_position_the_presidency_reads_that(render: Render, fictional: Path) -> None:
    for path in fictional.glob("data/positions/*/*.yaml"):
        path.unlink()
    text = render("note", "--audience", "presidency")
    assert text.count("\n\nNo delegation has named a partner so far.\n\n") == 2
    assert "\n\nNo position: QM, QN, QO, QP, QR and QS.\n\n" in text


class Drawings(HTMLParser):
    """The drawings of a page: what names and what describes each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.ids: list[str] = []
        self._open = ""
        self._named: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "svg":
            self.found.append({})
            self._named = (facts.get("aria-labelledby") or "").split()
        wanted = tag in ("title", "desc") and facts.get("id") in self._named
        self._open = tag if wanted else ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1][self._open] = self.found[-1].get(self._open, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


def test_both_charts_are_drawings_with_a_title_and_a_description_in_html(render: Render) -> None:
    page = Drawings()
    page.feed(render("note", "--audience", "presidency", "--format", "html"))
    support, stances = page.found
    assert support["title"] == "Support by country"
    assert support["desc"].startswith("Bar chart of the support for 6 countries in 3 regions: ")
    assert stances["title"] == "Positions of delegations by country"
    assert stances["desc"].startswith("Grid of the positions of 6 delegations on 6 countries in 3 regions: ")
    assert len(page.ids) == len(set(page.ids))


def test_a_timeline_is_a_drawing_with_a_title_and_a_description_in_html(render: Render) -> None:
    page = Drawings()
    page.feed(render("outline", "altamar", "--format", "html"))
    (timeline,) = page.found
    assert timeline["title"] == "Timeline of measures"
    assert timeline["desc"].startswith("Timeline of 3 measures ")


@pytest.mark.parametrize("form", ["md", "html", "akn"])
def test_delegations_read_nothing_of_who_said_what(form: str, render: Render) -> None:
    text = render("note", "--format", form)
    assert not re.search(r"\bQ[MNOPQRST]\b", text)
    assert not re.search(
        r"\b(Marland|Norrey|Ostia|Pellerin|Rovenia|Sardis)\b", text.replace("Port Pellerin", "")
    )
    for absent in ("<svg", "ANNEX I", "Bar chart", "Grid of", "3 of 6", "No position", "in confidence"):
        assert absent not in text


def test_an_annex_for_the_presidency_is_left_out_for_delegations_with_a_word(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/documents/10001-31.yaml", "annexes: [state-of-play]", "annexes: [state-of-play, matrix]")
    code, _, err = partner("render", "note", at=fictional)
    said = "left out: matrix, for the Presidency's eyes only: write it with --audience presidency\n"
    assert (code, err) == (0, said)
    assert "Who said what" not in (fictional / "build/10001-31.md").read_text("utf-8")
    assert partner("render", "note", "--audience", "presidency", at=fictional)[2] == ""
