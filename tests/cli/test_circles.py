"""Which fields of the records come out where: a canary in every text, and each circle of readers finds its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from canaries import Planted

pytest.importorskip("typst")

Partner = Callable[..., Any]

AT = "2031-03-04-working-group"
FORMATS = ("md", "docx", "pdf", "html", "xml")
NAMES = {"country.name", "instrument.name"}
HEADER = {
    "document.from",
    "document.initials",
    "document.place",
    "document.previous_documents",
    "document.subject",
    "document.to",
    "document.unit",
}
OUTLINE = {
    *NAMES,
    "delegations.delegations.name",
    "outline.objectives",
    "outline.steps.action",
    "outline.steps.lead",
    "outline.steps.contributions.description",
}
PAPERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "note": (
        ("note",),
        {*NAMES, *HEADER, "config.phrases.phrase", "country.cooperation.title", "document.presented_to"}
        | {"meeting.outcome", "meeting.questions.text", "meeting.title"}
        | {"regions.regions.name", "regions.regions.wording"},
    ),
    "discussed outline": (
        ("outline", "altamar"),
        {*OUTLINE, "outline.steps.with", "outline.history.by", "outline.history.reference"},
    ),
    "endorsed outline": (
        ("outline", "corvo"),
        {*OUTLINE, "outline.endorsed.by", "outline.endorsed.reference"},
    ),
    "compilation": (
        ("compilation",),
        {"country.name", "meeting.questions.text", "meeting.title", "regions.regions.wording"}
        | {"position.preferences.conditions"},
    ),
    "progress": (
        ("progress", "--on", "2031-12-01"),
        {"country.name", "country.names.name", "outline.steps.action", "outline.steps.lead"},
    ),
}
"""Each paper, and the fields that delegations read in it: who endorsed an outline, where that is recorded; no more."""
PUBLIC = {
    "note": {"country.name", "document.subject"},
    "discussed outline": NAMES,
    "endorsed outline": NAMES,
    "progress": {"country.name", "country.names.name"},
}
"""The papers that have a public version, and the fields that anybody may read in it."""
SECRET = {
    "document.left_out.because",
    "document.partners.because",
    "meeting.conclusions.text",
    "outline.endorsed.by",
    "outline.history.by",
    "outline.history.note",
    "outline.history.reference",
    "outline.hold.reason",
    "outline.later.reason",
    "outline.steps.why",
    "outline.steps.contributions.note",
    "position.answers.comment",
    "position.preferences.note",
    "position.remarks",
    "position.sources.note",
}
"""Fields that have a canary here: without one, its absence would say nothing."""


def fields_by_format(partner: Partner, watched: Planted, folder: Path, *words: str) -> dict[str, set[str]]:
    """The fields whose texts stand in a paper, by format; nothing but paths may be printed beside it."""
    done = partner("render", *words, "--format", "all", "--output", folder, at=watched.at)
    assert done.code == 0, done.err
    assert not watched.found_in("", (done.out + done.err).encode())
    files = sorted(folder.iterdir())
    assert {file.suffix[1:] for file in files} == set(FORMATS)
    return {file.suffix[1:]: watched.found_in(file.name, file.read_bytes()) for file in files}


def test_every_field_that_only_the_presidency_may_read_has_a_canary(watched: Planted) -> None:
    assert set(watched.fields.values()) >= SECRET


@pytest.mark.parametrize("paper", PAPERS)
def test_delegations_read_these_fields_of_a_paper_and_no_other_in_every_format(
    paper: str, partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    words, fields = PAPERS[paper]
    assert fields_by_format(partner, watched, tmp_path / "out", *words) == dict.fromkeys(FORMATS, fields)


@pytest.mark.parametrize("paper", PUBLIC)
def test_the_public_reads_these_fields_of_a_paper_and_no_other_in_every_format(
    paper: str, partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    words = (*PAPERS[paper][0], "--public")
    assert fields_by_format(partner, watched, tmp_path / "out", *words) == dict.fromkeys(
        FORMATS, PUBLIC[paper]
    )


def test_how_often_a_partner_was_supported_when_its_outline_was_endorsed_is_in_no_paper(
    partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    written = []
    for support in (0, 7, 27):
        at = shutil.copytree(watched.at, tmp_path / str(support))
        outline = at / "data/outlines/corvo.yaml"
        told = outline.read_text("utf-8")
        assert "support: 7" in told
        outline.write_text(told.replace("support: 7", f"support: {support}"), "utf-8")
        for audience in ("delegations", "public"):
            done = partner(
                "render", "outline", "corvo", "--audience", audience, "--output", at / audience, at=at
            )
            assert done.code == 0
        written.append([(at / name / "outline-corvo.md").read_bytes() for name in ("delegations", "public")])
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize("paper", ["briefing", "handover"])
@pytest.mark.parametrize(
    "readers", [("--audience", "delegations"), ("--audience", "public"), ("--public",)], ids=" ".join
)
def test_a_paper_of_the_presidencys_own_is_written_for_nobody_else_and_its_refusal_tells_nothing(
    paper: str, readers: tuple[str, ...], partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    done = partner("render", paper, *readers, "--output", tmp_path / "out", at=watched.at)
    assert (done.code, done.out) == (1, "")
    assert not watched.found_in("", done.err.encode())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("paper", ["briefing", "handover"])
def test_even_about_a_document_that_is_public_it_bears_limite_and_presidency_only(
    paper: str, partner: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("partner.yaml", "marking: LIMITE", "marking: public")
    edit("data/documents/10001-31.yaml", "marking: LIMITE", "marking: public")
    edit(
        "data/documents/10001-31.yaml",
        "sources:",
        "release: {by: Presidency, on: 2031-03-22, reference: D}\nsources:",
    )
    done = partner("render", paper, "--on", "2031-03-25", "--output", fictional / "out", at=fictional)
    assert done.code == 0, done.err
    (file,) = (fictional / "out").iterdir()
    above, *_, below = file.read_text("utf-8").split("\n---\n")
    for part in (above, below):
        assert "PRESIDENCY ONLY" in part
        assert "LIMITE" in part
    assert "10001/31" not in above.split("Subject")[0]


@pytest.fixture
def with_faults(watched: Planted, tmp_path: Path) -> Planted:
    """The same repository with faults that each of the checks on what was recorded later finds, and a change."""
    at = Path(shutil.copytree(watched.at, tmp_path / "faults"))

    def put(path: str, old: str, new: str) -> None:
        text = (at / path).read_text("utf-8")
        assert old in text
        (at / path).write_text(text.replace(old, new, 1), "utf-8")

    (at / "data/outlines/altamar.yaml").unlink()
    put("data/outlines/corvo.yaml", "from: 2031-Q3", "from: 2031-Q1")
    put("data/outlines/corvo.yaml", "status: endorsed\n", "status: discussed\n")
    put("data/documents/10001-31.yaml", "  - altamar\n", "  - dravina\n")
    put(f"data/meetings/{AT}.yaml", "question: way-forward", "question: way-froward")
    put(f"data/positions/{AT}/qn.yaml", "stance: opposition", "stance: reservation")
    put(f"data/positions/{AT}/qm.yaml", "confirmed: 2031-03-06", "confirmed: 2031-03-01")
    return Planted(at, watched.fields)


def test_a_forge_learns_names_of_countries_and_counts_from_new_checks_and_a_diff_and_nothing_else(
    partner: Partner, with_faults: Planted
) -> None:
    told = {
        form: partner("validate", "--format", form, at=with_faults.at).out
        for form in ("github", "gitlab", "sarif", "junit")
    }
    partner("validate", "--report", "summary=summary.md", at=with_faults.at)
    told["summary"] = (with_faults.at / "summary.md").read_text("utf-8")
    told["sarif"] = json.dumps(
        json.loads(told["sarif"])["runs"][0]["results"]
    )  # rules bring examples of their own
    told["changes"] = partner("diff", "HEAD", "--format", "md", at=with_faults.at).out
    for form, text in told.items():
        found = with_faults.found_in("", text.encode())
        assert found <= {"country.name", "regions.regions.name", "meeting.forum", "outline.endorsed.by"}, form
        without_paths = re.sub(rf"data/positions/{AT}/q[a-z]\.yaml", "", text)
        assert not re.search(
            r"\bQ[M-S]\b|Marland|Norrey|Ostia|Pellerin|confidence|insist|object", without_paths
        ), form
    for code in ("PC311", "PC312", "PC411", "PC412", "PC413", "PC504"):
        assert code in told["github"], code


def test_what_an_endorsed_outline_rested_on_comes_to_a_forge_in_counts_alone(
    partner: Partner, watched: Planted
) -> None:
    said = partner("validate", "--format", "github", at=watched.at).out
    assert "PC414" in said
    assert "support was 7 when it was endorsed, and is 3 now" in said
    assert not watched.found_in("", said.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("calls:", "remarks: never before the vote\ncalls:"),
        ("conditions: only with the harbour school", "conditions: [never before the vote]"),
        ("{title: Invented position, reference: notes of the Chair}", "never before the vote"),
    ],
)
def test_a_delegations_own_words_in_the_wrong_place_are_quoted_on_the_desks_screen_alone(
    old: str, new: str, partner: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit(f"data/positions/{AT}/qm.yaml", old, new)
    for form in ("github", "gitlab", "sarif", "junit", "summary"):
        told = partner("validate", "--format", form, at=fictional)
        assert told.code == 1
        assert "PC112" in told.out
        assert "before the vote" not in told.out, form


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("stance: reservation", "stance: resrvation", "PC113"),
        ("reply: scrutiny-reservation", "reply: agre never", "PC113"),
        ("basis: written", "basis: bilaterally", "PC113"),
        ("calls: [", "calls: [Never Before, ", "PC113"),
        ("preferences:\n", "preferences:\n  - {they oppose resrvation: 1}\n", "PC110"),
        ("delegation:", "they oppose resrvation: 1\ndelegation:", "PC110"),
    ],
)
def test_what_a_delegation_said_is_quoted_on_the_desks_screen_alone_where_it_is_misspelt(
    old: str, new: str, code: str, partner: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    words = "resrvation|agre never|bilaterally|Never Before|never-before|they oppose"
    edit(f"data/positions/{AT}/qn.yaml", old, new)
    assert re.search(words, partner("validate", at=fictional).out)
    for form in ("github", "gitlab", "sarif", "junit", "summary"):
        told = partner("validate", "--format", form, at=fictional)
        assert told.code == 1
        assert code in told.out
        assert not re.search(words, told.out), form


def test_the_log_of_a_merge_request_is_written_for_a_forge() -> None:
    job = (Path(__file__).parents[2] / "ci/gitlab/validate.gitlab-ci.yml").read_text("utf-8")
    commands = re.findall(r"(?m)^ +(?:- )?partner (validate|diff) (.*)$", job)
    assert [word for word, _ in commands] == ["diff", "validate"]
    for _, options in commands:
        assert "--format md" in options or "--format summary" in options
