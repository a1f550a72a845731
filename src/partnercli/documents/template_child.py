"""The process in which a repository's own templates are rendered: it takes one order, limits itself, answers.

All that rendering needs is in the order or loaded before the limits are set: afterwards no file can be opened.
"""

from __future__ import annotations

import json
import math
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from partnercli.documents.packing import packed, unpacked_data
from partnercli.documents.rendering import render
from partnercli.documents.template_problem import SECONDS, TemplateProblem

MEMORY = 256 * 1024 * 1024
"""Bytes that rendering may take beyond those that the process has when it starts."""

_REHEARSALS = ("{{ 'a' }}{{ nothing }}", "{% if %}")
"""Templates that go wrong: rendering them loads what the libraries load only when they first need it."""


def main() -> None:
    """Read the order from the one pipe, write the answer to the other."""
    for template in _REHEARSALS:
        _answer("rehearsal", packed({"anything": ""}), {"rehearsal": template})
    order = sys.stdin.buffer.read()
    limit()
    answer = json.dumps(_answer(*json.loads(order)), ensure_ascii=False)
    rest = memoryview(answer.encode("utf-8", "surrogatepass"))
    while rest:
        rest = rest[os.write(1, rest) :]


def limit() -> None:
    """Give this process, for good, little time and memory, no new file or connection and no process beside it.

    Past its seconds of the processor, or one second more by the clock, it is interrupted by TimeoutError, again and
    again; where that is not heeded, inside one long sum for instance, the system ends it a second later.
    """
    for kind, number, seconds in (
        (signal.ITIMER_PROF, signal.SIGPROF, SECONDS),
        (signal.ITIMER_REAL, signal.SIGALRM, SECONDS + 1),
    ):
        signal.signal(number, _interrupt)
        signal.setitimer(kind, seconds, 0.5)
    _cap(resource.RLIMIT_CPU, math.ceil(time.process_time()) + SECONDS)
    _cap(resource.RLIMIT_AS, _size() + MEMORY)
    for nothing in (
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NOFILE,
        resource.RLIMIT_NPROC,
    ):
        _cap(nothing, 0)


def _answer(name: str, data: Any, templates: dict[str, str]) -> dict[str, Any]:
    try:
        blocks, origins = render(name, unpacked_data(data), templates)
        return {"blocks": packed(blocks), "origins": origins}
    except TemplateProblem as problem:
        return {"problem": [problem.template, problem.line, problem.message, problem.hint]}


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise TimeoutError


def _cap(which: int, most: int) -> None:
    """Lower a limit, which may be lower still already; a system that does not know it goes without."""
    _, highest = resource.getrlimit(which)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (most, most))


def _size() -> int:
    """Bytes of address space in use; where the system does not tell, more than any start needs."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    return 1024 * 1024 * 1024
