"""`partner render --watch` as a process: it writes at once and after each change, until it is interrupted."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

Edit = Callable[[str, str, str], None]
Write = Callable[[str, "str | bytes"], Path]

NAME = "build/10001-31.md"
MEETING = "data/meetings/2031-03-04-working-group.yaml"
TEMPLATE = "templates/note.md.j2"
PATIENCE = 20
"""Seconds until a line that should come counts as missing; as a rule it comes within one."""

pytestmark = pytest.mark.tools


class Watching:
    """A watching process, what it says line by line, and how it ends."""

    def __init__(self, at: Path, *arguments: str) -> None:
        command = [sys.executable, "-B", "-m", "partnercli", "render", "note", "--watch", *arguments]
        environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        self.process = subprocess.Popen(
            command,
            cwd=at,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.out: queue.Queue[str] = queue.Queue()
        self.err: queue.Queue[str] = queue.Queue()
        for stream, lines in ((self.process.stdout, self.out), (self.process.stderr, self.err)):
            assert stream is not None
            threading.Thread(target=pass_on, args=(iter(stream), lines), daemon=True).start()
        assert self.err.get(timeout=PATIENCE).startswith("watching partner.yaml, data, templates and fonts;")

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C; the exit code, and what was said on the error stream and not read yet."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        left = []
        with suppress(queue.Empty):
            while True:
                left.append(self.err.get(timeout=0.5))
        return code, "".join(left)


def pass_on(lines: Iterator[str], to: queue.Queue[str]) -> None:
    for line in lines:
        to.put(line)


@pytest.fixture
def watching(fictional: Path) -> Iterator[Callable[..., Watching]]:
    """Starts a watching process in `fictional`."""
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(fictional, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def test_it_writes_at_once_and_after_each_change_and_ends_without_a_word(
    watching: Callable[..., Watching], fictional: Path, edit: Edit, write: Write
) -> None:
    run = watching()
    file = fictional / NAME
    assert run.out.get(timeout=PATIENCE) == f"{NAME}\n"
    assert "Do delegations agree" in file.read_text("utf-8")
    edit(MEETING, "Do delegations agree", "Does anyone agree")
    assert run.out.get(timeout=PATIENCE) == f"{NAME}\n"
    assert "Does anyone agree" in file.read_text("utf-8")
    write(TEMPLATE, "# OTHER WORDS\n\n{{ questions[0] }}\n")
    assert run.out.get(timeout=PATIENCE) == f"{NAME}\n"
    assert "## **OTHER WORDS**" in file.read_text("utf-8")
    with pytest.raises(queue.Empty):  # what it writes itself is no change
        run.out.get(timeout=1.5)
    assert run.interrupt() == (130, "")


def test_a_change_that_breaks_something_is_said_and_the_older_file_stays_until_it_is_mended(
    watching: Callable[..., Watching], fictional: Path, edit: Edit, write: Write
) -> None:
    write(TEMPLATE, "# CONTEXT\n\n{{ questions[0] }}\n")
    run = watching("--format", "md,html")
    for name in (NAME, NAME.replace(".md", ".html")):
        assert run.out.get(timeout=PATIENCE) == f"{name}\n"
    older = (fictional / NAME).read_bytes()
    write(TEMPLATE, "# CONTEXT\n\n{{ questions[0] \n")
    assert run.err.get(timeout=PATIENCE).startswith(f"error: {TEMPLATE}:")
    assert run.err.get(timeout=PATIENCE).startswith("hint: ")
    assert (fictional / NAME).read_bytes() == older
    write(TEMPLATE, "# MENDED\n\n{{ questions[0] }}\n")
    assert run.out.get(timeout=PATIENCE) == f"{NAME}\n"
    assert b"MENDED" in (fictional / NAME).read_bytes()
    edit(MEETING, "title: meeting", "title: [meeting")
    assert MEETING in run.err.get(timeout=PATIENCE)
    assert b"MENDED" in (fictional / NAME).read_bytes()
    code, left = run.interrupt()
    assert code == 130
    assert "Traceback" not in left


def test_a_new_record_and_one_taken_away_are_changes(
    watching: Callable[..., Watching], fictional: Path
) -> None:
    run = watching("--audience", "presidency")
    run.out.get(timeout=PATIENCE)
    position = fictional / "data/positions/2031-03-04-working-group/qn.yaml"
    text = position.read_bytes()
    before = (fictional / NAME).read_bytes()
    position.unlink()
    run.out.get(timeout=PATIENCE)
    assert (fictional / NAME).read_bytes() != before
    position.write_bytes(text)
    run.out.get(timeout=PATIENCE)
    assert (fictional / NAME).read_bytes() == before
    assert run.interrupt() == (130, "")
