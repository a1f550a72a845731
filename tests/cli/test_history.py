"""`partner history`: who moved when, over the meetings and commit by commit."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from git_made import asking, git, parsing

Partner = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Git = Callable[[str], str]

MEETING = "2031-03-04-working-group"
QN = f"data/positions/{MEETING}/qn.yaml"
QP = f"data/positions/{MEETING}/qp.yaml"
CORVO = "data/countries/corvo.yaml"


def revisions(partner: Partner, fictional: Path, name: str) -> list[dict[str, Any]]:
    done = partner("history", name, "--format", "json", at=fictional)
    assert done.code == 0
    found: list[dict[str, Any]] = json.loads(done.out)["revisions"]
    return found


def moves(revision: dict[str, Any]) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(one["delegation"], one["about"], one["from"], one["to"]) for one in revision["moves"]]


def test_a_countrys_history_shows_meetings_and_commits_with_who_moved(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    first = history("As noted")
    edit(QN, "country: corvo, stance: can-accept", "country: corvo, stance: opposition")
    edit(QP, "country: corvo", "country: dravina")
    second = history("After the corridor")
    done = partner("history", "Corvo", at=fictional)
    assert (done.code, done.err) == (0, "")
    day = re.search(r"\n(\d{4}-\d\d-\d\d) " + first[:8], done.out)
    assert day is not None
    assert done.out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "History of Corvo\n"
        "\n"
        "Over the meetings             support  can accept  reserved  opposed  not heard\n"
        "2031-01-20 Ministers                0           0         0        0          4\n"
        "2031-03-04 Working Group            2           0         0        1          1\n"
        "    first heard: QN (opposition)\n"
        "    first heard: QO (support with conditions)\n"
        "    moved: QM (nothing → support)\n"
        "\n"
        "Over the revisions\n"
        f"{day[1]} {first[:8]} Desk · As noted\n"
        "  Working Group, 4 March 2031\n"
        "    QM QO QP: nothing → support\n"
        "    QN: nothing → can-accept\n"
        "    QO: condition: nothing → [red]none[/red] ::error:: beyond the usual\n"
        "  country's record made\n"
        "  outline made (submitted)\n"
        f"{day[1]} {second[:8]} Desk · After the corridor\n"
        "  Working Group, 4 March 2031\n"
        "    QN: can-accept → opposition\n"
        "    QP: support → nothing\n"
        "In confidence, never to be shown by name: QP.\n"
        "A reading of positions, not a decision: the Presidency decides the list.\n"
    )


def test_a_delegations_history_shows_what_it_named_and_how_that_moved(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("As noted")
    edit(QN, "reply: scrutiny-reservation", "reply: agree")
    edit(QN, "basis: written", "basis: written\nconfirmed: 2031-03-10")
    edit(QN, "until parliament has been heard", "until June")
    history("Lifted")
    done = partner("history", "norrey", at=fictional)
    assert "2031-03-04 Working Group · confirmed 2031-03-10, written\n    support: Altamar\n" in done.out
    assert "    condition on Belmonte: until June\n    reply to way-forward: agree\n" in done.out
    assert done.out.partition("Lifted\n")[2].splitlines()[:-1] == [
        "  Working Group, 4 March 2031",
        "    Belmonte: condition: until parliament has been heard → until June",
        "    reply to way-forward: scrutiny-reservation → agree",
        "    reading confirmed on 2031-03-10",
    ]


def test_the_json_is_a_contract_with_the_marking(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    first = history("As noted")
    edit(QN, "country: dravina, stance: opposition", "country: dravina, stance: support")
    found = json.loads(partner("history", "dravina", "--format", "json", at=fictional).out)
    assert list(found) == [
        *(
            "format",
            "marking",
            "illustrative",
            "country",
            "bilateral",
            "name",
            "meetings",
            "revisions",
            "begins",
        )
    ]
    assert found["format"] == "partner.history/1"
    assert (found["marking"], found["illustrative"], found["country"]) == ("LIMITE", True, "dravina")
    assert found["meetings"][-1]["delegations"] == {
        "support": ["QN"],
        "can-accept": [],
        "reservation": [],
        "opposition": [],
    }
    committed, uncommitted = found["revisions"]
    assert committed["commit"] == first
    assert uncommitted == {
        "commit": None,
        "date": None,
        "author": None,
        "subject": None,
        "moves": [
            {
                "delegation": "QN",
                "meeting": MEETING,
                "about": "country",
                "subject": "dravina",
                "from": "opposition",
                "to": "support",
                "first": False,
            }
        ],
        "unread": [],
    }


def test_what_is_not_committed_yet_is_shown_as_such(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("As noted")
    (fictional / QN).unlink()
    edit("data/outlines/corvo.yaml", "status: submitted", "status: discussed")
    done = partner("history", "corvo", at=fictional)
    assert (
        "not committed yet\n  Working Group, 4 March 2031\n    QN: can-accept → nothing\n"
        "  outline: submitted → discussed\n"
    ) in done.out


def test_the_record_and_what_exists_with_the_country_are_followed(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("As noted")
    edit(CORVO, "status: negotiating", "status: signed")
    history("Signed")
    edit(CORVO, "name: Corvo", "name: Corvo\nnote: a word")
    history("A word")
    (fictional / CORVO).write_text(f"# only a comment\n{(fictional / CORVO).read_text()}")
    history("A comment")
    _, signed, word = revisions(partner, fictional, "corvo")
    assert moves(signed) == [(None, "cooperation", "negotiating", "signed")]
    assert moves(word) == [(None, "record", "as it was", "changed")]


def test_a_file_that_moved_is_no_move_and_one_that_came_and_went_is(
    partner: Partner, fictional: Path, history: Git
) -> None:
    history("As noted")
    wrong = fictional / f"data/positions/{MEETING}/norrey.yaml"
    (fictional / QN).rename(wrong)
    history("Renamed by mistake")
    wrong.rename(fictional / QN)
    history("Renamed back")
    said = (fictional / QN).read_bytes()
    (fictional / QN).unlink()
    gone = history("Gone")
    (fictional / QN).write_bytes(said)
    back = history("Back")
    found = revisions(partner, fictional, "dravina")
    assert [one["commit"] for one in found[1:]] == [gone, back]
    assert [moves(one) for one in found[1:]] == [
        [("QN", "country", "opposition", None)],
        [("QN", "country", None, "opposition")],
    ]


def test_a_merge_is_followed_with_what_it_settled(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.invalid")
        subprocess.run(["git", *who, *arguments], cwd=fictional, capture_output=True, check=False)

    history("As noted")
    git("checkout", "-b", "side")
    edit(QN, "dravina, stance: opposition", "dravina, stance: reservation")
    history("Side")
    git("checkout", "main")
    edit(QN, "dravina, stance: opposition", "dravina, stance: support")
    history("Main")
    said = (fictional / QN).read_text()
    git("merge", "side")
    (fictional / QN).write_text(said.replace("dravina, stance: support", "dravina, stance: can-accept"))
    history("Settled")
    shown = {one["subject"]: moves(one)[0][2:] for one in revisions(partner, fictional, "dravina")[1:]}
    assert shown == {
        "Side": ("opposition", "reservation"),
        "Main": ("opposition", "support"),
        "Settled": ("support", "can-accept"),
    }


def test_a_file_that_could_not_be_read_then_is_passed_over_and_named(
    partner: Partner, fictional: Path, history: Git, write: Write
) -> None:
    history("As noted")
    said = (fictional / QN).read_text()
    write(QN, said.replace("basis: written", "basis: [written # dravina"))
    broken = history("Broken")
    write(QN, said.replace("dravina, stance: opposition", "dravina, stance: support"))
    mended = history("Mended")
    _, passed, found = revisions(partner, fictional, "dravina")
    assert (passed["commit"], passed["moves"], passed["unread"]) == (broken, [], [QN])
    assert (found["commit"], moves(found)) == (mended, [("QN", "country", "opposition", "support")])
    assert not any(one["unread"] for one in revisions(partner, fictional, "esker")), "it names no Esker"
    done = partner("history", "dravina", at=fictional)
    assert f"    passed over, because it could not be read then: {QN[:30]}" in " ".join(
        done.out.split("\n      ")
    )


def test_where_not_all_was_fetched_that_is_said_and_nothing_looks_new(
    partner: Partner, fictional: Path, history: Git, edit: Edit, tmp_path: Path
) -> None:
    history("As noted")
    edit(QN, "dravina, stance: opposition", "dravina, stance: support")
    second = history("Second")
    edit(QN, "dravina, stance: support", "dravina, stance: can-accept")
    third = history("Third")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth", "2", f"file://{fictional}", clone], check=True)
    done = partner("history", "dravina", at=clone)
    assert f"What came before {second[:8]} (" in done.out
    assert "git fetch --unshallow" in done.out
    found = json.loads(partner("history", "dravina", "--format", "json", at=clone).out)
    assert found["begins"] == [second]
    assert [(one["commit"], moves(one)) for one in found["revisions"]] == [
        (third, [("QN", "country", "support", "can-accept")])
    ]


def test_outside_git_the_meetings_are_shown_with_a_note(partner: Partner, fictional: Path) -> None:
    done = partner("history", "corvo", at=fictional)
    assert done.code == 0
    assert "2031-03-04 Working Group            3           1" in done.out
    assert "Over the meetings only:" in done.out
    assert "is not in a git repository" in " ".join(done.out.split())
    found = json.loads(partner("history", "corvo", "--format", "json", at=fictional).out)
    assert found["revisions"] is None


def test_meetings_only_asks_git_for_nothing(
    partner: Partner, fictional: Path, history: Git, tmp_path: Path
) -> None:
    history("As noted")
    done = partner("history", "corvo", "--meetings-only", at=fictional, PATH=str(tmp_path))
    assert done.code == 0
    assert "As noted" not in done.out
    assert "Over the meetings only" not in done.out


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("Corbo", 'no country and no delegation "Corbo"', "did you mean corvo?"),
        ("Marlnd", 'no country and no delegation "Marlnd"', "did you mean Marland (QM)?"),
        ("Xyzzyx", 'no country and no delegation "Xyzzyx"', "see the countries: partner country list"),
    ],
)
def test_an_unknown_name_gets_the_nearest(
    partner: Partner, fictional: Path, name: str, said: str, hint: str
) -> None:
    done = partner("history", name, at=fictional)
    assert (done.code, done.out) == (3, "")
    assert said in done.err
    assert hint in done.err


def test_a_name_of_both_a_country_and_a_delegation_has_to_be_made_clear(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "aliases: [Raven Land]", "aliases: [Norrey]")
    done = partner("history", "Norrey", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert '"Norrey" is both a country and a delegation' in done.err
    assert "write corvo for the country, or QN for the delegation" in done.err
    assert "History of Corvo" in partner("history", "corvo", at=fictional).out
    assert "History of Norrey" in partner("history", "QN", at=fictional).out


def test_words_of_a_commit_never_reach_the_screen_as_commands(
    partner: Partner, fictional: Path, history: Git
) -> None:
    history("\x1b[31mred [bold]x[/bold] \u202e ::error::x")
    done = partner("history", "corvo", at=fictional, GITHUB_ACTIONS="true")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert not any(line.lstrip().startswith("::") for line in done.out.splitlines())
    assert "[bold]x[/bold]" in done.out


def test_a_repository_made_to_run_something_runs_nothing(
    process: Callable[..., subprocess.CompletedProcess[bytes]], fictional: Path, history: Git, tmp_path: Path
) -> None:
    canary, attack = tmp_path / "canary", tmp_path / "attack"
    attack.write_text(f"#!/bin/sh\ntouch {canary}\n")
    attack.chmod(0o755)
    (fictional / ".gitattributes").write_text("* diff=evil filter=evil\n")
    history("As noted")
    (fictional / QN).write_bytes((fictional / QN).read_bytes() + b"# x\n")
    names = "core.fsmonitor core.pager diff.external diff.evil.command diff.evil.textconv filter.evil.clean gpg.program"
    for name in names.split():
        subprocess.run(["git", "config", name, str(attack)], cwd=fictional, check=True)
    subprocess.run(["git", "config", "log.showSignature", "true"], cwd=fictional, check=True)
    done = process("history", "corvo", at=fictional, limited=True)
    assert done.returncode == 0
    assert b"As noted" in done.stdout
    assert not canary.exists()
    assert os.access(attack, os.X_OK)


def test_a_file_broken_from_its_beginning_is_new_when_it_is_mended(
    partner: Partner, fictional: Path, history: Git, write: Write
) -> None:
    said = (fictional / QN).read_text()
    write(QN, said.replace("basis: written", "basis: [written # dravina"))
    history("Broken")
    write(QN, said)
    mended = history("Mended")
    found = revisions(partner, fictional, "dravina")[-1]
    assert (found["commit"], moves(found)) == (mended, [("QN", "country", None, "opposition")])


def test_of_what_git_lost_nothing_is_claimed_unless_it_is_what_stands_on_disk(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("As noted")
    blob = subprocess.check_output(["git", "rev-parse", f"HEAD:{QN}"], cwd=fictional, text=True).strip()
    lost = fictional / ".git/objects" / blob[:2] / blob[2:]
    lost.chmod(0o644)
    lost.write_bytes(b"x")
    (known,) = revisions(partner, fictional, "QN")
    assert known["unread"] == []
    assert ("QN", "country", None, "opposition") in moves(known)
    edit(QN, "dravina, stance: opposition", "dravina, stance: support")
    (found,) = revisions(partner, fictional, "QN")
    assert (found["unread"], moves(found)) == ([QN], [])
    lost.unlink()
    (again,) = revisions(partner, fictional, "QN")
    assert (again["unread"], moves(again)) == ([QN], [])


def test_nothing_is_parsed_twice_and_git_is_not_asked_for_what_stands_on_disk(
    partner: Partner, fictional: Path, history: Git, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("As noted")
    before = git(fictional, "rev-parse", f"HEAD:{QN}")
    edit(QN, "dravina, stance: opposition", "dravina, stance: support")
    history("Moved")
    edit(QN, "dravina, stance: support", "dravina, stance: reservation")
    between = git(fictional, "rev-parse", f"HEAD:{QN}")
    parsed, asked = parsing(monkeypatch), asking(monkeypatch)
    done = partner("history", "dravina", at=fictional)
    assert done.out.count("opposition → support") == done.out.count("support → reservation") == 1
    assert {path: parsed.count(path) for path in parsed if parsed.count(path) > 1} == {QN: 3}
    listed = git(fictional, "ls-tree", "-r", "--format=%(objectname)", "HEAD").splitlines()
    assert [name for name in asked if name in {before, *listed}] == [before, between]


def test_a_country_whose_letters_are_written_by_their_numbers_is_named_all_the_same(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("first")
    edit(QN, "country: corvo, stance: can-accept", 'country: "c\\x6frvo", stance: opposition')
    history("otherwise")
    edit(QN, "stance: opposition}\n  - {country: b", "stance: reservation}\n  - {country: b")
    history("and again")
    edit(QN, "stance: reservation}\n  - {country: b", "stance: can-accept}\n  - {country: b")
    found = [moves(one) for one in revisions(partner, fictional, "corvo")[1:]]
    assert found == [
        [("QN", "country", "can-accept", "opposition")],
        [("QN", "country", "opposition", "reservation")],
        [("QN", "country", "reservation", "can-accept")],
    ]


def test_what_came_after_a_merge_that_settled_nothing_is_followed(
    partner: Partner, fictional: Path, history: Git, edit: Edit
) -> None:
    history("first")
    git(fictional, "checkout", "--quiet", "-b", "side")
    edit(QN, "country: corvo, stance: can-accept", "country: corvo, stance: opposition")
    history("side")
    git(fictional, "checkout", "--quiet", "main")
    edit(QP, "country: corvo", "country: dravina")
    history("main")
    git(fictional, "merge", "--quiet", "--message=merge", "side")
    edit(QN, "country: corvo, stance: opposition", "country: corvo, stance: reservation")
    history("after")
    edit(QP, "country: dravina", "country: corvo")
    history("last")
    found = {one["subject"]: moves(one) for one in revisions(partner, fictional, "corvo")[1:]}
    assert found == {
        "main": [("QP", "country", "support", None)],
        "side": [("QN", "country", "can-accept", "opposition")],
        "after": [("QN", "country", "opposition", "reservation")],
        "last": [("QP", "country", None, "support")],
    }


def test_what_was_said_before_and_after_a_state_that_says_nothing_is_compared(
    partner: Partner, fictional: Path, history: Git, write: Write
) -> None:
    whole = (fictional / QN).read_text()
    without = whole.replace("  - {country: corvo, stance: can-accept}\n", "")
    for text in (without, "[", whole, "[", "[ ", without, "[", whole):
        write(QN, text)
        history("more")
    found = [moves(one) for one in revisions(partner, fictional, "corvo")]
    came, went = ("QN", "country", None, "can-accept"), ("QN", "country", "can-accept", None)
    assert [one for said in found[1:] for one in said] == [came, went, came]


@pytest.mark.parametrize("columns", [40, 60, 79, 120])
@pytest.mark.parametrize("name", ["Altamar", "QM"])
def test_any_width_gives_a_history(columns: int, name: str, partner: Partner, fictional: Path) -> None:
    out = partner("history", name, at=fictional, terminal=True, NO_COLOR="1", COLUMNS=str(columns))[1]
    assert max(map(len, out.splitlines())) <= columns
    assert ("support 4, can accept 0" in out) is (name == "Altamar" and columns < 79)
