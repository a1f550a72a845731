"""Files are written whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from partnercli.repository import write
from partnercli.repository.trees import TEMPORARY
from partnercli.repository.write import (
    ANYTHING,
    NOTHING,
    Changed,
    InUse,
    Occupied,
    Unconfirmed,
    UnderWay,
    Was,
    WriteProblem,
    remove,
    write_atomic,
)
from partnercli.system import folders
from partnercli.system.reasons import reason
from plain_paths import without_held_folders

OLD, NEW = b"name: Corvo\n", b"name: Corvo\nregion: inner-plain\n"
Writer = Callable[[Path, bytes, bytes | Was], None]


def in_place(path: Path, data: bytes, _was: bytes | Was) -> None:
    """A naive writer: it empties the file and fills it again, whatever it held."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)


def untidy(path: Path, data: bytes, was: bytes | Was) -> None:
    """A half-careful writer: another file first, then renamed over the old one; nothing cleans up after it."""
    beside = path.with_name(f".{path.name}{TEMPORARY}")
    in_place(beside, data, was)
    descriptor = os.open(beside, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    beside.replace(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that holds OLD, alone in its folder."""
    path = tmp_path / "countries" / "corvo.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def standing(path: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def fails_at(number: int, error: int, call: Callable[..., Any]) -> Callable[..., Any]:
    """The same call, failing the `number`-th time, from 1."""
    left = iter(range(number - 1, -1, -1))

    def failing(*arguments: Any, **named: Any) -> Any:
        if next(left, None) == 0:
            raise OSError(error, os.strerror(error))
        return call(*arguments, **named)

    return failing


def kept(writer: Writer, path: Path) -> bool:
    """Whether a write that fails says so and leaves the folder as it was."""
    before = standing(path)
    try:
        writer(path, NEW, OLD)
    except (OSError, WriteProblem):
        return standing(path) == before
    return False


def test_a_new_file_holds_the_bytes_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "data" / "outlines" / "corvo.yaml"
    write_atomic(path, NEW, NOTHING)
    assert standing(path) == {"corvo.yaml": NEW}


def test_a_new_file_may_be_read_as_the_users_other_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_atomic(tmp_path / "corvo.yaml", NEW, NOTHING)
    assert (tmp_path / "corvo.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_new_file_never_overwrites(file: Path) -> None:
    with pytest.raises(Occupied, match="is there already"):
        write_atomic(file, NEW, NOTHING)
    assert standing(file) == {"corvo.yaml": OLD}


def test_a_link_that_leads_nowhere_is_in_the_way_of_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "corvo.yaml"
    path.symlink_to("elsewhere.yaml")
    with pytest.raises(Occupied):
        write_atomic(path, NEW, NOTHING)
    assert names(tmp_path) == ["corvo.yaml"]


def test_a_file_that_another_program_makes_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corvo.yaml"
    link = os.link

    def other_program_first(*arguments: Any, **named: Any) -> None:
        path.write_bytes(OLD)
        link(*arguments, **named)

    monkeypatch.setattr(os, "link", other_program_first)
    with pytest.raises(Occupied):
        write_atomic(path, NEW, NOTHING)
    assert standing(path) == {"corvo.yaml": OLD}


def test_a_file_that_is_as_it_was_read_is_replaced(file: Path) -> None:
    write_atomic(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": NEW}


@pytest.mark.parametrize("now", [b"name: Korvo\n", b"", None])
def test_a_file_changed_since_it_was_read_is_left_alone_unlike_by_a_naive_writer(
    file: Path, now: bytes | None
) -> None:
    def change() -> None:
        file.unlink(missing_ok=True)
        if now is not None:
            file.write_bytes(now)

    change()
    with pytest.raises(Changed, match="changed by somebody else"):
        write_atomic(file, NEW, OLD)
    assert standing(file) == ({} if now is None else {"corvo.yaml": now})
    for naive in (in_place, untidy):
        change()
        naive(file, NEW, OLD)
        assert standing(file) == {"corvo.yaml": NEW}


def test_a_file_that_the_tool_alone_makes_is_replaced_whatever_it_held(file: Path) -> None:
    write_atomic(file, NEW, ANYTHING)
    write_atomic(file.with_name("first.yaml"), NEW, ANYTHING)
    assert standing(file) == {"corvo.yaml": NEW, "first.yaml": NEW}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomic(file, NEW, OLD)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize("kind", ["link to a file", "link to nothing", "pipe", "folder"])
def test_what_is_no_ordinary_file_is_left_as_it_is(file: Path, kind: str) -> None:
    odd = file.with_name("odd.yaml")
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "folder":
        odd.mkdir()
    else:
        odd.symlink_to(file if kind == "link to a file" else file.with_name("nowhere.yaml"))
    before = odd.lstat()
    with pytest.raises(WriteProblem, match="is not an ordinary file, and is left as it is"):
        write_atomic(odd, NEW, ANYTHING)
    assert (odd.lstat().st_ino, odd.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert file.read_bytes() == OLD
    assert sorted(file.parent.iterdir()) == [file, odd]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("call", "naive"), [("write", in_place), ("write", untidy), ("fsync", untidy), ("replace", untidy)]
)
def test_a_call_that_fails_leaves_the_old_file_and_nothing_else_unlike_in_a_naive_writer(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, naive: Writer, error: int
) -> None:
    original = getattr(os, call)
    for writer, keeps in ((write_atomic, True), (naive, False)):
        monkeypatch.setattr(os, call, fails_at(1, error, original))
        assert kept(writer, file) is keeps


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("call", "number"),
    [
        *(("open", 1), ("open", 2), ("open", 3), ("write", 1), ("write", 2), ("fsync", 1), ("close", 1)),
        *(("fdopen", 1), ("link", 1)),
    ],
)
def test_a_call_that_fails_leaves_no_new_file_and_says_why(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, error: int
) -> None:
    wrote = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: wrote(descriptor, data[:20]))
    monkeypatch.setattr(os, call, fails_at(number, error, getattr(os, call)))
    path = file.with_name("altamar.yaml")
    with pytest.raises(WriteProblem, match=reason(OSError(error, ""))) as problem:
        write_atomic(path, NEW, NOTHING)
    assert standing(file) == {"corvo.yaml": OLD}
    assert str(path) in str(problem.value)


@pytest.mark.parametrize("was", [OLD, NOTHING])
def test_a_folder_that_the_disk_does_not_confirm_is_told_and_the_new_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: bytes | Was
) -> None:
    path = tmp_path / "corvo.yaml"
    if was is OLD:
        path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", fails_at(2, errno.EIO, os.fsync))
    with pytest.raises(Unconfirmed, match=r"is written, but .*the disk did not answer"):
        write_atomic(path, NEW, was)
    assert standing(path) == {"corvo.yaml": NEW}


def test_a_temporary_file_that_cannot_be_removed_does_not_hide_why_the_write_failed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", fails_at(1, errno.ENOSPC, os.replace))
    monkeypatch.setattr(os, "unlink", fails_at(1, errno.EIO, os.unlink))
    with pytest.raises(WriteProblem, match="no space left"):
        write_atomic(file, NEW, OLD)
    left = standing(file)
    assert left.pop("corvo.yaml") == OLD
    assert [name.endswith(TEMPORARY) for name in left] == [True]


def test_a_file_where_the_folder_belongs_is_told(file: Path) -> None:
    with pytest.raises(WriteProblem, match="cannot be written"):
        write_atomic(file / "altamar.yaml", NEW, NOTHING)
    assert standing(file) == {"corvo.yaml": OLD}


def test_a_disk_that_takes_a_byte_at_a_time_gets_the_whole_file_unlike_from_a_naive_writer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: wrote(descriptor, data[:1]))
    write_atomic(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": NEW}
    in_place(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": NEW[:1]}


def test_a_disk_that_holds_other_bytes_than_were_written_is_found_out_unlike_by_a_naive_writer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: wrote(descriptor, bytes(len(data))))
    with pytest.raises(WriteProblem, match="does not hold what was written"):
        write_atomic(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": OLD}
    assert not kept(untidy, file)


def test_the_old_file_stands_until_the_new_one_is_whole_on_the_disk(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    synced = os.fsync

    def watching(descriptor: int) -> None:
        synced(descriptor)
        seen.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), file.read_bytes()))

    monkeypatch.setattr(os, "fsync", watching)
    write_atomic(file, NEW, OLD)
    assert seen == [(False, OLD), (True, NEW)]


@contextmanager
def held(folder: Path) -> Iterator[Callable[[], None]]:
    """Another edit in `folder`, under way until the context or the function given ends it."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield lambda: fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def test_a_second_writer_waits_for_the_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []
    with held(file.parent) as release:

        def first_one_ends(seconds: float) -> None:
            waits.append(seconds)
            release()

        monkeypatch.setattr(time, "sleep", first_one_ends)
        write_atomic(file, NEW, OLD)
    assert len(waits) == 1
    assert standing(file) == {"corvo.yaml": NEW}


def test_a_second_writer_that_waited_looks_again_and_refuses_what_the_first_one_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(file.parent) as release:

        def first_one_ends(_: float) -> None:
            file.write_bytes(b"name: Korvo\n")
            release()

        monkeypatch.setattr(time, "sleep", first_one_ends)
        with pytest.raises(Changed):
            write_atomic(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": b"name: Korvo\n"}


def test_a_second_writer_whose_patience_ends_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_PATIENCE", -1.0)
    with held(file.parent), pytest.raises(UnderWay, match=r"another edit .* is still under way"):
        write_atomic(file, NEW, OLD)
    assert standing(file) == {"corvo.yaml": OLD}


def test_the_folder_is_free_again_after_a_write_and_after_a_failed_one(file: Path) -> None:
    write_atomic(file, NEW, OLD)
    with pytest.raises(Changed):
        write_atomic(file, NEW, OLD)
    with held(file.parent):
        pass


def test_no_descriptor_is_left_open(file: Path) -> None:
    before = len(names(Path("/proc/self/fd")))
    write_atomic(file, NEW, OLD)
    with pytest.raises(Occupied):
        write_atomic(file, NEW, NOTHING)
    assert len(names(Path("/proc/self/fd"))) == before


def test_on_a_disk_without_hard_links_a_new_file_is_made_and_still_none_is_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    beside = file.with_name("esker.yaml")
    write_atomic(beside, NEW, NOTHING)
    with pytest.raises(Occupied):
        write_atomic(file, NEW, NOTHING)
    assert standing(file) == {"corvo.yaml": OLD, "esker.yaml": NEW}


def test_where_folders_cannot_be_held_a_file_is_made_replaced_and_removed_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_held_folders(monkeypatch)
    write_atomic(file.with_name("altamar.yaml"), NEW, NOTHING)
    with pytest.raises(Occupied):
        write_atomic(file, NEW, NOTHING)
    with pytest.raises(Changed):
        write_atomic(file, NEW, NEW)
    write_atomic(file, NEW, OLD)
    assert standing(file) == {"altamar.yaml": NEW, "corvo.yaml": NEW}
    remove(file, NEW)
    assert standing(file) == {"altamar.yaml": NEW}


def test_there_a_second_writer_is_told_what_to_remove_where_the_first_was_killed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_held_folders(monkeypatch)
    monkeypatch.setattr(write, "_PATIENCE", -1.0)
    mark = file.with_name(f".edit{TEMPORARY}")
    mark.touch()
    with pytest.raises(UnderWay, match=r"another edit in .* is still under way; if none is, remove ") as told:
        write_atomic(file, NEW, OLD)
    assert str(told.value).endswith(str(mark))
    assert standing(file) == {"corvo.yaml": OLD, mark.name: b""}


@pytest.mark.parametrize("call", ["replace", "unlink"])
def test_there_a_file_that_is_open_in_word_is_left_alone_and_the_user_told_to_close_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def in_use(name: Any, *given: Any, **named: Any) -> None:
        if call == "replace" or Path(name).name == file.name:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        unlink(name, *given, **named)

    without_held_folders(monkeypatch)
    monkeypatch.setattr(folders, "_PATIENCE", 0.0)
    unlink = os.unlink
    monkeypatch.setattr(os, call, in_use)
    with pytest.raises(InUse, match=r"is open in another program \(close it there first\)"):
        write_atomic(file, NEW, OLD) if call == "replace" else remove(file, OLD)
    assert standing(file) == {"corvo.yaml": OLD}
