"""The archives that the project is handed on in, built without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_BUILD = """\
import os, sys
from hatchling import build
os.umask(int(sys.argv[3]))
print(getattr(build, sys.argv[1])(sys.argv[2]))
"""


def built(
    what: str, source: Path, into: Path, *, umask: int = 0o022, environment: Mapping[str, str] | None = None
) -> Path:
    """The archive that hatchling makes of the project at `source`: build_wheel or build_sdist."""
    into.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, what, into, str(umask)],
        cwd=source,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return into / done.stdout.strip().splitlines()[-1]
