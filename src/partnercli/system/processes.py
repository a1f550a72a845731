"""Programs that are started: which one a name means, apart from this run, with little memory, and ended at any time."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

_NEW_GROUP, _NO_WINDOW = 0x200, 0x8000000
"""CREATE_NEW_PROCESS_GROUP and CREATE_NO_WINDOW, as Windows numbers them: Ctrl-C is not for it, and no window opens."""


class Process(Protocol):
    """A program that was started, as Python knows it."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> Any:
        """How it ended; None while that is not known."""

    def kill(self) -> None:
        """End it by force."""


def program(name: str) -> str:
    """What to start for a program's name: the first in the folders that PATH names in full; raises FileNotFoundError.

    Left to the system it may be one in the working folder, and so in a repository: Windows looks there first, others
    where PATH holds `.` or an empty entry. There is no plain path.
    """
    file = f"{name}.exe" if "PATHEXT" in os.environ else name
    for path in (Path(folder, file) for folder in os.get_exec_path()):
        if path.is_absolute() and os.access(path, os.X_OK) and path.is_file():
            return str(path)
    raise FileNotFoundError(name)


def apart() -> dict[str, Any]:
    """How a program is started that Ctrl-C does not reach, and that is ended with all that it starts.

    Plain path: what it starts itself is not ended with it.
    """
    return (
        {"start_new_session": True} if hasattr(os, "killpg") else {"creationflags": _NEW_GROUP | _NO_WINDOW}
    )


def end(process: Process) -> None:
    """End a program that was started `apart`, whatever it is at; nothing where it has ended and its end is known."""
    if process.returncode is not None:  # its number may be another's by now
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def cap_memory(process: Process, most: int) -> None:
    """Let a program fill no more than so many bytes. Plain path, and on macOS: as many as it likes."""
    try:
        import resource

        prlimit = resource.prlimit
    except (ImportError, AttributeError):
        return
    with suppress(OSError):  # it has ended already, or has to make do with less
        prlimit(process.pid, resource.RLIMIT_DATA, (most, most))
