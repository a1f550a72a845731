"""Renders a repository's own templates in a process of its own, and believes nothing of what it answers.

The sandbox keeps a template from Python, but not from the processor and the memory; only the system can, and only
for a whole process. This is the one module of the documents that starts one: `template_child`, a Python without
the environment, the working folder or the open files of this one. Order and answer are JSON, in pipes.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 # Python alone is run, with a line of our own
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import IO, Any

from partnercli.documents.blocks import Block, Origins
from partnercli.documents.packing import packed, unpacked_blocks
from partnercli.documents.template_problem import TOO_MUCH, TOO_SLOW, TemplateProblem
from partnercli.system.pipes import pipes
from partnercli.system.processes import apart, end

PATIENCE = 4
"""Seconds until the process is ended, however little of them it had the processor."""
LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes of the longest answer that is read."""
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from partnercli.documents import template_child as c; c.main()"
)
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""What some Pythons cannot start without."""


def render(
    name: str, data: Mapping[str, Any], templates: Mapping[str, str]
) -> tuple[tuple[Block, ...], Origins]:
    """The blocks that one of the `templates`, text by file name, makes of plain data, and their origins.

    Raises TemplateProblem.
    """
    order = json.dumps([name, packed(data), dict(templates)]).encode()
    try:
        with _started() as process:
            try:
                answer = _exchange(process, order)
            finally:
                end(process)
    except OSError as error:
        raise TemplateProblem(
            name, None, f"no process can be started to render it: {error.strerror}"
        ) from error
    if answer is None:
        raise TemplateProblem(name, None, *TOO_SLOW)
    return _blocks(name, answer)


def _started() -> subprocess.Popen[bytes]:
    """The process, in a session of its own, so that what it starts can be ended with it."""
    no_traces = ["-B"] if sys.dont_write_bytecode else []
    paths = [path for path in sys.path if Path(path).is_absolute()]
    return subprocess.Popen(  # noqa: S603 # nosec B603 # Python itself, with a line of our own
        [sys.executable, "-I", "-S", *no_traces, "-c", _START, *paths],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
        **apart(),
    )


def _exchange(process: subprocess.Popen[bytes], order: bytes) -> bytes | None:
    """The answer to an order, of at most a few bytes too many; None when it does not come in time."""
    answers, until = _pipe(process.stdout).fileno(), monotonic() + PATIENCE
    read, answer = pipes([answers], (_pipe(process.stdin), order)), bytearray()
    while len(answer) <= LARGEST_ANSWER:
        found = read.next(until - monotonic())
        if found is None:
            return None
        if not found[1]:
            break
        answer += found[1]
    return bytes(answer)


def _blocks(name: str, answer: bytes) -> tuple[tuple[Block, ...], Origins]:
    """What an answer says; one that says nothing comes from a process that the system has ended."""
    if len(answer) > LARGEST_ANSWER:
        raise TemplateProblem(name, None, "the document would be too long", TOO_MUCH[1])
    try:
        match json.loads(answer.decode("utf-8", "surrogatepass")):
            case {"problem": [str(template), int() | None as line, str(message), str(hint)]}:
                raise TemplateProblem(template, line, message, hint)
            case {"blocks": blocks, "origins": list(origins)}:
                return unpacked_blocks(blocks), tuple(map(_origin, origins))
    except (ValueError, RecursionError):
        pass
    raise TemplateProblem(name, None, *TOO_MUCH)


def _origin(paths: object) -> tuple[str, ...] | None:
    match paths:
        case None:
            return None
        case list() if all(isinstance(path, str) for path in paths):
            return tuple(paths)
    raise ValueError("these are no paths of a context")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe")  # cannot be: both were asked for
    return pipe
