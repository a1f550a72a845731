"""git's objects come out of one process, whatever they are, and one that stops or ends is given up soon."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from git_made import commit, commit_all, git, started
from partnercli.repository import git_store
from partnercli.repository.git_store import Silent, Store, store_of
from partnercli.repository.trees import Unreadable

Git = Callable[[str], str]


def test_whoever_holds_the_store_of_one_repository_holds_the_same(
    fictional: Path, history: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("first")
    commands = started(monkeypatch)
    one = store_of(fictional)
    assert store_of(fictional) is one
    assert store_of(fictional / "other") is not one
    one.read("HEAD")
    del one
    gc.collect()
    store_of(fictional).read("HEAD")
    assert commands == ["cat-file"] * 2, "the first ended with whoever held it"


def test_names_with_spaces_or_made_to_look_like_an_answer_name_nothing_else(
    fictional: Path, history: Git
) -> None:
    store = Store(fictional)
    first = history("first")
    for name in (f"{first} blob 3", "HEAD blob 3", "no such thing", f"{first}\tcommit 1", "x missing", ""):
        with pytest.raises(Unreadable):
            store.ask(name)
    assert store.commit("HEAD@{1 second ago}") == first
    assert store.ask("HEAD").name == first


def test_a_lost_object_hides_no_other(fictional: Path, history: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    history("first")
    commands = started(monkeypatch)
    store = Store(fictional)
    name = git(fictional, "rev-parse", "HEAD:partner.yaml")
    path = fictional / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(Unreadable):
        store.read(name)
    regions = "data/regions.yaml"
    assert store.read(f"HEAD:{regions}") == (fictional / regions).read_bytes()
    assert set(commands) == {"cat-file"}


def test_git_is_not_started_anew_for_ever(
    fictional: Path, history: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_store, "LARGEST", 10)
    monkeypatch.setattr(git_store, "_MOST_STARTS", 3)
    history("first")
    store = Store(fictional)
    for _ in range(3):
        assert len(store.read("HEAD:partner.yaml")) == 11
    with pytest.raises(Unreadable, match="no more answers"):
        store.read("HEAD:partner.yaml")


@pytest.mark.parametrize("begins", ["", "f" * 40, f"{'f' * 40} blob 9\\nhal"])
def test_an_answer_that_stops_is_given_up_and_nothing_more_is_asked(
    begins: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\nprintf '{begins}'\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(git_store, "PATIENCE", 0.05)
    store = Store(tmp_path)
    with pytest.raises(Silent, match="no answer"):
        store.read("HEAD")
    with pytest.raises(Unreadable, match="no more answers"):
        store.read("HEAD")


def test_a_folder_that_is_none_is_refused(fictional: Path, history: Git) -> None:
    history("first")
    broken = git(fictional, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", data=b"100644 x")
    store = Store(fictional)
    for name in (broken, "HEAD:partner.yaml"):
        with pytest.raises(Unreadable):
            store.folder(name)


def test_a_folder_of_more_bytes_than_a_file_may_have_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_store, "LARGEST", 100)
    for number in range(20):
        (tmp_path / f"{number}.yaml").write_text("x")
    commit_all(tmp_path)
    commit(tmp_path)
    assert len(Store(tmp_path).folder("HEAD^{tree}")) == 20
