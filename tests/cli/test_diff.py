"""`partner diff`: what changed in meaning between revisions kept by git, or between meetings."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from diffs import EARLIER, MEETING, contract
from partnercli.repository.walk import read_yaml

Partner = Callable[..., tuple[int, str, str]]
Screen = Callable[..., tuple[int, str]]
Golden = Callable[[str, str], None]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Git = Callable[..., None]
Files = Callable[[Path], dict[str, tuple[bytes, int]]]

POSITIONS = f"data/positions/{MEETING}"
NAMES = ("Marland", "Märland", "Norrey", "Ostia", "Pellerin", "Rovenia", "Sardis", "Tolland")
SARDIS = (
    f"delegation: QS\nmeeting: {MEETING}\nbasis: statement\nillustrative: true\n"
    "preferences: [{country: belmonte}, {country: dravina, stance: reservation}]\n"
    "sources: [{title: Invented position}]\n"
)


@pytest.fixture
def git(fictional: Path) -> Git:
    """Runs git in the invented repository, of which the first commit is made, with nobody's settings."""

    def call(*arguments: str, at: Path = fictional) -> None:
        person = ("-c", "user.name=Officer", "-c", "user.email=officer@example.org", "-c", "core.hooksPath=")
        settings = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        environment = {"PATH": os.environ["PATH"], **settings}
        subprocess.run(["git", *person, *arguments], cwd=at, env=environment, check=True, capture_output=True)

    call("init", "--quiet", "--initial-branch=main")
    call("add", ".")
    call("commit", "--quiet", "--message=first")
    return call


@pytest.fixture
def moved(git: Git, edit: Edit, write: Write) -> None:  # noqa: ARG001 - the commit comes first
    """Since the first commit: one joined, one left, one spoke, stances moved, and outlines changed."""
    edit(f"{POSITIONS}/qn.yaml", "{country: belmonte, stance: reservation,", "{country: belmonte,")
    edit(f"{POSITIONS}/qn.yaml", "  - {country: corvo, stance: can-accept}\n", "")
    edit(f"{POSITIONS}/qo.yaml", "  - country: altamar\n", "  - {country: altamar, stance: opposition}\n")
    write(f"{POSITIONS}/qs.yaml", SARDIS)
    edit("data/outlines/altamar.yaml", "to: 2032-Q1", "to: 2032-Q2")
    edit("data/outlines/altamar.yaml", "Invite Altamar to", "Ask Altamar for")
    edit("data/outlines/corvo.yaml", "status: submitted", "status: discussed")
    write(
        "data/outlines/belmonte.yaml",
        "country: belmonte\nstatus: draft\nsteps: [{id: a-step, instrument: grant, action: Give it.}]\n",
    )


def named(found: dict[str, Any]) -> list[str]:
    return [row["country"] for row in found["countries"]]


@pytest.mark.usefixtures("moved")
def test_the_screen_says_what_changed_and_who_moved(
    partner: Partner, fictional: Path, golden: Golden
) -> None:
    code, out, err = partner("diff", "main", at=fictional)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    golden("diff-fictional.txt", out)


@pytest.mark.usefixtures("moved")
def test_the_summary_for_a_forge(partner: Partner, fictional: Path, golden: Golden) -> None:
    code, out, err = partner("diff", "main", "--format", "md", at=fictional)
    assert (code, err) == (0, "")
    golden("diff-fictional.md", out)


