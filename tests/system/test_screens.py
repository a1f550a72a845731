from __future__ import annotations

import os

import pytest

from partnercli.system.screens import is_in_front


def test_a_run_has_the_screen_where_there_is_no_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)
    assert not is_in_front(2)
    monkeypatch.delattr(os, "tcgetpgrp")
    assert is_in_front(2)
