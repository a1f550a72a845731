"""Each commit with the files that it changed, whatever its words, its names, or what was fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from git_made import a_git, commit_all, git
from partnercli.repository.git import GitProblem
from partnercli.repository.git_history import History, last_change

Git = Callable[..., str]


CORVO = "data/countries/corvo.yaml"


def put(fictional: Path, text: str, path: str = CORVO) -> None:
    (fictional / path).write_text(text)


def test_a_history_gives_each_commit_with_what_it_changed_the_earliest_first(
    history: Git, fictional: Path
) -> None:
    first = history("first\n\nand more words")
    put(fictional, "name: Two\n")
    second = history("second")
    (fictional / "partner.yaml").write_bytes((fictional / "partner.yaml").read_bytes() + b"# x\n")
    history("not asked for")
    (fictional / CORVO).unlink()
    third = history("third")
    found = History(fictional, [CORVO])
    assert [(one.commit, one.subject, one.author, one.cut) for one in found.revisions] == [
        (first, "first", "Desk", False),
        (second, "second", "Desk", False),
        (third, "third", "Desk", False),
    ]
    changed = [file for one in found.revisions for file in one.files]
    assert {file.path for file in changed} == {CORVO}
    assert changed[0].before is None
    assert changed[2].after is None
    assert changed[0].after == changed[1].before
    assert found.read(changed[1].after or "") == b"name: Two\n"
    assert found.revisions[0].when.tzinfo is not None


def test_a_history_below_gits_own_root_has_paths_from_the_repositorys(
    tmp_path: Path, fictional: Path
) -> None:
    fictional.rename(tmp_path / "exercise")
    commit_all(tmp_path)
    (revision,) = History(tmp_path / "exercise", ["data/countries"]).revisions
    assert CORVO in [file.path for file in revision.files]


def test_a_merge_shows_what_is_as_in_neither_parent(history: Git, fictional: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.invalid")
        subprocess.run(["git", *who, *arguments], cwd=fictional, capture_output=True, check=False)

    history("first")
    git("checkout", "-b", "side")
    put(fictional, "name: Side\n")
    side = history("side")
    git("checkout", "main")
    put(fictional, "name: Main\n")
    main = history("main")
    git("merge", "side")
    put(fictional, "name: Both\n")
    merged = history("merged")
    found = History(fictional, [CORVO])
    said = {
        one.commit: tuple(name and found.read(name).decode()[:10] for name in one.files[0][1:])
        for one in found.revisions[1:]
    }
    assert said[merged] == ("name: Main", "name: Both")
    assert {said[side][1], said[main][1]} == {"name: Side", "name: Main"}


def test_where_not_all_was_fetched_the_first_commit_says_so(
    history: Git, fictional: Path, tmp_path: Path
) -> None:
    history("first")
    put(fictional, "name: Two\n")
    second = history("second")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{fictional}", clone], check=True)
    (revision,) = History(clone, [CORVO]).revisions
    assert (revision.commit, revision.cut) == (second, True)
    assert [one.cut for one in History(fictional, [CORVO]).revisions] == [False, False]


def test_odd_words_names_and_settings_of_a_history_are_read_as_they_are(
    history: Git, fictional: Path, tmp_path: Path
) -> None:
    (fictional / "data/countries/två\nrader :x.yaml").write_text("name: x\n")
    history("first")
    (fictional / CORVO).rename(fictional / "data/countries/raven.yaml")
    history(":100644 \x1b[31mred ☃")
    order = tmp_path / "order"
    os.mkfifo(order)
    for name, value in {
        "diff.orderFile": str(order),
        "log.showRoot": "false",
        "log.diffMerges": "separate",
        "log.follow": "true",
        "diff.renames": "copies",
        "diff.relative": "true",
        "log.date": "relative",
        "format.pretty": "fuller",
        "core.quotePath": "true",
        "i18n.logOutputEncoding": "UTF-16",
    }.items():
        subprocess.run(["git", "config", name, value], cwd=fictional, check=True)
    first, second = History(fictional, ["data/countries"]).revisions
    assert second.subject == ":100644 \x1b[31mred ☃"
    assert "data/countries/två\nrader :x.yaml" in [file.path for file in first.files]
    assert [file.path for file in second.files] == [CORVO, "data/countries/raven.yaml"]
    assert [len(one.files) for one in History(fictional, ["data/countries/raven.yaml"]).revisions] == [1]


def test_a_signed_commit_has_no_program_check_it(history: Git, fictional: Path, tmp_path: Path) -> None:
    canary, attack = tmp_path / "canary", tmp_path / "attack"
    signature = "-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----"
    said = "cat >/dev/null\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2"  # hears git out first
    attack.write_text(f"#!/bin/sh\ntouch {canary}\n{said}\necho '{signature}'\n")
    attack.chmod(0o755)
    history("first")
    git = ["git", "-c", "user.name=D", "-c", "user.email=d@example.invalid", "-c", f"gpg.program={attack}"]
    put(fictional, "name: Two\n")
    subprocess.run([*git, "commit", "--quiet", "-S", "-am", "signed"], cwd=fictional, check=True)
    canary.unlink()
    for name, value in {"log.showSignature": "true", "gpg.program": str(attack)}.items():
        subprocess.run(["git", "config", name, value], cwd=fictional, check=True)
    assert len(History(fictional, [CORVO]).revisions) == 2
    assert last_change(fictional).author == "D"
    assert not canary.exists()
    subprocess.run(["git", "log", "-1"], cwd=fictional, check=True, capture_output=True)
    assert canary.exists()


@pytest.mark.parametrize("when", ["99999999999 +0000", "1 +9999"])
def test_a_date_that_no_calendar_has_is_no_reason_to_stop(when: str, history: Git, fictional: Path) -> None:
    history("first")
    head = (
        f"tree {git(fictional, 'rev-parse', 'HEAD^{tree}')}\n"
        + "".join(f"{who} D <d@example.invalid> {when}\n" for who in ("author", "committer"))
        + "\nodd\n"
    ).encode()
    odd = git(fictional, "hash-object", "-t", "commit", "--literally", "-w", "--stdin", data=head)
    git(fictional, "update-ref", "HEAD", odd)
    assert last_change(fictional).author == "D"
    assert [one.subject for one in History(fictional, ["data"]).revisions] == ["odd"]


@pytest.mark.parametrize("says", ["a%0b%0c%0d%0e%0:1 2%0", "a%0b%0c%0d%0e%0:%0"])
def test_a_history_that_is_none_is_said_to_be_none(
    says: str, history: Git, fictional: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("first")
    whole = shutil.which("git")
    printed = says.replace("%0", "\\0")
    a_git(tmp_path, f'case "$*" in *cat-file*) exec {whole} "$@";; esac; printf \'{printed}\'', monkeypatch)
    with pytest.raises(GitProblem, match="cannot read the history"):
        History(fictional, ["data"])


def test_a_history_without_commits_or_without_git_is_said_to_be_none(fictional: Path) -> None:
    with pytest.raises(GitProblem, match="not in a git repository"):
        History(fictional, ["data"])
    subprocess.run(["git", "init", "--quiet"], cwd=fictional, check=True)
    with pytest.raises(GitProblem, match="no revision"):
        History(fictional, ["data"])
