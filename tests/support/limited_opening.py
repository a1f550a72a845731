"""Opens each file of a folder in a process of its own with limits, and prints what came of it as JSON.

Run as a program, so that what is measured is Python, the package and the file, and nothing of the tests:
`python limited_opening.py FOLDER`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from partnercli.exchange.opening import opened
from partnercli.exchange.opening import package as _read_before  # noqa: F401 - what every file needs
from partnercli.exchange.opening.word import read_word as _word  # noqa: F401
from partnercli.exchange.opening.workbook import read_workbook as _workbook  # noqa: F401

SECONDS = 5
MEGABYTES = 300


def main(folder: Path) -> None:
    """Print an object: by the name of each file whether it was refused, its seconds of CPU, its peak megabytes."""
    json.dump({path.name: _alone(path) for path in sorted(folder.iterdir())}, sys.stdout)


def _alone(path: Path) -> tuple[int, float, float]:
    """The exit code (0: refused, 1: not, 2: it raised), seconds and megabytes of one file."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            sent = opened(path.name, path.read_bytes())
        except BaseException:  # noqa: BLE001 - nothing at all may be raised
            os._exit(2)
        os._exit(bool(sent.grids) or not sent.remarks)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
