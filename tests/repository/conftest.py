"""Loading a repository with some of its bytes changed, and what is found there in short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from partnercli.repository.load import Loaded, load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import Overlay, WorkingTree


@pytest.fixture(scope="session")
def opened() -> Callable[..., Loaded]:
    """What a repository says, given its root and the bytes of files replaced or added; `scope=` for a part."""

    def open_changed(
        root: Path, changed: Mapping[str, bytes] | None = None, *, scope: Scope | None = None
    ) -> Loaded:
        tree = WorkingTree(root)
        try:
            return load(Overlay(tree, changed or {}), scope or Scope.everything())
        finally:
            tree.close()

    return open_changed


@pytest.fixture(scope="session")
def places() -> Callable[[Loaded], list[str]]:
    """Each finding as `file line:column code`; a hyphen where the whole file is meant."""

    def in_short(loaded: Loaded) -> list[str]:
        spots = ((f, f"{f.span.line}:{f.span.column}" if f.span else "-") for f in loaded.findings)
        return [f"{finding.file} {spot} {finding.code}" for finding, spot in spots]

    return in_short
