"""What a process may take, set by itself, for good."""

from __future__ import annotations

import math
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def limit(seconds: int, memory: int) -> None:
    """Give this process, for good, little time and memory, no new file or connection and no process beside it.

    Past its seconds of the processor, or one second more by the clock, it is interrupted by TimeoutError, again and
    again; where that is not heeded, inside one long sum for instance, the system ends it a second later. `memory` is
    counted in bytes beyond those that it has.

    Plain path: only the clock, which whoever started it looks at too. Past thrice its seconds it ends itself, though
    not out of one long sum; memory, files, connections and processes have no limit.
    """
    try:
        import resource
    except ImportError:
        _end_after(3 * seconds)
        return
    for kind, number, most in (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds + 1),
    ):
        signal.signal(number, _interrupt)
        signal.setitimer(kind, most, 0.5)
    _cap(resource.RLIMIT_CPU, math.ceil(time.process_time()) + seconds)
    _cap(resource.RLIMIT_AS, _size() + memory)
    for nothing in (
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NOFILE,
        resource.RLIMIT_NPROC,
    ):
        _cap(nothing, 0)


def _end_after(seconds: float) -> None:
    from threading import Timer

    end = Timer(seconds, os._exit, (1,))
    end.daemon = True
    end.start()


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise TimeoutError


def _cap(which: int, most: int) -> None:
    """Lower a limit, which may be lower still already; a system that does not know it goes without."""
    import resource

    _, highest = resource.getrlimit(which)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (most, most))


def _size() -> int:
    """Bytes of address space in use; where the system does not tell, more than any start needs."""
    import resource

    with suppress(OSError):
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    return 1024 * 1024 * 1024
