"""Whether a run has the screen, where the system knows of a background and where it does not."""

from __future__ import annotations

import errno
import os

import pytest

from partnercli.system.screens import is_in_front


@pytest.mark.parametrize(("holder", "in_front"), [(os.getpgrp() + 1, False), (os.getpgrp(), True), (0, True)])
def test_a_run_in_the_background_does_not_have_the_screen(
    monkeypatch: pytest.MonkeyPatch, *, holder: int, in_front: bool
) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: holder)
    assert is_in_front(2) is in_front


def test_a_run_at_the_terminal_of_no_shell_has_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_: int) -> int:
        raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")

    monkeypatch.setattr(os, "tcgetpgrp", refuses)
    assert is_in_front(2)


def test_a_run_has_the_screen_where_there_is_no_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)
    monkeypatch.delattr(os, "tcgetpgrp")
    assert is_in_front(2)
