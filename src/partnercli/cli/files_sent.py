"""Files that somebody sent, named on the command line: opened to be read, never further than a cap."""

from __future__ import annotations

from pathlib import Path

from partnercli.library.problems import NoAccess, NotFound
from partnercli.system.reasons import reason


def sent_bytes(path: Path, largest: int, hint: str) -> bytes:
    """A file's bytes, one more than `largest` at most, so that a larger one can be told; raises NotFound or NoAccess.

    `hint` says which files can be named.
    """
    if not path.exists():
        raise NotFound(f'there is no file "{path}"', hint)
    if not path.is_file():
        raise NoAccess(f"{path} is no file", hint)
    try:
        with path.open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise NoAccess(f"{path} cannot be read: {reason(error)}", hint) from error
