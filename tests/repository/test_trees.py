"""The one door to a repository's bytes: what is listed, what is read, and what is refused."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from partnercli.repository.text import LARGEST
from partnercli.repository.trees import (
    Missing,
    Overlay,
    ReadOnce,
    Selected,
    Tree,
    Unreadable,
    WorkingTree,
)

CORVO = "data/countries/corvo.yaml"


@pytest.fixture
def tree(fictional: Path) -> Iterator[WorkingTree]:
    tree = WorkingTree(fictional)
    yield tree
    tree.close()


def refusal(tree: Tree, path: str) -> str:
    with pytest.raises(Unreadable) as refused:
        tree.read(path)
    return str(refused.value)


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes one name impossible to open, as for a user without the right to (root always has it)."""

    def shut_name(name: str) -> None:
        opened = os.open

        def refusing(path: Any, flags: int, *args: Any, **how: Any) -> int:
            if path == name:
                raise PermissionError(errno.EACCES, "Permission denied")
            return opened(path, flags, *args, **how)

        monkeypatch.setattr(os, "open", refusing)

    return shut_name


def test_files_are_listed_by_path_in_order(tree: WorkingTree) -> None:
    listed = list(tree.files("data/positions"))
    assert listed == sorted(listed)
    assert listed[0] == "data/positions/2031-01-20-ministers/qm.yaml"
    assert {path.split("/")[0] for path in tree.files("")} == {"data", "partner.yaml"}


def test_a_folder_that_is_not_there_is_empty(tree: WorkingTree) -> None:
    assert list(tree.files("data/none")) == []
    assert list(tree.files("data/none/deeper")) == []
    assert list(tree.files("x" * 300)) == []


def test_an_empty_folder_is_empty(tree: WorkingTree, fictional: Path) -> None:
    (fictional / "data" / "empty").mkdir()
    assert list(tree.files("data/empty")) == []


def test_hidden_files_are_passed_over_unless_an_edit_left_them(
    tree: WorkingTree, write: Callable[..., Path]
) -> None:
    write("data/countries/.hidden.yaml", "")
    write("data/countries/.git/x.yaml", "")
    write("data/countries/.corvo.yaml.1f.partner-tmp", "")
    assert [path for path in tree.files("data/countries") if "/." in path] == [
        "data/countries/.corvo.yaml.1f.partner-tmp"
    ]


def test_a_file_is_read_byte_for_byte(tree: WorkingTree, write: Callable[..., Path]) -> None:
    data = bytes(range(256)) * 400
    write(CORVO, data)
    assert tree.read(CORVO) == data
    assert tree.read("partner.yaml").startswith(b"# A wholly invented exercise")


def test_of_a_file_too_large_just_enough_is_read_to_tell(
    tree: WorkingTree, write: Callable[..., Path]
) -> None:
    write(CORVO, b"x" * (LARGEST + 100))
    assert len(tree.read(CORVO)) == LARGEST + 1


@pytest.mark.parametrize("path", ["data/countries/none.yaml", "none/x.yaml", "data/countries/", "x" * 300])
def test_a_file_that_is_not_there_is_missing(tree: WorkingTree, path: str) -> None:
    with pytest.raises(Missing):
        tree.read(path)


@pytest.mark.parametrize(
    "path", ["../secret.yaml", "data/../../secret.yaml", "data/./regions.yaml", "//etc/hostname"]
)
def test_no_path_leads_out_of_the_repository(tree: WorkingTree, fictional: Path, path: str) -> None:
    (fictional.parent / "secret.yaml").write_text("name: Secret\n")
    with pytest.raises(Missing):
        tree.read(path)
    assert list(tree.files(path.rpartition("/")[0] or "..")) == []


def test_a_link_is_listed_and_never_followed(tree: WorkingTree, fictional: Path) -> None:
    (fictional / "data/countries/link.yaml").symlink_to("corvo.yaml")
    (fictional / "data/countries/out.yaml").symlink_to("/etc/hostname")
    (fictional / "data/countries/dead.yaml").symlink_to("nowhere")
    for name in ("link", "out", "dead"):
        path = f"data/countries/{name}.yaml"
        assert path in tree.files("data/countries")
        assert refusal(tree, path) == "it is a link; keep the file or folder itself here"


def test_a_link_to_a_folder_is_listed_and_never_entered(tree: WorkingTree, fictional: Path) -> None:
    elsewhere = fictional.parent / "elsewhere"
    (fictional / "data/countries").rename(elsewhere)
    (fictional / "data/countries").symlink_to(elsewhere)
    assert [path for path in tree.files("data") if "countries" in path] == ["data/countries"]
    with pytest.raises(Unreadable, match="not a folder, or a link to one"):
        list(tree.files("data/countries"))
    assert "not a folder, or a link to one" in refusal(tree, CORVO)


