"""Hostile files, each opened by a process of its own with limits of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import limited_opening
from hostile_files import HOSTILE

pytestmark = pytest.mark.tools


def test_every_hostile_file_is_refused_within_five_seconds_and_300_megabytes(tmp_path: Path) -> None:
    for number, hostile in enumerate(HOSTILE.values()):
        (tmp_path / f"{number:03}").write_bytes(hostile.make())
    program = Path(limited_opening.__file__)
    done = subprocess.run([sys.executable, program, tmp_path], capture_output=True, check=True, timeout=300)
    found = json.loads(done.stdout)
    names = {f"{number:03}": name for number, name in enumerate(HOSTILE)}
    assert set(found) == set(names)
    beyond = {
        names[key]: (code, seconds, megabytes)
        for key, (code, seconds, megabytes) in found.items()
        if code or seconds > limited_opening.SECONDS or megabytes > limited_opening.MEGABYTES
    }
    assert not beyond
