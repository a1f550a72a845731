"""Past revisions are read like files on disk; what differs between two is found without reading what is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from git_made import asking, commit, commit_all, git, started
from partnercli.repository import git_tree
from partnercli.repository.git import GitProblem, prefix
from partnercli.repository.git_tree import RECORDS, GitTree, differing
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
    (countries / "corvo.yaml").chmod(0o755)
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
    assert tree.read("data/countries/corvo.yaml") == disk.read("data/countries/corvo.yaml")
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


def test_what_stands_in_the_place_of_a_folder_is_refused_as_on_disk(history: Git, fictional: Path) -> None:
    outlines, countries = (fictional / "data" / name for name in ("outlines", "countries"))
    outlines.rename(fictional / "elsewhere")
    outlines.symlink_to(fictional / "elsewhere")
    countries.rename(fictional / "countries")
    countries.write_text("a file")
    tree, disk = GitTree(fictional, history("odd")), WorkingTree(fictional)
    for one in (tree, disk):
        for folder in ("data/outlines", "data/countries"):
            with pytest.raises(Unreadable, match="not a folder") as refused:
                listed(one, folder)
            assert not isinstance(refused.value, Missing)
            with pytest.raises(Unreadable, match="not a folder"):
                one.read(f"{folder}/corvo.yaml")
        assert listed(one, "data/nowhere") == []


def test_a_repository_that_names_objects_by_sha_256_is_read_the_same(fictional: Path) -> None:
    commit_all(fictional, "--object-format=sha256")
    tree, disk = GitTree(fictional, "HEAD"), WorkingTree(fictional)
    assert len(tree.revision) == 64
    assert {path: tree.read(path) for path in listed(tree)} == {
        path: disk.read(path) for path in listed(disk)
    }
    assert differing(tree, disk) == frozenset()
    (fictional / "data/countries/corvo.yaml").write_text("name: Corvo\n")
    assert differing(tree, disk) == {"data/countries/corvo.yaml"}


def test_what_was_not_there_yet_is_an_empty_state(tmp_path: Path, fictional: Path) -> None:
    away = fictional.rename(tmp_path.parent / f"{tmp_path.name}-away")
    first = commit_all(tmp_path)
    away.rename(tmp_path / "exercise")
    commit(tmp_path)
    assert listed(GitTree(tmp_path / "exercise", first)) == []
    assert len(listed(GitTree(tmp_path / "exercise", "HEAD"))) > 20


def test_what_git_was_told_to_show_instead_is_not_shown(history: Git, fictional: Path) -> None:
    history("first")
    before = GitTree(fictional, "HEAD").read("partner.yaml")
    other = git(fictional, "hash-object", "-w", "--stdin", data=b"other")
    git(fictional, "replace", git(fictional, "rev-parse", "HEAD:partner.yaml"), other)
    assert GitTree(fictional, "HEAD").read("partner.yaml") == before


def test_settings_that_know_no_working_folder_hide_nothing(history: Git, fictional: Path) -> None:
    history("first")
    git(fictional, "config", "core.bare", "true")
    tree, disk = GitTree(fictional, "HEAD"), WorkingTree(fictional)
    assert listed(tree) == listed(disk)
    assert tree.read("partner.yaml") == disk.read("partner.yaml")


@pytest.mark.parametrize("place", ["HEAD^{tree}", "HEAD:data"])
def test_a_revision_without_its_folders_is_refused_whole(history: Git, fictional: Path, place: str) -> None:
    history("first")
    lost(fictional, place)
    with pytest.raises(GitProblem, match="cannot list the files"):
        GitTree(fictional, "HEAD")


def test_a_lost_folder_further_down_is_refused_and_the_others_are_read(history: Git, fictional: Path) -> None:
    history("first")
    lost(fictional, "HEAD:data/countries")
    found = load(GitTree(fictional, "HEAD"), Scope.everything())
    assert [(one.file, one.code) for one in found.findings] == [("data/countries", "PC101")]
    assert "git does not have its content here" in found.findings[0].message
    assert found.exercise.meetings


def test_few_folders_that_stand_for_endless_many_are_given_up(
    history: Git, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_tree, "_MOST_ENTRIES", 2_000)
    history("first")
    inner = ""
    for _ in range(6):  # 50 ** 6 empty folders
        lines = "".join(f"040000 tree {inner}\tf{number:02}\n" for number in range(50)) if inner else ""
        inner = git(fictional, "mktree", data=lines.encode())
    settings = git(fictional, "hash-object", "-w", "--stdin", data=b"x: 1")
    top = f"040000 tree {inner}\tdata\n100644 blob {settings}\tpartner.yaml\n"
    data = git(fictional, "mktree", data=top.encode())
    bomb = git(fictional, "commit-tree", data, "-m", "bomb")
    with pytest.raises(Unreadable, match="holds more than"):
        listed(GitTree(fictional, bomb))
    assert [
        one.message
        for one in load(GitTree(fictional, bomb), Scope.everything()).findings
        if one.file == "data"
    ]
    for base, other in ((bomb, "HEAD"), ("HEAD", bomb)):
        assert "data" in differing(GitTree(fictional, base), GitTree(fictional, other))


def test_trees_of_one_repository_share_one_process(
    history: Git, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("first")
    history("second")
    commands = started(monkeypatch)
    old, new = GitTree(fictional, "HEAD~1"), GitTree(fictional, "HEAD")
    assert listed(old) == listed(new)
    assert old.read("partner.yaml") == new.read("partner.yaml")
    assert commands == ["cat-file"]


def test_a_meeting_is_read_without_opening_the_folders_of_others(
    history: Git, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("first")
    asked = asking(monkeypatch)
    load(GitTree(fictional, "HEAD"), Scope.of_meeting("2031-01-20-ministers"))
    assert git(fictional, "rev-parse", "HEAD:data/positions/2031-01-20-ministers") in asked
    for path in ("positions/2031-03-04-working-group", "outlines", "documents", "instruments"):
        assert git(fictional, "rev-parse", f"HEAD:data/{path}") not in asked


def test_folders_that_two_states_have_alike_are_not_opened(
    history: Git, fictional: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history("first")
    (fictional / "data/outlines/corvo.yaml").unlink()
    history("second")
    asked = asking(monkeypatch)
    assert differing(GitTree(fictional, "HEAD~1"), GitTree(fictional, "HEAD")) == {"data/outlines/corvo.yaml"}
    assert len(asked) == 8, "of each side the commit, its root, data/ and data/outlines/"


PATHS = (
    "partner.yaml",
    "data/a.yaml",
    "data/a/b.yaml",
    "data/a/c",
    "data/d/e/f.yaml",
    "data/g.yaml/h.yaml",
    "x/y",
)
STATES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["", "one", "elsewhere", "link"]))


@example(old={"data/a.yaml": "elsewhere"}, new={"data/a.yaml": "link"})
@given(old=STATES, new=STATES)
@settings(max_examples=15)
def test_what_differs_is_what_a_comparison_of_all_files_finds(
    old: dict[str, str], new: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("states")
    git(folder, "init", "--quiet")
    trees = []
    for state in (old, new):
        for path in PATHS:
            (folder / path).unlink(missing_ok=True)
        for path, text in state.items():
            made(folder / path, text)
        trees.append(GitTree(folder, commit(folder)))
    base, head = trees
    paths = {path for tree in trees for place in RECORDS for path in all_under(tree, place)}
    states = {path: (said(base, path), said(head, path)) for path in paths}
    never_read = {path for path, both in states.items() if both == ("unreadable", "unreadable")}
    plain = {path for path, (before, after) in states.items() if before != after}
    assert differing(base, head) - never_read == plain
    assert differing(base, WorkingTree(folder)) - never_read == plain | (
        {"partner.yaml"} - old.keys() - new.keys()
    )


def made(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if text == "link":
        path.symlink_to("elsewhere")
    else:
        path.write_text(text)


def all_under(tree: GitTree, place: str) -> list[str]:
    return [place] if place.endswith(".yaml") else listed(tree, place)


def said(tree: GitTree, path: str) -> bytes | str:
    try:
        return tree.read(path)
    except Missing:
        return "missing"
    except Unreadable:
        return "unreadable"


def lost(root: Path, place: str) -> None:
    """Take away an object of git."""
    name = git(root, "rev-parse", place)
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
