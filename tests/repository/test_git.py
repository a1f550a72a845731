"""Nothing in a repository makes git run something, and what git cannot give is said in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from git_made import a_git, has_ended
from partnercli.repository import git as module
from partnercli.repository.git import GitProblem, prefix, run
from partnercli.repository.git_tree import GitTree
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Unreadable
from plain_paths import without_groups_of_processes

Git = Callable[..., str]


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


@pytest.mark.parametrize(
    ("lines", "patience", "sentence"),
    [
        ("exec yes no >&2", 0.3, "no answer"),
        ("sleep 30 & echo $! > started; sleep 30", 1, "no answer"),
        ("exec sleep 30 >&- 2>&-", 0.3, "no answer"),
        ("exec yes", 30, "says more than 1 MiB"),
    ],
)
def test_a_git_that_says_too_much_or_does_not_end_is_ended_with_all_that_it_started(
    lines: str, patience: float, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, lines, monkeypatch)
    monkeypatch.setattr(module, "_MOST_SAID", 1 << 20)
    with pytest.raises(GitProblem, match=sentence):
        run(tmp_path, "log", patience=patience)  # type: ignore[arg-type]  # parts of a second, for a test
    if (tmp_path / "started").exists():
        assert has_ended(int((tmp_path / "started").read_text()))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("exec yes no >&2", "no answer"),
        ("exec sleep 30 >&- 2>&-", "no answer"),
        ("exec yes", "says more than"),
    ],
)
def test_where_no_group_of_processes_can_be_ended_git_is_ended_all_the_same(
    lines: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_groups_of_processes(monkeypatch)
    a_git(tmp_path, f"echo $$ > started; {lines}", monkeypatch)
    monkeypatch.setattr(module, "_MOST_SAID", 1 << 20)
    with pytest.raises(GitProblem, match=sentence):
        run(tmp_path, "log", patience=0.5)  # type: ignore[arg-type]  # parts of a second, for a test
    assert has_ended(int((tmp_path / "started").read_text()))


def test_of_complaints_without_end_the_first_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, "echo first >&2; head -c 3000000 /dev/zero >&2; exit 7", monkeypatch)
    done = run(tmp_path, "log")
    assert (done.returncode, done.stdout) == (7, b"")
    assert done.stderr.startswith(b"first\n")
    assert len(done.stderr) == 1 << 16


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody sets this for another process")
def test_git_may_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_git(tmp_path, "sleep 0.1; ulimit -d", monkeypatch)
    assert run(tmp_path, "log").stdout == b"1048576\n"


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
