"""Runs a program, its output thrown away, and prints its time, in seconds, and the most memory it held, in KiB.

A process of its own for each run, and a small one: Linux counts what the starting process held before as the program's.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter


def main(words: list[str]) -> int:
    """Run it, and end with its code."""
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    begun = perf_counter()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    print(perf_counter() - begun, used.ru_maxrss)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
