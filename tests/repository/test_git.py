"""Past revisions are read like files on disk, and nothing in a repository makes git run something."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.repository.git import GitProblem, GitTree, History, last_change, prefix
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.text import LARGEST
from partnercli.repository.trees import Missing, Unreadable, WorkingTree

Git = Callable[..., str]


def listed(tree: GitTree | WorkingTree, folder: str = "data") -> list[str]:
    return sorted(tree.files(folder))


def test_a_committed_state_reads_like_the_files_on_disk(history: Git, fictional: Path) -> None:
    tree, disk = GitTree(fictional, history("first")), WorkingTree(fictional)
    assert listed(tree) == listed(disk)
    assert all(tree.read(path) == disk.read(path) for path in listed(disk))
    there, here = (load(one, Scope.everything()) for one in (tree, disk))
    assert there.exercise == here.exercise
    assert there.files == here.files


def test_the_state_is_the_revisions_not_the_disks(history: Git, fictional: Path) -> None:
    first = history("first")
    file = fictional / "data/countries/corvo.yaml"
    before = file.read_bytes()
    file.write_bytes(b"name: Changed\n")
    (fictional / "data/countries/zonda.yaml").write_bytes(b"name: Zonda\n")
    second = history("second")
    file.unlink()
    assert GitTree(fictional, first).read("data/countries/corvo.yaml") == before
    assert GitTree(fictional, second).read("data/countries/corvo.yaml") == b"name: Changed\n"
    assert "data/countries/zonda.yaml" not in listed(GitTree(fictional, first))
    assert GitTree(fictional, "HEAD").revision == second
    assert GitTree(fictional, "HEAD^").revision == first


def test_odd_entries_are_listed_and_refused_as_on_disk(history: Git, fictional: Path) -> None:
    countries = fictional / "data/countries"
    (countries / "link.yaml").symlink_to("/etc/passwd")
    (countries / "folder.yaml").mkdir()
    (countries / "folder.yaml/inner.yaml").write_text("name: x\n")
    (countries / ".hidden.yaml").write_text("name: x\n")
    (countries / ".x.yaml.3f9a.partner-tmp").write_text("name: x\n")
    deep = countries.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "deep.yaml").write_text("name: x\n")
    (countries / "två\nrader.yaml").write_text("name: x\n")
    tree, disk = GitTree(fictional, history("odd")), WorkingTree(fictional)
    assert listed(tree) == listed(disk)
    for path in ("data/countries/link.yaml", "data/countries/folder.yaml"):
        for one in (tree, disk):
            with pytest.raises(Unreadable):
                one.read(path)
    with pytest.raises(Missing):
        tree.read("data/countries/nowhere.yaml")
    with pytest.raises(Missing):
        tree.read("data/../partner.yaml")


def test_a_file_beyond_every_honest_size_is_cut_and_the_next_is_still_whole(
    history: Git, fictional: Path
) -> None:
    (fictional / "data/countries/large.yaml").write_bytes(b"#" * (3 * LARGEST))
    tree = GitTree(fictional, history("large"))
    assert len(tree.read("data/countries/large.yaml")) == LARGEST + 1
    corvo = "data/countries/corvo.yaml"
    assert tree.read(corvo) == WorkingTree(fictional).read(corvo)


def test_a_data_repository_below_gits_own_root_is_read_from_its_place(
    tmp_path: Path, fictional: Path
) -> None:
    fictional.rename(tmp_path / "exercise")
    commit_all(tmp_path)
    tree = GitTree(tmp_path / "exercise", "HEAD")
    assert "data/countries/corvo.yaml" in listed(tree)
    assert prefix(tmp_path / "exercise") == "exercise/"
    assert prefix(tmp_path) == ""


@pytest.mark.parametrize(
    "revision",
    ["nowhere", "", "--help", "-n1", "HEAD:partner.yaml", "HEAD\nHEAD", "a\0b", "^HEAD", "HEAD@{99}"],
)
def test_what_is_no_revision_is_said_to_be_none(history: Git, fictional: Path, revision: str) -> None:
    history("first")
    with pytest.raises(GitProblem, match="there is no revision"):
        GitTree(fictional, revision)


def test_without_a_git_repository_that_is_said(fictional: Path) -> None:
    with pytest.raises(GitProblem, match="not in a git repository"):
        GitTree(fictional, "HEAD")
    assert prefix(fictional) == ""


def test_without_git_that_is_said(
    history: Git, fictional: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    history("first")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitProblem, match="git is needed"):
        GitTree(fictional, "HEAD")


def test_nothing_in_a_repository_or_the_environment_makes_git_run_a_command(
    history: Git, fictional: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    attack = tmp_path / "attack"
    attack.write_text(f"#!/bin/sh\ntouch {canary}\n")
    attack.chmod(0o755)
    (fictional / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    revision = history("first")
    settings = (
        "core.fsmonitor core.pager core.editor core.sshCommand diff.external diff.evil.command diff.evil.textconv "
        "filter.evil.clean filter.evil.smudge filter.evil.process pager.cat-file pager.ls-tree alias.rev-parse "
        "alias.ls-tree alias.cat-file credential.helper gpg.program core.alternateRefsCommand"
    )
    for name in settings.split():
        value = f"!{attack}" if name.startswith("alias") else str(attack)
        subprocess.run(["git", "config", name, value], cwd=fictional, check=True)
    hooks = fictional / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        (hooks / hook).write_bytes(attack.read_bytes())
        (hooks / hook).chmod(0o755)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH", "GIT_EDITOR", "GIT_EXEC_PATH"):
        monkeypatch.setenv(name, str(attack))
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert not load(GitTree(fictional, revision), Scope.everything()).findings
    assert not canary.exists()


def test_a_missing_object_is_never_fetched(history: Git, fictional: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    history("first")
    name = subprocess.check_output(
        ["git", "rev-parse", "HEAD:data/countries/corvo.yaml"], cwd=fictional, text=True
    ).strip()
    (fictional / ".git/objects" / name[:2] / name[2:]).unlink()
    for setting, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {canary}",
        "protocol.ext.allow": "always",
    }.items():
        subprocess.run(["git", "config", setting, value], cwd=fictional, check=True)
    subprocess.run(["git", "cat-file", "-p", name], cwd=fictional, check=False, capture_output=True)
    assert canary.exists()  # plain git runs what the repository names
    canary.unlink()
    with pytest.raises(Unreadable):
        GitTree(fictional, "HEAD").read("data/countries/corvo.yaml")
    assert not canary.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_not_trusted(history: Git, fictional: Path) -> None:
    history("first")
    for path in (fictional, fictional / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(GitProblem, match="does not trust"):
        GitTree(fictional, "HEAD")


def commit_all(folder: Path) -> None:
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        subprocess.run(
            ["git", "-c", "user.name=T", "-c", "user.email=t@x", *arguments], cwd=folder, check=True
        )


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
    history(":100644 \x1b[31mred ☃")
    order = tmp_path / "order"
    os.mkfifo(order)
    for name, value in {
        "diff.orderFile": str(order),
        "log.showRoot": "false",
        "log.diffMerges": "separate",
        "diff.renames": "copies",
        "diff.relative": "true",
        "log.date": "relative",
        "format.pretty": "fuller",
        "core.quotePath": "true",
        "i18n.logOutputEncoding": "UTF-16",
    }.items():
        subprocess.run(["git", "config", name, value], cwd=fictional, check=True)
    (revision,) = History(fictional, ["data/countries"]).revisions
    assert revision.subject == ":100644 \x1b[31mred ☃"
    assert "data/countries/två\nrader :x.yaml" in [file.path for file in revision.files]


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


def test_a_history_without_commits_or_without_git_is_said_to_be_none(fictional: Path) -> None:
    with pytest.raises(GitProblem, match="not in a git repository"):
        History(fictional, ["data"])
    subprocess.run(["git", "init", "--quiet"], cwd=fictional, check=True)
    with pytest.raises(GitProblem, match="no revision"):
        History(fictional, ["data"])