def test_the_root_itself_may_be_a_link(fictional: Path) -> None:
    root = fictional.parent / "root"
    root.symlink_to(fictional)
    tree = WorkingTree(root)
    assert tree.read("partner.yaml")
    assert CORVO in tree.files("data")
    tree.close()


def test_a_pipe_is_refused_without_waiting_for_it(tree: WorkingTree, fictional: Path) -> None:
    os.mkfifo(fictional / "data/countries/pipe.yaml")
    assert "data/countries/pipe.yaml" in tree.files("data/countries")
    assert refusal(tree, "data/countries/pipe.yaml") == "it is not an ordinary file"


def test_a_folder_named_like_a_file_is_listed_and_refused(
    tree: WorkingTree, write: Callable[..., Path]
) -> None:
    write("data/countries/folder.yaml/inner.yaml", "name: Inner\n")
    assert [path for path in tree.files("data/countries") if "folder" in path] == [
        "data/countries/folder.yaml"
    ]
    assert refusal(tree, "data/countries/folder.yaml") == "it is not an ordinary file"


def test_a_file_that_may_not_be_read_is_refused_with_the_reason(
    tree: WorkingTree, shut: Callable[[str], None]
) -> None:
    shut("corvo.yaml")
    assert refusal(tree, CORVO) == "permission denied"


def test_a_folder_that_may_not_be_opened_is_listed_and_hides_no_other(
    tree: WorkingTree, shut: Callable[[str], None]
) -> None:
    shut("countries")
    listed = list(tree.files("data"))
    assert "data/countries" in listed
    assert "data/regions.yaml" in listed
    with pytest.raises(Unreadable, match="permission denied"):
        list(tree.files("data/countries"))


def test_no_descriptor_stays_open_once_a_tree_is_closed(fictional: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    tree = WorkingTree(fictional)
    for path in tree.files(""):
        tree.read(path)
    with pytest.raises(Unreadable):
        tree.read("data/countries/none/deeper.yaml")
    tree.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_an_overlay_replaces_and_adds_files_without_writing_any(tree: WorkingTree, fictional: Path) -> None:
    new = "data/countries/zonda.yaml"
    overlay = Overlay(tree, {CORVO: b"changed", new: b"added"})
    assert (overlay.read(CORVO), overlay.read(new)) == (b"changed", b"added")
    assert overlay.read("partner.yaml") == tree.read("partner.yaml")
    assert list(overlay.files("data/countries")) == [*tree.files("data/countries"), new]
    assert set(overlay.files("")) == {*tree.files(""), new}
    assert new not in overlay.files("data/meetings")
    assert not (fictional / new).exists()


def test_a_selection_lists_what_is_there_of_it_and_reads_all(tree: WorkingTree, fictional: Path) -> None:
    (fictional / "data/link.yaml").symlink_to("nowhere")
    (fictional / "data/shut").symlink_to("nowhere")
    gone = ("data/countries/zonda.yaml", "data/shut/inner.yaml", "nowhere/x.yaml")
    selected = Selected(tree, {"data/regions.yaml", CORVO, "data/link.yaml", "data/shut", *gone})
    assert list(selected.files("data")) == [CORVO, "data/link.yaml", "data/regions.yaml", "data/shut"]
    assert list(selected.files("data/countries")) == [CORVO]
    assert list(selected.files("data/country")) == []
    assert selected.read("partner.yaml") == tree.read("partner.yaml")
    with pytest.raises(Unreadable):
        list(selected.files("data/shut"))
    whole = Selected(tree, ["data/countries"])
    assert list(whole.files("data/countries")) == list(tree.files("data/countries"))


@pytest.mark.parametrize(
    "folder", ["data", "data/positions", "data/positions/2031-01-20-ministers", "data/none"]
)
def test_who_looks_once_finds_in_a_folder_what_was_there_when_one_above_was_listed(
    tree: WorkingTree, fictional: Path, folder: str
) -> None:
    before, once = list(tree.files(folder)), ReadOnce(tree)
    assert list(once.files("data"))
    shutil.rmtree(fictional / "data/positions")
    (fictional / "data/none").mkdir()
    (fictional / "data/none/late.yaml").touch()
    assert list(once.files(folder)) == before


def test_who_looks_once_is_told_what_is_wrong_with_a_folder_that_could_not_be_listed(
    tree: WorkingTree, fictional: Path
) -> None:
    (fictional / "data/positions").rename(fictional / "elsewhere")
    (fictional / "data/positions").symlink_to(fictional / "elsewhere")
    once = ReadOnce(tree)
    assert "data/positions" in once.files("data")
    with pytest.raises(Unreadable, match="link"):
        list(once.files("data/positions"))
