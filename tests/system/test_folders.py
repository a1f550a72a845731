"""Folders held and not held: the same files, and no link followed on either path."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from partnercli.system import folders
from partnercli.system.folders import (
    BY_DESCRIPTOR,
    held,
    is_held_elsewhere,
    once_free,
    ordinary_file,
    put_new,
)
from plain_paths import without_held_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file and a folder in it."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "corvo.yaml").write_bytes(b"name: Corvo\r\n\x1a")
    return tmp_path


def tagged(monkeypatch: pytest.MonkeyPatch, tag: int) -> None:
    """Whatever is looked at bears this tag of Windows."""
    look = os.lstat

    def tags(path: Any) -> Any:
        return SimpleNamespace(st_mode=look(path).st_mode, st_reparse_tag=tag)

    monkeypatch.setattr(os, "lstat", tags)


def refusal(call: Callable[[], object]) -> int | None:
    """The number of the error that a call ends with."""
    with pytest.raises(OSError) as refused:  # noqa: PT011 - its number is what is looked at
        call()
    return refused.value.errno


@pytest.mark.usefixtures("held_or_not")
def test_what_lies_in_a_folder_is_listed_and_read_byte_for_byte(folder: Path) -> None:
    (folder / "link").symlink_to("inner")
    here = held(folder)
    assert here.names() == [("corvo.yaml", False), ("inner", True), ("link", False)]
    descriptor = here.file("corvo.yaml")
    assert os.read(descriptor, 100) == b"name: Corvo\r\n\x1a"
    os.close(descriptor)
    inner = here.inner("inner")
    assert inner.names() == []
    inner.confirm()
    inner.close()
    here.close()


@pytest.mark.usefixtures("held_or_not")
def test_no_link_pipe_or_folder_is_opened_as_a_file_and_none_is_waited_for(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("corvo.yaml")
    (folder / "dead.yaml").symlink_to("nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.yaml")
    here = held(folder)
    refused = {name: refusal(lambda name=name: here.file(name)) for name, _ in here.names()[1:]}  # type: ignore[misc]
    here.close()
    links, others = {"link.yaml", "dead.yaml"}, {"inner", "pipe.yaml"} & refused.keys()
    assert refused == dict.fromkeys(links, errno.ELOOP) | dict.fromkeys(others, errno.ENXIO)


@pytest.mark.usefixtures("held_or_not")
def test_no_link_or_file_is_entered_as_a_folder(folder: Path) -> None:
    (folder / "out").symlink_to("/etc")
    here = held(folder)
    names = ("out", "corvo.yaml", "none", "..", ".", "")
    assert [refusal(lambda name=name: here.inner(name)) for name in names] == [  # type: ignore[misc]
        *(errno.ENOTDIR, errno.ENOTDIR),
        *(errno.ENOENT,) * 4,
    ]
    here.close()


@pytest.mark.usefixtures("held_or_not")
def test_a_file_is_no_folder_to_begin_with(folder: Path) -> None:
    assert refusal(lambda: held(folder / "corvo.yaml")) == errno.ENOTDIR
    assert refusal(lambda: held(folder / "none")) == errno.ENOENT


@pytest.mark.usefixtures("not_held")
@pytest.mark.parametrize("name", ["..\\secret", "inner/x", "c:secret", "corvo.yaml:stream", ""])
def test_without_held_folders_a_name_is_nothing_but_a_name(folder: Path, name: str) -> None:
    here = held(folder)
    for call in (here.at, here.file, here.inner):
        assert refusal(lambda call=call: call(name)) == errno.ENOENT  # type: ignore[misc]


@pytest.mark.usefixtures("not_held")
def test_a_folder_that_leads_elsewhere_on_windows_is_not_entered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as looked_at:
        tagged(looked_at, 0xA0000003)
        assert refusal(lambda: held(folder).inner("inner")) == errno.ENOTDIR
        assert refusal(lambda: ordinary_file(folder / "corvo.yaml")) == errno.ELOOP


@pytest.mark.usefixtures("not_held")
def test_a_file_that_windows_keeps_in_the_cloud_as_well_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as looked_at:
        tagged(looked_at, 0x9000001A)
        with os.fdopen(ordinary_file(folder / "corvo.yaml"), "rb") as opened:
            assert opened.read() == (folder / "corvo.yaml").read_bytes()


@pytest.mark.usefixtures("held_or_not")
def test_a_new_file_never_takes_a_name_that_is_taken(folder: Path) -> None:
    (folder / "new").write_bytes(b"new")
    (folder / "dead").symlink_to("nowhere")
    here = held(folder)
    for name in ("corvo.yaml", "dead"):
        with pytest.raises(FileExistsError):
            put_new("new", name, here)
    put_new("new", "esker.yaml", here)
    here.close()
    assert (folder / "esker.yaml").read_bytes() == b"new"
    assert (folder / "corvo.yaml").read_bytes().startswith(b"name")


@pytest.mark.usefixtures("not_held")
def test_a_file_that_another_program_holds_for_a_moment_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = [PermissionError(errno.EACCES, "in use")] * 2
    waits: list[float] = []

    def change() -> None:
        if left:
            raise left.pop()

    monkeypatch.setattr(time, "sleep", waits.append)
    once_free(change)
    assert len(waits) == 2


@pytest.mark.usefixtures("not_held")
def test_a_new_file_that_another_program_looks_at_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "new").write_bytes(b"new")
    scanned, rename = [PermissionError(errno.EACCES, "in use")], os.rename

    def renamed(*paths: Any) -> None:
        if scanned:
            raise scanned.pop()
        rename(*paths)

    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    put_new("new", "esker.yaml", held(folder))
    assert (folder / "esker.yaml").read_bytes() == b"new"


@pytest.mark.parametrize(("held_here", "waits"), [(True, False), (False, True)])
def test_a_file_that_stays_held_is_told_at_once_only_where_that_cannot_pass(
    monkeypatch: pytest.MonkeyPatch, *, held_here: bool, waits: bool
) -> None:
    waited: list[float] = []

    def change() -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(folders, "BY_DESCRIPTOR", held_here)
    monkeypatch.setattr(folders, "_PATIENCE", 1.5)
    monkeypatch.setattr(time, "monotonic", iter(range(9)).__next__)
    monkeypatch.setattr(time, "sleep", waited.append)
    with pytest.raises(PermissionError) as told:
        once_free(change)
    assert bool(waited) is waits
    assert is_held_elsewhere(told.value) is waits


@pytest.mark.skipif(not BY_DESCRIPTOR, reason="here they never are")
def test_the_rights_of_a_file_are_kept_where_they_can_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    descriptor = os.open(folder / "corvo.yaml", os.O_RDONLY)
    folders.keep_mode(descriptor, 0o640)
    without_held_folders(monkeypatch)
    folders.keep_mode(descriptor, 0o600)
    os.close(descriptor)
    assert stat.S_IMODE((folder / "corvo.yaml").stat().st_mode) == 0o640
