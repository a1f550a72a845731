"""Whose folders are, and where a user's own things lie. The whole path: tests/repository/test_cache_where.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from partnercli.system.users import folder_for_caches, is_own_alone, is_own_or_the_systems


def test_on_windows_things_to_be_made_again_lie_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", "C:\\elsewhere, seen from here")
    assert folder_for_caches() == tmp_path / ".cache"
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert folder_for_caches() == tmp_path / "Local"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "said"))
    assert folder_for_caches() == tmp_path / "said"


def test_whose_a_folder_is_is_taken_for_granted_where_nobody_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o777)
    assert not is_own_alone(tmp_path.stat())
    monkeypatch.delattr(os, "geteuid")
    assert is_own_alone(tmp_path.stat())
    assert is_own_or_the_systems(tmp_path.stat())
