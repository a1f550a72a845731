"""Makes this Python lack what it lacks on Windows, for a process of its own: the name of the system stays.

What is taken away follows the standard library's documentation ("Availability: Unix"), and what is refused here is
refused there: folders cannot be opened, nothing is named from one, an open file or a taken name stands in the way of
`os.rename`, and only sockets can be waited for. Python's own use of what is gone goes on: it was loaded before.
"""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import threading  # noqa: F401 - makes its own use of what goes
from collections.abc import Callable
from pathlib import Path
from typing import Any

_OF_OS = (
    *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "fchmod", "fchown", "fork", "forkpty"),
    *(
        "getegid",
        "geteuid",
        "getgid",
        "getpgid",
        "getpgrp",
        "getuid",
        "initgroups",
        "killpg",
        "lchown",
        "mkfifo",
    ),
    *(
        "mknod",
        "nice",
        "openpty",
        "posix_spawn",
        "register_at_fork",
        "set_blocking",
        "setpgid",
        "setsid",
        "sync",
    ),
    *("tcgetpgrp", "tcsetpgrp", "uname", "wait"),
)
_OF_SIGNAL = (
    *("ITIMER_PROF", "ITIMER_REAL", "ITIMER_VIRTUAL", "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE"),
    *(
        "SIGPROF",
        "SIGUSR1",
        "SIG_BLOCK",
        "SIG_SETMASK",
        "alarm",
        "getitimer",
        "pthread_kill",
        "pthread_sigmask",
    ),
    *("setitimer", "sigpending", "sigwait"),
)
LACKING = {"os": _OF_OS, "signal": _OF_SIGNAL, "select": ("PIPE_BUF", "epoll", "poll")}
"""What modules have elsewhere and not on Windows."""
MODULES = ("fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
"""Modules that are not there."""
_RELATIVE = ("dir_fd", "src_dir_fd", "dst_dir_fd")


def become() -> None:
    """From now on; before anything of the tool is loaded."""
    for module in (os, signal, select):
        for name in LACKING[module.__name__]:
            if hasattr(module, name):
                delattr(module, name)
    for module_name in MODULES:
        sys.modules[module_name] = None  # type: ignore[assignment]  # says that there is none
    for call in ("open", "unlink", "replace", "rename", "link", "stat", "lstat", "mkdir", "rmdir", "scandir"):
        setattr(os, call, _by_whole_path(getattr(os, call)))
    os.supports_dir_fd.clear()
    os.supports_fd.clear()
    os.open = _without_folders(os.open)
    os.rename = _never_over(os.rename)
    os.fsync = _files_alone(os.fsync)  # type: ignore[assignment]
    select.select = _sockets_alone
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # noqa: SLF001
    subprocess.Popen.kill = lambda process: os.kill(process.pid, 9)  # type: ignore[method-assign, assignment]
    start = subprocess.Popen.__init__
    subprocess.Popen.__init__ = _as_there(start)  # type: ignore[method-assign]


def have_templates_rendered_likewise() -> None:
    """In their processes too, which take over where modules are found, and nothing else."""
    from partnercli.documents import template_process

    likewise = "import sys; sys.path[:] = sys.argv[1:]; import like_windows; like_windows.become(); "
    template_process._START = likewise + template_process._START  # noqa: SLF001


def _by_whole_path(call: Callable[..., Any]) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        links = call.__name__ == "link" and "follow_symlinks" in named
        if links or any(named.get(name) is not None for name in _RELATIVE):
            raise NotImplementedError(f"{call.__name__}: unavailable on this platform")
        if call.__name__ == "scandir" and given and isinstance(given[0], int):
            raise TypeError("scandir: path should be string, bytes, os.PathLike or None, not int")
        return call(*given, **named)

    return called


def _without_folders(call: Callable[..., int]) -> Callable[..., int]:
    def opened(path: Any, flags: int, *given: Any, **named: Any) -> int:
        if Path(os.fsdecode(path)).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return call(path, flags, *given, **named)

    return opened


def _never_over(call: Callable[..., None]) -> Callable[..., None]:
    def renamed(old: Any, new: Any) -> None:
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, "File exists", old, new)
        call(old, new)

    return renamed


def _files_alone(call: Callable[[Any], None]) -> Callable[[Any], None]:
    def synced(file: Any) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        call(file)

    return synced


def _sockets_alone(*_: Any) -> Any:
    raise OSError(errno.ENOTSOCK, "An operation was attempted on something that is not a socket")


def _as_there(start: Callable[..., None]) -> Callable[..., None]:
    def started(process: Any, command: Any, *given: Any, **named: Any) -> None:
        named.pop("creationflags", None)
        if not Path(command[0]).is_absolute():
            raise AssertionError(f"{command[0]} might be found in the working folder")
        start(process, command, *given, **named)

    return started
