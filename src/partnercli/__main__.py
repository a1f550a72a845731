"""The entry point: what needs no library is answered before any is loaded."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from partnercli import __version__


def main() -> None:
    """Run `partner` and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        with suppress(OSError):  # nobody listens any more
            os.write(1, f"partner {__version__}\n".encode())
        raise SystemExit(0)
    gc.disable()  # a run is short, and what it makes is kept to its end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from partnercli.cli.run import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # all is written and closed: taking thousands of objects apart would only take time


if __name__ == "__main__":
    main()