@pytest.mark.usefixtures("moved")
def test_the_contract_has_its_keys_in_their_order_and_the_words_of_the_data(
    partner: Partner, fictional: Path
) -> None:
    found = contract(partner, fictional, "main")
    assert list(found) == [
        *("format", "marking", "illustrative", "base", "head", "threshold", "delegations", "priorities"),
        *("countries", "regions", "outlines", "reworded", "records", "records_reworded", "replies", "lists"),
    ]
    assert (found["format"], found["marking"], found["illustrative"]) == ("partner.diff/1", "LIMITE", True)
    assert found["base"] == {"revision": "main", "meeting": MEETING}
    assert found["head"] == {"revision": None, "meeting": MEETING}
    assert found["delegations"]["spoke"] == ["QS"]
    assert found["priorities"] == {"gained": ["belmonte"], "lost": [], "because": {"belmonte": ["support"]}}
    assert named(found) == ["altamar", "belmonte", "corvo", "dravina"]
    assert found["countries"][0]["moves"] == [{"delegation": "QO", "from": "support", "to": "opposition"}]
    assert found["outlines"] == [
        {"country": "altamar", "step": "start-harbour-project", "change": "changed", "fields": ["timeline"]},
        {"country": "belmonte", "step": None, "change": "added", "fields": []},
        {"country": "corvo", "step": None, "change": "changed", "fields": ["status"]},
    ]
    assert found["reworded"] == ["altamar"]


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("output", ["text", "md"])
def test_without_a_change_in_meaning_that_is_all_it_says(
    output: str, partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("diff", "main", "--check", "--format", output, at=fictional)
    assert (code, err) == (0, "")
    assert "No change in meaning." in out
    assert "delegations expected" not in out


@pytest.mark.usefixtures("git")
def test_comments_layout_words_and_the_order_of_entries_are_no_change(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    edit(f"{POSITIONS}/qm.yaml", "First line, then", "A first line, then")
    edit(f"{POSITIONS}/qp.yaml", "  - {country: corvo, priority: medium}\n  - country: belmonte\n", "")
    edit(
        f"{POSITIONS}/qp.yaml",
        "preferences:",
        "preferences: # turned\n  - country: belmonte\n  - {priority: medium, country: corvo}",
    )
    edit("data/outlines/altamar.yaml", "action: Ask for a mandate", "action: >-\n      Seek a mandate")
    path = fictional / "data/delegations.yaml"
    write("data/delegations.yaml", path.read_text("utf-8").replace("\n", "\r\n"))
    code, out, err = partner("diff", "main", "--check", at=fictional)
    assert (code, err) == (0, "")
    assert "No change in meaning." in out
    reworded = "the outline of Altamar and the position of QM (Working Group, 4 March 2031)"
    assert f"Reworded in places, which is not compared: {reworded}." in " ".join(out.split())


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("output", ["text", "json", "md"])
def test_check_ends_with_1_where_anything_differs(output: str, partner: Partner, fictional: Path) -> None:
    code, out, err = partner("diff", "main", "--check", "--format", output, at=fictional)
    assert (code, err) == (1, "")
    assert out == partner("diff", "main", "--format", output, at=fictional)[1]


@pytest.mark.usefixtures("git")
def test_an_outline_alone_is_a_difference(partner: Partner, fictional: Path) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    code, out, _ = partner("diff", "main", "--check", at=fictional)
    assert code == 1
    assert "  Corvo: outline removed" in out


@pytest.mark.usefixtures("git")
def test_a_country_that_is_gone_keeps_its_name(partner: Partner, fictional: Path) -> None:
    for folder in ("outlines", "countries"):
        (fictional / f"data/{folder}/altamar.yaml").unlink()
    assert "  Altamar: outline removed" in partner("diff", "main", at=fictional)[1]


@pytest.mark.usefixtures("git")
def test_another_rule_is_said_as_it_was_and_is(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("partner.yaml", "at_least: 0.5\n  of: all", "at_least: 4/5\n  of: responded")
    for output in ("text", "md"):
        out = " ".join(partner("diff", "main", "--format", output, at=fictional)[1].split())
        assert "The line: 80 % of those heard, 4 of 5; before: half of all expected, 3 of 6." in out
        assert "no longer over the line, because of the number of delegations counted and the rule" in out


@pytest.mark.usefixtures("moved")
def test_two_revisions_are_compared_without_the_files_on_disk(
    partner: Partner, fictional: Path, git: Git, write: Write
) -> None:
    git("add", ".")
    git("commit", "--quiet", "--message=second")
    write(f"{POSITIONS}/qs.yaml", "no: position\n")
    found = contract(partner, fictional, "main~1", "main")
    assert (found["base"]["revision"], found["head"]["revision"]) == ("main~1", "main")
    assert found["delegations"]["spoke"] == ["QS"]
    back = contract(partner, fictional, "main", "main~1")
    assert back["delegations"]["fell_silent"] == ["QS"]
    assert back["priorities"]["lost"] == ["belmonte"]


def test_each_revision_is_tallied_at_its_own_current_meeting(
    partner: Partner, fictional: Path, edit: Edit, git: Git
) -> None:
    edit("partner.yaml", f"current_meeting: {MEETING}", f"current_meeting: {EARLIER}")
    git("commit", "--quiet", "--all", "--message=second")
    found = contract(partner, fictional, "main~1", "main")
    assert (found["base"]["meeting"], found["head"]["meeting"]) == (MEETING, EARLIER)
    by_meetings = contract(partner, fictional, "--meetings", MEETING, EARLIER)
    for key in ("threshold", "delegations", "priorities", "countries", "regions"):
        assert by_meetings[key] == found[key]


def test_two_meetings_are_compared_without_git(partner: Partner, fictional: Path) -> None:
    found = contract(partner, fictional, "--meetings", EARLIER, MEETING)
    assert found["base"] == {"revision": None, "meeting": EARLIER}
    assert found["head"] == {"revision": None, "meeting": MEETING}
    assert found["delegations"]["spoke"] == ["QN", "QO", "QP"]
    out = partner("diff", "--meetings", EARLIER, MEETING, at=fictional)[1]
    assert "What changed from Ministers, 20 January 2031 to Working Group, 4 March 2031" in out


def test_a_repository_may_lie_below_gits_own_root(
    partner: Partner, fictional: Path, git: Git, edit: Edit
) -> None:
    (fictional / ".git").rename(fictional.parent / ".git")
    git("add", ".", at=fictional.parent)
    git("commit", "--quiet", "--message=moved", at=fictional.parent)
    edit("partner.yaml", "at_least: 0.5", "at_least: 2/3")  # Corvo has 3 of 6
    code, out, err = partner("--repo", fictional, "diff", "main", at=fictional.parent)
    assert (code, err) == (0, "")
    assert "    no longer over the line, because of the rule\n" in out


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("gone",), 'there is no revision "gone"', "name a commit, a branch or a tag"),
        (("main", "gone"), 'there is no revision "gone"', "name a commit"),
        (("--", "--output=x"), 'there is no revision "--output=x"', "name a commit"),
        ((MEETING,), f'there is no revision "{MEETING}"', "partner diff --meetings M1 M2"),
        (("--meetings", MEETING, "2031-01-20-minister"), "there is no meeting", f"did you mean {EARLIER}?"),
    ],
    ids=["base", "head", "option", "meeting-as-revision", "meeting"],
)
def test_what_is_not_there_is_said_with_3(
    arguments: tuple[str, ...], message: str, hint: str, partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("diff", *arguments, at=fictional)
    assert (code, out) == (3, "")
    assert f"error: {message}" in err
    assert hint in err


def test_without_git_a_revision_is_not_found(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("diff", "main", at=fictional)
    assert (code, out) == (3, "")
    assert "is not in a git repository" in err


def test_one_meeting_alone_is_not_enough(partner: Partner, fictional: Path) -> None:
    code, out, err = partner("diff", "--meetings", MEETING, at=fictional)
    assert (code, out) == (2, "")
    assert "error: option --meetings needs 2 values" in err


def test_each_example_of_the_help_stands_on_its_own_line(partner: Partner, fictional: Path) -> None:
    lines = partner("diff", "--help", at=fictional)[1].splitlines()
    assert sum(line.startswith("  Example: partner diff ") for line in lines) == 3


@pytest.mark.parametrize("arguments", [(), ("main", "--meetings", EARLIER, MEETING)], ids=["none", "both"])
def test_revisions_or_meetings_must_be_named(
    arguments: tuple[str, ...], partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("diff", *arguments, at=fictional)
    assert (code, out) == (2, "")
    assert "hint: " in err


def who(text: str) -> list[str]:
    """The delegations' codes, in any case, and names that a text holds."""
    return [*re.findall(r"\bq[m-t]\b", text, re.IGNORECASE), *(name for name in NAMES if name in text)]


@pytest.mark.usefixtures("moved")
def test_a_forge_never_learns_who(partner: Partner, fictional: Path) -> None:
    for arguments in (("main",), ("--meetings", EARLIER, MEETING), ("--meetings", MEETING, EARLIER)):
        assert who(partner("diff", *arguments, at=fictional)[1])
        assert who(partner("diff", *arguments, "--format", "md", at=fictional)[1]) == []


@pytest.mark.usefixtures("git")
def test_a_forge_is_told_that_views_moved_where_no_figure_shows_it(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"{POSITIONS}/qn.yaml", "  - {country: corvo, stance: can-accept}\n", "")
    out = partner("diff", "main", "--format", "md", at=fictional)[1]
    assert "On 1 country views moved without moving a figure." in out
    assert "| country |" not in out
    assert "also moved: QN (can-accept → nothing)" in partner("diff", "main", at=fictional)[1]


@pytest.mark.usefixtures("git")
def test_a_circle_of_delegations_that_changed_is_counted(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"data/meetings/{MEETING}.yaml", "format: in person", "delegations: [QM, QN, QO, QP]")
    screen = " ".join(partner("diff", "main", at=fictional)[1].split())
    assert "4 delegations expected, 6 before. No longer expected: QR QS. The line: half of all" in screen
    out = partner("diff", "main", "--format", "md", at=fictional)[1]
    assert "4 delegations expected, 6 before; 2 are no longer expected. The line" in out


ENDS = ("open", "close")
HOSTILE = "<img src=x> [a](http://x.y) | `b` @you ::error::c"


@pytest.mark.usefixtures("git")
def test_names_from_the_data_stay_text_on_a_forge(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", f'name: "{HOSTILE}"')
    edit("data/regions.yaml", "name: Northern Shore", f'name: "{HOSTILE}"')
    edit(f"data/meetings/{MEETING}.yaml", "forum: Working Group", f'forum: "{HOSTILE}"')
    edit(f"{POSITIONS}/qo.yaml", "  - country: altamar\n", "")
    edit("data/outlines/altamar.yaml", "status: draft", "status: submitted")
    out = partner("diff", "main", "--format", "md", at=fictional)[1]
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(out)
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special", *(f"{mark}_{end}" for mark in ("strong", "em") for end in ENDS)}
    assert not any(token.type.startswith("html") for token in tokens)
    rows = [row.count("<td>") for row in MarkdownIt("commonmark").enable("table").render(out).split("<tr>")]
    assert sorted(rows) == [0, 0, 0, 0, 2, 2, 2, 3, 7, 7]
    assert "@\u200b" in "".join(child.content for token in tokens for child in token.children or ())
    assert out.count("\\<img src=x\\>") == 9  # meeting twice, figures three times, outline, three records
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("columns", [1, 40, 60, 79, 200])
def test_any_width_gives_a_screen(columns: int, partner: Partner, fictional: Path) -> None:
    code, out, err = partner("diff", "main", at=fictional, terminal=True, NO_COLOR="1", COLUMNS=str(columns))
    assert (code, err) == (0, "")
    assert "joined: QN" in out
    assert "Belmonte: support 2 → 4, reserved 1 → 0" in " ".join(out.split()) or columns >= 78
    assert max(map(len, out.splitlines())) <= max(columns, 40)


@pytest.mark.usefixtures("moved")
def test_comparing_leaves_files_and_git_as_they_are(
    partner: Partner, fictional: Path, files_of: Files
) -> None:
    before = files_of(fictional)
    partner("diff", "main", at=fictional)
    assert files_of(fictional) == before


@pytest.mark.usefixtures("moved")
def test_what_was_read_is_said_when_asked_for(partner: Partner, fictional: Path) -> None:
    err = partner("--verbose", "diff", "main", at=fictional)[2]
    assert re.search(r"^\d+ files read at main$", err, re.MULTILINE)


@pytest.mark.usefixtures("git")
def test_what_is_the_same_on_both_sides_is_parsed_once(
    partner: Partner, fictional: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(data: bytes, path: str) -> Any:
        read.append(path)
        return read_yaml(data, path)

    edit("data/outlines/corvo.yaml", "status: submitted", "status: discussed")
    monkeypatch.setattr("partnercli.repository.one_file.read_yaml", reading)
    partner("diff", "main", at=fictional)
    assert [path for path in read if read.count(path) > 1] == ["data/outlines/corvo.yaml"] * 2
    assert f"{POSITIONS}/qm.yaml" in read


@pytest.mark.usefixtures("moved")
def test_a_screen_that_knows_only_ascii_has_plain_arrows(screen: Screen, fictional: Path) -> None:
    code, shown = screen("diff", "main", at=fictional)
    assert code == 0
    assert "2 -> 4" in shown
