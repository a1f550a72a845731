"""Ctrl-C, and being ended from outside: the run stops once, undoes what it was about, and says nothing.

While a library is loaded it stops at once, with nothing to undo: what comes up there, Python and libraries make another
error of, or print and go on (a lock dropped, a class being made, a model being built).
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from types import FrameType
from typing import Any

from partnercli.cli.progress import Progress
from partnercli.system.signals import ENDING


class Stopping:
    """What happens when a run is to stop: each of the signals that end one comes up in it as KeyboardInterrupt.

    A second one is passed over, so that nothing disturbs the cleaning up. What is ignored already stays so: that is
    how nohup and a shell's background keep a run going.
    """

    def __init__(self, progress: Progress) -> None:
        """From now on; `progress` is the run's, whose line goes first."""
        self._progress = progress
        self.code = 0
        """The exit code of a run that was stopped, 128 and the signal's number, as shells count; before that 0."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._stop)
        sys.unraisablehook = self._unraisable

    def _stop(self, number: int, frame: FrameType | None) -> None:
        for one in ENDING:
            signal.signal(one, signal.SIG_IGN)
        self.code = 128 + number
        if _is_loading(frame):
            self._at_once()
        raise KeyboardInterrupt

    def _unraisable(self, lost: Any) -> None:
        """Where Python cannot raise, as in taking an object apart, it would print a traceback and go on."""
        if self.code:
            self._at_once()
        sys.__unraisablehook__(lost)

    def _at_once(self) -> None:
        self._progress.end()
        atexit._run_exitfuncs()  # noqa: SLF001 - as at any other end of a run
        os._exit(self.code)


def _is_loading(frame: FrameType | None) -> bool:
    """Whether a library is being loaded."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
