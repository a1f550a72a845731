"""The plain paths of folders, beside the whole ones where this system has them."""

from __future__ import annotations

import pytest

from partnercli.system.folders import BY_DESCRIPTOR
from plain_paths import PLAIN, paths, without_held_folders


@pytest.fixture(params=paths(whole=BY_DESCRIPTOR))
def held_or_not(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test is of both paths."""
    if request.param == PLAIN:
        without_held_folders(monkeypatch)


@pytest.fixture
def not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test is of the plain path."""
    without_held_folders(monkeypatch)
