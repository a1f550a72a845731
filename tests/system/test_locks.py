"""One edit at a time in a folder, also where folders cannot be locked."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from partnercli.system.folders import BY_DESCRIPTOR, held
from partnercli.system.locks import Busy, locked

MARK = ".edit.partner-tmp"


@pytest.mark.usefixtures("held_or_not")
def test_a_second_one_waits_its_time_and_is_told(tmp_path: Path) -> None:
    one, other = held(tmp_path), held(tmp_path)
    with locked(one, 1, MARK), pytest.raises(Busy), locked(other, 0.01, MARK):
        pytest.fail("both have it")
    one.close()
    with locked(other, 0.01, MARK):
        pass
    other.close()


@pytest.mark.usefixtures("held_or_not")
def test_it_is_free_again_after_a_failure_and_nothing_is_left(tmp_path: Path) -> None:
    one = held(tmp_path)
    with suppress(ZeroDivisionError), locked(one, 1, MARK):
        raise ZeroDivisionError
    one.close()
    with locked(held(tmp_path), 0.01, MARK):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("not_held")
def test_a_second_one_goes_on_once_the_first_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / MARK
    mark.touch()
    monkeypatch.setattr(time, "sleep", lambda _: mark.unlink())
    with locked(held(tmp_path), 1, MARK):
        assert mark.exists()


@pytest.mark.usefixtures("not_held")
def test_a_folder_that_may_not_be_written_to_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as opened:
        opened.setattr(os, "open", refuses)
        with pytest.raises(PermissionError), locked(held(tmp_path), 60, MARK):
            pass
        (tmp_path / MARK).mkdir()  # on Windows one that is just going is refused in the same way
        with pytest.raises(Busy), locked(held(tmp_path), 0.01, MARK):
            pass


@pytest.mark.skipif(not BY_DESCRIPTOR, reason="here folders are never locked")
@pytest.mark.parametrize(("number", "goes_on"), [(errno.ENOLCK, True), (errno.EIO, False)])
def test_a_disk_that_knows_no_locks_goes_without_and_one_that_is_broken_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, number: int, goes_on: bool
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, "")

    monkeypatch.setattr(pytest.importorskip("fcntl"), "flock", refuses)
    begun = []
    with suppress(OSError), locked(held(tmp_path), 0.01, MARK):
        begun.append(True)
    assert bool(begun) is goes_on
