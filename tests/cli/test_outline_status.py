"""`partner outline status`: the life of an outline, its endorsement, and what makes it suspect."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Edit = Callable[[str, str, str], None]
Status = Callable[..., tuple[int, str, str]]

CORVO = "data/outlines/corvo.yaml"


@pytest.fixture(autouse=True)
def _later(a_year_later: None) -> None:
    """All that is recorded here has happened."""


@pytest.fixture
def status(partner: Partner, fictional: Path) -> Status:
    """Records a status of the outline for Corvo, which is submitted."""
    return lambda *arguments: partner("outline", "status", "corvo", *arguments, at=fictional)


@pytest.fixture
def endorsed(status: Status) -> None:
    """The outline for Corvo, endorsed by the Group on 1 May 2031."""
    status("discussed", "--on", "2031-04-02", "--meeting", "2031-03-04-working-group")
    assert status("endorsed", "--on", "2031-05-01", "--by", "the Group", "--reference", "10009/31")[0] == 0


def shown(partner: Partner, fictional: Path) -> str:
    return partner("outline", "show", "corvo", "--on", "2031-06-01", at=fictional)[1]


def doubted(partner: Partner, fictional: Path) -> list[tuple[str, str]]:
    out = partner("outline", "show", "corvo", "--format", "json", at=fictional)[1]
    return [(one["file"], one["what"]) for one in json.loads(out)["suspect"]]


@pytest.mark.usefixtures("endorsed")
def test_each_status_is_kept_with_its_day_and_place(partner: Partner, fictional: Path) -> None:
    text = (fictional / CORVO).read_text("utf-8")
    assert "\nstatus: endorsed\n" in text
    assert "  - {status: discussed, on: 2031-04-02, meeting: 2031-03-04-working-group}\n" in text
    assert "  - {status: endorsed, on: 2031-05-01, by: the Group, reference: 10009/31}\n" in text
    assert "\nmeeting: 2031-03-04-working-group\n" in text
    assert shown(partner, fictional).splitlines()[2:5] == [
        "Endorsed by the Group on 1 May 2031 (10009/31); shown as of 1 June 2031.",
        "Before: discussed on 2 April 2031 (meeting of the Working Group).",
        "On hold until 2031-05: the Duchy votes.",
    ]
    assert partner("validate", at=fictional)[0] == 0


@pytest.mark.usefixtures("endorsed")
def test_an_endorsed_outline_keeps_what_it_rested_on(fictional: Path) -> None:
    text = (fictional / CORVO).read_text("utf-8")
    assert "    day: 2031-05-01\n    meeting: 2031-03-04-working-group\n" in text
    assert "      - file: data/countries/corvo.yaml\n" in text
    assert "        support: 3\n" in text
    for slug in ("round-table", "grant", "charter"):
        assert f"file: data/instruments/{slug}.yaml" in text
    assert "harbour-project" not in text


@pytest.mark.usefixtures("endorsed")
def test_it_is_suspect_once_a_fact_beneath_it_changed(partner: Partner, fictional: Path, edit: Edit) -> None:
    assert doubted(partner, fictional) == []
    edit(
        "data/countries/corvo.yaml",
        "status: negotiating\n    since: 2030-H2",
        "status: signed\n    since: 2031-06",
    )
    edit("data/instruments/charter.yaml", "lead: Shore Commission", "lead: Shore Council")
    assert doubted(partner, fictional) == [
        ("data/countries/corvo.yaml", "its facts changed; grant signed since 2031-06"),
        ("data/instruments/charter.yaml", "its entry in the catalogue changed"),
    ]
    assert "\nSUSPECT: what it rested on changed since it was endorsed\n" in shown(partner, fictional)
    assert "suspect: what it rested on changed" in partner("outline", "list", at=fictional)[1]
    found = partner("validate", at=fictional)[1]
    assert found.count(f"{CORVO}:4:3: warning PC414: suspect: ") == 2
    assert "partner outline show corvo" in found


@pytest.mark.usefixtures("endorsed")
def test_it_is_suspect_once_support_changed_and_nobody_is_named(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/positions/2031-03-04-working-group/qo.yaml", "country: corvo", "country: esker")
    ((file, what),) = doubted(partner, fictional)
    assert file == "data/countries/corvo.yaml"
    assert what == "support was 3 when it was endorsed, and is 2 now"


@pytest.mark.usefixtures("endorsed")
def test_layout_comments_and_aliases_do_not_make_it_suspect(partner: Partner, fictional: Path) -> None:
    path = fictional / "data/countries/corvo.yaml"
    text = path.read_text("utf-8").replace(
        "roles: [transit, host]", "# as told\nroles:\n  - transit\n  - host"
    )
    path.write_text(text.replace("aliases: [Raven Land]", "aliases: [Raven Land, Land of Ravens]"), "utf-8")
    assert doubted(partner, fictional) == []


@pytest.mark.usefixtures("endorsed")
def test_to_endorse_it_again_renews_what_it_rests_on(
    status: Status, partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("data/instruments/charter.yaml", "lead: Shore Commission", "lead: Shore Council")
    code, _, err = status("endorsed", "--on", "2031-06-01", "--by", "the Group")
    assert code == 1
    assert err.endswith('hint: to renew that on the facts of today, say why: --note "why"\n')
    assert status("endorsed", "--on", "2031-06-01", "--by", "the Group", "--note", "It still stands.")[0] == 0
    assert doubted(partner, fictional) == []


@pytest.mark.usefixtures("endorsed")
def test_a_draft_made_again_is_no_longer_endorsed(status: Status, fictional: Path) -> None:
    assert status("draft", "--on", "2031-06-01", "--note", "The vote changed it.")[0] == 0
    text = (fictional / CORVO).read_text("utf-8")
    assert "\nstatus: draft\n" in text
    assert "endorsed:" not in text
    assert "  - {status: draft, on: 2031-06-01, note: The vote changed it.}\n" in text


@pytest.mark.usefixtures("endorsed")
def test_a_superseded_outline_stays_readable(status: Status, partner: Partner, fictional: Path) -> None:
    assert status("superseded", "--on", "2031-07-01")[0] == 0
    assert "Superseded by a later one on 1 July 2031" in shown(partner, fictional)
    assert "Corvo" not in partner("outline", "progress", at=fictional)[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("submitted", "--on", "2031-04-01"), 1, "the outline is submitted already"),
        (("submitted", "--on", "2031-04-01"), 1, "partner outline show corvo"),
        (("draft", "--on", "2031-04-01"), 1, "say why it becomes a draft again"),
        (("endorsed", "--on", "2031-04-01", "--by", "x"), 1, "without having been discussed"),
        (("discussed", "--on", "2031-02-30"), 2, '"2031-02-30" is not in the calendar'),
        (("discussed", "--meeting", "2031-03-04-working-grup"), 3, "did you mean 2031-03-04-working-group?"),
        (("endorsd",), 2, "endorsd"),
    ],
)
def test_what_an_outline_cannot_become_is_refused_and_nothing_written(
    arguments: tuple[str, ...], code: int, said: str, status: Status, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    ended, out, err = status(*arguments)
    assert (ended, out) == (code, "")
    assert said in err
    assert files_of(fictional) == before


def test_all_that_speaks_against_a_status_is_said_at_once(status: Status) -> None:
    status("discussed", "--on", "2031-04-02")
    err = status("endorsed", "--on", "2031-04-01")[2]
    assert "nobody is named who endorsed the outline" in err
    assert "2031-04-01 is before 2031-04-02, when it was discussed" in err


@pytest.mark.usefixtures("endorsed")
def test_an_endorsed_outline_goes_back_by_a_draft_alone(status: Status) -> None:
    code, _, err = status("discussed", "--on", "2031-06-01", "--note", "again")
    assert code == 1
    assert "it goes back to discussed only by way of a new draft" in err


def test_the_day_is_the_meetings_where_none_is_given(status: Status, fictional: Path) -> None:
    assert status("discussed", "--meeting", "2031-03-04-working-group")[0] == 0
    assert "  - {status: discussed, on: 2031-03-04, meeting:" in (fictional / CORVO).read_text("utf-8")


def test_a_dry_run_shows_the_change_and_writes_nothing(
    status: Status, fictional: Path, files_of: FilesOf
) -> None:
    before = files_of(fictional)
    code, out, _ = status("discussed", "--on", "2031-04-02", "--dry-run")
    assert code == 0
    assert "-status: submitted\n+status: discussed\n" in out
    assert files_of(fictional) == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), "submitted to delegations"),
        ((("discussed", "--on", "2031-04-02"),), "discussed with delegations on 2 April 2031"),
    ],
)
def test_the_paper_says_what_it_is(
    changes: tuple[tuple[str, ...], ...], told: str, status: Status, partner: Partner, fictional: Path
) -> None:
    for change in changes:
        status(*change)
    partner("render", "outline", "corvo", at=fictional)
    text = " ".join((fictional / "build/outline-corvo.md").read_text("utf-8").split())
    assert f"This outline, {told}, sets out" in text
    assert "**INDICATIVE OUTLINE**" in text


@pytest.mark.parametrize("day", ["2032-04-02", "2033-01-01"])
def test_a_status_that_lies_ahead_is_refused(status: Status, fictional: Path, day: str) -> None:
    before = (fictional / CORVO).read_bytes()
    code, out, err = status("discussed", "--on", day)
    assert (code, out) == (1, "")
    assert err == f"error: a status of {day} lies in the future\nhint: check the day: today is 2032-04-01\n"
    assert (fictional / CORVO).read_bytes() == before
