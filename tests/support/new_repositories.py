"""What stands in a new repository, as it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from partnercli.repository.walk import read_yaml


def texts(files: Mapping[str, tuple[bytes, int]]) -> dict[str, bytes]:
    """The bytes of files, without the times of their last change."""
    return {path: data for path, (data, _) in files.items()}


def settings_of(repository: Path) -> Any:
    """The plain values of its settings."""
    return read_yaml((repository / "partner.yaml").read_bytes(), "").value
