"""The cache's folder and its entries: what is kept comes back as it was or not at all, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import chdir
from hashlib import sha256
from pathlib import Path

import pytest

from partnercli.repository import cache
from partnercli.repository.cache import (
    LARGEST,
    Contents,
    Store,
    clear,
    contents,
)

NAME = "verdicts/0123"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache's folder, not made yet."""
    return tmp_path / "cache"


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Store:
    """The entries of a repository, none so far."""
    return Store(folder, tmp_path / "repository")


@pytest.fixture
def other_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the tool be another version of itself."""

    def become(number: int) -> None:
        monkeypatch.setattr(cache, "this_version", lambda: f"partner-{number:032x}")

    return become


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    """Sets what new files may not have; as it was afterwards."""
    before = os.umask(0)
    os.umask(before)
    yield os.umask
    os.umask(before)


def listing(at: Path) -> dict[str, bytes]:
    """All files under a folder."""
    return {path.relative_to(at).as_posix(): path.read_bytes() for path in at.rglob("*") if path.is_file()}


def test_what_is_kept_comes_back_to_a_later_run(store: Store, folder: Path, tmp_path: Path) -> None:
    assert store.get(NAME) is None
    for data in (b"", b"\n", b"two\nlines\n", bytes(range(256)) * 300):
        store.put(NAME, data)
        assert Store(folder, tmp_path / "repository").get(NAME) == data


def test_looking_for_an_entry_makes_nothing(store: Store, folder: Path) -> None:
    store.get(NAME)
    store.keep_newest("verdicts", 3)
    assert contents(folder) == clear(folder) == Contents(0, 0, 0)
    assert not folder.exists()


@pytest.mark.parametrize("mask", [0, 0o077, 0o027])
def test_only_its_owner_may_read_it_whatever_files_may_usually_be(
    mask: int, umask: Callable[[int], int], store: Store, folder: Path
) -> None:
    umask(mask)
    store.put(NAME, b"LIMITE")
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_byte_that_was_changed_lost_or_added_makes_an_entry_none(store: Store) -> None:
    store.put(NAME, b'{"a": 1}')
    file = store.folder / NAME
    whole = file.read_bytes()
    damaged = [whole[:at] + bytes([byte ^ 1]) + whole[at + 1 :] for at, byte in enumerate(whole)]
    damaged += [whole[:at] for at in range(len(whole))]
    damaged += [whole + b"\n", b"\n" + whole, whole * 2, whole.upper(), b"\n", b"\0" * 100]
    for data in damaged:
        file.write_bytes(data)
        assert store.get(NAME) is None, data
    file.write_bytes(whole)
    assert store.get(NAME) == b'{"a": 1}'


def test_an_entry_counts_only_where_it_was_kept(
    store: Store, folder: Path, tmp_path: Path, other_version: Callable[[int], None]
) -> None:
    store.put(NAME, b"mine")
    kept = store.folder / NAME
    another = Store(folder, tmp_path / "another")
    other_version(7)
    newer = Store(folder, tmp_path / "repository")
    for its, name in ((store, "verdicts/4567"), (store, "records/0123"), (another, NAME), (newer, NAME)):
        its.put(name, b"theirs")
        shutil.copy(kept, its.folder / name)
        assert its.get(name) is None
    assert store.get(NAME) == b"mine"


def _a_folder(at: Path) -> None:
    at.mkdir()


def _a_pipe(at: Path) -> None:
    os.mkfifo(at)


def _a_socket(at: Path) -> None:
    with chdir(at.parent), socket.socket(socket.AF_UNIX) as one:
        one.bind(at.name)


def _a_link_to_a_device(at: Path) -> None:
    at.symlink_to("/dev/zero")


def _a_link_to_an_entry(at: Path) -> None:
    at.symlink_to(at.with_name("kept"))


def _a_link_to_itself(at: Path) -> None:
    at.symlink_to(at)


def _larger_than_any(at: Path) -> None:
    with at.open("wb") as file:
        file.truncate(LARGEST + 1)


@pytest.mark.parametrize(
    "put",
    [
        _a_folder,
        _a_pipe,
        _a_socket,
        _a_link_to_a_device,
        _a_link_to_an_entry,
        _a_link_to_itself,
        _larger_than_any,
    ],
)
def test_what_is_no_ordinary_file_is_no_entry_and_holds_nobody_up(
    put: Callable[[Path], None], store: Store
) -> None:
    store.put(NAME, b"mine")
    (store.folder / NAME).rename(store.folder / "verdicts/kept")
    put(store.folder / NAME)
    opened = len(list(Path("/proc/self/fd").iterdir()))
    assert store.get(NAME) is None
    assert len(list(Path("/proc/self/fd").iterdir())) == opened
    store.put(NAME, b"new")
    assert store.get(NAME) in (b"new", None)
    assert listing(store.folder)["verdicts/kept"].endswith(b"mine")


def test_an_entry_that_is_too_large_is_not_even_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 65 + 9)
    store.put(NAME, b"not large")
    assert store.get(NAME) == b"not large"
    store.put(NAME, b"too large!")
    assert store.get(NAME) is None


def test_a_pipe_that_somebody_writes_to_is_no_entry(store: Store) -> None:
    store.put("verdicts/kept", b"")
    os.mkfifo(store.folder / NAME)
    writer = os.open(store.folder / NAME, os.O_RDWR | os.O_NONBLOCK)
    assert store.get(NAME) is None
    os.close(writer)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_where_nothing_can_be_kept_the_run_goes_on(depth: int, store: Store, folder: Path) -> None:
    taken = (folder, store.folder.parent, store.folder)[depth]
    taken.parent.mkdir(parents=True, exist_ok=True)
    taken.write_text("a file")
    store.put(NAME, b"data")
    assert store.get(NAME) is None


def test_a_full_disk_leaves_nothing_half_kept(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(NAME, b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        store.put(NAME, b"after")
    assert store.get(NAME) == b"before"
    assert contents(folder).files == 1


def test_of_a_kind_the_newest_entries_stay(store: Store) -> None:
    for age, name in enumerate(("first", "second", "third", "fourth")):
        store.put(f"verdicts/{name}", b"")
        os.utime(store.folder / "verdicts" / name, (age, age))
    store.keep_newest("verdicts", 2)
    assert sorted(listing(store.folder)) == ["verdicts/fourth", "verdicts/third"]
    store.keep_newest("verdicts", 0)
    assert listing(store.folder) == {}


def test_old_versions_go_when_a_new_one_begins(
    folder: Path, tmp_path: Path, other_version: Callable[[int], None]
) -> None:
    for number in range(6):
        other_version(number)
        store = Store(folder, tmp_path / "repository")
        store.put(NAME, b"")
        os.utime(store.folder.parent, (number, number))
    assert sorted(path.name[-1] for path in folder.iterdir()) == ["2", "3", "4", "5"]


def test_a_version_that_was_not_used_for_long_lets_go_of_none_of_its_own(
    folder: Path, tmp_path: Path, other_version: Callable[[int], None]
) -> None:
    first = Store(folder, tmp_path / "repository")
    first.put(NAME, b"")
    for number in range(4):
        other_version(number)
        Store(folder, tmp_path / "repository").put(NAME, b"")
    store = Store(folder, tmp_path / "repository")
    os.utime(store.folder.parent, (0, 0))
    Store(folder, tmp_path / "another").put(NAME, b"")
    assert store.get(NAME) == b""


def test_of_a_repository_that_is_known_no_entry_goes_for_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = [Store(folder, tmp_path / str(number)) for number in range(3)]
    for store in stores:
        store.put(NAME, b"")
    monkeypatch.setattr(cache, "_MOST_REPOSITORIES", 1)
    stores[0].put("verdicts/4567", b"")
    assert [store.get(NAME) for store in stores] == [b"", b"", b""]


def test_of_many_repositories_those_met_first_go(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST_REPOSITORIES", 3)
    stores = [Store(folder, tmp_path / str(number)) for number in range(5)]
    for number, store in enumerate(stores):
        store.put(NAME, b"")
        os.utime(store.folder, (number, number))
    assert [store.get(NAME) for store in stores] == [None, None, b"", b"", b""]
    assert contents(folder)[:2] == (3, 3)


def test_what_cannot_be_taken_away_keeps_nothing_from_being_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(cache, "_MOST_REPOSITORIES", 1)
    monkeypatch.setattr("partnercli.repository.write.discard", refuse)
    for number in range(3):
        store = Store(folder, tmp_path / str(number))
        store.put(NAME, b"")
        assert store.get(NAME) == b""


def test_in_a_folder_that_holds_other_things_nothing_else_is_ever_lost(
    tmp_path: Path, other_version: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, aside = tmp_path / "home", tmp_path / "aside"
    digest = sha256(b"another program's").hexdigest()
    others = ["letter.odt", f"{digest[:32]}/thumbnail", f"{digest}/x", f"partner-{digest[:32]}", "partner/y"]
    others += [f"partner-{digest}/z", f"partner-{digest[:32].upper()}/z", f".partner-{digest[:31]}/z"]
    for number, name in enumerate(others):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(name)
        os.utime(home / name, (number, number))
    aside.mkdir()
    (aside / "kept").write_text("elsewhere")
    (home / f"partner-{'0' * 31}a").symlink_to(aside)
    before = listing(home)
    monkeypatch.setattr(cache, "_MOST_REPOSITORIES", 1)
    for number in range(8):
        other_version(number + 100)
        for repository in ("one", "two"):
            Store(home, tmp_path / repository).put(NAME, b"")
    (Store(home, tmp_path / "two").folder / "link").symlink_to(aside)
    assert clear(home).files > 1
    assert listing(home) == before
    assert (home / f"partner-{'0' * 31}a").is_symlink()
    assert listing(aside) == {"kept": b"elsewhere"}


def test_what_another_run_keeps_at_that_moment_does_not_keep_it_from_being_taken_away(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("records/before", b"")
    unlink, late = os.unlink, ["records/late"]

    def unlink_while_another_runs(path: str, **where: int) -> None:
        unlink(path, **where)
        if late:
            store.put(late.pop(), b"")

    monkeypatch.setattr(os, "unlink", unlink_while_another_runs)
    assert clear(folder).files == 1
    assert (store.get("records/before"), store.get("records/late")) == (None, b"")


def test_contents_count_entries_of_all_versions(
    store: Store, folder: Path, tmp_path: Path, other_version: Callable[[int], None]
) -> None:
    store.put(NAME, b"12345")
    other_version(3)
    for repository in ("repository", "another"):
        Store(folder, tmp_path / repository).put(NAME, b"")
    assert contents(folder) == Contents(2, 3, 3 * 65 + 5)
    assert clear(folder) == Contents(2, 3, 3 * 65 + 5)
    assert list(folder.iterdir()) == []


def test_a_file_that_goes_while_they_are_counted_is_not_counted(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(NAME, b"")
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda at: ((one, two, [*three, "gone"]) for one, two, three in walk(at)))
    assert contents(folder).files == 1
