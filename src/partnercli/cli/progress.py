"""What is under way, on one line of the screen that goes again: for whatever takes more than a second.

An alarm of the system draws the line, not a thread, so that whoever forks may; it comes while nothing is counted, too;
and the quick path pays for a number kept, and imports nothing. rich's own takes 50 ms to import, and a thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from partnercli.system.screens import is_in_front
from partnercli.system.signals import let_sleep, wake

_PATIENCE = 1.0
"""Seconds with nothing printed until the line comes."""
_PACE = 0.1
"""Seconds from one look at the count to the next."""
_CTRL_C = 3
"""Columns left free at the end: a screen shows `^C` there, and some wrap what stands in the last."""

T = TypeVar("T")


class Progress:
    """The line of one run, on standard error. All that is said here is in ASCII, and none of it comes from data.

    It stays away where nobody looks: no terminal or a dumb one, CI, --quiet; and while the run is in the background.
    """

    def __init__(self, *, silent: bool = True) -> None:
        """Only the entry point makes one that is not silent: the alarm is the process's, not that of a part of it."""
        self.silent = silent
        """Whether the line stays away."""
        self._what = ""  # nothing is under way
        self._done = 0
        self._whole = 0
        self._shown = ""

    def begins(self, what: str, whole: int = 0) -> None:
        """Say what is under way from here on; `whole` is how many there are, 0 where that is not known."""
        if self.silent:
            return
        begun = bool(self._what)
        self._what, self._done, self._whole = what, 0, whole
        if not begun:
            wake(self._draw, _PATIENCE, _PACE)

    def count(self, done: int) -> None:
        """Say how many are done, or which one is under way where the whole is known."""
        self._done = done

    def each(self, what: str, of: Sequence[T]) -> Iterator[T]:
        """These one by one, and how far it has come with them."""
        for place, one in enumerate(of, start=1):
            self.begins(what, len(of))
            self.count(place)
            yield one

    def end(self) -> None:
        """Take the line away: something is printed or asked, or the run ends."""
        if self._what:
            self._what = ""  # first: an alarm on its way draws nothing any more
            let_sleep()
        if self._shown:
            self._put("")

    def _draw(self, *_: object) -> None:
        if self._what and (line := self._line()) != self._shown and is_in_front(sys.stderr.fileno()):
            self._put(line)

    def _line(self) -> str:
        done, whole = f"{self._done:,}", f"{self._whole:,}"
        so_far = f": {done} of {whole}" if self._whole else f": {done}" if self._done else " ..."
        room = max(_columns() - _CTRL_C, 0)
        whole_line = f"{self._what}{so_far}"
        return whole_line if len(whole_line) <= room else self._what[:room]  # half a number is a wrong one

    def _put(self, line: str) -> None:
        """Put a line in the place of the one shown: past Python's buffer, which an alarm may find in use."""
        self._shown = line or self._shown
        with suppress(OSError):  # the screen is gone
            os.write(sys.stderr.fileno(), f"\r{line}\x1b[K".encode())
        self._shown = line


def somebody_looks() -> bool:
    """Whether standard error is the screen of a person."""
    able = os.environ.get("TERM", "") not in ("", "dumb")
    return able and not os.environ.get("CI") and sys.stderr is not None and sys.stderr.isatty()


def _columns() -> int:
    """The width of the screen, which may change at any time."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80
