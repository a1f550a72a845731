"""The entry point: what needs no library is answered before any is loaded."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from partnercli import __version__


def main() -> None:
    """Run `partner` and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        _say(f"partner {__version__}\n", 0)
    if os.environ.get("_PARTNER_COMPLETE"):
        try:
            from partnercli.cli.completion import completed

            answer = completed(os.environ)
        except KeyboardInterrupt:  # Ctrl-C while the shell waits: its line is no place for a traceback
            answer = "", 130
        if answer is not None:
            _say(*answer)
    code = _run()
    atexit._run_exitfuncs()  # noqa: SLF001 - a workbook that was not finished leaves its sheets behind in the folder for temporary files
    os._exit(code)  # all is written and closed: taking thousands of objects apart would only take time


def _run() -> int:
    """The exit code of a command, also of one that is stopped while libraries are still being loaded."""
    stopping = None
    try:
        from partnercli.cli.progress import Progress, somebody_looks
        from partnercli.cli.stopping import Stopping

        progress = Progress(silent=not somebody_looks())
        stopping = Stopping(progress)
        gc.disable()  # a run is short, and what it makes is kept to its end
        from partnercli.cli.no_plugins import without_plugins

        without_plugins()
        from partnercli.cli.run import run

        code = run(sys.argv[1:], progress)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as end:
        if not (stopping and stopping.code) and not isinstance(end, KeyboardInterrupt):
            raise
        code = 130
    return (stopping and stopping.code) or code


def _say(text: str, code: int) -> None:
    """Write a text and end the process at once."""
    try:  # noqa: SIM105 - a library for it takes a third of the time of all of this
        os.write(1, text.encode())
    except OSError:  # nobody listens any more
        pass
    os._exit(code)


if __name__ == "__main__":
    main()
