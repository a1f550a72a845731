"""Pipes to and from a program, which nobody waits for longer than was said."""

from __future__ import annotations

import errno
import os
import select
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import IO, Protocol
from weakref import ref

_PIECE = 1 << 16
"""Bytes read at once."""
_WAITING = 16
"""Pieces that wait to be taken; no more are read before."""
_LOOK = 0.2
"""Seconds until a thread looks again whether somebody still asks."""


class Pipes(Protocol):
    """Some pipes that are read, and at most one that is given an order meanwhile."""

    def next(self, seconds: float) -> tuple[int, bytes] | None:
        """What one of them said next, by its descriptor, nothing once at its end; None where no more came in time."""


def pipes(read: Sequence[int], order: tuple[IO[bytes], bytes] | None = None) -> Pipes:
    """Read from some pipes, and write an order to another, which is closed then, or when nobody reads it.

    Whole path: the system says which of them is ready. Plain path: a thread waits at each, and lives on where a program
    that cannot be ended holds its end.
    """
    return _Watched(read, order) if hasattr(select, "poll") else _Awaited(read, order)


def nobody_reads(error: OSError) -> bool:
    """Whether an error of writing to a pipe says that its reader is gone.

    Where processes do not fork, Python knows it by "invalid argument" alone, which a file has a name with.
    """
    gone = not hasattr(os, "fork") and error.errno == errno.EINVAL and error.filename is None
    return gone or isinstance(error, BrokenPipeError)


class _Watched:
    def __init__(self, read: Sequence[int], order: tuple[IO[bytes], bytes] | None) -> None:
        self._ready = select.poll()
        self._read = frozenset(read)
        for pipe in read:
            self._ready.register(pipe, select.POLLIN)
        self._into = order[0] if order else None
        self._left = memoryview(order[1] if order else b"")
        if self._into:
            self._ready.register(self._into, select.POLLOUT)

    def next(self, seconds: float) -> tuple[int, bytes] | None:
        until = monotonic() + seconds
        while found := self._ready.poll(max(0, until - monotonic()) * 1000):
            for pipe, _ in found:
                if pipe in self._read:
                    return pipe, self._piece(pipe)
            self._give()
        return None

    def _piece(self, pipe: int) -> bytes:
        data = os.read(pipe, _PIECE)
        if not data:
            self._ready.unregister(pipe)
        return data

    def _give(self) -> None:
        """Give as much of the order as the pipe surely takes."""
        if self._into is None:
            return
        try:
            self._left = self._left[os.write(self._into.fileno(), self._left[: select.PIPE_BUF]) :]
        except BrokenPipeError:
            self._left = self._left[:0]
        if not self._left:
            self._ready.unregister(self._into)
            self._into.close()
            self._into = None


class _Awaited:
    def __init__(self, read: Sequence[int], order: tuple[IO[bytes], bytes] | None) -> None:
        from queue import Queue
        from threading import Thread

        self.said: Queue[tuple[int, bytes]] = Queue(_WAITING)
        at_work = [Thread(target=_listen, args=(ref(self), pipe, os.dup(pipe)), daemon=True) for pipe in read]
        if order:
            into, left = order
            at_work.append(Thread(target=_tell, args=(os.dup(into.fileno()), left), daemon=True))
            into.close()
        for one in at_work:
            one.start()

    def next(self, seconds: float) -> tuple[int, bytes] | None:
        from queue import Empty

        try:
            return self.said.get(timeout=max(0, seconds))
        except Empty:
            return None


def _listen(owner: ref[_Awaited], pipe: int, mine: int) -> None:
    """Hand on what a pipe says, from a descriptor of this thread's own, until its end or until nobody asks any more."""
    while True:
        try:
            data = os.read(mine, _PIECE)
        except OSError:
            data = b""
        if not _handed_on(owner, (pipe, data)) or not data:
            os.close(mine)
            return


def _handed_on(owner: ref[_Awaited], piece: tuple[int, bytes]) -> bool:
    from queue import Full

    while (asking := owner()) is not None:
        said = asking.said
        del asking  # else it would never go
        with suppress(Full):
            said.put(piece, timeout=_LOOK)
            return True
    return False


def _tell(mine: int, order: bytes) -> None:
    left = memoryview(order)
    with suppress(OSError):  # nobody reads it any more
        while left:
            left = left[os.write(mine, left[:_PIECE]) :]
    os.close(mine)
