"""What a record's file says as plain values, and what of its text an edit has to keep."""

from __future__ import annotations

import re
from typing import Any

from partnercli.findings import RecordPath
from partnercli.repository.walk import read_yaml


def read(data: bytes) -> Any:
    """What a file says, which the reader has nothing against."""
    walked = read_yaml(data, "")
    assert walked.findings == []
    return walked.value


def at(value: Any, path: RecordPath) -> Any:
    """What stands at a place."""
    for step in path:
        value = value[step]
    return value


def line_ends(data: bytes) -> set[bytes]:
    """The ways in which lines end."""
    return set(re.findall(rb"\r?\n", data))
