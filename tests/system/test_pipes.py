"""What programs say, never waited for longer than was said, by being told which pipe is ready and by threads."""

from __future__ import annotations

import errno
import gc
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from partnercli.system.pipes import nobody_reads, pipes
from plain_paths import PLAIN, paths, without_groups_of_processes

Program = Callable[[str], Any]


@pytest.fixture(params=paths(whole=hasattr(select, "poll")))
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test is of both paths."""
    if request.param == PLAIN:
        without_groups_of_processes(monkeypatch)


@pytest.fixture
def program() -> Iterator[Program]:
    """Starts a Python with these lines, all of its streams in pipes."""
    started: list[Any] = []

    def start(lines: str) -> Any:
        pipe = subprocess.PIPE
        command = [sys.executable, "-I", "-S", "-c", f"import os, sys, time\n{lines}"]
        started.append(subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        process.wait()


@pytest.mark.usefixtures("either")
def test_all_that_is_said_comes_and_each_end_once(program: Program) -> None:
    process = program("os.write(1, b'x' * 200_000); os.write(2, b'y' * 200_000)")
    said = {process.stdout.fileno(): b"", process.stderr.fileno(): b""}
    read, ends = pipes(list(said)), 0
    while ends < 2:
        found = read.next(20)
        assert found is not None
        said[found[0]] += found[1]
        ends += not found[1]
    assert list(said.values()) == [b"x" * 200_000, b"y" * 200_000]
    assert read.next(0.01) is None


@pytest.mark.usefixtures("either")
def test_what_does_not_come_in_time_is_not_waited_for(program: Program) -> None:
    process = program("time.sleep(60)")
    read, begun = pipes([process.stdout.fileno()]), time.monotonic()
    assert read.next(0.05) is None
    assert read.next(-1) is None
    assert time.monotonic() - begun < 5


@pytest.mark.usefixtures("either")
def test_a_long_order_is_given_while_the_answer_is_read(program: Program) -> None:
    process = program("while (data := os.read(0, 1 << 16)): os.write(1, data)")
    order, answer = os.urandom(1 << 20), bytearray()
    read = pipes([process.stdout.fileno()], (process.stdin, order))
    while found := read.next(20):
        answer += found[1]
        if not found[1]:
            break
    assert answer == order
    assert process.stdin.closed


@pytest.mark.usefixtures("either")
def test_an_order_that_nobody_reads_is_given_up(program: Program) -> None:
    process = program("os.close(0); os.write(1, b'no')")
    read = pipes([process.stdout.fileno()], (process.stdin, b"x" * (1 << 20)))
    assert read.next(20) == (process.stdout.fileno(), b"no")
    assert read.next(20) == (process.stdout.fileno(), b"")


@pytest.mark.usefixtures("either")
def test_of_what_has_no_end_no_more_is_read_than_is_taken(program: Program) -> None:
    process = program("n = 0\nwhile True: n += os.write(1, b'x' * 65536); os.write(2, b'%d\\n' % n)")
    read = pipes([process.stdout.fileno()])
    assert read.next(20) is not None
    time.sleep(0.2)
    written = int(os.read(process.stderr.fileno(), 1 << 16).split()[-1])
    assert written < 4 << 20


def test_no_thread_stays_when_nobody_asks_any_more(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    without_groups_of_processes(monkeypatch)
    before = set(threading.enumerate())
    process = program("while True: os.write(1, b'x' * 65536)")
    read = pipes([process.stdout.fileno()])
    assert read.next(20) is not None
    del read
    gc.collect()
    until = time.monotonic() + 20
    while set(threading.enumerate()) - before and time.monotonic() < until:
        time.sleep(0.01)
    assert set(threading.enumerate()) <= before


def test_that_a_reader_is_gone_windows_says_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    odd, of_a_file = OSError(errno.EINVAL, "Invalid argument"), OSError(errno.EINVAL, "Invalid", "a?b")
    monkeypatch.setattr(os, "fork", None, raising=False)
    assert nobody_reads(BrokenPipeError())
    assert not nobody_reads(odd)
    monkeypatch.delattr(os, "fork")
    assert nobody_reads(odd)
    assert not nobody_reads(of_a_file)
    assert not nobody_reads(OSError(errno.ENOSPC, "No space left"))
