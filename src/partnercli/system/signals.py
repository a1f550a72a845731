"""Being ended from outside, and being woken after a while."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""How a run is ended from outside, other than by force: by Ctrl-C, by another program, with its terminal."""


@contextmanager
def put_off() -> Iterator[None]:
    """Put off being ended, by Ctrl-C too, until the block has ended.

    Plain path: Python notes that it came, and lets it come again afterwards; only a run's main thread can. A signal
    that something else than Python handles comes at once.
    """
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return
    came: list[int] = []
    usual = {number: heeds for number in ENDING if (heeds := signal.getsignal(number)) is not None}
    try:
        for number in usual:
            _heed(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, handler in usual.items():
            _heed(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def wake(call: Callable[[int, FrameType | None], Any], after: float, then_every: float) -> None:
    """Call something after so many seconds, and again and again, whatever Python is at, until `let_sleep`.

    Plain path: nothing wakes it. What would be shown meanwhile, on one line of the screen, stays away.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, call)
        signal.setitimer(signal.ITIMER_REAL, after, then_every)


def let_sleep() -> None:
    """Call it no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _heed(number: int, handler: Any) -> None:
    """Have a signal handled so; beside the main thread, which alone is interrupted, it stays as it is."""
    with suppress(ValueError):
        signal.signal(number, handler)
