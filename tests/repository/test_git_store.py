"""git's objects come out of one process, whatever they are, and one that stops or ends is given up soon."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from git_made import a_git, commit, commit_all, git, has_ended, started
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
    a_git(tmp_path, f"printf '{begins}'\nexec sleep 30", monkeypatch)
    monkeypatch.setattr(git_store, "PATIENCE", 0.05)
    store = Store(tmp_path)
    with pytest.raises(Silent, match="no answer"):
        store.read("HEAD")
    with pytest.raises(Unreadable, match="no more answers"):
        store.read("HEAD")


@pytest.mark.parametrize(
    "says",
    [
        "cat /dev/zero",
        "head -c 99999 /dev/zero",
        "printf '%s commit %05000d\\n' $(printf '%040d' 0) 9",
        "echo x",
    ],
)
def test_an_answer_that_is_none_is_refused_soon(
    says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, says, monkeypatch)
    monkeypatch.setattr(git_store, "_MOST_STARTS", 1)
    with pytest.raises(Unreadable):
        Store(tmp_path).read("HEAD")


def test_an_answer_that_comes_in_drops_is_given_up_as_one_that_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, "while :; do printf x; sleep 0.01; done", monkeypatch)
    monkeypatch.setattr(git_store, "PATIENCE", 0.1)
    with pytest.raises(Silent):
        Store(tmp_path).read("HEAD")


def test_a_git_that_is_a_script_ends_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, "sleep 30 & echo $! > started; sleep 30", monkeypatch)
    monkeypatch.setattr(git_store, "PATIENCE", 1)
    with pytest.raises(Silent):
        Store(tmp_path).read("HEAD")
    gc.collect()
    assert has_ended(int((tmp_path / "started").read_text()))


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
